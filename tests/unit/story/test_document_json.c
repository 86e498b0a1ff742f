#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_json.h"
#include "story/story_field.h"
#include "unit/story/document_random.h"

static struct segment_more *random_more(struct arena *a, struct random *r, const struct block *b) {
    static const struct segment_more nothing;
    struct segment_more *more = arena_alloc(a, sizeof *more);
    bool is_text = b->kind != BLOCK_CODE;
    if (random_below(r, 2) && is_text) more->source = b->text;
    if (random_below(r, 2) && is_text) more->draft = b->text;
    if (random_below(r, 2)) more->present_hash = r->state;
    if (random_below(r, 2)) more->rejected = r->state;
    if (random_below(r, 2)) more->why = STR("it says \"no\"");
    if (random_below(r, 2)) more->who = STR("Ane");
    if (random_below(r, 2)) more->role = STR("editor");
    if (random_below(r, 2)) more->at_ms = 1700000000000;
    return memcmp(more, &nothing, sizeof nothing) == 0 ? NULL : more;
}

static bool same_text(const struct text *a, const struct text *b) {
    struct block left = {.text = *a}, right = {.text = *b};
    return document_equal(&(struct document){&left, 1}, &(struct document){&right, 1});
}

/* What is not there, and what has nothing to say, is the same. */
static bool same_more(const struct segment_more *a, const struct segment_more *b) {
    static const struct segment_more nothing;
    if (!a) a = &nothing;
    if (!b) b = &nothing;
    return same_text(&a->source, &b->source) && same_text(&a->draft, &b->draft) &&
           a->present_hash == b->present_hash && a->rejected == b->rejected &&
           str_eq(a->why, b->why) && str_eq(a->who, b->who) && str_eq(a->role, b->role) &&
           a->at_ms == b->at_ms;
}

static void what_was_stored_before_reviews_is_still_read(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    struct document d;
    struct segment *s;
    size_t n;
    struct str json = STR("{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a b\"}],\"s\":"
                          "[[0,0,1,\"0123456789abcdef\",\"machine\",\"current\"],"
                          "[0,2,3,\"0123456789abcdef\",\"person\",\"current\"]]}");
    assert_int_equal(document_json_read(&a, json, &d, &s, &n, &e), 0);
    assert_int_equal(n, 2);
    assert_false(s[0].approved);
    assert_true(s[1].approved);
    assert_null(s[1].more);
    arena_release(&a);
}

static void a_text_alone_is_read_back_the_same(void **state) {
    (void)state;
    struct random r = {11};
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    for (int i = 0; i < 300; i++) {
        struct document d = random_document(&a, &r);
        for (size_t k = 0; k < d.n_blocks; k++) {
            struct text back;
            if (d.block[k].kind == BLOCK_CODE) continue;
            struct str json = document_json_write_text(&a, &d.block[k].text);
            assert_int_equal(document_json_read_text(&a, json, &back, &e), 0);
            assert_true(same_text(&d.block[k].text, &back));
        }
    }
    struct text unused;
    static const char *const bad[] = {"{",
                                      "{}",
                                      "[]",
                                      "{\"t\":\"\"}",
                                      "{\"t\":\"a\",\"x\":1}",
                                      "{\"t\":\"a\",\"m\":[[\"em\",0,2]]}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(document_json_read_text(&a, str_of(bad[i]), &unused, &e), E_INVALID);
    arena_release(&a);
}

static void what_is_stored_is_read_back_the_same(void **state) {
    (void)state;
    struct random r = {7};
    for (int i = 0; i < 2000; i++) {
        struct arena a;
        arena_init(&a);
        struct err e = {0};
        struct document d = random_document(&a, &r), back = {0};
        struct segment s[60], *again = NULL;
        size_t n = 0, n_again = 0;
        for (uint32_t k = 0; k < d.n_blocks; k++)
            if (d.block[k].text.s.n > 0)
                s[n++] = (struct segment){.block = k,
                                          .end = (uint32_t)d.block[k].text.s.n,
                                          .source_hash = r.state,
                                          .origin = random_below(&r, 3),
                                          .state = random_below(&r, 3),
                                          .approved = random_below(&r, 2),
                                          .locked = random_below(&r, 2),
                                          .more = random_more(&a, &r, &d.block[k])};
        struct str json = document_json_write(&a, &d, s, n);
        if (document_json_read(&a, json, &back, &again, &n_again, &e))
            fail_msg("%s: %s", e.text, json.p);
        assert_true(document_equal(&d, &back));
        assert_int_equal(n, n_again);
        for (size_t k = 0; k < n; k++)
            assert_true(s[k].block == again[k].block && s[k].start == again[k].start &&
                        s[k].end == again[k].end && s[k].source_hash == again[k].source_hash &&
                        s[k].origin == again[k].origin && s[k].state == again[k].state &&
                        s[k].approved == again[k].approved && s[k].locked == again[k].locked &&
                        same_more(s[k].more, again[k].more));
        arena_release(&a);
    }
}

static void a_damaged_document_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "{",
        "[]",
        "{}",
        "{\"v\":1}",
        "{\"v\":\"1\",\"b\":[]}",
        "{\"v\":1,\"b\":{}}",
        "{\"v\":1,\"b\":[],\"x\":1}",
        "{\"v\":1,\"b\":[{}]}",
        "{\"v\":1,\"b\":[{\"k\":\"nothing\",\"t\":\"a\"}]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\" a\"}]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":1}]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\",\"z\":1}]}",
        "{\"v\":1,\"v\":1,\"b\":[]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\",\"m\":[[\"em\",0]]}]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\",\"m\":[[\"em\",0,-1]]}]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\",\"m\":[[\"a\",0,1,\"javascript:x\"]]}]}",
        "{\"v\":1,\"b\":[],\"s\":[[0,0,1,\"0123456789abcdef\",\"machine\",\"current\"]]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,2,\"0123456789abcdef\","
        "\"machine\",\"current\"]]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,1,\"0123456789ABCDEF\","
        "\"machine\",\"current\"]]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,1,\"0123456789abcdef\","
        "\"nobody\",\"current\"]]}",
        "{\"v\":1,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,1,\"0123456789abcdef\","
        "\"person\",\"current\",{\"a\":1}]]}",
        "{\"v\":2,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,1,\"0123456789abcdef\","
        "\"person\",\"current\",{}]]}",
        "{\"v\":2,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,1,\"0123456789abcdef\","
        "\"person\",\"current\",{\"a\":2}]]}",
        "{\"v\":2,\"b\":[{\"k\":\"paragraph\",\"t\":\"a\"}],\"s\":[[0,0,1,\"0123456789abcdef\","
        "\"person\",\"current\",{\"z\":1}]]}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a;
        arena_init(&a);
        struct err e = {0};
        struct document d;
        struct segment *s;
        size_t n;
        if (document_json_read(&a, str_of(bad[i]), &d, &s, &n, &e) != E_INVALID)
            fail_msg("%s", bad[i]);
        arena_release(&a);
    }
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    assert_int_equal(document_json_read(&a, STR("{\"v\":3,\"b\":[]}"), &(struct document){0},
                                        &(struct segment *){NULL}, &(size_t){0}, &e),
                     E_INVALID);
    assert_non_null(strstr(e.hint, "newer zubi"));
    arena_release(&a);
}

static void fields_and_body_become_one_document(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    struct block paragraph = {.kind = BLOCK_PARAGRAPH, .text.s = STR("Body")};
    struct document body = {&paragraph, 1}, d;
    struct story_field_set f = {.headline =
                                    STR("<b>A</b> <em>b</em> <a href=/x>c</a><br>d &amp; e"),
                                .lead = STR("<p>one</p><p><a href=/x>two</a></p>"),
                                .picture = STR("../a.jpg"),
                                .alt = STR("x < y"),
                                .credit = STR("<i>Z</i>")};
    assert_int_equal(story_field_document(&a, &f, STORY_FIELD_HTML, STR("eu"), &body, &d, &e), 0);
    assert_int_equal(document_check(&d, &e), 0);
    assert_int_equal(d.n_blocks, 6);
    assert_string_equal(d.block[0].text.s.p, "A b c d & e");
    assert_int_equal(d.block[0].text.n_marks, 1);
    assert_string_equal(d.block[1].text.s.p, "one\ntwo");
    assert_int_equal(d.block[1].text.mark[0].kind, MARK_LINK);
    assert_string_equal(document_text_of(&d, BLOCK_ALT).p, "x < y");
    assert_string_equal(document_text_of(&d, BLOCK_CREDIT).p, "Z");
    f = (struct story_field_set){.headline = STR("a <b> & c\nd"), .alt = STR("no picture")};
    assert_int_equal(story_field_document(&a, &f, STORY_FIELD_TEXT, STR("eu"), NULL, &d, &e), 0);
    assert_int_equal(d.n_blocks, 1);
    assert_string_equal(d.block[0].text.s.p, "a <b> & c d");
    f.headline = STR("\xFF");
    assert_int_equal(story_field_document(&a, &f, STORY_FIELD_TEXT, STR("eu"), NULL, &d, &e),
                     E_INVALID);
    assert_true(str_starts(str_of(e.text), STR("headline: ")));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_stored_is_read_back_the_same),
        cmocka_unit_test(what_was_stored_before_reviews_is_still_read),
        cmocka_unit_test(a_text_alone_is_read_back_the_same),
        cmocka_unit_test(a_damaged_document_is_refused),
        cmocka_unit_test(fields_and_body_become_one_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
