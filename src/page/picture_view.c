#include "page/picture_view.h"

#include "page/page_url.h"

enum { SHOWN_WIDTH = 1280 }; /* to what knows no srcset */

static size_t widths_of(const struct picture_view *view, uint32_t ret_width[PICTURE_MAX_WIDTHS]) {
    if (!picture_name_is_still(view->name)) return 0;
    return picture_name_widths((uint32_t)view->width, (uint32_t)view->height, view->crop,
                               ret_width);
}

static struct picture_file file_of(struct arena *a, const struct picture_view *view, uint32_t width,
                                   enum picture_format format) {
    return (struct picture_file){
        .url = page_url_media(a, picture_name_variant(a, view->name, view->crop, width, format)),
        .type = picture_name_type(format),
        .width = width,
        .height =
            picture_name_height((uint32_t)view->width, (uint32_t)view->height, view->crop, width),
    };
}

struct picture_file picture_view_file(struct arena *a, const struct picture_view *view,
                                      uint32_t max_width) {
    uint32_t width[PICTURE_MAX_WIDTHS];
    size_t n = widths_of(view, width);
    while (n > 1 && width[n - 1] > max_width) n--;
    if (n) return file_of(a, view, width[n - 1], PICTURE_JPEG);
    return (struct picture_file){.url = page_url_media(a, picture_name_original(a, view->name)),
                                 .type = page_url_media_type(view->name),
                                 .width = (uint32_t)view->width,
                                 .height = (uint32_t)view->height};
}

struct picture_file *picture_view_files(struct arena *a, const struct picture_view *view,
                                        size_t *ret_n) {
    uint32_t width[PICTURE_MAX_WIDTHS];
    size_t n_widths = widths_of(view, width), n = 0;
    struct picture_file *file = arena_array(a, n_widths * PICTURE_N_FORMATS, sizeof *file);
    for (int format = 0; format < PICTURE_N_FORMATS; format++)
        for (size_t i = 0; i < n_widths; i++)
            file[n++] = file_of(a, view, width[i], (enum picture_format)format);
    *ret_n = n;
    return file;
}

static struct str srcset(struct arena *a, const struct picture_view *view,
                         enum picture_format format) {
    uint32_t width[PICTURE_MAX_WIDTHS];
    size_t n = widths_of(view, width);
    struct str all = STR("");
    for (size_t i = 0; i < n; i++) {
        struct picture_file file = file_of(a, view, width[i], format);
        all = arena_printf(a, "%.*s%s%.*s %uw", (int)all.n, all.p, i ? ", " : "", (int)file.url.n,
                           file.url.p, width[i]);
    }
    return all;
}

void picture_view_set(const struct page *page, struct mustache_value *object,
                      const struct picture_view *view) {
    struct arena *a = page->a;
    struct picture_file shown = picture_view_file(a, view, SHOWN_WIDTH);
    mustache_set_text(a, object, "url", shown.url);
    mustache_set_number(a, object, "width", shown.width);
    mustache_set_number(a, object, "height", shown.height);
    mustache_set_text(a, object, "srcset", srcset(a, view, PICTURE_JPEG));
    struct mustache_value *list = mustache_set_list(a, object, "sources");
    for (int format = 0; format < PICTURE_JPEG; format++) {
        struct str set = srcset(a, view, (enum picture_format)format);
        if (set.n == 0) continue;
        struct mustache_value *source = mustache_add_object(a, list);
        mustache_set_text(a, source, "type",
                          str_of(picture_name_type((enum picture_format)format)));
        mustache_set_text(a, source, "srcset", set);
    }
}
