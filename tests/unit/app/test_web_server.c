#include "app/web_server.h"
#include "base/log.h"
#include "unit/app/house.h"

static void addresses_to_listen_on_are_read(void **state) {
    (void)state;
    static const struct {
        const char *listen, *address;
        int port;
    } good[] = {
        {"127.0.0.1:8080", "127.0.0.1", 8080},
        {":80", "0.0.0.0", 80},
        {"[::1]:443", "::1", 443},
        {"localhost:0", "localhost", 0},
        {"::1:80", "::1", 80},
        {"0.0.0.0:65535", "0.0.0.0", 65535},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct err e;
        const char *address = NULL;
        int port = -1;
        if (web_server_parse_listen(&a, str_of(good[i].listen), &address, &port, &e))
            fail_msg("%s: %s", good[i].listen, e.text);
        assert_string_equal(address, good[i].address);
        assert_int_equal(port, good[i].port);
    }
    arena_release(&a);
}

static void what_is_no_address_is_said(void **state) {
    (void)state;
    static const char *const bad[] = {"",    "8080",   "127.0.0.1", "127.0.0.1:", "a:b",   ":65536",
                                      ":-1", ":8080x", "[::1]",     ": 80",       "a:80:", ":080a"};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err e;
        const char *address = NULL;
        int port = -1;
        assert_int_equal(web_server_parse_listen(&a, str_of(bad[i]), &address, &port, &e),
                         E_INVALID);
        assert_null(address);
        assert_int_equal(port, -1);
        assert_non_null(strstr(e.hint, "127.0.0.1:8080"));
    }
    arena_release(&a);
}

static void nobody_saved(void *who) {
    (void)who;
}

static void the_address_it_says_is_one_a_browser_takes(void **state) {
    static const char *const listen[][2] = {{"127.0.0.1:0", "http://127.0.0.1:"},
                                            {"[::1]:0", "http://[::1]:"}};
    struct scratch *s = *state;
    struct house h;
    house_open(&h, s, "[server]\nloops = 1\nhandlers = 1\n");
    for (size_t i = 0; i < 2; i++) {
        struct web_server web;
        h.newsroom.settings.listen = str_of(listen[i][0]);
        if (web_server_start(&web, &h.newsroom, NULL, NULL, nobody_saved, NULL, &s->e)) {
            assert_int_equal(i, 1); /* a machine may have no IPv6 */
            continue;
        }
        struct str url = web_server_url(&web);
        assert_true(str_starts(url, str_of(listen[i][1])));
        assert_true(str_ends(url, STR("/")));
        web_server_stop(&web);
    }
    house_close(&h);
}

int main(void) {
    log_set_level(LOG_ERROR);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_to_listen_on_are_read),
        cmocka_unit_test(what_is_no_address_is_said),
        SCRATCH_TEST(the_address_it_says_is_one_a_browser_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
