#include "wire/rss.h"

#include "wire/xml_writer.h"

static void write_link(struct xml_writer *w, const char *rel, const char *type, struct str url) {
    xml_writer_open(w, "atom:link");
    xml_writer_attribute(w, "rel", str_of(rel));
    if (type) xml_writer_attribute(w, "type", str_of(type));
    xml_writer_attribute(w, "href", url);
    xml_writer_close(w);
}

static void write_category(struct xml_writer *w, struct str scheme, struct str word) {
    if (word.n == 0) return;
    xml_writer_open(w, "category");
    if (scheme.n) xml_writer_attribute(w, "domain", scheme);
    xml_writer_text(w, word);
    xml_writer_close(w);
}

static void write_picture(struct xml_writer *w, const struct feed_picture *picture) {
    if (picture->url.n == 0) return;
    xml_writer_open(w, "media:content");
    xml_writer_attribute(w, "url", picture->url);
    xml_writer_attribute(w, "medium", STR("image"));
    xml_writer_attribute(w, "type", str_of(picture->type));
    if (picture->width > 0) xml_writer_number(w, "width", picture->width);
    if (picture->height > 0) xml_writer_number(w, "height", picture->height);
    if (picture->alt.n) xml_writer_element(w, "media:description", picture->alt);
    xml_writer_close(w);
}

static void write_item(struct xml_writer *w, struct arena *a, const struct feed *feed,
                       const struct feed_item *item) {
    xml_writer_open(w, "item");
    xml_writer_open(w, "guid");
    xml_writer_attribute(w, "isPermaLink", STR("false"));
    xml_writer_text(w, item->id);
    xml_writer_close(w);
    xml_writer_element(w, "link", item->url);
    xml_writer_element(w, "title", item->headline);
    if (item->lead.n) xml_writer_element(w, "description", item->lead);
    xml_writer_element(w, "pubDate", feed_date(a, item->published_ms));
    if (item->byline.n) xml_writer_element(w, "dc:creator", item->byline);
    xml_writer_element(w, "dc:language", item->language);
    write_category(w, STR(""), item->section);
    write_category(w, STR(""), item->topic);
    write_category(w, feed->label_scheme, item->label);
    write_picture(w, &item->picture);
    xml_writer_element(w, "content:encoded", item->content.s);
    xml_writer_close(w);
}

void rss_write(struct arena *a, const struct feed *feed, struct buf *out) {
    struct xml_writer w;
    xml_writer_init(&w, out);
    xml_writer_open(&w, "rss");
    xml_writer_attribute(&w, "version", STR("2.0"));
    xml_writer_attribute(&w, "xmlns:atom", STR("http://www.w3.org/2005/Atom"));
    xml_writer_attribute(&w, "xmlns:content", STR("http://purl.org/rss/1.0/modules/content/"));
    xml_writer_attribute(&w, "xmlns:dc", STR("http://purl.org/dc/elements/1.1/"));
    xml_writer_attribute(&w, "xmlns:media", STR("http://search.yahoo.com/mrss/"));
    xml_writer_open(&w, "channel");
    xml_writer_element(&w, "title", feed->title);
    xml_writer_element(&w, "link", feed->home_url);
    xml_writer_element(&w, "description", feed->description);
    xml_writer_element(&w, "language", feed->language);
    write_link(&w, "self", "application/rss+xml", feed->self_url);
    if (feed->hub_url.n) write_link(&w, "hub", NULL, feed->hub_url);
    if (feed->n_items) xml_writer_element(&w, "lastBuildDate", feed_date(a, feed_updated_ms(feed)));
    for (size_t i = 0; i < feed->n_items; i++) write_item(&w, a, feed, &feed->item[i]);
    xml_writer_close(&w);
    xml_writer_close(&w);
}
