#include "site/feed_page.h"

#include "base/clock.h"
#include "page/page_url.h"
#include "site/feed_items.h"
#include "site/kept_page.h"
#include "site/site_answer.h"
#include "store/section_store.h"
#include "store/topic_store.h"
#include "wire/atom.h"
#include "wire/json_feed.h"
#include "wire/rss.h"

enum format { RSS, ATOM, JSON };

static const char *const file_name[] = {
    [RSS] = "feed.xml", [ATOM] = "atom.xml", [JSON] = "feed.json"};

/* The list that a feed is of. */
struct list {
    struct card_query query;
    struct str url;  /* of its page, within the site */
    struct str name; /* "" for all of the language */
};

static int find_section(const struct request *req, const struct site_language *language,
                        struct str key, struct list *list, struct err *e) {
    const struct page_maker *maker = &site_worker(req)->maker;
    struct section section, *all;
    size_t n;
    int code = section_store_find_public(maker->db, req->arena, key, language->tag,
                                         maker->site->source, clock_wall_ms(), &section, e);
    /* Whether there is such a section is up to stories of all languages. */
    if (!code)
        code = section_store_public(maker->db, req->arena, language->tag, maker->site->source,
                                    clock_wall_ms(), &all, &n, e);
    if (code) return code;
    page_tags_menu(maker->tags, all, n);
    list->query.section_id = section.id;
    list->name = section.name;
    list->url = page_url_section(req->arena, language->tag, key);
    return 0;
}

/* A topic is no secret only once a story of it is out. */
static int find_topic(const struct request *req, const struct site_language *language,
                      struct str key, struct list *list, struct err *e) {
    const struct page_maker *maker = &site_worker(req)->maker;
    struct topic topic;
    bool is_public = false;
    int code =
        topic_store_find(maker->db, req->arena, key, language->tag, maker->site->source, &topic, e);
    if (!code) code = topic_store_is_public(maker->db, topic.id, clock_wall_ms(), &is_public, e);
    if (code) return code;
    if (!is_public) return err_set(e, E_NOTFOUND, "there is no such topic");
    list->query.topic_id = topic.id;
    list->name = topic.name;
    list->url = page_url_topic(req->arena, language->tag, key);
    return 0;
}

static int find_list(const struct request *req, const struct site_language *language,
                     struct list *ret_list, struct err *e) {
    struct str section = request_param(req, STR("section")),
               topic = request_param(req, STR("topic"));
    *ret_list = (struct list){.url = page_url_front(req->arena, language->tag)};
    if (topic.n) return find_topic(req, language, topic, ret_list, e);
    if (section.n) return find_section(req, language, section, ret_list, e);
    return 0;
}

static struct str absolute(const struct request *req, struct str url) {
    struct str base = site_worker(req)->context->site->base_url;
    return arena_printf(req->arena, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p);
}

static struct str make_title(struct arena *a, struct str name, struct str site) {
    if (name.n == 0) return site;
    return arena_printf(a, "%.*s – %.*s", (int)name.n, name.p, (int)site.n, site.p);
}

/* All but its items. */
static struct feed make_feed(const struct request *req, const struct site_language *language,
                             const struct list *list, enum format format) {
    struct arena *a = req->arena;
    const struct site_info *site = site_worker(req)->context->site;
    struct str what = arena_printf(a, "feed%.*s", (int)list->url.n, list->url.p);
    const struct theme_asset *icon = theme_find_asset(site->theme, STR("favicon.svg"));
    return (struct feed){
        .id = feed_tag(a, site->base_url, FEED_SINCE_MS, what),
        .self_url = absolute(
            req, arena_printf(a, "%.*s%s", (int)list->url.n, list->url.p, file_name[format])),
        .home_url = absolute(req, list->url),
        .title = make_title(a, list->name, site->name),
        .description = site->tagline.n ? site->tagline : site->name,
        .language = language->tag,
        .icon_url = icon ? absolute(req, icon->url) : STR(""),
        .label_scheme = feed_tag(a, site->base_url, FEED_SINCE_MS, STR("label")),
        .publisher = site->name,
        .hub_url = site->hub_url,
    };
}

static struct str make_link(struct arena *a, const struct feed *feed) {
    struct str hub = feed->hub_url, self = feed->self_url;
    if (!hub.n) return STR("");
    return arena_printf(a, "<%.*s>; rel=\"hub\", <%.*s>; rel=\"self\"", (int)hub.n, hub.p,
                        (int)self.n, self.p);
}

static const char *write_feed(struct arena *a, enum format format, const struct feed *feed,
                              struct buf *out) {
    switch (format) {
    case RSS: rss_write(a, feed, out); return RSS_TYPE;
    case ATOM: atom_write(a, feed, out); return ATOM_TYPE;
    case JSON: json_feed_write(a, feed, out); break;
    }
    return JSON_FEED_TYPE;
}

static void answer_with(struct request *req, struct response *res, enum format format,
                        struct kept_page *kept) {
    const struct site_language *language = site_path_language(req);
    struct list list;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    int code = find_list(req, language, &list, &e);
    struct feed feed = {0};
    if (!code) feed = make_feed(req, language, &list, format);
    if (!code)
        code = feed_items_load(req->arena, &site_worker(req)->maker, language, &list.query,
                               &feed.item, &feed.n_items, &e);
    struct buf *out = site_page(req);
    if (!code) {
        kept->type = str_of(write_feed(req->arena, format, &feed, out));
        kept->link = make_link(req->arena, &feed);
    }
    kept_page_send(req, res, kept, out, code, &e);
}

static void answer(struct request *req, struct response *res, enum format format) {
    struct kept_page kept;
    if (kept_page_begin(req, res, &kept)) return;
    answer_with(req, res, format, &kept);
    kept_page_end(req, &kept);
}

void feed_page_rss(struct request *req, struct response *res) {
    answer(req, res, RSS);
}

void feed_page_atom(struct request *req, struct response *res) {
    answer(req, res, ATOM);
}

void feed_page_json(struct request *req, struct response *res) {
    answer(req, res, JSON);
}
