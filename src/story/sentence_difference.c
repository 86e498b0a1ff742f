#include "story/sentence_difference.h"

#include "base/buf.h"
#include "html/escape.h"
#include "story/sentence_token.h"

struct side {
    struct str text;
    struct sentence_token *token;
    size_t n;
    bool *same; /* is in the other one too */
};

static struct side read_side(struct arena *a, struct str text) {
    struct side side = {.text = text};
    side.token = sentence_token_list(a, text, &side.n);
    side.same = arena_array(a, side.n, sizeof *side.same);
    return side;
}

static bool equal(const struct side *a, size_t i, const struct side *b, size_t j) {
    return str_eq(str_slice(a->text, a->token[i].start, a->token[i].end),
                  str_slice(b->text, b->token[j].start, b->token[j].end));
}

/* Marks the longest common sequence of a[first, a_end) and b[first, b_end). */
static size_t mark_common(struct arena *arena, struct side *a, struct side *b, size_t first,
                          size_t a_end, size_t b_end) {
    size_t rows = a_end - first, columns = b_end - first, width = columns + 1, n = 0;
    if (rows > SENTENCE_DIFFERENCE_WORDS || columns > SENTENCE_DIFFERENCE_WORDS) return 0;
    uint16_t *length = arena_array(arena, (rows + 1) * width, sizeof *length);
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            uint16_t down = length[(i + 1) * width + j], right = length[i * width + j + 1];
            uint16_t best = down > right ? down : right;
            if (equal(a, first + i, b, first + j))
                best = (uint16_t)(length[(i + 1) * width + j + 1] + 1);
            length[i * width + j] = best;
        }
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        if (equal(a, first + i, b, first + j)) {
            a->same[first + i++] = b->same[first + j++] = true;
            n++;
        } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    return n;
}

/* How many tokens both have in the same order. */
static size_t compare(struct arena *arena, struct side *a, struct side *b) {
    size_t first = 0, a_end = a->n, b_end = b->n, n;
    while (first < a_end && first < b_end && equal(a, first, b, first)) {
        a->same[first] = b->same[first] = true;
        first++;
    }
    n = first;
    while (a_end > first && b_end > first && equal(a, a_end - 1, b, b_end - 1)) {
        a->same[--a_end] = b->same[--b_end] = true;
        n++;
    }
    return n + mark_common(arena, a, b, first, a_end, b_end);
}

/* Tokens [start, end) of a side, when there are any. */
static void add_piece(struct sentence_difference *d, enum difference_kind kind,
                      const struct side *side, size_t start, size_t end) {
    if (start == end) return;
    uint32_t from = side->token[start].start;
    bool space = start == 0 || side->token[start - 1].end < from;
    d->piece[d->n++] = (struct difference_piece){
        kind, space, str_slice(side->text, from, side->token[end - 1].end)};
}

static size_t end_of_change(const struct side *side, size_t at) {
    while (at < side->n && !side->same[at]) at++;
    return at;
}

struct sentence_difference sentence_difference_of(struct arena *arena, struct str before,
                                                  struct str after) {
    struct side a = read_side(arena, before), b = read_side(arena, after);
    struct sentence_difference d = {.piece =
                                        arena_array(arena, 2 * (a.n + b.n) + 1, sizeof *d.piece)};
    size_t common = compare(arena, &a, &b);
    for (size_t i = 0, j = 0; i < a.n || j < b.n;) {
        size_t removed = end_of_change(&a, i), added = end_of_change(&b, j), same = added;
        add_piece(&d, DIFFERENCE_REMOVED, &a, i, removed);
        add_piece(&d, DIFFERENCE_ADDED, &b, j, added);
        for (i = removed; i < a.n && a.same[i] && same < b.n && b.same[same]; i++) same++;
        add_piece(&d, DIFFERENCE_SAME, &b, added, same);
        j = same;
    }
    if (a.n + b.n) d.likeness = (unsigned)(200 * common / (a.n + b.n));
    if (str_eq(before, after)) d.likeness = 100;
    if (d.likeness == 100 && !str_eq(before, after)) d.likeness = 99;
    return d;
}

static struct str write_pieces(struct arena *a, const struct sentence_difference *d,
                               const char *const *opening, const char *const *closing, bool html) {
    struct buf b;
    buf_init(&b, SIZE_MAX / 2);
    for (size_t i = 0; i < d->n; i++) {
        const struct difference_piece *p = &d->piece[i];
        if (i > 0 && p->space) buf_add_char(&b, ' ');
        buf_add(&b, str_of(opening[p->kind]));
        if (html)
            escape_text(&b, p->s);
        else
            buf_add(&b, p->s);
        buf_add(&b, str_of(closing[p->kind]));
    }
    struct str s = buf_keep(&b, a);
    buf_release(&b);
    return s;
}

struct str sentence_difference_plain(struct arena *a, const struct sentence_difference *d) {
    static const char *const opening[] = {"", "[-", "{+"}, *const closing[] = {"", "-]", "+}"};
    return write_pieces(a, d, opening, closing, false);
}

struct str sentence_difference_html(struct arena *a, const struct sentence_difference *d) {
    static const char *const opening[] = {"", "<del>", "<ins>"}, *const closing[] = {"", "</del>",
                                                                                     "</ins>"};
    return write_pieces(a, d, opening, closing, true);
}
