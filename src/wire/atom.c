#include "wire/atom.h"

#include "base/clock.h"
#include "wire/xml_writer.h"

static void write_link(struct xml_writer *w, const char *rel, const char *type, struct str language,
                       struct str url) {
    xml_writer_open(w, "link");
    xml_writer_attribute(w, "rel", str_of(rel));
    if (type) xml_writer_attribute(w, "type", str_of(type));
    if (language.n) xml_writer_attribute(w, "hreflang", language);
    xml_writer_attribute(w, "href", url);
    xml_writer_close(w);
}

static void write_category(struct xml_writer *w, struct str scheme, struct str word) {
    if (word.n == 0) return;
    xml_writer_open(w, "category");
    xml_writer_attribute(w, "term", word);
    if (scheme.n) xml_writer_attribute(w, "scheme", scheme);
    xml_writer_close(w);
}

static void write_author(struct xml_writer *w, struct str name) {
    xml_writer_open(w, "author");
    xml_writer_element(w, "name", name);
    xml_writer_close(w);
}

static void write_entry(struct xml_writer *w, struct arena *a, const struct feed *feed,
                        const struct feed_item *item) {
    xml_writer_open(w, "entry");
    xml_writer_attribute(w, "xml:lang", item->language);
    xml_writer_element(w, "id", item->id);
    xml_writer_element(w, "title", item->headline);
    xml_writer_element(w, "published", clock_format(a, item->published_ms));
    xml_writer_element(w, "updated", clock_format(a, item->updated_ms));
    write_link(w, "alternate", "text/html", item->language, item->url);
    for (size_t i = 0; i < item->n_alternates; i++)
        write_link(w, "alternate", "text/html", item->alternate[i].language,
                   item->alternate[i].url);
    if (item->byline.n) write_author(w, item->byline);
    write_category(w, STR(""), item->section);
    write_category(w, STR(""), item->topic);
    write_category(w, feed->label_scheme, item->label);
    if (item->lead.n) xml_writer_element(w, "summary", item->lead);
    xml_writer_open(w, "content");
    xml_writer_attribute(w, "type", STR("html"));
    xml_writer_text(w, item->content.s);
    xml_writer_close(w);
    xml_writer_close(w);
}

void atom_write(struct arena *a, const struct feed *feed, struct buf *out) {
    struct xml_writer w;
    xml_writer_init(&w, out);
    xml_writer_open(&w, "feed");
    xml_writer_attribute(&w, "xmlns", STR("http://www.w3.org/2005/Atom"));
    xml_writer_attribute(&w, "xml:lang", feed->language);
    xml_writer_element(&w, "id", feed->id);
    xml_writer_element(&w, "title", feed->title);
    if (feed->description.n) xml_writer_element(&w, "subtitle", feed->description);
    xml_writer_element(&w, "updated", clock_format(a, feed_updated_ms(feed)));
    write_link(&w, "self", "application/atom+xml", STR(""), feed->self_url);
    write_link(&w, "alternate", "text/html", feed->language, feed->home_url);
    if (feed->hub_url.n) write_link(&w, "hub", NULL, STR(""), feed->hub_url);
    if (feed->icon_url.n) xml_writer_element(&w, "icon", feed->icon_url);
    write_author(&w, feed->publisher);
    for (size_t i = 0; i < feed->n_items; i++) write_entry(&w, a, feed, &feed->item[i]);
    xml_writer_close(&w);
}
