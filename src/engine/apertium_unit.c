#include "engine/apertium_unit.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/apertium_stream.h"

/* How far behind the last unit the next may start, when a stage dropped characters between. */
enum { LONGEST_GAP = 256 };

/* Bytes that `stream` (text, escapes, tildes) covers in the text at `at`; SIZE_MAX when it is
   other text. */
static size_t covers(struct str stream, struct str text, size_t at) {
    size_t from = at;
    for (;;) {
        struct apertium_token token = apertium_stream_next(&stream);
        if (token.kind == APERTIUM_END) return at - from;
        if (token.kind == APERTIUM_BAD || token.kind == APERTIUM_UNIT) return SIZE_MAX;
        if (at > text.n || token.body.n > text.n - at ||
            memcmp(text.p + at, token.body.p, token.body.n) != 0)
            return SIZE_MAX;
        at += token.body.n;
    }
}

/* Where the surface stands: at *at, or a little behind it. */
static bool place(struct str surface, struct str text, size_t *at, struct apertium_unit *unit) {
    size_t last = text.n - *at > LONGEST_GAP ? *at + LONGEST_GAP : text.n;
    for (size_t try = *at; try < last; try++) {
        size_t n = covers(surface, text, try);
        if (n == SIZE_MAX || n == 0) continue;
        unit->start = (uint32_t)try;
        unit->end = (uint32_t)(try + n);
        *at = try + n;
        return true;
    }
    unit->start = unit->end = (uint32_t)*at;
    return false;
}

static bool blanks_are_ours(struct str between) {
    for (;;) {
        struct apertium_token token = apertium_stream_next(&between);
        if (token.kind == APERTIUM_END) return true;
        if (token.kind == APERTIUM_BLANK ? !str_eq(token.body, STR("~"))
                                         : token.kind > APERTIUM_ESCAPE)
            return false;
    }
}

static bool is_word(struct str text, const struct apertium_unit *unit) {
    size_t at = unit->start;
    while (at < unit->end) {
        if (u_isalnum((UChar32)utf8_next(text, &at))) return true;
    }
    return false;
}

static uint32_t find_keep(const struct apertium_text *text, const struct apertium_unit *unit,
                          size_t *next) {
    while (*next < text->n_keeps && text->keep[*next].end <= unit->start) ++*next;
    if (*next == text->n_keeps || text->keep[*next].start >= unit->end) return 0;
    return (uint32_t)*next + 1;
}

bool apertium_unit_read(struct arena *a, struct str reply, const struct apertium_text *text,
                        struct apertium_units *ret_units) {
    struct apertium_units units = {0};
    /* The added full stop may be glued to the last word ("etc."). */
    struct str source = {text->text.p, text->text.n + 1};
    size_t capacity = 0, at = 0, next_keep = 0;
    struct str rest = reply, between = {reply.p, 0};
    for (;;) {
        struct apertium_token token = apertium_stream_next(&rest);
        if (token.kind == APERTIUM_END) break;
        if (token.kind == APERTIUM_BAD || token.kind == APERTIUM_BOUND) return false;
        if (token.kind != APERTIUM_UNIT) {
            between.n += token.raw.n;
            continue;
        }
        units.unit = arena_grow(a, units.unit, units.n_units, &capacity, sizeof *units.unit);
        struct apertium_unit *unit = &units.unit[units.n_units++];
        *unit = (struct apertium_unit){.before = between};
        apertium_stream_split(token.body, &unit->surface, &unit->analyses);
        if (!blanks_are_ours(between)) return false;
        size_t gap = covers(between, source, at);
        if (gap != SIZE_MAX) at += gap;
        place(unit->surface, source, &at, unit);
        if (unit->start > text->text.n) unit->start = (uint32_t)text->text.n;
        if (unit->end > text->text.n) unit->end = (uint32_t)text->text.n;
        unit->keep = find_keep(text, unit, &next_keep);
        units.n_words += is_word(source, unit);
        between = (struct str){rest.p, 0};
    }
    units.after = between;
    *ret_units = units;
    return blanks_are_ours(between);
}

/* The generator shows its marks as *, # and \@: the same characters of the source must not be
   taken for them, and blanks come back untouched. */
static void write_between(struct buf *b, struct str between) {
    size_t start = 0;
    for (size_t i = 0; i < between.n; i++) {
        char c = between.p[i];
        bool is_at = c == '\\' && i + 1 < between.n && between.p[i + 1] == '@';
        if (c == '\\' && !is_at) i++;
        if (c != '*' && c != '#' && !is_at) continue;
        buf_add(b, str_slice(between, start, i));
        buf_add(b, c == '*' ? STR("[*]") : c == '#' ? STR("[#]") : STR("[@]"));
        i += is_at;
        start = i + 1;
    }
    buf_add(b, str_from(between, start));
}

static void write_label(struct buf *b, size_t n) {
    char digits[24];
    size_t at = sizeof digits;
    digits[--at] = ']';
    digits[--at] = ']';
    for (; n > 0; n /= 10) digits[--at] = (char)('0' + n % 10);
    digits[--at] = '[';
    digits[--at] = '[';
    buf_add(b, (struct str){digits + at, sizeof digits - at});
}

void apertium_unit_write(struct buf *b, const struct apertium_units *units) {
    for (size_t i = 0; i < units->n_units; i++) {
        const struct apertium_unit *unit = &units->unit[i];
        write_between(b, unit->before);
        write_label(b, i + 1);
        buf_add_char(b, '^');
        buf_add(b, unit->surface);
        if (unit->analyses.p) {
            buf_add_char(b, '/');
            buf_add(b, unit->analyses);
        }
        buf_add_char(b, '$');
    }
    write_between(b, units->after);
}
