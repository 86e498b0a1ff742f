#include "interchange/tbx_reader.h"
#include "interchange/tbx_writer.h"
#include "unit/interchange/random_edition.h"

static struct str write(struct arena *a, enum tbx_edition edition, const struct tbx_term *term,
                        size_t n) {
    struct buf out;
    buf_init(&out, 64 << 20);
    tbx_writer_write(a, edition, term, n, STR("eu"), &out);
    assert_false(buf_failed(&out));
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

static struct tbx_term random_term(struct arena *a, struct random *r) {
    static const char *const kind[] = {"person", "place", "organisation", "noun"};
    static const char *const language[] = {"es", "fr", "pt-BR", "ar", "eu"};
    struct tbx_term t = {.language = random_below(r, 4) ? STR("eu") : STR("en"),
                         .text = random_text(a, r, false),
                         .section = random_below(r, 2) ? STR("mundua") : STR(""),
                         .kind = str_of(kind[random_below(r, 4)]),
                         .keep = random_below(r, 2),
                         .any_case = random_below(r, 2),
                         .note = random_below(r, 2) ? random_text(a, r, false) : STR("")};
    t.rendering = arena_array(a, 5, sizeof *t.rendering);
    for (size_t i = 0; i < 5; i++)
        if (random_below(r, 2))
            t.rendering[t.n_renderings++] =
                (struct tbx_rendering){str_of(language[i]), random_text(a, r, false),
                                       random_below(r, 2) ? random_text(a, r, false) : STR(""),
                                       "\0mf"[random_below(r, 3)]};
    return t;
}

static void assert_same(const struct tbx_term *x, const struct tbx_term *y) {
    assert_true(str_eq(x->language, y->language) && str_eq(x->text, y->text));
    assert_true(str_eq(x->section, y->section) && str_eq(x->kind, y->kind));
    assert_true(str_eq(x->note, y->note));
    assert_true(x->keep == y->keep && x->any_case == y->any_case);
    assert_int_equal(x->n_renderings, y->n_renderings);
    for (size_t i = 0; i < x->n_renderings; i++) {
        const struct tbx_rendering *p = &x->rendering[i], *q = &y->rendering[i];
        assert_true(str_eq(p->language, q->language) && str_eq(p->text, q->text));
        assert_true(str_eq(p->plural, q->plural) && p->gender == q->gender);
    }
}

static void terms_come_back_as_they_were_in_both_editions_of_the_standard(void **state) {
    (void)state;
    struct random r = {3};
    for (int round = 0; round < 300; round++) {
        struct arena a = {0};
        struct tbx_term term[6];
        struct tbx_read read;
        struct err e = {0};
        for (size_t i = 0; i < 6; i++) term[i] = random_term(&a, &r);
        struct str bytes = write(&a, round % 2 ? TBX_2019 : TBX_2008, term, 6);
        if (tbx_reader_read(&a, bytes, STR("fr"), &read, &e)) fail_msg("%s", e.text);
        assert_int_equal(read.n, 6);
        assert_int_equal(read.n_left_out, 0);
        for (size_t i = 0; i < 6; i++) assert_same(&read.term[i], &term[i]);
        arena_release(&a);
    }
}

static void other_programs_glossaries_give_their_terms(void **state) {
    (void)state;
    struct arena a = {0};
    struct tbx_read read;
    struct err e = {0};
    struct str dct = STR(
        "<tbx style='dct' type='TBX-Basic' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2' "
        "xmlns:min='http://www.tbxinfo.net/ns/min' xmlns:basic='http://www.tbxinfo.net/ns/basic'>"
        "<tbxHeader/><text><body><conceptEntry id='c1'><min:subjectField>herria</min:subjectField>"
        "<langSec xml:lang='eu'><termSec><term>alkate</term></termSec></langSec>"
        "<langSec xml:lang='es'><termSec><term>burgomaestre</term><min:administrativeStatus>"
        "deprecatedTerm-admn-sts</min:administrativeStatus></termSec><termSec><term>alcalde</term>"
        "<basic:grammaticalGender>masculine</basic:grammaticalGender></termSec></langSec>"
        "</conceptEntry><conceptEntry id='c2'><langSec xml:lang='es'><termSec><term>x</term>"
        "</termSec></langSec></conceptEntry></body></text></tbx>");
    assert_int_equal(tbx_reader_read(&a, dct, STR("eu"), &read, &e), 0);
    assert_int_equal(read.n, 1);
    assert_int_equal(read.n_left_out, 1);
    assert_true(str_eq(read.term[0].section, STR("herria")));
    assert_true(str_eq(read.term[0].rendering[0].text, STR("alcalde")));
    assert_int_equal(read.term[0].rendering[0].gender, 'm');
    assert_true(read.term[0].any_case && !read.term[0].keep);
    struct str old = STR(
        "<martif type='TBX' xml:lang='en'><martifHeader/><text><body><termEntry id='1'><langSet "
        "xml:lang='en-US'><ntig><termGrp><term>Bilbao</term><termNote type='partOfSpeech'>"
        "properNoun</termNote></termGrp></ntig></langSet><langSet xml:lang='eu'><tig><term>Bilbo"
        "</term></tig></langSet></termEntry></body></text></martif>");
    assert_int_equal(tbx_reader_read(&a, old, STR("en-US"), &read, &e), 0);
    assert_int_equal(read.n, 1);
    assert_true(str_eq(read.term[0].kind, STR("organisation")));
    assert_true(str_eq(read.term[0].rendering[0].text, STR("Bilbo")));
    arena_release(&a);
}

static void broken_glossaries_are_refused_with_the_line(void **state) {
    (void)state;
    static const char *const bad[][2] = {
        {"<tbx>\n<text></tbx>", "line 2"},
        {"<tbx/>", "no <body>"},
        {"<html/>", "no TBX"},
        {"<!DOCTYPE x [\n<!ENTITY a 'b'>]><tbx>&a;</tbx>", "line 2: the file declares"},
        {"<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'><tbx>&a;</tbx>", "no entity &a;"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a = {0};
        struct tbx_read read;
        struct err e = {0};
        assert_int_equal(tbx_reader_read(&a, str_of(bad[i][0]), STR("eu"), &read, &e), E_INVALID);
        if (!strstr(e.text, bad[i][1])) fail_msg("%s: %s", bad[i][0], e.text);
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_come_back_as_they_were_in_both_editions_of_the_standard),
        cmocka_unit_test(other_programs_glossaries_give_their_terms),
        cmocka_unit_test(broken_glossaries_are_refused_with_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
