#ifndef WIRE_SITEMAP_H
#define WIRE_SITEMAP_H
/* What the site tells search engines that it has (sitemaps.org; Google's news sitemaps). Written
   one page after the other, so that a large one needs no memory but its bytes. Addresses are
   absolute. Each begins a document; sitemap_end() ends it. */

#include "wire/xml_writer.h"

#define SITEMAP_TYPE "application/xml; charset=utf-8"

/* The protocol's ceilings. */
enum { SITEMAP_MAX_URLS = 50000, SITEMAP_MAX_NEWS = 1000 };

/* A page in one of the languages it exists in. */
struct sitemap_page {
    struct str language, url;
    int64_t changed_ms; /* 0: not known */
};

struct sitemap_news {
    struct str url, headline, language;
    struct str publication; /* the newsroom's name */
    int64_t published_ms;
};

/* A list of sitemaps. */
void sitemap_begin_index(struct xml_writer *w, struct buf *out);
void sitemap_add_file(struct xml_writer *w, struct str url);

void sitemap_begin(struct xml_writer *w, struct buf *out);
/* A page in all languages it exists in: each names itself and all others. `origin` is for readers
   of other languages (x-default); NULL where there is none. */
void sitemap_add(struct xml_writer *w, struct arena *a, const struct sitemap_page *page, size_t n,
                 const struct sitemap_page *origin);

void sitemap_begin_news(struct xml_writer *w, struct buf *out);
void sitemap_add_news(struct xml_writer *w, struct arena *a, const struct sitemap_news *news);

void sitemap_end(struct xml_writer *w);

#endif
