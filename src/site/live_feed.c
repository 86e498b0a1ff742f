#include "site/live_feed.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/bell.h"
#include "base/clock.h"
#include "base/log.h"
#include "page/live_view.h"
#include "page/site_due.h"
#include "store/change_store.h"

/* When more than MANY changes come at once, readers are only told to look for themselves, once in
   RELOAD_MS at most. */
enum { MANY = 64, FOLLOW_MS = 250, RELOAD_MS = 5000 };

struct live_feed {
    const struct site_info *site;
    struct page_follower *follower;
    struct server *server;
    struct database *db;
    pthread_t thread;
    bool runs, failing;
    int64_t began_id, last_id;
    int64_t due_ms, next_due_ms; /* as in page_follower */
    int64_t reload_ms;           /* monotonic, of the last time; 0: never */
    bool reload_waits;
    struct bell bell;
};

uint64_t live_feed_channel(const struct site_info *site, const struct site_language *language,
                           enum live_kind kind, int64_t id) {
    uint64_t place = (uint64_t)(language - site->language) + 1;
    return (uint64_t)id << 12 | place << 2 | (uint64_t)kind;
}

int64_t live_feed_began(const struct live_feed *f) {
    return f->began_id;
}

static int publish(struct live_feed *f, uint64_t channel, int64_t id, bool again, const char *name,
                   struct str data, struct err *e) {
    struct server_event event = {channel, id, again, name, data};
    return server_publish(f->server, &event, e);
}

/* Whether lists in the language show it: as they do themselves. */
static int is_listed(struct live_feed *f, struct arena *a, const struct site_language *language,
                     const struct edition_row *edition, bool *ret_is, struct err *e) {
    struct card_query query = {.language = language->tag,
                               .with_off = site_lists_untranslated(f->site, language),
                               .before_ms = edition->published_ms,
                               .before_id = edition->story_id + 1,
                               .limit = 1};
    struct card *card;
    size_t n;
    int code = card_list(f->db, a, &query, &card, &n, e);
    if (!code) *ret_is = n > 0 && card->edition.story_id == edition->story_id;
    return code;
}

static int tell_lists(struct live_feed *f, struct arena *a, const struct site_language *language,
                      const struct edition_row *edition, int64_t id, bool again, struct err *e) {
    struct str place =
        arena_printf(a, "%" PRId64 "-%" PRId64, edition->published_ms, edition->story_id);
    const struct {
        enum live_kind kind;
        int64_t id;
    } list[] = {
        {LIVE_FRONT, 0}, {LIVE_SECTION, edition->section_id}, {LIVE_TOPIC, edition->topic_id}};
    int code = 0;
    for (size_t i = 0; i < sizeof list / sizeof *list && !code; i++) {
        if (list[i].kind != LIVE_FRONT && !list[i].id) continue;
        uint64_t channel = live_feed_channel(f->site, language, list[i].kind, list[i].id);
        code = publish(f, channel, id, again, LIVE_EVENT_STORIES, place, e);
    }
    return code;
}

static int tell_edition(struct live_feed *f, struct arena *a, const struct site_language *language,
                        int64_t story_id, int64_t id, bool again, struct err *e) {
    struct card card;
    uint64_t channel = live_feed_channel(f->site, language, LIVE_STORY, story_id);
    int code = card_load(f->db, a, story_id, language->tag, &card, e);
    if (code && code != E_NOTFOUND) return code;
    if (code || !edition_row_is_public(&card.edition, clock_wall_ms()))
        return publish(f, channel, id, again, LIVE_EVENT_STORY, STR("gone"), e);
    /* Its date had come when it was saved: that was told with the change. */
    if (again && card.edition.published_ms <= card.updated_ms) return 0;
    bool listed;
    code = publish(f, channel, id, again, LIVE_EVENT_STORY, live_view_tag(a, &card), e);
    if (!code) code = is_listed(f, a, language, &card.edition, &listed, e);
    return code || !listed ? code : tell_lists(f, a, language, &card.edition, id, again, e);
}

static int tell_change(struct live_feed *f, struct arena *a, const struct change *change,
                       struct err *e) {
    int code = 0;
    if (change->kind != CHANGE_STORY && change->kind != CHANGE_EDITION) return 0;
    for (size_t i = 0; i < f->site->n_languages && !code; i++) {
        const struct site_language *language = &f->site->language[i];
        if (change->language.n && !str_eq(change->language, language->tag)) continue;
        code = tell_edition(f, a, language, change->story_id, change->id, false, e);
    }
    return code;
}

static void outdate_pages(struct live_feed *f) {
    if (f->follower) page_follower_now(f->follower);
}

static int follow_changes(struct live_feed *f, struct arena *a, struct err *e) {
    struct change *change;
    size_t n;
    bool any = false;
    do {
        int code = change_store_since(f->db, a, f->last_id, MANY, &change, &n, e);
        if (code) return code;
        if (n && !any) outdate_pages(f);
        any = any || n;
        for (size_t i = 0; i < n && n < MANY && !code; i++) {
            code = tell_change(f, a, &change[i], e);
            if (code) return code;
            f->last_id = change[i].id;
        }
        if (n == MANY) {
            f->last_id = change[n - 1].id;
            f->reload_waits = true;
        }
    } while (n == MANY);
    return any ? site_due_next(f->db, f->site, f->due_ms, &f->next_due_ms, e) : 0;
}

static int follow_dates(struct live_feed *f, struct arena *a, struct err *e) {
    int64_t now_ms = clock_wall_ms();
    if (now_ms < f->next_due_ms) return 0;
    outdate_pages(f);
    for (size_t i = 0; i < f->site->n_languages; i++) {
        const struct site_language *language = &f->site->language[i];
        int64_t *id;
        size_t n;
        int code = card_due(f->db, a, language->tag, f->due_ms, now_ms, &id, &n, e);
        for (size_t j = 0; j < n && !code; j++)
            code = tell_edition(f, a, language, id[j], f->last_id, true, e);
        if (code) return code;
    }
    f->due_ms = now_ms;
    return site_due_next(f->db, f->site, f->due_ms, &f->next_due_ms, e);
}

static int tell_reload(struct live_feed *f, struct err *e) {
    int64_t now_ms = clock_monotonic_ms();
    if (!f->reload_waits || (f->reload_ms && now_ms - f->reload_ms < RELOAD_MS)) return 0;
    f->reload_waits = false;
    f->reload_ms = now_ms;
    return publish(f, 0, f->last_id, true, LIVE_EVENT_RELOAD, STR("many"), e);
}

static void follow(struct live_feed *f) {
    struct arena a = {0};
    struct err e;
    int code = follow_changes(f, &a, &e);
    if (!code) code = follow_dates(f, &a, &e);
    if (!code) code = tell_reload(f, &e);
    if (code && !f->failing) log_err(LOG_ERROR, "changes", &e, STR("live"));
    f->failing = code != 0;
    arena_release(&a);
}

static int64_t wait_ms(const struct live_feed *f) {
    int64_t ms = f->next_due_ms - clock_wall_ms();
    if (f->failing || ms > FOLLOW_MS) return FOLLOW_MS;
    return ms < 1 ? 1 : ms;
}

static void *run(void *feed) {
    struct live_feed *f = feed;
    uint64_t seen = 0;
    while (bell_wait(&f->bell, &seen, wait_ms(f))) follow(f);
    return NULL;
}

int live_feed_open(const char *database_url, const struct site_info *site,
                   struct page_follower *follower, struct live_feed **ret_feed, struct err *e) {
    struct database_options options = {.durability = DATABASE_REPEATABLE, .cache_bytes = 1 << 18};
    struct live_feed *f = calloc(1, sizeof *f);
    if (!f) abort();
    f->site = site;
    f->follower = follower;
    f->due_ms = clock_wall_ms();
    bell_init(&f->bell);
    int code = database_open(str_of(database_url), &options, &f->db, e);
    if (!code) code = change_store_last(f->db, &f->last_id, e);
    if (!code) code = site_due_next(f->db, f->site, f->due_ms, &f->next_due_ms, e);
    if (code) {
        live_feed_close(f);
        return code;
    }
    f->began_id = f->last_id;
    *ret_feed = f;
    return 0;
}

int live_feed_start(struct live_feed *f, struct server *server, struct err *e) {
    f->server = server;
    if (pthread_create(&f->thread, NULL, run, f) != 0)
        return err_set(e, E_LIMIT, "cannot start a thread to tell readers of news");
    f->runs = true;
    return 0;
}

void live_feed_stop(struct live_feed *f) {
    if (!f || !f->runs) return;
    bell_end(&f->bell);
    pthread_join(f->thread, NULL);
    f->runs = false;
}

void live_feed_close(struct live_feed *f) {
    if (!f) return;
    live_feed_stop(f);
    database_close(f->db);
    bell_release(&f->bell);
    free(f);
}

void live_feed_wake(struct live_feed *f) {
    if (f) bell_ring(&f->bell);
}
