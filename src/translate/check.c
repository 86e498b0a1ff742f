#include "translate/check.h"

#include <stdlib.h>

#include "base/buf.h"
#include "translate/check_part.h"

struct check_place check_at_source(const struct check_token *t) {
    return (struct check_place){t->start, t->end, 0, 0};
}

struct check_place check_at_target(const struct check_token *t) {
    return (struct check_place){0, 0, t->start, t->end};
}

void check_report(struct check_work *w, enum check_kind kind, enum check_weight weight,
                  struct check_place place, const char *format, ...) {
    enum check_severity severity = w->severity[kind];
    if (severity == CHECK_OFF || w->n_shown == CHECK_MAX_FINDINGS) return;
    for (int less = (int)weight; less > 0 && severity > CHECK_NOTE; less--) severity--;
    va_list args;
    va_start(args, format);
    w->finding[w->n_shown++] =
        (struct check_finding){.kind = kind,
                               .severity = severity,
                               .source_start = place.source_start,
                               .source_end = place.source_end,
                               .target_start = place.target_start,
                               .target_end = place.target_end,
                               .sentence = arena_vprintf(w->arena, format, args)};
    va_end(args);
}

/* Gravest first, then as the checks come. */
static void sort(struct check_finding *finding, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct check_finding f = finding[i];
        size_t at = i;
        for (; at > 0 && finding[at - 1].severity < f.severity; at--) finding[at] = finding[at - 1];
        finding[at] = f;
    }
}

void check_find(struct arena *a, const struct check_rules *rules, const struct check_pair *pair,
                struct check_finding **ret_finding, size_t *ret_n) {
    static void (*const part[])(struct check_work *) = {
        /* what explains much of the rest comes first: of equal severity it is told first */
        check_repetition, check_language, check_length, check_mark,
        check_verbatim,   check_number,   check_date,   check_unit,
        check_name,       check_negation, check_quote,  check_spacing,
    };
    struct check_finding finding[CHECK_MAX_FINDINGS];
    struct check_work w = {.arena = a, .rules = rules, .pair = pair, .finding = finding};
    const struct check_words *words = check_rules_words(rules);
    check_token_read(a, words, pair->source, pair->source_language, &w.source);
    check_token_read(a, words, pair->target, pair->target_language, &w.target);
    for (int i = 0; i < CHECK_KINDS; i++)
        w.severity[i] = check_rules_severity(rules, (enum check_kind)i, pair->source_language,
                                             pair->target_language);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) part[i](&w);
    sort(finding, w.n_shown);
    *ret_n = w.n_shown;
    *ret_finding = arena_array(a, w.n_shown, sizeof **ret_finding);
    for (size_t i = 0; i < w.n_shown; i++) (*ret_finding)[i] = finding[i];
}

bool check_is_held(const struct check_finding *finding, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (finding[i].severity == CHECK_HOLD) return true;
    return false;
}

struct str check_describe(struct arena *a, const struct check_finding *finding, size_t n) {
    struct buf out;
    if (n == 0) return STR("no findings");
    buf_init(&out, 1 << 16);
    for (size_t i = 0; i < n; i++)
        buf_printf(&out, "%s%s %s: %.*s", i ? "; " : "", check_severity_name(finding[i].severity),
                   check_kind_name(finding[i].kind), (int)finding[i].sentence.n,
                   finding[i].sentence.p);
    struct str line = buf_keep(&out, a);
    buf_release(&out);
    return line;
}
