/* What is denied stays denied. Counted by the words that deny: those that do so for sure ("ez",
   "not", "ne … pas"), those that do unless another one stands before ("no … nada"), and those that
   may ("without", "only", "impossible"). */
#include "translate/check_part.h"

struct denial {
    size_t sure, maybe;
    const struct check_token *first;
};

static bool any_of(const struct check_side *side, size_t i, const char *const *word) {
    for (; *word; word++)
        if (check_token_is(side, i, *word)) return true;
    return false;
}

static bool is_apostrophe(const struct check_side *side, size_t i) {
    return i < side->n && (side->token[i].rune == '\'' || side->token[i].rune == 0x2019);
}

/* Spanish "antes que nadie", "más que nunca": no denial, but for how it sounds. */
static bool is_compared(const struct check_side *side, size_t i) {
    static const char *const than[] = {"que", "ca", "do", NULL};
    static const char *const more[] = {"antes", "mas",  "mes",   "mais", "menos",
                                       "mejor", "peor", "abans", NULL};
    return i > 1 && any_of(side, i - 1, than) && any_of(side, i - 2, more);
}

/* Galician "polo si ou polo non", Spanish "por si o por no"; English "no. 3". */
static bool is_idiom(const struct check_side *side, size_t i) {
    static const char *const by[] = {"polo", "por", "pelo", NULL};
    static const char *const or [] = {"ou", "o", NULL};
    bool number = side->language == CHECK_EN && i + 2 < side->n && side->token[i + 1].rune == '.' &&
                  side->token[i + 2].kind == TOKEN_DIGITS;
    return number || (i > 1 && any_of(side, i - 1, by) && any_of(side, i - 2, or));
}

/* "not only", "no solo", "no obstante", "no longer" …: denies nothing, or not surely. */
static bool is_idle(const struct check_side *side, size_t i) {
    static const char *const eu[] = {"ezik", "bakarrik", "ezean", "besterik", NULL};
    static const char *const es[] = {"solo", "solamente", "obstante", "obstant", "nomes",
                                     "bien", "mas",       "so",       NULL};
    static const char *const en[] = {"only",   "just",   "least", "doubt",
                                     "matter", "wonder", "to",    NULL};
    static const char *const fr[] = {"seulement", "que", "moins", NULL};
    static const char *const before_eu[] = {"baino", "besterik", "edo", "ala", "bai", NULL};
    static const char *const before_en[] = {"or", "why", "if", NULL};
    static const char *const before_es[] = {"o", "que", "ou", NULL};
    switch (side->language) {
    case CHECK_EU: return any_of(side, i + 1, eu) || (i > 0 && any_of(side, i - 1, before_eu));
    case CHECK_EN: return any_of(side, i + 1, en) || (i > 0 && any_of(side, i - 1, before_en));
    case CHECK_FR: return any_of(side, i + 1, fr);
    default:
        return any_of(side, i + 1, es) ||
               (i > 0 && any_of(side, i - 1, before_es) && check_token_is(side, i - 1, "o"));
    }
}

/* "don't": the word ends in n, an apostrophe and a t follow. */
static bool is_contracted(const struct check_side *side, size_t i) {
    const struct check_token *t = &side->token[i];
    return side->language == CHECK_EN && t->folded.n > 2 && t->folded.p[t->folded.n - 1] == 'n' &&
           is_apostrophe(side, i + 1) && check_token_is(side, i + 2, "t");
}

/* French "ne" needs its companion; without one it is "only" or nothing. */
static bool has_companion(const struct check_side *side, size_t i) {
    static const char *const companion[] = {"pas",      "plus",  "jamais", "rien",
                                            "personne", "aucun", "aucune", "guere",
                                            "point",    "ni",    NULL};
    static const char *const before[] = {"personne", "rien", "aucun", "aucune", "nul", NULL};
    for (size_t k = i + 1; k < side->n && k < i + 9; k++)
        if (any_of(side, k, companion)) return true;
    for (size_t k = i > 4 ? i - 4 : 0; k < i; k++)
        if (any_of(side, k, before)) return true;
    return false;
}

static bool is_ne(const struct check_side *side, size_t i) {
    return side->language == CHECK_FR &&
           (check_token_is(side, i, "ne") ||
            (check_token_is(side, i, "n") && is_apostrophe(side, i + 1)));
}

/* French "pas" without its "ne" is a step as well: "trois pas". */
static bool is_step(const struct check_side *side, size_t i, size_t last) {
    return side->language == CHECK_FR && check_token_is(side, i, "pas") &&
           (last == (size_t)-1 || i - last >= 10);
}

static struct denial denial_of(const struct check_side *side) {
    struct denial d = {0};
    size_t last = (size_t)-1; /* the last sure one */
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD) continue;
        int value = t->n_senses ? check_token_sense(side, i, ROLE_NEGATION) : -1;
        if (is_contracted(side, i)) value = 2;
        if (is_ne(side, i)) value = has_companion(side, i) ? 2 : 1;
        if (value < 0 || is_idiom(side, i)) continue;
        if (value == 3 && is_compared(side, i)) value = 1;
        if (value == 3 && is_step(side, i, last)) value = 1;
        if (value == 2 && is_idle(side, i)) value = 1;
        if (value == 3) value = last != (size_t)-1 && i - last < 10 ? 0 : 2;
        if (!d.first || (value == 2 && d.sure == 0)) d.first = t;
        d.maybe += value == 1;
        d.sure += value == 2;
        if (value == 2) last = i;
    }
    return d;
}

void check_negation(struct check_work *w) {
    if (w->source.language == CHECK_OTHER || w->target.language == CHECK_OTHER) return;
    struct denial source = denial_of(&w->source), target = denial_of(&w->target);
    if (source.sure && !target.sure) {
        struct str word = str_slice(w->source.s, source.first->start, source.first->end);
        check_report(w, CHECK_NEGATION, target.maybe ? CHECK_DOUBTFUL : CHECK_CLEAR,
                     check_at_source(source.first),
                     "the source denies something (%.*s), the translation does not", (int)word.n,
                     word.p);
    } else if (target.sure && !source.sure) {
        struct str word = str_slice(w->target.s, target.first->start, target.first->end);
        check_report(w, CHECK_NEGATION, source.maybe ? CHECK_DOUBTFUL : CHECK_CLEAR,
                     check_at_target(target.first),
                     "the translation denies something (%.*s), the source does not", (int)word.n,
                     word.p);
    } else if (source.sure != target.sure) {
        bool by_one = source.sure + 1 == target.sure || target.sure + 1 == source.sure;
        check_report(w, CHECK_NEGATION, by_one ? CHECK_FAINT : CHECK_DOUBTFUL,
                     check_at_source(source.first),
                     "the source denies %zu things, the translation %zu", source.sure, target.sure);
    }
}
