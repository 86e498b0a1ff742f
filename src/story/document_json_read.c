#include "story/document_json.h"

#include <jansson.h>
#include <string.h>

struct reader {
    struct arena *a;
    struct document d;
    struct segment *segment;
    size_t n_segments;
    bool is_first_version;
    struct err *e;
};

static int broken(struct reader *r, const char *where, size_t i) {
    return err_set(r->e, E_INVALID, "a stored document is damaged: %s %zu", where, i + 1);
}

static bool read_string(struct reader *r, const json_t *json, struct str *ret_s) {
    if (!json_is_string(json)) return false;
    *ret_s = arena_str(r->a, (struct str){json_string_value(json), json_string_length(json)});
    return true;
}

static bool read_number(const json_t *json, json_int_t max, uint32_t *ret_number) {
    if (!json_is_integer(json)) return false;
    json_int_t n = json_integer_value(json);
    if (n < 0 || n > max) return false;
    *ret_number = (uint32_t)n;
    return true;
}

static struct str name_of(const json_t *json) {
    return (struct str){json_string_value(json), json_string_length(json)};
}

static bool read_mark(struct reader *r, const json_t *json, struct mark *m) {
    size_t n = json_is_array(json) ? json_array_size(json) : 0;
    if (n < 3 || n > 5) return false;
    m->value = m->title = STR("");
    if (n > 3 && !read_string(r, json_array_get(json, 3), &m->value)) return false;
    if (n > 4 && !read_string(r, json_array_get(json, 4), &m->title)) return false;
    return mark_kind_from_name(name_of(json_array_get(json, 0)), &m->kind) &&
           read_number(json_array_get(json, 1), UINT32_MAX, &m->start) &&
           read_number(json_array_get(json, 2), UINT32_MAX, &m->end);
}

static bool read_marks(struct reader *r, const json_t *json, struct text *t) {
    size_t n = json_array_size(json);
    if (!json_is_array(json) || n > DOCUMENT_MAX_MARKS) return false;
    t->mark = arena_array(r->a, n, sizeof *t->mark);
    t->n_marks = n;
    for (size_t i = 0; i < n; i++)
        if (!read_mark(r, json_array_get(json, i), &t->mark[i])) return false;
    return true;
}

/* One member of a block; false for a key that no version has had. */
static bool read_member(struct reader *r, struct block *b, const char *key, const json_t *value) {
    uint32_t number;
    if (key[0] == 0 || key[1] != 0) return false;
    switch (key[0]) {
    case 'k': return block_kind_from_name(name_of(value), &b->kind);
    case 't': return read_string(r, value, &b->text.s);
    case 'm': return read_marks(r, value, &b->text);
    case 'v': return read_string(r, value, &b->value);
    case 'w': return read_number(value, UINT32_MAX, &b->width);
    case 'h': return read_number(value, UINT32_MAX, &b->height);
    case 'l':
        if (!read_number(value, UINT8_MAX, &number)) return false;
        b->level = (uint8_t)number;
        return true;
    case 'o':
        if (!read_number(value, 1, &number)) return false;
        b->ordered = number;
        return true;
    default: return false;
    }
}

static int read_blocks(struct reader *r, json_t *json) {
    size_t n = json_array_size(json);
    if (!json_is_array(json)) return broken(r, "blocks, list", 0);
    if (n > DOCUMENT_MAX_BLOCKS)
        return err_set(r->e, E_LIMIT, "a document has at most %d blocks", DOCUMENT_MAX_BLOCKS);
    r->d = (struct document){arena_array(r->a, n, sizeof *r->d.block), n};
    for (size_t i = 0; i < n; i++) {
        json_t *object = json_array_get(json, i), *value;
        const char *key;
        if (!json_object_get(object, "k")) return broken(r, "block", i);
        r->d.block[i].text.s = r->d.block[i].value = STR("");
        json_object_foreach(
            object, key,
            value) if (!read_member(r, &r->d.block[i], key, value)) return broken(r, "block", i);
    }
    return document_check(&r->d, r->e);
}

static bool read_hash(const json_t *json, uint64_t *ret_hash) {
    struct str s = name_of(json);
    uint64_t hash = 0;
    if (s.n != 16) return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return false;
        hash = hash << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
    }
    *ret_hash = hash;
    return true;
}

static bool read_origin(struct str name, enum segment_origin *ret_origin) {
    for (enum segment_origin o = ORIGIN_PERSON; o <= ORIGIN_MEMORY; o++)
        if (str_eq(name, str_of(segment_origin_name(o)))) {
            *ret_origin = o;
            return true;
        }
    return false;
}

static bool read_state(struct str name, enum segment_state *ret_state) {
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

static bool read_flag(const json_t *json, bool *ret_flag) {
    uint32_t number;
    if (!read_number(json, 1, &number)) return false;
    *ret_flag = number;
    return true;
}

/* A text that stands for itself: what a paragraph of it alone would have to be. */
static bool read_text(struct reader *r, json_t *json, struct text *ret_text) {
    struct block block = {.kind = BLOCK_PARAGRAPH, .text.s = STR(""), .value = STR("")};
    struct document d = {&block, 1};
    json_t *marks = json_object_get(json, "m");
    struct err unused;
    if (json_object_size(json) != 1U + (marks != NULL)) return false;
    if (!read_string(r, json_object_get(json, "t"), &block.text.s)) return false;
    if (marks && !read_marks(r, marks, &block.text)) return false;
    if (document_check(&d, &unused)) return false;
    *ret_text = block.text;
    return true;
}

static bool read_more_member(struct reader *r, struct segment *s, const char *key, json_t *value) {
    struct segment_more *more = s->more;
    if (strcmp(key, "at") == 0) {
        more->at_ms = json_integer_value(value);
        return json_is_integer(value);
    }
    if (key[0] == 0 || key[1] != 0) return false;
    switch (key[0]) {
    case 'a': return read_flag(value, &s->approved);
    case 'l': return read_flag(value, &s->locked);
    case 's': return read_text(r, value, &more->source);
    case 'd': return read_text(r, value, &more->draft);
    case 'p': return read_hash(value, &more->present_hash);
    case 'r': return read_hash(value, &more->rejected);
    case 'w': return read_string(r, value, &more->why);
    case 'n': return read_string(r, value, &more->who);
    case 'o': return read_string(r, value, &more->role);
    default: return false;
    }
}

static bool read_more(struct reader *r, json_t *json, struct segment *s) {
    const char *key;
    json_t *value;
    if (!json) {
        s->approved = r->is_first_version && s->origin == ORIGIN_PERSON;
        return true;
    }
    if (r->is_first_version || json_object_size(json) == 0) return false;
    s->more = arena_alloc(r->a, sizeof *s->more);
    json_object_foreach(json, key, value) {
        if (!read_more_member(r, s, key, value)) return false;
    }
    return true;
}

static bool read_segment(struct reader *r, const json_t *json, struct segment *s) {
    size_t n = json_is_array(json) ? json_array_size(json) : 0;
    return (n == 6 || n == 7) && read_number(json_array_get(json, 0), UINT32_MAX, &s->block) &&
           read_number(json_array_get(json, 1), UINT32_MAX, &s->start) &&
           read_number(json_array_get(json, 2), UINT32_MAX, &s->end) &&
           read_hash(json_array_get(json, 3), &s->source_hash) &&
           read_origin(name_of(json_array_get(json, 4)), &s->origin) &&
           read_state(name_of(json_array_get(json, 5)), &s->state) &&
           fits(r, s, s > r->segment ? s - 1 : NULL) && read_more(r, json_array_get(json, 6), s);
}

static int read_segments(struct reader *r, const json_t *json) {
    if (!json) return 0;
    if (!json_is_array(json)) return broken(r, "segments, list", 0);
    size_t n = json_array_size(json);
    if (n > DOCUMENT_JSON_MAX_SEGMENTS)
        return err_set(r->e, E_LIMIT, "a document has at most %d segments",
                       DOCUMENT_JSON_MAX_SEGMENTS);
    r->segment = arena_array(r->a, n, sizeof *r->segment);
    r->n_segments = n;
    for (size_t i = 0; i < n; i++)
        if (!read_segment(r, json_array_get(json, i), &r->segment[i]))
            return broken(r, "segment", i);
    return 0;
}

static int read_root(struct reader *r, json_t *root) {
    json_t *version = json_object_get(root, "v"), *segments = json_object_get(root, "s");
    if (!json_is_object(root) || !json_is_integer(version)) return broken(r, "version, number", 0);
    r->is_first_version = json_integer_value(version) == 1;
    if (!r->is_first_version && json_integer_value(version) != DOCUMENT_JSON_VERSION) {
        err_set(r->e, E_INVALID, "a stored document has version %lld; this program reads %d",
                (long long)json_integer_value(version), DOCUMENT_JSON_VERSION);
        return err_hint(r->e, "it was written by a newer zubi: use that one");
    }
    if (json_object_size(root) != 2U + (segments != NULL)) return broken(r, "unknown member", 0);
    int result = read_blocks(r, json_object_get(root, "b"));
    return result ? result : read_segments(r, segments);
}

int document_json_read(struct arena *a, struct str json, struct document *ret_document,
                       struct segment **ret_segment, size_t *ret_n_segments, struct err *e) {
    if (json.n > DOCUMENT_JSON_MAX_BYTES)
        return err_set(e, E_LIMIT, "a stored document has more than %d bytes",
                       DOCUMENT_JSON_MAX_BYTES);
    struct reader r = {.a = a, .e = e};
    json_error_t error;
    json_t *root = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return err_set(e, E_INVALID, "a stored document is no JSON: %s, byte %d", error.text,
                       error.position);
    int result = read_root(&r, root);
    json_decref(root);
    if (result) return result;
    *ret_document = r.d;
    *ret_segment = r.segment;
    *ret_n_segments = r.n_segments;
    return 0;
}

int document_json_read_text(struct arena *a, struct str json, struct text *ret_text,
                            struct err *e) {
    struct reader r = {.a = a, .e = e};
    json_error_t error;
    if (json.n == 0) {
        *ret_text = (struct text){.s = STR("")};
        return 0;
    }
    json_t *root = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &error);
    bool read = root && read_text(&r, root, ret_text);
    json_decref(root);
    return read ? 0 : err_set(e, E_INVALID, "a stored text is damaged");
}
