#include "engine/apertium_target.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/apertium_stream.h"

struct reading {
    struct arena *arena;
    struct buf *finish;
    struct apertium_target target;
    char *plain; /* room for the whole reply */
    size_t n_plain, n_units;
    size_t stretch_capacity, id_capacity;
    bool open;     /* the last stretch goes on */
    bool at_start; /* a mark may stand here: the start of a word */
};

static bool is_word_rune(uint32_t rune) {
    return u_isalnum((UChar32)rune) || (U_MASK(u_charType((UChar32)rune)) & U_GC_M_MASK);
}

/* Without the white space around it; a word also without the punctuation behind it, which only
   follows it because nothing labels it. */
static void trim(struct apertium_stretch *s, struct str plain) {
    while (s->start < s->end && str_is_space(plain.p[s->start])) s->start++;
    while (s->end > s->start && str_is_space(plain.p[s->end - 1])) s->end--;
    struct str text = str_slice(plain, s->start, s->end);
    if (text.n == 0) return;
    size_t first = 0, end = text.n;
    if (!is_word_rune(utf8_next(text, &first))) return;
    while (end > 0) {
        size_t before = end;
        if (is_word_rune(utf8_previous(text, &before))) break;
        end = before;
    }
    s->end = s->start + (uint32_t)end;
}

static void close_stretch(struct reading *r) {
    if (!r->open) return;
    r->open = false;
    struct apertium_stretch *s = &r->target.stretch[r->target.n_stretches - 1];
    s->end = (uint32_t)r->n_plain;
    trim(s, (struct str){r->plain, r->n_plain});
    if (s->start == s->end && !s->unknown) r->target.n_stretches--;
}

/* "12" or "12; 7": what a word-bound blank holds after words were joined. */
static bool read_ids(struct reading *r, struct str body) {
    struct apertium_target *t = &r->target;
    while (body.p) {
        int64_t id;
        struct str part = str_trim(str_cut(&body, ';'));
        if (!str_to_int64(part, 1, (int64_t)r->n_units, &id)) return false;
        t->id = arena_grow(r->arena, t->id, t->n_ids, &r->id_capacity, sizeof *t->id);
        t->id[t->n_ids++] = (uint32_t)id;
    }
    return true;
}

static bool open_stretch(struct reading *r, struct str body) {
    close_stretch(r);
    r->at_start = true;
    if (str_eq(body, STR("/"))) return true;
    struct apertium_target *t = &r->target;
    size_t first = t->n_ids;
    if (!read_ids(r, body)) return false;
    t->stretch =
        arena_grow(r->arena, t->stretch, t->n_stretches, &r->stretch_capacity, sizeof *t->stretch);
    t->stretch[t->n_stretches++] = (struct apertium_stretch){.start = (uint32_t)r->n_plain,
                                                             .id = (uint32_t)first,
                                                             .n_ids = (uint32_t)(t->n_ids - first)};
    r->open = true;
    return true;
}

static void mark(struct reading *r) {
    if (r->open) r->target.stretch[r->target.n_stretches - 1].unknown = true;
}

static void add(struct reading *r, struct str plain, struct str stream) {
    memcpy(r->plain + r->n_plain, plain.p, plain.n);
    r->n_plain += plain.n;
    buf_add(r->finish, stream);
}

/* The tilde asks the finishing stages to look at a word; it is no text. */
static void read_text(struct reading *r, struct str text) {
    size_t start = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool is_mark = r->at_start && (c == '*' || c == '#');
        r->at_start = c == '~' || c == ' ' || c == '\t';
        if (!is_mark && c != '~') continue;
        struct str done = str_slice(text, start, i);
        add(r, done, done);
        if (c == '~') buf_add_char(r->finish, '~');
        if (is_mark) mark(r);
        start = i + 1;
    }
    struct str done = str_from(text, start);
    add(r, done, done);
}

/* An at sign is the mark of a word the dictionary lacks only when that word follows. */
static void read_escape(struct reading *r, const struct apertium_token *token, struct str rest) {
    size_t at = 0;
    bool word_follows = rest.n > 0 && is_word_rune(utf8_next(rest, &at));
    bool is_mark = r->at_start && word_follows && str_eq(token->body, STR("@"));
    r->at_start = false;
    if (is_mark)
        mark(r);
    else
        add(r, token->body, token->raw);
}

/* Blanks that apertium_unit_write and apertium_stream_escape made. */
static bool read_blank(struct reading *r, const struct apertium_token *token) {
    struct str body = token->body;
    if (body.n != 1 || !strchr("~*#@", body.p[0])) return false;
    close_stretch(r);
    r->at_start = true;
    add(r, body, body.p[0] == '~' ? token->raw : body.p[0] == '@' ? STR("\\@") : body);
    return true;
}

static bool read_token(struct reading *r, const struct apertium_token *token, struct str rest) {
    switch (token->kind) {
    case APERTIUM_TEXT: read_text(r, token->raw); return true;
    case APERTIUM_ESCAPE: read_escape(r, token, rest); return true;
    case APERTIUM_BLANK: return read_blank(r, token);
    case APERTIUM_BOUND: return open_stretch(r, token->body);
    case APERTIUM_END:
    case APERTIUM_UNIT:
    case APERTIUM_BAD: break;
    }
    return false;
}

bool apertium_target_read(struct arena *a, struct str reply, size_t n_units, struct buf *finish,
                          struct apertium_target *ret_target) {
    struct reading r = {.arena = a,
                        .finish = finish,
                        .plain = arena_alloc(a, reply.n + 1),
                        .n_units = n_units,
                        .at_start = true};
    if (!utf8_is_valid(reply)) return false;
    struct str rest = reply;
    while (rest.n > 0) {
        struct apertium_token token = apertium_stream_next(&rest);
        if (!read_token(&r, &token, rest)) return false;
    }
    close_stretch(&r);
    r.target.plain = (struct str){r.plain, r.n_plain};
    *ret_target = r.target;
    return true;
}
