/* Spaces around punctuation as the language has them, brackets, and the end of the sentence. */
#include "translate/check_part.h"

static bool is_high(uint32_t rune) {
    return rune == ';' || rune == ':' || rune == '!' || rune == '?';
}

static bool is_stop(uint32_t rune) {
    return rune == ',' || rune == '.' || is_high(rune);
}

/* A smiley, an ellipsis before a word, ".5": white space before these is no fault. */
static bool is_loose_stop(const struct check_side *side, size_t i) {
    const struct check_token *t = &side->token[i];
    bool attached = i + 1 < side->n && !side->token[i + 1].spaced;
    return i > 0 && t->spaced && is_stop(t->rune) && !attached;
}

static const struct check_token *space_before(const struct check_side *side) {
    for (size_t i = 1; i < side->n; i++) {
        bool french = side->language == CHECK_FR && is_high(side->token[i].rune);
        if (is_loose_stop(side, i) && !french) return &side->token[i];
    }
    return NULL;
}

/* "word,word" */
static const struct check_token *no_space_after(const struct check_side *side) {
    for (size_t i = 1; i + 1 < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if ((t->rune == ',' || t->rune == ';' || t->rune == '?' || t->rune == '!') && !t->spaced &&
            t[-1].kind != TOKEN_DIGITS && t[1].kind == TOKEN_WORD && !t[1].spaced)
            return t;
    }
    return NULL;
}

/* "( word", "word )", "« word" outside French. */
static const struct check_token *space_inside(const struct check_side *side) {
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        bool opens = t->rune == '(' || t->rune == '[' || t->rune == 0xBF || t->rune == 0xA1;
        bool closes = t->rune == ')' || t->rune == ']';
        if (side->language != CHECK_FR) {
            opens |= t->rune == 0xAB || t->rune == 0x201C;
            closes |= t->rune == 0xBB || t->rune == 0x201D;
        }
        if (opens && i + 1 < side->n && t[1].spaced) return t;
        if (closes && i > 0 && t->spaced) return t;
    }
    return NULL;
}

/* French wants a space (that does not break) before these. */
static const struct check_token *no_french_space(const struct check_side *side) {
    if (side->language != CHECK_FR) return NULL;
    for (size_t i = 1; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        bool last = i + 1 == side->n || t[1].spaced;
        if (is_high(t->rune) && !t->spaced && t[-1].kind == TOKEN_WORD && last) return t;
    }
    return NULL;
}

static const struct check_token *double_space(const struct check_side *side) {
    for (size_t i = 1; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->start - t[-1].end > 1 && side->s.p[t->start - 1] == ' ' &&
            side->s.p[t->start - 2] == ' ')
            return t;
    }
    return NULL;
}

static void check_spaces(struct check_work *w) {
    static const struct {
        const struct check_token *(*find)(const struct check_side *);
        const char *sentence;
    } rule[] = {{space_before, "a space stands before a punctuation mark"},
                {no_space_after, "no space stands after a punctuation mark"},
                {space_inside, "a space stands on the inner side of a bracket or quotation mark"},
                {no_french_space, "no space stands before ; : ! or ?"},
                {double_space, "two spaces stand in a row"}};
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++) {
        const struct check_token *t = rule[i].find(&w->target);
        bool same = w->source.language == w->target.language || i != 3;
        if (t && !(same && rule[i].find(&w->source)))
            check_report(w, CHECK_SPACING, CHECK_CLEAR, check_at_target(t), "%s", rule[i].sentence);
    }
}

static bool is_closer(uint32_t rune) {
    return rune == '"' || rune == '\'' || rune == ')' || rune == 0xBB || rune == 0x201D ||
           rune == 0x2019 || rune == ']';
}

/* '.', '?', '!', … at the end, 0 when a word is. */
static uint32_t last_stop(const struct check_side *side) {
    size_t i = side->n;
    while (i > 0 && is_closer(side->token[i - 1].rune)) i--;
    if (i == 0) return 0;
    uint32_t rune = side->token[i - 1].rune;
    return rune == 0x2026                                             ? '.'
           : rune == '.' || rune == '?' || rune == '!' || rune == ':' ? rune
                                                                      : 0;
}

static int64_t brackets(const struct check_side *side) {
    int64_t open = 0;
    for (size_t i = 0; i < side->n; i++) {
        uint32_t rune = side->token[i].rune;
        open += rune == '(' || rune == '[';
        open -= rune == ')' || rune == ']';
    }
    return open;
}

static size_t count(const struct check_side *side, uint32_t rune) {
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++) n += side->token[i].rune == rune;
    return n;
}

void check_spacing(struct check_work *w) {
    check_spaces(w);
    uint32_t source = last_stop(&w->source), target = last_stop(&w->target);
    struct check_place end = {0, 0, (uint32_t)w->target.s.n, (uint32_t)w->target.s.n};
    bool question = (source == '?') != (target == '?');
    if (source != target && (question || !source || !target))
        check_report(w, CHECK_PUNCTUATION, CHECK_CLEAR, end,
                     "the sentence does not end as that of the source does");
    if (brackets(&w->target) != brackets(&w->source))
        check_report(w, CHECK_PUNCTUATION, CHECK_CLEAR, end, "a bracket is open or missing");
    if (w->target.language != CHECK_ES) return;
    if (count(&w->target, '?') > count(&w->target, 0xBF) ||
        count(&w->target, '!') > count(&w->target, 0xA1))
        check_report(w, CHECK_PUNCTUATION, CHECK_CLEAR, end,
                     "a question or exclamation has no sign at its start");
}
