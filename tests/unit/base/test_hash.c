#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"

/* BLAKE2b-256 of "" and of "abc", from an implementation that is not ours. */
static void names_and_stored_hashes_never_change(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_string_equal(hash_hex(&a, STR("")).p,
                        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    struct str hex = hash_hex(&a, STR("abc"));
    assert_int_equal(hex.n, 64);
    assert_string_equal(hex.p, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    assert_true(hash_text(STR("abc")) == 0x723942633c81ddbdU);
    assert_true(hash_text(STR("")) == 0xb243e526c051570eU);
    assert_true(hash_text((struct str){NULL, 0}) == hash_text(STR("")));
    arena_release(&a);
}

/* Test vectors of the FNV authors. */
static void the_quick_hash_is_fnv_1a(void **state) {
    (void)state;
    assert_true(hash_quick(STR("")) == 0xcbf29ce484222325U);
    assert_true(hash_quick(STR("a")) == 0xaf63dc4c8601ec8cU);
    assert_true(hash_quick(STR("foobar")) == 0x85944171f73967e8U);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_stored_hashes_never_change),
        cmocka_unit_test(the_quick_hash_is_fnv_1a),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
