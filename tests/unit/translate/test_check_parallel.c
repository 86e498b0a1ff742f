/* The checks against sentences that stand in seven languages (tests/golden/check/parallel.txt),
   from each into each other: as they are, and with errors planted by rule. CHECK_SHOW=1 prints the
   tables, CHECK_SHOW=2 also what went wrong in the groups that may be looked at, CHECK_SHOW=3 in
   all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sys/file.h"
#include "translate/check.h"

enum { N_LANGUAGES = 7, MAX_GROUPS = 60, MAX_MARKED = 8 };

/* [n:…|…] and the like: where it stands in the sentence, and what an error makes of it. */
struct marked {
    char kind; /* n, p or x */
    uint32_t start, end;
    struct str wrong;
};

struct sentence {
    struct str language, text;
    struct marked marked[MAX_MARKED];
    size_t n_marked;
};

struct group {
    struct sentence in[N_LANGUAGES];
    bool held_out;
};

enum planted { GOOD, NUMBER, NAME, NEGATION, MARK, RESIDUE, LANGUAGE, REPETITION, HALF, N_PLANTED };

static const struct {
    const char *name;
    enum check_kind found_by[2];
} planted[N_PLANTED] = {
    [GOOD] = {"good", {CHECK_KINDS, CHECK_KINDS}},
    [NUMBER] = {"number", {CHECK_NUMBER, CHECK_NUMBER}},
    [NAME] = {"name", {CHECK_NAME, CHECK_NAME}},
    [NEGATION] = {"negation", {CHECK_NEGATION, CHECK_NEGATION}},
    [MARK] = {"mark", {CHECK_MARK, CHECK_MARK}},
    [RESIDUE] = {"residue", {CHECK_RESIDUE, CHECK_LANGUAGE}},
    [LANGUAGE] = {"language", {CHECK_LANGUAGE, CHECK_RESIDUE}},
    [REPETITION] = {"repetition", {CHECK_REPETITION, CHECK_REPETITION}},
    [HALF] = {"half", {CHECK_LENGTH, CHECK_PUNCTUATION}},
};

struct tally {
    size_t n, found, held, warned, held_by[CHECK_KINDS];
};

static struct arena arena;
static struct check_rules *rules;
static struct group group[MAX_GROUPS];
static size_t n_groups;

static int show(void) {
    const char *value = getenv("CHECK_SHOW");
    return value ? atoi(value) : 0;
}

static struct sentence parse(struct str line) {
    struct sentence s = {.language = str_cut(&line, ' ')};
    char *bytes = arena_alloc(&arena, line.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < line.n;) {
        if (line.p[i] != '[') {
            bytes[n++] = line.p[i++];
            continue;
        }
        struct str rest = str_from(line, i), inner = str_slice(rest, 3, str_find(rest, ']'));
        struct str right = str_slice(inner, 0, str_find(inner, '|'));
        assert_true(s.n_marked < MAX_MARKED && rest.p[2] == ':' && right.n < inner.n);
        memcpy(bytes + n, right.p, right.n);
        s.marked[s.n_marked++] = (struct marked){rest.p[1], (uint32_t)n, (uint32_t)(n + right.n),
                                                 str_from(inner, right.n + 1)};
        n += right.n;
        i += 4 + inner.n;
    }
    s.text = (struct str){bytes, n};
    return s;
}

static int read_groups(void **state) {
    (void)state;
    struct str text;
    struct err e;
    bool held_out = false;
    size_t n = 0;
    arena_init(&arena);
    if (check_rules_open(STR(""), &rules, &e) ||
        file_read(&arena, "tests/golden/check/parallel.txt", 1 << 20, &text, &e))
        return -1;
    while (text.p) {
        struct str line = str_cut(&text, '\n');
        held_out |= str_eq(line, STR("held out"));
        if (line.n < 4 || line.p[0] == '#' || line.p[2] != ' ') continue;
        assert_true(n_groups < MAX_GROUPS);
        group[n_groups].held_out = held_out;
        group[n_groups].in[n++] = parse(line);
        if (n == N_LANGUAGES) n = 0, n_groups++;
    }
    return n == 0 ? 0 : -1;
}

static int close_rules(void **state) {
    (void)state;
    check_rules_close(rules);
    arena_release(&arena);
    return 0;
}

static const struct marked *find(const struct sentence *s, char kind) {
    for (size_t i = 0; i < s->n_marked; i++)
        if (s->marked[i].kind == kind) return &s->marked[i];
    return NULL;
}

/* The sentence with bytes [start, end) replaced. */
static struct text with(const struct sentence *s, uint32_t start, uint32_t end, struct str by) {
    struct str t = s->text;
    return (struct text){.s = arena_printf(&arena, "%.*s%.*s%.*s", (int)start, t.p, (int)by.n, by.p,
                                           (int)(t.n - end), t.p + end)};
}

static uint32_t words_from_end(struct str s, int n) {
    uint32_t at = (uint32_t)s.n;
    while (at > 0 && (s.p[at - 1] != ' ' || --n)) at--;
    return at;
}

static struct text bear(const struct sentence *s, uint32_t start, uint32_t end) {
    struct mark *mark = arena_alloc(&arena, sizeof *mark);
    *mark = (struct mark){MARK_LINK, start, end, STR("/a"), STR("")};
    return (struct text){s->text, mark, 1};
}

/* The target with the error; false when this pair has no room for it. `third` is the sentence in
   yet another language. */
static bool plant(enum planted error, const struct sentence *s, const struct sentence *t,
                  const struct sentence *third, struct text *ret_source, struct text *ret_target) {
    static const char kind[] = {[NUMBER] = 'n', [NAME] = 'p', [NEGATION] = 'x', [MARK] = 'p'};
    const struct marked *at = error && error <= MARK ? find(t, kind[error]) : NULL;
    uint32_t tail = words_from_end(t->text, 4);
    *ret_source = (struct text){.s = s->text};
    *ret_target = (struct text){.s = t->text};
    if (error && error <= MARK && (!at || !find(s, kind[error]))) return false;
    switch (error) {
    case NUMBER:
    case NAME:
    case NEGATION: *ret_target = with(t, at->start, at->end, at->wrong); return true;
    case MARK: {
        const struct marked *from = find(s, 'p');
        uint32_t start = words_from_end(t->text, 1), end = (uint32_t)t->text.n - 1;
        if (start < at->end) start = 0, end = (uint32_t)str_find(t->text, ' ');
        *ret_source = bear(s, from->start, from->end);
        *ret_target = bear(t, start, end);
        return end <= at->start || start >= at->end;
    }
    case RESIDUE:
        *ret_target =
            with(t, tail, (uint32_t)t->text.n, str_from(s->text, words_from_end(s->text, 4)));
        return true;
    case LANGUAGE: *ret_target = (struct text){.s = third->text}; return true;
    case REPETITION: {
        struct str end = str_from(t->text, tail);
        for (int i = 0; i < 4; i++)
            ret_target->s = arena_printf(&arena, "%.*s %.*s", (int)ret_target->s.n, ret_target->s.p,
                                         (int)end.n, end.p);
        return true;
    }
    case HALF:
        ret_target->s =
            str_slice(t->text, 0, str_find(str_from(t->text, t->text.n / 2), ' ') + t->text.n / 2);
        return true;
    default: return true;
    }
}

static void judge(const struct group *g, enum planted error, size_t from, size_t to,
                  struct tally *tally) {
    const struct sentence *s = &g->in[from], *t = &g->in[to];
    size_t third = (to + 1) % N_LANGUAGES == from ? (to + 2) % N_LANGUAGES : (to + 1) % N_LANGUAGES;
    struct text source, target;
    struct check_finding *f;
    size_t n;
    if (!plant(error, s, t, &g->in[third], &source, &target)) return;
    struct check_pair pair = {.source_language = s->language,
                              .target_language = t->language,
                              .source = &source,
                              .target = &target,
                              .slot = BLOCK_PARAGRAPH};
    check_find(&arena, rules, &pair, &f, &n);
    bool found = error == GOOD, held = check_is_held(f, n);
    tally->warned += n > 0 && f[0].severity >= CHECK_WARN;
    for (size_t i = 0; i < n; i++) {
        found |= f[i].kind == planted[error].found_by[0] || f[i].kind == planted[error].found_by[1];
        tally->held_by[f[i].kind] += f[i].severity == CHECK_HOLD;
    }
    tally->n++;
    tally->found += found;
    tally->held += held;
    if (show() < (g->held_out ? 3 : 2) || (error == GOOD ? !held : found)) return;
    struct str line = check_describe(&arena, f, n);
    printf("%s %.*s-%.*s\n  %.*s\n  %.*s\n  %.*s\n", error == GOOD ? "HELD" : planted[error].name,
           (int)s->language.n, s->language.p, (int)t->language.n, t->language.p, (int)source.s.n,
           source.s.p, (int)target.s.n, target.s.p, (int)line.n, line.p);
}

static struct tally tally_of(enum planted error, bool held_out) {
    struct tally tally = {0};
    for (size_t i = 0; i < n_groups; i++)
        for (size_t pair = 0; pair < (size_t)N_LANGUAGES * N_LANGUAGES; pair++)
            if (group[i].held_out == held_out && pair / N_LANGUAGES != pair % N_LANGUAGES)
                judge(&group[i], error, pair / N_LANGUAGES, pair % N_LANGUAGES, &tally);
    return tally;
}

static void print(bool held_out, enum planted error, const struct tally *t) {
    if (!show()) return;
    printf("%s %-10s %5zu, found %5zu (%5.1f %%), held %5zu (%5.1f %%)",
           held_out ? "held-out" : "looked-at", planted[error].name, t->n, t->found,
           100.0 * (double)t->found / (double)t->n, t->held,
           100.0 * (double)t->held / (double)t->n);
    if (error == GOOD) printf(", warned or held %zu", t->warned);
    if (error == GOOD)
        for (int k = 0; k < CHECK_KINDS; k++)
            if (t->held_by[k])
                printf(" %s %zu", check_kind_name((enum check_kind)k), t->held_by[k]);
    printf("\n");
}

static void hold_to(bool held_out, enum planted error, size_t percent) {
    struct tally t = tally_of(error, held_out);
    print(held_out, error, &t);
    if (show()) return;
    assert_true(t.n > 100);
    assert_true(t.found * 100 >= t.n * percent);
}

static void good_sentences_are_published(void **state) {
    (void)state;
    for (int held_out = 0; held_out < 2; held_out++) {
        struct tally t = tally_of(GOOD, held_out);
        print(held_out, GOOD, &t);
        assert_true(t.n > 400);
        if (!show()) assert_true(t.held * 100 <= t.n * 3);
    }
}

static void planted_numbers_names_denials_and_marks_are_found(void **state) {
    (void)state;
    for (int held_out = 0; held_out < 2; held_out++)
        for (enum planted error = NUMBER; error <= MARK; error++) hold_to(held_out, error, 95);
}

static void words_of_another_language_are_found(void **state) {
    (void)state;
    for (int held_out = 0; held_out < 2; held_out++) {
        hold_to(held_out, RESIDUE, 84);
        hold_to(held_out, LANGUAGE, 95);
    }
}

static void loops_and_half_answers_are_found(void **state) {
    (void)state;
    for (int held_out = 0; held_out < 2; held_out++) {
        hold_to(held_out, REPETITION, 95);
        hold_to(held_out, HALF, 95);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_sentences_are_published),
        cmocka_unit_test(planted_numbers_names_denials_and_marks_are_found),
        cmocka_unit_test(words_of_another_language_are_found),
        cmocka_unit_test(loops_and_half_answers_are_found),
    };
    return cmocka_run_group_tests(tests, read_groups, close_rules);
}
