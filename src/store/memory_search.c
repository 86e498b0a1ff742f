#include "store/memory_search.h"

#include <stdlib.h>

#include "story/memory_shape.h"

enum { OF_A_BAND = 48 }; /* the newest; bands of many entries are of words that many have */

int memory_search_has(struct database *db, struct str from, struct str to, bool *ret_has,
                      struct err *e) {
    int64_t one;
    int rc = database_int64(db,
                            "SELECT COUNT(*) FROM (SELECT 1 FROM memory WHERE source_language = $1"
                            " AND target_language = $2 LIMIT 1) some",
                            SQL_VALUES(value_text(from), value_text(to)), &one, e);
    if (!rc) *ret_has = one > 0;
    return rc;
}

static int read_all(struct rows *rows, struct arena *a, struct memory_entry *entry, size_t *n,
                    struct err *e) {
    int rc = 0;
    while (!rc && rows_next(rows, e)) {
        rc = memory_store_read(rows, a, &entry[*n], e);
        if (!rc) ++*n;
    }
    return rows_close(rows, rc, e);
}

/* An expression, so that no database takes the index of directions for the one of keys. */
#define OF_DIRECTION "m.source_language || ' ' || m.target_language = $2 || ' ' || $3"
/* The story, $5, has not rejected these words for this sentence. */
#define NOT_REFUSED                                                                                \
    " AND NOT EXISTS (SELECT 1 FROM memory_refusal r WHERE r.key = m.key"                          \
    " AND r.target_hash = m.target_hash AND r.story_id = $5 AND r.story_id <> 0)"

int memory_search_exact(struct database *db, struct arena *a, const struct memory_wish *w,
                        struct memory_entry **ret_entry, size_t *ret_n, struct err *e) {
    struct rows *rows;
    size_t n = 0;
    *ret_n = 0;
    if (w->words.n == 0 || w->words.n > MEMORY_SHAPE_MAX_BYTES) return 0;
    struct memory_entry *entry = arena_array(a, MEMORY_SEARCH_EXACT, sizeof *entry);
    int rc = database_query(
        db,
        "SELECT " MEMORY_COLUMNS " FROM memory m WHERE m.key = $1"
        " AND " OF_DIRECTION " AND m.words = $4 AND m.withdrawn = 0" NOT_REFUSED
        " ORDER BY m.approved DESC, CASE WHEN m.story_id = $5 AND $5 <> 0 THEN 0"
        " WHEN m.section_id = $6 AND $6 <> 0 THEN 1 ELSE 2 END, m.at_ms DESC, m.id DESC LIMIT $7",
        SQL_VALUES(value_int64(memory_shape_key(w->from, w->to, w->words)), value_text(w->from),
                   value_text(w->to), value_text(w->words), value_int64(w->story_id),
                   value_int64(w->section_id), value_int64(MEMORY_SEARCH_EXACT)),
        &rows, e);
    if (!rc) rc = read_all(rows, a, entry, &n, e);
    if (rc) return rc;
    *ret_entry = entry;
    *ret_n = n;
    return 0;
}

struct candidate {
    int64_t id;
    int n; /* bands in common */
};

static int by_id(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int by_bands(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->n != b->n) return b->n - a->n;
    return -by_id(a, b);
}

static int read_band(struct database *db, int64_t band, struct candidate *candidate, size_t *n,
                     struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT memory_id FROM memory_band WHERE band = $1"
                            " ORDER BY memory_id DESC LIMIT $2",
                            SQL_VALUES(value_int64(band), value_int64(OF_A_BAND)), &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) candidate[(*n)++] = (struct candidate){rows_int64(rows, 0), 1};
    return rows_close(rows, 0, e);
}

/* Every entry once, with how many bands it was found in, the most first. */
static size_t rank(struct candidate *candidate, size_t n) {
    size_t m = 0;
    if (n == 0) return 0;
    qsort(candidate, n, sizeof *candidate, by_id);
    for (size_t i = 0; i < n; i++) {
        if (m > 0 && candidate[m - 1].id == candidate[i].id)
            candidate[m - 1].n++;
        else
            candidate[m++] = candidate[i];
    }
    qsort(candidate, m, sizeof *candidate, by_bands);
    return m;
}

/* The entry, when it is of the direction (bands of others may be the same by chance), of other
   words, and not rejected by this story. */
static int read_entry(struct database *db, struct arena *a, int64_t id, const struct memory_wish *w,
                      struct memory_entry *entry, size_t *n, struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db,
        "SELECT " MEMORY_COLUMNS " FROM memory m WHERE m.id = $1 AND m.source_language = $2"
        " AND m.target_language = $3 AND m.words <> $4 AND m.withdrawn = 0" NOT_REFUSED,
        SQL_VALUES(value_int64(id), value_text(w->from), value_text(w->to), value_text(w->words),
                   value_int64(w->story_id)),
        &rows, e);
    return rc ? rc : read_all(rows, a, entry, n, e);
}

int memory_search_near(struct database *db, struct arena *a, const struct memory_wish *w,
                       struct memory_entry **ret_entry, size_t *ret_n, struct err *e) {
    struct candidate candidate[MEMORY_SHAPE_BANDS * OF_A_BAND];
    size_t n_candidates = 0, n = 0;
    int rc = 0;
    *ret_n = 0;
    if (w->words.n == 0 || w->words.n > MEMORY_SHAPE_MAX_BYTES) return 0;
    struct memory_shape shape = memory_shape_of(a, w->from, w->to, w->words);
    for (size_t i = 0; i < MEMORY_SHAPE_BANDS && !rc; i++)
        rc = read_band(db, shape.band[i], candidate, &n_candidates, e);
    if (rc) return rc;
    n_candidates = rank(candidate, n_candidates);
    struct memory_entry *entry = arena_array(a, MEMORY_SEARCH_NEAR, sizeof *entry);
    for (size_t i = 0; i < n_candidates && i < MEMORY_SEARCH_NEAR && !rc; i++)
        rc = read_entry(db, a, candidate[i].id, w, entry, &n, e);
    if (rc) return rc;
    *ret_entry = entry;
    *ret_n = n;
    return 0;
}
