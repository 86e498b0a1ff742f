#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "app/refusal.h"
#include "base/utf8.h"

static const int statuses[] = {400, 408, 413, 414, 417, 431, 501, 503, 505};
enum { N_STATUSES = sizeof statuses / sizeof *statuses };

struct house {
    struct arena a;
    struct site_language language[2];
    struct site_info site;
};

static void open_house(struct house *h) {
    *h = (struct house){.language = {{.tag = STR("eu"), .name = STR("euskara")},
                                     {.tag = STR("fr"), .name = STR("français")}}};
    arena_init(&h->a);
    h->site = (struct site_info){
        .name = STR("<Zubi>"), .source = STR("eu"), .language = h->language, .n_languages = 2};
}

static struct str answer(struct house *h, int status, struct str path, struct str languages,
                         struct response *res) {
    response_init(res, &h->a);
    response_plain_error(res, status, STR("why"));
    struct server_refusal refusal = {status, STR("why"), path, languages};
    refusal_answer(&h->site, &refusal, res);
    assert_false(res->failed);
    assert_int_equal(res->status, status);
    return res->body;
}

static struct str type_of(const struct response *res) {
    return header_find(res->header, res->n_headers, STR("Content-Type"))->value;
}

static void a_refusal_is_a_page_in_a_language_that_the_reader_takes(void **state) {
    (void)state;
    struct house h;
    struct response res;
    open_house(&h);
    for (size_t i = 0; i < N_STATUSES; i++) {
        struct str page = answer(&h, statuses[i], STR("/eu/"), STR("de, fr;q=0.5"), &res);
        assert_true(str_eq(type_of(&res), STR("text/html; charset=utf-8")));
        assert_true(str_search(page, STR("<html lang=\"fr\"")) < page.n);
        assert_true(str_search(page, STR("&lt;Zubi&gt;")) < page.n);
        page = answer(&h, statuses[i], STR(""), STR(""), &res);
        assert_true(str_search(page, STR("<html lang=\"eu\"")) < page.n);
    }
    arena_release(&h.a);
}

static void below_the_api_a_refusal_is_a_problem(void **state) {
    (void)state;
    struct house h;
    struct response res;
    open_house(&h);
    for (size_t i = 0; i < N_STATUSES; i++) {
        struct str text = answer(&h, statuses[i], STR("/api/v1/stories"), STR("fr"), &res);
        assert_true(str_eq(type_of(&res), STR("application/problem+json")));
        json_t *problem = json_loadb(text.p, text.n, 0, NULL);
        assert_non_null(problem);
        assert_int_equal(json_integer_value(json_object_get(problem, "status")), statuses[i]);
        assert_string_equal(json_string_value(json_object_get(problem, "detail")), "why");
        json_decref(problem);
    }
    arena_release(&h.a);
}

/* xorshift, always the same. */
static uint32_t next(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void whatever_bytes_came_the_answer_is_text(void **state) {
    (void)state;
    struct house h;
    struct response res;
    uint32_t seed = 20261123;
    open_house(&h);
    for (int round = 0; round < 2000; round++) {
        char path[64] = "/api/", languages[1000];
        size_t n = next(&seed) % 59;
        for (size_t i = 0; i < n; i++) path[5 + i] = (char)next(&seed);
        for (size_t i = 0; i < sizeof languages; i++)
            languages[i] = "fr, *;=q0.1\xff\n"[next(&seed) % 14];
        struct str all = {languages, next(&seed) % sizeof languages};
        struct str text =
            answer(&h, 431, (struct str){path, next(&seed) % 2 ? 5 + n : 0}, all, &res);
        assert_true(text.n > 0 && utf8_is_valid(text));
        arena_reset(&h.a);
    }
    arena_release(&h.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refusal_is_a_page_in_a_language_that_the_reader_takes),
        cmocka_unit_test(below_the_api_a_refusal_is_a_problem),
        cmocka_unit_test(whatever_bytes_came_the_answer_is_text),
    };
    return cmocka_run_group_tests_name("refusal", tests, NULL, NULL);
}
