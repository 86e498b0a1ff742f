#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "http/router.h"

static void assert_str(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

static void say_path(struct request *req, struct response *res) {
    response_body(res, STR("text/plain"), req->path);
}

static const struct router_entry routes[] = {
    {METHOD_GET, "/", say_path, 0},
    {METHOD_GET, "/{lang}/", say_path, 0},
    {METHOD_GET, "/{lang}/{section}/", say_path, 0},
    {METHOD_GET, "/{lang}/topic/{topic}/", say_path, 0},
    {METHOD_GET, "/{lang}/{section}/{slug}", say_path, 0},
    {METHOD_GET, "/my-list/{lang}", say_path, 0},
    {METHOD_POST, "/my-list/{language}", say_path, 0},
    {METHOD_GET, "/media/{path*}", say_path, 0},
    {METHOD_POST | METHOD_PUT, "/api/v1/stories", say_path, 24 << 20},
    {METHOD_GET, "/list-all.xml", say_path, 0},
    {METHOD_GET, "/list-{n}.xml", say_path, 0},
    {METHOD_GET, "/list-{n}", say_path, 0},
    {METHOD_GET, "/{lang}", say_path, 0},
};

static struct router *open_router(struct arena *a) {
    struct router *r;
    struct err e;
    if (router_open(a, routes, sizeof routes / sizeof routes[0], &r, &e) != 0)
        fail_msg("%s", e.text);
    return r;
}

static void a_path_finds_its_route_and_names_its_parts(void **state) {
    (void)state;
    static const struct {
        const char *path;
        int route; /* index, or -1 */
        const char *name, *value;
    } cases[] = {
        {"/", 0, "", ""},
        {"/eu/", 1, "lang", "eu"},
        {"/eu", 12, "lang", "eu"},
        {"/list-12.xml", 10, "n", "12"},
        {"/list-all.xml", 9, "", ""},
        {"/list-12.xm", 11, "n", "12.xm"},
        {"/list-.xml", 11, "n", ".xml"},
        {"/list-", 12, "lang", "list-"},
        {"/list-12.xml/", 1, "lang", "list-12.xml"},
        {"/eu/mundua/", 2, "section", "mundua"},
        {"/eu/topic/", 2, "section", "topic"},
        {"/eu/topic/ura/", 3, "topic", "ura"},
        {"/eu/topic/ura", 4, "slug", "ura"},
        {"/eu/mundua/kaixo-12", 4, "slug", "kaixo-12"},
        {"/eu/mundua/a/b", -1, "", ""},
        {"//mundua/a", -1, "", ""},
        {"/eu//a", -1, "", ""},
        {"/my-list/eu", 5, "lang", "eu"},
        {"/my-list/", 1, "lang", "my-list"},
        {"/my-list/a/b", 4, "lang", "my-list"},
        {"/media/a", 7, "path", "a"},
        {"/media/a/b/c.jpg", 7, "path", "a/b/c.jpg"},
        {"/media/", 1, "lang", "media"},
        {"*", -1, "", ""},
        {"", -1, "", ""},
    };
    struct arena a;
    arena_init(&a);
    struct router *r = open_router(&a);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct request req = {.method = METHOD_GET, .path = str_of(cases[i].path), .arena = &a};
        unsigned allowed;
        const struct router_entry *route = router_match(r, &req, &allowed);
        int found = route ? (int)(route - routes) : -1;
        if (found != cases[i].route) fail_msg("%s: route %d", cases[i].path, found);
        assert_str(request_param(&req, str_of(cases[i].name)), cases[i].value);
    }
    arena_release(&a);
}

static int ask(const struct router *r, struct arena *a, enum method method, const char *path,
               struct response *ret_res) {
    struct request req = {.method = method, .path = str_of(path), .arena = a};
    response_init(ret_res, a);
    router_handle(r, &req, ret_res, NULL);
    assert_false(ret_res->failed);
    return ret_res->status;
}

static void a_wrong_method_is_told_the_right_ones(void **state) {
    (void)state;
    struct arena a;
    struct response res;
    arena_init(&a);
    struct router *r = open_router(&a);
    assert_int_equal(ask(r, &a, METHOD_HEAD, "/eu/", &res), 200);
    assert_int_equal(ask(r, &a, METHOD_DELETE, "/my-list/eu", &res), 405);
    assert_str(header_find(res.header, res.n_headers, STR("Allow"))->value,
               "GET, HEAD, POST, OPTIONS");
    assert_int_equal(ask(r, &a, METHOD_GET, "/api/v1/stories", &res), 405);
    assert_str(header_find(res.header, res.n_headers, STR("Allow"))->value, "POST, PUT, OPTIONS");
    assert_int_equal(ask(r, &a, METHOD_OPTIONS, "/api/v1/stories", &res), 204);
    assert_int_equal(ask(r, &a, METHOD_OPTIONS, "*", &res), 204);
    assert_int_equal(ask(r, &a, METHOD_GET, "/x/y/z/w", &res), 404);
    assert_int_equal(ask(r, &a, METHOD_POST, "/my-list/eu", &res), 200);
    arena_release(&a);
}

static void a_table_that_can_be_read_in_two_ways_is_refused(void **state) {
    (void)state;
    static const struct router_entry bad[][2] = {
        {{METHOD_GET, "/{a}", say_path, 0}, {METHOD_GET, "/{b}", say_path, 0}},
        {{METHOD_GET | METHOD_POST, "/a", say_path, 0}, {METHOD_POST, "/a", say_path, 0}},
        {{METHOD_GET, "/{a}/x", say_path, 0}, {METHOD_GET, "/{b}/x", say_path, 0}},
    };
    static const char *const malformed[] = {
        "", "a", "/{}", "/{a*}/b", "/a{b*}", "/{a}{b}", "/a{}", "/a}b{c}", "/a//b", "/{a b}", "/{"};
    struct arena a;
    struct router *r;
    struct err e;
    arena_init(&a);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(router_open(&a, bad[i], 2, &r, &e), E_CONFLICT);
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        struct router_entry route = {METHOD_GET, malformed[i], say_path, 0};
        if (router_open(&a, &route, 1, &r, &e) != E_INVALID) fail_msg("%s", malformed[i]);
    }
    arena_release(&a);
}

static void a_path_of_many_segments_is_harmless(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct router *r = open_router(&a);
    static char path[8000];
    for (size_t i = 0; i < sizeof path; i += 2) memcpy(path + i, "/a", 2);
    struct request req = {.method = METHOD_GET, .path = {path, sizeof path}, .arena = &a};
    unsigned allowed;
    assert_null(router_match(r, &req, &allowed));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_finds_its_route_and_names_its_parts),
        cmocka_unit_test(a_wrong_method_is_told_the_right_ones),
        cmocka_unit_test(a_table_that_can_be_read_in_two_ways_is_refused),
        cmocka_unit_test(a_path_of_many_segments_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
