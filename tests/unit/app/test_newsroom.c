#include "unit/app/house.h"

#include <sys/stat.h>

static int open_fails(struct scratch *s) {
    struct newsroom n;
    int code = newsroom_open(&n, s->folder, NULL, &s->e);
    assert_int_not_equal(code, 0);
    newsroom_close(&n); /* what was not opened may be closed */
    return code;
}

static void a_folder_without_a_newsroom_says_how_to_make_one(void **state) {
    struct scratch *s = *state;
    assert_int_equal(open_fails(s), E_NOTFOUND);
    house_assert_has(str_of(s->e.hint), "zubi init");
}

static void a_newsroom_without_its_database_is_said_and_none_is_made(void **state) {
    struct scratch *s = *state;
    house_make(s, "");
    unlink(scratch_path(s, "news.db").p);
    assert_int_equal(open_fails(s), E_NOTFOUND);
    assert_true(s->e.hint[0] != 0);
    assert_int_not_equal(access(scratch_path(s, "news.db").p, F_OK), 0);
}

static void an_empty_database_is_not_taken_for_a_newsrooms(void **state) {
    struct scratch *s = *state;
    house_make(s, "");
    unlink(scratch_path(s, "news.db").p);
    house_file(s, "news.db", STR(""));
    assert_int_equal(open_fails(s), E_NOTFOUND);
    house_file(s, "news.db", STR("this is no database at all, only a text of some length......"));
    assert_int_equal(open_fails(s), E_DB);
}

static void a_database_of_a_newer_zubi_is_not_touched(void **state) {
    struct scratch *s = *state;
    house_make(s, "");
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "INSERT INTO schema_version (number, name, done_ms) VALUES (999, 'x', 1)");
    database_close(db);
    assert_int_equal(open_fails(s), E_CONFLICT);
    house_assert_has(str_of(s->e.text), "newer");
}

static void mistakes_in_the_settings_are_named(void **state) {
    struct scratch *s = *state;
    static const struct {
        const char *settings, *says;
    } bad[] = {
        {"[newsroom]\nlanguages = eu, xx yy\n", "languages in [newsroom]"},
        {"[newsroom]\nlanguages = eu, es, EU\n", "named twice"},
        {"[newsroom]\nlanguages = en, fr\n", "source in [newsroom]"},
        {"[newsroom]\nlanguages = , ,\n", "no language is named"},
        {"[newsroom]\nsource = ??\n", "source in [newsroom]"},
        {"[translation]\nroutes = eu to en\n", "routes in [translation]"},
        {"[newsroom]\ncolour = red\n", "colour"},
        {"[site]\nstories_per_page = 0\n", "stories_per_page"},
    };
    house_make(s, "");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        unlink(scratch_path(s, "news.db").p);
        house_make(s, bad[i].settings);
        assert_int_equal(open_fails(s), E_INVALID);
        house_assert_has(str_of(s->e.text), bad[i].says);
    }
}

static void a_mistake_in_the_theme_keeps_it_closed(void **state) {
    struct scratch *s = *state;
    house_make(s, "");
    mkdir(scratch_path(s, "theme").p, 0755);
    house_file(s, "theme/card.mustache", STR("{{#topic}}"));
    assert_int_equal(open_fails(s), E_INVALID);
    house_assert_has(str_of(s->e.text), "card");
}

static struct str base_url_for(struct scratch *s, const char *settings, const char *listen) {
    struct newsroom n;
    unlink(scratch_path(s, "news.db").p);
    house_make(s, settings);
    scratch_ok(s, newsroom_open(&n, s->folder, listen, &s->e));
    struct str url = arena_str(&s->a, n.site.base_url);
    newsroom_close(&n);
    return url;
}

static void the_address_of_the_site_is_the_owners_or_where_it_listens(void **state) {
    struct scratch *s = *state;
    assert_string_equal(base_url_for(s, "", NULL).p, "https://zubi.eus");
    assert_string_equal(base_url_for(s, "[site]\nbase_url =\nlisten = 127.0.0.1:81\n", NULL).p,
                        "http://127.0.0.1:81");
    assert_string_equal(base_url_for(s, "[site]\nbase_url =\n", "[::1]:80").p, "http://[::1]:80");
    assert_string_equal(base_url_for(s, "[site]\nbase_url =\n", ":8080").p,
                        "http://localhost:8080");
}

static void every_language_knows_its_targets_and_its_words(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct site_info *site = &h.newsroom.site;
    assert_int_equal(site->n_languages, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(site->language[i].n_targets, 3);
        assert_true(mustache_is_true(site->language[i].messages));
    }
    assert_true(str_eq(site_find_language(site, STR("en"))->name, STR("English")));
    assert_null(site_find_language(site, STR("de")));
    assert_null(site_find_language(site, STR("EU")));
    house_close(&h);
}

static void engines_that_are_not_installed_are_no_error(void **state) {
    struct scratch *s = *state;
    struct settings settings;
    struct engines engines;
    size_t n = 0;
    settings_defaults(&settings);
    settings.apertium_modes = scratch_path(s, "nowhere");
    settings.apertium_programs = scratch_path(s, "nowhere/bin");
    scratch_ok(s, engines_open(&engines, &s->a, &settings, NULL, &s->e));
    assert_int_equal(engines.n, 1);
    engines.engine[0]->ops->directions(engines.engine[0], &n);
    assert_int_equal(n, 0);
    struct route route;
    assert_false(route_find(&engines.routes, STR("eu"), STR("es"), &route));
    engines_tidy(&engines);
    engines_close(&engines);
    engines_close(&engines);
    settings.routes = STR("eu-en per es");
    assert_int_equal(engines_open(&engines, &s->a, &settings, NULL, &s->e), E_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_folder_without_a_newsroom_says_how_to_make_one),
        SCRATCH_TEST(a_newsroom_without_its_database_is_said_and_none_is_made),
        SCRATCH_TEST(an_empty_database_is_not_taken_for_a_newsrooms),
        SCRATCH_TEST(a_database_of_a_newer_zubi_is_not_touched),
        SCRATCH_TEST(mistakes_in_the_settings_are_named),
        SCRATCH_TEST(a_mistake_in_the_theme_keeps_it_closed),
        SCRATCH_TEST(the_address_of_the_site_is_the_owners_or_where_it_listens),
        SCRATCH_TEST(every_language_knows_its_targets_and_its_words),
        SCRATCH_TEST(engines_that_are_not_installed_are_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
