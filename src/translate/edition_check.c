#include "translate/edition_check.h"

static const char separator[] = "; checks ";

/* The terms that are bound here, with what the target must have; what only the source's language
   names stays a name like any other. */
static struct check_term *terms_of(const struct edition_check *check, struct arena *a,
                                   struct str source, size_t *ret_n) {
    size_t n, n_terms = 0;
    *ret_n = 0;
    if (!check->use || !check->use->glossary) return NULL;
    const struct term_match *match =
        term_glossary_find(check->use->glossary, a, source, check->from, check->use->section, &n);
    struct check_term *term = arena_array(a, n, sizeof *term);
    for (size_t i = 0; i < n; i++) {
        const struct term_rendering *r = term_glossary_rendering(match[i].term, check->to);
        struct str target = match[i].term->keep ? match[i].term->text : r ? r->text : STR("");
        if (target.n) term[n_terms++] = (struct check_term){match[i].start, match[i].end, target};
    }
    *ret_n = n_terms;
    return term;
}

void edition_check_find(const struct edition_check *check, struct arena *a, enum block_kind slot,
                        const struct text *source, const struct text *target, uint32_t n_words,
                        uint32_t n_unknown, struct check_finding **ret_finding, size_t *ret_n) {
    struct check_pair pair = {.source_language = check->from,
                              .target_language = check->to,
                              .source = source,
                              .target = target,
                              .n_words = n_words,
                              .n_unknown = n_unknown,
                              .slot = slot};
    pair.term = terms_of(check, a, source->s, &pair.n_terms);
    check_find(a, check->rules, &pair, ret_finding, ret_n);
}

struct str edition_check_objection(const struct edition_check *check, struct arena *a,
                                   struct arena *scratch, enum block_kind slot,
                                   const struct text *source, const struct text *target,
                                   uint32_t n_words, uint32_t n_unknown) {
    struct check_finding *finding;
    struct str why = STR("");
    size_t n;
    if (!check->rules) return why;
    edition_check_find(check, scratch, slot, source, target, n_words, n_unknown, &finding, &n);
    if (check_is_held(finding, n))
        why = arena_printf(a, "%s: %.*s", check_kind_name(finding[0].kind),
                           (int)finding[0].sentence.n, finding[0].sentence.p);
    arena_reset(scratch);
    return why;
}

bool edition_check_stopped(const struct segment *s) {
    return s->state == SEGMENT_HELD && s->more && s->more->draft.s.n > 0;
}

struct str edition_check_version(struct arena *a, struct str engines,
                                 const struct check_rules *rules) {
    if (!rules) return engines;
    return arena_printf(a, "%.*s%s%016llx", (int)engines.n, engines.p, separator,
                        (unsigned long long)check_rules_version(rules));
}

struct str edition_check_engines(struct str version) {
    return str_slice(version, 0, str_search(version, str_of(separator)));
}
