#include "store/search_terms.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "i18n/search_word.h"

struct maker {
    struct database *db;
    struct arena *a;
    struct search_stemmer *stemmer;
    struct str language;
    int64_t editions; /* of the language */
};

/* In how many editions a form stands; "" stands in all. */
static int read_uses(const struct maker *m, struct str form, int64_t *ret_uses, struct err *e) {
    return database_int64(
        m->db, "SELECT coalesce(sum(uses), 0) FROM search_word WHERE language = $1 AND form = $2",
        SQL_VALUES(value_text(m->language), value_text(form)), ret_uses, e);
}

static double weight_of(const struct maker *m, int64_t uses) {
    double n = (double)(m->editions > uses ? m->editions : uses);
    return log(1 + (n - (double)uses + 0.5) / ((double)uses + 0.5));
}

static void add_form(struct buf *out, const char *form, size_t n, bool first) {
    if (!first) buf_add_char(out, '|');
    buf_add(out, (struct str){form, n});
}

/* The words that begin so and stand in most stories. */
static int add_beginnings(const struct maker *m, struct str prefix, struct buf *out,
                          int64_t *ret_uses, struct err *e) {
    struct rows *rows;
    struct str end = arena_printf(m->a, "%.*s\xf4\x8f\xbf\xbf", (int)prefix.n, prefix.p);
    int rc = database_query(m->db,
                            "SELECT form, uses FROM (SELECT form, uses FROM search_word"
                            " WHERE language = $1 AND form >= $2 AND form < $3"
                            " ORDER BY form LIMIT $4) w ORDER BY uses DESC, form LIMIT $5",
                            SQL_VALUES(value_text(m->language), value_text(prefix), value_text(end),
                                       value_int64(SEARCH_TERMS_MOST_READ),
                                       value_int64(SEARCH_TERMS_MOST_FORMS)),
                            &rows, e);
    if (rc) return rc;
    int64_t uses = 0;
    while (rows_next(rows, e)) {
        struct str form = rows_text(rows, m->a, 0);
        if (!str_eq(form, prefix)) add_form(out, form.p, form.n, false);
        uses += rows_int64(rows, 1);
    }
    *ret_uses = uses;
    return rows_close(rows, 0, e);
}

/* One word of a term, and what it weighs. */
static int add_word(const struct maker *m, struct str word, bool prefix, struct buf *out,
                    double *weight, struct err *e) {
    struct search_forms forms;
    int64_t uses = 0;
    int rc;
    search_stemmer_forms(m->stemmer, word, &forms);
    if (forms.n_surface == 0) return 0;
    struct str surface = arena_str(m->a, (struct str){forms.surface, forms.n_surface});
    struct str stem = arena_str(m->a, (struct str){forms.stem, forms.n_stem});
    buf_add_char(out, ' ');
    add_form(out, surface.p, surface.n, true);
    if (prefix && surface.n >= SEARCH_TERMS_LEAST_PREFIX) {
        rc = add_beginnings(m, surface, out, &uses, e);
    } else {
        if (!str_eq(surface, stem)) add_form(out, stem.p, stem.n, false);
        rc = read_uses(m, stem, &uses, e);
    }
    *weight += weight_of(m, uses);
    return rc;
}

static int add_term(const struct maker *m, const struct search_term *term,
                    struct search_words_term *words, double *ret_weight, struct err *e) {
    struct buf out;
    struct search_word word, next;
    size_t at = 0;
    int rc = 0;
    double weight = 0;
    buf_init(&out, 1 << 20);
    buf_add(&out, m->language);
    bool has = search_word_next(term->text, &at, &word);
    for (size_t k = 0; has && !rc && k < SEARCH_QUERY_MAX_WORDS; k++) {
        has = search_word_next(term->text, &at, &next);
        rc = add_word(m, str_slice(term->text, word.start, word.end), term->prefix && !has, &out,
                      &weight, e);
        word = next;
    }
    *words = (struct search_words_term){buf_keep(&out, m->a), term->without};
    buf_release(&out);
    *ret_weight = weight;
    return rc;
}

int search_terms_make(struct database *db, struct arena *a, struct search_stemmer *stemmer,
                      struct str language, const struct search_query *query,
                      struct search_terms *ret_terms, struct err *e) {
    struct maker m = {db, a, stemmer, language, 0};
    struct search_terms terms = {0};
    struct buf weights;
    int rc = read_uses(&m, STR(""), &m.editions, e);
    buf_init(&weights, 4096);
    for (size_t i = 0; i < query->n_terms && !rc; i++) {
        double weight;
        rc = add_term(&m, &query->term[i], &terms.term[terms.n++], &weight, e);
        if (!query->term[i].without) buf_printf(&weights, "%.3f ", weight);
    }
    terms.weights = buf_keep(&weights, a);
    buf_release(&weights);
    if (!rc) *ret_terms = terms;
    return rc;
}
