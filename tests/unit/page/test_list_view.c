#include "unit/page/rendering.h"

#include "page/page_url.h"

static int64_t save_dated(struct house *h, const char *section, int day) {
    return house_save(h, 0,
                      arena_printf(&h->s->a,
                                   "---\nsection: %s\ntopic: Errekak\nheadline: Albistea %02d\n"
                                   "date: 2026-10-%02d\n---\nTestua.\n",
                                   section, day, day)
                          .p);
}

static void an_empty_newsroom_has_a_front_page(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct str page = list_page(&h, PAGE_FRONT, "es", "");
    house_assert_has(page, "Aún no hay noticias aquí.");
    house_assert_not(page, "rel=\"next\"");
    house_close(&h);
}

static void the_newest_story_leads_and_is_not_said_twice(void **state) {
    struct house h;
    house_open(&h, *state, "");
    for (int day = 1; day <= 3; day++) save_dated(&h, "kirola", day);
    struct str page = list_page(&h, PAGE_FRONT, "eu", "");
    const char *const order[] = {"lead-card", "Albistea 03", "Albistea 02", "Albistea 01", NULL};
    assert_in_order(page, order);
    struct str behind = str_from(page, str_search(page, STR("Albistea 03")) + 5);
    house_assert_not(behind, "Albistea 03");
    house_close(&h);
}

static void load_more_reads_every_story_once(void **state) {
    struct house h;
    house_open(&h, *state, "[site]\nstories_per_page = 4\n");
    for (int day = 1; day <= 10; day++) save_dated(&h, "kirola", day);
    struct list_place place = {0};
    int seen = 0, pages = 0;
    for (bool more = true; more; pages++) {
        struct str page;
        scratch_ok(h.s, list_page_code(&h, PAGE_SECTION, "eu", "kirola", &place, &page));
        for (int day = 1; day <= 10; day++)
            seen += house_has(page, arena_printf(&h.s->a, ">Albistea %02d<", day).p);
        size_t at = str_search(page, STR("/before-"));
        more = at < page.n;
        if (!more) break;
        struct str value = str_from(page, at + 8);
        value = str_slice(value, 0, str_find(value, '/'));
        place.is_set = place.fragment = true;
        assert_true(page_url_parse_before(value, &place.before_ms, &place.before_id));
    }
    assert_int_equal(seen, 10);
    assert_int_equal(pages, 2);
    house_close(&h);
}

static void a_fragment_is_only_its_stories(void **state) {
    struct house h;
    house_open(&h, *state, "");
    save_dated(&h, "kirola", 1);
    struct list_place place = {.is_set = true, .before_ms = INT64_MAX, .fragment = true};
    struct str page;
    static const enum page_list kind[] = {PAGE_FRONT, PAGE_SECTION, PAGE_TOPIC};
    static const char *const key[] = {"", "kirola", "errekak"};
    for (size_t i = 0; i < 3; i++) {
        scratch_ok(h.s, list_page_code(&h, kind[i], "eu", key[i], &place, &page));
        house_assert_has(page, "Albistea 01");
        house_assert_not(page, "<html");
    }
    house_close(&h);
}

static void what_does_not_exist_is_not_found(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct list_place first = {0};
    struct str page;
    assert_int_equal(list_page_code(&h, PAGE_SECTION, "eu", "x", &first, &page), E_NOTFOUND);
    assert_int_equal(list_page_code(&h, PAGE_TOPIC, "eu", "x", &first, &page), E_NOTFOUND);
    assert_int_equal(list_page_code(&h, PAGE_SECTION, "eu", "", &first, &page), E_NOTFOUND);
    house_close(&h);
}

static void no_list_shows_an_embargoed_story_whatever_place_is_asked_for(void **state) {
    struct house h;
    house_open(&h, *state, "");
    save_dated(&h, "kirola", 1);
    house_save(&h, 0, EMBARGOED);
    house_work(&h);
    const struct list_place place[] = {
        {0},
        {true, INT64_MAX, INT64_MAX, false},
        {true, INT64_MAX, 0, true},
        {true, 32503680000001, 99, false},
    };
    static const char *const language[] = {"eu", "es", "en", "fr"};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        for (size_t l = 0; l < 4; l++) {
            struct str page;
            scratch_ok(h.s, list_page_code(&h, PAGE_FRONT, language[l], "", &place[i], &page));
            assert_no_secret(page);
            scratch_ok(h.s,
                       list_page_code(&h, PAGE_SECTION, language[l], "kirola", &place[i], &page));
            assert_no_secret(page);
        }
    house_close(&h);
}

static void a_topic_is_secret_until_a_story_of_it_is_out(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, EMBARGOED);
    struct list_place first = {0};
    struct str page;
    assert_int_equal(list_page_code(&h, PAGE_TOPIC, "eu", "sekretua", &first, &page), E_NOTFOUND);
    house_save(&h, id,
               "---\nsection: kirola\ntopic: Sekretua\nheadline: Azkenean\n"
               "date: 2026-01-01\n---\nIrakurri.\n");
    house_assert_has(list_page(&h, PAGE_TOPIC, "eu", "sekretua"), "Azkenean");
    /* also where its translation is on its way */
    house_assert_not(list_page(&h, PAGE_TOPIC, "es", "sekretua"), "Azkenean");
    house_close(&h);
}

static void a_language_without_route_lists_originals_when_the_newsroom_wants(void **state) {
    struct scratch *s = *state;
    struct house h;
    house_open(&h, s, "[site]\nlist_untranslated = yes\n");
    save_dated(&h, "kirola", 1);
    struct str page = list_page(&h, PAGE_SECTION, "fr", "kirola");
    house_assert_has(page, "lang=\"eu\" hreflang=\"eu\">Albistea 01");
    house_assert_has(page, "basque");
    /* a translation is on its way: it is not listed in the source's words */
    house_assert_not(list_page(&h, PAGE_SECTION, "es", "kirola"), "Albistea 01");
    house_close(&h);
}

static void originals_are_not_listed_unless_the_newsroom_wants(void **state) {
    struct house h;
    house_open(&h, *state, "");
    save_dated(&h, "kirola", 1);
    house_assert_not(list_page(&h, PAGE_SECTION, "fr", "kirola"), "Albistea 01");
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(an_empty_newsroom_has_a_front_page),
        SCRATCH_TEST(the_newest_story_leads_and_is_not_said_twice),
        SCRATCH_TEST(load_more_reads_every_story_once),
        SCRATCH_TEST(a_fragment_is_only_its_stories),
        SCRATCH_TEST(what_does_not_exist_is_not_found),
        SCRATCH_TEST(no_list_shows_an_embargoed_story_whatever_place_is_asked_for),
        SCRATCH_TEST(a_topic_is_secret_until_a_story_of_it_is_out),
        SCRATCH_TEST(a_language_without_route_lists_originals_when_the_newsroom_wants),
        SCRATCH_TEST(originals_are_not_listed_unless_the_newsroom_wants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
