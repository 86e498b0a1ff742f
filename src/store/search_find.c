#include "store/search_find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/search_slot.h"
#include "store/search_terms.h"

struct hits {
    struct search_hit *hit;
    size_t n, capacity;
};

static int64_t most_of(const struct search_request *r) {
    return r->most ? r->most : SEARCH_FIND_MOST;
}

#define MATCHES "SELECT search_text.@search_id@, search_rank(search_text, $2) FROM search_text"
#define IN_TIME                                                                                    \
    " search_text.@search_id@ >= $3 AND search_text.@search_id@ < $4"                              \
    " AND $5 <= $6 ORDER BY search_text.@search_id@ DESC LIMIT $7"

/* A number says the minute, unless too many editions share one: days are looked up. */
static const char *const match_sql[2] = {
    MATCHES " WHERE @search_matches@ $1 AND" IN_TIME,
    MATCHES
    " CROSS JOIN search_edition d WHERE @search_matches@ $1 AND d.id = search_text.@search_id@"
    " AND d.published_ms >= $5 AND d.published_ms < $6 AND" IN_TIME,
};

/* The newest matches, in the index's own order. */
static int read_matches(struct database *db, struct arena *a, const struct search_request *r,
                        struct str match, struct str weights, struct hits *hits, struct err *e) {
    int64_t from = r->from_ms ? r->from_ms : INT64_MIN;
    int64_t before = r->before_ms ? r->before_ms : INT64_MAX;
    struct rows *rows;
    int rc =
        database_query(db, match_sql[r->from_ms || r->before_ms],
                       SQL_VALUES(value_text(match), value_text(weights),
                                  value_int64(r->from_ms ? search_slot_first(from) : INT64_MIN),
                                  value_int64(r->before_ms ? search_slot_end(before) : INT64_MAX),
                                  value_int64(from < before ? from : before), value_int64(before),
                                  value_int64(most_of(r))),
                       &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        hits->hit = arena_grow(a, hits->hit, hits->n, &hits->capacity, sizeof *hits->hit);
        hits->hit[hits->n++] =
            (struct search_hit){.id = rows_int64(rows, 0), .score = rows_double(rows, 1)};
    }
    return rows_close(rows, 0, e);
}

static int newest_first(const void *a, const void *b) {
    const struct search_hit *x = a, *y = b;
    return (x->id < y->id) - (x->id > y->id);
}

static int best_first(const void *a, const void *b) {
    const struct search_hit *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    return newest_first(a, b);
}

static void drop_doubles(struct hits *hits) {
    size_t n = 0;
    if (hits->n) qsort(hits->hit, hits->n, sizeof *hits->hit, newest_first);
    for (size_t i = 0; i < hits->n; i++)
        if (n == 0 || hits->hit[n - 1].id != hits->hit[i].id) hits->hit[n++] = hits->hit[i];
    hits->n = n;
}

/* News of today counts up to half more than that of long ago; half of that is gone in a month. */
static void count_recency(struct hits *hits, int64_t now_ms) {
    static const double month_ms = 30 * 24 * 3600e3;
    for (size_t i = 0; i < hits->n; i++) {
        double age = (double)(now_ms - search_slot_ms(hits->hit[i].id)) / month_ms;
        hits->hit[i].score *= 1 + 0.5 / (1 + (age > 0 ? age : 0));
    }
}

int search_find(struct database *db, struct arena *a, struct search_stemmer *stemmer,
                const struct search_request *request, struct search_hit **ret_hit, size_t *ret_n,
                bool *ret_more, struct err *e) {
    struct search_terms terms;
    struct hits hits = {0};
    int rc = search_terms_make(db, a, stemmer, request->language, request->query, &terms, e);
    if (rc) return rc;
    struct search_words_query query = {.term = terms.term,
                                       .n_terms = terms.n,
                                       .filing = STR(""),
                                       .headline_only = request->headline_only};
    if (request->section_id)
        query.filing = arena_printf(a, "%.*s %lld", (int)request->language.n, request->language.p,
                                    (long long)request->section_id);
    rc = read_matches(db, a, request, search_words_match(db, a, &query), terms.weights, &hits, e);
    bool more = (int64_t)hits.n >= most_of(request);
    if (!rc && more && !request->newest && !request->headline_only) {
        query.headline_only = true;
        rc = read_matches(db, a, request, search_words_match(db, a, &query), terms.weights, &hits,
                          e);
    }
    if (rc) return rc;
    drop_doubles(&hits);
    count_recency(&hits, request->now_ms);
    if (hits.n)
        qsort(hits.hit, hits.n, sizeof *hits.hit, request->newest ? newest_first : best_first);
    *ret_hit = hits.hit;
    *ret_n = hits.n;
    *ret_more = more;
    return 0;
}

int search_find_story(struct database *db, struct search_hit *hit, struct err *e) {
    return database_int64(db, "SELECT coalesce(max(story_id), 0) FROM search_edition WHERE id = $1",
                          SQL_VALUES(value_int64(hit->id)), &hit->story_id, e);
}
