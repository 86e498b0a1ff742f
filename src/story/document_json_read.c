/* Reads just what document_json.c writes, in the order in which it writes it: every page of a story
   begins here, and a general reader of JSON took a third of a page's time. */

#include "story/document_json.h"

#include <string.h>

#include "base/utf8.h"

struct reader {
    struct arena *a;
    struct str rest;
    struct document d;
    struct segment *segment;
    size_t n_segments;
    bool is_first_version;
    struct err *e;
};

static int broken(struct reader *r, const char *where, size_t i) {
    return err_set(r->e, E_INVALID, "a stored document is damaged: %s %zu", where, i + 1);
}

static bool skip(struct reader *r, const char *token) {
    struct str t = str_of(token);
    if (!str_starts(r->rest, t)) return false;
    r->rest = str_from(r->rest, t.n);
    return true;
}

/* The control characters that are written as "\u00XX". */
static bool read_control(struct reader *r, char *ret_c) {
    int number = 0;
    if (r->rest.n < 4 || !str_starts(r->rest, STR("00"))) return false;
    for (size_t i = 2; i < 4; i++) {
        char c = r->rest.p[i];
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return false;
        number = number * 16 + (digit ? c - '0' : c - 'a' + 10);
    }
    r->rest = str_from(r->rest, 4);
    *ret_c = (char)number;
    return number > 0 && number < ' ' && number != '\n';
}

static bool read_escape(struct reader *r, char *ret_c) {
    if (r->rest.n < 2) return false;
    char c = r->rest.p[1];
    r->rest = str_from(r->rest, 2);
    *ret_c = c == 'n' ? '\n' : c;
    return c == 'u' ? read_control(r, ret_c) : c == 'n' || c == '"' || c == '\\';
}

/* How many bytes are surely plain: whole pieces, each looked at at once. */
static size_t plain_start(struct str s) {
    enum { PIECE = 32 };
    size_t i = 0;
    for (; i + PIECE <= s.n; i += PIECE) {
        unsigned char special = 0;
        for (size_t k = 0; k < PIECE; k++) {
            unsigned char c = (unsigned char)s.p[i + k];
            special |= (unsigned char)((c < ' ') | (c == '"') | (c == '\\'));
        }
        if (special) break;
    }
    return i;
}

/* The length of what stands in the text as it is; SIZE_MAX when something does that may not. */
static size_t plain_length(struct str s) {
    for (size_t i = plain_start(s); i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') return i;
        if (c < ' ') break;
    }
    return SIZE_MAX;
}

/* The rest of a string with escapes: `n` bytes of it are in `p` already, which has room for all. */
static bool read_escaped(struct reader *r, char *p, size_t *n) {
    while (str_starts(r->rest, STR("\\"))) {
        if (!read_escape(r, &p[(*n)++])) return false;
        size_t plain = plain_length(r->rest);
        if (plain == SIZE_MAX) return false;
        memcpy(p + *n, r->rest.p, plain);
        *n += plain;
        r->rest = str_from(r->rest, plain);
    }
    return true;
}

static size_t length_to_quote(struct str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] != '"') i += s.p[i] == '\\' ? 2 : 1;
    return i < s.n ? i : s.n;
}

static bool read_string(struct reader *r, struct str *ret_s) {
    if (!skip(r, "\"")) return false;
    size_t n = plain_length(r->rest);
    if (n == SIZE_MAX) return false;
    if (r->rest.p[n] == '"') {
        *ret_s = arena_str(r->a, str_slice(r->rest, 0, n));
        r->rest = str_from(r->rest, n + 1);
        return true;
    }
    char *p = arena_alloc(r->a, length_to_quote(r->rest) + 1);
    memcpy(p, r->rest.p, n);
    r->rest = str_from(r->rest, n);
    if (!read_escaped(r, p, &n)) return false;
    *ret_s = (struct str){p, n};
    return skip(r, "\"");
}

/* A name without escapes, which is not kept. */
static bool read_name(struct reader *r, struct str *ret_name) {
    if (!skip(r, "\"")) return false;
    size_t n = str_find(r->rest, '"');
    if (n == r->rest.n) return false;
    *ret_name = str_slice(r->rest, 0, n);
    r->rest = str_from(r->rest, n + 1);
    return true;
}

static bool read_int64(struct reader *r, int64_t min, int64_t max, int64_t *ret_number) {
    size_t n = str_starts(r->rest, STR("-"));
    while (n < r->rest.n && r->rest.p[n] >= '0' && r->rest.p[n] <= '9') n++;
    struct str digits = str_slice(r->rest, 0, n);
    r->rest = str_from(r->rest, n);
    if (digits.n > 1 && (digits.p[0] == '0' || str_starts(digits, STR("-0")))) return false;
    return str_to_int64(digits, min, max, ret_number);
}

static bool read_number(struct reader *r, uint32_t max, uint32_t *ret_number) {
    int64_t number;
    if (!read_int64(r, 0, max, &number)) return false;
    *ret_number = (uint32_t)number;
    return true;
}

/* A member that is left out when it is 0. */
static bool read_some_number(struct reader *r, const char *key, uint32_t max,
                             uint32_t *ret_number) {
    return !skip(r, key) || (read_number(r, max, ret_number) && *ret_number > 0);
}

static bool read_some_string(struct reader *r, const char *key, struct str *ret_s) {
    return !skip(r, key) || (read_string(r, ret_s) && ret_s->n > 0);
}

static bool read_mark(struct reader *r, struct mark *m) {
    struct str kind;
    m->value = m->title = STR("");
    if (!skip(r, "[") || !read_name(r, &kind) || !mark_kind_from_name(kind, &m->kind)) return false;
    if (!skip(r, ",") || !read_number(r, UINT32_MAX, &m->start)) return false;
    if (!skip(r, ",") || !read_number(r, UINT32_MAX, &m->end)) return false;
    if (skip(r, "]")) return true;
    if (!skip(r, ",") || !read_string(r, &m->value)) return false;
    if (skip(r, "]")) return m->value.n > 0;
    return skip(r, ",") && read_string(r, &m->title) && m->title.n > 0 && skip(r, "]");
}

static bool read_marks(struct reader *r, struct text *t) {
    size_t capacity = 0;
    if (!skip(r, ",\"m\":[")) return true;
    do {
        if (t->n_marks == DOCUMENT_MAX_MARKS) return false;
        t->mark = arena_grow(r->a, t->mark, t->n_marks, &capacity, sizeof *t->mark);
        if (!read_mark(r, &t->mark[t->n_marks++])) return false;
    } while (skip(r, ","));
    return skip(r, "]");
}

static bool read_block(struct reader *r, struct block *b) {
    struct str kind;
    uint32_t level = 0, ordered = 0;
    b->text.s = b->value = STR("");
    if (!skip(r, "{\"k\":") || !read_name(r, &kind) || !block_kind_from_name(kind, &b->kind))
        return false;
    bool read = read_some_string(r, ",\"t\":", &b->text.s) && read_marks(r, &b->text) &&
                read_some_number(r, ",\"l\":", UINT8_MAX, &level) &&
                read_some_number(r, ",\"o\":", 1, &ordered) &&
                read_some_string(r, ",\"v\":", &b->value) &&
                read_some_number(r, ",\"w\":", UINT32_MAX, &b->width) &&
                read_some_number(r, ",\"h\":", UINT32_MAX, &b->height);
    b->level = (uint8_t)level;
    b->ordered = ordered;
    return read && skip(r, "}");
}

static int read_blocks(struct reader *r) {
    size_t capacity = 0;
    if (!skip(r, "[")) return broken(r, "blocks, list", 0);
    while (!skip(r, "]")) {
        size_t n = r->d.n_blocks++;
        if (n == DOCUMENT_MAX_BLOCKS)
            return err_set(r->e, E_LIMIT, "a document has at most %d blocks", DOCUMENT_MAX_BLOCKS);
        r->d.block = arena_grow(r->a, r->d.block, n, &capacity, sizeof *r->d.block);
        if ((n > 0 && !skip(r, ",")) || !read_block(r, &r->d.block[n]))
            return broken(r, "block", n);
    }
    return document_check(&r->d, r->e);
}

static bool read_hash(struct reader *r, uint64_t *ret_hash) {
    struct str s;
    uint64_t hash = 0;
    if (!read_name(r, &s) || s.n != 16) return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return false;
        hash = hash << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
    }
    *ret_hash = hash;
    return true;
}

static bool read_origin(struct reader *r, enum segment_origin *ret_origin) {
    struct str name;
    if (!read_name(r, &name)) return false;
    for (enum segment_origin o = ORIGIN_PERSON; o <= ORIGIN_MEMORY; o++)
        if (str_eq(name, str_of(segment_origin_name(o)))) {
            *ret_origin = o;
            return true;
        }
    return false;
}

static bool read_state(struct reader *r, enum segment_state *ret_state) {
    struct str name;
    if (!read_name(r, &name)) return false;
    for (enum segment_state s = SEGMENT_CURRENT; s <= SEGMENT_HELD; s++)
        if (str_eq(name, str_of(segment_state_name(s)))) {
            *ret_state = s;
            return true;
        }
    return false;
}

static bool is_whole(struct str s, uint32_t at) {
    return at == s.n || (at < s.n && ((unsigned char)s.p[at] & 0xC0) != 0x80);
}

/* Whether a segment lies in its block, behind the one before. */
static bool fits(const struct reader *r, const struct segment *s, const struct segment *before) {
    if (s->block >= r->d.n_blocks || s->start >= s->end) return false;
    struct str text = r->d.block[s->block].text.s;
    if (!is_whole(text, s->start) || !is_whole(text, s->end)) return false;
    return !before || before->block < s->block ||
           (before->block == s->block && before->end <= s->start);
}

/* A text that stands for itself: what a paragraph of it alone would have to be. */
static bool read_text(struct reader *r, struct text *ret_text) {
    struct block block = {.kind = BLOCK_PARAGRAPH, .value = STR("")};
    struct document d = {&block, 1};
    struct err unused;
    if (!skip(r, "{\"t\":") || !read_string(r, &block.text.s) || !read_marks(r, &block.text) ||
        !skip(r, "}") || document_check(&d, &unused))
        return false;
    *ret_text = block.text;
    return true;
}

/* A member of "more": behind a comma, but for the first. */
static bool comes(struct reader *r, bool *is_first, const char *key) {
    if (!skip(r, *is_first ? key + 1 : key)) return false;
    *is_first = false;
    return true;
}

static bool read_some_hash(struct reader *r, uint64_t *ret_hash) {
    return read_hash(r, ret_hash) && *ret_hash != 0;
}

static bool read_more(struct reader *r, struct segment *s) {
    bool first = true;
    struct segment_more *more = arena_alloc(r->a, sizeof *more);
    struct {
        const char *key;
        struct str *s;
    } word[] = {{",\"w\":", &more->why}, {",\"n\":", &more->who}, {",\"o\":", &more->role}};
    s->more = more;
    if (!skip(r, "{")) return false;
    s->approved = comes(r, &first, ",\"a\":1");
    s->locked = comes(r, &first, ",\"l\":1");
    if (comes(r, &first, ",\"s\":") && !read_text(r, &more->source)) return false;
    if (comes(r, &first, ",\"d\":") && !read_text(r, &more->draft)) return false;
    if (comes(r, &first, ",\"p\":") && !read_some_hash(r, &more->present_hash)) return false;
    if (comes(r, &first, ",\"r\":") && !read_some_hash(r, &more->rejected)) return false;
    for (size_t i = 0; i < 3; i++)
        if (comes(r, &first, word[i].key) && (!read_string(r, word[i].s) || !word[i].s->n))
            return false;
    if (comes(r, &first, ",\"at\":") &&
        (!read_int64(r, INT64_MIN + 1, INT64_MAX, &more->at_ms) || !more->at_ms))
        return false;
    return !first && skip(r, "}");
}

static bool read_segment(struct reader *r, struct segment *s) {
    bool read = skip(r, "[") && read_number(r, UINT32_MAX, &s->block) && skip(r, ",") &&
                read_number(r, UINT32_MAX, &s->start) && skip(r, ",") &&
                read_number(r, UINT32_MAX, &s->end) && skip(r, ",") &&
                read_hash(r, &s->source_hash) && skip(r, ",") && read_origin(r, &s->origin) &&
                skip(r, ",") && read_state(r, &s->state);
    if (!read || !fits(r, s, s > r->segment ? s - 1 : NULL)) return false;
    s->approved = r->is_first_version && s->origin == ORIGIN_PERSON;
    if (skip(r, ",") && (r->is_first_version || !read_more(r, s))) return false;
    return skip(r, "]");
}

static int read_segments(struct reader *r) {
    size_t capacity = 0;
    if (!skip(r, "[")) return broken(r, "segments, list", 0);
    do {
        size_t n = r->n_segments++;
        if (n == DOCUMENT_JSON_MAX_SEGMENTS)
            return err_set(r->e, E_LIMIT, "a document has at most %d segments",
                           DOCUMENT_JSON_MAX_SEGMENTS);
        r->segment = arena_grow(r->a, r->segment, n, &capacity, sizeof *r->segment);
        if (!read_segment(r, &r->segment[n])) return broken(r, "segment", n);
    } while (skip(r, ","));
    return skip(r, "]") ? 0 : broken(r, "segments, list", 0);
}

static int read_root(struct reader *r) {
    int64_t version;
    if (!skip(r, "{\"v\":") || !read_int64(r, 1, INT64_MAX, &version))
        return broken(r, "version, number", 0);
    r->is_first_version = version == 1;
    if (!r->is_first_version && version != DOCUMENT_JSON_VERSION) {
        err_set(r->e, E_INVALID, "a stored document has version %lld; this program reads %d",
                (long long)version, DOCUMENT_JSON_VERSION);
        return err_hint(r->e, "it was written by a newer zubi: use that one");
    }
    if (!skip(r, ",\"b\":")) return broken(r, "blocks, list", 0);
    int result = read_blocks(r);
    if (!result && skip(r, ",\"s\":")) result = read_segments(r);
    if (!result && (!skip(r, "}") || r->rest.n > 0)) result = broken(r, "end, byte", r->rest.n);
    return result;
}

int document_json_read(struct arena *a, struct str json, struct document *ret_document,
                       struct segment **ret_segment, size_t *ret_n_segments, struct err *e) {
    if (json.n > DOCUMENT_JSON_MAX_BYTES)
        return err_set(e, E_LIMIT, "a stored document has more than %d bytes",
                       DOCUMENT_JSON_MAX_BYTES);
    if (!utf8_is_valid(json)) return err_set(e, E_INVALID, "a stored document is not UTF-8");
    struct reader r = {.a = a, .rest = json, .e = e};
    int result = read_root(&r);
    if (result) return result;
    *ret_document = r.d;
    *ret_segment = r.segment;
    *ret_n_segments = r.n_segments;
    return 0;
}

int document_json_read_text(struct arena *a, struct str json, struct text *ret_text,
                            struct err *e) {
    struct reader r = {.a = a, .rest = json, .e = e};
    if (json.n == 0) {
        *ret_text = (struct text){.s = STR("")};
        return 0;
    }
    if (!utf8_is_valid(json) || !read_text(&r, ret_text) || r.rest.n > 0)
        return err_set(e, E_INVALID, "a stored text is damaged");
    return 0;
}
