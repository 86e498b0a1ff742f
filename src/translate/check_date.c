/* Months and days of the week: what the source names, the translation names. */
#include "translate/check_part.h"

struct named {
    uint32_t seen;                       /* a bit for each value */
    const struct check_token *token[32]; /* the first of each */
};

/* "may" and "march" are months only with their capital. */
static bool is_date(const struct check_side *side, size_t i) {
    return side->language != CHECK_EN ||
           (side->token[i].capital &&
            !(side->token[i].starting &&
              (check_token_is(side, i, "may") || check_token_is(side, i, "march"))));
}

static struct named names_of(const struct check_side *side, enum check_role role) {
    struct named named = {0};
    for (size_t i = 0; i < side->n; i++) {
        if (side->token[i].kind != TOKEN_WORD || !side->token[i].n_senses) continue;
        int value = check_token_sense(side, i, role);
        if (value < 0 || value > 31 || !is_date(side, i)) continue;
        if (!(named.seen >> value & 1)) named.token[value] = &side->token[i];
        named.seen |= 1U << value;
    }
    return named;
}

static bool has_number(const struct check_side *side, int value) {
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        int64_t number;
        if (t->kind == TOKEN_DIGITS && str_to_int64(t->folded, 0, 99, &number) && number == value)
            return true;
    }
    return false;
}

static void compare(struct check_work *w, enum check_role role, const char *what) {
    struct named source = names_of(&w->source, role), target = names_of(&w->target, role);
    if (source.seen == target.seen) return;
    const struct check_token *lost = NULL, *added = NULL;
    for (int value = 31; value > 0; value--) {
        if (source.seen >> value & 1 && !(target.seen >> value & 1) &&
            !(role == ROLE_MONTH && has_number(&w->target, value)))
            lost = source.token[value];
        if (target.seen >> value & 1 && !(source.seen >> value & 1) &&
            !(role == ROLE_MONTH && has_number(&w->source, value)))
            added = target.token[value];
    }
    if (!lost && !added) return;
    struct check_place place = {lost ? lost->start : 0, lost ? lost->end : 0,
                                added ? added->start : 0, added ? added->end : 0};
    struct str from = str_slice(w->source.s, place.source_start, place.source_end);
    struct str to = str_slice(w->target.s, place.target_start, place.target_end);
    if (lost && added)
        check_report(w, CHECK_NUMBER, CHECK_CLEAR, place,
                     "the %s of the source, %.*s, is %.*s in the translation", what, (int)from.n,
                     from.p, (int)to.n, to.p);
    else
        check_report(w, CHECK_NUMBER, CHECK_DOUBTFUL, place, "the %s %.*s is in the %s only", what,
                     (int)(lost ? from : to).n, (lost ? from : to).p,
                     lost ? "source" : "translation");
}

void check_date(struct check_work *w) {
    if (w->source.language == CHECK_OTHER || w->target.language == CHECK_OTHER) return;
    compare(w, ROLE_MONTH, "month");
    compare(w, ROLE_DAY, "day");
}
