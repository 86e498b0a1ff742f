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

/* The newest matches in the index's own order, which is that of dates but for minutes with more
   editions than SEARCH_SLOT_SIZE. */
static int read_matches(struct database *db, struct arena *a, const struct search_request *r,
                        struct str match, struct str weights, struct hits *hits, struct err *e) {
    int64_t from = r->from_ms, before = r->before_ms ? r->before_ms : INT64_MAX;
    struct rows *rows;
    int rc = database_query(
        db,
        "SELECT d.story_id, d.published_ms, search_rank(search_text, $2) FROM search_text"
        " CROSS JOIN search_edition d WHERE @search_matches@ $1 AND d.id = search_text.@search_id@"
        " AND search_text.@search_id@ >= $3 AND search_text.@search_id@ < $4"
        " AND d.published_ms >= $5 AND d.published_ms < $6"
        " ORDER BY search_text.@search_id@ DESC LIMIT $7",
        SQL_VALUES(value_text(match), value_text(weights),
                   value_int64(from ? search_slot_first(from) : INT64_MIN),
                   value_int64(r->before_ms ? search_slot_end(before) : INT64_MAX),
                   value_int64(from ? from : INT64_MIN), value_int64(before),
                   value_int64(most_of(r))),
        &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        hits->hit = arena_grow(a, hits->hit, hits->n, &hits->capacity, sizeof *hits->hit);
        hits->hit[hits->n++] =
            (struct search_hit){rows_int64(rows, 0), rows_int64(rows, 1), rows_double(rows, 2)};
    }
    return rows_close(rows, 0, e);
}

static int by_story(const void *a, const void *b) {
    const struct search_hit *x = a, *y = b;
    return (x->story_id > y->story_id) - (x->story_id < y->story_id);
}

static int newest_first(const void *a, const void *b) {
    const struct search_hit *x = a, *y = b;
    if (x->published_ms != y->published_ms) return x->published_ms < y->published_ms ? 1 : -1;
    return by_story(b, a);
}

static int best_first(const void *a, const void *b) {
    const struct search_hit *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    return newest_first(a, b);
}

static void drop_doubles(struct hits *hits) {
    size_t n = 0;
    if (hits->n) qsort(hits->hit, hits->n, sizeof *hits->hit, by_story);
    for (size_t i = 0; i < hits->n; i++)
        if (n == 0 || hits->hit[n - 1].story_id != hits->hit[i].story_id)
            hits->hit[n++] = hits->hit[i];
    hits->n = n;
}

/* News of today counts up to half more than that of long ago; half of that is gone in a month. */
static void count_recency(struct hits *hits, int64_t now_ms) {
    static const double month_ms = 30 * 24 * 3600e3;
    for (size_t i = 0; i < hits->n; i++) {
        double age = (double)(now_ms - hits->hit[i].published_ms) / month_ms;
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
