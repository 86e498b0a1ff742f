#include "unit/api/asking.h"

static const char STORY[] =
    "{\"language\":\"eu\",\"section\":\"mundua\",\"topic\":\"Ibaiak\",\"headline\":\"Ura <gora>\","
    "\"lead\":\"Sarrera\",\"byline\":\"Ane\",\"body_html\":\"<p>Testu bat<script>x</script></p>\"}";

static void a_story_is_saved_and_given_back(void **state) {
    struct asking q;
    open_api(&q, *state);
    assert_int_equal(post(&q, STORY), 201);
    assert_int_equal(q.h.n_saved, 1);
    const struct header *where = header_find(q.res.header, q.res.n_headers, STR("location"));
    assert_true(str_eq(where->value, STR("/api/v1/stories/1")));
    assert_int_equal(get(&q, "/api/v1/stories/1", NULL), 200);
    assert_string_equal(text_at(q.json, "language"), "eu");
    assert_string_equal(text_at(q.json, "section"), "mundua");
    assert_string_equal(text_at(q.json, "topic"), "Ibaiak");
    const json_t *source = edition_in(&q, "eu");
    assert_string_equal(text_at(source, "state"), "live");
    assert_string_equal(text_at(source, "label"), "original");
    assert_string_equal(text_at(source, "headline"), "Ura <gora>");
    assert_string_equal(text_at(source, "body_html"), "<p>Testu bat</p>\n");
    assert_string_equal(text_at(source, "url"), "https://zubi.eus/eu/mundua/ura-gora-1");
    close_api(&q);
}

static void editions_say_how_far_they_are(void **state) {
    struct asking q;
    open_api(&q, *state);
    post(&q, STORY);
    assert_string_equal(text_at(edition_in(&q, "es"), "state"), "queued");
    assert_null(json_object_get(edition_in(&q, "es"), "headline"));
    assert_null(json_object_get(edition_in(&q, "es"), "label"));
    assert_string_equal(text_at(edition_in(&q, "fr"), "state"), "off");
    house_work(&q.h);
    get(&q, "/api/v1/stories/1", NULL);
    const json_t *english = edition_in(&q, "en");
    assert_string_equal(text_at(english, "state"), "live");
    assert_string_equal(text_at(english, "label"), "automatic");
    assert_int_equal(json_array_size(json_object_get(english, "route")), 2);
    assert_true(json_integer_value(json_object_get(english, "clock_ms")) >= 0);
    assert_string_equal(text_at(edition_in(&q, "es"), "headline"), "<gora> Ura");
    assert_string_equal(text_at(edition_in(&q, "fr"), "state"), "off");
    close_api(&q);
}

static void nobody_writes_without_a_token(void **state) {
    struct asking q;
    open_api(&q, *state);
    static const char *const token[] = {NULL, "", "wrong", "secret2", "SECRET"};
    for (size_t i = 0; i < sizeof token / sizeof *token; i++) {
        assert_int_equal(ask(&q, METHOD_POST, "/api/v1/stories", token[i], str_of(STORY)), 401);
        assert_problem(&q, 401, "token");
        assert_int_equal(ask(&q, METHOD_PUT, "/api/v1/stories/1", token[i], str_of(STORY)), 401);
        assert_int_equal(ask(&q, METHOD_POST, "/api/v1/media", token[i], STR("GIF89a")), 401);
    }
    assert_int_equal(scratch_number(q.h.s, house_db(&q.h), "SELECT count(*) FROM story"), 0);
    close_api(&q);
}

static void a_wrong_token_does_not_read_either(void **state) {
    struct asking q;
    open_api(&q, *state);
    post(&q, STORY);
    assert_int_equal(get(&q, "/api/v1/stories/1", "wrong"), 401);
    close_api(&q);
}

static const char EMBARGOED[] =
    "{\"language\":\"eu\",\"section\":\"mundua\",\"headline\":\"Isilpekoa\",\"body_text\":\"x\","
    "\"date\":\"2999-01-01T00:00:00Z\"}";

static void an_embargoed_story_is_for_who_has_the_token(void **state) {
    struct asking q;
    open_api(&q, *state);
    assert_int_equal(post(&q, EMBARGOED), 201);
    house_work(&q.h);
    assert_int_equal(get(&q, "/api/v1/stories/1", "secret"), 200);
    assert_int_equal(get(&q, "/api/v1/stories/1", NULL), 404);
    assert_problem(&q, 404, "there is no story 1");
    assert_int_equal(get(&q, "/api/v1/stories/2", NULL), 404);
    assert_problem(&q, 404, "there is no story 2");
    close_api(&q);
}

static void no_list_shows_an_embargoed_story_whatever_place_is_asked_for(void **state) {
    struct asking q;
    open_api(&q, *state);
    post(&q, EMBARGOED);
    house_work(&q.h);
    static const char *const target[] = {
        "/api/v1/stories",
        "/api/v1/stories?before=32503680000001-99",
        "/api/v1/stories?before=9223372036854775807-9223372036854775807",
        "/api/v1/stories?lang=es&before=9223372036854775807-0",
        "/api/v1/stories?section=mundua&before=40000000000000-1",
    };
    for (size_t i = 0; i < sizeof target / sizeof *target; i++) {
        assert_int_equal(get(&q, target[i], NULL), 200);
        assert_int_equal(json_array_size(json_object_get(q.json, "stories")), 0);
        house_assert_not(q.res.body, "Isilpekoa");
    }
    close_api(&q);
}

static void a_list_goes_on_until_its_end(void **state) {
    struct asking q;
    open_api(&q, *state);
    for (int i = 0; i < 120; i++)
        house_save(&q.h, 0, "---\nsection: mundua\nheadline: Bat\n---\nx\n");
    size_t seen = 0, pages = 0;
    const char *target = "/api/v1/stories?lang=eu&section=mundua";
    for (; target; pages++) {
        assert_int_equal(get(&q, target, NULL), 200);
        seen += json_array_size(json_object_get(q.json, "stories"));
        const char *next = json_string_value(json_object_get(q.json, "next"));
        target = next ? arena_printf(&q.h.s->a, "/api/v1/stories%s", next).p : NULL;
    }
    assert_int_equal(seen, 120);
    assert_int_equal(pages, 3);
    close_api(&q);
}

static void questions_that_make_no_sense_are_answered_clearly(void **state) {
    static const struct {
        const char *target;
        int status;
        const char *says;
    } question[] = {
        {"/api/v1/stories?lang=de", 422, "\"de\""},
        {"/api/v1/stories?lang=%3Cscript%3E", 422, "<script>"},
        {"/api/v1/stories?before=x", 422, "before"},
        {"/api/v1/stories?section=ez-dago", 404, "ez-dago"},
        {"/api/v1/stories/0", 404, "whole number"},
        {"/api/v1/stories/-1", 404, "whole number"},
        {"/api/v1/stories/1e3", 404, "whole number"},
        {"/api/v1/stories/99999999999999999999", 404, "whole number"},
        {"/api/v1/stories/7", 404, "there is no story 7"},
        {"/api/v2/stories", 404, "nothing at this address"},
        {"/api/", 404, "nothing"},
    };
    struct asking q;
    open_api(&q, *state);
    for (size_t i = 0; i + 1 < sizeof question / sizeof *question; i++) {
        get(&q, question[i].target, NULL);
        assert_problem(&q, question[i].status, question[i].says);
    }
    close_api(&q);
}

static void replacing_makes_a_new_revision(void **state) {
    struct asking q;
    open_api(&q, *state);
    post(&q, STORY);
    house_work(&q.h);
    assert_int_equal(
        ask(&q, METHOD_PUT, "/api/v1/stories/1", "secret",
            STR("{\"language\":\"eu\",\"section\":\"kirola\",\"headline\":\"Berria\"}")),
        200);
    assert_int_equal(json_integer_value(json_object_get(q.json, "revision")), 2);
    assert_string_equal(text_at(q.json, "section"), "kirola");
    assert_string_equal(text_at(edition_in(&q, "eu"), "headline"), "Berria");
    assert_int_equal(ask(&q, METHOD_PUT, "/api/v1/stories/1", "secret",
                         STR("{\"language\":\"es\",\"section\":\"x\",\"headline\":\"y\"}")),
                     422);
    assert_problem(&q, 422, "written in \"eu\"");
    assert_int_equal(ask(&q, METHOD_PUT, "/api/v1/stories/8", "secret", str_of(STORY)), 404);
    close_api(&q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_story_is_saved_and_given_back),
        SCRATCH_TEST(editions_say_how_far_they_are),
        SCRATCH_TEST(nobody_writes_without_a_token),
        SCRATCH_TEST(a_wrong_token_does_not_read_either),
        SCRATCH_TEST(an_embargoed_story_is_for_who_has_the_token),
        SCRATCH_TEST(no_list_shows_an_embargoed_story_whatever_place_is_asked_for),
        SCRATCH_TEST(a_list_goes_on_until_its_end),
        SCRATCH_TEST(questions_that_make_no_sense_are_answered_clearly),
        SCRATCH_TEST(replacing_makes_a_new_revision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
