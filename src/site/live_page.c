#include "site/live_page.h"

#include <inttypes.h>

#include "base/clock.h"
#include "http/form.h"
#include "page/card_view.h"
#include "page/live_view.h"
#include "page/page_url.h"
#include "site/live_feed.h"
#include "site/site_answer.h"
#include "store/change_store.h"
#include "store/section_store.h"
#include "store/topic_store.h"

/* More new stories than a page would show need no number of their own. */
enum { MOST_STORIES = 20, RETRY_MS = 5000 };

/* What the reader has open. */
struct live_page {
    const struct request *req;
    const struct page_maker *maker;
    const struct site_language *language;
    struct form query;
    enum live_kind kind;
    int64_t id;       /* of the story, section or topic */
    struct card card; /* of a story */
};

static int find_story(struct live_page *page, struct str text, struct err *e) {
    struct arena *a = page->req->arena;
    page->kind = LIVE_STORY;
    if (!str_to_int64(text, 1, INT64_MAX >> 12, &page->id))
        return err_set(e, E_NOTFOUND, "there is no such story");
    int code = card_load(page->maker->db, a, page->id, page->language->tag, &page->card, e);
    if (!code && !edition_row_is_public(&page->card.edition, clock_wall_ms()))
        code = err_set(e, E_NOTFOUND, "the edition is not public");
    return code;
}

static int find_section(struct live_page *page, struct str key, struct err *e) {
    struct section section;
    page->kind = LIVE_SECTION;
    int code =
        section_store_find_public(page->maker->db, page->req->arena, key, page->language->tag,
                                  page->maker->site->source, clock_wall_ms(), &section, e);
    if (!code) page->id = section.id;
    return code;
}

static int find_topic(struct live_page *page, struct str key, struct err *e) {
    struct topic topic;
    bool is_public = false;
    page->kind = LIVE_TOPIC;
    int code = topic_store_find(page->maker->db, page->req->arena, key, page->language->tag,
                                page->maker->site->source, &topic, e);
    if (!code)
        code = topic_store_is_public(page->maker->db, topic.id, clock_wall_ms(), &is_public, e);
    if (!code && !is_public) code = err_set(e, E_NOTFOUND, "there is no such topic");
    if (!code) page->id = topic.id;
    return code;
}

static int find(struct live_page *page, struct err *e) {
    const struct request *req = page->req;
    int code = req->query.p ? form_parse(req->arena, req->query, &page->query, e) : 0;
    if (code) return code;
    struct str story = form_get(&page->query, STR("story"));
    struct str section = form_get(&page->query, STR("section"));
    struct str topic = form_get(&page->query, STR("topic"));
    if (story.p) return find_story(page, story, e);
    if (section.p) return find_section(page, section, e);
    return topic.p ? find_topic(page, topic, e) : 0;
}

static void add_event(struct live_page *page, struct buf *first, int64_t id, const char *name,
                      struct str data) {
    struct server_event event = {.id = id, .name = name, .data = data};
    buf_add(first, event_stream_text(page->req->arena, &event));
}

/* The stories above the place that the reader's list begins with. */
static int add_new_stories(struct live_page *page, struct str seen, int64_t version,
                           struct buf *first, struct err *e) {
    struct arena *a = page->req->arena;
    struct card_query query = {.language = page->language->tag,
                               .with_off =
                                   site_lists_untranslated(page->maker->site, page->language),
                               .limit = MOST_STORIES};
    *(page->kind == LIVE_TOPIC ? &query.topic_id : &query.section_id) = page->id;
    card_view_newest(&query);
    int64_t seen_ms, seen_id;
    struct card *card;
    size_t n;
    struct buf places;
    if (!page_url_parse_before(seen, &seen_ms, &seen_id)) return 0;
    int code = card_list(page->maker->db, a, &query, &card, &n, e);
    if (code) return code;
    buf_init(&places, 4096);
    for (size_t i = 0; i < n; i++) {
        int64_t ms = card[i].edition.published_ms, id = card[i].edition.story_id;
        if (ms < seen_ms || (ms == seen_ms && id <= seen_id)) break;
        buf_printf(&places, "%s%" PRId64 "-%" PRId64, i ? " " : "", ms, id);
    }
    if (places.n) add_event(page, first, version, LIVE_EVENT_STORIES, buf_str(&places));
    buf_release(&places);
    return 0;
}

/* For a page that says what it shows: what is new. */
static int add_state(struct live_page *page, int64_t version, struct buf *first, struct err *e) {
    struct str seen = form_text(&page->query, STR("seen"));
    add_event(page, first, version, LIVE_EVENT_BEGIN, STR("now"));
    if (page->kind != LIVE_STORY) return add_new_stories(page, seen, version, first, e);
    struct str tag = live_view_tag(page->req->arena, &page->card);
    if (seen.n && !str_eq(seen, tag)) add_event(page, first, version, LIVE_EVENT_STORY, tag);
    return 0;
}

/* The last event that the reader saw, if that is what they come back with. */
static bool read_after(struct live_page *page, int64_t *ret_id) {
    struct str last = request_header_text(page->req, STR("Last-Event-ID"));
    struct str after = last.n ? last : form_text(&page->query, STR("after"));
    return str_to_int64(after, 0, INT64_MAX, ret_id);
}

static int begin(struct live_page *page, struct response *res, struct err *e) {
    const struct live_feed *feed = site_worker(page->req)->context->live;
    int64_t version, after;
    struct buf first;
    /* Before the state is read: what happens meanwhile is rather told twice than never. */
    int code = change_store_last(page->maker->db, &version, e);
    if (!code) code = find(page, e);
    if (code) return code;
    buf_init(&first, 8192);
    buf_printf(&first, "retry: %d\n\n", RETRY_MS);
    if (!read_after(page, &after)) {
        after = version;
        code = add_state(page, version, &first, e);
    } else if (after < live_feed_began(feed)) {
        after = version;
        add_event(page, &first, version, LIVE_EVENT_RELOAD, STR("missed"));
    } else {
        after = after < version ? after : version;
        add_event(page, &first, after, LIVE_EVENT_BEGIN, STR("again"));
    }
    if (!code)
        response_events(res,
                        live_feed_channel(page->maker->site, page->language, page->kind, page->id),
                        after, buf_keep(&first, page->req->arena));
    buf_release(&first);
    return code;
}

void live_page_handle(struct request *req, struct response *res) {
    struct web_worker *worker = site_worker(req);
    struct live_page page = {
        .req = req, .maker = &worker->maker, .language = site_path_language(req)};
    struct err e;
    if (!page.language || !worker->context->live) {
        site_not_found(req, res);
        return;
    }
    int code = begin(&page, res, &e);
    if (code) site_send_page(req, res, site_page(req), code, &e);
}
