#include "engine/apertium_name.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/basque_case.h"

enum { LONGEST_CLAUSE = 60 /* units looked at on each side of a name */ };

static struct str text_of(const struct apertium_name_sentence *s, size_t i) {
    const struct apertium_unit *unit = &s->units->unit[i];
    return str_slice(s->text, unit->start, unit->end);
}

static bool has(const struct apertium_unit *unit, struct str tag) {
    return str_search(unit->analyses, tag) < unit->analyses.n;
}

static bool is_unknown(const struct apertium_unit *unit) {
    return str_starts(unit->analyses, STR("*"));
}

static bool is_free(const struct apertium_unit *unit) {
    return !unit->keep && !unit->swap && unit->surface.n > 0 && unit->start < unit->end;
}

static bool is_capitalised(struct str s) {
    size_t at = 0;
    return s.n > 0 && u_isupper((UChar32)utf8_next(s, &at));
}

static bool is_small(struct str s) {
    size_t at = 0;
    return s.n > 0 && u_islower((UChar32)utf8_next(s, &at));
}

bool apertium_name_merge(struct arena *a, struct apertium_units *units, size_t first, size_t last) {
    struct apertium_unit *unit = units->unit;
    if (first == last) return true;
    size_t n = unit[first].surface.n;
    for (size_t i = first + 1; i <= last; i++) {
        if (str_find(unit[i].before, '[') < unit[i].before.n || unit[i].keep) return false;
        n += unit[i].before.n + unit[i].surface.n;
    }
    char *p = arena_alloc(a, n + 1);
    size_t at = 0;
    for (size_t i = first; i <= last; i++) {
        struct str parts[] = {i > first ? unit[i].before : STR(""), unit[i].surface};
        for (size_t j = 0; j < 2; j++) {
            if (parts[j].n) memcpy(p + at, parts[j].p, parts[j].n);
            at += parts[j].n;
        }
        if (i > first && unit[i].end > unit[first].end) unit[first].end = unit[i].end;
        if (i > first) unit[i].surface = unit[i].before = (struct str){0};
    }
    unit[first].surface = (struct str){p, n};
    return true;
}

void apertium_name_compact(struct apertium_units *units) {
    size_t n = 0;
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].surface.n > 0) units->unit[n++] = units->unit[i];
    units->n_units = n;
}

/* Without the class of the name: what an ending adds. */
static struct str ending_tags(struct arena *a, struct str base, struct str ending, bool place) {
    struct str tags = basque_case_tags(a, base, ending, place ? ENGINE_PLACE : ENGINE_PERSON);
    return str_from(tags, tags.n ? sizeof "<np><ant>" - 1 : 0);
}

/* The unit that is an ending behind unit i and a hyphen, which some analysers make a unit of its
   own; 0 when there is none. */
static size_t joined_ending(const struct apertium_name_sentence *s, size_t i) {
    size_t at = i + 1;
    struct str joint = STR("-");
    if (at < s->units->n_units && s->units->unit[at].before.n == 0 &&
        str_eq(text_of(s, at), joint)) {
        at++;
        joint = STR("");
    }
    if (at >= s->units->n_units || !is_free(&s->units->unit[at])) return 0;
    bool joined = str_eq(s->units->unit[at].before, joint) && is_small(text_of(s, at));
    return joined ? at : 0;
}

void apertium_name_join_endings(struct apertium_name_sentence *s) {
    for (size_t i = 0; i + 1 < s->units->n_units; i++) {
        struct apertium_unit *unit = &s->units->unit[i];
        bool name = has(unit, STR("<acr>")) || has(unit, STR("<np>"));
        size_t ending = joined_ending(s, i);
        if (!is_free(unit) || !name || has(unit, STR("+")) || ending == 0) continue;
        struct str tags =
            ending_tags(s->arena, text_of(s, i), text_of(s, ending), has(unit, STR("<np><loc>")));
        if (tags.n == 0) continue;
        struct str rest = unit->analyses, all = STR("");
        while (rest.p) {
            struct str one = str_cut(&rest, '/');
            all = arena_printf(s->arena, "%.*s%s%.*s%.*s", (int)all.n, all.p, all.n ? "/" : "",
                               (int)one.n, one.p, (int)tags.n, tags.p);
        }
        if (apertium_name_merge(s->arena, s->units, i, ending)) unit->analyses = all;
    }
}

/* Whether all that the analyser can say of a unit is that it is a name. */
static bool is_only_name(const struct apertium_unit *unit) {
    struct str rest = unit->analyses;
    while (rest.p) {
        struct str one = str_cut(&rest, '/');
        if (str_search(one, STR("<np>")) == one.n) return false;
    }
    return !has(unit, STR("<np><loc>")) && !has(unit, STR("<np><top>"));
}

static bool any_has(const struct apertium_name_sentence *s, struct str tag) {
    for (size_t i = 0; i < s->units->n_units; i++)
        if (has(&s->units->unit[i], tag)) return true;
    return false;
}

/* Whether somebody goes or is sent somewhere. */
static bool any_goes(const struct apertium_name_sentence *s) {
    static const char *const verb[] = {"joan<",      "etorri<",  "iritsi<",     "heldu<",
                                       "abiatu<",    "itzuli<",  "bidaiatu<",   "bidali<",
                                       "eraman<",    "iritxi<",  "hurbildu<",   "sartu<",
                                       "joan izan<", "bidaia<n", "joan-etorri<"};
    for (size_t i = 0; i < sizeof verb / sizeof *verb; i++)
        if (any_has(s, str_of(verb[i]))) return true;
    return false;
}

void apertium_name_read_verbs(struct apertium_name_sentence *s) {
    bool receiver = any_has(s, STR("<NI_HU>")) || any_has(s, STR("<NI_HK>"));
    s->somebody_goes = any_goes(s);
    s->wants_receiver = receiver && !any_has(s, STR("+i<post>"));
}

static bool is_finite(const struct apertium_unit *unit) {
    return has(unit, STR("<NR_"));
}

/* What ends a clause, as far as signs do. */
static bool is_border(const struct apertium_name_sentence *s, size_t i) {
    const struct apertium_unit *unit = &s->units->unit[i];
    if (has(unit, STR("<cm>")) || has(unit, STR("<sent>"))) return true;
    for (size_t at = 0; at < unit->before.n; at++)
        if (strchr("\"«»“”:;()", unit->before.p[at])) return true;
    return false;
}

struct clause {
    size_t start, end, verb; /* units, the end is not in it; verb == end: none */
};

/* From `from` back to the verb before or a border, and on: what stands between this verb and the
   next belongs to that one. */
static struct clause clause_of(const struct apertium_name_sentence *s, size_t from, size_t verb) {
    struct clause c = {.start = from, .end = from + 1, .verb = verb};
    if (verb < from) c.start = verb;
    while (c.start > 0 && from - c.start < LONGEST_CLAUSE && !is_border(s, c.start) &&
           !is_finite(&s->units->unit[c.start - 1]))
        c.start--;
    if (verb > from) c.end = verb + 1;
    size_t end = c.end;
    while (end < s->units->n_units && end - from < LONGEST_CLAUSE && !is_border(s, end) &&
           !is_finite(&s->units->unit[end]))
        end++;
    bool is_next = end < s->units->n_units && is_finite(&s->units->unit[end]);
    if (!is_next || verb < from) c.end = end;
    return c;
}

/* How many words can only be an agent, and how many may be one or several objects ("-ak"). */
static void count_agents(const struct apertium_name_sentence *s, struct clause c, size_t *ret_sure,
                         size_t *ret_unsure) {
    *ret_sure = *ret_unsure = 0;
    for (size_t i = c.start; i < c.end; i++) {
        struct str rest = s->units->unit[i].analyses;
        bool all = true, any = false;
        while (rest.p) {
            struct str one = str_cut(&rest, '/');
            bool agent = str_ends(one, STR("+k<post>"));
            any |= agent;
            all &= agent;
        }
        *ret_sure += any && all;
        *ret_unsure += any && !all;
    }
}

/* A word in "-ak" is the object of a verb with several objects, else its agent. */
static bool misses_agent(const struct apertium_name_sentence *s, struct clause c) {
    const struct apertium_unit *verb = &s->units->unit[c.verb];
    if (!has(verb, STR("<NK_HU>")) && !has(verb, STR("<NK_HK>"))) return false;
    size_t sure, unsure;
    count_agents(s, c, &sure, &unsure);
    return sure == 0 && unsure <= (has(verb, STR("<NR_HK>")) ? 1 : 0);
}

/* The verb behind a word has the say, else the one before it. */
static bool wants_agent(const struct apertium_name_sentence *s, size_t i) {
    size_t verb = i + 1;
    size_t most = i + LONGEST_CLAUSE < s->units->n_units ? i + LONGEST_CLAUSE : s->units->n_units;
    while (verb < most && !is_border(s, verb) && !is_finite(&s->units->unit[verb])) verb++;
    if (verb < most && is_finite(&s->units->unit[verb]) && !is_border(s, verb))
        return misses_agent(s, clause_of(s, i, verb));
    for (verb = i; verb > 0 && i - verb < LONGEST_CLAUSE && !is_border(s, verb); verb--)
        if (is_finite(&s->units->unit[verb - 1])) return misses_agent(s, clause_of(s, i, verb - 1));
    return false;
}

static bool is_and(const struct apertium_name_sentence *s, size_t i) {
    return has(&s->units->unit[i], STR("<cnjcoo>"));
}

/* Joined by "and" or "or" to a word with this ending. */
static bool is_beside(const struct apertium_name_sentence *s, size_t i, struct str ending) {
    size_t n = s->units->n_units;
    const struct apertium_unit *unit = s->units->unit;
    return (i >= 2 && is_and(s, i - 1) && has(&unit[i - 2], ending)) ||
           (i + 2 < n && is_and(s, i + 1) && has(&unit[i + 2], ending));
}

static struct basque_case_context context_of(const struct apertium_name_sentence *s, size_t i) {
    struct basque_case_context context = {0};
    context.wants_ergative = wants_agent(s, i) || is_beside(s, i, STR("+k<post>"));
    context.wants_dative = s->wants_receiver || is_beside(s, i, STR("+i<post>"));
    context.wants_goal = s->somebody_goes;
    context.behind_name =
        i > 0 && str_eq(s->units->unit[i].before, STR(" ")) && is_capitalised(text_of(s, i - 1));
    if (i + 1 == s->units->n_units) return context;
    const struct apertium_unit *next = &s->units->unit[i + 1];
    if (!str_eq(next->before, STR(" "))) return context;
    context.before_postposition = has(next, STR("<spost>")) || has(next, STR("<gen>"));
    context.before_noun = is_small(text_of(s, i + 1)) && has(next, STR("<n>"));
    return context;
}

/* The same name elsewhere in the sentence without an ending. */
static bool is_bare_elsewhere(const struct apertium_name_sentence *s, size_t i, struct str form,
                              struct str *ret_base) {
    for (size_t j = 0; j < s->units->n_units; j++) {
        struct str base = text_of(s, j);
        if (j == i || base.n < 3 || base.n >= form.n || !str_starts(form, base)) continue;
        if (!is_unknown(&s->units->unit[j]) || !is_capitalised(base)) continue;
        struct str ending = str_from(form, base.n);
        if (ending_tags(s->arena, base, ending, true).n == 0) continue;
        *ret_base = base;
        return true;
    }
    return false;
}

static bool is_particle(struct str s) {
    static const char *const particle[] = {"von", "van", "der", "den", "de",  "da",  "dos", "di",
                                           "del", "la",  "el",  "al",  "bin", "ben", "le",  "ter"};
    for (size_t i = 0; i < sizeof particle / sizeof *particle; i++)
        if (str_eq(s, str_of(particle[i]))) return true;
    return false;
}

static bool is_first_part(const struct apertium_name_sentence *s, size_t i) {
    const struct apertium_unit *unit = &s->units->unit[i];
    if (!is_free(unit) || !is_capitalised(text_of(s, i))) return false;
    bool given = has(unit, STR("<np><ant>")) && !has(unit, STR("+"));
    return is_unknown(unit) || given;
}

size_t apertium_name_first(const struct apertium_name_sentence *s, size_t i) {
    size_t first = i;
    while (first > 0 && str_eq(s->units->unit[first].before, STR(" "))) {
        size_t before = first - 1;
        while (before > 0 && is_particle(text_of(s, before)) && is_free(&s->units->unit[before]) &&
               str_eq(s->units->unit[before].before, STR(" ")))
            before--;
        if (!is_first_part(s, before)) break;
        first = before;
    }
    return first;
}

static bool split_joined(const struct apertium_name_sentence *s, size_t i,
                         struct apertium_name_guess *guess) {
    size_t last = joined_ending(s, i);
    if (last == 0) return false;
    struct str base = text_of(s, i), ending = text_of(s, last);
    guess->tags = basque_case_tags(
        s->arena, base, ending, basque_case_is_place(base, ending) ? ENGINE_PLACE : ENGINE_PERSON);
    guess->last_of_ending = last;
    guess->base_n = base.n;
    return guess->tags.n > 0;
}

/* One word in quotation marks is a title, and stays as it is. */
static bool is_quoted(const struct apertium_name_sentence *s, size_t i) {
    static const char *const mark[][2] = {{"«", "»"}, {"“", "”"}, {"\"", "\""}, {"‘", "’"}};
    const struct apertium_unit *unit = s->units->unit;
    struct str after = i + 1 < s->units->n_units ? unit[i + 1].before : s->units->after;
    for (size_t j = 0; j < sizeof mark / sizeof *mark; j++)
        if (str_ends(unit[i].before, str_of(mark[j][0])) && str_starts(after, str_of(mark[j][1])))
            return true;
    return false;
}

bool apertium_name_guess(const struct apertium_name_sentence *s, size_t i,
                         struct apertium_name_guess *ret_guess) {
    const struct apertium_unit *unit = &s->units->unit[i];
    struct str form = text_of(s, i), base, ending;
    if (!is_free(unit) || !is_unknown(unit) || !is_capitalised(form)) return false;
    if (is_quoted(s, i)) return false;
    struct apertium_name_guess guess = {.last = i, .last_of_ending = i};
    if (!split_joined(s, i, &guess)) {
        struct basque_case_context context = context_of(s, i);
        bool place = true;
        if (is_bare_elsewhere(s, i, form, &base)) {
            ending = str_from(form, base.n);
            place = !str_eq(ending, STR("en"));
        } else if (!basque_case_split(form, &context, &base, &ending)) {
            return false;
        }
        place = place && basque_case_is_place(base, ending);
        guess.base_n = base.n;
        guess.tags = basque_case_tags(s->arena, base, ending, place ? ENGINE_PLACE : ENGINE_PERSON);
        if (guess.tags.n == 0) return false;
    }
    guess.first = apertium_name_first(s, i);
    *ret_guess = guess;
    return true;
}

/* In a headline where most words have capitals these say nothing. */
static bool is_title_case(const struct apertium_name_sentence *s) {
    size_t n_capitals = 0, n_words = 0;
    for (size_t i = 0; i < s->units->n_units; i++) {
        n_capitals += is_capitalised(text_of(s, i));
        n_words += is_capitalised(text_of(s, i)) || is_small(text_of(s, i));
    }
    return n_capitals * 4 > n_words * 3 && n_words > 4;
}

bool apertium_name_is_surname(const struct apertium_name_sentence *s, size_t i,
                              struct apertium_name_guess *ret_guess) {
    if (i == 0) return false;
    const struct apertium_unit *unit = &s->units->unit[i], *given = &s->units->unit[i - 1];
    struct str form = text_of(s, i);
    if (!is_free(unit) || is_unknown(unit) || has(unit, STR("<np>")) || has(unit, STR("<acr>")))
        return false;
    if (!has(given, STR("<np><ant>")) || !is_only_name(given) || given->keep ||
        !str_eq(unit->before, STR(" ")))
        return false;
    if (!is_capitalised(form) || str_find(form, ' ') < form.n || !is_capitalised(text_of(s, i - 1)))
        return false;
    size_t second = 0;
    utf8_next(form, &second);
    if (!is_small(str_from(form, second)) || is_title_case(s)) return false;
    *ret_guess = (struct apertium_name_guess){
        .first = i, .last = i, .last_of_ending = i, .base_n = form.n, .tags = STR("<np><ant>")};
    return true;
}
