#include "translate/check_quantity.h"

#include <string.h>

struct reader {
    struct arena *arena;
    const struct check_side *side;
    struct quantity_list list;
    size_t capacity;
};

bool check_quantity_equal(struct quantity_value a, struct quantity_value b) {
    return a.digits == b.digits && a.power == b.power;
}

static struct quantity_value normal(uint64_t digits, int power) {
    while (digits && digits % 10 == 0 && power < QUANTITY_TIME / 2) digits /= 10, power++;
    return (struct quantity_value){digits, (int16_t)(digits ? power : 0)};
}

/* The digits of the tokens first … last, all in a row, with `decimals` of them behind the point. */
static struct quantity_value value_of(const struct check_side *side, size_t first, size_t last,
                                      size_t decimals) {
    uint64_t digits = 0;
    for (size_t i = first; i <= last; i++) {
        if (side->token[i].kind != TOKEN_DIGITS) continue;
        struct str s = side->token[i].folded;
        for (size_t k = 0; k < s.n; k++) digits = digits * 10 + (uint64_t)(s.p[k] - '0');
    }
    return normal(digits, decimals < 1000 ? -(int)decimals : -1000);
}

static bool is_digits(const struct check_side *side, size_t i) {
    return i < side->n && side->token[i].kind == TOKEN_DIGITS;
}

static size_t length(const struct check_side *side, size_t i) {
    return side->token[i].folded.n;
}

static bool is_separator(uint32_t rune) {
    return rune == '.' || rune == ',' || rune == '\'' || rune == 0x2019 || rune == ':';
}

/* Whether i is a sign and i + 1 digits, with nothing between them and what stands before. */
static bool continues(const struct check_side *side, size_t i) {
    return i + 1 < side->n && side->token[i].kind == TOKEN_SIGN && !side->token[i].spaced &&
           is_separator(side->token[i].rune) && is_digits(side, i + 1) &&
           !side->token[i + 1].spaced;
}

static bool is_group(const struct check_side *side, size_t i) {
    return is_digits(side, i) && length(side, i) == 3;
}

static bool is_time(const struct check_side *side, size_t hour, size_t minute) {
    struct str h = side->token[hour].folded, m = side->token[minute].folded;
    return h.n <= 2 && m.n == 2 && m.p[0] < '6' &&
           (h.n == 1 || h.p[0] < '2' || (h.p[0] == '2' && h.p[1] < '5'));
}

static struct quantity_value time_of(const struct check_side *side, size_t hour, size_t minute) {
    uint64_t h = 0, m = 0;
    struct str s = side->token[hour].folded;
    for (size_t k = 0; k < s.n; k++) h = h * 10 + (uint64_t)(s.p[k] - '0');
    if (minute > hour) {
        s = side->token[minute].folded;
        for (size_t k = 0; k < s.n; k++) m = m * 10 + (uint64_t)(s.p[k] - '0');
    }
    return (struct quantity_value){h * 60 + m, QUANTITY_TIME};
}

/* 1.026 or 1,026: which it is depends on the language; 12.5: the same in all. */
static void read_pair(const struct check_side *side, size_t i, struct quantity *q) {
    uint32_t sign = side->token[i + 1].rune;
    size_t decimals = length(side, i + 2);
    struct quantity_value decimal = value_of(side, i, i + 2, decimals);
    bool grouping = decimals == 3 && length(side, i) <= 3 && side->token[i].folded.p[0] != '0';
    bool point = side->language == CHECK_EN ? sign == '.' : sign == ',';
    struct quantity_value whole = value_of(side, i, i + 2, 0);
    q->value = grouping && !point ? whole : decimal;
    q->other = grouping ? (point ? whole : decimal) : q->value;
    q->time = is_time(side, i, i + 2) ? time_of(side, i, i + 2) : q->value;
    if (sign == ':' && is_time(side, i, i + 2)) q->value = q->other = q->time;
}

/* Signs and groups of three that make one number with i; gives the last token of it. */
static size_t groups_end(const struct check_side *side, size_t i) {
    size_t last = i;
    if (length(side, i) > 3) return i;
    if (continues(side, i + 1) && side->token[i + 1].rune != ':' && is_group(side, i + 2)) {
        uint32_t sign = side->token[i + 1].rune;
        while (continues(side, last + 1) && side->token[last + 1].rune == sign &&
               is_group(side, last + 2))
            last += 2;
        return last;
    }
    while (is_group(side, last + 1) && side->token[last + 1].spaced &&
           side->token[last + 1].start - side->token[last].end <= 3)
        last++;
    return last;
}

/* Fills q's values from token i; gives the token behind it. */
static size_t read_value(const struct check_side *side, size_t i, struct quantity *q) {
    size_t last = groups_end(side, i);
    bool spaced_groups = last > i && side->token[i + 1].kind == TOKEN_DIGITS;
    if (last == i + 2 && !spaced_groups && !continues(side, last + 1)) {
        read_pair(side, i, q);
        return last + 1;
    }
    if (last > i) {
        size_t decimals = 0;
        if (continues(side, last + 1) && side->token[last + 1].rune != ':') {
            decimals = length(side, last + 2);
            last += 2;
        }
        q->value = q->other = q->time = value_of(side, i, last, decimals);
        return last + 1;
    }
    if (continues(side, i + 1) && !continues(side, i + 3)) {
        read_pair(side, i, q);
        return i + 3;
    }
    q->value = q->other = q->time = value_of(side, i, i, 0);
    return i + 1;
}

/* "10h30", "10 h", "5 pm": a time of day in other clothes. */
static size_t read_hour(const struct check_side *side, size_t i, size_t next, struct quantity *q) {
    if (next >= side->n || next > i + 1 || length(side, i) > 2) return next;
    struct str glued = side->token[next].folded; /* "h30" */
    if (glued.n == 3 && glued.p[0] == 'h' && !side->token[next].spaced && glued.p[1] >= '0' &&
        glued.p[1] < '6' && glued.p[2] >= '0' && glued.p[2] <= '9') {
        q->time = time_of(side, i, i);
        q->time.digits += (uint64_t)(glued.p[1] - '0') * 10 + (uint64_t)(glued.p[2] - '0');
        q->value = q->other = q->time;
        return next + 1;
    }
    if (!check_token_is(side, next, "h")) {
        bool half = check_token_is(side, next, "am") || check_token_is(side, next, "pm");
        if (half) q->time = time_of(side, i, i);
        return next;
    }
    if (is_digits(side, next + 1) && is_time(side, i, next + 1)) { /* "7h30", "7 h 30" */
        q->time = time_of(side, i, next + 1);
        q->value = q->other = q->time;
        return next + 2;
    }
    q->time = time_of(side, i, i);
    return next;
}

static struct quantity_value scaled(const struct check_side *side, size_t next,
                                    struct quantity_value value) {
    for (size_t i = next; i < side->n && i < next + 2; i++) {
        int power = side->token[i].kind == TOKEN_WORD ? check_token_sense(side, i, ROLE_SCALE) : -1;
        if (power < 0 || value.power >= QUANTITY_TIME / 2) break;
        value.power = (int16_t)(value.power + power);
    }
    return value;
}

static void add(struct reader *r, struct quantity q) {
    struct quantity_list *list = &r->list;
    list->quantity =
        arena_grow(r->arena, list->quantity, list->n, &r->capacity, sizeof *list->quantity);
    list->quantity[list->n++] = q;
}

/* "COVID-19", "A-8": part of a name. */
static bool is_of_name(const struct check_side *side, size_t i) {
    return i > 1 && !side->token[i].spaced && side->token[i - 1].rune == '-' &&
           !side->token[i - 1].spaced && side->token[i - 2].kind == TOKEN_WORD &&
           side->token[i - 2].capital;
}

static size_t read_digits(struct reader *r, size_t i) {
    struct quantity q = {.start = r->side->token[i].start, .demanded = !is_of_name(r->side, i)};
    size_t next = read_value(r->side, i, &q);
    next = read_hour(r->side, i, next, &q);
    q.end = r->side->token[next - 1].end;
    q.scaled = scaled(r->side, next, q.value);
    add(r, q);
    return next;
}

/* "XIX", "XIXe": 0 when it is no Roman numeral. One letter alone is none. */
static uint64_t roman(struct str s) {
    static const char letter[] = "IVXLCDM";
    static const int worth[] = {1, 5, 10, 50, 100, 500, 1000};
    int total = 0, previous = 0;
    size_t n = s.n;
    while (n > 0 && (unsigned char)s.p[n - 1] > 'Z') n--; /* French "e", "è", "er" */
    if (n < 2 || n > 9) return 0;
    for (size_t i = n; i-- > 0;) {
        const char *at = strchr(letter, s.p[i]);
        if (!at || !*at) return 0;
        int value = worth[at - letter];
        total += value < previous ? -value : value;
        if (value > previous) previous = value;
    }
    return total > 0 ? (uint64_t)total : 0;
}

static bool is_and(const struct check_side *side, size_t i) {
    static const char *const and[] = {"eta", "y", "and", "et", "i", "e"};
    if (i >= side->n) return false;
    if (side->token[i].kind == TOKEN_SIGN)
        return side->token[i].rune == '-' && !side->token[i].spaced;
    for (size_t k = 0; k < sizeof and / sizeof *and; k++)
        if (check_token_is(side, i, and[k])) return true;
    return false;
}

/* "quinta-feira" is Thursday. */
static bool is_weekday(const struct check_side *side, size_t i) {
    return i + 2 < side->n && side->token[i + 1].rune == '-' &&
           check_token_is(side, i + 2, "feira");
}

/* The value of a number word, or -1; *doubtful when it may be another word. */
static int worth_of(const struct check_side *side, size_t i, bool *doubtful) {
    int value = i < side->n && side->token[i].kind == TOKEN_WORD && side->token[i].n_senses
                    ? check_token_sense(side, i, ROLE_NUMBER)
                    : -1;
    if (value >= 0 && side->language == CHECK_PT && is_weekday(side, i)) return -1;
    *doubtful = value >= 1000;
    return value >= 1000 ? value - 1000 : value;
}

static int worth(const struct check_side *side, size_t i) {
    bool doubtful;
    return worth_of(side, i, &doubtful);
}

/* Basque joins what ends in "ta" ("hogeita bost"); "hamalautik bost" is two numbers. */
static bool may_join(const struct check_side *side, size_t next, size_t at) {
    return side->language != CHECK_EU || at > next ||
           str_ends(side->token[next - 1].folded, STR("ta"));
}

/* Where the next word of a number may be: behind "and", behind a hyphen, behind both. */
static size_t skip_joint(const struct check_side *side, size_t next) {
    if (worth(side, next) >= 0 || !is_and(side, next)) return next;
    bool hyphens = next + 2 < side->n && side->token[next].rune == '-' && is_and(side, next + 1) &&
                   side->token[next + 2].rune == '-';
    return hyphens ? next + 3 : next + 1; /* "vint-i-dues" */
}

/* Whether `value` goes on with a number whose last word was `last`. */
static bool goes_on(const struct check_side *side, uint64_t last, uint64_t value, size_t next,
                    size_t at) {
    bool hyphen = at > next && side->token[next].rune == '-';
    if (value == 100) return at == next || hyphen;                    /* "quatre-cents" */
    if (hyphen && last == 10 && value > 6 && value < 10) return true; /* "dix-sept" */
    if (at > next && last < 20 && !(value == 20 && last == 4)) return false;
    return value > 0 && last >= 4 && (value < last || value == 20);
}

/* "berrogeita hamar", "forty-two", "quatre-vingt-dix", "trescientos": one number of many words. */
static size_t read_words(struct reader *r, size_t i) {
    const struct check_side *side = r->side;
    bool doubtful = false;
    uint64_t total = (uint64_t)worth_of(side, i, &doubtful), last = total;
    size_t next = i + 1;
    for (;;) {
        size_t at = skip_joint(side, next);
        int value = worth(side, at);
        if (value < 0 || (value == 1 && at == next) || !may_join(side, next, at) ||
            !goes_on(side, last, (uint64_t)value, next, at))
            break;
        total = (uint64_t)value > last ? total * (uint64_t)value : total + (uint64_t)value;
        last = (uint64_t)value;
        next = at + 1;
    }
    struct quantity q = {.start = side->token[i].start, .end = side->token[next - 1].end};
    q.value = q.other = q.time = normal(total, 0);
    q.scaled = scaled(side, next, q.value);
    q.in_words = true;
    q.demanded = total >= 3 && total != 100 && !doubtful;
    add(r, q);
    return next;
}

struct quantity_list check_quantity_read(struct arena *a, const struct check_side *side) {
    struct reader r = {.arena = a, .side = side};
    for (size_t i = 0; i < side->n;) {
        const struct check_token *t = &side->token[i];
        uint64_t value = t->kind == TOKEN_WORD && t->capital ? roman(check_token_text(side, i)) : 0;
        if (t->kind == TOKEN_DIGITS) {
            i = read_digits(&r, i);
        } else if (worth(side, i) >= 0) {
            i = read_words(&r, i);
        } else {
            struct quantity q = {.start = t->start, .end = t->end, .in_words = true};
            q.value = q.scaled = q.other = q.time = normal(value, 0);
            if (value) add(&r, q);
            i++;
        }
    }
    return r.list;
}
