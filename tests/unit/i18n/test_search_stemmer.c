#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/search_stemmer.h"
#include "i18n/search_word.h"

static struct str words_of(struct arena *a, const char *text) {
    struct str whole = str_of(text), all = STR("");
    struct search_word word;
    size_t at = 0;
    while (search_word_next(whole, &at, &word))
        all = arena_printf(a, "%.*s[%.*s]", (int)all.n, all.p, (int)(word.end - word.start),
                           text + word.start);
    return all;
}

static void texts_are_cut_into_words(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"Etxea, eta NATO-ren bilera", "[Etxea][eta][NATO][ren][bilera]"},
        {"2026ko G7 bilera, %3,5", "[2026][ko][G7][bilera][3][5]"},
        {"l’Ajuntament d'Alacant", "[l][Ajuntament][d][Alacant]"},
        {"Nin\u0303o \u0301 ñandú", "[Nin\u0303o][ñandú]"},
        {"日本語 テスト", "[日][本][語][テ][ス][ト]"},
        {"Москва и Київ", "[Москва][и][Київ]"},
        {"!?… --- «»", ""},
        {"", ""},
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str is = words_of(&a, cases[i][0]);
        if (!str_eq(is, str_of(cases[i][1]))) fail_msg("%s: %.*s", cases[i][0], (int)is.n, is.p);
    }
    arena_release(&a);
}

static struct search_forms forms_of(const char *language, const char *word) {
    struct search_forms forms;
    struct search_stemmer *stemmer = search_stemmer_open(str_of(language));
    search_stemmer_forms(stemmer, str_of(word), &forms);
    search_stemmer_close(stemmer);
    return forms;
}

static bool meet(const char *language, const char *one, const char *other) {
    struct search_forms a = forms_of(language, one), b = forms_of(language, other);
    struct str stem_a = {a.stem, a.n_stem}, stem_b = {b.stem, b.n_stem};
    struct str surface_a = {a.surface, a.n_surface}, surface_b = {b.surface, b.n_surface};
    return str_eq(stem_a, stem_b) || str_eq(surface_a, surface_b);
}

static void forms_of_a_word_find_each_other(void **state) {
    (void)state;
    static const char *const cases[][3] = {
        {"eu", "etxeetan", "etxea"},
        {"eu", "etxetik", "etxe"},
        {"eu", "Bilbora", "Bilbo"},
        {"eu", "Bilbon", "Bilboko"},
        {"eu", "Donostiara", "Donostian"},
        {"eu", "gobernuaren", "gobernuak"},
        {"eu", "gobernua", "gobernu"},
        {"eu", "mugazergak", "mugazergen"},
        {"es", "elecciones", "elección"},
        {"es", "educacion", "educación"},
        {"es", "ESPAÑA", "espana"},
        {"es", "viviendas", "vivienda"},
        {"fr", "élections", "élection"},
        {"fr", "cœur", "coeur"},
        {"fr", "francais", "français"},
        {"en", "houses", "house"},
        {"en", "running", "runs"},
        {"ca", "notícies", "notícia"},
        {"ca", "col·legi", "col·legi"},
        {"pt", "notícias", "noticia"},
        {"pt", "eleições", "eleição"},
        {"gl", "eleccións", "elección"},
        {"gl", "concellos", "concello"},
        {"de", "Straße", "strasse"},
        {"pl", "łódź", "lodz"},
        {"es-MX", "elecciones", "elección"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!meet(cases[i][0], cases[i][1], cases[i][2]))
            fail_msg("%s: %s does not find %s", cases[i][0], cases[i][1], cases[i][2]);
}

static void other_words_are_not_found(void **state) {
    (void)state;
    static const char *const cases[][3] = {
        {"eu", "etxea", "etorkizuna"}, {"eu", "egia", "egin"},   {"eu", "mendi", "mende"},
        {"es", "casa", "cama"},        {"en", "house", "horse"}, {"fr", "maison", "mais"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (meet(cases[i][0], cases[i][1], cases[i][2]))
            fail_msg("%s: %s finds %s", cases[i][0], cases[i][1], cases[i][2]);
}

static void a_form_has_a_ceiling_and_no_half_letters(void **state) {
    (void)state;
    char word[1001] = "";
    for (int i = 0; i < 500; i++) strcat(word, "ñ");
    struct search_forms forms = forms_of("xx", word);
    assert_int_equal(forms.n_surface, SEARCH_STEMMER_MAX);
    for (int i = 0; i < 300; i++) memcpy(word + 3 * i, "木", 3);
    forms = forms_of("eu", word);
    assert_int_equal(forms.n_surface % 3, 0);
}

static void names_are_folded_for_comparing(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct str folded = search_stemmer_fold(&a, STR("  Klima-Aldaketa: Ñ"));
    assert_true(str_eq(folded, STR("klima aldaketa n")));
    assert_int_equal(search_stemmer_fold(&a, STR("…")).n, 0);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_cut_into_words),
        cmocka_unit_test(forms_of_a_word_find_each_other),
        cmocka_unit_test(other_words_are_not_found),
        cmocka_unit_test(a_form_has_a_ceiling_and_no_half_letters),
        cmocka_unit_test(names_are_folded_for_comparing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
