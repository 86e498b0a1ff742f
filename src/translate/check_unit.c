/* Units and currencies beside numbers: "%60", "60 %", "60 per cent" and "ehuneko 60" are one. */
#include "translate/check_part.h"

struct units {
    uint32_t seen;
    const struct check_token *token[32];
};

static int sign_unit(uint32_t rune) {
    switch (rune) {
    case '%': return 1;
    case 0x20AC: return 2; /* € */
    case '$': return 3;
    case 0xA3: return 4; /* £ */
    case 0xB0: return 5; /* ° */
    default: return -1;
    }
}

static bool is_number(const struct check_side *side, size_t i) {
    return i < side->n &&
           (side->token[i].kind == TOKEN_DIGITS || check_token_sense(side, i, ROLE_NUMBER) >= 0 ||
            check_token_sense(side, i, ROLE_SCALE) >= 0);
}

/* Within two words of a number on either side. */
static bool near_number(const struct check_side *side, size_t i) {
    for (size_t k = i > 3 ? i - 3 : 0; k <= i + 2; k++)
        if (is_number(side, k)) return true;
    return false;
}

static struct units units_of(const struct check_side *side, bool near_only) {
    struct units units = {0};
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        int unit = -1;
        if (t->kind == TOKEN_SIGN) unit = sign_unit(t->rune);
        if (t->kind == TOKEN_WORD && t->n_senses) unit = check_token_sense_any(side, i, ROLE_UNIT);
        if (unit < 0 || unit > 31 || (near_only && !near_number(side, i))) continue;
        if (!(units.seen >> unit & 1)) units.token[unit] = t;
        units.seen |= 1U << unit;
    }
    return units;
}

void check_unit(struct check_work *w) {
    struct units source = units_of(&w->source, true), target = units_of(&w->target, true);
    if (source.seen == target.seen) return;
    uint32_t lost = source.seen & ~units_of(&w->target, false).seen;
    uint32_t added = target.seen & ~units_of(&w->source, false).seen;
    for (int i = 0; i < 32; i++) {
        if (lost >> i & 1) {
            struct str unit = str_slice(w->source.s, source.token[i]->start, source.token[i]->end);
            check_report(w, CHECK_UNIT, added ? CHECK_CLEAR : CHECK_DOUBTFUL,
                         check_at_source(source.token[i]),
                         "the unit %.*s of the source is not in the translation", (int)unit.n,
                         unit.p);
        }
        if (added >> i & 1) {
            struct str unit = str_slice(w->target.s, target.token[i]->start, target.token[i]->end);
            check_report(w, CHECK_UNIT, lost ? CHECK_CLEAR : CHECK_DOUBTFUL,
                         check_at_target(target.token[i]), "the source does not speak of %.*s",
                         (int)unit.n, unit.p);
        }
    }
}
