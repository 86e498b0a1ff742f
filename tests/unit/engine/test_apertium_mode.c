#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/apertium_mode.h"
#include "engine/apertium_tag.h"

#define GOOD_START "lt-proc '/d/x.automorf.bin' | apertium-tagger -g $2 '/d/x.prob' | "
#define GOOD_END " | lt-proc $1 '/d/x.autogen.bin' | lt-proc -p '/d/x.autopgen.bin'"

static int parse(struct arena *a, const char *text, struct apertium_mode *mode, struct err *e) {
    return apertium_mode_parse(a, str_of(text), STR("/usr/bin"), mode, e);
}

static void expect_argv(const struct apertium_mode *mode, size_t i, const char *const *argv) {
    size_t n = 0;
    for (; argv[n]; n++) {
        assert_non_null(mode->stage[i].argv[n]);
        assert_string_equal(mode->stage[i].argv[n], argv[n]);
    }
    assert_null(mode->stage[i].argv[n]);
}

static void a_mode_file_becomes_argument_lists(void **state) {
    (void)state;
    struct arena a;
    struct apertium_mode mode;
    struct err e;
    arena_init(&a);
    const char *text =
        GOOD_START "apertium-wblank-attach | apertium-pretransfer | apertium-transfer '/d/x.t1x' "
                   "'/d/x.t1x.bin' '/d/x.autobil.bin' | apertium-interchunk '/d/x y.t2x' "
                   "'/d/x.t2x.bin'" GOOD_END "\n";
    assert_int_equal(parse(&a, text, &mode, &e), 0);
    assert_int_equal(mode.n_stages, 8);
    assert_int_equal(mode.n_analysis, 1);
    assert_int_equal(mode.n_finish, 1);
    expect_argv(&mode, 0, (const char *[]){"/usr/bin/lt-proc", "-z", "/d/x.automorf.bin", NULL});
    expect_argv(&mode, 1,
                (const char *[]){"/usr/bin/apertium-tagger", "-z", "-g", "/d/x.prob", NULL});
    expect_argv(&mode, 2, (const char *[]){"/usr/bin/apertium-pretransfer", "-z", NULL});
    expect_argv(&mode, 3,
                (const char *[]){"/usr/bin/lt-proc", "-z", "-b", "/d/x.autobil.bin", NULL});
    expect_argv(&mode, 4,
                (const char *[]){"/usr/bin/apertium-transfer", "-z", "-b", "/d/x.t1x",
                                 "/d/x.t1x.bin", NULL});
    expect_argv(
        &mode, 5,
        (const char *[]){"/usr/bin/apertium-interchunk", "-z", "/d/x y.t2x", "/d/x.t2x.bin", NULL});
    expect_argv(&mode, 6,
                (const char *[]){"/usr/bin/lt-proc", "-z", "-g", "/d/x.autogen.bin", NULL});
    expect_argv(&mode, 7,
                (const char *[]){"/usr/bin/lt-proc", "-z", "-p", "/d/x.autopgen.bin", NULL});
    arena_release(&a);
}

static void what_a_shell_would_run_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"", "empty stage"},
        {"   \n", "empty stage"},
        {"rm -rf '/'", "no program"},
        {"/usr/bin/lt-proc '/d/x.automorf.bin'", "no program"},
        {"'lt-proc' '/d/x.automorf.bin'", "no program"},
        {GOOD_START GOOD_END, "empty stage"},
        {GOOD_START "cg-proc '/d/a'; rm '/d/b'" GOOD_END, "glued"},
        {GOOD_START "cg-proc '/d/a' ; rm" GOOD_END, "shell"},
        {GOOD_START "cg-proc `id` '/d/a'" GOOD_END, "shell"},
        {GOOD_START "cg-proc $(id) '/d/a'" GOOD_END, "shell"},
        {GOOD_START "cg-proc '/d/a' > '/d/b'" GOOD_END, "shell"},
        {GOOD_START "cg-proc '/d/a' &" GOOD_END, "shell"},
        {GOOD_START "cg-proc \"/d/a\"" GOOD_END, "shell"},
        {GOOD_START "cg-proc $3 '/d/a'" GOOD_END, "no option"},
        {GOOD_START "cg-proc $HOME '/d/a'" GOOD_END, "no option"},
        {GOOD_START "cg-proc --help '/d/a'" GOOD_END, "no option"},
        {GOOD_START "apertium-tagger -t '/d/a'" GOOD_END, "no option"},
        {GOOD_START "cg-proc /d/a" GOOD_END, "no option"},
        {GOOD_START "cg-proc 'd/a'" GOOD_END, "absolute"},
        {GOOD_START "cg-proc '/d/a" GOOD_END, "not closed"},
        {GOOD_START "cg-proc" GOOD_END, "0 files"},
        {GOOD_START "lt-proc -b '/d/a' '/d/input' '/d/output'" GOOD_END, "3 files"},
        {GOOD_START "apertium-transfer '/d/a' '/d/b'" GOOD_END, "dictionary"},
        {GOOD_START "apertium-transfer -n '/d/a' '/d/b' '/d/c'" GOOD_END, "options"},
        {"lt-proc '/d/x.automorf.bin'", "no generator"},
        {"lt-proc '/d/x.autogen.bin' | lt-proc '/d/x.automorf.bin'", "no generator"},
        {"lt-proc '/d/x.autogen.bin'", "no analyser"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a;
        struct apertium_mode mode;
        struct err e;
        arena_init(&a);
        assert_int_equal(parse(&a, bad[i].text, &mode, &e), E_INVALID);
        if (!strstr(e.text, bad[i].says))
            fail_msg("%s: \"%s\" does not say \"%s\"", bad[i].text, e.text, bad[i].says);
        arena_release(&a);
    }
}

static void a_mode_file_has_its_limits(void **state) {
    (void)state;
    struct arena a;
    struct apertium_mode mode;
    struct err e;
    arena_init(&a);
    char *text = arena_alloc(&a, APERTIUM_MODE_MAX_BYTES + 2);
    memset(text, ' ', APERTIUM_MODE_MAX_BYTES + 1);
    assert_int_equal(parse(&a, text, &mode, &e), E_LIMIT);
    text[0] = 0;
    for (int i = 0; i < APERTIUM_MODE_MAX_STAGES; i++) strcat(text, "apertium-pretransfer | ");
    strcat(text, "apertium-pretransfer");
    assert_int_equal(parse(&a, text, &mode, &e), E_LIMIT);
    arena_release(&a);
}

static void a_missing_file_is_named(void **state) {
    (void)state;
    struct arena a;
    struct apertium_mode mode;
    struct err e;
    struct str version;
    arena_init(&a);
    assert_int_equal(apertium_mode_parse(&a, STR(GOOD_START "cg-proc '/d/a'" GOOD_END),
                                         STR("/nowhere"), &mode, &e),
                     0);
    assert_int_equal(apertium_mode_check(&a, &mode, &version, &e), E_NOTFOUND);
    assert_non_null(strstr(e.text, "/nowhere/lt-proc"));
    arena_release(&a);
}

static void names_become_bcp_47(void **state) {
    (void)state;
    static const struct {
        const char *name, *from, *to;
    } good[] = {
        {"eu-es", "eu", "es"},
        {"eus-spa", "eu", "es"},
        {"spa-eng_US", "es", "en-US"},
        {"es-pt_BR", "es", "pt-BR"},
        {"fra-cat_pre2017", "fr", "ca-x-pre2017"},
        {"spa-cat_valencia", "es", "ca-valencia"},
        {"spa-cat_valencia_uni", "es", "ca-valencia-x-uni"},
        {"spa-cat_valencia_uni_iec2017", "es", "ca-valencia-x-uni-iec2017"},
        {"fra-oci_aran", "fr", "oc-aranes"},
        {"xyz-ab", "xyz", "ab"},
    };
    static const char *const bad[] = {"",        "eu",    "eu-",     "-es",    "eco-es-fr",
                                      "EU-es",   "e-es",  "euro-es", "eu-es_", "eu-es_toolongtag",
                                      "eu-es_a", "eu es", "eu-es/x", "eu-es_é"};
    struct arena a;
    struct err e;
    struct str from, to;
    arena_init(&a);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(apertium_tag_pair(&a, str_of(good[i].name), &from, &to, &e), 0);
        assert_true(str_eq(from, str_of(good[i].from)));
        assert_true(str_eq(to, str_of(good[i].to)));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(apertium_tag_pair(&a, str_of(bad[i]), &from, &to, &e), E_INVALID);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mode_file_becomes_argument_lists),
        cmocka_unit_test(what_a_shell_would_run_is_refused),
        cmocka_unit_test(a_mode_file_has_its_limits),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(names_become_bcp_47),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
