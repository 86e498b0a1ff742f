#include "interchange/tmx_reader.h"
#include "interchange/tmx_writer.h"
#include "unit/interchange/random_edition.h"

static struct str write(struct arena *a, const struct tmx_entry *entry, size_t n) {
    struct tmx_writer w;
    struct buf out;
    buf_init(&out, 64 << 20);
    tmx_writer_start(&w, &out, STR("eu"));
    for (size_t i = 0; i < n; i++) tmx_writer_add(&w, a, &entry[i]);
    tmx_writer_end(&w);
    assert_false(buf_failed(&out));
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

static void entries_come_back_as_they_were(void **state) {
    (void)state;
    struct random r = {7};
    for (int round = 0; round < 600; round++) {
        struct arena a = {0};
        struct edition source, target;
        struct tmx_read read;
        struct err e = {0};
        random_editions(&a, &r, &source, &target);
        struct tmx_entry *entry = arena_array(&a, source.n_segments, sizeof *entry);
        for (size_t i = 0; i < source.n_segments; i++)
            entry[i] = (struct tmx_entry){.id = arena_printf(&a, "12.%zu", i + 1),
                                          .source_language = STR("eu"),
                                          .target_language = STR("zh-Hant"),
                                          .source = random_segment_text(&a, &source, i),
                                          .target = random_segment_text(&a, &target, i),
                                          .origin = target.segment[i].origin,
                                          .who = i % 2 ? STR("Ane <& \"Jon\"") : STR(""),
                                          .at_ms = i % 3 ? 1700000000000 : 0};
        struct str bytes = write(&a, entry, source.n_segments);
        if (tmx_reader_read(&a, bytes, &read, &e)) fail_msg("%s\n%s", e.text, bytes.p);
        assert_int_equal(read.n, source.n_segments);
        assert_int_equal(read.n_left_out, 0);
        for (size_t i = 0; i < read.n; i++) {
            assert_texts_equal(&a, &read.entry[i].source, &entry[i].source);
            assert_texts_equal(&a, &read.entry[i].target, &entry[i].target);
            assert_int_equal(read.entry[i].origin, entry[i].origin);
            assert_true(str_eq(read.entry[i].who, entry[i].who));
            assert_true(read.entry[i].at_ms == entry[i].at_ms);
            assert_true(str_eq(read.entry[i].id, entry[i].id));
            assert_true(str_eq(read.entry[i].target_language, STR("zh-Hant")));
        }
        arena_release(&a);
    }
}

#define HEADER                                                                                     \
    "<tmx version='1.4'><header creationtool='x' creationtoolversion='1' segtype='sentence' "      \
    "o-tmf='x' adminlang='en' srclang='en-US' datatype='xml'/><body>"

static struct tmx_read read_body(struct arena *a, const char *body) {
    struct tmx_read read;
    struct err e = {0};
    if (tmx_reader_read(a, arena_printf(a, HEADER "%s</body></tmx>", body), &read, &e))
        fail_msg("%s", e.text);
    return read;
}

static void a_machines_words_are_never_taken_for_a_persons(void **state) {
    (void)state;
    static const char *const say[] = {
        "<tu creationid='MT!'>", "<tu creationtool='mt'>", "<tu><prop type='x-origin'>mt</prop>",
        "<tu><prop type='x-Type'>Machine</prop>", "<tu changeid='machine'>"};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof say / sizeof *say; i++) {
        struct tmx_read read =
            read_body(&a, arena_printf(&a,
                                       "%s<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='eu'>"
                                       "<seg>b</seg></tuv></tu>",
                                       say[i])
                              .p);
        assert_int_equal(read.n, 1);
        assert_int_equal(read.entry[0].origin, ORIGIN_MACHINE);
    }
    arena_release(&a);
}

static void other_programs_memories_give_their_words(void **state) {
    (void)state;
    struct arena a = {0};
    struct tmx_read read = read_body(
        &a,
        "<tu><tuv xml:lang='EU'><seg>Kaixo</seg></tuv><tuv lang='en_US'><seg>Hello "
        "<bpt i='1'>{\\b </bpt>big<ept i='1'>}</ept> <hi>world</hi><ph>&lt;br/&gt;</ph></seg></tuv>"
        "<tuv xml:lang='fr'><seg>Bonjour</seg></tuv><tuv xml:lang='x y'><seg>?</seg></tuv></tu>"
        "<tu><tuv xml:lang='en-US'><seg> </seg></tuv><tuv xml:lang='eu'><seg>x</seg></tuv></tu>");
    assert_int_equal(read.n, 2);
    assert_int_equal(read.n_left_out, 2);
    assert_true(str_eq(read.entry[0].source.s, STR("Hello big world")));
    assert_int_equal(read.entry[0].source.n_marks, 0);
    assert_true(str_eq(read.entry[0].source_language, STR("en-US")));
    assert_true(str_eq(read.entry[0].target_language, STR("eu")));
    assert_true(str_eq(read.entry[1].target.s, STR("Bonjour")));
    arena_release(&a);
}

static void what_html_in_a_memory_holds_is_made_safe(void **state) {
    (void)state;
    struct arena a = {0};
    struct tmx_read read = read_body(
        &a, "<tu datatype='html'><tuv xml:lang='en-US'><seg><bpt i='1'>&lt;a "
            "href=\"javascript:x()\"&gt;</bpt>Go<ept i='1'>&lt;/a&gt;</ept><ph>&lt;script&gt;alert("
            "1)&lt;/script&gt;</ph></seg></tuv><tuv xml:lang='eu'><seg>&lt;b&gt;</seg></tuv></tu>");
    assert_int_equal(read.n, 1);
    assert_true(str_eq(read.entry[0].source.s, STR("Go")));
    assert_int_equal(read.entry[0].source.n_marks, 0);
    assert_true(str_eq(read.entry[0].target.s, STR("<b>")));
    arena_release(&a);
}

static void broken_memories_are_refused_with_the_line(void **state) {
    (void)state;
    static const char *const bad[][2] = {
        {"<tmx><header/><body>\n<tu></tu></body></tmx>", "line 2: a <tu> without <tuv>"},
        {"<tmx><body/></tmx>", "no TMX"},
        {"<xliff/>", "no TMX"},
        {"<tmx><header/>\n<body><tu>", "line 2"},
        {"<!DOCTYPE tmx [<!ATTLIST tu x CDATA 'y'>]><tmx/>", "declares"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a = {0};
        struct tmx_read read;
        struct err e = {0};
        assert_int_equal(tmx_reader_read(&a, str_of(bad[i][0]), &read, &e), E_INVALID);
        if (!strstr(e.text, bad[i][1])) fail_msg("%s: %s", bad[i][0], e.text);
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_back_as_they_were),
        cmocka_unit_test(a_machines_words_are_never_taken_for_a_persons),
        cmocka_unit_test(other_programs_memories_give_their_words),
        cmocka_unit_test(what_html_in_a_memory_holds_is_made_safe),
        cmocka_unit_test(broken_memories_are_refused_with_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
