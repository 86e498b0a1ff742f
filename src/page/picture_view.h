#ifndef PAGE_PICTURE_VIEW_H
#define PAGE_PICTURE_VIEW_H
/* How pages, feeds and the API name a picture: by what is made from it in several widths and
   formats, with the size that each has. */

#include "page/page.h"
#include "story/picture_name.h"

/* A picture that a document names, its size, and how it is to be cut. */
struct picture_view {
    struct str name;
    int64_t width, height; /* 0 when not known */
    enum picture_crop crop;
};

/* One file. */
struct picture_file {
    struct str url; /* from '/' on */
    const char *type;
    uint32_t width, height; /* 0 when not known */
};

/* The JPEG that is the widest up to `max_width`; the original where nothing is made of it. */
struct picture_file picture_view_file(struct arena *a, const struct picture_view *view,
                                      uint32_t max_width);
/* All that is made of it, smallest first, best format first; n is 0 where nothing is. */
struct picture_file *picture_view_files(struct arena *a, const struct picture_view *view,
                                        size_t *ret_n);
/* What templates get: url, width, height; sources[] with type and srcset; srcset of the JPEGs. */
void picture_view_set(const struct page *page, struct mustache_value *object,
                      const struct picture_view *view);

#endif
