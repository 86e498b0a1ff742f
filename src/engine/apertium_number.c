#include "engine/apertium_number.h"

#include <string.h>

#include "engine/apertium_name.h"
#include "engine/basque_case.h"

struct number {
    size_t first, last;
    struct str digits, ending;
    bool is_percent, is_ordinal;
};

static struct str text_of(struct str text, const struct apertium_unit *unit) {
    return str_slice(text, unit->start, unit->end);
}

static bool is_unknown(const struct apertium_unit *unit) {
    return str_starts(unit->analyses, STR("*"));
}

static bool has(const struct apertium_unit *unit, struct str tag) {
    return str_search(unit->analyses, tag) < unit->analyses.n;
}

static bool follows(const struct apertium_units *units, size_t i) {
    return i < units->n_units && units->unit[i].before.n == 0 && !units->unit[i].keep &&
           !units->unit[i].swap;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes of digits, with points and commas between them. */
static size_t digits_of(struct str s) {
    size_t n = 0;
    while (n < s.n && (is_digit(s.p[n]) || (n > 0 && n + 1 < s.n && is_digit(s.p[n - 1]) &&
                                            is_digit(s.p[n + 1]) && strchr(".,", s.p[n]))))
        n++;
    return n;
}

static bool is_letters(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'a' || s.p[i] > 'z') return false;
    return s.n > 0;
}

/* A number that begins with unit i: "43k", or "7", "," and "4koa". */
static bool find_plain(struct str text, const struct apertium_units *units, size_t i,
                       struct number *n) {
    const struct apertium_unit *unit = &units->unit[i];
    size_t last = i;
    if (!is_unknown(unit)) {
        if (!has(unit, STR("<num>")) || has(unit, STR("+")) || !follows(units, i + 1) ||
            !follows(units, i + 2) || !str_eq(text_of(text, unit + 1), STR(",")) ||
            !is_unknown(unit + 2))
            return false;
        last = i + 2;
    }
    struct str whole = str_slice(text, unit->start, units->unit[last].end);
    bool percent = str_starts(whole, STR("%"));
    struct str bare = str_from(whole, percent);
    size_t digits = digits_of(bare);
    if (digits == 0 || !is_letters(str_from(bare, digits))) return false;
    *n = (struct number){.first = i,
                         .last = last,
                         .digits = str_slice(bare, 0, digits),
                         .ending = str_from(bare, digits),
                         .is_percent = percent};
    return true;
}

/* "XIV", "." and "ak". */
static bool find_ordinal(struct str text, const struct apertium_units *units, size_t i,
                         struct number *n) {
    const struct apertium_unit *unit = &units->unit[i];
    bool roman = has(unit, STR("<rom>"));
    if ((!roman && !has(unit, STR("<num>"))) || has(unit, STR("+")) || has(unit, STR("<percent>")))
        return false;
    if (!follows(units, i + 1) || !follows(units, i + 2)) return false;
    if (!str_eq(text_of(text, unit + 1), STR(".")) || !is_unknown(unit + 2)) return false;
    struct str ending = text_of(text, unit + 2);
    if (!is_letters(ending)) return false;
    *n = (struct number){.first = i,
                         .last = i + 2,
                         .digits = text_of(text, unit),
                         .ending = ending,
                         .is_ordinal = roman};
    return true;
}

/* "+ko<post>" for "koa" and "eko"; the agent of a share has no case here, as it is read so. */
static bool case_of(struct arena *a, const struct number *n, struct str *ret_tags) {
    static const char *const of[] = {"koa", "ekoa", "koak", "ekoak"};
    static const char *const agent[] = {"k", "ek", "ak"};
    *ret_tags = STR("");
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (str_eq(n->ending, str_of(of[i]))) *ret_tags = STR("+ko<post>");
    if (ret_tags->n > 0) return true;
    for (size_t i = 0; !n->is_ordinal && i < sizeof agent / sizeof *agent; i++)
        if (str_eq(n->ending, str_of(agent[i]))) return true;
    struct str tags = basque_case_tags(a, STR("bat"), n->ending, ENGINE_NOUN);
    if (!str_starts(tags, STR("<n>"))) return false;
    *ret_tags = str_from(tags, 3);
    return true;
}

/* A sign of percent that stands before the unit becomes part of it. */
static void take_percent(struct arena *a, struct apertium_unit *unit, struct number *n) {
    if (n->is_percent || unit->start == 0 || !str_ends(unit->before, STR("%"))) return;
    n->is_percent = true;
    unit->before.n--;
    unit->start--;
    unit->surface = arena_printf(a, "%%%.*s", (int)unit->surface.n, unit->surface.p);
}

void apertium_number_join(struct arena *a, struct str text, struct apertium_units *units) {
    for (size_t i = 0; i < units->n_units; i++) {
        struct apertium_unit *unit = &units->unit[i];
        struct number n;
        struct str tags;
        if (unit->keep || unit->swap || unit->start == unit->end) continue;
        if (!find_plain(text, units, i, &n) && !find_ordinal(text, units, i, &n)) continue;
        if (!case_of(a, &n, &tags) || !apertium_name_merge(a, units, n.first, n.last)) continue;
        take_percent(a, unit, &n);
        const char *class = n.is_ordinal   ? "<adj><izl><rom>"
                            : n.is_percent ? "<num><percent>"
                                           : "<num>";
        unit->analyses = arena_printf(a, "%s%.*s%s%.*s", n.is_percent ? "%" : "", (int)n.digits.n,
                                      n.digits.p, class, (int)tags.n, tags.p);
    }
    apertium_name_compact(units);
}
