#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document.h"
#include "story/edition.h"
#include "story/text_clean.h"

static void a_link_keeps_only_safe_addresses(void **state) {
    (void)state;
    static const char *const good[] = {
        "http://example.org", "https://example.org/ñ?a=b#c", "/", "/eu/x", "#", "#oharra",
        "mailto:a@b.eu",      "HTTPS://EXAMPLE.ORG"};
    static const char *const bad[] = {"",
                                      "javascript:alert(1)",
                                      "data:text/html,x",
                                      "//example.org",
                                      "/\\example.org",
                                      "x.html",
                                      "http:x",
                                      "https://",
                                      "https:///x",
                                      "mailto:",
                                      "ftp://x",
                                      " /x",
                                      "/a b",
                                      "/a\tb",
                                      "/a\u00A0b",
                                      "/a\u202Eb",
                                      "/a\x80",
                                      "/a\x7F"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!mark_address_allowed(str_of(good[i]))) fail_msg("%s is refused", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (mark_address_allowed(str_of(bad[i]))) fail_msg("%s is allowed", bad[i]);
}

static void names_lead_back_to_their_kinds(void **state) {
    (void)state;
    for (enum block_kind kind = BLOCK_HEADLINE; kind <= BLOCK_CREDIT; kind++) {
        enum block_kind back = BLOCK_HEADLINE;
        assert_true(block_kind_from_name(str_of(block_kind_name(kind)), &back));
        assert_int_equal(back, kind);
    }
    for (enum mark_kind kind = MARK_EMPHASIS; kind <= MARK_LANGUAGE; kind++) {
        enum mark_kind back = MARK_EMPHASIS;
        assert_true(mark_kind_from_name(str_of(mark_kind_name(kind)), &back));
        assert_int_equal(back, kind);
    }
    enum block_kind kind;
    assert_false(block_kind_from_name(STR("nothing"), &kind));
    enum edition_state state_back;
    assert_true(edition_state_from_name(STR("translating"), &state_back));
    assert_int_equal(state_back, EDITION_TRANSLATING);
    enum edition_label label;
    assert_true(edition_label_from_name(STR("partly_revised"), &label));
    assert_int_equal(label, LABEL_PARTLY_REVISED);
}

static void assert_broken(struct block *block, size_t n, const char *rule) {
    struct document d = {block, n};
    struct err e = {0};
    assert_int_equal(document_check(&d, &e), E_INVALID);
    if (!strstr(e.text, rule)) fail_msg("%s, not %s", e.text, rule);
}

#define PARAGRAPH(literal, ...)                                                                    \
    (struct block) {                                                                               \
        .kind = BLOCK_PARAGRAPH, .text = {                                                         \
            STR(literal),                                                                          \
            (struct mark[]){__VA_ARGS__},                                                          \
            sizeof((struct mark[]){__VA_ARGS__}) / sizeof(struct mark)                             \
        }                                                                                          \
    }
#define EM(start, end)                                                                             \
    {                                                                                              \
        MARK_EMPHASIS, start, end, {"", 0}, {                                                      \
            "", 0                                                                                  \
        }                                                                                          \
    }
#define STRONG(start, end)                                                                         \
    {                                                                                              \
        MARK_STRONG, start, end, {"", 0}, {                                                        \
            "", 0                                                                                  \
        }                                                                                          \
    }

static void a_document_that_breaks_a_promise_is_found(void **state) {
    (void)state;
    static const char *const unclean[] = {" a",      "a ",      "a  b",    "a\tb",   "a\n\nb",
                                          "a \nb",   "a\u00AD", "e\u0301", "\u00A0", "a\uFEFF",
                                          "a\u200B", "\u202Ea", "a\r",     "\n",     "a\uFE0F"};
    for (size_t i = 0; i < sizeof unclean / sizeof *unclean; i++)
        assert_broken(&(struct block){.kind = BLOCK_PARAGRAPH, .text.s = str_of(unclean[i])}, 1,
                      "its text");
    assert_broken(&PARAGRAPH("", EM(0, 0)), 1, "no text");
    assert_broken(&PARAGRAPH("\xFF", EM(0, 1)), 1, "not UTF-8");
    assert_broken(&PARAGRAPH("abc", EM(1, 1)), 1, "without text");
    assert_broken(&PARAGRAPH("abc", EM(1, 4)), 1, "without text");
    assert_broken(&PARAGRAPH("ñ", EM(0, 1)), 1, "within a character");
    assert_broken(&PARAGRAPH("abc", EM(0, 2), STRONG(1, 3)), 1, "overlap");
    assert_broken(&PARAGRAPH("abc", EM(1, 2), STRONG(0, 1)), 1, "order");
    assert_broken(&PARAGRAPH("abc", EM(0, 1), STRONG(0, 2)), 1, "order");
    assert_broken(&PARAGRAPH("abc", EM(0, 2), EM(0, 1)), 1, "its kind");
    assert_broken(&PARAGRAPH("abc", {MARK_LINK, 0, 1, {"x:y", 3}, {"", 0}}), 1, "address");
    assert_broken(&PARAGRAPH("abc", {MARK_LANGUAGE, 0, 1, {"ES", 2}, {"", 0}}), 1, "no tag");
    struct block lead = {.kind = BLOCK_LEAD, .text.s = STR("a")};
    struct block headline = {.kind = BLOCK_HEADLINE, .text.s = STR("a")};
    assert_broken((struct block[]){lead, headline}, 2, "stand first");
    assert_broken((struct block[]){headline, headline}, 2, "stand first");
    struct block alt = {.kind = BLOCK_ALT, .text.s = STR("a")};
    struct block picture = {.kind = BLOCK_PICTURE, .value = STR("x")};
    assert_broken((struct block[]){lead, alt}, 2, "follow their picture");
    assert_broken((struct block[]){picture, alt, alt}, 3, "follow their picture");
    assert_broken(&(struct block){.kind = BLOCK_PICTURE}, 1, "name");
    assert_broken(&(struct block){.kind = BLOCK_HEADING, .level = 1, .text.s = STR("a")}, 1,
                  "level");
    assert_broken(&(struct block){.kind = BLOCK_RULE, .text.s = STR("a")}, 1, "cannot have text");
    struct block good[] = {headline, lead, picture, alt, PARAGRAPH("añb", EM(0, 4), STRONG(1, 3))};
    struct err e = {0};
    assert_int_equal(document_check(&(struct document){good, 5}, &e), 0);
}

static void clean_text_keeps_what_means_something(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {" a \n b\t", "a b"},
        {"cafe\u0301", "café"},
        {"a\u00ADb\uFEFF\u200Bc", "abc"},
        {"a\u00A0b", "a\u00A0b"},
        {"1\u202F000", "1\u202F000"},
        {"\u00A0a\u00A0", "a"},
        {"a\u2028\u00A0\u2028b\u2028", "a\nb"},
        {"❤\uFE0F a\uFE0F", "❤\uFE0F a"},
        {"می\u200Cخواهم", "می\u200Cخواهم"},
        {"\u200D", ""},
        {"a\x01\x1F\x7F\xC2\x85"
         "b",
         "ab"},
        {"\u202Ea\u202C", "a"},
        {"a\u2000b", "a\u2002b"},
        {"\uFFFE\uFFF9", ""},
    };
    struct arena a;
    arena_init(&a);
    struct text_cleaner c;
    text_clean_init(&c);
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        struct str s = text_clean(&c, &a, str_of(pair[i][0]), NULL, 0, TEXT_CLEAN_FLOW).s;
        if (!str_eq(s, str_of(pair[i][1]))) fail_msg("case %zu became '%s'", i, s.p);
    }
    struct str code = text_clean(&c, &a, STR("\n \r\n  a\n\n\tb \n\n"), NULL, 0, TEXT_CLEAN_CODE).s;
    assert_string_equal(code.p, "  a\n\n\tb");
    struct mark mark[] = {{MARK_STRONG, 2, 5, STR(""), STR("")},
                          {MARK_EMPHASIS, 5, 7, STR(""), STR("")}};
    struct text t = text_clean(&c, &a, STR("  a be\u0301 "), mark, 2, TEXT_CLEAN_FLOW);
    assert_string_equal(t.s.p, "a bé");
    assert_int_equal(t.n_marks, 2);
    assert_int_equal(t.mark[0].end, 3);
    assert_int_equal(t.mark[1].end, 5);
    text_clean_release(&c);
    arena_release(&a);
}

static void a_segment_has_the_same_hash_in_every_version(void **state) {
    (void)state;
    struct mark mark[] = {{MARK_LINK, 0, 5, STR("/x"), STR("title")}};
    struct text plain = {.s = STR("Zubia")}, marked = {STR("Zubia"), mark, 1};
    uint64_t hash = segment_hash(&marked);
    assert_true(segment_hash(&plain) != hash);
    mark[0].title = STR("");
    assert_true(segment_hash(&marked) == hash);
    mark[0].value = STR("/y");
    assert_true(segment_hash(&marked) != hash);
    assert_true(segment_hash(&plain) == 0x23934848c3d64981U && hash == 0xa44e25b4a4aa718aU);
}

static void a_slice_takes_its_part_of_the_marks(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct mark mark[] = {EM(0, 4), STRONG(2, 3), EM(6, 8)};
    struct text t = {STR("abcdefgh"), mark, 3}, s = text_slice(&a, &t, 2, 7);
    assert_true(str_eq(s.s, STR("cdefg")));
    assert_int_equal(s.n_marks, 3);
    assert_true(s.mark[0].start == 0 && s.mark[0].end == 2);
    assert_true(s.mark[1].start == 0 && s.mark[1].end == 1);
    assert_true(s.mark[2].start == 4 && s.mark[2].end == 5);
    arena_release(&a);
}

static void the_label_is_what_the_segments_earned(void **state) {
    (void)state;
    struct segment machine = {.end = 30, .origin = ORIGIN_MACHINE}, memory = machine;
    struct segment approved = machine, written = machine, spelt = machine, outdated = machine;
    memory.origin = ORIGIN_MEMORY;
    approved.approved = written.approved = outdated.approved = true;
    written.origin = spelt.origin = outdated.origin = ORIGIN_PERSON;
    outdated.state = SEGMENT_OUTDATED;
    assert_int_equal(edition_label_of(NULL, 0, true), LABEL_ORIGINAL);
    assert_int_equal(edition_label_of(NULL, 0, false), LABEL_AUTOMATIC);
    const struct {
        struct segment segment[2];
        enum edition_label label;
        unsigned share;
    } cases[] = {
        {{machine, memory}, LABEL_AUTOMATIC, 0},
        {{machine, approved}, LABEL_PARTLY_REVISED, 50},
        {{written, approved}, LABEL_REVISED, 100},
        {{machine, spelt}, LABEL_AUTOMATIC, 0},
        {{written, outdated}, LABEL_PARTLY_REVISED, 50},
        {{machine, outdated}, LABEL_AUTOMATIC, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(edition_label_of(cases[i].segment, 2, false), cases[i].label);
        assert_int_equal(edition_revised_share(cases[i].segment, 2), cases[i].share);
    }
    struct segment little = approved;
    little.end = 1;
    machine.end = 10000;
    assert_int_equal(edition_revised_share((struct segment[]){machine, little}, 2), 1);
    machine.end = 1;
    little.end = 10000;
    assert_int_equal(edition_revised_share((struct segment[]){machine, little}, 2), 99);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_keeps_only_safe_addresses),
        cmocka_unit_test(names_lead_back_to_their_kinds),
        cmocka_unit_test(a_document_that_breaks_a_promise_is_found),
        cmocka_unit_test(clean_text_keeps_what_means_something),
        cmocka_unit_test(a_segment_has_the_same_hash_in_every_version),
        cmocka_unit_test(a_slice_takes_its_part_of_the_marks),
        cmocka_unit_test(the_label_is_what_the_segments_earned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
