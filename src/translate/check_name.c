/* Proper names: kept, in a form that is known, or spelled as the target language spells them. A
   name is a word with a capital that no sentence gives it. */
#include <string.h>

#include "base/hash.h"
#include "translate/check_fold.h"
#include "translate/check_part.h"
#include "translate/check_set.h"

enum { MAX_STEMS = 12, MAX_PLACE = 512, MAX_SOUND = 64 };

/* What the target has. */
struct presence {
    struct check_set word;  /* folded forms of all words, and stems of Basque ones */
    struct check_set sound; /* of those with a capital */
    uint64_t place[MAX_PLACE / 64];
};

/* Case endings that a Basque name carries, without accents. */
static bool is_basque_ending(struct str s) {
    static const char *const ending[] = {
        "a",       "ak",     "ek",       "k",        "i",       "ri",        "ari",
        "ei",      "en",     "n",        "ren",      "aren",    "rekin",     "ekin",
        "arekin",  "z",      "ez",       "az",       "ko",      "eko",       "go",
        "tik",     "etik",   "dik",      "ra",       "era",     "ean",       "an",
        "tan",     "etan",   "raino",    "eraino",   "rantz",   "erantz",    "gan",
        "rengan",  "engan",  "gana",     "rengana",  "gandik",  "rengandik", "engandik",
        "rentzat", "entzat", "arentzat", "rengatik", "engatik", "arengatik", "tar",
        "tarra",   "tarrak", "tarren",   "tarrek",   "koa",     "koak",      "koek",
        "koen",    "ekoa",   "ekoak",    "etako",    "etara",   "etatik",    "etxe",
        "rena",    "renak",  "ena",      "enak",     "ik",      "rik",       "oa",
        "oak",     "tzat",   "tako",     "tatik",    "tara",    "rako",      "erako",
        "tiko",    "eraino", "ren",      "renean",   "enean",   "tzako",     "ta",
        "da",      "r"};
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (str_eq(s, str_of(ending[i]))) return true;
    return false;
}

/* The word itself first, then without each ending it may have. */
static size_t stems_of(struct str folded, enum check_language language, struct str *ret_stem) {
    size_t n = 0;
    ret_stem[n++] = folded;
    if (language != CHECK_EU) return n;
    for (size_t end = folded.n - 1; end >= 2 && end < folded.n && folded.n - end <= 9; end--)
        if (n < MAX_STEMS && is_basque_ending(str_from(folded, end)))
            ret_stem[n++] = str_slice(folded, 0, end);
    return n;
}

static uint64_t sound_of(struct str folded) {
    char bytes[MAX_SOUND];
    size_t n = check_fold_sound(str_slice(folded, 0, MAX_SOUND), bytes);
    return hash_quick((struct str){bytes, n});
}

static void add_place(struct presence *p, const struct check_token *t) {
    for (size_t i = 0; i < t->n_senses; i++)
        if (t->sense[i]->role == ROLE_PLACE && t->sense[i]->value < MAX_PLACE)
            p->place[t->sense[i]->value / 64] |= 1ULL << (t->sense[i]->value % 64);
}

static bool has_place(const struct presence *p, const struct check_token *t) {
    for (size_t i = 0; i < t->n_senses; i++)
        if (t->sense[i]->role == ROLE_PLACE && t->sense[i]->value < MAX_PLACE &&
            p->place[t->sense[i]->value / 64] >> (t->sense[i]->value % 64) & 1)
            return true;
    return false;
}

static struct presence presence_of(struct arena *a, const struct check_side *side) {
    size_t each = side->language == CHECK_EU ? MAX_STEMS : 1;
    struct presence p = {
        check_set_make(a, side->n_words * each), check_set_make(a, side->n_words * each), {0}};
    struct str stem[MAX_STEMS];
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD || t->folded.n == 0) continue;
        add_place(&p, t);
        check_set_add(&p.word, t->hash, (uint32_t)i);
        if (!t->capital) continue;
        size_t n = stems_of(t->folded, side->language, stem);
        for (size_t k = 0; k < n; k++) {
            check_set_add(&p.word, hash_quick(stem[k]), (uint32_t)i);
            check_set_add(&p.sound, sound_of(stem[k]), (uint32_t)i);
        }
    }
    return p;
}

/* Where the target has this name; NULL when it has not. */
static const uint32_t *find_name(const struct presence *p, const struct check_side *side,
                                 const struct check_token *t) {
    struct str stem[MAX_STEMS];
    size_t n = stems_of(t->folded, side->language, stem);
    const uint32_t *at = NULL;
    for (size_t i = 0; i < n && !at; i++) at = check_set_find(&p->word, hash_quick(stem[i]));
    for (size_t i = 0; i < n && !at; i++) at = check_set_find(&p->sound, sound_of(stem[i]));
    return at;
}

static bool has_role(const struct check_token *t, enum check_role role, unsigned languages) {
    for (size_t i = 0; i < t->n_senses; i++)
        if (t->sense[i]->role == role && t->sense[i]->languages & languages) return true;
    return false;
}

static bool is_roman(const struct check_side *side, size_t i) {
    struct str s = check_token_text(side, i);
    for (size_t k = 0; k < s.n; k++)
        if (!strchr("IVXLCDM", s.p[k])) return false;
    return true;
}

/* Words that have a capital for another reason than being a name. */
static bool is_ordinary(const struct check_side *side, size_t i) {
    const struct check_token *t = &side->token[i];
    unsigned own = 1U << side->language;
    return has_role(t, ROLE_COMMON, 0xFF) || has_role(t, ROLE_FUNCTION, own) ||
           has_role(t, ROLE_MONTH, own) || has_role(t, ROLE_DAY, own) ||
           has_role(t, ROLE_NUMBER, own) || is_roman(side, i);
}

/* Letters that only names have in Romance languages: "Etxeberria", "Kutxabank". */
static bool is_spelled_as_name(const struct check_side *side, const struct check_token *t) {
    if (side->language == CHECK_EU || side->language == CHECK_EN || side->language == CHECK_OTHER)
        return false;
    for (size_t i = 0; i < t->folded.n; i++) {
        char c = t->folded.p[i];
        if (c == 'k' || c == 'w') return true;
        if (c == 't' && i + 1 < t->folded.n && strchr("xz", t->folded.p[i + 1]) &&
            side->language != CHECK_CA)
            return true;
    }
    return false;
}

/* At the start of a sentence only what cannot be another word is one. */
static bool is_name(const struct check_side *side, size_t i) {
    const struct check_token *t = &side->token[i];
    return t->kind == TOKEN_WORD && t->capital && t->folded.n > 1 && t->end - t->start > 1 &&
           (!t->starting || t->upper || is_spelled_as_name(side, t) ||
            (t->folded.n > 3 && has_role(t, ROLE_PLACE, 0xFF))) &&
           !is_ordinary(side, i);
}

static bool is_bound(const struct check_pair *pair, const struct check_token *t) {
    for (size_t i = 0; i < pair->n_terms; i++)
        if (t->start < pair->term[i].source_end && t->end > pair->term[i].source_start) return true;
    return false;
}

static void tell(struct check_work *w, const struct check_token *t, enum check_weight weight) {
    struct str name = str_slice(w->source.s, t->start, t->end);
    check_report(w, CHECK_NAME, weight, check_at_source(t),
                 "the name %.*s of the source is not in the translation", (int)name.n, name.p);
}

static bool is_and(const struct check_side *side, size_t i) {
    static const char *const and[] = {"eta", "y", "e", "and", "et", "i"};
    for (size_t k = 0; k < sizeof and / sizeof *and; k++)
        if (check_token_is(side, i, and[k])) return true;
    return false;
}

/* "Ane" and "Ana": one letter is another. */
static bool is_misspelled(struct str a, struct str b) {
    size_t n = 0;
    for (size_t i = 0; a.n == b.n && i < a.n; i++) n += a.p[i] != b.p[i];
    return n == 1;
}

/* The first word of a sentence is a name when "and" and a name follow, or when the next one is a
   name and the translation has another word with a capital before that: "Ane Etxeberria" became
   "Ana Etxeberria". */
static void check_first(struct check_work *w, const struct presence *p, size_t i) {
    const struct check_side *s = &w->source, *t = &w->target;
    if (is_and(s, i + 1) && i + 2 < s->n && is_name(s, i + 2) && !is_ordinary(s, i)) {
        if (!find_name(p, s, &s->token[i]) && !has_place(p, &s->token[i]))
            tell(w, &s->token[i], CHECK_DOUBTFUL);
        return;
    }
    if (i + 1 >= s->n || !is_name(s, i + 1) || !s->token[i + 1].spaced || is_ordinary(s, i) ||
        s->token[i].end - s->token[i].start < 2)
        return;
    const uint32_t *next = find_name(p, s, &s->token[i + 1]);
    if (!next || *next == 0 || has_place(p, &s->token[i])) return;
    const struct check_token *before = &t->token[*next - 1];
    if (before->kind != TOKEN_WORD || !before->capital || is_ordinary(t, *next - 1)) return;
    bool clear = (s->language == CHECK_EU) != (t->language == CHECK_EU) &&
                 is_misspelled(s->token[i].folded, before->folded);
    if (!find_name(p, s, &s->token[i])) tell(w, &s->token[i], clear ? CHECK_CLEAR : CHECK_DOUBTFUL);
}

/* Where the target has the name that stands beside in the source; NULL when that is none. */
static const uint32_t *find_neighbour(const struct check_side *side, const struct presence *p,
                                      size_t i) {
    const struct check_token *t = &side->token[i];
    bool name = t->kind == TOKEN_WORD && t->capital && t->folded.n > 2 && !is_ordinary(side, i);
    return name ? find_name(p, side, t) : NULL;
}

/* A word of the target with a capital that nothing in the source explains, up to two words from
   `at`: what a lost name has become. */
static bool has_stranger(const struct check_work *w, struct presence *source, size_t at) {
    const struct check_side *side = &w->target;
    if (!source->word.capacity) *source = presence_of(w->arena, &w->source);
    for (size_t i = at > 2 ? at - 2 : 0; i < side->n && i <= at + 2; i++) {
        const struct check_token *t = &side->token[i];
        bool word = t->kind == TOKEN_WORD && t->capital && !t->starting && t->folded.n > 1;
        if (word && i != at && !is_ordinary(side, i) && !find_name(source, side, t) &&
            !has_place(source, t))
            return true;
    }
    return false;
}

/* A translated name ("Mar Caspio") looks as one that was lost. It was lost for sure when it is
   spelled as no word of the language is, when the half before it is there (outside of English what
   is translated stands first: "Isla Navidad"), or when the half behind it is, beside a word that is
   not in the source. `source` is filled in when it is needed. */
static bool is_clear(const struct check_work *w, const struct presence *p, struct presence *source,
                     size_t i) {
    const struct check_side *side = &w->source;
    const struct check_token *t = &side->token[i];
    if (t->upper || has_role(t, ROLE_PLACE, 0xFF)) return false;
    if (is_spelled_as_name(side, t)) return true;
    const uint32_t *before = i > 0 && t->spaced ? find_neighbour(side, p, i - 1) : NULL;
    const uint32_t *after = i + 1 < side->n && t[1].spaced ? find_neighbour(side, p, i + 1) : NULL;
    return (before && (side->language != CHECK_EN || has_stranger(w, source, *before))) ||
           (after && has_stranger(w, source, *after));
}

static void check_terms(struct check_work *w, const struct presence *p) {
    for (size_t i = 0; i < w->pair->n_terms; i++) {
        const struct check_term *term = &w->pair->term[i];
        struct text text = {.s = term->target};
        struct check_side side;
        bool there = true;
        check_token_read(w->arena, check_rules_words(w->rules), &text, w->pair->target_language,
                         &side);
        for (size_t k = 0; k < side.n && there; k++) {
            const struct check_token *t = &side.token[k];
            if (t->kind != TOKEN_WORD || check_set_find(&p->word, t->hash)) continue;
            there = false;
            for (size_t m = 0; m < w->target.n && !there; m++)
                there = t->folded.n > 2 && str_starts(w->target.token[m].folded, t->folded);
        }
        if (!there)
            check_report(w, CHECK_NAME, CHECK_CLEAR,
                         (struct check_place){term->source_start, term->source_end, 0, 0},
                         "the glossary's \"%.*s\" is not in the translation", (int)term->target.n,
                         term->target.p);
    }
}

void check_name(struct check_work *w) {
    const struct check_side *side = &w->source;
    struct presence p = presence_of(w->arena, &w->target), other = {0};
    check_terms(w, &p);
    if (side->shouting) return;
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD || !t->capital || is_bound(w->pair, t)) continue;
        if (!is_name(side, i)) {
            if (t->starting) check_first(w, &p, i);
            continue;
        }
        if (find_name(&p, side, t) || has_place(&p, t)) continue;
        tell(w, t, is_clear(w, &p, &other, i) ? CHECK_CLEAR : CHECK_DOUBTFUL);
    }
}
