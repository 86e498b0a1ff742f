#include "story/search_query.h"

#include "base/utf8.h"
#include "i18n/normalize.h"
#include "i18n/search_word.h"

static bool is_quote(uint32_t rune) {
    return rune == '"' || rune == 0xab || rune == 0xbb || (rune >= 0x201c && rune <= 0x201f);
}

static bool is_space(uint32_t rune) {
    return rune <= ' ' || rune == 0xa0 || rune == 0x3000 || (rune >= 0x2000 && rune <= 0x200a);
}

static bool has_word(struct str text) {
    size_t at = 0;
    struct search_word word;
    return search_word_next(text, &at, &word);
}

/* From *at to the next quotation mark, or else to the next space or quotation mark. */
static struct str take(struct str text, size_t *at, bool quoted) {
    size_t start = *at, end = start;
    while (end < text.n) {
        size_t next = end;
        uint32_t rune = utf8_next(text, &next);
        if (is_quote(rune) || (!quoted && is_space(rune))) {
            *at = quoted ? next : end;
            return str_slice(text, start, end);
        }
        end = next;
    }
    *at = end;
    return str_slice(text, start, end);
}

/* The next term; one that holds no word has no text. */
static struct search_term next_term(struct str text, size_t *at) {
    struct search_term term = {.text = STR("")};
    size_t next = *at;
    uint32_t rune = utf8_next(text, &next);
    if (is_space(rune)) {
        *at = next;
        return term;
    }
    if (rune == '-' && next < text.n) {
        size_t behind = next;
        term.without = true;
        *at = next;
        rune = utf8_next(text, &behind);
        next = behind;
    }
    bool quoted = is_quote(rune);
    if (quoted) *at = next;
    struct str taken = take(text, at, quoted);
    term.prefix = !quoted && str_ends(taken, STR("*"));
    if (has_word(taken)) term.text = taken;
    return term;
}

/* Nothing but what must not be there is no question: then they are words. */
static void keep_one_positive(struct search_query *q) {
    for (size_t i = 0; i < q->n_terms; i++)
        if (!q->term[i].without) return;
    for (size_t i = 0; i < q->n_terms; i++) q->term[i].without = false;
}

/* A word that a space or a closing quotation mark follows is complete. */
static void let_grow(struct search_query *q, struct str typed) {
    if (q->n_terms == 0 || typed.n == 0) return;
    size_t at = typed.n;
    uint32_t last = utf8_previous(typed, &at);
    struct search_term *term = &q->term[q->n_terms - 1];
    if (!is_space(last) && !is_quote(last) && !term->without) term->prefix = true;
}

struct search_query search_query_parse(struct arena *a, struct str typed, bool growing) {
    struct search_query q = {0};
    struct str text = normalize_nfc(a, utf8_cut(typed, SEARCH_QUERY_MAX_BYTES));
    q.text = arena_str(a, str_trim(text));
    for (size_t at = 0; at < q.text.n && q.n_terms < SEARCH_QUERY_MAX_TERMS;) {
        struct search_term term = next_term(q.text, &at);
        if (term.text.n) q.term[q.n_terms++] = term;
    }
    keep_one_positive(&q);
    if (growing) let_grow(&q, text);
    return q;
}
