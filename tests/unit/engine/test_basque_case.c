/* Basque endings on names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/basque_case.h"

/* A form, the name in it, and what the ending means. */
static const struct {
    const char *form, *base;
    enum engine_term kind;
    const char *tags;
} cases[] = {
    {"Trumpek", "Trump", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Trumpi", "Trump", ENGINE_PERSON, "<np><ant>+i<post>"},
    {"Trumpen", "Trump", ENGINE_PERSON, "<np><ant>+en<post>"},
    {"Trumpekin", "Trump", ENGINE_PERSON, "<np><ant>+ekin<post>"},
    {"Trumpentzat", "Trump", ENGINE_PERSON, "<np><ant>+entzat<post>"},
    {"Trumpengatik", "Trump", ENGINE_PERSON, "<np><ant>+gatik<post>"},
    {"Trumpengana", "Trump", ENGINE_PERSON, "<np><ant>+gana<post>"},
    {"Trumpengandik", "Trump", ENGINE_PERSON, "<np><ant>+gandik<post>"},
    {"Trumpengan", "Trump", ENGINE_PERSON, "<np><ant>+gan<post>"},
    {"Trumpez", "Trump", ENGINE_PERSON, "<np><ant>+z<post>"},
    {"Trumpena", "Trump", ENGINE_PERSON, "<np><ant>+en<post>+a<det><art><sg>"},
    {"Putinek", "Putin", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Putinekin", "Putin", ENGINE_PERSON, "<np><ant>+ekin<post>"},
    {"Putinen", "Putin", ENGINE_PERSON, "<np><ant>+en<post>"},
    {"Zelenskik", "Zelenski", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Zelenskiri", "Zelenski", ENGINE_PERSON, "<np><ant>+i<post>"},
    {"Zelenskiren", "Zelenski", ENGINE_PERSON, "<np><ant>+en<post>"},
    {"Zelenskirekin", "Zelenski", ENGINE_PERSON, "<np><ant>+ekin<post>"},
    {"Zelenskirentzat", "Zelenski", ENGINE_PERSON, "<np><ant>+entzat<post>"},
    {"Zelenskirengatik", "Zelenski", ENGINE_PERSON, "<np><ant>+gatik<post>"},
    {"Zelenskirengana", "Zelenski", ENGINE_PERSON, "<np><ant>+gana<post>"},
    {"Zelenskiz", "Zelenski", ENGINE_PERSON, "<np><ant>+z<post>"},
    {"Obamak", "Obama", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Obamari", "Obama", ENGINE_PERSON, "<np><ant>+i<post>"},
    {"Obamaren", "Obama", ENGINE_PERSON, "<np><ant>+en<post>"},
    {"Obamarekin", "Obama", ENGINE_PERSON, "<np><ant>+ekin<post>"},
    {"Uriartek", "Uriarte", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Uriarteri", "Uriarte", ENGINE_PERSON, "<np><ant>+i<post>"},
    {"Uriarteren", "Uriarte", ENGINE_PERSON, "<np><ant>+en<post>"},
    {"Salazarrek", "Salazar", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Salazarren", "Salazar", ENGINE_PERSON, "<np><ant>+en<post>"},
    {"Salazarrekin", "Salazar", ENGINE_PERSON, "<np><ant>+ekin<post>"},
    {"Salazarrentzat", "Salazar", ENGINE_PERSON, "<np><ant>+entzat<post>"},
    {"Muñozek", "Muñoz", ENGINE_PERSON, "<np><ant>+k<post>"},
    {"Moskun", "Mosku", ENGINE_PLACE, "<np><loc>+an<post>"},
    {"Moskutik", "Mosku", ENGINE_PLACE, "<np><loc>+tik<post>"},
    {"Moskura", "Mosku", ENGINE_PLACE, "<np><loc>+ra<post>"},
    {"Moskuko", "Mosku", ENGINE_PLACE, "<np><loc>+ko<post>"},
    {"Moskurako", "Mosku", ENGINE_PLACE, "<np><loc>+ra<post><ko>"},
    {"Moskuraino", "Mosku", ENGINE_PLACE, "<np><loc>+aino<post>"},
    {"Moskurantz", "Mosku", ENGINE_PLACE, "<np><loc>+antz<post>"},
    {"Moskuren", "Mosku", ENGINE_PLACE, "<np><loc>+en<post>"},
    {"Moskuk", "Mosku", ENGINE_PLACE, "<np><loc>+k<post>"},
    {"Moskuri", "Mosku", ENGINE_PLACE, "<np><loc>+i<post>"},
    {"Kieven", "Kiev", ENGINE_PLACE, "<np><loc>+an<post>"},
    {"Kievtik", "Kiev", ENGINE_PLACE, "<np><loc>+tik<post>"},
    {"Kievetik", "Kiev", ENGINE_PLACE, "<np><loc>+tik<post>"},
    {"Kievera", "Kiev", ENGINE_PLACE, "<np><loc>+ra<post>"},
    {"Kieveko", "Kiev", ENGINE_PLACE, "<np><loc>+ko<post>"},
    {"Kieveraino", "Kiev", ENGINE_PLACE, "<np><loc>+aino<post>"},
    {"Kieverantz", "Kiev", ENGINE_PLACE, "<np><loc>+antz<post>"},
    {"Teheranen", "Teheran", ENGINE_PLACE, "<np><loc>+an<post>"},
    {"Teherandik", "Teheran", ENGINE_PLACE, "<np><loc>+tik<post>"},
    {"Teherango", "Teheran", ENGINE_PLACE, "<np><loc>+ko<post>"},
    {"Teherangoa", "Teheran", ENGINE_PLACE, "<np><loc>+ko<post>+a<det><art><sg>"},
    {"Osakidetzak", "Osakidetza", ENGINE_ORGANISATION, "<np><ant>+k<post>"},
    {"Osakidetzako", "Osakidetza", ENGINE_ORGANISATION, "<np><loc>+ko<post>"},
    {"Osakidetzaren", "Osakidetza", ENGINE_ORGANISATION, "<np><ant>+en<post>"},
    {"Osakidetzari", "Osakidetza", ENGINE_ORGANISATION, "<np><ant>+i<post>"},
    {"Kremlinak", "Kremlin", ENGINE_ORGANISATION, "<np><ant>+k<post>"},
    {"Kremlinaren", "Kremlin", ENGINE_ORGANISATION, "<np><ant>+en<post>"},
    {"Kremlinari", "Kremlin", ENGINE_ORGANISATION, "<np><ant>+i<post>"},
    {"Kremlinean", "Kremlin", ENGINE_ORGANISATION, "<np><loc>+an<post>"},
    {"EAJk", "EAJ", ENGINE_ORGANISATION, "<np><ant>+k<post>"},
    {"EAJ-k", "EAJ", ENGINE_ORGANISATION, "<np><ant>+k<post>"},
    {"PPren", "PP", ENGINE_ORGANISATION, "<np><ant>+en<post>"},
    {"NATOn", "NATO", ENGINE_ORGANISATION, "<np><loc>+an<post>"},
    {"arantzelarekin", "arantzel", ENGINE_NOUN, "<n>+a<det><art><sg>+ekin<post>"},
    {"arantzelak", "arantzel", ENGINE_NOUN, "<n>+a<det><art><pl>"},
    {"muga-zergak", "muga-zerga", ENGINE_NOUN, "<n>+a<det><art><pl>"},
};

static void every_ending_has_its_case(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str form = str_of(cases[i].form), base = str_of(cases[i].base);
        struct str tags = basque_case_tags(&a, base, str_from(form, base.n), cases[i].kind);
        if (!str_eq(tags, str_of(cases[i].tags)))
            fail_msg("%s: %.*s", cases[i].form, (int)tags.n, tags.p);
        assert_true(basque_case_is_ending(base, str_from(form, base.n), cases[i].kind));
    }
    arena_release(&a);
}

static void what_is_no_ending_of_a_name_is_none(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"Trump", "k"}, {"Mosku", "ek"}, {"Bil", "bao"}, {"Obama", "en"}, {"Kiev", "dik"},
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        assert_false(basque_case_is_ending(str_of(pair[i][0]), str_of(pair[i][1]), ENGINE_PERSON));
}

static void expect_split(const char *form, struct basque_case_context context, const char *base) {
    struct str found, ending;
    if (!basque_case_split(str_of(form), &context, &found, &ending)) found = STR("");
    if (!str_eq(found, str_of(base))) fail_msg("%s: \"%.*s\"", form, (int)found.n, found.p);
}

static void an_unknown_name_is_split_where_it_is_clear(void **state) {
    (void)state;
    struct basque_case_context none = {0};
    static const char *const clear[][2] = {
        {"Trumpek", "Trump"},
        {"Zubialdek", "Zubialde"},
        {"Itsasbideko", "Itsasbide"},
        {"Goialden", "Goialde"},
        {"Putinekin", "Putin"},
        {"Kremlinaren", "Kremlin"},
        {"Kremlinean", "Kremlin"},
        {"Moskutik", "Mosku"},
        {"Kievtik", "Kiev"},
        {"Zelenskirekin", "Zelenski"},
        {"Zelenskirentzat", "Zelenski"},
        {"Salazarrekin", "Salazar"},
        {"Netanyahurengatik", "Netanyahu"},
        {"EITBk", "EITB"},
        {"Moskuraino", "Mosku"},
        {"Zelenskiri", "Zelenski"},
        {"Macronengana", "Macron"},
        {"Teherandik", "Teheran"},
        {"Obamaren", "Obama"},
    };
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++)
        expect_split(clear[i][0], none, clear[i][1]);
}

static void what_may_be_the_name_itself_stays_whole(void **state) {
    (void)state;
    struct basque_case_context none = {0};
    static const char *const whole[] = {
        "Putin", "Biden",  "Carmen",   "Sanchez", "Mubarak", "Novak",  "Ankara", "Rivera",
        "Marko", "Franco", "Uriartek", "Messi",   "Henri",   "Warren", "Lauren", "Marek",
        "Derek", "Kiev",   "NATO",     "Xqzvaak", "Domingo", "Sahara", "Loren",  "Andersen",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) expect_split(whole[i], none, "");
}

static void the_sentence_may_make_it_clear(void **state) {
    (void)state;
    expect_split("Zelenskik", (struct basque_case_context){.wants_ergative = true}, "Zelenski");
    expect_split("Trumpi", (struct basque_case_context){.wants_dative = true}, "Trump");
    expect_split("Trumpen", (struct basque_case_context){.before_postposition = true}, "Trump");
    expect_split("Osakidetzako", (struct basque_case_context){.before_noun = true}, "Osakidetza");
    expect_split("Teheranera", (struct basque_case_context){.wants_goal = true}, "Teheran");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_ending_has_its_case),
        cmocka_unit_test(what_is_no_ending_of_a_name_is_none),
        cmocka_unit_test(an_unknown_name_is_split_where_it_is_clear),
        cmocka_unit_test(what_may_be_the_name_itself_stays_whole),
        cmocka_unit_test(the_sentence_may_make_it_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
