#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/export_link.h"

static const char *const page =
    "<link rel=\"canonical\" href=\"https://zubi.example/eu/a-1\"><a href=\"/eu/b-2?x=1#c\">/no</a>"
    "<img src=\"/media/a.jpg\" srcset=\"/media/a.webp 400w, /media/b.webp 800w\">"
    "<a href=\"//elsewhere.example/\"><a href=\"https://elsewhere.example/eu/\">\n"
    "<p>&quot;/none&quot; he said, /none too</p><loc>https://zubi.example/es/</loc>"
    "{\"@id\":\"https://zubi.example/\",\"x\":\"/json\"}";

static void every_address_of_the_site_is_found_and_no_other(void **state) {
    (void)state;
    static const char *const wanted[] = {
        "/eu/a-1", "/eu/b-2", "/media/a.jpg", "/media/a.webp", "/media/b.webp",
        "/es/",    "/",       "/json"};
    struct str rest = str_of(page), path;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_true(export_link_next(&rest, STR("https://zubi.example"), &path));
        assert_true(str_eq(path, str_of(wanted[i])));
    }
    assert_false(export_link_next(&rest, STR("https://zubi.example"), &path));
}

static void what_ends_in_the_middle_is_read_to_its_end(void **state) {
    (void)state;
    struct str path, whole = str_of(page);
    for (size_t n = 0; n <= whole.n; n++) {
        struct str rest = {whole.p, n};
        while (export_link_next(&rest, STR("https://zubi.example"), &path))
            assert_true(path.n > 0 && path.p[0] == '/' && path.p + path.n <= whole.p + n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_of_the_site_is_found_and_no_other),
        cmocka_unit_test(what_ends_in_the_middle_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
