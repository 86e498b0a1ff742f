#include "interchange/xliff1_writer.h"
#include "interchange/xliff2_writer.h"
#include "interchange/xliff_edition.h"
#include "unit/interchange/random_edition.h"

enum { ROUNDS = 600 };

static struct str write(struct arena *a, int version, const struct xliff *x) {
    struct buf out;
    buf_init(&out, 64 << 20);
    if (version == 1) xliff1_writer_write(a, x, &out);
    if (version == 2) xliff2_writer_write(a, x, &out);
    assert_false(buf_failed(&out));
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

static void assert_same_text(struct arena *a, const struct coded_text *read,
                             const struct coded_text *written, const struct coded_text *known,
                             size_t n_known, const struct text *expected) {
    struct text text;
    struct err e = {0};
    if (coded_text_resolve(a, read, known, n_known, &text, &e)) fail_msg("%s", e.text);
    assert_int_equal(read->n, written->n);
    assert_texts_equal(a, &text, expected);
}

static void round_trip(struct arena *a, struct random *r, int version) {
    struct edition source, target;
    struct xliff x, back;
    struct err e = {0};
    random_editions(a, r, &source, &target);
    xliff_edition_make(a, &target, &source, &x);
    assert_int_equal(x.n, target.n_segments);
    struct str bytes = write(a, version, &x);
    if (x.n && xliff_read(a, bytes, &back, &e)) fail_msg("%s\n%s", e.text, bytes.p);
    for (size_t i = 0; i < x.n; i++) {
        const struct xliff_unit *u = &back.unit[i];
        struct xliff_edition_id id;
        struct coded_text known[2] = {x.unit[i].source, x.unit[i].target};
        struct text from = random_segment_text(a, &source, i),
                    to = random_segment_text(a, &target, i);
        assert_true(str_eq(u->id, x.unit[i].id));
        assert_true(xliff_edition_read_id(u->id, &id));
        assert_int_equal(id.segment, i);
        assert_true(id.source_hash == segment_hash(&from));
        assert_int_equal(u->has_target, x.unit[i].has_target);
        assert_same_text(a, &u->source, &known[0], known, 1, &from);
        if (!u->has_target) continue;
        assert_true(id.target_hash == segment_hash(&to));
        assert_int_equal(u->state, x.unit[i].state);
        assert_same_text(a, &u->target, &known[1], known, 2, &to);
    }
}

static void every_edition_comes_back_from_xliff_2_as_it_was(void **state) {
    (void)state;
    struct random r = {21};
    for (int i = 0; i < ROUNDS; i++) {
        struct arena a = {0};
        round_trip(&a, &r, 2);
        arena_release(&a);
    }
}

static void every_edition_comes_back_from_xliff_1_as_it_was(void **state) {
    (void)state;
    struct random r = {12};
    for (int i = 0; i < ROUNDS; i++) {
        struct arena a = {0};
        round_trip(&a, &r, 1);
        arena_release(&a);
    }
}

static void read_one(struct arena *a, const char *unit, struct xliff_unit *ret_unit) {
    struct xliff x;
    struct err e = {0};
    struct str file = arena_printf(a,
                                   "<xliff version='2.1' srcLang='eu' trgLang='es' "
                                   "xmlns='urn:oasis:names:tc:xliff:document:2.0'>"
                                   "<file id='f'>%s</file></xliff>",
                                   unit);
    if (xliff_read(a, file, &x, &e)) fail_msg("%s", e.text);
    assert_int_equal(x.n, 1);
    *ret_unit = x.unit[0];
}

static void a_unit_that_a_tool_cut_into_segments_is_one_text_again(void **state) {
    (void)state;
    struct arena a = {0};
    struct xliff_unit u;
    read_one(&a,
             "<unit id='s1'><segment state='final'><source>Bat. </source><target>Uno. </target>"
             "</segment><ignorable><source>-</source></ignorable><segment state='translated'>"
             "<source>Bi.</source><target>Dos.</target></segment></unit>",
             &u);
    assert_true(str_eq(u.source.s, STR("Bat. -Bi.")));
    assert_true(str_eq(u.target.s, STR("Uno. -Dos.")));
    assert_int_equal(u.state, XLIFF_TRANSLATED);
    read_one(&a,
             "<unit id='s1'><segment><source>Bat</source><target>Uno</target></segment>"
             "<segment><source>Bi</source></segment></unit>",
             &u);
    assert_false(u.has_target);
    arena_release(&a);
}

static void what_tools_add_to_a_text_says_nothing_of_it(void **state) {
    (void)state;
    struct arena a = {0};
    struct err e = {0};
    struct xliff_unit u;
    struct text text, like = {.s = STR("Kaixo mundua")};
    struct coded_text known = coded_text_make(&a, &like);
    read_one(&a,
             "<unit id='s1'><segment><source>Kaixo\n\t<mrk id='m' type='term'>mun<!-- x -->du"
             "</mrk><?x y?><sm id='q'/>a<em startRef='q'/></source></segment></unit>",
             &u);
    assert_int_equal(coded_text_resolve(&a, &u.source, &known, 1, &text, &e), 0);
    assert_texts_equal(&a, &text, &like);
    arena_release(&a);
}

static void codes_may_come_back_as_starts_and_ends(void **state) {
    (void)state;
    struct arena a = {0};
    struct err e = {0};
    struct xliff_unit u;
    struct mark mark[] = {{MARK_STRONG, 0, 5, STR(""), STR("")},
                          {MARK_EMPHASIS, 6, 12, STR(""), STR("")}};
    struct text text, like = {STR("Kaixo mundua"), mark, 2};
    struct coded_text known = coded_text_make(&a, &like);
    read_one(&a,
             "<unit id='s1'><segment><source><sc id='1'/>Kaixo<ec startRef='1'/> <pc id='2'>mundua"
             "</pc></source></segment></unit>",
             &u);
    assert_int_equal(coded_text_resolve(&a, &u.source, &known, 1, &text, &e), 0);
    assert_texts_equal(&a, &text, &like);
    read_one(&a,
             "<unit id='s1'><segment><source><sc id='1'/>Kai<sc id='2'/>xo<ec startRef='1'/> mundua"
             "<ec startRef='2'/></source></segment></unit>",
             &u);
    assert_int_equal(coded_text_resolve(&a, &u.source, &known, 1, &text, &e), E_INVALID);
    assert_non_null(strstr(e.text, "wrongly nested: code 2, <em>"));
    arena_release(&a);
}

static void what_xml_cannot_carry_is_left_out(void **state) {
    (void)state;
    struct arena a = {0};
    struct err e = {0};
    struct text text = {.s = STR("a\x01"
                                 "b\x1f\xEF\xBF\xBE<&>\"c")};
    struct xliff x = {.source_language = STR("eu"), .target_language = STR("es")}, back;
    struct xliff_unit u = {.id = STR("u"), .has_target = true, .origin = ORIGIN_MACHINE};
    u.source = u.target = coded_text_make(&a, &text);
    x.original = STR("story/1/es");
    x.unit = &u;
    x.n = 1;
    for (int version = 1; version <= 2; version++) {
        assert_int_equal(xliff_read(&a, write(&a, version, &x), &back, &e), 0);
        assert_true(str_eq(back.unit[0].target.s, STR("ab<&>\"c")));
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_edition_comes_back_from_xliff_2_as_it_was),
        cmocka_unit_test(every_edition_comes_back_from_xliff_1_as_it_was),
        cmocka_unit_test(a_unit_that_a_tool_cut_into_segments_is_one_text_again),
        cmocka_unit_test(what_tools_add_to_a_text_says_nothing_of_it),
        cmocka_unit_test(codes_may_come_back_as_starts_and_ends),
        cmocka_unit_test(what_xml_cannot_carry_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
