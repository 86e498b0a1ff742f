#include "engine/apertium_bind.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/apertium_carrier.h"
#include "engine/apertium_name.h"
#include "engine/apertium_number.h"
#include "engine/apertium_word.h"
#include "engine/basque_case.h"

enum { MOST_CARRIERS = 8 };

struct binder {
    struct arena *arena;
    const struct apertium_bind_request *request;
    const struct apertium_text *text;
    struct apertium_units *units;
    struct apertium_swaps swaps;
    size_t capacity;
    bool basque;
    const char *carrier[MOST_CARRIERS]; /* those looked for in the text, and whether it has them */
    bool is_free[MOST_CARRIERS];
    size_t n_carriers;
};

static bool has(const struct apertium_unit *unit, struct str tag) {
    return str_search(unit->analyses, tag) < unit->analyses.n;
}

static void source_of(const struct binder *b, const struct apertium_unit *unit, uint32_t *ret_start,
                      uint32_t *ret_end) {
    apertium_text_origin(b->text, unit->start, unit->end, ret_start, ret_end);
}

static void stand_in(struct binder *b, size_t unit, struct apertium_swap swap) {
    source_of(b, &b->units->unit[unit], &swap.source_start, &swap.source_end);
    b->swaps.swap =
        arena_grow(b->arena, b->swaps.swap, b->swaps.n, &b->capacity, sizeof *b->swaps.swap);
    b->swaps.swap[b->swaps.n++] = swap;
    b->units->unit[unit].swap = (uint32_t)b->swaps.n;
}

static void name_stand_in(struct binder *b, size_t unit, struct str tags, struct str text,
                          enum engine_term kind, uint32_t binding) {
    const char *word = apertium_carrier_name(text);
    b->units->unit[unit].analyses = arena_printf(b->arena, "%s%.*s", word, (int)tags.n, tags.p);
    stand_in(
        b, unit,
        (struct apertium_swap){.singular = word, .text = text, .kind = kind, .binding = binding});
}

/* Outside Basque no case, but gender and number; French pairs have names without them. */
static struct str plain_name_tags(const struct binder *b, const struct engine_binding *binding,
                                  struct str ending) {
    const char *kind = binding->kind == ENGINE_PLACE ? "<loc>" : "<ant>";
    const char *gender = binding->gender == ENGINE_FEMININE ? "<f><sg>" : "<m><sg>";
    if (str_starts(b->request->to, STR("fr"))) gender = "";
    bool genitive = ending.n > 0;
    return arena_printf(b->arena, "<np>%s%s%s", kind, gender, genitive ? "+'s<gen>" : "");
}

/* The units of a binding, from *ret_first to *ret_last; false when they reach beyond it. */
static bool find_units(const struct binder *b, const struct engine_binding *binding,
                       size_t *ret_first, size_t *ret_last) {
    bool found = false;
    for (size_t i = 0; i < b->units->n_units; i++) {
        const struct apertium_unit *unit = &b->units->unit[i];
        uint32_t start, end;
        source_of(b, unit, &start, &end);
        if (end <= binding->start || start >= binding->end || unit->start == unit->end) continue;
        if (unit->keep || unit->swap || start < binding->start) return false;
        struct str beyond = str_slice(b->request->source, binding->end, end);
        bool genitive = str_eq(beyond, STR("'s")) || str_eq(beyond, STR("’s"));
        if (end > binding->end && (b->basque || !genitive)) return false;
        if (!found) *ret_first = i;
        *ret_last = i;
        found = true;
    }
    return found;
}

static bool is_known(const struct binder *b, size_t first, size_t last) {
    for (size_t i = first; i <= last; i++) {
        const struct apertium_unit *unit = &b->units->unit[i];
        if (b->basque ? !str_starts(unit->analyses, STR("*")) : has(unit, STR("<np>"))) return true;
    }
    return false;
}

/* What stands behind the base: its ending. */
static struct str ending_of(const struct binder *b, const struct engine_binding *binding,
                            size_t last) {
    uint32_t start, end;
    source_of(b, &b->units->unit[last], &start, &end);
    size_t from = binding->start + binding->base.n;
    return from < end ? str_slice(b->request->source, from, end) : STR("");
}

static bool bind_name(struct binder *b, const struct engine_binding *binding, uint32_t number,
                      size_t first, size_t last) {
    struct str ending = ending_of(b, binding, last), tags;
    if (b->basque)
        tags = basque_case_tags(b->arena, binding->base, ending, binding->kind);
    else
        tags = plain_name_tags(b, binding, ending);
    if (tags.n == 0 || !apertium_name_merge(b->arena, b->units, first, last)) return false;
    name_stand_in(b, first, tags, binding->target.n ? binding->target : binding->base,
                  binding->kind, number);
    return true;
}

/* A word of grammar that looks like the term: the tagger shall say which it is. */
static bool is_function_word(struct str tags) {
    static const char *const tag[] = {"<adv>", "<cnj", "<prn>", "<det>", "<rel>"};
    for (size_t i = 0; i < sizeof tag / sizeof *tag; i++)
        if (str_starts(tags, str_of(tag[i]))) return true;
    return false;
}

static void add_analysis(const struct binder *b, struct str *all, struct str one) {
    if (str_search(*all, one) < all->n) return;
    *all = arena_printf(b->arena, "%.*s%s%.*s", (int)all->n, all->p, all->n ? "/" : "", (int)one.n,
                        one.p);
}

/* The analyses as a noun, each with the carrier for its lemma. */
static struct str noun_analyses(const struct binder *b, const struct apertium_unit *unit,
                                const struct apertium_carrier *carrier, bool *ret_is_noun) {
    struct str rest = unit->analyses, all = STR("");
    while (rest.p) {
        struct str one = str_cut(&rest, '/');
        size_t tag = str_find(one, '<');
        struct str tags = str_from(one, tag);
        if (is_function_word(tags)) {
            add_analysis(b, &all, one);
            continue;
        }
        if (!str_starts(tags, STR("<n>"))) continue;
        if (str_starts(tags, STR("<n><acr>"))) continue;
        if (!b->basque) {
            bool plural = str_search(tags, STR("<pl>")) < tags.n;
            bool genitive = str_search(tags, STR("+'s<gen>")) < tags.n;
            tags = arena_printf(b->arena, "<n>%s%s%s", carrier->gender, plural ? "<pl>" : "<sg>",
                                genitive ? "+'s<gen>" : "");
        }
        struct str known = arena_printf(b->arena, "%s%.*s", carrier->lemma, (int)tags.n, tags.p);
        add_analysis(b, &all, known);
        *ret_is_noun = true;
    }
    return all;
}

/* Romance languages begin with the noun that the others belong to; Basque and English end with
   it. */
static size_t head_of(const struct binder *b, size_t first, size_t last) {
    if (b->basque || str_starts(b->request->from, STR("en"))) return last;
    for (size_t i = first; i <= last; i++)
        if (has(&b->units->unit[i], STR("<n>"))) return i;
    return first;
}

/* A text that has the carrier's own word in it could not tell the two apart. */
static bool is_absent(const struct binder *b, const char *lemma) {
    struct str beginning = utf8_cut(str_of(lemma), 5);
    for (size_t i = 0; i < b->units->n_units; i++) {
        const struct apertium_unit *unit = &b->units->unit[i];
        struct str word = str_slice(b->text->text, unit->start, unit->end);
        if (str_eq_nocase(str_slice(word, 0, beginning.n), beginning)) return false;
    }
    return true;
}

static bool is_free(struct binder *b, const char *lemma) {
    size_t i = 0;
    while (i < b->n_carriers && b->carrier[i] != lemma) i++;
    if (i == MOST_CARRIERS) return false;
    if (i == b->n_carriers) {
        b->carrier[b->n_carriers++] = lemma;
        b->is_free[i] = is_absent(b, lemma);
    }
    return b->is_free[i];
}

static bool bind_noun(struct binder *b, const struct engine_binding *binding, uint32_t number,
                      size_t first, size_t last) {
    struct apertium_carrier carrier;
    if (binding->target.n == 0 ||
        !apertium_carrier_find(b->request->from, b->request->to, binding->gender, binding->target,
                               &carrier) ||
        !is_free(b, carrier.lemma))
        return false;
    const struct apertium_unit *head = &b->units->unit[head_of(b, first, last)];
    bool is_noun = false;
    struct str analyses = noun_analyses(b, head, &carrier, &is_noun);
    if (!is_noun) analyses = STR("");
    if (analyses.n == 0 && b->basque && first == last && !str_starts(head->analyses, STR("*"))) {
        b->swaps.other[b->swaps.n_other++] = number;
        return false;
    }
    if (analyses.n == 0 && b->basque) {
        struct str tags =
            basque_case_tags(b->arena, binding->base, ending_of(b, binding, last), ENGINE_NOUN);
        if (tags.n == 0) return false;
        analyses = arena_printf(b->arena, "%s%.*s", carrier.lemma, (int)tags.n, tags.p);
    } else if (analyses.n == 0) {
        analyses = arena_printf(b->arena, "%s<n>%s%s", carrier.lemma, carrier.gender,
                                binding->is_plural ? "<pl>" : "<sg>");
    }
    if (!apertium_name_merge(b->arena, b->units, first, last)) return false;
    b->units->unit[first].analyses = analyses;
    stand_in(
        b, first,
        (struct apertium_swap){.singular = carrier.singular,
                               .plural = carrier.plural,
                               .text = binding->target,
                               .plural_text = binding->plural.n ? binding->plural : binding->target,
                               .kind = ENGINE_NOUN,
                               .binding = number});
    return true;
}

static void bind_all(struct binder *b) {
    b->swaps.other = arena_array(b->arena, b->request->n_bindings, sizeof *b->swaps.other);
    for (size_t i = 0; i < b->request->n_bindings; i++) {
        const struct engine_binding *binding = &b->request->binding[i];
        size_t first = 0, last = 0;
        if (!find_units(b, binding, &first, &last)) continue;
        if (binding->is_guess && is_known(b, first, last)) continue;
        if (binding->kind == ENGINE_NOUN)
            bind_noun(b, binding, (uint32_t)i + 1, first, last);
        else
            bind_name(b, binding, (uint32_t)i + 1, first, last);
    }
}

static void take_guess(struct binder *b, const struct apertium_name_guess *guess) {
    struct str text = str_slice(b->text->text, b->units->unit[guess->first].start,
                                b->units->unit[guess->last].start + guess->base_n);
    if (!apertium_name_merge(b->arena, b->units, guess->first, guess->last_of_ending)) return;
    bool place = str_starts(guess->tags, STR("<np><loc>"));
    struct engine_binding person = {.kind = ENGINE_PERSON};
    struct str tags = b->basque ? guess->tags : plain_name_tags(b, &person, STR(""));
    name_stand_in(b, guess->first, tags, text, place ? ENGINE_PLACE : ENGINE_PERSON, 0);
}

/* A person's first name takes no ending, so it goes with the last one. */
static void take_name(struct binder *b, const struct apertium_word_sentence *s, size_t at,
                      const struct apertium_word *w) {
    const struct lexicon_word *word = w->word;
    bool place = word->kind == LEXICON_PLACE;
    struct engine_binding kind = {.kind = place ? ENGINE_PLACE : ENGINE_ORGANISATION};
    struct str tags = b->basque ? w->tags : plain_name_tags(b, &kind, STR(""));
    struct apertium_name_sentence names = {b->arena, s->text, b->units, false, false};
    size_t first = b->basque && !place && w->ending.n ? apertium_name_first(&names, at) : at;
    struct str before = str_slice(s->text, b->units->unit[first].start, b->units->unit[at].start);
    struct str text = word->text[s->to];
    if (!apertium_name_merge(b->arena, b->units, first, w->last)) return;
    if (before.n > 0)
        text = arena_printf(b->arena, "%.*s%.*s", (int)before.n, before.p, (int)text.n, text.p);
    name_stand_in(b, first, tags, text, kind.kind, 0);
    b->swaps.swap[b->swaps.n - 1].is_quiet = !str_eq(word->text[s->from], word->text[s->to]);
}

static void take_noun(struct binder *b, const struct apertium_word_sentence *s, size_t first,
                      const struct apertium_word *w) {
    struct apertium_carrier carrier;
    struct str tags = w->tags, text = w->word->text[s->to];
    enum engine_gender gender = w->word->feminine ? ENGINE_FEMININE : ENGINE_MASCULINE;
    if (!apertium_carrier_find(b->request->from, b->request->to, gender, text, &carrier) ||
        !is_free(b, carrier.lemma) || !apertium_name_merge(b->arena, b->units, first, w->last))
        return;
    if (!b->basque)
        tags = arena_printf(b->arena, "<n>%s%s", carrier.gender, w->is_plural ? "<pl>" : "<sg>");
    b->units->unit[first].analyses =
        arena_printf(b->arena, "%s%.*s", carrier.lemma, (int)tags.n, tags.p);
    if (str_eq(tags, STR("<n>+a<det><art><pl>")))
        add_analysis(b, &b->units->unit[first].analyses,
                     arena_printf(b->arena, "%s<n>+a<det><art><sg>+k<post>", carrier.lemma));
    stand_in(b, first,
             (struct apertium_swap){.singular = carrier.singular,
                                    .plural = carrier.plural,
                                    .text = text,
                                    .plural_text = w->word->plural[s->to],
                                    .kind = ENGINE_NOUN,
                                    .is_quiet = true});
}

/* The other forms of a Spanish adjective, from the masculine one. */
static struct str with_end(const struct binder *b, struct str text, bool feminine, bool plural) {
    bool o = str_ends(text, STR("o")), vowel = o || str_ends(text, STR("e"));
    return arena_printf(b->arena, "%.*s%s%s", (int)(text.n - (o && feminine)), text.p,
                        o && feminine ? "a" : "",
                        !plural                             ? ""
                        : vowel || str_ends(text, STR("a")) ? "s"
                                                            : "es");
}

static void take_adjective(struct binder *b, const struct apertium_word_sentence *s, size_t first,
                           const struct apertium_word *w) {
    struct apertium_adjective carrier;
    struct str text = w->word->text[s->to];
    if (!apertium_carrier_adjective(b->request->from, b->request->to, &carrier) ||
        !is_free(b, carrier.lemma))
        return;
    b->units->unit[first].analyses =
        arena_printf(b->arena, "%s%.*s", carrier.lemma, (int)w->tags.n, w->tags.p);
    stand_in(b, first,
             (struct apertium_swap){.singular = carrier.masculine,
                                    .plural = carrier.masculine_plural,
                                    .feminine = carrier.feminine,
                                    .feminine_plural = carrier.feminine_plural,
                                    .text = text,
                                    .plural_text = with_end(b, text, false, true),
                                    .feminine_text = with_end(b, text, true, false),
                                    .feminine_plural_text = with_end(b, text, true, true),
                                    .kind = ENGINE_NOUN,
                                    .is_quiet = true});
}

/* A word of the lexicon in place of one that the analyser does not know. */
static void take_word(struct binder *b, const struct apertium_word_sentence *s, size_t first,
                      const struct apertium_word *w) {
    switch (w->word->kind) {
    case LEXICON_FORM: b->units->unit[first].analyses = w->word->analysis; break;
    case LEXICON_NOUN: take_noun(b, s, first, w); break;
    case LEXICON_ADJECTIVE: take_adjective(b, s, first, w); break;
    case LEXICON_PLACE:
    case LEXICON_NAME: take_name(b, s, first, w); break;
    }
}

static void take_words(struct binder *b) {
    struct apertium_word_sentence s = {.arena = b->arena,
                                       .text = b->text->text,
                                       .units = b->units,
                                       .lexicon = b->request->lexicon,
                                       .from = lexicon_language_of(b->request->from),
                                       .to = lexicon_language_of(b->request->to)};
    if (!s.lexicon || s.from == LEXICON_LANGUAGES || s.to == LEXICON_LANGUAGES) return;
    if (s.from == LEXICON_ENGLISH || s.to == LEXICON_BASQUE) return;
    struct apertium_word word;
    for (size_t i = 0; i < b->units->n_units; i++)
        if (apertium_word_find(&s, i, &word)) take_word(b, &s, i, &word);
}

void apertium_bind(struct arena *a, const struct apertium_bind_request *request,
                   const struct apertium_text *text, struct apertium_units *units,
                   struct apertium_swaps *ret_swaps) {
    struct binder b = {.arena = a,
                       .request = request,
                       .text = text,
                       .units = units,
                       .basque = str_starts(request->from, STR("eu"))};
    bind_all(&b);
    struct apertium_name_sentence sentence = {.arena = a, .text = text->text, .units = units};
    if (b.basque) {
        apertium_number_join(a, text->text, units);
        apertium_name_join_endings(&sentence);
    }
    take_words(&b);
    struct apertium_name_guess guess;
    bool romance = !b.basque && !str_starts(request->from, STR("en"));
    if (b.basque) apertium_name_read_verbs(&sentence);
    if (b.basque || romance)
        for (size_t i = 0; i < units->n_units; i++)
            if (b.basque ? apertium_name_guess(&sentence, i, &guess)
                         : apertium_name_is_surname(&sentence, i, &guess))
                take_guess(&b, &guess);
    apertium_name_compact(units);
    *ret_swaps = b.swaps;
}
