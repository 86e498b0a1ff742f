#include "store/term_store.h"

#include "store/job_store.h"

static const char *const kind_names[] = {"person", "place", "organisation", "noun"};

const char *term_kind_name(enum term_kind kind) {
    return kind_names[kind];
}

bool term_kind_from_name(struct str name, enum term_kind *ret_kind) {
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
        if (str_eq(name, str_of(kind_names[i]))) {
            *ret_kind = (enum term_kind)i;
            return true;
        }
    return false;
}

static int read_term(struct rows *rows, struct arena *a, struct term *term, struct err *e) {
    *term = (struct term){.language = rows_text(rows, a, 1),
                          .text = rows_text(rows, a, 2),
                          .section = rows_text(rows, a, 3),
                          .keep = rows_int64(rows, 5) != 0,
                          .any_case = rows_int64(rows, 6) != 0,
                          .note = rows_text(rows, a, 7),
                          .version = rows_int64(rows, 8)};
    struct str kind = rows_text(rows, a, 4);
    if (term_kind_from_name(kind, &term->kind)) return 0;
    return err_set(e, E_DB, "a term is of the unknown kind \"%.*s\"", (int)kind.n, kind.p);
}

static void add_rendering(struct rows *rows, struct arena *a, struct term *term, size_t *capacity) {
    if (rows_is_null(rows, 9)) return;
    struct str gender = rows_text(rows, a, 12);
    term->rendering =
        arena_grow(a, term->rendering, term->n_renderings, capacity, sizeof *term->rendering);
    term->rendering[term->n_renderings++] =
        (struct term_rendering){.language = rows_text(rows, a, 9),
                                .text = rows_text(rows, a, 10),
                                .plural = rows_text(rows, a, 11),
                                .gender = gender.n ? gender.p[0] : 0};
}

int term_store_list(struct database *db, struct arena *a, struct term **ret_term, size_t *ret_n,
                    struct err *e) {
    struct rows *rows;
    struct term *term = NULL;
    size_t n = 0, capacity = 0, rendering_capacity = 0;
    int64_t last = 0;
    int rc = database_query(db,
                            "SELECT t.id, t.language, t.text, t.section, t.kind, t.keep,"
                            " t.any_case, t.note, t.version, r.language, r.text, r.plural, r.gender"
                            " FROM term t LEFT JOIN term_rendering r ON r.term_id = t.id"
                            " ORDER BY t.language, t.text, t.section, r.language",
                            NULL, 0, &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        if (n == 0 || rows_int64(rows, 0) != last) {
            last = rows_int64(rows, 0);
            term = arena_grow(a, term, n, &capacity, sizeof *term);
            rc = read_term(rows, a, &term[n++], e);
            rendering_capacity = 0;
        }
        if (!rc) add_rendering(rows, a, &term[n - 1], &rendering_capacity);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_term = term;
    *ret_n = n;
    return 0;
}

int term_store_gone(struct database *db, struct arena *a, struct term **ret_term, size_t *ret_n,
                    struct err *e) {
    struct rows *rows;
    struct term *term = NULL;
    size_t n = 0, capacity = 0;
    int rc = database_query(db,
                            "SELECT 0, language, text, section, kind, 0, any_case, '', version"
                            " FROM term_gone ORDER BY language, text, section, kind, any_case",
                            NULL, 0, &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        term = arena_grow(a, term, n, &capacity, sizeof *term);
        rc = read_term(rows, a, &term[n], e);
        term[n++].is_gone = true;
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_term = term;
    *ret_n = n;
    return 0;
}

/* Of what is gone the newest are kept, as many as there may be terms. */
static int next_version(struct database *db, int64_t *ret_version, struct err *e) {
    int rc = database_int64(
        db, "UPDATE glossary SET version = version + 1 WHERE id = 1 RETURNING version", NULL, 0,
        ret_version, e);
    if (rc) return rc;
    return database_run(db,
                        "DELETE FROM term_gone WHERE version <="
                        " (SELECT version FROM term_gone ORDER BY version DESC LIMIT 1 OFFSET $1)",
                        SQL_VALUES(value_int64(TERM_MOST)), e);
}

#define KEEP_WHAT_WAS                                                                              \
    "INSERT INTO term_gone (language, text, section, kind, any_case, version)"                     \
    " SELECT language, text, section, kind, any_case, $4 FROM term"                                \
    " WHERE language = $1 AND text = $2 AND section = $3"
#define ONCE                                                                                       \
    " ON CONFLICT (language, text, section, kind, any_case)"                                       \
    " DO UPDATE SET version = excluded.version"

/* A term of another kind is found in other forms: those that were are remembered. */
static int keep_what_was(struct database *db, const struct term *t, int64_t version,
                         struct err *e) {
    return database_run(db, KEEP_WHAT_WAS " AND (kind <> $5 OR any_case <> $6)" ONCE,
                        SQL_VALUES(value_text(t->language), value_text(t->text),
                                   value_text(t->section), value_int64(version),
                                   value_text(str_of(term_kind_name(t->kind))),
                                   value_int64(t->any_case)),
                        e);
}

static int put(struct database *db, const struct term *t, int64_t version, struct err *e) {
    int64_t id;
    int rc = keep_what_was(db, t, version, e);
    if (rc) return rc;
    rc = database_int64(
        db,
        "INSERT INTO term (language, text, section, kind, keep, any_case, note, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (language, text, section)"
        " DO UPDATE SET kind = excluded.kind, keep = excluded.keep,"
        " any_case = excluded.any_case, note = excluded.note,"
        " version = excluded.version RETURNING id",
        SQL_VALUES(value_text(t->language), value_text(t->text), value_text(t->section),
                   value_text(str_of(term_kind_name(t->kind))), value_int64(t->keep),
                   value_int64(t->any_case), value_text(t->note), value_int64(version)),
        &id, e);
    if (!rc)
        rc = database_run(db, "DELETE FROM term_rendering WHERE term_id = $1",
                          SQL_VALUES(value_int64(id)), e);
    for (size_t i = 0; !rc && i < t->n_renderings; i++) {
        const struct term_rendering *r = &t->rendering[i];
        rc = database_run(db,
                          "INSERT INTO term_rendering (term_id, language, text, plural, gender)"
                          " VALUES ($1, $2, $3, $4, $5)",
                          SQL_VALUES(value_int64(id), value_text(r->language), value_text(r->text),
                                     value_text(r->plural),
                                     value_text((struct str){&r->gender, r->gender ? 1 : 0})),
                          e);
    }
    return rc;
}

int term_store_put(struct database *db, const struct term *term, size_t n, struct err *e) {
    int64_t version;
    int rc = next_version(db, &version, e);
    for (size_t i = 0; !rc && i < n; i++)
        rc = put(db, &term[i], term[i].version ? term[i].version : version, e);
    return rc;
}

int term_store_remove(struct database *db, struct str language, struct str text, struct str section,
                      struct err *e) {
    int64_t version;
    int rc = next_version(db, &version, e);
    if (rc) return rc;
    const struct value key[] = {value_text(language), value_text(text), value_text(section),
                                value_int64(version)};
    rc = database_run(db, KEEP_WHAT_WAS ONCE, key, 4, e);
    if (!rc)
        rc = database_run(db,
                          "DELETE FROM term_rendering WHERE term_id IN (SELECT id FROM term"
                          " WHERE language = $1 AND text = $2 AND section = $3)",
                          key, 3, e);
    if (!rc)
        rc = database_run(db, "DELETE FROM term WHERE language = $1 AND text = $2 AND section = $3",
                          key, 3, e);
    if (rc) return rc;
    if (database_changed(db)) return 0;
    return err_set(e, E_NOTFOUND, "the glossary has no term \"%.*s\" in %.*s", (int)text.n, text.p,
                   (int)language.n, language.p);
}

int term_store_version(struct database *db, int64_t *ret_version, struct err *e) {
    return database_int64(db, "SELECT version FROM glossary WHERE id = 1", NULL, 0, ret_version, e);
}

#define SELECT_SOURCE                                                                              \
    "SELECT s.id, s.source_language, c.key, d.document FROM story s"                               \
    " JOIN section c ON c.id = s.section_id"                                                       \
    " JOIN edition d ON d.story_id = s.id AND d.language = s.source_language"

static struct term_source read_source(const struct rows *rows, struct arena *a) {
    return (struct term_source){.story_id = rows_int64(rows, 0),
                                .language = rows_text(rows, a, 1),
                                .section = rows_text(rows, a, 2),
                                .document = rows_text(rows, a, 3)};
}

int term_store_sources(struct database *db, struct arena *a, int64_t after, int64_t limit,
                       struct term_source **ret_source, size_t *ret_n, struct err *e) {
    struct rows *rows;
    struct term_source *source = NULL;
    size_t n = 0, capacity = 0;
    int rc = database_query(db, SELECT_SOURCE " WHERE s.id > $1 ORDER BY s.id LIMIT $2",
                            SQL_VALUES(value_int64(after), value_int64(limit)), &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        source = arena_grow(a, source, n, &capacity, sizeof *source);
        source[n++] = read_source(rows, a);
    }
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    if (n == 0) return err_set(e, E_NOTFOUND, "there are no more stories");
    *ret_source = source;
    *ret_n = n;
    return 0;
}

int term_store_source(struct database *db, struct arena *a, int64_t story_id,
                      struct term_source *ret_source, struct err *e) {
    struct rows *rows;
    struct term_source source = {0};
    int rc = database_query(db, SELECT_SOURCE " WHERE s.id = $1", SQL_VALUES(value_int64(story_id)),
                            &rows, e);
    if (rc) return rc;
    bool found = rows_next(rows, e);
    if (found) source = read_source(rows, a);
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    if (!found) return err_set(e, E_NOTFOUND, "there is no story %lld", (long long)story_id);
    *ret_source = source;
    return 0;
}

static bool may_have(struct str words, const struct word_sieve_term *term, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (word_sieve_may_have(words, &term[i])) return true;
    return false;
}

int term_store_candidates(struct database *db, struct arena *a, const struct word_sieve_term *term,
                          size_t n_terms, int64_t **ret_id, size_t *ret_n, struct err *e) {
    struct rows *rows;
    int64_t *id = NULL;
    size_t n = 0, capacity = 0;
    int rc = database_query(db, "SELECT id, words FROM story ORDER BY id", NULL, 0, &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        if (!may_have(rows_bytes(rows, 1), term, n_terms)) continue;
        id = arena_grow(a, id, n, &capacity, sizeof *id);
        id[n++] = rows_int64(rows, 0);
    }
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    *ret_id = id;
    *ret_n = n;
    return 0;
}

/* Who works on an edition has read the glossary as it was: the work is taken back. */
#define QUEUE_EDITIONS                                                                             \
    "INSERT INTO job (kind, story_id, language, state, priority, attempts, run_after_ms, lease,"   \
    " lease_owner, lease_until_ms, problem, created_ms)"                                           \
    " SELECT 'translate', e.story_id, e.language, 'ready', $2, 0, 0, 0, '', 0, '', $3"             \
    " FROM edition e JOIN story s ON s.id = e.story_id"                                            \
    " WHERE e.language <> s.source_language AND e.state <> 'off' AND "
#define UNLESS_QUEUED                                                                              \
    " ON CONFLICT (story_id, language, kind) DO UPDATE SET state = 'ready', attempts = 0,"         \
    " run_after_ms = 0, lease_owner = '', lease_until_ms = 0 WHERE job.state = 'leased'"

int term_store_queue(struct database *db, int64_t story_id, int64_t priority, int64_t now_ms,
                     int64_t *ret_n, struct err *e) {
    int rc = database_run(
        db, QUEUE_EDITIONS "e.story_id = $1" UNLESS_QUEUED,
        SQL_VALUES(value_int64(story_id), value_int64(priority), value_int64(now_ms)), e);
    if (!rc) *ret_n = database_changed(db);
    return rc;
}

int term_store_queue_changed(struct database *db, int64_t after_change, int64_t priority,
                             int64_t now_ms, struct err *e) {
    return database_run(
        db,
        QUEUE_EDITIONS "e.story_id IN (SELECT story_id FROM change WHERE id > $1)" UNLESS_QUEUED,
        SQL_VALUES(value_int64(after_change), value_int64(priority), value_int64(now_ms)), e);
}
