#include "unit/page/rendering.h"

static const char STORY[] =
    "---\nsection: kirola\ntopic: Errekak & <b>\nheadline: Ura <gora> doa\nlead: Euria \"atzo\".\n"
    "byline: Ane <Etxeberria>\ndate: 2026-11-20T07:30:00Z\n---\nIbaia *handitu* da "
    "[hemen](https://a.eus/?x=1&y=2).\n";

static const char OTHER[] = "---\nsection: kirola\nheadline: Beste albistea\n"
                            "date: 2026-11-19\n---\nTestua.\n";

static int64_t save_with_picture(struct house *h) {
    return house_save(h, 0,
                      "---\nsection: kirola\ntopic: Errekak\nheadline: Argazki handia\n"
                      "lead: Sarrera hau.\nbyline: Ane\ndate: 2026-11-20T07:30:00Z\n"
                      "picture: 0123456789abcdef0123456789abcdef.jpg\nalt: Ibai \"bat\"\n"
                      "caption: Ura atzo\ncredit: Argazkia: Jon Zubi\n---\nGorputza da.\n");
}

static void a_machines_text_says_so_first_of_all(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    struct str page = story_page(&h, id, "es");
    const char *const order[] = {
        "<html lang=\"es\" dir=\"ltr\">",
        "Este texto se ha traducido automáticamente",
        "href=\"/eu/kirola/ura-gora-doa-1\" hreflang=\"eu\">Leer el original en euskera</a>",
        "<h1 lang=\"es\"",
        NULL,
    };
    assert_in_order(page, order);
    house_assert_not(page, "La traducción de esta noticia está en camino");
    house_assert_not(page, "solo está disponible");
    house_close(&h);
}

static void the_original_has_no_notice(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct str page = story_page(&h, house_save(&h, 0, STORY), "eu");
    house_assert_not(page, "class=\"notice");
    house_assert_not(page, "hreflang=\"es\" href=\"https"); /* nothing is there in Spanish yet */
    house_close(&h);
}

static void a_story_on_its_way_is_shown_as_it_was_written(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct str page = story_page(&h, house_save(&h, 0, STORY), "es");
    house_assert_has(page, "La traducción de esta noticia está en camino");
    house_assert_not(page, "traducido automáticamente");
    house_assert_not(page, "solo está disponible");
    house_assert_has(page, "<html lang=\"es\"");
    house_assert_has(page, "<h1 lang=\"eu\"");
    house_assert_has(page, "<div class=\"body\" lang=\"eu\"");
    house_assert_not(page, "rel=\"alternate\" hreflang=\"es\"");
    house_close(&h);
}

static void a_story_without_a_route_says_what_language_it_is_in(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct str page = story_page(&h, house_save(&h, 0, STORY), "fr");
    house_assert_has(page, "<p class=\"span\" aria-hidden=\"true\"><span>eu</span></p>");
    house_assert_has(page, "basque");
    house_assert_has(page, "<h1 lang=\"eu\"");
    house_assert_not(page, "traduit automatiquement");
    house_assert_not(page, "rel=\"alternate\" hreflang=\"fr\"");
    house_close(&h);
}

static void a_story_page_is_in_the_order_of_a_readers_attention(void **state) {
    struct house h;
    house_open(&h, *state, "");
    house_save(&h, 0, OTHER);
    int64_t id = save_with_picture(&h);
    house_work(&h);
    const char *const order[] = {
        "class=\"notice\"",
        "href=\"/en/topic/errekak/\"",
        "<h1",
        "Argazki handia</h1>",
        "Sarrera hau.</p>",
        "By Ane",
        "<time datetime=\"2026-11-20T08:30:00+01:00\"",
        "November",
        "class=\"favourite\"",
        ">Favorite<",
        "src=\"/media/0123456789abcdef0123456789abcdef.jpg\"",
        "alt=\"Ibai &quot;bat&quot;\"",
        "<figcaption>Ura atzo",
        "class=\"credit\">",
        "Jon Zubi",
        "Gorputza da.",
        "class=\"editions\"",
        "hreflang=\"eu\"",
        "class=\"river after\"",
        "More Kirola news",
        "Beste albistea",
        NULL,
    };
    assert_in_order(story_page(&h, id, "en"), order);
    house_close(&h);
}

static void words_of_people_are_escaped_everywhere(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct str page = story_page(&h, id, "eu");
    house_assert_has(page, "Ura &lt;gora&gt; doa</h1>");
    house_assert_has(page, "<title>Ura &lt;gora&gt; doa");
    house_assert_has(page, "Zubi &lt;Bat&gt; &amp; Bi");
    house_assert_has(page, "content=\"Euria &quot;atzo&quot;.\"");
    house_assert_has(page, "Errekak &amp; &lt;b&gt;</a>");
    house_assert_has(page, "Ane &lt;Etxeberria&gt;");
    house_assert_has(page, "<em>handitu</em>");
    house_assert_has(page, "<a href=\"https://a.eus/?x=1&amp;y=2\">hemen</a>");
    house_assert_not(page, "<gora>");
    house_assert_not(page, "<Bat>");
    house_assert_not(page, "<Etxeberria>");
    house_close(&h);
}

static void what_a_card_lacks_is_not_taken_from_the_page_around_it(void **state) {
    struct house h;
    house_open(&h, *state, "");
    house_save(&h, 0, OTHER);
    struct str page = story_page(&h, save_with_picture(&h), "eu");
    struct str card = part_of(page, "<article class=\"card\"", "</article>");
    house_assert_has(card, "Beste albistea");
    house_assert_not(card, "<img");
    house_assert_not(card, "Sarrera hau");
    house_assert_not(card, "Errekak");
    house_assert_not(card, "lang=");
    house_close(&h);
}

static void more_news_has_no_embargoed_story(void **state) {
    struct house h;
    house_open(&h, *state, "");
    house_save(&h, 0, EMBARGOED);
    int64_t id = house_save(&h, 0, OTHER);
    house_work(&h);
    assert_no_secret(story_page(&h, id, "eu"));
    assert_no_secret(story_page(&h, id, "es"));
    house_close(&h);
}

static void a_page_is_the_same_bytes_for_everybody(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    assert_true(str_eq(story_page(&h, id, "eu"), story_page(&h, id, "eu")));
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_machines_text_says_so_first_of_all),
        SCRATCH_TEST(the_original_has_no_notice),
        SCRATCH_TEST(a_story_on_its_way_is_shown_as_it_was_written),
        SCRATCH_TEST(a_story_without_a_route_says_what_language_it_is_in),
        SCRATCH_TEST(a_story_page_is_in_the_order_of_a_readers_attention),
        SCRATCH_TEST(words_of_people_are_escaped_everywhere),
        SCRATCH_TEST(what_a_card_lacks_is_not_taken_from_the_page_around_it),
        SCRATCH_TEST(more_news_has_no_embargoed_story),
        SCRATCH_TEST(a_page_is_the_same_bytes_for_everybody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
