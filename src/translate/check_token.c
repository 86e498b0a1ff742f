#include "translate/check_token.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "translate/check_address.h"
#include "translate/check_fold.h"

struct reader {
    struct arena *arena;
    const struct check_words *words;
    struct check_side *side;
    size_t capacity;
    char *folded; /* room for all folded words */
    bool spaced, starting;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t rune) {
    if (rune < 0x80) return (rune | 32) >= 'a' && (rune | 32) <= 'z';
    if (rune == 0xAA || rune == 0xBA) return false; /* ordinal signs */
    int8_t type = u_charType((UChar32)rune);
    return u_isalpha((UChar32)rune) || type == U_NON_SPACING_MARK ||
           type == U_COMBINING_SPACING_MARK;
}

static bool is_space(uint32_t rune) {
    return rune == ' ' || (rune >= '\t' && rune <= '\r') ||
           (rune >= 0x80 && (u_isUWhiteSpace((UChar32)rune) || rune == 0x200B));
}

static struct check_token *add(struct reader *r, enum check_token_kind kind, size_t start,
                               size_t end) {
    struct check_side *side = r->side;
    side->token = arena_grow(r->arena, side->token, side->n, &r->capacity, sizeof *side->token);
    struct check_token *t = &side->token[side->n++];
    *t = (struct check_token){.start = (uint32_t)start, .end = (uint32_t)end, .kind = kind};
    t->spaced = r->spaced;
    t->folded = str_slice(side->s, start, end);
    r->spaced = false;
    return t;
}

static void find_senses(struct reader *r, struct check_token *t) {
    const struct check_sense *sense[CHECK_MAX_SENSES];
    t->hash = hash_quick(t->folded);
    t->n_senses = (uint8_t)check_words_find(r->words, t->folded, sense);
    if (!t->n_senses) return;
    t->sense = arena_array(r->arena, t->n_senses, sizeof(const struct check_sense *));
    memcpy((void *)t->sense, (const void *)sense, t->n_senses * sizeof *sense);
}

/* "U.S." and "EE.UU.": a dot between two capitals is part of the word. */
static bool joins(struct str s, size_t start, size_t at) {
    return at - start <= 4 && at + 1 < s.n && s.p[at] == '.' && s.p[at + 1] >= 'A' &&
           s.p[at + 1] <= 'Z' && s.p[at - 1] >= 'A' && s.p[at - 1] <= 'Z';
}

/* The end of the word that starts at `start`; *upper tells whether all its letters are capital. */
static size_t fold_word(struct str s, size_t start, char *folded, size_t *n, bool *upper) {
    size_t letters = 0, digits = 0, end = start;
    *upper = true;
    while (end < s.n) {
        size_t next = end;
        uint32_t rune = utf8_next(s, &next);
        bool digit = rune >= '0' && rune <= '9';
        if (rune == 0xB7 && letters && next < s.n && s.p[next - 3] == 'l' && s.p[next] == 'l') {
            end = next; /* Catalan "intel·ligent" is one word */
            continue;
        }
        if (rune == '.' && letters && joins(s, start, end)) {
            end = next;
            continue;
        }
        if (!digit && !is_letter(rune)) break;
        if (digit && letters - digits > 1 && !*upper) break; /* "el1996" is two, "ETB2" one */
        *n += check_fold_rune(rune, folded + *n);
        *upper &= digit || u_isupper((UChar32)rune);
        letters++;
        digits += digit;
        end = next;
    }
    *upper &= letters > 1;
    return end;
}

static size_t read_word(struct reader *r, size_t start) {
    struct str s = r->side->s;
    size_t n = 0, first = start;
    bool upper;
    uint32_t rune = utf8_next(s, &first);
    size_t end = fold_word(s, start, r->folded, &n, &upper);
    if (end < s.n && s.p[end] == '.' && memchr(s.p + start, '.', end - start)) end++;
    struct check_token *t = add(r, TOKEN_WORD, start, end);
    t->folded = (struct str){r->folded, n};
    t->capital = u_isupper((UChar32)rune) || u_istitle((UChar32)rune);
    t->upper = upper;
    t->starting = r->starting;
    r->folded += n;
    r->starting = false;
    r->side->n_words++;
    find_senses(r, t);
    return end;
}

static bool begins_sentence(uint32_t rune) {
    static const uint32_t signs[] = {'.',    '!',    '?',    ':',    ';',    '"',    0xAB,   0xBB,
                                     0xA1,   0xBF,   0x2018, 0x201C, 0x201D, 0x201E, 0x2013, 0x2014,
                                     0x2026, 0x2039, 0x2022, '\'',   '[',    '/'};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i] == rune) return true;
    return false;
}

static size_t read_sign(struct reader *r, size_t start, size_t end, uint32_t rune) {
    struct check_token *t = add(r, TOKEN_SIGN, start, end);
    t->rune = rune;
    t->hash = rune;
    bool elides = rune == '\'' && !t->spaced && r->side->n > 1 && t[-1].kind == TOKEN_WORD;
    if (begins_sentence(rune) && !elides) r->starting = true; /* "d'Urbeltz" begins no sentence */
    /* "St. Petersburg", "Juan M. Etxeberria": a dot behind one or two letters ends nothing */
    const struct check_side *side = r->side;
    if (rune == '.' && side->n > 1 && t[-1].kind == TOKEN_WORD && t[-1].capital && !t->spaced &&
        t[-1].end - t[-1].start <= 2)
        r->starting = false;
    return end;
}

static size_t read_digits(struct reader *r, size_t start) {
    struct str s = r->side->s;
    size_t end = start;
    while (end < s.n && is_digit(s.p[end])) end++;
    struct check_token *t = add(r, TOKEN_DIGITS, start, end);
    t->hash = hash_quick(t->folded);
    r->starting = false;
    return end;
}

static size_t read_next(struct reader *r, size_t at) {
    struct str s = r->side->s;
    size_t next = at;
    uint32_t rune = utf8_next(s, &next);
    if (is_space(rune)) {
        r->starting |= rune == '\n';
        r->spaced = true;
        return next;
    }
    size_t end = check_address_end(s, at, r->spaced);
    enum check_token_kind kind = TOKEN_URL;
    if (end == at) {
        end = check_address_holder_end(s, at);
        kind = TOKEN_HOLDER;
    }
    if (end > at) {
        struct check_token *t = add(r, kind, at, end);
        t->hash = hash_quick(t->folded);
        r->starting = false;
        return end;
    }
    if (is_digit(s.p[at])) return read_digits(r, at);
    return is_letter(rune) ? read_word(r, at) : read_sign(r, at, next, rune);
}

static bool is_shouting(const struct check_side *side) {
    size_t capitals = 0, words = 0;
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD || t->end - t->start < 4) continue;
        words++;
        capitals += t->capital;
    }
    return words > 3 && capitals * 4 > words * 3;
}

void check_token_read(struct arena *a, const struct check_words *words, const struct text *text,
                      struct str language, struct check_side *ret_side) {
    *ret_side = (struct check_side){.text = text, .s = text->s};
    ret_side->language = check_words_language(language);
    struct reader r = {.arena = a, .words = words, .side = ret_side};
    r.folded = arena_alloc(a, text->s.n * 2 + CHECK_FOLD_MAX);
    r.spaced = r.starting = true;
    for (size_t at = 0; at < text->s.n;) at = read_next(&r, at);
    ret_side->shouting = is_shouting(ret_side);
}

static int sense(const struct check_token *t, enum check_role role, unsigned languages) {
    for (size_t i = 0; i < t->n_senses; i++)
        if (t->sense[i]->role == role && t->sense[i]->languages & languages)
            return t->sense[i]->value;
    return -1;
}

int check_token_sense(const struct check_side *side, size_t i, enum check_role role) {
    return sense(&side->token[i], role, 1U << side->language);
}

int check_token_sense_any(const struct check_side *side, size_t i, enum check_role role) {
    return sense(&side->token[i], role, 0xFF);
}

bool check_token_is(const struct check_side *side, size_t i, const char *folded) {
    return i < side->n && side->token[i].kind == TOKEN_WORD &&
           str_eq(side->token[i].folded, str_of(folded));
}

struct str check_token_text(const struct check_side *side, size_t i) {
    return str_slice(side->s, side->token[i].start, side->token[i].end);
}
