#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/utf8.h"

/* Standard error goes into a pipe while a test writes its lines. */
struct capture {
    int kept, read_end;
};

static struct capture capture_start(void) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct capture c = {dup(STDERR_FILENO), ends[0]};
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    return c;
}

/* What was written; a pipe holds 64 KB, which is more than any test here writes. */
static struct str capture_end(struct capture *c, char *text, size_t size) {
    dup2(c->kept, STDERR_FILENO);
    close(c->kept);
    size_t n = 0;
    for (ssize_t got; (got = read(c->read_end, text + n, size - 1 - n)) > 0;) n += (size_t)got;
    close(c->read_end);
    text[n] = 0;
    return (struct str){text, n};
}

static size_t count(struct str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

static char text[1 << 17];

static struct str line_with(struct str value) {
    struct capture c = capture_start();
    log_event(LOG_INFO, "test", LOG_FIELDS(log_text("key", value), log_number("n", -7)));
    return capture_end(&c, text, sizeof text);
}

static void a_line_has_time_level_event_and_fields(void **state) {
    (void)state;
    struct str line = line_with(STR("http://127.0.0.1:8080/"));
    assert_true(str_ends(line, STR(" level=info event=test key=http://127.0.0.1:8080/ n=-7\n")));
    assert_int_equal(line.p[19], 'Z');
    assert_true(str_ends(line_with(STR("")), STR(" key=\"\" n=-7\n")));
    assert_true(str_ends(line_with((struct str){NULL, 0}), STR(" key=\"\" n=-7\n")));
    assert_true(str_ends(line_with(STR("zubi eta euria")), STR(" key=\"zubi eta euria\" n=-7\n")));
    assert_true(str_ends(line_with(STR("ñandú€")), STR(" key=ñandú€ n=-7\n")));
    assert_true(str_ends(line_with(STR("a=\"b\\c\"")), STR(" key=\"a=\\\"b\\\\c\\\"\" n=-7\n")));
}

static void no_text_can_forge_a_line(void **state) {
    (void)state;
    static const char *const hostile[] = {"a\n2026-11-20T07:30:00Z level=error event=fire",
                                          "a\r\nb",
                                          "a\x0b\x0c b",
                                          "a\x1b[2Jb",
                                          "a\xC2\x85 b",
                                          "a\xE2\x80\xA8 b",
                                          "a\xE2\x80\xA9",
                                          "a\xE2\x80\xAE",
                                          "a\x80\xFF",
                                          "\xC3",
                                          "a\x7F"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct str line = line_with(str_of(hostile[i]));
        assert_int_equal(count(line, '\n'), 1);
        assert_true(str_ends(line, STR("\" n=-7\n")));
        assert_true(utf8_is_valid(line));
        for (size_t k = 0; k + 1 < line.n; k++) assert_true((unsigned char)line.p[k] >= ' ');
        assert_int_equal(str_search(line, STR("\xC2\x85")), line.n);
        assert_int_equal(str_search(line, STR("\xE2\x80")), line.n);
    }
    assert_true(str_ends(line_with((struct str){"a\0b", 3}), STR(" key=\"a\\x00b\" n=-7\n")));
}

/* Any bytes, any length: still one line of UTF-8 with its number at the end. */
static void any_bytes_give_one_line(void **state) {
    (void)state;
    static char bytes[9000];
    uint64_t seed = 3;
    for (int run = 0; run < 600; run++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        size_t n = (seed >> 33) % (run % 3 ? 40 : sizeof bytes);
        for (size_t i = 0; i < n; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            bytes[i] = (char)(seed >> 40);
        }
        struct str line = line_with((struct str){bytes, n});
        assert_int_equal(count(line, '\n'), 1);
        assert_true(line.n <= 4096);
        assert_true(str_ends(line, STR(" n=-7\n")));
        assert_true(utf8_is_valid(line));
    }
}

static void a_long_value_is_cut_and_the_line_still_ends(void **state) {
    (void)state;
    static char bytes[20000];
    memset(bytes, 'x', sizeof bytes);
    struct str line = line_with((struct str){bytes, sizeof bytes});
    assert_int_equal(count(line, '\n'), 1);
    assert_true(str_ends(line, STR("xxx key_bytes=20000 n=-7\n")));
    memset(bytes, 1, sizeof bytes);
    struct str value = {bytes, sizeof bytes};
    struct capture c = capture_start();
    log_event(LOG_ERROR, "test",
              LOG_FIELDS(log_text("a", value), log_text("b", value), log_text("c", value),
                         log_number("n", 5)));
    log_event(LOG_ERROR, "next", NULL, 0);
    line = capture_end(&c, text, sizeof text);
    assert_int_equal(count(line, '\n'), 2);
    assert_true(str_search(line, STR(" n=5\n2")) < line.n);
    assert_true(str_ends(line, STR("level=error event=next\n")));
}

static void an_error_is_logged_with_its_hint_and_place(void **state) {
    (void)state;
    struct err e;
    err_set(&e, E_IO, "cannot read \"a.md\"");
    err_hint(&e, "look there");
    struct capture c = capture_start();
    log_err(LOG_WARN, "import", &e, STR("a.md"));
    struct str line = capture_end(&c, text, sizeof text);
    assert_true(str_search(line, STR("level=warn event=import subject=a.md code=io "
                                     "what=\"cannot read \\\"a.md\\\"\" hint=\"look there\"")) <
                line.n);
    assert_true(str_search(line, STR("test_log.c line=")) < line.n);
}

static void what_is_below_the_level_is_not_written(void **state) {
    (void)state;
    struct capture c = capture_start();
    log_event(LOG_DEBUG, "no", NULL, 0);
    log_set_level(LOG_ERROR);
    log_event(LOG_WARN, "no", NULL, 0);
    log_event(LOG_ERROR, "yes", NULL, 0);
    log_set_level(LOG_DEBUG);
    log_event(LOG_DEBUG, "yes", NULL, 0);
    log_set_level(LOG_INFO);
    struct str lines = capture_end(&c, text, sizeof text);
    assert_int_equal(count(lines, '\n'), 2);
    assert_int_equal(str_search(lines, STR("event=no")), lines.n);
}

static void *write_lines(void *letter) {
    static const char many[2][201] = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                                      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"};
    for (int i = 0; i < 100; i++)
        log_event(LOG_INFO, "t", LOG_FIELDS(log_text("k", str_of(many[*(int *)letter]))));
    return NULL;
}

static void lines_of_two_threads_do_not_mix(void **state) {
    (void)state;
    struct capture c = capture_start();
    pthread_t thread[2];
    int which[2] = {0, 1};
    for (int i = 0; i < 2; i++) pthread_create(&thread[i], NULL, write_lines, &which[i]);
    for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
    struct str rest = capture_end(&c, text, sizeof text);
    assert_int_equal(count(rest, '\n'), 200);
    while (rest.p && rest.n > 0) {
        struct str line = str_cut(&rest, '\n');
        size_t from = str_search(line, STR(" k="));
        assert_true(from < line.n);
        struct str value = str_from(line, from + 3);
        assert_int_equal(value.n, 91);
        assert_int_equal(count(value, value.p[0]), 91);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_time_level_event_and_fields),
        cmocka_unit_test(no_text_can_forge_a_line),
        cmocka_unit_test(any_bytes_give_one_line),
        cmocka_unit_test(a_long_value_is_cut_and_the_line_still_ends),
        cmocka_unit_test(an_error_is_logged_with_its_hint_and_place),
        cmocka_unit_test(what_is_below_the_level_is_not_written),
        cmocka_unit_test(lines_of_two_threads_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
