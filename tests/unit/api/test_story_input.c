#include "unit/api/asking.h"

#define MINIMUM "\"language\":\"eu\",\"section\":\"mundua\",\"headline\":\"Izenburua\""

static void what_is_no_story_is_refused_and_says_why(void **state) {
    static const struct {
        const char *body, *says;
    } bad[] = {
        {"", "not JSON"},
        {"{", "not JSON"},
        {"[]", "not an object"},
        {"\"x\"", "not JSON"},
        {"{" MINIMUM ",\"lead\":\"a\",\"lead\":\"b\"}", "duplicate"},
        {"{" MINIMUM ",\"lead\":\"\xff\"}", "unable to decode"},
        {"{" MINIMUM ",\"lead\":\"\\u0000\"}", "not JSON"},
        {"{\"section\":\"m\",\"headline\":\"h\"}", "\"language\" is missing"},
        {"{\"language\":\"de\",\"section\":\"m\",\"headline\":\"h\"}", "no stories in \"de\""},
        {"{\"language\":\"x y\",\"section\":\"m\",\"headline\":\"h\"}", "\"language\""},
        {"{\"language\":7,\"section\":\"m\",\"headline\":\"h\"}", "\"language\" must be a text"},
        {"{\"language\":\"eu\",\"headline\":\"h\"}", "no section"},
        {"{\"language\":\"eu\",\"section\":\"\\u200b \",\"headline\":\"h\"}", "no section"},
        {"{\"language\":\"eu\",\"section\":\"m\"}", "no headline"},
        {"{\"language\":\"eu\",\"section\":\"m\",\"headline\":\" \\n \"}", "no headline"},
        {"{" MINIMUM ",\"body_html\":[\"x\"]}", "\"body_html\" must be a text"},
        {"{" MINIMUM ",\"body_html\":\"x\",\"body_text\":\"y\"}", "one body"},
        {"{" MINIMUM ",\"date\":\"bihar\"}", "\"bihar\" is no date"},
        {"{" MINIMUM ",\"date\":\"2026-02-30T00:00:00Z\"}", "is no date"},
        {"{" MINIMUM ",\"picture\":\"x.jpg\"}", "\"picture\" must be an object"},
        {"{" MINIMUM ",\"picture\":{}}", "no picture"},
        {"{" MINIMUM ",\"picture\":{\"media\":\"../../etc/passwd\"}}", "no picture"},
        {"{" MINIMUM ",\"picture\":{\"media\":\"https://a.eus/x.jpg\"}}", "no picture"},
    };
    struct asking q;
    open_api(&q, *state);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(post(&q, bad[i].body), 422);
        assert_problem(&q, 422, bad[i].says);
    }
    assert_int_equal(q.h.n_saved, 0);
    assert_int_equal(scratch_number(q.h.s, house_db(&q.h), "SELECT count(*) FROM story"), 0);
    close_api(&q);
}

static struct str padded(struct asking *q, const char *before, size_t n, const char *after) {
    struct buf b;
    buf_init(&b, 16 << 20);
    buf_add(&b, str_of(before));
    for (size_t i = 0; i < n; i++) buf_add_char(&b, i % 7 ? 'a' : ' ');
    buf_add(&b, str_of(after));
    struct str text = buf_keep(&b, &q->h.s->a);
    buf_release(&b);
    return text;
}

static void what_lists_show_has_a_ceiling(void **state) {
    static const struct {
        const char *before;
        size_t n;
    } large[] = {
        {"{\"language\":\"eu\",\"section\":\"m\",\"headline\":\"", 3000},
        {"{\"language\":\"eu\",\"headline\":\"h\",\"section\":\"", 1000},
        {"{" MINIMUM ",\"byline\":\"", 1000},
        {"{" MINIMUM ",\"topic\":\"", 1000},
        {"{" MINIMUM ",\"lead\":\"", 30000},
        {"{" MINIMUM ",\"body_text\":\"", 5 << 20},
    };
    struct asking q;
    open_api(&q, *state);
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        struct str body = padded(&q, large[i].before, large[i].n, "\"}");
        assert_int_equal(ask(&q, METHOD_POST, "/api/v1/stories", "secret", body), 413);
        assert_problem(&q, 413, "bytes");
    }
    close_api(&q);
}

static void names_are_one_clean_line(void **state) {
    struct asking q;
    open_api(&q, *state);
    assert_int_equal(post(&q, "{" MINIMUM ",\"byline\":\" Ane\\n\\t\\u202eEtxeberria\\u0007 \"}"),
                     201);
    assert_string_equal(text_at(q.json, "byline"), "Ane Etxeberria");
    close_api(&q);
}

static void markdown_and_plain_text_are_bodies_too(void **state) {
    struct asking q;
    open_api(&q, *state);
    assert_int_equal(post(&q, "{" MINIMUM ",\"body_markdown\":\"Bat *bi*\"}"), 201);
    assert_string_equal(text_at(edition_in(&q, "eu"), "body_html"), "<p>Bat <em>bi</em></p>\n");
    assert_int_equal(post(&q, "{" MINIMUM ",\"body_text\":\"a <b>\\n\\nc\",\"lead\":null}"), 201);
    assert_string_equal(text_at(edition_in(&q, "eu"), "body_html"),
                        "<p>a &lt;b&gt;</p>\n<p>c</p>\n");
    close_api(&q);
}

static void a_picture_of_the_newsroom_is_shown_and_others_are_left_out(void **state) {
    static const unsigned char gif[] =
        "GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,"
        "\0\0\0\0\x02\0\x03\0\0\x02\x02\x84Q\0;";
    struct asking q;
    open_api(&q, *state);
    assert_int_equal(ask(&q, METHOD_POST, "/api/v1/media", "secret",
                         (struct str){(const char *)gif, sizeof gif - 1}),
                     201);
    struct str name = arena_str(&q.h.s->a, str_of(text_at(q.json, "media")));
    const char *body =
        arena_printf(&q.h.s->a,
                     "{" MINIMUM ",\"picture\":{\"media\":\"/media/%s\",\"alt\":\"Bi\"},"
                     "\"body_html\":\"<p>a</p><figure><img src='https://b.eus/x.jpg'>"
                     "<figcaption>c</figcaption></figure><p>d</p>\"}",
                     name.p)
            .p;
    assert_int_equal(post(&q, body), 201);
    const json_t *source = edition_in(&q, "eu");
    assert_string_equal(text_at(source, "body_html"), "<p>a</p>\n<p>d</p>\n");
    assert_string_equal(text_at(json_object_get(source, "picture"), "alt"), "Bi");
    assert_int_equal(ask(&q, METHOD_POST, "/api/v1/media", "secret", STR("<svg>")), 422);
    close_api(&q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_is_no_story_is_refused_and_says_why),
        SCRATCH_TEST(what_lists_show_has_a_ceiling),
        SCRATCH_TEST(names_are_one_clean_line),
        SCRATCH_TEST(markdown_and_plain_text_are_bodies_too),
        SCRATCH_TEST(a_picture_of_the_newsroom_is_shown_and_others_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
