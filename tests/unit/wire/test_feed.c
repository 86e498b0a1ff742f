#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/clock.h"
#include "wire/atom.h"
#include "wire/json_feed.h"
#include "wire/rss.h"

struct fixture {
    struct arena a;
    struct feed feed;
    struct feed_item item;
    struct feed_alternate alternate;
    struct buf out;
};

static int64_t at(const char *time) {
    int64_t ms = 0;
    assert_true(clock_parse(str_of(time), &ms));
    return ms;
}

static int set_up(void **state) {
    struct fixture *f = test_calloc(1, sizeof *f);
    arena_init(&f->a);
    buf_init(&f->out, 1 << 20);
    f->alternate = (struct feed_alternate){STR("eu"), STR("https://z.eus/eu/mundua/ur-7")};
    f->item = (struct feed_item){
        .id = STR("tag:z.eus,2026:story/7/es"),
        .url = STR("https://z.eus/es/mundua/agua-7"),
        .language = STR("es"),
        .headline = STR("Agua & \"sed\" <hoy>"),
        .lead = STR("Entradilla"),
        .byline = STR("Ane Etxe"),
        .content = escape_trust(STR("<p><em>Automática</em></p>\n<p>a &amp; b</p>")),
        .section = STR("Mundo"),
        .topic = STR("Agua"),
        .label = STR("automatic"),
        .language_tag = STR("es-t-eu-t0-und"),
        .published_ms = at("2026-11-20T07:00:00Z"),
        .updated_ms = at("2026-11-20T08:12:00Z"),
        .picture = {STR("https://z.eus/media/a.jpg"), "image/jpeg", 1200, 675, STR("Un río")},
        .alternate = &f->alternate,
        .n_alternates = 1,
    };
    f->feed = (struct feed){
        .id = STR("tag:z.eus,2026:feed/es/"),
        .self_url = STR("https://z.eus/es/feed.xml"),
        .home_url = STR("https://z.eus/es/"),
        .title = STR("Zubi"),
        .description = STR("Egunero"),
        .language = STR("es"),
        .icon_url = STR("https://z.eus/assets/favicon.svg"),
        .label_scheme = STR("tag:z.eus,2026:label"),
        .publisher = STR("Zubi"),
        .hub_url = STR("https://hub.example/"),
        .item = &f->item,
        .n_items = 1,
    };
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    buf_release(&f->out);
    arena_release(&f->a);
    test_free(f);
    return 0;
}

static void assert_has(const struct fixture *f, const char *piece) {
    struct str s = buf_str(&f->out);
    if (str_search(s, str_of(piece)) == s.n) fail_msg("no %s in\n%.*s", piece, (int)s.n, s.p);
}

static void assert_lacks(const struct fixture *f, const char *piece) {
    struct str s = buf_str(&f->out);
    if (str_search(s, str_of(piece)) < s.n) fail_msg("%s in\n%.*s", piece, (int)s.n, s.p);
}

static void rss_tells_the_whole_story_and_its_label(void **state) {
    struct fixture *f = *state;
    rss_write(&f->a, &f->feed, &f->out);
    static const char *const piece[] = {
        "<guid isPermaLink=\"false\">tag:z.eus,2026:story/7/es</guid>",
        "<title>Agua &amp; &quot;sed&quot; &lt;hoy&gt;</title>",
        "<pubDate>Fri, 20 Nov 2026 07:00:00 +0000</pubDate>",
        "<lastBuildDate>Fri, 20 Nov 2026 08:12:00 +0000</lastBuildDate>",
        "<dc:creator>Ane Etxe</dc:creator>",
        "<category>Mundo</category>",
        "<category domain=\"tag:z.eus,2026:label\">automatic</category>",
        "<content:encoded>&lt;p&gt;&lt;em&gt;Automática&lt;/em&gt;&lt;/p&gt;\n&lt;p&gt;a &amp;amp; "
        "b",
        "<media:content url=\"https://z.eus/media/a.jpg\" medium=\"image\" type=\"image/jpeg\""
        " width=\"1200\" height=\"675\">",
        "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://z.eus/es/feed.xml\"/>",
        "<atom:link rel=\"hub\" href=\"https://hub.example/\"/>",
    };
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) assert_has(f, piece[i]);
}

static void atom_links_the_story_in_other_languages(void **state) {
    struct fixture *f = *state;
    atom_write(&f->a, &f->feed, &f->out);
    static const char *const piece[] = {
        "<id>tag:z.eus,2026:feed/es/</id>",
        "<updated>2026-11-20T08:12:00Z</updated>",
        "<published>2026-11-20T07:00:00Z</published>",
        "<entry xml:lang=\"es\">",
        "<link rel=\"alternate\" type=\"text/html\" hreflang=\"es\""
        " href=\"https://z.eus/es/mundua/agua-7\"/>",
        "<link rel=\"alternate\" type=\"text/html\" hreflang=\"eu\""
        " href=\"https://z.eus/eu/mundua/ur-7\"/>",
        "<category term=\"automatic\" scheme=\"tag:z.eus,2026:label\"/>",
        "<content type=\"html\">&lt;p&gt;&lt;em&gt;Automática",
    };
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) assert_has(f, piece[i]);
}

static void json_feed_says_the_same(void **state) {
    struct fixture *f = *state;
    json_feed_write(&f->a, &f->feed, &f->out);
    json_t *feed = json_loadb(f->out.p, f->out.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(feed);
    const char *version, *id, *html, *label, *tag, *eu, *author, *hub, *published;
    assert_int_equal(
        json_unpack(feed,
                    "{s:s, s:[{s:s, s:s, s:[s,s,s!], s:{s:s, s:s, s:{s:s}}, s:[{s:s}], s:s}!],"
                    " s:[{s:s}]}",
                    "version", &version, "items", "id", &id, "content_html", &html, "tags", &tag,
                    &tag, &tag, "_zubi", "label", &label, "language_tag", &tag, "editions", "eu",
                    &eu, "authors", "name", &author, "date_published", &published, "hubs", "url",
                    &hub),
        0);
    assert_string_equal(version, "https://jsonfeed.org/version/1.1");
    assert_string_equal(id, "tag:z.eus,2026:story/7/es");
    assert_string_equal(html, "<p><em>Automática</em></p>\n<p>a &amp; b</p>");
    assert_string_equal(label, "automatic");
    assert_string_equal(tag, "es-t-eu-t0-und");
    assert_string_equal(eu, "https://z.eus/eu/mundua/ur-7");
    assert_string_equal(author, "Ane Etxe");
    assert_string_equal(hub, "https://hub.example/");
    assert_string_equal(published, "2026-11-20T07:00:00Z");
    json_decref(feed);
}

static void what_a_story_lacks_is_not_said(void **state) {
    struct fixture *f = *state;
    f->item.lead = f->item.byline = f->item.topic = f->feed.hub_url = STR("");
    f->item.picture = (struct feed_picture){0};
    rss_write(&f->a, &f->feed, &f->out);
    assert_lacks(f, "creator");
    assert_lacks(f, "media:content ");
    assert_lacks(f, "hub");
    assert_lacks(f, "<description></description>");
    buf_clear(&f->out);
    atom_write(&f->a, &f->feed, &f->out);
    assert_lacks(f, "summary");
    assert_lacks(f, "term=\"\"");
    buf_clear(&f->out);
    json_feed_write(&f->a, &f->feed, &f->out);
    assert_lacks(f, "summary");
    assert_lacks(f, "hubs");
    assert_lacks(f, "\"image\"");
}

static void an_empty_feed_is_still_one(void **state) {
    struct fixture *f = *state;
    f->feed.n_items = 0;
    atom_write(&f->a, &f->feed, &f->out);
    assert_has(f, "<updated>1970-01-01T00:00:00Z</updated>");
    buf_clear(&f->out);
    rss_write(&f->a, &f->feed, &f->out);
    assert_lacks(f, "lastBuildDate");
    buf_clear(&f->out);
    json_feed_write(&f->a, &f->feed, &f->out);
    assert_has(f, "\"items\":[]");
}

static void a_tag_has_the_host_alone_and_the_year(void **state) {
    struct fixture *f = *state;
    static const char *const base[][2] = {
        {"https://zubi.eus", "tag:zubi.eus,2026:x"},
        {"http://127.0.0.1:8080", "tag:127.0.0.1,2026:x"},
        {"https://zubi.eus:8443/a/b", "tag:zubi.eus,2026:x"},
        {"http://[::1]:80", "tag:::1,2026:x"},
    };
    for (size_t i = 0; i < sizeof base / sizeof *base; i++) {
        struct str tag = feed_tag(&f->a, str_of(base[i][0]), FEED_SINCE_MS, STR("x"));
        assert_string_equal(tag.p, base[i][1]);
    }
    assert_string_equal(feed_tag(&f->a, STR("http://a"), -5000, STR("x")).p, "tag:a,1970:x");
    assert_string_equal(feed_tag(&f->a, STR("http://a"), INT64_MAX, STR("x")).p, "tag:a,9999:x");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rss_tells_the_whole_story_and_its_label, set_up, tear_down),
        cmocka_unit_test_setup_teardown(atom_links_the_story_in_other_languages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_feed_says_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_story_lacks_is_not_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_feed_is_still_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_tag_has_the_host_alone_and_the_year, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
