#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_html.h"
#include "unit/story/document_random.h"

static void what_was_written_is_read_back_the_same(void **state) {
    (void)state;
    struct random r = {42};
    for (int i = 0; i < 4000; i++) {
        struct arena a;
        arena_init(&a);
        struct err e = {0};
        struct document d = random_document(&a, &r), back = {0};
        if (document_check(&d, &e)) fail_msg("document %d: %s", i, e.text);
        struct str html = document_html_write(&a, &d).s;
        assert_int_equal(document_html_parse_whole(&a, html, STR("eu"), &back, &e), 0);
        if (!document_equal(&d, &back))
            fail_msg("document %d: %.*s\n--- came back as ---\n%s", i, (int)html.n, html.p,
                     document_html_write(&a, &back).s.p);
        if (document_check(&back, &e)) fail_msg("document %d: %s", i, e.text);
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
