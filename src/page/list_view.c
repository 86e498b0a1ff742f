#include "page/list_view.h"

#include "base/clock.h"
#include "page/card_view.h"
#include "page/live_view.h"
#include "page/page_url.h"
#include "page/structured_data.h"
#include "store/section_store.h"
#include "store/topic_store.h"

enum { BLOCK_STORIES = 3, FRONT_STORIES = 8, DESCRIBED = 3 };

enum list_kind { LIST_FRONT, LIST_SECTION, LIST_TOPIC };

static struct str list_url(struct arena *a, enum list_kind kind, struct str language,
                           struct str key) {
    if (kind == LIST_SECTION) return page_url_section(a, language, key);
    if (kind == LIST_TOPIC) return page_url_topic(a, language, key);
    return page_url_front(a, language);
}

static struct page_address *addresses(struct arena *a, const struct site_info *site,
                                      enum list_kind kind, struct str key) {
    struct page_address *address = arena_array(a, site->n_languages, sizeof *address);
    for (size_t i = 0; i < site->n_languages; i++)
        address[i] = (struct page_address){
            .language = &site->language[i],
            .url = list_url(a, kind, site->language[i].tag, key),
            .is_alternate = true,
        };
    return address;
}

static int query_place(const struct page *page, const struct list_place *place,
                       struct card_query *query, struct card **ret_card, size_t *ret_n,
                       bool *ret_more, struct err *e) {
    card_view_newest(query);
    if (place->is_set) card_view_from(query, place->before_ms, place->before_id);
    return card_view_query(page, query, ret_card, ret_n, ret_more, e);
}

/* What machines are told of a list. */
static void set_found(struct page *page, enum list_kind kind, struct str key, struct str name,
                      const struct list_place *place) {
    struct arena *a = page->a;
    struct str url = list_url(a, kind, page->language->tag, key), site = page->maker->site->name;
    if (name.n)
        page_set_feeds(page, url,
                       arena_printf(a, "%.*s – %.*s", (int)name.n, name.p, (int)site.n, site.p));
    if (place->is_set)
        page_is_further(page, page_url_before(a, url, place->before_ms, place->before_id));
    else if (kind == LIST_FRONT)
        mustache_set_html(a, page->root, "structured_data", structured_data_site(page));
}

/* What sections and topics have in common once their names are known. */
static int render_list(struct page *page, enum list_kind kind, struct str key, struct str name,
                       const char *description_key, struct card_query *query,
                       const struct list_place *place, struct buf *out, struct err *e) {
    struct card *card;
    size_t n;
    bool more;
    struct arena *a = page->a;
    query->limit = (int64_t)page->maker->site->stories_per_page;
    int code = query_place(page, place, query, &card, &n, &more, e);
    if (code) return code;
    struct message_value value = {kind == LIST_TOPIC ? "topic" : "section", name};
    page_title(page, name, page_message(page, description_key, &value, 1));
    set_found(page, kind, key, name, place);
    mustache_set_text(a, page->root, "heading", name);
    if (!place->is_set)
        live_view_list(page, kind == LIST_TOPIC ? STR("topic") : STR("section"), key, card, n);
    card_view_list(page, page->root, "items", card, n);
    mustache_set_text(
        a, page->root, "next_url",
        card_view_next(page, list_url(a, kind, page->language->tag, key), card, n, more));
    struct str template = kind == LIST_TOPIC ? STR("topic") : STR("section");
    return page_render(page, place->fragment ? STR("list_items") : template, out, e);
}

int list_view_section(struct arena *a, const struct page_maker *maker,
                      const struct site_language *language, struct str key,
                      const struct list_place *place, struct buf *out, struct err *e) {
    struct section section;
    struct page page;
    int code = section_store_find_public(maker->db, a, key, language->tag, maker->site->source,
                                         clock_wall_ms(), &section, e);
    if (!code)
        code = page_begin(&page, a, maker, language, addresses(a, maker->site, LIST_SECTION, key),
                          key, e);
    if (code) return code;
    struct card_query query = {.section_id = section.id};
    return render_list(&page, LIST_SECTION, key, section.name, "section_description", &query, place,
                       out, e);
}

/* A topic is no secret only once a story of it is out. */
static int find_topic(struct arena *a, const struct page_maker *maker, struct str language,
                      struct str key, struct topic *ret_topic, struct err *e) {
    bool is_public = false;
    int code = topic_store_find(maker->db, a, key, language, maker->site->source, ret_topic, e);
    if (!code)
        code = topic_store_is_public(maker->db, ret_topic->id, clock_wall_ms(), &is_public, e);
    if (code || is_public) return code;
    return err_set(e, E_NOTFOUND, "there is no topic \"%.*s\"", (int)key.n, key.p);
}

int list_view_topic(struct arena *a, const struct page_maker *maker,
                    const struct site_language *language, struct str key,
                    const struct list_place *place, struct buf *out, struct err *e) {
    struct topic topic;
    struct page page;
    int code = find_topic(a, maker, language->tag, key, &topic, e);
    if (!code)
        code = page_begin(&page, a, maker, language, addresses(a, maker->site, LIST_TOPIC, key),
                          STR(""), e);
    if (code) return code;
    struct card_query query = {.topic_id = topic.id};
    return render_list(&page, LIST_TOPIC, key, topic.name, "topic_description", &query, place, out,
                       e);
}

/* The newest stories of each section, below the newest of all, which is not said twice. */
static int set_blocks(struct page *page, int64_t lead_id, struct err *e) {
    struct arena *a = page->a;
    struct section *section;
    size_t n_sections;
    struct str tag = page->language->tag;
    int code = section_store_list(page->maker->db, a, tag, page->maker->site->source, &section,
                                  &n_sections, e);
    if (code) return code;
    struct mustache_value *blocks = mustache_set_list(a, page->root, "blocks");
    for (size_t i = 0; i < n_sections; i++) {
        struct card *card;
        size_t n;
        bool more;
        struct card_query query = {
            .section_id = section[i].id, .except_id = lead_id, .limit = BLOCK_STORIES};
        card_view_newest(&query);
        code = card_view_query(page, &query, &card, &n, &more, e);
        if (code) return code;
        if (n == 0) continue;
        struct mustache_value *block = mustache_add_object(a, blocks);
        struct mustache_value *head = mustache_set_object(a, block, "section");
        mustache_set_text(a, head, "name", section[i].name);
        mustache_set_text(a, head, "url", page_url_section(a, tag, section[i].key));
        mustache_set(a, head, "lang", mustache_null(a));
        card_view_list(page, block, "items", card, n);
    }
    return 0;
}

/* A newsroom that says nothing of itself is described by its newest headlines. */
static struct str describe(const struct page *page, const struct card *card, size_t n) {
    struct str said = page->maker->site->tagline;
    for (size_t i = 0; i < n && i < DESCRIBED && !page->maker->site->tagline.n; i++)
        said = arena_printf(page->a, "%.*s%s%.*s", (int)said.n, said.p, i ? " · " : "",
                            (int)card[i].edition.headline.n, card[i].edition.headline.p);
    return said;
}

int list_view_front(struct arena *a, const struct page_maker *maker,
                    const struct site_language *language, const struct list_place *place,
                    struct buf *out, struct err *e) {
    struct page page;
    struct card *card;
    size_t n;
    bool more;
    int code = page_begin(&page, a, maker, language, addresses(a, maker->site, LIST_FRONT, STR("")),
                          STR(""), e);
    if (code) return code;
    struct card_query query = {.limit = place->is_set ? (int64_t)maker->site->stories_per_page
                                                      : FRONT_STORIES};
    code = query_place(&page, place, &query, &card, &n, &more, e);
    if (code) return code;
    page_title(&page, STR(""), describe(&page, card, n));
    set_found(&page, LIST_FRONT, STR(""), STR(""), place);
    size_t skip = n > 0 && !place->is_set;
    if (!place->is_set) live_view_list(&page, STR(""), STR(""), card, n);
    if (skip) card_view_fill(&page, mustache_set_object(a, page.root, "lead"), &card[0]);
    card_view_list(&page, page.root, "items", card + skip, n - skip);
    struct str url = page_url_front(a, language->tag);
    mustache_set_text(a, page.root, "next_url", card_view_next(&page, url, card, n, more));
    if (place->fragment) return page_render(&page, STR("list_items"), out, e);
    code = skip ? set_blocks(&page, card[0].edition.story_id, e) : 0;
    return code ? code : page_render(&page, STR("front"), out, e);
}
