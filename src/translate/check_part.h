#ifndef TRANSLATE_CHECK_PART_H
#define TRANSLATE_CHECK_PART_H
/* What each check is given, and the checks: one file each, of the same name. Not for use outside of
   check*.c. */

#include "translate/check.h"
#include "translate/check_token.h"

enum check_weight {
    CHECK_CLEAR,    /* told with the severity that the rules give */
    CHECK_DOUBTFUL, /* told one step less, but as a note at least */
    CHECK_FAINT,    /* two steps less, the same */
};

struct check_work {
    struct arena *arena;
    const struct check_rules *rules;
    const struct check_pair *pair;
    struct check_side source, target;
    enum check_severity severity[CHECK_KINDS]; /* in this direction */
    struct check_finding *finding;
    size_t n_shown; /* <= CHECK_MAX_FINDINGS */
};

/* Where a finding is: bytes of the source, bytes of the target. */
struct check_place {
    uint32_t source_start, source_end, target_start, target_end;
};

struct check_place check_at_source(const struct check_token *t);
struct check_place check_at_target(const struct check_token *t);
/* Tells a finding, when its kind is not off and there is room. */
void check_report(struct check_work *w, enum check_kind kind, enum check_weight weight,
                  struct check_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

void check_number(struct check_work *w);     /* NUMBER */
void check_date(struct check_work *w);       /* NUMBER: months and days of the week */
void check_unit(struct check_work *w);       /* UNIT */
void check_name(struct check_work *w);       /* NAME */
void check_negation(struct check_work *w);   /* NEGATION */
void check_quote(struct check_work *w);      /* QUOTE */
void check_repetition(struct check_work *w); /* REPETITION, DOUBLE_WORD */
void check_language(struct check_work *w);   /* LANGUAGE, RESIDUE, UNKNOWN, PROFANITY */
void check_length(struct check_work *w);     /* LENGTH, HEADLINE */
void check_mark(struct check_work *w);       /* MARK */
void check_verbatim(struct check_work *w);   /* URL, PLACEHOLDER */
void check_spacing(struct check_work *w);    /* SPACING, PUNCTUATION */

#endif
