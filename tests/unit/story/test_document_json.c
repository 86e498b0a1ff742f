#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_json.h"
#include "story/story_field.h"
#include "unit/story/document_random.h"

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
                s[n++] = (struct segment){k,
                                          0,
                                          (uint32_t)d.block[k].text.s.n,
                                          r.state,
                                          random_below(&r, 3),
                                          random_below(&r, 3)};
        struct str json = document_json_write(&a, &d, s, n);
        if (document_json_read(&a, json, &back, &again, &n_again, &e))
            fail_msg("%s: %s", e.text, json.p);
        assert_true(document_equal(&d, &back));
        assert_int_equal(n, n_again);
        for (size_t k = 0; k < n; k++)
            assert_true(s[k].block == again[k].block && s[k].start == again[k].start &&
                        s[k].end == again[k].end && s[k].source_hash == again[k].source_hash &&
                        s[k].origin == again[k].origin && s[k].state == again[k].state);
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
    assert_int_equal(document_json_read(&a, STR("{\"v\":2,\"b\":[]}"), &(struct document){0},
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
        cmocka_unit_test(a_damaged_document_is_refused),
        cmocka_unit_test(fields_and_body_become_one_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
