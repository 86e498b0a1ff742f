#include "story/sentence_end.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "story/segmenter_rules.h"

enum { MAX_AROUND = 32 }; /* dashes, spaces, brackets and quotation marks that are passed over */

/* What the next sentence would begin with, behind quotation marks, brackets and dashes. */
enum next_kind { NEXT_LOWER, NEXT_UPPER, NEXT_DIGIT, NEXT_OTHER, NEXT_GOES_ON };

struct place {
    const struct segmenter_rules *rules;
    struct str text;
    size_t began;          /* of the sentence */
    size_t mark, mark_end; /* the last run of terminators before the gap */
    bool closed;           /* by a quotation mark or bracket behind it */
    bool in_bracket;       /* by a bracket */
    enum next_kind next;
    size_t word; /* where its first word begins */
};

bool sentence_end_is_space(uint32_t rune) {
    return u_isUWhiteSpace((UChar32)rune);
}

static bool is_glue(uint32_t rune) {
    return rune == 0xa0 || rune == 0x202f || rune == 0x2007;
}

static bool is_terminator(uint32_t rune) {
    return rune == '.' || rune == '!' || rune == '?' || rune == 0x2026 || rune == 0x203c ||
           (rune >= 0x2047 && rune <= 0x2049);
}

static bool is_closing_bracket(uint32_t rune) {
    return rune == ')' || rune == ']' || rune == '}';
}

static bool is_closer(uint32_t rune) {
    return is_closing_bracket(rune) || rune == '"' || rune == '\'' || rune == 0xbb ||
           rune == 0x203a || rune == 0x201d || rune == 0x2019;
}

static bool is_opener(uint32_t rune) {
    return rune == '(' || rune == '[' || rune == '{' || rune == '"' || rune == '\'' ||
           rune == 0xab || rune == 0x2039 || rune == 0x201c || rune == 0x2018 || rune == 0x201e ||
           rune == 0x201a || rune == 0xbf || rune == 0xa1;
}

static bool is_dash(uint32_t rune) {
    return rune == '-' || (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212;
}

/* 0 at the end. */
static uint32_t rune_at(struct str s, size_t at) {
    return at < s.n ? utf8_next(s, &at) : 0;
}

static uint32_t rune_before(struct str s, size_t at) {
    return at > 0 ? utf8_previous(s, &at) : 0;
}

static size_t after_space(struct str s, size_t at) {
    while (at < s.n) {
        size_t next = at;
        if (!sentence_end_is_space(utf8_next(s, &next))) break;
        at = next;
    }
    return at;
}

/* Behind a closing mark that stands at `at`, after spaces perhaps ("« Oui. »"); `at` when none. */
static size_t after_closer(struct str s, size_t at) {
    size_t next = after_space(s, at);
    bool spaced = next > at;
    if (next == s.n) return at;
    uint32_t rune = utf8_next(s, &next);
    if (!is_closer(rune)) return at;
    if (!spaced) return next;
    /* Behind a space, one that a word follows at once opens. */
    bool ambiguous = rune == '\'' || rune == 0x2019;
    return ambiguous || u_isalnum((UChar32)rune_at(s, next)) || is_opener(rune_at(s, next)) ? at
                                                                                            : next;
}

/* No byte of another character is one of these: most of a text is passed over without decoding. */
static bool may_terminate(char byte) {
    return byte == '.' || byte == '!' || byte == '?' || byte == '\xe2';
}

/* Behind the terminators at `at` and what closes after them; `at` itself where there are none. */
static size_t after_terminators(struct str s, size_t at) {
    if (!is_terminator(rune_at(s, at))) return at;
    for (size_t next = at;; at = next) {
        while (is_terminator(rune_at(s, next))) utf8_next(s, &next);
        next = after_closer(s, next);
        if (next == at) return at;
    }
}

bool sentence_end_find(struct str text, size_t from, struct sentence_gap *ret_gap) {
    for (size_t at = from; at < text.n; at++) {
        if (!may_terminate(text.p[at])) continue;
        size_t end = after_terminators(text, at);
        if (end == at) continue;
        size_t start = after_space(text, end);
        if (start > end && start < text.n) {
            *ret_gap = (struct sentence_gap){end, start};
            return true;
        }
        at = end - 1;
    }
    return false;
}

/* Finds the terminators before the gap; false when what stands there is none of ours. */
static bool find_mark(struct place *p, size_t end) {
    size_t at = end;
    for (int runes = 0; runes < MAX_AROUND && at > p->began; runes++) {
        size_t before = at;
        uint32_t rune = utf8_previous(p->text, &before);
        if (!is_closer(rune) && !sentence_end_is_space(rune)) break;
        p->closed |= is_closer(rune);
        p->in_bracket |= is_closing_bracket(rune);
        at = before;
    }
    p->mark_end = p->mark = at;
    while (p->mark > p->began && is_terminator(rune_before(p->text, p->mark))) {
        utf8_previous(p->text, &p->mark);
    }
    return p->mark < p->mark_end;
}

/* "iPhone" begins a sentence as a capital does. */
static bool is_capital_inside(struct str s, size_t word) {
    utf8_next(s, &word);
    return u_isupper((UChar32)rune_at(s, word));
}

static enum next_kind kind_of(struct str s, size_t word, bool in_opened) {
    uint32_t rune = rune_at(s, word);
    if (u_isdigit((UChar32)rune)) return NEXT_DIGIT;
    if (u_isupper((UChar32)rune) || u_istitle((UChar32)rune)) return NEXT_UPPER;
    if (u_islower((UChar32)rune)) return is_capital_inside(s, word) ? NEXT_UPPER : NEXT_LOWER;
    bool goes_on = is_terminator(rune) || is_closer(rune) || rune == ',' || rune == ';' ||
                   rune == ':' || rune == '%';
    return goes_on && !in_opened ? NEXT_GOES_ON : NEXT_OTHER;
}

static void find_next(struct place *p, size_t start) {
    bool in_opened = false;
    size_t at = start;
    for (int runes = 0; runes < MAX_AROUND && at < p->text.n; runes++) {
        size_t next = at;
        uint32_t rune = utf8_next(p->text, &next), then = rune_at(p->text, next);
        bool opens =
            is_opener(rune) && !(is_closer(rune) && (!then || sentence_end_is_space(then)));
        /* » and ” open in some languages; a word then follows at once. */
        opens |= is_closer(rune) && !is_closing_bracket(rune) && u_isalnum((UChar32)then);
        if (!opens && !is_dash(rune) && !sentence_end_is_space(rune)) break;
        in_opened |= opens;
        at = next;
    }
    p->word = at;
    p->next = kind_of(p->text, at, in_opened);
}

/* The letters at `at`, with the apostrophe that ends them. */
static size_t word_end(struct str s, size_t at) {
    while (at < s.n) {
        size_t next = at;
        uint32_t rune = utf8_next(s, &next);
        if (rune == '\'' || rune == 0x2019) return next;
        if (!u_isalpha((UChar32)rune)) break;
        at = next;
    }
    return at;
}

/* Whether the list has the word, in which a typographic apostrophe is a plain one. */
static bool has_word(const char *const *list, struct str word) {
    bool apostrophe = str_ends(word, STR("\u2019")) || str_ends(word, STR("'"));
    if (apostrophe) word.n -= str_ends(word, STR("'")) ? 1 : 3;
    for (; *list; list++) {
        struct str entry = str_of(*list);
        if (str_ends(entry, STR("'")) != apostrophe) continue;
        if (str_eq(str_slice(entry, 0, entry.n - apostrophe), word)) return true;
    }
    return false;
}

static bool starter_follows(const struct place *p) {
    size_t end = word_end(p->text, p->word);
    /* "A." and "I." are initials. */
    if (rune_at(p->text, end) == '.') return false;
    return has_word(p->rules->starter, str_slice(p->text, p->word, end));
}

static bool same_letter(char text, char entry, bool is_first) {
    return text == entry || (is_first && entry >= 'a' && entry <= 'z' && text == entry - 32);
}

/* Whether the text before `end` ends in this abbreviation, as a word of its own. */
static bool ends_in(struct str text, size_t began, size_t end, struct str entry) {
    size_t at = end;
    for (size_t i = entry.n; i > 0; i--) {
        if (entry.p[i - 1] == ' ') {
            while (at > began && sentence_end_is_space(rune_before(text, at))) {
                utf8_previous(text, &at);
            }
            continue;
        }
        if (at == began || !same_letter(text.p[at - 1], entry.p[i - 1], i == 1)) return false;
        at--;
    }
    uint32_t before = at > began ? rune_before(text, at) : 0;
    return !u_isalnum((UChar32)before) && before != '.' && before != '@';
}

static bool is_listed(const char *const *list, const struct place *p) {
    for (; *list; list++) {
        if (ends_in(p->text, p->began, p->mark, str_of(*list))) return true;
    }
    return false;
}

static bool is_roman(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (!memchr("IVXLCDM", s.p[i], 7)) return false;
    }
    return s.n > 0;
}

static bool number_follows(const struct place *p) {
    size_t end = word_end(p->text, p->word);
    return p->next == NEXT_DIGIT || is_roman(str_slice(p->text, p->word, end));
}

/* From the last space or opening mark to the full stop. */
static struct str last_word(const struct place *p) {
    size_t at = p->mark;
    while (at > p->began) {
        uint32_t rune = rune_before(p->text, at);
        if (sentence_end_is_space(rune) || is_opener(rune) || rune == 0x2019) break;
        utf8_previous(p->text, &at);
    }
    return str_slice(p->text, at, p->mark);
}

/* "U.S", "J.-C", "e.a": one or two letters between the dots. */
static bool is_dotted(struct str word) {
    size_t letters = 0, dots = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t rune = utf8_next(word, &at);
        if (rune == '.' || rune == '-') {
            dots += rune == '.';
            letters = 0;
        } else if (!u_isalpha((UChar32)rune) || ++letters > 2) {
            return false;
        }
    }
    return dots > 0;
}

/* "J", "J-P": a capital letter alone, or after a hyphen that another one stands before. */
static bool is_initial(struct str word) {
    size_t at = word.n;
    if (at == 0 || !u_isupper((UChar32)utf8_previous(word, &at))) return false;
    return at == 0 || (at == 2 && word.p[1] == '-');
}

/* The last rune of the word before, 0 at the start of the sentence. */
static uint32_t before_word(const struct place *p, struct str word) {
    size_t at = (size_t)(word.p - p->text.p);
    while (at > p->began && sentence_end_is_space(rune_before(p->text, at))) {
        utf8_previous(p->text, &at);
    }
    return at > p->began ? rune_before(p->text, at) : 0;
}

/* "J. M." of "J. M. Le Clézio": nothing but a name follows two initials. */
static bool after_initial(const struct place *p, struct str word) {
    size_t at = (size_t)(word.p - p->text.p);
    return at >= 3 && p->text.p[at - 1] == ' ' && p->text.p[at - 2] == '.' &&
           u_isupper((UChar32)rune_before(p->text, at - 2));
}

static bool after_number(const struct place *p, struct str word) {
    return u_isdigit((UChar32)before_word(p, word));
}

/* A score, a time, a sum: more than digits, or more digits than an ordinal has. */
static bool is_only_a_count(struct str word) {
    if (is_roman(word)) return false;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] < '0' || word.p[i] > '9') return true;
    }
    return word.n > 4;
}

static bool ends_after_number(const struct place *p, struct str word) {
    bool numbered_item = word.p == p->text.p + p->began && word.n <= 3;
    if (numbered_item) return false;
    if (!p->rules->ordinal_dot || p->closed) return true;
    uint32_t before = before_word(p, word);
    if (before == '%' || before == ':') return true;
    if (p->next == NEXT_DIGIT) return is_only_a_count(word);
    return starter_follows(p) || p->next == NEXT_OTHER || is_only_a_count(word);
}

/* The "a." of "a. C.", the "p." of "p. m.". */
static bool is_half_of_two(const struct place *p, struct str word) {
    size_t at = 0, end = word_end(p->text, p->word);
    if (word.n == 0 || !u_islower((UChar32)utf8_next(word, &at)) || at < word.n) return false;
    return utf8_length(str_slice(p->text, p->word, end)) == 1 && rune_at(p->text, end) == '.';
}

static bool ends_at_full_stop(const struct place *p) {
    struct str word = last_word(p);
    bool number = word.n > 0 && u_isdigit((UChar32)rune_before(word, word.n));
    bool ordinal = p->rules->ordinal_dot && is_roman(word);
    if (number || ordinal) return ends_after_number(p, word);
    bool initial = is_initial(word);
    if (initial && after_number(p, word)) return true; /* "5 M. Le budget…" */
    if (is_listed(p->rules->inner, p)) return starter_follows(p);
    if (is_listed(p->rules->joined, p) || is_half_of_two(p, word)) return false;
    if (p->closed && !p->in_bracket) return true;
    if (initial && p->next == NEXT_UPPER && after_initial(p, word)) return false;
    if (is_dotted(word) || (initial && p->next == NEXT_UPPER)) return starter_follows(p);
    return !is_listed(p->rules->counted, p) || !number_follows(p);
}

/* «Zer?» Mikelek galdetu du: capitalised words, then one that says who spoke. */
static bool speaker_follows(const struct place *p) {
    size_t at = p->word;
    for (int words = 0; words < 4; words++) {
        size_t end = word_end(p->text, at);
        struct str word = str_slice(p->text, at, end);
        if (word.n == 0) return false;
        if (words > 0 && has_word(p->rules->speech, word)) return true;
        if (!u_isupper((UChar32)rune_at(word, 0)) || has_word(p->rules->starter, word))
            return false;
        if (rune_at(p->text, end) != ' ') return false;
        at = end + 1;
    }
    return false;
}

/* A line goes on when the next begins in lower case, or after a comma. */
static bool line_ends(const struct place *p, bool terminated, size_t end) {
    if (terminated) return true;
    return p->next != NEXT_LOWER && p->next != NEXT_GOES_ON && rune_before(p->text, end) != ',';
}

static bool breaks_lines(struct str gap) {
    return str_find(gap, '\n') < gap.n;
}

static bool is_all_glue(struct str gap) {
    for (size_t at = 0; at < gap.n;) {
        if (!is_glue(utf8_next(gap, &at))) return false;
    }
    return true;
}

bool sentence_end_is(const struct segmenter_rules *rules, struct str text, size_t began,
                     struct sentence_gap gap) {
    struct place p = {.rules = rules, .text = text, .began = began};
    struct str space = str_slice(text, gap.end, gap.start);
    bool terminated = find_mark(&p, gap.end);
    find_next(&p, gap.start);
    if (breaks_lines(space)) return line_ends(&p, terminated, gap.end);
    if (!terminated) return true;         /* another script's, as ICU has it */
    if (is_all_glue(space)) return false; /* also where there is no space at all */
    if (p.next == NEXT_LOWER || p.next == NEXT_GOES_ON) return false;
    uint32_t before = rune_before(text, p.mark);
    if (p.in_bracket && (before == '(' || before == '[')) return false; /* "(…)", "(!)" */
    bool full_stop = p.mark_end - p.mark == 1 && text.p[p.mark] == '.';
    if (full_stop) return ends_at_full_stop(&p);
    return !p.closed || p.next != NEXT_UPPER || !speaker_follows(&p);
}
