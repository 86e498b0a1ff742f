/* The language of the translation: that it is the one wanted, that nothing of the source is left in
   it, that the engine knew its words, and that it does not swear on its own. */
#include "translate/check_part.h"
#include "translate/check_set.h"
#include "translate/check_spelling.h"

static const char *const language_name[] = {"Basque",  "Spanish",  "English",   "French",
                                            "Catalan", "Galician", "Portuguese"};

static unsigned languages_of(const struct check_token *t, enum check_role role) {
    unsigned mask = 0;
    for (size_t i = 0; i < t->n_senses; i++)
        if (t->sense[i]->role == role) mask |= t->sense[i]->languages;
    return mask;
}

/* Whether the word is in small letters and not spelled as its text's language spells. */
static bool is_odd(const struct check_side *side, size_t i) {
    const struct check_token *t = &side->token[i];
    return t->kind == TOKEN_WORD && !t->capital &&
           !(languages_of(t, ROLE_FUNCTION) >> side->language & 1) &&
           check_spelling_is_foreign(side->language, check_token_text(side, i));
}

/* For each language, how many words say that the text is in it and not in the wanted one, and how
   many say the opposite. What is spelled as the wanted one does not spell speaks for all others. */
struct evidence {
    size_t plus[CHECK_LANGUAGES], minus[CHECK_LANGUAGES];
    size_t odd;
    const struct check_token *first_odd;
};

static struct evidence weigh(const struct check_side *side) {
    struct evidence e = {0};
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD) continue;
        unsigned mask = languages_of(t, ROLE_FUNCTION);
        bool own = mask >> side->language & 1, odd = is_odd(side, i);
        if (odd && !e.first_odd) e.first_odd = t;
        e.odd += odd;
        for (size_t k = 0; k < CHECK_LANGUAGES && mask; k++) {
            e.plus[k] += (mask >> k & 1) && !own && !t->upper;
            e.minus[k] += own && !(mask >> k & 1);
        }
    }
    return e;
}

static bool check_wrong(struct check_work *w, const struct evidence *e) {
    const struct check_side *side = &w->target;
    size_t best = CHECK_LANGUAGES, most = 0;
    for (size_t k = 0; k < CHECK_LANGUAGES; k++) {
        if (k == side->language || (side->language == CHECK_OTHER && k != w->source.language))
            continue;
        size_t plus = e->plus[k] ? e->plus[k] + e->odd : 0;
        if (plus <= most || plus <= e->minus[k] * 2) continue;
        best = k;
        most = plus;
    }
    if (best == CHECK_LANGUAGES || most < 2 || most * 8 < side->n_words) return false;
    bool clear = most > 3 + e->minus[best] || (most == 3 && e->minus[best] == 0);
    check_report(w, CHECK_LANGUAGE, clear ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 (struct check_place){0, 0, 0, (uint32_t)side->s.n},
                 "the translation seems to be in %s", language_name[best]);
    return true;
}

/* Words that the language cannot have made, be they of the source or not. */
static void check_odd_words(struct check_work *w, const struct evidence *e) {
    if (!e->odd) return;
    bool clear = e->odd > 2 && e->odd * 5 > w->target.n_words;
    struct str word = str_slice(w->target.s, e->first_odd->start, e->first_odd->end);
    check_report(w, CHECK_RESIDUE, clear ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 check_at_target(e->first_odd), "\"%.*s\" is not spelled as a word of %s",
                 (int)word.n, word.p, language_name[w->target.language]);
}

static bool is_plain_word(const struct check_token *t) {
    return t->kind == TOKEN_WORD && !t->capital && t->folded.n > 3;
}

static bool may_be_plain(const struct check_token *t) {
    return is_plain_word(t) ||
           (t->kind == TOKEN_WORD && t->starting && !t->upper && t->folded.n > 3);
}

static bool are_related(enum check_language a, enum check_language b) {
    const unsigned romance = 1U << CHECK_ES | 1U << CHECK_CA | 1U << CHECK_GL | 1U << CHECK_PT;
    return (romance >> a & 1) && (romance >> b & 1);
}

/* Accents count here: "autobús" is not "autobus". The capital of a sentence does not. */
static bool same_bytes(const struct check_work *w, size_t source, size_t target, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!str_eq(str_from(check_token_text(&w->source, source + i), 1),
                    str_from(check_token_text(&w->target, target + i), 1)))
            return false;
    return true;
}

/* The languages that have the word among those that are the same in few. */
static unsigned known_in(const struct check_token *t) {
    return languages_of(t, ROLE_FUNCTION) | languages_of(t, ROLE_NUMBER) |
           languages_of(t, ROLE_SCALE) | languages_of(t, ROLE_MONTH) | languages_of(t, ROLE_DAY);
}

/* Letters that tell a Basque word from a loan that its neighbours share ("programa"). */
static bool is_basque_spelled(struct str folded) {
    return str_find(folded, 'k') < folded.n || str_search(folded, STR("tz")) < folded.n ||
           str_search(folded, STR("tx")) < folded.n || str_search(folded, STR("ts")) < folded.n;
}

/* Words of the source that the target has as they are. */
static void check_left_words(struct check_work *w) {
    const struct check_side *side = &w->target;
    struct check_set source = check_set_make(w->arena, w->source.n);
    const struct check_token *first = NULL;
    bool basque = w->source.language == CHECK_EU || side->language == CHECK_EU;
    size_t shared = 0, own = 0, telling = 0;
    for (size_t i = 0; i < w->source.n; i++)
        if (may_be_plain(&w->source.token[i]))
            check_set_add(&source, w->source.token[i].hash, (uint32_t)i);
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        const uint32_t *from = is_plain_word(t) ? check_set_find(&source, t->hash) : NULL;
        if (!from || !same_bytes(w, *from, i, 1)) continue;
        unsigned mask = t->n_senses ? known_in(t) : 0;
        if (mask >> side->language & 1) continue;
        if (!first || (mask >> w->source.language & 1)) first = t;
        own += mask >> w->source.language & 1;
        telling += basque && is_basque_spelled(t->folded);
        shared++;
    }
    if (!first || (shared < (basque ? 1 : 2) && !own)) return;
    bool clear = basque ? telling + own > 1 && (shared + own) * 7 > side->n_words
                        : shared + own > 2 && (shared + own) * 4 > side->n_words;
    clear &= shared + own > 2;
    struct str word = str_slice(side->s, first->start, first->end);
    check_report(w, CHECK_RESIDUE, clear ? CHECK_CLEAR : CHECK_DOUBTFUL, check_at_target(first),
                 "\"%.*s\"%s as in the source", (int)word.n, word.p,
                 shared > 1 ? " and other words stand" : " stands");
}

static uint64_t three(const struct check_token *t) {
    return t[0].hash * 31 + t[1].hash * 17 + t[2].hash;
}

static bool are_words(const struct check_token *t) {
    return t[0].kind == TOKEN_WORD && t[1].kind == TOKEN_WORD && t[2].kind == TOKEN_WORD;
}

/* Three words in a row as in the source; for sure left there when one of them is a small word that
   only the source's language has. */
static void check_left_phrase(struct check_work *w) {
    const struct check_side *s = &w->source, *side = &w->target;
    struct check_set source = check_set_make(w->arena, s->n);
    size_t found = 0;
    const struct check_token *first = NULL;
    for (size_t i = 0; i + 2 < s->n; i++)
        if (are_words(&s->token[i])) check_set_add(&source, three(&s->token[i]), (uint32_t)i);
    for (size_t i = 0; i + 2 < side->n; i++) {
        const struct check_token *t = &side->token[i];
        const uint32_t *from = are_words(t) ? check_set_find(&source, three(t)) : NULL;
        if (!from || !same_bytes(w, *from, i, 3)) continue;
        bool foreign = false, plain = false;
        for (size_t k = 0; k < 3; k++) {
            unsigned mask = languages_of(&t[k], ROLE_FUNCTION);
            foreign |= (mask >> s->language & 1) && !(mask >> side->language & 1);
            plain |= !t[k].capital && t[k].folded.n > 3 && !(mask >> side->language & 1);
        }
        if (!plain || (!foreign && are_related(s->language, side->language))) continue;
        if (!first) first = t;
        found += foreign;
    }
    if (!first) return;
    struct str words = str_slice(side->s, first[0].start, first[2].end);
    check_report(w, CHECK_RESIDUE, found > 1 ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 (struct check_place){0, 0, first[0].start, first[2].end},
                 "\"%.*s\" is left in the language of the source", (int)words.n, words.p);
}

static bool is_capital(const struct check_side *side, size_t i) {
    return i < side->n && side->token[i].kind == TOKEN_WORD && side->token[i].capital;
}

/* A word that few languages share, and this one does not: no part of a name ("Bank of England"). */
static bool is_left_over(const struct check_work *w, size_t i) {
    const struct check_side *side = &w->target;
    const struct check_token *t = &side->token[i];
    bool elided = i + 1 < side->n && (t[1].rune == '\'' || t[1].rune == 0x2019) && !t[1].spaced;
    if (t->kind != TOKEN_WORD || !t->n_senses || (t->folded.n < 2 && !elided)) return false;
    unsigned mask = known_in(t);
    bool date = languages_of(t, ROLE_MONTH) || languages_of(t, ROLE_DAY);
    bool in_name = i > 0 && is_capital(side, i - 1) && is_capital(side, i + 1);
    return (mask >> w->source.language & 1) && !(mask >> side->language & 1) &&
           (date || (!t->capital && !in_name));
}

/* Words that the source's language has, and the other has not. */
static void check_left_function_words(struct check_work *w) {
    const struct check_side *side = &w->target;
    struct check_set source = check_set_make(w->arena, w->source.n);
    const struct check_token *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < w->source.n; i++)
        if (w->source.token[i].n_senses)
            check_set_add(&source, w->source.token[i].hash, (uint32_t)i);
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        const uint32_t *from = is_left_over(w, i) ? check_set_find(&source, t->hash) : NULL;
        if (!from || !same_bytes(w, *from, i, 1)) continue;
        if (!first) first = t;
        n++;
    }
    if (!first) return;
    struct str word = str_slice(side->s, first->start, first->end);
    check_report(w, CHECK_RESIDUE, n > 3 && n * 4 > side->n_words ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 check_at_target(first), "\"%.*s\" is a word of the source's language", (int)word.n,
                 word.p);
}

static bool is_untranslated(const struct check_work *w, size_t least) {
    size_t n = 0;
    if (w->source.n != w->target.n) return false;
    for (size_t i = 0; i < w->source.n; i++) {
        if (w->source.token[i].hash != w->target.token[i].hash) return false;
        n += is_plain_word(&w->source.token[i]);
    }
    return n >= least;
}

static void check_unknown(struct check_work *w) {
    size_t names = 0;
    for (size_t i = 0; i < w->source.n; i++)
        names += w->source.token[i].capital && !w->source.token[i].starting;
    uint32_t words = w->pair->n_words, unknown = w->pair->n_unknown;
    if (words == 0 || unknown <= names) return;
    unknown -= (uint32_t)names;
    if (unknown * 5 < words || unknown < 2) return;
    check_report(
        w, CHECK_UNKNOWN, unknown * 2 >= words && unknown > 2 ? CHECK_CLEAR : CHECK_DOUBTFUL,
        (struct check_place){0}, "the engine does not know %u of %u words", unknown, words);
}

static const struct check_token *find_profane(const struct check_side *side) {
    for (size_t i = 0; i < side->n; i++)
        if (side->token[i].n_senses && check_token_sense(side, i, ROLE_PROFANE) >= 0)
            return &side->token[i];
    return NULL;
}

void check_language(struct check_work *w) {
    const struct check_token *profane = find_profane(&w->target);
    if (profane && !find_profane(&w->source))
        check_report(w, CHECK_PROFANITY, CHECK_CLEAR, check_at_target(profane),
                     "the translation swears where the source does not");
    check_unknown(w);
    if (w->source.language == w->target.language) return;
    if (is_untranslated(w, are_related(w->source.language, w->target.language) ? 6 : 4)) {
        check_report(w, CHECK_RESIDUE, CHECK_CLEAR, (struct check_place){0},
                     "the translation is the source, word for word");
        return;
    }
    struct evidence e = weigh(&w->target);
    bool wrong = check_wrong(w, &e);
    if (w->source.language == CHECK_OTHER || w->target.language == CHECK_OTHER) return;
    if (!wrong) check_odd_words(w, &e);
    check_left_function_words(w);
    if (!are_related(w->source.language, w->target.language)) check_left_words(w);
    check_left_phrase(w);
}
