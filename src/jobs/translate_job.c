#include "jobs/translate_job.h"

#include "base/clock.h"
#include "engine/api_engine.h"
#include "store/edition_fill.h"
#include "store/edition_read.h"
#include "store/memory_store.h"
#include "store/policy_write.h"
#include "store/review_write.h"
#include "store/section_store.h"
#include "store/story_store.h"
#include "store/story_write.h"
#include "store/topic_store.h"
#include "translate/check.h"
#include "translate/edition_check.h"
#include "translate/edition_translator.h"
#include "translate/text_translator.h"

enum {
    FIRST_RETRY_MS = 1000,
    LAST_RETRY_MS = 600000,
    LONG_STORY_BYTES = 100000,
    MOST_ROUNDS = 4,
    MOST_ROUTES = 16,
    FAR_ENGINE_MS = API_ENGINE_LONGEST_MS + 60000,
    MOST_COMPARED = 1 << 20
};

struct translation {
    const struct translate_context *context;
    struct database *db;
    struct arena *a;
    const struct job *job;
    struct story_row story;
    struct route route;
    struct edition source, previous, target;
    struct edition_count count;
    struct memory_recall recall;
    bool has_previous;
    bool memory_changed; /* while it was translated: what it took from the memory is not there */
    enum edition_scope scope; /* that the language policy wants */
    size_t n_wanted;          /* the first segments of the source */
    struct str section_name;  /* in the target language; empty when it has one already */
};

static int load(struct translation *t, struct err *e) {
    int code = story_store_find(t->db, t->a, t->job->story_id, &t->story, e);
    if (!code)
        code = edition_read(t->db, t->a, t->job->story_id, t->story.source_language, &t->source,
                            NULL, e);
    if (!code)
        code = edition_read(t->db, t->a, t->job->story_id, t->job->language, &t->previous, NULL, e);
    if (code) return code;
    t->has_previous = str_eq(t->previous.text_language, t->job->language);
    return 0;
}

static int find_scope(struct translation *t, struct err *e) {
    struct policy_levels levels;
    struct policy_resolved resolved;
    int code = policy_store_levels(t->db, t->a, t->story.id, t->story.section_id, &levels, e);
    if (code) return code;
    language_policy_resolve(levels.level, t->job->language, &resolved);
    t->scope = policy_write_resolved(&resolved).scope;
    t->n_wanted = edition_shown_segments(&t->source.document, t->source.segment,
                                         t->source.n_segments, t->scope);
    return 0;
}

static bool is_far(const struct route *route) {
    for (size_t i = 0; i < route->n_hops; i++)
        if (api_engine_is(route->hop[i].engine)) return true;
    return false;
}

/* A long story, and an engine behind a network, take longer than a lease: it is extended by what
   they may need. */
static int extend_lease(struct translation *t, struct err *e) {
    int64_t bytes = 0, until_ms = t->job->lease_until_ms;
    for (size_t i = 0; i < t->source.document.n_blocks; i++)
        bytes += (int64_t)t->source.document.block[i].text.s.n;
    if (bytes >= LONG_STORY_BYTES) until_ms += bytes;
    if (is_far(&t->route)) until_ms = clock_wall_ms() + bytes + FAR_ENGINE_MS;
    if (until_ms == t->job->lease_until_ms) return 0;
    return job_store_extend(t->db, t->job, until_ms, e);
}

/* Whatever an engine says is the engine's problem; other codes are the database's. E_LIMIT is said
   by one that is out of its budget. */
static int of_engine(int code, struct err *e) {
    if (!code || code == E_LIMIT) return code;
    e->code = E_ENGINE;
    return E_ENGINE;
}

/* The section's name, where nobody has named it in this language yet. */
static int translate_section(struct translation *t, struct err *e) {
    struct section *section;
    size_t n;
    t->section_name = STR("");
    struct str language = t->job->language;
    int code = section_store_list(t->db, t->a, language, STR(""), &section, &n, e);
    if (code) return code;
    for (size_t i = 0; i < n; i++) {
        if (section[i].id != t->story.section_id || !str_eq(section[i].name, section[i].key))
            continue;
        struct section named;
        struct translated_text target;
        code = section_store_find(t->db, t->a, section[i].key, t->story.source_language, STR(""),
                                  &named, e);
        if (code) return code;
        struct text name = {named.name, NULL, 0};
        code =
            of_engine(text_translate(t->context->cache, t->a, &t->route, &name, 1, &target, e), e);
        if (code == E_ENGINE || code == E_LIMIT) return 0; /* the next story's job names it */
        if (code || target.held) return code;
        struct edition_check check = {t->context->checks, NULL, t->story.source_language, language};
        struct arena scratch = {0};
        struct str why = edition_check_objection(&check, t->a, &scratch, BLOCK_TOPIC, &name,
                                                 &target.text, target.n_words, target.n_unknown);
        arena_release(&scratch);
        if (why.n == 0) t->section_name = target.text.s;
    }
    return code;
}

static int translate_edition(struct translation *t, struct err *e) {
    struct term_glossary *glossary = NULL;
    struct term_use use = {.section = STR("")};
    int code = t->context->terms ? term_shelf_take(t->context->terms, t->db, &glossary, e) : 0;
    if (!code && glossary)
        code = section_store_of_story(t->db, t->a, t->job->story_id, &use.section, e);
    use.glossary = glossary;
    struct edition_tools tools = {.cache = t->context->cache,
                                  .route = &t->route,
                                  .use = &use,
                                  .checks = t->context->checks,
                                  .recall = &t->recall};
    if (!code)
        code = of_engine(edition_translate(&tools, t->a, &t->source, t->n_wanted,
                                           t->has_previous ? &t->previous : NULL, t->job->language,
                                           &t->target, &t->count, e),
                         e);
    if (glossary) term_shelf_give(t->context->terms, glossary);
    return code;
}

/* An engine that was asked for Spanish and answers in French has failed, whatever it says. */
static bool is_in_wrong_language(struct translation *t) {
    struct buf source, target;
    bool wrong = false;
    if (!t->context->checks || !is_far(&t->route)) return false;
    buf_init(&source, MOST_COMPARED);
    buf_init(&target, MOST_COMPARED);
    for (size_t i = 0; i < t->n_wanted; i++) {
        const struct segment *s = &t->target.segment[i], *o = &t->source.segment[i];
        if (s->origin != ORIGIN_MACHINE || s->state == SEGMENT_HELD) continue;
        buf_add(&source, str_slice(t->source.document.block[o->block].text.s, o->start, o->end));
        buf_add(&target, str_slice(t->target.document.block[s->block].text.s, s->start, s->end));
        buf_add_char(&source, ' ');
        buf_add_char(&target, ' ');
    }
    struct text from = {buf_str(&source), NULL, 0}, to = {buf_str(&target), NULL, 0};
    struct check_pair pair = {.source_language = t->story.source_language,
                              .target_language = t->job->language,
                              .source = &from,
                              .target = &to,
                              .slot = BLOCK_PARAGRAPH};
    struct check_finding *finding;
    size_t n;
    check_find(t->a, t->context->checks, &pair, &finding, &n);
    for (size_t i = 0; i < n; i++)
        wrong |= finding[i].kind == CHECK_LANGUAGE && finding[i].severity >= CHECK_WARN;
    buf_release(&source);
    buf_release(&target);
    return wrong;
}

/* The routes one after the other, until one brings the story to where it can be read. */
struct routing {
    const struct engine_direction *without[MOST_ROUTES]; /* whose engines have failed */
    size_t n;
    struct err problem;  /* what was wrong with the first */
    struct edition held; /* not fit, but the best there is */
    struct edition_count count;
    bool has_held, is_limited;
};

static void note_problem(struct routing *r, const struct err *e) {
    struct err first = r->problem;
    if (!first.text[0]) {
        r->problem = *e;
        return;
    }
    err_set(&r->problem, first.code, "%s; then %s", first.text, e->text);
    err_hint(&r->problem, "%s", first.hint);
}

/* Whether another route may help; 0 in *ret_code when this one did. */
static bool try_route(struct translation *t, struct routing *r, int *ret_code, struct err *e) {
    size_t failed = SIZE_MAX;
    t->route.failed = &failed;
    int code = translate_edition(t, e);
    t->route.failed = NULL;
    if (!code && is_in_wrong_language(t)) {
        struct str name = t->route.hop[t->route.n_hops - 1].direction->engine;
        code = err_set(e, E_ENGINE, "%.*s answers in another language than it was asked for",
                       (int)name.n, name.p);
        failed = t->route.n_hops - 1;
    }
    *ret_code = code;
    if (!code && t->target.state != EDITION_HELD) return false;
    if (code && failed == SIZE_MAX) {
        if (code == E_LIMIT)
            *ret_code = e->code = E_ENGINE; /* no budget: a text that is too long */
        return false;
    }
    if (!code && !r->has_held) {
        r->held = t->target;
        r->count = t->count;
        r->has_held = true;
    }
    if (code) note_problem(r, e);
    r->is_limited |= code == E_LIMIT;
    r->without[r->n++] = t->route.hop[code ? failed : t->route.n_hops - 1].direction;
    return true;
}

static int translate_by_routes(struct translation *t, struct err *e) {
    struct routing r = {.n = 0};
    int code = 0;
    while (try_route(t, &r, &code, e)) {
        bool another =
            r.n < MOST_ROUTES && route_find_without(t->context->routes, t->story.source_language,
                                                    t->job->language, r.without, r.n, &t->route);
        if (another && !(code = extend_lease(t, e))) continue;
        if (another) return code;
        bool may_wait = r.is_limited || t->job->attempts < t->context->max_attempts;
        if (r.has_held && (!r.problem.text[0] || !may_wait)) {
            t->target = r.held;
            t->count = r.count;
            return 0;
        }
        *e = r.problem;
        e->code = r.is_limited ? E_LIMIT : E_ENGINE;
        return e->code;
    }
    return code;
}

static int translate(struct translation *t, struct err *e) {
    int code = load(t, e);
    if (code) return code;
    if (!route_find(t->context->routes, t->story.source_language, t->job->language, &t->route)) {
        err_set(e, E_NOTFOUND, "no engine leads from %.*s to %.*s", (int)t->story.source_language.n,
                t->story.source_language.p, (int)t->job->language.n, t->job->language.p);
        return err_hint(e, "`zubi languages` lists the directions there are");
    }
    code = find_scope(t, e);
    if (!code) code = extend_lease(t, e);
    if (!code)
        code = memory_recall_read(t->db, t->a, &t->source, t->story.section_id, t->job->language,
                                  &t->recall, e);
    if (!code) code = translate_by_routes(t, e);
    return code ? code : translate_section(t, e);
}

static bool is_held(const struct edition *edition, enum block_kind kind) {
    for (size_t i = 0; i < edition->n_segments; i++) {
        const struct segment *s = &edition->segment[i];
        if (edition->document.block[s->block].kind == kind && s->state == SEGMENT_HELD) return true;
    }
    return false;
}

static int write_names(struct translation *t, struct err *e) {
    struct str language = t->job->language;
    struct str topic = document_text_of(&t->target.document, BLOCK_TOPIC);
    int code = 0;
    if (t->section_name.n)
        code = section_store_set_name(t->db, t->story.section_id, language, t->section_name,
                                      ORIGIN_MACHINE, e);
    if (!code && t->story.topic_id && topic.n && !is_held(&t->target, BLOCK_TOPIC))
        code = topic_store_set_name(t->db, t->story.topic_id, language, topic, ORIGIN_MACHINE, e);
    return code;
}

static int write_translation(struct translation *t, struct slug_maker *slug, struct err *e) {
    struct edition_row row = {.story_id = t->job->story_id,
                              .language = t->job->language,
                              .text_language = t->job->language,
                              .state = EDITION_LIVE,
                              .label = t->target.label,
                              .route = t->target.route,
                              .engine = t->target.engine,
                              .revision = t->source.revision,
                              .policy.scope = t->scope,
                              .is_reviewed = edition_is_reviewed(t->target.segment, t->n_wanted)};
    if (t->has_previous && t->previous.revision == t->source.revision)
        row.live_ms = t->previous.live_ms;
    edition_fill(t->a, &t->target.document, t->target.segment, t->target.n_segments, &row);
    row.slug = slug_make(slug, t->a, row.headline);
    int64_t now = clock_wall_ms();
    int code = database_begin(t->db, e);
    if (code) return code;
    code = story_write_translation(t->db, t->a, t->job, &row, now, e);
    if (!code) code = write_names(t, e);
    if (!code)
        code = review_write_dropped(t->db, t->a, &t->previous, t->count.dropped, t->count.n_dropped,
                                    now, e);
    if (!code) {
        code = memory_store_set_used(t->db, t->job->story_id, t->job->language, t->count.recalled,
                                     t->count.n_recalled, e);
        t->memory_changed = code == E_CONFLICT;
    }
    return database_end(t->db, code, e);
}

static int write_problem(struct translation *t, enum edition_state state, const char *problem,
                         struct err *e) {
    int code = database_begin(t->db, e);
    if (code) return code;
    code = story_write_problem(t->db, t->job, state, str_of(problem), clock_wall_ms(), e);
    return database_end(t->db, code, e);
}

static int write_started(struct translation *t, struct err *e) {
    int code = database_begin(t->db, e);
    if (code) return code;
    return database_end(t->db, story_write_started(t->db, t->job, e), e);
}

static int64_t retry_after(int64_t attempts) {
    int64_t wait = FIRST_RETRY_MS;
    for (int64_t i = 1; i < attempts && wait < LAST_RETRY_MS; i++) wait *= 4;
    return wait < LAST_RETRY_MS ? wait : LAST_RETRY_MS;
}

/* Nothing is wrong but the budget: it is not given up, however long that takes. */
static int write_wait(struct translation *t, const struct err *problem, struct err *e) {
    int code = database_begin(t->db, e);
    if (code) return code;
    code =
        story_write_wait(t->db, t->job, clock_wall_ms() + LAST_RETRY_MS, str_of(problem->text), e);
    return database_end(t->db, code, e);
}

static int write_failure(struct translation *t, const struct err *problem, struct err *e) {
    bool no_route = problem->code == E_NOTFOUND;
    if (no_route) return write_problem(t, EDITION_OFF, problem->text, e);
    if (problem->code == E_LIMIT) return write_wait(t, problem, e);
    if (t->job->attempts >= t->context->max_attempts)
        return write_problem(t, EDITION_FAILED, problem->text, e);
    int code = database_begin(t->db, e);
    if (code) return code;
    code = story_write_retry(t->db, t->job, clock_wall_ms() + retry_after(t->job->attempts),
                             str_of(problem->text), e);
    return database_end(t->db, code, e);
}

/* Translates, and stores what came of it. */
static int run(struct translation *t, struct slug_maker *slug, struct err *ret_problem,
               struct err *e) {
    t->memory_changed = false;
    int code = translate(t, ret_problem);
    if (code == E_DB || code == E_IO || code == E_BUSY) {
        *e = *ret_problem;
        return code;
    }
    if (code) return write_failure(t, ret_problem, e);
    if (t->target.state != EDITION_HELD) return write_translation(t, slug, e);
    err_set(ret_problem, E_ENGINE, "%.*s", (int)t->target.problem.n, t->target.problem.p);
    return write_problem(t, EDITION_HELD, ret_problem->text, e);
}

int translate_job_run(const struct translate_context *context, struct database *db,
                      struct slug_maker *slug, struct arena *a, const struct job *job,
                      struct err *ret_problem, struct err *e) {
    struct translation t = {.context = context, .db = db, .a = a, .job = job};
    *ret_problem = (struct err){0};
    if (job->attempts > context->max_attempts) {
        err_set(ret_problem, E_ENGINE, "the program ended during each of %lld tries",
                (long long)job->attempts - 1);
        return write_failure(&t, ret_problem, e);
    }
    int code = write_started(&t, e);
    if (code) return code == E_CONFLICT ? 0 : code;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        code = run(&t, slug, ret_problem, e);
        if (!t.memory_changed) break;
    }
    return code == E_CONFLICT ? 0 : code; /* lease lost: newer work is on its way */
}
