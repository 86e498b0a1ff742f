#include <dirent.h>
#include <jansson.h>

#include "page/theme.h"
#include "unit/app/house.h"

/* A fixture's JSON as a template gets it: {"$html": "…"} is of type html. */
static struct mustache_value *value_of(struct arena *a, const json_t *json) {
    const json_t *html = json_object_get(json, "$html");
    if (html) {
        struct html safe = {str_of(json_string_value(html))};
        return mustache_html(a, safe);
    }
    switch (json_typeof(json)) {
    case JSON_OBJECT: {
        struct mustache_value *object = mustache_object(a);
        const char *key;
        json_t *member;
        json_object_foreach((json_t *)(uintptr_t)json, key, member)
            mustache_set(a, object, key, value_of(a, member));
        return object;
    }
    case JSON_ARRAY: {
        struct mustache_value *list = mustache_list(a);
        for (size_t i = 0; i < json_array_size(json); i++)
            mustache_list_add(a, list, value_of(a, json_array_get(json, i)));
        return list;
    }
    case JSON_STRING:
        return mustache_text(a, (struct str){json_string_value(json), json_string_length(json)});
    case JSON_INTEGER: return mustache_number(a, json_integer_value(json));
    case JSON_TRUE: return mustache_bool(a, true);
    case JSON_FALSE: return mustache_bool(a, false);
    default: return mustache_null(a);
    }
}

static void render_fixture(struct scratch *s, const struct theme *theme, const char *file) {
    json_error_t why;
    struct buf page;
    buf_init(&page, 1 << 20);
    json_t *json = json_load_file(arena_printf(&s->a, "web/fixtures/%s", file).p, 0, &why);
    if (!json) fail_msg("%s, line %d: %s", file, why.line, why.text);
    struct str name = str_slice(str_of(file), 0, str_find(str_of(file), '.'));
    scratch_ok(s, mustache_render(&theme->templates, name, value_of(&s->a, json), &page, &s->e));
    struct str text = buf_str(&page);
    house_assert_not(text, "{{");
    house_assert_not(text, "$html");
    bool fragment = str_eq(name, STR("list_items"));
    assert_true(fragment || str_starts(text, STR("<!DOCTYPE html>\n<html lang=")));
    assert_true(fragment || str_ends(text, STR("</html>\n")));
    buf_release(&page);
    json_decref(json);
}

static void every_page_renders_with_its_fixtures(void **state) {
    struct scratch *s = *state;
    struct theme theme;
    scratch_ok(s, theme_load(&theme, &s->a, NULL, &s->e));
    DIR *dir = opendir("web/fixtures");
    size_t n = 0;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!str_ends(str_of(entry->d_name), STR(".json"))) continue;
        render_fixture(s, &theme, entry->d_name);
        n++;
    }
    closedir(dir);
    assert_true(n >= 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {SCRATCH_TEST(every_page_renders_with_its_fixtures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
