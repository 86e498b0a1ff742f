#include "i18n/plural.h"

#include <stdbool.h>
#include <string.h>

enum kind {
    PUSH_NUMBER,
    PUSH_N,
    NOT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    ADD,
    SUBTRACT,
    LESS,
    GREATER,
    LESS_EQUAL,
    GREATER_EQUAL,
    EQUAL,
    NOT_EQUAL,
    AND,
    OR,
    CHOOSE, /* condition, if true, if false */
};

struct parser {
    struct str s;
    size_t at;
    int depth;
    struct plural *plural;
    struct err *e;
};

/* Longer spellings before their beginnings; higher levels bind tighter. */
static const struct {
    const char *spelling;
    enum kind kind;
    int level;
} OPERATOR[] = {
    {"||", OR, 1},         {"&&", AND, 2},           {"==", EQUAL, 3},   {"!=", NOT_EQUAL, 3},
    {"<=", LESS_EQUAL, 4}, {">=", GREATER_EQUAL, 4}, {"<", LESS, 4},     {">", GREATER, 4},
    {"+", ADD, 5},         {"-", SUBTRACT, 5},       {"*", MULTIPLY, 6}, {"/", DIVIDE, 6},
    {"%", REMAINDER, 6},
};

enum { N_OPERATORS = sizeof OPERATOR / sizeof OPERATOR[0], TIGHTEST = 6 };

static int wrong(struct parser *p, const char *what) {
    return err_set(p->e, E_INVALID, "plural rule: %s at byte %zu", what, p->at);
}

static void skip_space(struct parser *p) {
    while (p->at < p->s.n && str_is_space(p->s.p[p->at])) p->at++;
}

static bool take(struct parser *p, const char *what) {
    skip_space(p);
    if (!str_starts(str_from(p->s, p->at), str_of(what))) return false;
    p->at += strlen(what);
    return true;
}

static int emit(struct parser *p, enum kind kind, uint32_t number) {
    if (p->plural->n_steps == PLURAL_MAX_STEPS) {
        return err_set(p->e, E_LIMIT, "plural rule: more than %d steps", PLURAL_MAX_STEPS);
    }
    p->plural->step[p->plural->n_steps++] = (struct plural_step){(uint8_t)kind, number};
    return 0;
}

static int choice(struct parser *p);

static int number(struct parser *p) {
    uint64_t value = 0;
    size_t start = p->at;
    for (; p->at < p->s.n && p->s.p[p->at] >= '0' && p->s.p[p->at] <= '9'; p->at++) {
        value = value * 10 + (uint64_t)(p->s.p[p->at] - '0');
        if (value > 1000000) return wrong(p, "a number that is too large");
    }
    if (p->at == start) return wrong(p, "expected n, a number or '('");
    return emit(p, PUSH_NUMBER, (uint32_t)value);
}

static int primary(struct parser *p) {
    size_t negations = 0;
    while (take(p, "!")) negations++;
    int err;
    if (take(p, "(")) {
        err = choice(p);
        if (!err && !take(p, ")")) err = wrong(p, "expected ')'");
    } else if (take(p, "n")) {
        err = emit(p, PUSH_N, 0);
    } else {
        err = number(p);
    }
    /* Twice gives 0 or 1, which is not the number itself. */
    if (!err && negations > 0) err = emit(p, NOT, 0);
    if (!err && negations > 0 && negations % 2 == 0) err = emit(p, NOT, 0);
    return err;
}

/* The operator of this level that stands next, or N_OPERATORS. */
static size_t operator_at(struct parser *p, int level) {
    skip_space(p);
    for (size_t i = 0; i < N_OPERATORS; i++) {
        if (!str_starts(str_from(p->s, p->at), str_of(OPERATOR[i].spelling))) continue;
        return OPERATOR[i].level == level ? i : N_OPERATORS;
    }
    return N_OPERATORS;
}

static int binary(struct parser *p, int level) {
    if (level > TIGHTEST) return primary(p);
    int err = binary(p, level + 1);
    while (!err) {
        size_t i = operator_at(p, level);
        if (i == N_OPERATORS) return 0;
        p->at += strlen(OPERATOR[i].spelling);
        err = binary(p, level + 1);
        if (!err) err = emit(p, OPERATOR[i].kind, 0);
    }
    return err;
}

static int choice(struct parser *p) {
    if (++p->depth > PLURAL_MAX_DEPTH) {
        return err_set(p->e, E_LIMIT, "plural rule: nested deeper than %d", PLURAL_MAX_DEPTH);
    }
    int err = binary(p, 1);
    if (!err && take(p, "?")) {
        err = choice(p);
        if (!err && !take(p, ":")) err = wrong(p, "expected ':'");
        if (!err) err = choice(p);
        if (!err) err = emit(p, CHOOSE, 0);
    }
    p->depth--;
    return err;
}

/* Division by zero gives zero: both sides of a choice are always computed. */
static uint64_t apply(enum kind kind, uint64_t a, uint64_t b) {
    switch (kind) {
    case MULTIPLY: return a * b;
    case DIVIDE: return b ? a / b : 0;
    case REMAINDER: return b ? a % b : 0;
    case ADD: return a + b;
    case SUBTRACT: return a - b;
    case LESS: return a < b;
    case GREATER: return a > b;
    case LESS_EQUAL: return a <= b;
    case GREATER_EQUAL: return a >= b;
    case EQUAL: return a == b;
    case NOT_EQUAL: return a != b;
    case AND: return a && b;
    case OR: return a || b;
    default: return 0; /* the others do not have two sides */
    }
}

static uint64_t evaluate(const struct plural *p, uint64_t n) {
    uint64_t stack[PLURAL_MAX_STEPS + 1];
    size_t top = 0; /* number of values; the parser leaves every operator enough of them */
    for (size_t i = 0; i < p->n_steps; i++) {
        enum kind kind = (enum kind)p->step[i].kind;
        if (kind == PUSH_NUMBER || kind == PUSH_N) {
            stack[top++] = kind == PUSH_N ? n : p->step[i].number;
        } else if (kind == NOT) {
            stack[top - 1] = !stack[top - 1];
        } else if (kind == CHOOSE) {
            top -= 2;
            stack[top - 1] = stack[top - 1] ? stack[top] : stack[top + 1];
        } else {
            top--;
            stack[top - 1] = apply(kind, stack[top - 1], stack[top]);
        }
    }
    return top ? stack[0] : 0;
}

uint32_t plural_form(const struct plural *p, uint64_t n) {
    uint64_t form = evaluate(p, n);
    return form < p->n_forms ? (uint32_t)form : 0;
}

int plural_parse(struct str expression, uint32_t n_forms, struct plural *ret, struct err *e) {
    if (n_forms < 1 || n_forms > PLURAL_MAX_FORMS) {
        return err_set(e, E_LIMIT, "plural rule: %u forms; 1 to %d are possible", n_forms,
                       PLURAL_MAX_FORMS);
    }
    struct plural plural = {.n_forms = n_forms};
    struct parser p = {.s = expression, .plural = &plural, .e = e};
    int err = choice(&p);
    if (err) return err;
    skip_space(&p);
    if (p.at < p.s.n) return wrong(&p, "something that does not belong there");
    for (uint64_t n = 0; n <= 1000; n++) {
        if (evaluate(&plural, n) < n_forms) continue;
        return err_set(e, E_INVALID, "plural rule: n = %u takes a form beyond the %u there are",
                       (unsigned)n, n_forms);
    }
    *ret = plural;
    return 0;
}
