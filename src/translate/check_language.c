/* The language of the translation: that it is the one wanted, that nothing of the source is left in
   it, that the engine knew its words, and that it does not swear on its own. */
#include "translate/check_part.h"
#include "translate/check_set.h"

static const char *const language_name[] = {"Basque",  "Spanish",  "English",   "French",
                                            "Catalan", "Galician", "Portuguese"};

static unsigned languages_of(const struct check_token *t, enum check_role role) {
    unsigned mask = 0;
    for (size_t i = 0; i < t->n_senses; i++)
        if (t->sense[i]->role == role) mask |= t->sense[i]->languages;
    return mask;
}

/* Small words that end in k are Basque, or English. */
static size_t basque_endings(const struct check_side *side) {
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        n += t->kind == TOKEN_WORD && !t->capital && t->folded.n > 3 &&
             t->folded.p[t->folded.n - 1] == 'k';
    }
    return n;
}

static void check_wrong(struct check_work *w) {
    const struct check_side *side = &w->target;
    size_t score[CHECK_LANGUAGES] = {0}, best = 0;
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD || !t->n_senses) continue;
        unsigned mask = languages_of(t, ROLE_FUNCTION);
        for (size_t k = 0; k < CHECK_LANGUAGES; k++) score[k] += mask >> k & 1;
    }
    if (side->language != CHECK_EN && side->language != CHECK_OTHER)
        score[CHECK_EU] += basque_endings(side);
    for (size_t k = 1; k < CHECK_LANGUAGES; k++)
        if (score[k] > score[best]) best = k;
    size_t wanted = side->language == CHECK_OTHER ? 0 : score[side->language];
    if (best == side->language || score[best] < (wanted ? 3U : 2U) || score[best] < wanted * 2 ||
        score[best] * 8 < side->n_words)
        return;
    if (side->language == CHECK_OTHER && best != w->source.language) return;
    bool clear = score[best] >= wanted + 4 || (wanted == 0 && score[best] > 2);
    check_report(w, CHECK_LANGUAGE, clear ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 (struct check_place){0, 0, 0, (uint32_t)side->s.n},
                 "the translation seems to be in %s", language_name[best]);
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

/* Words of the source that the target has as they are. */
static void check_left_words(struct check_work *w) {
    const struct check_side *side = &w->target;
    struct check_set source = check_set_make(w->arena, w->source.n);
    const struct check_token *first = NULL;
    size_t shared = 0, own = 0;
    for (size_t i = 0; i < w->source.n; i++)
        if (may_be_plain(&w->source.token[i]))
            check_set_add(&source, w->source.token[i].hash, (uint32_t)i);
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        const uint32_t *from = is_plain_word(t) ? check_set_find(&source, t->hash) : NULL;
        if (!from || !same_bytes(w, *from, i, 1)) continue;
        unsigned mask = t->n_senses ? languages_of(t, ROLE_FUNCTION) : 0;
        if (mask >> side->language & 1) continue;
        if (!first || (mask >> w->source.language & 1)) first = t;
        own += mask >> w->source.language & 1;
        shared++;
    }
    bool basque = w->source.language == CHECK_EU || side->language == CHECK_EU;
    size_t doubtful = basque ? 1 : 2;
    if (!first || (shared < doubtful && !own)) return;
    bool clear = shared + own >= 3 && (shared + own) * (basque ? 7 : 4) > side->n_words;
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

/* Three words in a row as in the source, with one that only the source's language has. */
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
            plain |= !t[k].capital && t[k].folded.n > 3;
        }
        if (!foreign || !plain) continue;
        if (!first) first = t;
        found++;
    }
    if (!first) return;
    struct str words = str_slice(side->s, first[0].start, first[2].end);
    check_report(w, CHECK_RESIDUE, found > 1 ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 (struct check_place){0, 0, first[0].start, first[2].end},
                 "\"%.*s\" is left in the language of the source", (int)words.n, words.p);
}

/* Words that only the source's language has, in closely related languages. */
static void check_left_function_words(struct check_work *w) {
    const struct check_side *side = &w->target;
    struct check_set source = check_set_make(w->arena, w->source.n);
    const struct check_token *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < w->source.n; i++)
        if (w->source.token[i].n_senses && !w->source.token[i].capital)
            check_set_add(&source, w->source.token[i].hash, (uint32_t)i);
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD || t->capital || !t->n_senses || t->folded.n < 2) continue;
        unsigned mask = languages_of(t, ROLE_FUNCTION);
        const uint32_t *from = check_set_find(&source, t->hash);
        if (!(mask >> w->source.language & 1) || mask >> side->language & 1 || !from ||
            !same_bytes(w, *from, i, 1))
            continue;
        if (!first) first = t;
        n++;
    }
    if (!first) return;
    struct str word = str_slice(side->s, first->start, first->end);
    check_report(w, CHECK_RESIDUE, n > 3 && n * 4 > side->n_words ? CHECK_CLEAR : CHECK_DOUBTFUL,
                 check_at_target(first), "\"%.*s\" is a word of the source's language", (int)word.n,
                 word.p);
}

static bool is_untranslated(const struct check_work *w) {
    size_t n = 0;
    if (w->source.n != w->target.n) return false;
    for (size_t i = 0; i < w->source.n; i++) {
        if (w->source.token[i].hash != w->target.token[i].hash) return false;
        n += is_plain_word(&w->source.token[i]);
    }
    return n > 3;
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
    if (is_untranslated(w)) {
        check_report(w, CHECK_RESIDUE, CHECK_CLEAR, (struct check_place){0},
                     "the translation is the source, word for word");
        return;
    }
    check_wrong(w);
    if (w->source.language == CHECK_OTHER || w->target.language == CHECK_OTHER) return;
    if (are_related(w->source.language, w->target.language))
        check_left_function_words(w);
    else
        check_left_words(w);
    check_left_phrase(w);
}
