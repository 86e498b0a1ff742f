#include <sys/stat.h>

#include "page/embedded_web.h"
#include "page/theme.h"
#include "unit/app/house.h"

static const char *theme_folder(struct scratch *s) {
    const char *folder = scratch_path(s, "theme").p;
    mkdir(folder, 0755);
    return folder;
}

static struct theme load(struct scratch *s, const char *folder) {
    struct theme theme = {0};
    scratch_ok(s, theme_load(&theme, &s->a, folder, &s->e));
    return theme;
}

static int load_fails(struct scratch *s) {
    struct theme theme;
    int code = theme_load(&theme, &s->a, theme_folder(s), &s->e);
    assert_int_not_equal(code, 0);
    return code;
}

static struct str render(struct scratch *s, const struct theme *theme, const char *name) {
    struct buf out;
    buf_init(&out, 1 << 20);
    scratch_ok(
        s, mustache_render(&theme->templates, str_of(name), mustache_object(&s->a), &out, &s->e));
    struct str text = buf_keep(&out, &s->a);
    buf_release(&out);
    return text;
}

static void the_built_in_theme_prints_nothing_unescaped(void **state) {
    (void)state;
    size_t templates = 0;
    for (size_t i = 0; i < embedded_web_count; i++) {
        struct str bytes = {(const char *)embedded_web[i].bytes, embedded_web[i].n};
        if (!str_ends(str_of(embedded_web[i].name), STR(".mustache"))) continue;
        templates++;
        house_assert_not(bytes, "{{{");
        house_assert_not(bytes, "{{&");
        house_assert_not(bytes, "{{=");
        house_assert_not(bytes, " style=");
        house_assert_not(bytes, " onclick=");
    }
    assert_true(templates > 10);
}

static void a_theme_without_a_folder_is_the_built_in_one(void **state) {
    struct scratch *s = *state;
    struct theme one = load(s, NULL), two = load(s, scratch_path(s, "nowhere").p);
    assert_int_equal(one.n_assets, two.n_assets);
    const struct theme_asset *css = theme_find_asset(&one, STR("site.css"));
    assert_non_null(css);
    assert_string_equal(css->type, "text/css; charset=utf-8");
    assert_true(str_eq(css->url, theme_find_asset(&two, STR("site.css"))->url));
    assert_ptr_equal(theme_find_address(&one, str_from(css->url, strlen("/assets/"))), css);
    assert_null(theme_find_asset(&one, STR("story.mustache")));
    assert_null(theme_find_address(&one, STR("site.css")));
    assert_null(theme_find_address(&one, STR("")));
}

static void a_file_of_the_newsroom_takes_the_place_of_the_built_in_one(void **state) {
    struct scratch *s = *state;
    struct theme before = load(s, NULL);
    const char *folder = theme_folder(s);
    house_file(s, "theme/mark.mustache", STR("<i>{{x}}OUR MARK</i>"));
    house_file(s, "theme/site.css", STR("p{}"));
    house_file(s, "theme/letter.woff2", STR("font"));
    house_file(s, "theme/notes.txt", STR("not of the theme"));
    house_file(s, "theme/.site.css.swp", STR("hidden"));
    house_file(s, "theme/.hidden.css", STR("hidden"));
    struct theme theme = load(s, folder);
    assert_string_equal(render(s, &theme, "mark").p, "<i>OUR MARK</i>");
    const struct theme_asset *css = theme_find_asset(&theme, STR("site.css"));
    assert_true(str_eq(css->bytes, STR("p{}")));
    assert_false(str_eq(css->url, theme_find_asset(&before, STR("site.css"))->url));
    assert_string_equal(theme_find_asset(&theme, STR("letter.woff2"))->type, "font/woff2");
    assert_int_equal(theme.n_assets, before.n_assets + 1);
}

static void a_mistake_in_a_template_names_it_and_its_line(void **state) {
    struct scratch *s = *state;
    theme_folder(s);
    house_file(s, "theme/story.mustache", STR("a\nb{{#lead}}\nc"));
    assert_int_equal(load_fails(s), E_INVALID);
    house_assert_has(str_of(s->e.text), "story");
    house_assert_has(str_of(s->e.text), "line 2");
}

static void a_template_that_prints_unescaped_is_refused(void **state) {
    struct scratch *s = *state;
    static const char *const text[] = {"{{{body}}}", "{{& body}}", "{{> nobody}}"};
    theme_folder(s);
    for (size_t i = 0; i < 3; i++) {
        house_file(s, "theme/card.mustache", str_of(text[i]));
        assert_int_equal(load_fails(s), E_INVALID);
        house_assert_has(str_of(s->e.text), "card");
    }
}

static void a_file_too_large_for_readers_is_refused(void **state) {
    struct scratch *s = *state;
    theme_folder(s);
    struct str large = {arena_alloc(&s->a, 3 << 20), 3 << 20};
    house_file(s, "theme/site.js", large);
    assert_int_equal(load_fails(s), E_LIMIT);
    house_assert_has(str_of(s->e.text), "site.js");
}

static void what_is_no_file_is_refused_and_never_waited_for(void **state) {
    struct scratch *s = *state;
    theme_folder(s);
    mkdir(scratch_path(s, "theme/a.css").p, 0755);
    assert_int_equal(load_fails(s), E_INVALID);
    house_assert_has(str_of(s->e.text), "a.css");
    rmdir(scratch_path(s, "theme/a.css").p);
    assert_int_equal(mkfifo(scratch_path(s, "theme/b.css").p, 0644), 0);
    assert_int_equal(load_fails(s), E_INVALID);
    unlink(scratch_path(s, "theme/b.css").p);
    assert_int_equal(symlink("nowhere", scratch_path(s, "theme/c.css").p), 0);
    assert_int_equal(load_fails(s), E_IO);
}

static void too_many_files_are_said_not_dropped(void **state) {
    struct scratch *s = *state;
    theme_folder(s);
    for (int i = 0; i < 210; i++)
        house_file(s, arena_printf(&s->a, "theme/%d.css", i).p, STR("p{}"));
    assert_int_equal(load_fails(s), E_LIMIT);
}

static void a_theme_folder_that_is_none_is_said(void **state) {
    struct scratch *s = *state;
    house_file(s, "theme", STR("a file"));
    struct theme theme;
    assert_int_equal(theme_load(&theme, &s->a, scratch_path(s, "theme").p, &s->e), E_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_theme_prints_nothing_unescaped),
        SCRATCH_TEST(a_theme_without_a_folder_is_the_built_in_one),
        SCRATCH_TEST(a_file_of_the_newsroom_takes_the_place_of_the_built_in_one),
        SCRATCH_TEST(a_mistake_in_a_template_names_it_and_its_line),
        SCRATCH_TEST(a_template_that_prints_unescaped_is_refused),
        SCRATCH_TEST(a_file_too_large_for_readers_is_refused),
        SCRATCH_TEST(what_is_no_file_is_refused_and_never_waited_for),
        SCRATCH_TEST(too_many_files_are_said_not_dropped),
        SCRATCH_TEST(a_theme_folder_that_is_none_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
