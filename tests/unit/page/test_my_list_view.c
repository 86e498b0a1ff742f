#include "unit/page/rendering.h"

static void stories_stand_in_the_readers_order_in_the_readers_language(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id[2];
    id[0] = house_save(&h, 0, "---\nsection: kirola\nheadline: Bat lehena\n---\nx\n");
    id[1] = house_save(&h, 0, "---\nsection: kirola\nheadline: Bi bigarrena\n---\nx\n");
    house_work(&h);
    const char *const there[] = {"lehena Bat", "bigarrena Bi", NULL};
    assert_in_order(my_list(&h, "es", id, 2), there);
    int64_t back[] = {id[1], 12345, id[0]};
    const char *const and_back[] = {"2 noticias", "bigarrena Bi", "lehena Bat", NULL};
    assert_in_order(my_list(&h, "es", back, 3), and_back);
    house_close(&h);
}

static void an_empty_list_says_how_to_fill_it(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct str page = my_list(&h, "en", NULL, 0);
    house_assert_not(page, "<article");
    house_assert_has(page, "class=\"none\"");
    house_assert_has(page, "<meta name=\"robots\" content=\"noindex\">");
    house_close(&h);
}

static void a_guessed_number_shows_nothing_that_is_not_published(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, EMBARGOED);
    house_work(&h);
    static const char *const language[] = {"eu", "es", "en", "fr"};
    for (size_t i = 0; i < 4; i++) assert_no_secret(my_list(&h, language[i], &id, 1));
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(stories_stand_in_the_readers_order_in_the_readers_language),
        SCRATCH_TEST(an_empty_list_says_how_to_fill_it),
        SCRATCH_TEST(a_guessed_number_shows_nothing_that_is_not_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
