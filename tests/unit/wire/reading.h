#ifndef TESTS_UNIT_WIRE_READING_H
#define TESTS_UNIT_WIRE_READING_H
/* One file read as a story, with what came of it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "story/document_plain.h"
#include "wire/story_file.h"

struct reading {
    struct arena a;
    struct story_draft draft;
    struct story_file_warnings warnings;
    struct err e;
    int code;
};

static inline void read_bytes(struct reading *r, const char *name, struct str bytes) {
    memset(r, 0, sizeof *r);
    r->code = story_file_parse(&r->a, str_of(name), bytes, &r->draft, &r->warnings, &r->e);
    if (r->code) {
        assert_int_equal(r->e.code, r->code);
        assert_true(r->e.text[0] != 0);
        return;
    }
    struct err e;
    if (document_check(&r->draft.document, &e)) fail_msg("%s: %s", name, e.text);
}

static inline void read_text(struct reading *r, const char *name, const char *text) {
    read_bytes(r, name, str_of(text));
}

static inline void release(struct reading *r) {
    arena_release(&r->a);
}

static inline void assert_read(const struct reading *r) {
    if (r->code) fail_msg("%s: %s", err_code_name((enum err_code)r->code), r->e.text);
}

static inline void assert_text(const struct reading *r, enum block_kind kind, const char *text) {
    struct str found = document_text_of(&r->draft.document, kind);
    if (!str_eq(found, str_of(text)))
        fail_msg("%s is \"%.*s\", not \"%s\"", block_kind_name(kind), (int)found.n, found.p, text);
}

static inline void assert_body(struct reading *r, const char *text) {
    struct document body = r->draft.document;
    while (body.n_blocks > 0 && body.block->kind <= BLOCK_TOPIC) {
        body.block++;
        body.n_blocks--;
    }
    struct str plain = document_plain_write(&r->a, &body);
    if (!str_eq(plain, str_of(text)))
        fail_msg("the body is \"%.*s\", not \"%s\"", (int)plain.n, plain.p, text);
}

static inline void assert_is(struct str s, const char *text) {
    if (!str_eq(s, str_of(text))) fail_msg("\"%.*s\" is not \"%s\"", (int)s.n, s.p, text);
}

static inline void assert_moment(int64_t ms, const char *text) {
    int64_t wanted = 0;
    assert_true(clock_parse(str_of(text), &wanted));
    assert_int_equal(ms, wanted);
}

static inline void assert_in_words(const char *text, const char *piece) {
    if (!strstr(text, piece)) fail_msg("no \"%s\" in \"%s\"", piece, text);
}

#endif
