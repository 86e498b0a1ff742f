#include "interchange/xliff_edition.h"

#include "story/document_html.h"
#include "story/segment_act.h"

static bool read_hash(struct str s, uint64_t *ret_hash) {
    uint64_t hash = 0;
    if (s.n == 0 || s.n > 16) return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && (c < 'a' || c > 'f')) return false;
        hash = hash << 4 | (uint64_t)(is_digit ? c - '0' : c - 'a' + 10);
    }
    *ret_hash = hash;
    return true;
}

bool xliff_edition_read_id(struct str id, struct xliff_edition_id *ret_id) {
    struct xliff_edition_id read;
    int64_t number;
    if (!str_starts(id, STR("s"))) return false;
    struct str rest = str_from(id, 1);
    if (!str_to_int64(str_cut(&rest, '-'), 1, XLIFF_MAX_UNITS, &number) || !rest.p) return false;
    read.segment = (size_t)number - 1;
    if (!read_hash(str_cut(&rest, '-'), &read.source_hash) || !rest.p) return false;
    if (!read_hash(str_cut(&rest, '-'), &read.target_hash) || !rest.p) return false;
    if (!str_to_int64(rest, XLIFF_INITIAL, XLIFF_FINAL, &number)) return false;
    read.state = (enum xliff_state)number;
    *ret_id = read;
    return true;
}

int64_t xliff_edition_story(const struct xliff *x, struct str *ret_language) {
    int64_t id;
    struct str start = STR("story/");
    if (!x->original.p || !str_starts(x->original, STR("story"))) return 0;
    char separator = x->original.n > start.n ? x->original.p[start.n - 1] : 0;
    if (separator != '/' && separator != '-') return 0;
    struct str rest = str_from(x->original, start.n);
    if (!str_to_int64(str_cut(&rest, separator), 1, INT64_MAX, &id) || !rest.p) return 0;
    *ret_language = rest;
    return id;
}

static struct str note_of(struct arena *a, const struct segment *s) {
    if (!s->more) return STR("");
    if (s->state == SEGMENT_HELD)
        return arena_printf(a, "no machine could translate this%s%.*s", s->more->why.n ? ": " : "",
                            (int)s->more->why.n, s->more->why.p);
    if (s->state != SEGMENT_OUTDATED || s->more->source.s.n == 0) return STR("");
    struct str old = document_html_inline(a, &s->more->source).s;
    struct str draft = document_html_inline(a, &s->more->draft).s;
    return arena_printf(a, "The source was: %.*s%s%.*s", (int)old.n, old.p,
                        draft.n ? " A machine's draft: " : "", (int)draft.n, draft.p);
}

static enum xliff_state state_of(const struct segment *s) {
    if (s->state != SEGMENT_CURRENT) return XLIFF_INITIAL;
    if (s->approved) return s->locked ? XLIFF_FINAL : XLIFF_REVIEWED;
    return s->origin == ORIGIN_PERSON ? XLIFF_TRANSLATED : XLIFF_INITIAL;
}

static struct xliff_unit make_unit(struct arena *a, const struct edition *edition, size_t at,
                                   const struct text *source) {
    const struct segment *s = &edition->segment[at];
    const struct block *block = &edition->document.block[s->block];
    struct text text = text_slice(a, &block->text, s->start, s->end);
    struct xliff_unit u = {.source = coded_text_make(a, source),
                           .has_target = s->state != SEGMENT_HELD,
                           .state = state_of(s),
                           .origin = s->origin,
                           .is_outdated = s->state == SEGMENT_OUTDATED,
                           .name = str_of(block_kind_name(block->kind)),
                           .note = note_of(a, s)};
    u.id = arena_printf(a, "s%zu-%016llx-%llx-%d", at + 1, (unsigned long long)segment_hash(source),
                        (unsigned long long)(u.has_target ? segment_hash(&text) : 0), (int)u.state);
    if (u.has_target) u.target = coded_text_like(a, &text, &u.source);
    return u;
}

void xliff_edition_make(struct arena *a, const struct edition *edition,
                        const struct edition *source, struct xliff *ret_xliff) {
    struct xliff x = {.source_language = source->language, .target_language = edition->language};
    x.original = arena_printf(a, "story/%lld/%.*s", (long long)edition->story_id,
                              (int)edition->language.n, edition->language.p);
    x.unit = arena_array(a, edition->n_segments, sizeof *x.unit);
    for (size_t i = 0; i < edition->n_segments; i++) {
        struct text text = segment_act_source(a, edition, i, source);
        if (text.s.n) x.unit[x.n++] = make_unit(a, edition, i, &text);
    }
    *ret_xliff = x;
}
