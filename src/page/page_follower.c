#include "page/page_follower.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/bell.h"
#include "base/clock.h"
#include "base/log.h"
#include "page/site_due.h"
#include "sql/database.h"
#include "store/change_store.h"
#include "store/edition_store.h"
#include "store/story_store.h"

/* More changes than MANY at once touch everything: that is quicker than to ask of each page. */
enum { PORTION = 256, MANY = 64 };

struct page_follower {
    const struct site_info *site;
    struct page_cache *cache;
    pthread_t thread;

    pthread_mutex_t lock; /* for what follows: who looks for changes */
    struct database *db;
    int64_t last_id;     /* of the changes that the cache knows */
    int64_t due_ms;      /* stories up to this date are public in the cache */
    int64_t next_due_ms; /* when the next one becomes public */
    bool failing;        /* the database did not answer when it was last asked */

    struct bell bell;
};

struct page_cache *page_follower_cache(struct page_follower *f) {
    return f->cache;
}

/* Where the story is filed now. One that is gone is not in any list. */
static int locate(struct page_follower *f, struct arena *a, struct page_change *change,
                  struct err *e) {
    struct story_row story;
    int code = story_store_find(f->db, a, change->story_id, &story, e);
    if (code) return code == E_NOTFOUND ? 0 : code;
    change->section_id = story.section_id;
    change->topic_id = story.topic_id;
    change->published_ms = story.published_ms;
    change->is_public = story.published_ms <= clock_wall_ms();
    return 0;
}

/* Editions with a delay are filed elsewhere in their language's lists than the story is. */
static int apply_delayed(struct page_follower *f, struct arena *a, struct page_change *story,
                         struct err *e) {
    struct edition_row *row;
    size_t n;
    if (!story->story_id) return 0;
    int code = edition_store_list(f->db, a, story->story_id, false, &row, &n, e);
    for (size_t i = 0; i < n && !code; i++) {
        struct page_change one = *story;
        bool asked = story->language.n == 0 || str_eq(story->language, row[i].language);
        if (!asked || row[i].published_ms == story->published_ms) continue;
        one.language = row[i].language;
        one.published_ms = row[i].published_ms;
        one.is_public = one.published_ms <= clock_wall_ms();
        page_cache_apply(f->cache, &one);
    }
    return code;
}

static int find_menu(struct page_follower *f, struct arena *a, uint64_t *ret_menu, struct err *e) {
    struct section *section;
    size_t n;
    struct str any = f->site->source;
    int code = section_store_public(f->db, a, any, any, clock_wall_ms(), &section, &n, e);
    if (!code) *ret_menu = page_tags_menu_hash(section, n);
    return code;
}

static int follow_portion(struct page_follower *f, struct arena *a, size_t *ret_n, struct err *e) {
    struct change *change;
    int code = change_store_since(f->db, a, f->last_id, PORTION, &change, ret_n, e);
    if (code || *ret_n == 0) return code;
    if (*ret_n > MANY) {
        struct page_change all = {.id = change[*ret_n - 1].id, .all = true};
        page_cache_apply(f->cache, &all);
        f->last_id = all.id;
        return 0;
    }
    uint64_t menu;
    code = find_menu(f, a, &menu, e);
    for (size_t i = 0; i < *ret_n && !code; i++) {
        struct page_change one = {.id = change[i].id,
                                  .menu = menu,
                                  .all = change[i].kind == CHANGE_FILING,
                                  .language = change[i].language};
        bool topic = change[i].kind == CHANGE_TOPIC;
        *(topic ? &one.named_topic_id : &one.story_id) = change[i].story_id;
        code = one.all || topic ? 0 : locate(f, a, &one, e);
        if (code) return code;
        page_cache_apply(f->cache, &one);
        code = topic ? 0 : apply_delayed(f, a, &one, e);
        f->last_id = one.id;
    }
    return code;
}

static int apply_due(struct page_follower *f, struct arena *a, struct err *e) {
    int64_t now_ms = clock_wall_ms();
    uint64_t menu;
    if (now_ms < f->next_due_ms) return 0;
    int code = find_menu(f, a, &menu, e);
    for (size_t i = 0; i < f->site->n_languages && !code; i++) {
        int64_t *id;
        size_t n;
        code = card_due(f->db, a, f->site->language[i].tag, f->due_ms, now_ms, &id, &n, e);
        for (size_t j = 0; !code && j < n; j++) {
            struct page_change change = {.due_ms = now_ms, .story_id = id[j], .menu = menu};
            code = locate(f, a, &change, e);
            if (!code) page_cache_apply(f->cache, &change);
            if (!code) code = apply_delayed(f, a, &change, e);
        }
    }
    if (code) return code;
    f->due_ms = now_ms;
    return site_due_next(f->db, f->site, f->due_ms, &f->next_due_ms, e);
}

static int follow(struct page_follower *f, struct arena *a, struct err *e) {
    size_t n, all = 0;
    do {
        int code = follow_portion(f, a, &n, e);
        if (code) return code;
        all += n;
    } while (n == PORTION);
    int code = all ? site_due_next(f->db, f->site, f->due_ms, &f->next_due_ms, e) : 0;
    return code ? code : apply_due(f, a, e);
}

void page_follower_now(struct page_follower *f) {
    struct arena a = {0};
    struct err e;
    pthread_mutex_lock(&f->lock);
    bool fails = follow(f, &a, &e) != 0;
    if (fails && !f->failing) log_err(LOG_ERROR, "changes", &e, STR("page cache"));
    f->failing = fails;
    page_cache_trust(f->cache, !fails);
    pthread_mutex_unlock(&f->lock);
    arena_release(&a);
}

void page_follower_wake(struct page_follower *f) {
    bell_ring(&f->bell);
}

static int64_t wait_ms(struct page_follower *f) {
    pthread_mutex_lock(&f->lock);
    int64_t ms = f->next_due_ms - clock_wall_ms();
    pthread_mutex_unlock(&f->lock);
    return ms < 1 ? 1 : ms > PAGE_FOLLOWER_MS ? PAGE_FOLLOWER_MS : ms;
}

static void *run(void *follower) {
    struct page_follower *f = follower;
    uint64_t seen = 0;
    while (bell_wait(&f->bell, &seen, wait_ms(f))) page_follower_now(f);
    return NULL;
}

static void free_follower(struct page_follower *f) {
    page_cache_close(f->cache);
    database_close(f->db);
    bell_release(&f->bell);
    pthread_mutex_destroy(&f->lock);
    free(f);
}

int page_follower_open(const char *database_url, const struct site_info *site, size_t max_bytes,
                       struct page_follower **ret_follower, struct err *e) {
    struct database_options options = {.durability = DATABASE_REPEATABLE, .cache_bytes = 1 << 18};
    struct page_follower *f = calloc(1, sizeof *f);
    if (!f) abort();
    f->site = site;
    f->due_ms = clock_wall_ms();
    bell_init(&f->bell);
    pthread_mutex_init(&f->lock, NULL);
    int code = database_open(str_of(database_url), &options, &f->db, e);
    if (!code) code = change_store_last(f->db, &f->last_id, e);
    if (!code) code = site_due_next(f->db, f->site, f->due_ms, &f->next_due_ms, e);
    if (!code) f->cache = page_cache_open(max_bytes, f->last_id);
    if (!code && pthread_create(&f->thread, NULL, run, f) != 0)
        code = err_set(e, E_LIMIT, "cannot start a thread for the page cache");
    if (code) {
        free_follower(f);
        return code;
    }
    *ret_follower = f;
    return 0;
}

void page_follower_close(struct page_follower *f) {
    if (!f) return;
    bell_end(&f->bell);
    pthread_join(f->thread, NULL);
    free_follower(f);
}
