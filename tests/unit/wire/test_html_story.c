#include "unit/wire/reading.h"

static void a_page_tells_of_itself_in_its_head(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.html",
              "<!doctype html><html lang=eu><head><title> Zubi &amp; bidea </title>"
              "<meta name=lead content='Sarrera &lt;b>'><meta name=author content='Ane'>"
              "<meta name=Section content=Mundua><meta name=topic content=Garraioa>"
              "<meta name=id content=z-1><meta name=date content=2026-11-20></head>"
              "<body><h1>Zubi &amp; bidea</h1><p>Bat <a href='https://a.eus/'>bi</a>.</p>");
    assert_read(&r);
    assert_is(r.draft.language, "eu");
    assert_is(r.draft.section, "Mundua");
    assert_is(r.draft.byline, "Ane");
    assert_is(r.draft.import_key, "z-1");
    assert_moment(r.draft.published_ms, "2026-11-20T00:00:00Z");
    assert_text(&r, BLOCK_HEADLINE, "Zubi & bidea");
    assert_text(&r, BLOCK_LEAD, "Sarrera <b>");
    assert_text(&r, BLOCK_TOPIC, "Garraioa");
    assert_body(&r, "Bat bi.\n");
    release(&r);
}

static void without_a_title_the_first_heading_is_the_headline(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.html", "<h2>Izenburua</h2><p>Testua.<h2>Bestea</h2>");
    assert_read(&r);
    assert_text(&r, BLOCK_HEADLINE, "Izenburua");
    assert_body(&r, "Testua.\n\nBestea\n");
    release(&r);
    read_text(&r, "a.html", "<p>Testua.<h2>Bestea</h2>");
    assert_text(&r, BLOCK_HEADLINE, "");
    release(&r);
}

static void metas_within_the_text_say_nothing(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.html",
              "<title>Bat</title><body><p>Bi<meta name=section content=Lapurra>"
              "<meta name=date content=x>");
    assert_read(&r);
    assert_is(r.draft.section, "");
    assert_int_equal(r.draft.published_ms, 0);
    release(&r);
}

static void a_wrong_date_is_named(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.html", "<meta name=date content='atzo'><title>Bat</title>");
    assert_int_equal(r.code, E_INVALID);
    assert_in_words(r.e.text, "\"atzo\" is no date");
    assert_in_words(r.e.hint, "2026-11-20");
    release(&r);
}

static void scripts_and_styles_are_no_text(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.html",
              "<title>Bat</title><style>p{}</style><script>x()</script><body onload=x()>"
              "<p style=x>Bi<iframe src=x>barrukoa</iframe><svg><script>y</script></svg>"
              "<p><a href='data:text/html,x'>hiru</a>");
    assert_read(&r);
    assert_body(&r, "Bi\n\nhiru\n");
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_tells_of_itself_in_its_head),
        cmocka_unit_test(without_a_title_the_first_heading_is_the_headline),
        cmocka_unit_test(metas_within_the_text_say_nothing),
        cmocka_unit_test(a_wrong_date_is_named),
        cmocka_unit_test(scripts_and_styles_are_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
