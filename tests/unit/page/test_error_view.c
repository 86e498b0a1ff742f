#include "unit/page/rendering.h"

static void errors_speak_every_language_of_the_site(void **state) {
    static const int status[] = {400, 403, 404, 405, 410, 413, 429, 500, 503};
    static const char *const language[] = {"eu", "es", "en", "fr", "ca", "gl", "pt"};
    struct house h;
    house_open(&h, *state, "[newsroom]\nlanguages = eu, es, en, fr, ca, gl, pt\n");
    for (size_t l = 0; l < 7; l++) {
        struct str heading = STR("");
        for (size_t i = 0; i < sizeof status / sizeof *status; i++) {
            struct str page = error_page(&h, language[l], status[i]);
            house_assert_has(page, arena_printf(&h.s->a, "<html lang=\"%s\"", language[l]).p);
            house_assert_has(page, arena_printf(&h.s->a, ">%d</p>", status[i]).p);
            house_assert_not(page, "error_");
            house_assert_not(page, "{");
            house_assert_has(page, "content=\"noindex\"");
            house_assert_not(page, "rel=\"canonical\"");
            struct str now = part_of(page, "<h1>", "</h1>");
            assert_true(now.n > strlen("<h1>") + 5);
            assert_false(str_eq(now, heading));
            heading = now;
        }
    }
    house_close(&h);
}

static void an_error_nobody_has_words_for_gets_those_of_its_kind(void **state) {
    struct house h;
    house_open(&h, *state, "");
    static const int pair[][2] = {{418, 400}, {414, 413}, {431, 413}, {502, 500}, {599, 500}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        assert_true(str_eq(part_of(error_page(&h, "en", pair[i][0]), "<h1>", "</h1>"),
                           part_of(error_page(&h, "en", pair[i][1]), "<h1>", "</h1>")));
    house_close(&h);
}

static void an_error_page_offers_what_is_published_only(void **state) {
    struct house h;
    house_open(&h, *state, "");
    house_save(&h, 0, EMBARGOED);
    house_save(&h, 0, "---\nsection: kirola\nheadline: Gaurkoa\n---\nx\n");
    struct str page = error_page(&h, "eu", 404);
    house_assert_has(page, "Gaurkoa");
    assert_no_secret(page);
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(errors_speak_every_language_of_the_site),
        SCRATCH_TEST(an_error_nobody_has_words_for_gets_those_of_its_kind),
        SCRATCH_TEST(an_error_page_offers_what_is_published_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
