#ifndef TESTS_UNIT_STORE_NEWSROOM_H
#define TESTS_UNIT_STORE_NEWSROOM_H
/* A newsroom to test with: Basque, to be read in Spanish and English, and French without a route.
 */

#include "store/card.h"
#include "store/schema.h"
#include "store/section_store.h"
#include "store/story_write.h"
#include "unit/sql/scratch.h"

enum { NOW = 1000000 };

static const struct story_target newsroom_targets[] = {
    {{"es", 2}, {"", 0}}, {{"en", 2}, {"", 0}}, {{"fr", 2}, {"no route", 8}}};

static inline struct database *newsroom_open(struct scratch *s) {
    struct database *db = scratch_open(s, DATABASE_REPEATABLE);
    scratch_ok(s, schema_create(db, &s->e));
    return db;
}

static inline int64_t newsroom_section(struct scratch *s, struct database *db, const char *key) {
    int64_t id = 0;
    scratch_ok(s, section_store_ensure(db, str_of(key), STR("eu"), STR(""), &id, &s->e));
    return id;
}

/* A story as the desk would send it, not yet saved. */
static inline struct story_write newsroom_story(struct scratch *s, int64_t section_id,
                                                int64_t published_ms) {
    struct str headline = arena_printf(&s->a, "Izenburua %lld", (long long)published_ms);
    return (struct story_write){
        .story = {.source_language = STR("eu"),
                  .section_id = section_id,
                  .byline = STR("Ane Etxeberria"),
                  .published_ms = published_ms},
        .edition = {.headline = headline,
                    .lead = STR("Sarrera"),
                    .slug = STR("izenburua"),
                    .picture = STR("aa.jpg"),
                    .picture_width = 800,
                    .picture_height = 600,
                    .picture_alt = STR("Zubia"),
                    .json = arena_printf(&s->a, "{\"headline\":\"%s\"}", headline.p)},
        .target = newsroom_targets,
        .n_targets = 3,
    };
}

static inline void newsroom_save(struct scratch *s, struct database *db, struct story_write *w,
                                 int64_t now_ms) {
    scratch_ok(s, database_begin(db, &s->e));
    scratch_ok(s, database_end(db, story_write_source(db, w, now_ms, &s->e), &s->e));
}

static inline struct job newsroom_lease(struct scratch *s, struct database *db, int64_t now_ms) {
    struct job job = {0};
    scratch_ok(s, job_store_lease(db, &s->a, STR("worker"), now_ms, 1000, &job, &s->e));
    return job;
}

/* What a worker makes of a job. */
static inline struct edition_row newsroom_translation(struct scratch *s, const struct job *job,
                                                      int64_t revision) {
    int n = (int)job->language.n;
    const char *p = job->language.p;
    return (struct edition_row){.label = LABEL_AUTOMATIC,
                                .headline = arena_printf(&s->a, "Headline %.*s", n, p),
                                .lead = STR("Lead"),
                                .slug = STR("headline"),
                                .route = arena_printf(&s->a, "eu-%.*s", n, p),
                                .engine = STR("apertium 1"),
                                .revision = revision,
                                .json = arena_printf(&s->a, "{\"in\":\"%.*s\"}", n, p)};
}

static inline int newsroom_translate(struct scratch *s, struct database *db, const struct job *job,
                                     int64_t revision, int64_t now_ms) {
    struct edition_row row = newsroom_translation(s, job, revision);
    scratch_ok(s, database_begin(db, &s->e));
    return database_end(db, story_write_translation(db, &s->a, job, &row, now_ms, &s->e), &s->e);
}

static inline struct card newsroom_card(struct scratch *s, struct database *db, int64_t id,
                                        const char *language) {
    struct card card = {0};
    scratch_ok(s, card_load(db, &s->a, id, str_of(language), &card, &s->e));
    return card;
}

#define assert_str(s, literal) assert_true(str_eq((s), STR(literal)))

#endif
