#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wire/sitemap.h"

static void assert_written(const struct buf *out, const char *expected) {
    struct str s = buf_str(out);
    size_t line = str_find(s, '\n') + 1;
    if (!str_eq(str_from(s, line), str_of(expected)))
        fail_msg("expected:\n%s\ngot:\n%.*s", expected, (int)s.n, s.p);
}

static void each_page_names_itself_and_all_others(void **state) {
    (void)state;
    struct arena a = {0};
    struct buf out;
    struct xml_writer w;
    buf_init(&out, 10000);
    struct sitemap_page page[] = {{STR("eu"), STR("https://z/eu/a-1"), 0},
                                  {STR("es"), STR("https://z/es/b-1?x&y"), 1763622000000}};
    sitemap_begin(&w, &out);
    sitemap_add(&w, &a, page, 2, &page[0]);
    sitemap_end(&w);
#define LINKS                                                                                      \
    "<xhtml:link rel=\"alternate\" hreflang=\"eu\" href=\"https://z/eu/a-1\"/>\n"                  \
    "<xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"https://z/es/b-1?x&amp;y\"/>\n"          \
    "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://z/eu/a-1\"/>\n"
    assert_written(&out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                         " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
                         "<url>\n<loc>https://z/eu/a-1</loc>\n" LINKS "</url>\n"
                         "<url>\n<loc>https://z/es/b-1?x&amp;y</loc>\n"
                         "<lastmod>2025-11-20T07:00:00Z</lastmod>\n" LINKS "</url>\n</urlset>\n");
    buf_release(&out);
    arena_release(&a);
}

static void an_index_lists_files(void **state) {
    (void)state;
    struct buf out;
    struct xml_writer w;
    buf_init(&out, 10000);
    sitemap_begin_index(&w, &out);
    sitemap_add_file(&w, STR("https://z/sitemap-1.xml"));
    sitemap_end(&w);
    assert_written(&out, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
                         "<sitemap>\n<loc>https://z/sitemap-1.xml</loc>\n</sitemap>\n"
                         "</sitemapindex>\n");
    buf_release(&out);
}

static void news_have_name_language_date_and_title(void **state) {
    (void)state;
    struct arena a = {0};
    struct buf out;
    struct xml_writer w;
    buf_init(&out, 10000);
    struct sitemap_news news = {STR("https://z/eu/a-1"), STR("Ura & lurra"), STR("eu"), STR("Zubi"),
                                1763622000000};
    sitemap_begin_news(&w, &out);
    sitemap_add_news(&w, &a, &news);
    sitemap_end(&w);
    assert_written(&out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                         " xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
                         "<url>\n<loc>https://z/eu/a-1</loc>\n<news:news>\n<news:publication>\n"
                         "<news:name>Zubi</news:name>\n<news:language>eu</news:language>\n"
                         "</news:publication>\n"
                         "<news:publication_date>2025-11-20T07:00:00Z</news:publication_date>\n"
                         "<news:title>Ura &amp; lurra</news:title>\n</news:news>\n</url>\n"
                         "</urlset>\n");
    buf_release(&out);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_page_names_itself_and_all_others),
        cmocka_unit_test(an_index_lists_files),
        cmocka_unit_test(news_have_name_language_date_and_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
