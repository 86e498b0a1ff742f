#include "story/text_similarity.h"

#include <stdlib.h>

#include "base/utf8.h"

static int compare_runs(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

struct text_shape text_similarity_shape(struct arena *a, struct str s) {
    s = str_slice(s, 0, TEXT_SIMILARITY_MAX);
    struct text_shape shape = {.run = arena_array(a, s.n + 2, sizeof *shape.run)};
    uint32_t run = ' ';
    for (size_t i = 0; i <= s.n && s.n > 0; i++) {
        unsigned char c = i < s.n ? (unsigned char)s.p[i] : ' ';
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
        run = (run << 8 | c) & 0xFFFFFF;
        if (i > 0) shape.run[shape.n++] = run;
    }
    qsort(shape.run, shape.n, sizeof *shape.run, compare_runs);
    return shape;
}

static size_t count_shared(const struct text_shape *a, const struct text_shape *b) {
    size_t i = 0, j = 0, n = 0;
    while (i < a->n && j < b->n) {
        if (a->run[i] == b->run[j]) {
            n++;
            i++;
            j++;
        } else if (a->run[i] < b->run[j]) {
            i++;
        } else {
            j++;
        }
    }
    return n;
}

unsigned text_similarity_likeness(const struct text_shape *a, const struct text_shape *b) {
    if (a->n + b->n == 0) return 0;
    return (unsigned)(200 * count_shared(a, b) / (a->n + b->n));
}

unsigned text_similarity_contained(const struct text_shape *part, const struct text_shape *whole) {
    if (part->n == 0) return 0;
    return (unsigned)(100 * count_shared(part, whole) / part->n);
}

enum { MAX_WORD = 64, SHORT_WORD = 5 };

static bool is_mark_of_punctuation(uint32_t rune) {
    if (rune < 0x80)
        return !((rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') ||
                 (rune >= 'a' && rune <= 'z'));
    return rune == 0xAB || rune == 0xBB || rune == 0xA1 || rune == 0xBF ||
           (rune >= 0x2010 && rune <= 0x203A);
}

struct letters {
    uint32_t rune[MAX_WORD];
    size_t n;
    uint64_t digits; /* of the word, as a number; too many overflow, harmlessly */
    bool too_long;
};

/* The next word of *rest without case (of ASCII) and punctuation. False at the end. */
static bool next_word(struct str *rest, struct letters *ret) {
    *ret = (struct letters){0};
    size_t i = 0;
    while (i < rest->n && str_is_space(rest->p[i])) i++;
    if (i == rest->n) return false;
    while (i < rest->n && !str_is_space(rest->p[i])) {
        uint32_t rune = utf8_next(*rest, &i);
        if (is_mark_of_punctuation(rune)) continue;
        if (rune >= '0' && rune <= '9') ret->digits = ret->digits * 10 + rune - '0' + 1;
        if (rune >= 'A' && rune <= 'Z') rune += 'a' - 'A';
        if (ret->n == MAX_WORD)
            ret->too_long = true;
        else
            ret->rune[ret->n++] = rune;
    }
    *rest = str_from(*rest, i);
    return true;
}

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Letters to add, drop or change from one word to the other (Levenshtein). */
static size_t distance(const struct letters *a, const struct letters *b) {
    size_t row[MAX_WORD + 1];
    for (size_t j = 0; j <= b->n; j++) row[j] = j;
    for (size_t i = 1; i <= a->n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            size_t up = row[j];
            row[j] =
                smallest(up + 1, row[j - 1] + 1, diagonal + (a->rune[i - 1] != b->rune[j - 1]));
            diagonal = up;
        }
    }
    return row[b->n];
}

bool text_similarity_is_spelling(struct str before, struct str after) {
    struct letters a, b;
    for (;;) {
        bool more = next_word(&before, &a);
        if (next_word(&after, &b) != more) return false;
        if (!more) return true;
        if (a.too_long || b.too_long || a.digits != b.digits) return false;
        size_t allowed = a.n > SHORT_WORD && b.n > SHORT_WORD ? 2 : 1;
        if (distance(&a, &b) > allowed) return false;
    }
}
