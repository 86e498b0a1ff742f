#include "engine/apertium_word.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/basque_case.h"

enum { MOST_PARTS = 3, LONGEST_ENDING = 12 /* bytes */, LONGEST_WORD = 60 };

static struct str text_of(const struct apertium_word_sentence *s, size_t first, size_t last) {
    return str_slice(s->text, s->units->unit[first].start, s->units->unit[last].end);
}

static bool is_free(const struct apertium_unit *unit) {
    return !unit->keep && !unit->swap && unit->surface.n > 0 && unit->start < unit->end;
}

static bool is_unknown(const struct apertium_unit *unit) {
    return str_starts(unit->analyses, STR("*"));
}

static bool has(const struct apertium_unit *unit, struct str tag) {
    return str_search(unit->analyses, tag) < unit->analyses.n;
}

static bool is_capitalised(struct str s) {
    size_t at = 0;
    return s.n > 0 && u_isupper((UChar32)utf8_next(s, &at));
}

/* All that the analyser can say is that it is capitals, or a name. */
static bool is_only(const struct apertium_unit *unit, struct str tag) {
    struct str rest = unit->analyses;
    while (rest.p) {
        struct str one = str_cut(&rest, '/');
        if (str_search(one, tag) == one.n) return false;
    }
    return true;
}

/* In small letters when only the first one is a capital: so a noun may begin a sentence. */
static struct str in_small(const struct apertium_word_sentence *s, struct str text) {
    size_t first = 0;
    if (!is_capitalised(text)) return text;
    uint32_t rune = (uint32_t)u_tolower((UChar32)utf8_next(text, &first));
    char bytes[4];
    size_t n = utf8_encode(rune, bytes);
    return arena_printf(s->arena, "%.*s%.*s", (int)n, bytes, (int)(text.n - first), text.p + first);
}

static bool is_name(const struct lexicon_word *w) {
    return w->kind == LEXICON_PLACE || w->kind == LEXICON_NAME;
}

static struct str tags_of(const struct apertium_word_sentence *s, const struct lexicon_word *w,
                          struct str base, struct str ending) {
    if (!is_name(w)) {
        struct str tags = basque_case_tags(s->arena, base, ending, ENGINE_NOUN);
        if (w->kind == LEXICON_NOUN || tags.n == 0) return tags;
        return arena_printf(s->arena, "<adj><izo>%.*s", (int)(tags.n - 3), tags.p + 3);
    }
    bool place = w->kind == LEXICON_PLACE || basque_case_is_place(base, ending);
    return basque_case_tags(s->arena, base, ending, place ? ENGINE_PLACE : ENGINE_PERSON);
}

/* The longest base of a Basque form that is in the lexicon and may have the rest for its ending. */
static bool split(const struct apertium_word_sentence *s, struct str form, bool names,
                  struct apertium_word *word) {
    for (size_t end = form.n; end > 1 && form.n - end <= LONGEST_ENDING;) {
        struct str base = str_slice(form, 0, end), ending = str_from(form, end);
        const struct lexicon_word *w = lexicon_find(s->lexicon, s->from, base);
        bool fits = w && is_name(w) == names && (w->kind != LEXICON_FORM || ending.n == 0);
        struct str tags = fits && w->kind != LEXICON_FORM ? tags_of(s, w, base, ending) : STR("");
        if (fits && (tags.n > 0 || w->kind == LEXICON_FORM)) {
            word->word = w;
            word->base_n = end;
            word->ending = ending;
            word->tags = tags;
            return true;
        }
        utf8_previous(form, &end);
    }
    return false;
}

/* Without its ending the word needs no help when it is the same in both languages. */
static bool is_needed(const struct apertium_word_sentence *s, const struct apertium_word *w) {
    if (w->word->kind == LEXICON_FORM || w->ending.n > 0) return true;
    return !str_eq(w->word->text[s->from], w->word->text[s->to]) || !is_name(w->word);
}

/* Known, but not as what it is: "ezingo" has no translation, "haurdun" is taken for a verb. */
static bool find_instead(const struct apertium_word_sentence *s, struct str form,
                         const struct apertium_unit *unit, struct apertium_word *word) {
    form = in_small(s, form);
    const struct lexicon_word *w = lexicon_find(s->lexicon, s->from, form);
    if (!w || is_name(w) || w->kind == LEXICON_NOUN) return false;
    if (w->kind == LEXICON_ADJECTIVE && !is_only(unit, STR("<vblex><inf>"))) return false;
    *word = (struct apertium_word){
        .word = w, .last = word->last, .base_n = form.n, .tags = tags_of(s, w, form, STR(""))};
    return true;
}

static bool find_basque(const struct apertium_word_sentence *s, size_t first, size_t last,
                        struct apertium_word *word) {
    struct str form = text_of(s, first, last);
    const struct apertium_unit *unit = &s->units->unit[first];
    if (form.n > LONGEST_WORD) return false;
    bool capitals = first == last && !is_unknown(unit) && is_only(unit, STR("<acr>"));
    if (first == last && !is_unknown(unit) && !capitals) return find_instead(s, form, unit, word);
    if (is_capitalised(form) && split(s, form, true, word))
        return is_needed(s, word) &&
               (!capitals || !str_eq(word->word->text[s->from], word->word->text[s->to]));
    return first == last && !capitals && split(s, in_small(s, form), false, word);
}

static bool find_romance(const struct apertium_word_sentence *s, size_t first, size_t last,
                         struct apertium_word *word) {
    struct str form = text_of(s, first, last);
    const struct apertium_unit *unit = &s->units->unit[first];
    bool unknown = first == last && is_unknown(unit);
    if (form.n > LONGEST_WORD) return false;
    bool name = is_only(unit, STR("<np>")) ||
                (first > 0 && is_capitalised(form) && has(unit, STR("<np><loc>")));
    if (first == last && !unknown && !name) return false;
    const struct lexicon_word *w = lexicon_find(s->lexicon, s->from, form);
    if (!w && unknown) w = lexicon_find(s->lexicon, s->from, in_small(s, form));
    if (!w || w->kind == LEXICON_ADJECTIVE) return false;
    if (is_name(w) ? str_eq(w->text[s->from], w->text[s->to]) : !unknown) return false;
    word->word = w;
    word->base_n = form.n;
    word->is_plural = !is_name(w) && str_eq_nocase(form, w->plural[s->from]);
    return true;
}

/* How many units from i on may be one name: those apart by a space only. */
static size_t longest(const struct apertium_word_sentence *s, size_t i) {
    if (!lexicon_begins(s->lexicon, s->from, text_of(s, i, i))) return 1;
    size_t n = 1;
    while (n < MOST_PARTS && i + n < s->units->n_units && is_free(&s->units->unit[i + n]) &&
           str_eq(s->units->unit[i + n].before, STR(" ")))
        n++;
    return n;
}

bool apertium_word_find(const struct apertium_word_sentence *s, size_t i,
                        struct apertium_word *ret_word) {
    if (!is_free(&s->units->unit[i])) return false;
    for (size_t n = longest(s, i); n > 0; n--) {
        struct apertium_word word = {.last = i + n - 1};
        if (s->from == LEXICON_BASQUE ? !find_basque(s, i, word.last, &word)
                                      : !find_romance(s, i, word.last, &word))
            continue;
        *ret_word = word;
        return true;
    }
    return false;
}
