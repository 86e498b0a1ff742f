/* Checks: the first byte chooses the languages, the second cuts the rest into source and target,
   the third and fourth place a mark in each. Findings point into the texts, and say something. */
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "translate/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct mark mark_at(struct str s, uint8_t place) {
    struct str before = utf8_cut(s, place / 2U), marked = utf8_cut(s, place / 2U + 12U);
    return (struct mark){place % 2 ? MARK_LINK : MARK_STRONG, (uint32_t)before.n,
                         (uint32_t)marked.n, STR("/"), STR("")};
}

static void examine(struct arena *a, const struct check_rules *rules, const struct check_pair *p) {
    struct check_finding *f;
    size_t n;
    check_find(a, rules, p, &f, &n);
    assert(n <= CHECK_MAX_FINDINGS);
    for (size_t i = 0; i < n; i++) {
        assert(f[i].kind < CHECK_KINDS && f[i].severity != CHECK_OFF && f[i].sentence.n > 0);
        assert(i == 0 || f[i].severity <= f[i - 1].severity);
        assert(f[i].source_start <= f[i].source_end && f[i].source_end <= p->source->s.n);
        assert(f[i].target_start <= f[i].target_end && f[i].target_end <= p->target->s.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const language[] = {"eu", "es", "en", "fr", "ca", "gl", "pt-BR", "el"};
    struct arena a;
    struct check_rules *rules;
    struct err e;
    if (size < 4) return 0;
    struct str all = {(const char *)data + 4, size - 4};
    if (!utf8_is_valid(all)) return 0;
    arena_init(&a);
    int code = check_rules_open(STR(""), &rules, &e);
    assert(!code);
    struct text source = {.s = utf8_cut(all, (size_t)data[1] * all.n / 255)};
    struct text target = {.s = str_from(all, source.s.n)};
    struct mark mark[2] = {mark_at(source.s, data[2]), mark_at(target.s, data[3])};
    source.mark = &mark[0];
    source.n_marks = mark[0].end > mark[0].start;
    target.mark = &mark[1];
    target.n_marks = mark[1].end > mark[1].start;
    struct check_pair pair = {.source_language = str_of(language[data[0] % 8]),
                              .target_language = str_of(language[data[0] / 8 % 8]),
                              .source = &source,
                              .target = &target,
                              .n_words = data[2],
                              .n_unknown = data[3]};
    examine(&a, rules, &pair);
    check_rules_close(rules);
    arena_release(&a);
    return 0;
}
