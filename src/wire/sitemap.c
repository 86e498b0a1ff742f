#include "wire/sitemap.h"

#include "base/clock.h"

#define NAMESPACE STR("http://www.sitemaps.org/schemas/sitemap/0.9")

static void begin(struct xml_writer *w, struct buf *out, const char *root) {
    xml_writer_init(w, out);
    xml_writer_open(w, root);
    xml_writer_attribute(w, "xmlns", NAMESPACE);
}

void sitemap_begin_index(struct xml_writer *w, struct buf *out) {
    begin(w, out, "sitemapindex");
}

void sitemap_add_file(struct xml_writer *w, struct str url) {
    xml_writer_open(w, "sitemap");
    xml_writer_element(w, "loc", url);
    xml_writer_close(w);
}

void sitemap_begin(struct xml_writer *w, struct buf *out) {
    begin(w, out, "urlset");
    xml_writer_attribute(w, "xmlns:xhtml", STR("http://www.w3.org/1999/xhtml"));
}

static void write_alternate(struct xml_writer *w, struct str language, struct str url) {
    xml_writer_open(w, "xhtml:link");
    xml_writer_attribute(w, "rel", STR("alternate"));
    xml_writer_attribute(w, "hreflang", language);
    xml_writer_attribute(w, "href", url);
    xml_writer_close(w);
}

void sitemap_add(struct xml_writer *w, struct arena *a, const struct sitemap_page *page, size_t n,
                 const struct sitemap_page *origin) {
    for (size_t i = 0; i < n; i++) {
        xml_writer_open(w, "url");
        xml_writer_element(w, "loc", page[i].url);
        if (page[i].changed_ms)
            xml_writer_element(w, "lastmod", clock_format(a, page[i].changed_ms));
        for (size_t j = 0; j < n; j++) write_alternate(w, page[j].language, page[j].url);
        if (origin) write_alternate(w, STR("x-default"), origin->url);
        xml_writer_close(w);
    }
}

void sitemap_begin_news(struct xml_writer *w, struct buf *out) {
    begin(w, out, "urlset");
    xml_writer_attribute(w, "xmlns:news", STR("http://www.google.com/schemas/sitemap-news/0.9"));
}

void sitemap_add_news(struct xml_writer *w, struct arena *a, const struct sitemap_news *news) {
    xml_writer_open(w, "url");
    xml_writer_element(w, "loc", news->url);
    xml_writer_open(w, "news:news");
    xml_writer_open(w, "news:publication");
    xml_writer_element(w, "news:name", news->publication);
    xml_writer_element(w, "news:language", news->language);
    xml_writer_close(w);
    xml_writer_element(w, "news:publication_date", clock_format(a, news->published_ms));
    xml_writer_element(w, "news:title", news->headline);
    xml_writer_close(w);
    xml_writer_close(w);
}

void sitemap_end(struct xml_writer *w) {
    xml_writer_close(w);
}
