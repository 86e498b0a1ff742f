#ifndef TESTS_UNIT_APP_HOUSE_H
#define TESTS_UNIT_APP_HOUSE_H
/* A whole newsroom in a folder that is gone after the test: Basque, Spanish, English and French;
   the database is real, the engine a fake one that turns words round. eu → es, es → en; nothing
   leads into French, and nothing into Basque. */

#include "app/newsroom.h"
#include "base/clock.h"
#include "jobs/policy_job.h"
#include "jobs/translate_job.h"
#include "page/web_worker.h"
#include "store/job_store.h"
#include "store/schema.h"
#include "store/story_save.h"
#include "sys/file.h"
#include "unit/sql/scratch.h"
#include "unit/translate/fake_engine.h"
#include "wire/story_file.h"

struct house {
    struct scratch *s;
    struct newsroom newsroom;
    struct fake_engine fake;
    struct engine *engine[1];
    struct route_map routes;
    struct hop_cache *cache;
    struct translate_context translate;
    struct web_context web;
    struct web_worker *worker;
    int n_saved; /* how often the web said that a story was saved */
};

enum { HOUSE_ATTEMPTS = 3 };

static const struct engine_direction house_direction[] = {
    {STR("eu"), STR("es"), STR("fake"), STR("eu-es"), STR("1")},
    {STR("es"), STR("en"), STR("fake"), STR("es-en"), STR("1")},
};

static inline void house_file(struct scratch *s, const char *name, struct str bytes) {
    scratch_ok(s, file_write(scratch_path(s, name).p, bytes, &s->e));
}

/* A folder that newsroom_open takes; `settings` is put at the end of zubi.ini. */
static inline void house_make(struct scratch *s, const char *settings) {
    struct str ini = arena_printf(&s->a,
                                  "[newsroom]\nname = Zubi <Bat> & Bi\ntagline = Egunero\n"
                                  "source = eu\nlanguages = eu, es, en, fr\n"
                                  "[site]\nbase_url = https://zubi.eus/\n"
                                  "[database]\nurl = sqlite:news.db\n"
                                  "[translation]\napertium_modes = %s/none\n%s",
                                  s->folder, settings);
    house_file(s, "zubi.ini", ini);
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_ok(s, schema_create(db, &s->e));
    database_close(db);
}

/* The same routes for the site as for the workers. */
static inline void house_find_targets(struct house *h) {
    struct site_info *site = &h->newsroom.site;
    for (size_t i = 0; i < site->n_languages; i++) {
        struct site_language *l = &site->language[i];
        for (size_t j = 0; j < l->n_targets; j++) {
            struct story_target *target = &l->target[j];
            struct route route;
            bool found = route_find(&h->routes, l->tag, target->language, &route);
            if (found) target->off = STR("");
            for (size_t k = 0; k < site->n_languages; k++)
                if (str_eq(site->language[k].tag, target->language))
                    site->language[k].has_route |= found;
        }
    }
}

static inline void house_note_saved(void *who) {
    ((struct house *)who)->n_saved++;
}

static inline void house_open(struct house *h, struct scratch *s, const char *settings) {
    memset(h, 0, sizeof *h);
    h->s = s;
    house_make(s, settings);
    scratch_ok(s, newsroom_open(&h->newsroom, s->folder, NULL, &s->e));
    fake_init(&h->fake, house_direction, 2, fake_reverse);
    h->engine[0] = &h->fake.engine;
    h->routes = (struct route_map){h->engine, 1, NULL, 0};
    scratch_ok(s, hop_cache_open(1 << 20, &h->cache, &s->e));
    h->translate = (struct translate_context){
        .routes = &h->routes, .cache = h->cache, .max_attempts = HOUSE_ATTEMPTS};
    house_find_targets(h);
    h->web = (struct web_context){.site = &h->newsroom.site,
                                  .data_dir = s->folder,
                                  .database_url = h->newsroom.database_url,
                                  .story_saved = house_note_saved,
                                  .who = h};
    scratch_ok(s, web_worker_open(&h->web, &h->worker, &s->e));
}

static inline void house_close(struct house *h) {
    web_worker_close(h->worker);
    hop_cache_close(h->cache);
    newsroom_close(&h->newsroom);
}

static inline struct database *house_db(struct house *h) {
    return h->worker->maker.db;
}

/* Saves a story written as Markdown with front matter; `id` 0 makes a new one. */
static inline int64_t house_save(struct house *h, int64_t id, const char *markdown) {
    struct scratch *s = h->s;
    struct story_draft draft;
    struct story_file_warnings warnings;
    struct story_saved saved;
    scratch_ok(s, story_file_parse(&s->a, STR("a.md"), arena_str(&s->a, str_of(markdown)), &draft,
                                   &warnings, &s->e));
    draft.story_id = id;
    if (draft.language.n == 0) draft.language = STR("eu");
    const struct site_language *language = site_find_language(&h->newsroom.site, draft.language);
    scratch_ok(s, story_draft_finish(&h->worker->tools, &s->a, &draft, &s->e));
    scratch_ok(s, story_save(house_db(h), &s->a, &draft, language->target, language->n_targets,
                             &saved, &s->e));
    return saved.id;
}

/* One job, when one is due at that time. */
static inline bool house_lease(struct house *h, int64_t now_ms, struct job *job) {
    int code = job_store_lease(house_db(h), &h->s->a, STR("test"), now_ms, 30000, job, &h->s->e);
    if (code != E_NOTFOUND) scratch_ok(h->s, code);
    return code == 0;
}

static inline struct err house_run(struct house *h, const struct job *job) {
    struct err problem = {0};
    if (str_eq(job->kind, STR("policy"))) {
        scratch_ok(h->s, policy_job_run(house_db(h), &h->s->a, job, &h->s->e));
        return problem;
    }
    scratch_ok(h->s, translate_job_run(&h->translate, house_db(h), h->worker->tools.slug, &h->s->a,
                                       job, &problem, &h->s->e));
    return problem;
}

/* All jobs that are due. */
static inline size_t house_work(struct house *h) {
    struct job job;
    size_t n = 0;
    while (house_lease(h, clock_wall_ms(), &job)) {
        house_run(h, &job);
        n++;
    }
    return n;
}

static inline bool house_has(struct str text, const char *piece) {
    return str_search(text, str_of(piece)) < text.n;
}

#define house_assert_has(text, piece)                                                              \
    do {                                                                                           \
        if (!house_has(text, piece))                                                               \
            fail_msg("%s:%d: no \"%s\" in: %.*s", __FILE__, __LINE__, piece, (int)(text).n,        \
                     (text).p);                                                                    \
    } while (0)
#define house_assert_not(text, piece)                                                              \
    do {                                                                                           \
        if (house_has(text, piece))                                                                \
            fail_msg("%s:%d: \"%s\" in: %.*s", __FILE__, __LINE__, piece, (int)(text).n,           \
                     (text).p);                                                                    \
    } while (0)

#endif
