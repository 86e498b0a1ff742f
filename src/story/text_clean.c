#include "story/text_clean.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"
#include "i18n/normalize.h"

void text_clean_init(struct text_cleaner *c) {
    *c = (struct text_cleaner){0};
    buf_init(&c->out, SIZE_MAX / 4);
}

void text_clean_release(struct text_cleaner *c) {
    buf_release(&c->out);
    free(c->map);
    c->map = NULL;
    c->map_capacity = 0;
}

int text_clean_admit(struct str raw, struct err *e) {
    if (raw.n > DOCUMENT_MAX_BYTES) {
        err_set(e, E_LIMIT, "the text has %zu bytes; at most %d (4 MiB) are taken", raw.n,
                DOCUMENT_MAX_BYTES);
        return err_hint(e, "split it into several stories; pictures are files of their own");
    }
    size_t nul = str_find(raw, 0), invalid = utf8_invalid_at(raw);
    size_t at = nul < invalid ? nul : invalid, line = 1;
    if (at == raw.n) return 0;
    for (size_t i = 0; i < at; i++) line += raw.p[i] == '\n';
    if (nul < invalid) {
        err_set(e, E_INVALID, "there is a NUL byte at byte %zu (line %zu)", at, line);
        return err_hint(e, "is it a text file? Save it as plain UTF-8 text");
    }
    err_set(e, E_INVALID, "the text is not UTF-8: byte 0x%02X at byte %zu (line %zu)",
            (unsigned)(unsigned char)raw.p[at], at, line);
    return err_hint(e, "save it as UTF-8, or convert it: iconv -f latin1 -t utf-8 FILE");
}

/* Spaces that may stand within a line but not at its ends. */
static bool is_white(uint32_t rune) {
    return rune == ' ' || rune == 0xA0 || rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) ||
           rune == 0x202F || rune == 0x205F || rune == 0x3000;
}

/* Nothing to see, but a meaning for the letters around. */
static bool is_invisible(uint32_t rune) {
    return is_white(rune) || (rune >= 0x200C && rune <= 0x200F) || rune == 0x61C;
}

static bool is_joiner_or_selector(uint32_t rune) {
    return (rune >= 0xFE00 && rune <= 0xFE0F) || (rune >= 0xE0000 && rune <= 0xE0FFF);
}

/* Selectors mean something only behind what they select. */
static bool selector_fits(uint32_t rune, uint32_t before) {
    UChar32 b = (UChar32)before;
    if (rune == 0xFE0E || rune == 0xFE0F) return u_hasBinaryProperty(b, UCHAR_EMOJI);
    if (rune >= 0xE0100 && rune <= 0xE01EF) return u_hasBinaryProperty(b, UCHAR_IDEOGRAPHIC);
    if (rune >= 0xE0020 && rune <= 0xE007F)
        return before == 0x1F3F4 || (before >= 0xE0020 && before < 0xE007F);
    return false;
}

/* Whether no text may have it. Tabs and line breaks have been looked at before. */
static bool is_junk(uint32_t rune, uint32_t before) {
    if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0)) return true;
    if (rune < 0x180E) return rune == 0xAD;
    if (rune == 0x180E || rune == 0x200B || rune == 0xFEFF) return true;
    if (rune >= 0x202A && rune <= 0x202E) return true;
    if (rune >= 0x2060 && rune <= 0x206F) return true;
    if (rune >= 0xFDD0 && rune <= 0xFDEF) return true;
    if ((rune & 0xFFFE) == 0xFFFE || (rune >= 0xFFF0 && rune <= 0xFFFC)) return true;
    return is_joiner_or_selector(rune) && !selector_fits(rune, before);
}

struct pass {
    struct text_cleaner *c;
    enum text_clean_mode mode;
    size_t line;     /* where the current line begins in the output */
    uint32_t before; /* the rune put out last */
    bool visible;
    bool map; /* whether positions are kept */
    size_t raw_at;
};

/* What was mapped behind byte `n` of the output, which ends there now, is mapped to it. */
static void cut_output(struct pass *p, size_t n) {
    p->c->out.n = n;
    if (!p->map) return;
    for (size_t i = p->raw_at; i > 0 && p->c->map[i - 1] > n; i--) p->c->map[i - 1] = (uint32_t)n;
}

static void trim_line(struct pass *p) {
    struct str out = buf_str(&p->c->out);
    size_t end = out.n;
    while (end > p->line) {
        size_t at = end;
        uint32_t rune = utf8_previous(out, &at);
        if (!is_white(rune) && !(rune == '\t' && p->mode == TEXT_CLEAN_CODE)) break;
        end = at;
    }
    if (end < out.n) cut_output(p, end);
}

static void put_space(struct pass *p, uint32_t rune) {
    struct buf *out = &p->c->out;
    if (p->mode != TEXT_CLEAN_CODE && out->n == p->line) return;
    if (p->mode != TEXT_CLEAN_CODE && rune == ' ' && out->p[out->n - 1] == ' ') return;
    buf_add_rune(out, rune);
    p->before = rune;
}

static void put_break(struct pass *p) {
    if (p->mode == TEXT_CLEAN_LINE) {
        put_space(p, ' ');
        return;
    }
    if (p->mode != TEXT_CLEAN_CODE) {
        trim_line(p);
        if (p->c->out.n == p->line) return;
    }
    buf_add_char(&p->c->out, '\n');
    p->line = p->c->out.n;
    p->before = '\n';
}

static bool is_break(uint32_t rune, enum text_clean_mode mode) {
    return rune == 0x2028 || rune == 0x2029 ||
           (rune == '\n' && (mode == TEXT_CLEAN_LINES || mode == TEXT_CLEAN_CODE));
}

static void put_rune(struct pass *p, uint32_t rune) {
    if (is_break(rune, p->mode)) {
        put_break(p);
    } else if (rune == '\t' || rune == '\n' || rune == '\f') {
        put_space(p, p->mode == TEXT_CLEAN_CODE && rune == '\t' ? '\t' : ' ');
    } else if (is_white(rune)) {
        put_space(p, rune);
    } else if (!is_junk(rune, p->before)) {
        buf_add_rune(&p->c->out, rune);
        p->visible = p->visible || !is_invisible(rune);
        p->before = rune;
    }
}

/* "\r\n" and a lone "\r" are "\n". */
static uint32_t next_rune(struct str raw, size_t *at) {
    uint32_t rune = utf8_next(raw, at);
    if (rune != '\r') return rune;
    if (*at < raw.n && raw.p[*at] == '\n') ++*at;
    return '\n';
}

/* Leading and trailing empty lines of code. */
static void trim_code(struct pass *p) {
    struct buf *out = &p->c->out;
    do {
        p->line = 0;
        trim_line(p);
        if (out->n == 0 || out->p[out->n - 1] != '\n') break;
        cut_output(p, out->n - 1);
    } while (out->n > 0);
    size_t blank = 0;
    for (size_t i = 0; i < out->n && (out->p[i] == '\n' || out->p[i] == ' ' || out->p[i] == '\t');
         i++)
        if (out->p[i] == '\n') blank = i + 1;
    buf_consume(out, blank);
}

/* `raw` into c->out, and where its bytes went into c->map. */
static void run(struct pass *p, struct str raw) {
    struct buf *out = &p->c->out;
    buf_clear(out);
    for (size_t at = 0; at < raw.n;) {
        size_t from = at;
        unsigned char byte = (unsigned char)raw.p[at];
        p->raw_at = from;
        size_t put_at = out->n;
        if (byte > ' ' && byte < 0x7F) {
            buf_add_char(out, (char)byte);
            p->visible = true;
            p->before = byte;
            at++;
        } else {
            put_rune(p, next_rune(raw, &at));
        }
        if (!p->map) continue;
        if (put_at > out->n) put_at = out->n;
        for (size_t i = from; i < at; i++) p->c->map[i] = (uint32_t)put_at;
    }
    p->raw_at = raw.n;
    if (p->mode == TEXT_CLEAN_CODE) {
        trim_code(p);
    } else {
        trim_line(p);
        if (out->n > 0 && out->n == p->line) cut_output(p, out->n - 1);
    }
    if (p->map) p->c->map[raw.n] = (uint32_t)out->n;
}

static const UNormalizer2 *nfc(void) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
    assert(U_SUCCESS(status));
    return normalizer;
}

bool text_clean_boundary(struct str s, size_t at) {
    if (at >= s.n) return at == s.n;
    unsigned char byte = (unsigned char)s.p[at];
    if (byte < 0xCC) return (byte & 0xC0) != 0x80;
    uint32_t rune = utf8_next(s, &at);
    return unorm2_hasBoundaryBefore(nfc(), (UChar32)rune);
}

/* The first place from `at` on where a text can be cut and both pieces normalized apart. */
static uint32_t boundary_from(struct str s, uint32_t at) {
    while (!text_clean_boundary(s, at)) at++;
    return at;
}

static int by_value(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Normalizes piece by piece between the ends of the marks, which move along. */
static struct str compose(struct arena *a, struct str s, struct mark *mark, size_t n_marks) {
    struct buf out;
    buf_init(&out, SIZE_MAX / 4);
    uint32_t *cut = arena_array(a, n_marks * 2 + 1, sizeof *cut);
    uint32_t *moved = arena_array(a, n_marks * 2 + 1, sizeof *moved);
    size_t n = 0;
    for (size_t i = 0; i < n_marks; i++) {
        mark[i].start = cut[n++] = boundary_from(s, mark[i].start);
        mark[i].end = cut[n++] = boundary_from(s, mark[i].end);
    }
    cut[n++] = (uint32_t)s.n;
    qsort(cut, n, sizeof *cut, by_value);
    for (size_t i = 0, from = 0; i < n; i++) {
        if (cut[i] > from) buf_add(&out, normalize_nfc(a, str_slice(s, from, cut[i])));
        from = cut[i];
        moved[i] = (uint32_t)out.n;
    }
    for (size_t i = 0; i < n_marks; i++) {
        uint32_t *start = bsearch(&mark[i].start, cut, n, sizeof *cut, by_value);
        uint32_t *end = bsearch(&mark[i].end, cut, n, sizeof *cut, by_value);
        mark[i].start = moved[start - cut];
        mark[i].end = moved[end - cut];
    }
    struct str composed = buf_keep(&out, a);
    buf_release(&out);
    return composed;
}

static void make_map(struct text_cleaner *c, size_t n) {
    if (c->map_capacity >= n) return;
    free(c->map);
    c->map_capacity = n * 2;
    c->map = malloc(c->map_capacity * sizeof *c->map);
    if (!c->map) abort();
}

struct text text_clean(struct text_cleaner *c, struct arena *a, struct str raw,
                       const struct mark *mark, size_t n_marks, enum text_clean_mode mode) {
    struct pass p = {.c = c, .mode = mode, .map = n_marks > 0 && mode != TEXT_CLEAN_CODE};
    if (p.map) make_map(c, raw.n + 1);
    run(&p, raw);
    struct text t = {.s = STR("")};
    if (!p.visible) return t;
    t.s = buf_keep(&c->out, a);
    if (p.map) t.mark = arena_array(a, n_marks, sizeof *t.mark);
    for (size_t i = 0; i < n_marks && p.map; i++) {
        t.mark[i] = mark[i];
        t.mark[i].start = c->map[mark[i].start];
        t.mark[i].end = c->map[mark[i].end];
    }
    size_t n = p.map ? n_marks : 0;
    if (!normalize_is_nfc(t.s)) t.s = compose(a, t.s, t.mark, n);
    for (size_t i = 0; i < n; i++) {
        struct mark m = t.mark[i];
        m.start = boundary_from(t.s, m.start);
        m.end = boundary_from(t.s, m.end);
        if (m.start < m.end) t.mark[t.n_marks++] = m;
    }
    return t;
}

/* Whether it is clean at a glance: single spaces between characters that are visible, allowed in
   every text, and in NFC whatever stands beside them. Says nothing of others. */
static bool is_plain(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == ' ' && i > 0 && i + 1 < s.n && s.p[i - 1] != ' ') continue;
        if (c > ' ' && c < 0x7F) continue;
        unsigned char d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        bool letter = (c == 0xC2 && d > 0xA0 && d != 0xAD) || (c >= 0xC3 && c < 0xCC);
        bool quote = c == 0xE2 && d == 0x80 && i + 2 < s.n && (unsigned char)s.p[i + 2] >= 0x93 &&
                     (unsigned char)s.p[i + 2] <= 0xA6;
        if (!letter && !quote) return false;
        i += quote ? 2 : 1;
    }
    return s.n > 0;
}

bool text_clean_is_clean(struct text_cleaner *c, struct str s, enum text_clean_mode mode) {
    struct pass p = {.c = c, .mode = mode};
    if (is_plain(s)) return true;
    run(&p, s);
    return p.visible && str_eq(buf_str(&c->out), s) && normalize_is_nfc(s);
}
