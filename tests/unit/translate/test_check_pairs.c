/* The checks against 504 good pairs and 505 pairs with a planted error. CHECK_SHOW=1 prints the
   table, CHECK_SHOW=2 also what went wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "sys/file.h"
#include "translate/check.h"

enum { MAX_PAIRS = 600 };

/* A kind of planted error, and the checks that count as having found it. */
static const struct {
    const char *name;
    enum check_kind found_by[3];
    int n_found_by;
    int wanted_percent;
} planted[] = {
    {"number", {CHECK_NUMBER}, 1, 95},
    {"name", {CHECK_NAME}, 1, 95},
    {"negation", {CHECK_NEGATION}, 1, 95},
    {"mark", {CHECK_MARK}, 1, 95},
    {"quote", {CHECK_QUOTE}, 1, 95},
    {"repetition", {CHECK_REPETITION}, 1, 95},
    {"residue", {CHECK_RESIDUE, CHECK_LANGUAGE}, 2, 70},
    {"language", {CHECK_LANGUAGE, CHECK_RESIDUE}, 2, 85},
    {"length", {CHECK_LENGTH, CHECK_PUNCTUATION}, 2, 95},
    {"url", {CHECK_URL}, 1, 95},
    {"placeholder", {CHECK_PLACEHOLDER}, 1, 95},
    {"doubled", {CHECK_DOUBLE_WORD}, 1, 95},
    {"spacing", {CHECK_SPACING, CHECK_PUNCTUATION}, 2, 95},
};
enum { N_PLANTED = sizeof planted / sizeof *planted };

struct sample {
    struct str kind, from, to;
    struct text source, target;
};

static struct arena arena;
static struct check_rules *rules;

static int open_rules(void **state) {
    (void)state;
    struct err e;
    arena_init(&arena);
    return check_rules_open(STR(""), &rules, &e);
}

static int close_rules(void **state) {
    (void)state;
    check_rules_close(rules);
    arena_release(&arena);
    return 0;
}

static int show(void) {
    const char *value = getenv("CHECK_SHOW");
    return value ? atoi(value) : 0;
}

/* "<b>" and "<a>" to marks. */
static struct text parse_marks(struct str s) {
    struct text t = {.mark = arena_array(&arena, 8, sizeof *t.mark)};
    char *bytes = arena_alloc(&arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        bool tag = s.p[i] == '<' && i + 2 < s.n && strchr("ab/", s.p[i + 1]);
        if (!tag) {
            bytes[t.s.n++] = s.p[i];
            continue;
        }
        if (s.p[i + 1] == '/') {
            t.mark[t.n_marks - 1].end = (uint32_t)t.s.n;
            i += 3;
        } else {
            bool link = s.p[i + 1] == 'a';
            t.mark[t.n_marks++] = (struct mark){.kind = link ? MARK_LINK : MARK_STRONG,
                                                .start = (uint32_t)t.s.n,
                                                .value = link ? STR("/a") : STR(""),
                                                .title = STR("")};
            i += 2;
        }
    }
    t.s.p = bytes;
    return t;
}

static size_t read_pairs(const char *path, struct sample *ret_sample) {
    struct str text;
    struct err e;
    size_t n = 0;
    int code = file_read(&arena, path, 1 << 20, &text, &e);
    assert_int_equal(code, 0);
    while (text.p) {
        struct str line = str_cut(&text, '\n');
        if (line.n == 0) continue;
        assert_true(n < MAX_PAIRS);
        struct sample *s = &ret_sample[n++];
        s->kind = str_cut(&line, '\t');
        s->from = str_cut(&line, '\t');
        s->to = str_cut(&line, '\t');
        s->source = parse_marks(str_cut(&line, '\t'));
        s->target = parse_marks(line);
    }
    return n;
}

static size_t run(const struct sample *s, struct check_finding **ret_finding) {
    struct check_pair pair = {.source_language = s->from,
                              .target_language = s->to,
                              .source = &s->source,
                              .target = &s->target,
                              .slot = BLOCK_PARAGRAPH};
    size_t n;
    check_find(&arena, rules, &pair, ret_finding, &n);
    return n;
}

static void print(const char *what, const struct sample *s, const struct check_finding *f,
                  size_t n) {
    struct str line = check_describe(&arena, f, n);
    printf("%s %.*s %.*s-%.*s\n  %.*s\n  %.*s\n  %.*s\n", what, (int)s->kind.n, s->kind.p,
           (int)s->from.n, s->from.p, (int)s->to.n, s->to.p, (int)s->source.s.n, s->source.s.p,
           (int)s->target.s.n, s->target.s.p, (int)line.n, line.p);
}

static void good_pairs_are_published(void **state) {
    (void)state;
    static struct sample sample[MAX_PAIRS];
    size_t n = read_pairs("tests/golden/check/good.tsv", sample), n_held = 0;
    size_t told[CHECK_KINDS] = {0}, held[CHECK_KINDS] = {0};
    for (size_t i = 0; i < n; i++) {
        struct check_finding *f;
        size_t n_f = run(&sample[i], &f);
        bool hold = check_is_held(f, n_f);
        n_held += hold;
        for (size_t k = 0; k < n_f; k++) {
            told[f[k].kind]++;
            held[f[k].kind] += f[k].severity == CHECK_HOLD;
        }
        if (n_f && show() > 1) print(hold ? "HELD" : "told", &sample[i], f, n_f);
    }
    if (show()) {
        printf("good pairs: %zu, held %zu (%.1f %%)\n", n, n_held,
               100.0 * (double)n_held / (double)n);
        for (int k = 0; k < CHECK_KINDS; k++)
            printf("  %-12s findings %3zu, of these hold %3zu\n",
                   check_kind_name((enum check_kind)k), told[k], held[k]);
    }
    assert_true(n >= 500);
    assert_true(n_held * 100 <= n * 3);
}

static bool is_found(size_t kind, const struct check_finding *f, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < planted[kind].n_found_by; k++)
            if (f[i].kind == planted[kind].found_by[k]) return true;
    return false;
}

static void planted_errors_are_found(void **state) {
    (void)state;
    static struct sample sample[MAX_PAIRS];
    size_t n = read_pairs("tests/golden/check/damaged.tsv", sample);
    size_t all[N_PLANTED] = {0}, found[N_PLANTED] = {0}, held[N_PLANTED] = {0};
    for (size_t i = 0; i < n; i++) {
        size_t kind = 0;
        while (kind < N_PLANTED && !str_eq(sample[i].kind, str_of(planted[kind].name))) kind++;
        assert_true(kind < N_PLANTED);
        struct check_finding *f;
        size_t n_f = run(&sample[i], &f);
        bool seen = is_found(kind, f, n_f);
        all[kind]++;
        found[kind] += seen;
        held[kind] += check_is_held(f, n_f);
        if (!seen && show() > 1) print("MISSED", &sample[i], f, n_f);
    }
    assert_true(n >= 500);
    for (size_t k = 0; k < N_PLANTED; k++) {
        if (show())
            printf("planted %-12s %3zu, found %3zu (%5.1f %%), held %3zu\n", planted[k].name,
                   all[k], found[k], 100.0 * (double)found[k] / (double)all[k], held[k]);
        if (!show()) assert_true(found[k] * 100 >= all[k] * (size_t)planted[k].wanted_percent);
    }
}

static struct str read_or_skip(const char *path) {
    struct str text;
    struct err e;
    if (file_read(&arena, path, 4 << 20, &text, &e)) skip();
    return text;
}

/* Human translations of news, which no list of the checks was made from. */
static void human_translations_of_news_are_published(void **state) {
    (void)state;
    struct str source = read_or_skip("../shared/news/flores-dev.es");
    struct str target = read_or_skip("../shared/news/flores-dev.en");
    size_t n = 0, n_held = 0, held[CHECK_KINDS] = {0};
    while (source.p && target.p) {
        struct sample s = {.kind = STR("news"), .from = STR("es"), .to = STR("en")};
        struct check_finding *f;
        s.source.s = str_cut(&source, '\n');
        s.target.s = str_cut(&target, '\n');
        if (s.source.s.n == 0) continue;
        size_t n_f = run(&s, &f);
        n++;
        n_held += check_is_held(f, n_f);
        for (size_t k = 0; k < n_f; k++) held[f[k].kind] += f[k].severity == CHECK_HOLD;
        if (check_is_held(f, n_f) && show() > 1) print("HELD", &s, f, n_f);
    }
    if (show()) {
        printf("news: %zu, held %zu (%.1f %%)\n", n, n_held, 100.0 * (double)n_held / (double)n);
        for (int k = 0; k < CHECK_KINDS; k++)
            if (held[k]) printf("  %-12s %3zu\n", check_kind_name((enum check_kind)k), held[k]);
    }
}

static void the_speed_is_shown_on_demand(void **state) {
    (void)state;
    if (!show()) skip();
    static struct sample sample[MAX_PAIRS];
    size_t n = read_pairs("tests/golden/check/good.tsv", sample), bytes = 0;
    struct arena scratch;
    arena_init(&scratch);
    int64_t start = clock_monotonic_us();
    for (size_t i = 0; i < n * 10; i++) {
        const struct sample *s = &sample[i % n];
        struct check_pair pair = {.source_language = s->from,
                                  .target_language = s->to,
                                  .source = &s->source,
                                  .target = &s->target};
        struct check_finding *f;
        size_t n_f;
        check_find(&scratch, rules, &pair, &f, &n_f);
        bytes += s->source.s.n;
        arena_reset(&scratch);
    }
    double us = (double)(clock_monotonic_us() - start);
    printf("%.2f us a segment, %.1f MB of source a second\n", us / (double)(n * 10),
           (double)bytes / us);
    arena_release(&scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_pairs_are_published),
        cmocka_unit_test(planted_errors_are_found),
        cmocka_unit_test(human_translations_of_news_are_published),
        cmocka_unit_test(the_speed_is_shown_on_demand),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
