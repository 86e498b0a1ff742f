#include "wire/json_feed.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"

static void set_text(json_t *object, const char *key, struct str text) {
    if (text.n) json_object_set_new(object, key, json_stringn(text.p, text.n));
}

static void set_time(json_t *object, struct arena *a, const char *key, int64_t wall_ms) {
    set_text(object, key, clock_format(a, wall_ms));
}

static void set_author(json_t *object, struct str name) {
    if (name.n == 0) return;
    json_t *author = json_object();
    set_text(author, "name", name);
    json_object_set_new(object, "authors", json_pack("[o]", author));
}

static json_t *make_tags(const struct feed_item *item) {
    const struct str tag[] = {item->section, item->topic, item->label};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof tag / sizeof *tag; i++)
        if (tag[i].n) json_array_append_new(list, json_stringn(tag[i].p, tag[i].n));
    return list;
}

static json_t *make_own(const struct feed_item *item) {
    json_t *own = json_object(), *list = json_object();
    set_text(own, "label", item->label);
    set_text(own, "language_tag", item->language_tag);
    for (size_t i = 0; i < item->n_alternates; i++) {
        const struct feed_alternate *other = &item->alternate[i];
        json_object_setn_new(list, other->language.p, other->language.n,
                             json_stringn(other->url.p, other->url.n));
    }
    json_object_set_new(own, "editions", list);
    return own;
}

static json_t *make_item(struct arena *a, const struct feed_item *item) {
    json_t *object = json_object();
    set_text(object, "id", item->id);
    set_text(object, "url", item->url);
    set_text(object, "title", item->headline);
    json_object_set_new(object, "content_html", json_stringn(item->content.s.p, item->content.s.n));
    set_text(object, "summary", item->lead);
    set_text(object, "image", item->picture.url);
    set_time(object, a, "date_published", item->published_ms);
    set_time(object, a, "date_modified", item->updated_ms);
    set_author(object, item->byline);
    json_object_set_new(object, "tags", make_tags(item));
    set_text(object, "language", item->language);
    json_object_set_new(object, "_zubi", make_own(item));
    return object;
}

static json_t *make_feed(struct arena *a, const struct feed *feed) {
    json_t *object = json_object(), *items = json_array();
    set_text(object, "version", STR("https://jsonfeed.org/version/1.1"));
    set_text(object, "title", feed->title);
    set_text(object, "home_page_url", feed->home_url);
    set_text(object, "feed_url", feed->self_url);
    set_text(object, "description", feed->description);
    set_text(object, "favicon", feed->icon_url);
    set_author(object, feed->publisher);
    set_text(object, "language", feed->language);
    if (feed->hub_url.n) {
        json_t *hub = json_pack("{s:s}", "type", "WebSub");
        set_text(hub, "url", feed->hub_url);
        json_object_set_new(object, "hubs", json_pack("[o]", hub));
    }
    for (size_t i = 0; i < feed->n_items; i++)
        json_array_append_new(items, make_item(a, &feed->item[i]));
    json_object_set_new(object, "items", items);
    return object;
}

static int add_bytes(const char *bytes, size_t n, void *out) {
    buf_add(out, (struct str){bytes, n});
    return 0;
}

void json_feed_write(struct arena *a, const struct feed *feed, struct buf *out) {
    json_t *object = make_feed(a, feed);
    if (json_dump_callback(object, add_bytes, out, JSON_COMPACT)) abort();
    json_decref(object);
}
