/* Names and terms that bind, through the Apertium that is installed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "engine/apertium.h"

static struct engine *engine;

static int open_engine(void **state) {
    struct apertium_config config = apertium_config_default();
    struct err e;
    (void)state;
    config.answer_ms = 60000;
    return apertium_open(&config, &engine, &e);
}

static int close_engine(void **state) {
    (void)state;
    engine->ops->close(engine);
    return 0;
}

static const struct engine_direction *need(const char *name) {
    size_t n;
    const struct engine_direction *direction = engine->ops->directions(engine, &n);
    for (size_t i = 0; i < n; i++)
        if (str_eq(direction[i].name, str_of(name))) return &direction[i];
    print_message("Apertium's %s is not installed\n", name);
    skip();
    return NULL;
}

static void expect_all(const char *name, const char *const (*pair)[2], size_t n) {
    const struct engine_direction *direction = need(name);
    struct arena a;
    struct err e;
    arena_init(&a);
    struct engine_input *input = arena_array(&a, n, sizeof *input);
    struct engine_output *output = arena_array(&a, n, sizeof *output);
    for (size_t i = 0; i < n; i++) input[i].text = str_of(pair[i][0]);
    assert_int_equal(engine_translate(engine, &a, direction, input, n, output, &e), 0);
    for (size_t i = 0; i < n; i++)
        if (!str_eq(output[i].text, str_of(pair[i][1])))
            fail_msg("%s: %.*s", pair[i][0], (int)output[i].text.n, output[i].text.p);
    arena_release(&a);
}

static void basque_names_get_their_spanish_prepositions(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"Alkateak liburua eman dio Trumpi.", "El alcalde el libro le ha dado a Trump."},
        {"Trumpen aurkako epaiketa hasi da.", "El juicio contra Trump ha empezado."},
        {"Macronekin hitz egin du.", "Con Macron ha hablado."},
        {"Kievtik iritsi dira.", "Desde Kiev han llegado."},
        {"Osakidetzako langileek greba egin dute.",
         "Los trabajadores de Osakidetza la huelga han hecho."},
        {"Laguntza eskatu du Zelenskirentzat.", "La ayuda ha pedido para Zelenski."},
        {"Trumpek eta Putinek hitz egin dute.", "Trump y Putin han hablado."},
        {"Ursula von der Leyenek esan du.", "Ursula von der Leyen ha dicho."},
        {"Donald Trumpekin bildu da.", "Con Donald Trump ha reunido."},
        {"Zelenskik laguntza eskatu du.", "Zelenski la ayuda ha pedido."},
        {"EITBk eta EAJ-k akordioa egin dute.", "EITB y PNV el acuerdo han hecho."},
        {"Trump etorri da, eta Trumpen emaztea.", "Trump ha venido, y la esposa de Trump."},
        {"Moskutik Teheranera joan da.", "Desde Moscú a Teherán ha ido."},
        {"Moskuraino joan dira.", "Hasta Moscú han ido."},
        {"Putinekin hitz egin du Bilbotik.", "Con Putin ha hablado desde Bilbao."},
        {"Zelenskirengana joan da.", "A Zelenski ha ido."},
        {"Netanyahurengatik etorri dira.", "Por Netanyahu han venido."},
        {"Biden etorri da.", "Biden ha venido."},
        {"Carmen Madrilen bizi da.", "Carmen en Madrid vive."},
    };
    expect_all("eu-es", pair, sizeof pair / sizeof *pair);
}

static void basque_names_get_their_english_prepositions(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"Alkateak liburua eman dio Trumpi.", "The mayor the book he has given to him to Trump."},
        {"Macronekin hitz egin du.", "With Macron he has spoken."},
        {"Kievtik iritsi dira.", "From Kyiv they have arrived."},
        {"Osakidetzako langileek greba egin dute.",
         "Osakidetza's workers the strike they have done."},
        {"Laguntza eskatu du Zelenskirentzat.", "The aid he has asked for Zelensky."},
        {"EITBk eta EAJ-k akordioa egin dute.", "EITB and PNV the accord they have done."},
        {"Moskuraino joan dira.", "Until Moscow they have gone."},
    };
    expect_all("eu-en", pair, sizeof pair / sizeof *pair);
}

static void words_that_the_dictionary_lacks_are_translated(void **state) {
    (void)state;
    static const char *const spanish[][2] = {
        {"Okindegia ireki dute.", "La panadería han abierto."},
        {"Sagardoa eta olerkia.", "La sidra y el poema."},
        {"Argitaletxeak argitaratu du.", "La editorial ha publicado."},
        {"Kable submarinoa.", "El cable submarino."},
        {"Etxe klandestinoa.", "La casa clandestina."},
        {"Haurdun dago.", "Embarazado está."},
        {"Ezingo du jokatu.", "No podrá jugar."},
        {"Frontoian hasi da.", "En el frontón ha empezado."},
    };
    expect_all("eu-es", spanish, sizeof spanish / sizeof *spanish);
    static const char *const english[][2] = {
        {"Okindegietan hasi da.", "In the bakeries he has begun."},
    };
    expect_all("eu-en", english, sizeof english / sizeof *english);
    static const char *const second[][2] = {
        {"Ha sucedido en Navarra.", "It has occurred in Navarre."},
        {"Dos penaltis.", "Two penalties."},
        {"El presidente de Siria Ahmed ha venido.", "The president of Syria Ahmed has come."},
    };
    expect_all("spa-eng", second, sizeof second / sizeof *second);
}

static void numbers_keep_their_endings_apart(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"Haurren %43k ez dute.", "43% de los niños no tienen."},
        {"Tasa %7,4koa da.", "Tasa de 7,4% es."},
        {"Leon XIV.ak hitz egin du.", "León XIV ha hablado."},
    };
    expect_all("eu-es", pair, sizeof pair / sizeof *pair);
}

static void places_are_told_from_people_by_where_they_stand(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"Lekeition hil da.", "En Lekeitio ha muerto."},
        {"Kieven bizi dira.", "En Kiev viven."},
        {"Hego Koreako presidentea.", "El presidente de Corea del Sur."},
        {"Tapiak kargua utzi zuen.", "Tapia el cargo dejó."},
        {"Mazonen dimisioa eskatu dute.", "La dimisión de Mazon han pedido."},
        {"Ortuzarren ordezkoa.", "El sustituto de Ortuzar."},
        {"Carmen etxera joan da.", "Carmen a la casa ha ido."},
        {"«Obabakoak» irakurri du.", "«Obabakoak» ha leído."},
    };
    expect_all("eu-es", pair, sizeof pair / sizeof *pair);
}

static void a_surname_that_is_a_word_stays(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"El presidente Nicolás Maduro viaja.", "The president Nicolás Maduro travels."},
        {"Enrique Peña Nieto viaja a Cuba.", "Enrique Peña Nieto travels to Cuba."},
        {"Las aguas del Mar Muerto.", "The waters of the Dead Sea."},
    };
    expect_all("spa-eng", pair, sizeof pair / sizeof *pair);
}

struct wish {
    const char *mode, *source, *form, *base, *target, *plural, *expected;
    enum engine_term kind;
    enum engine_gender gender;
};

static void a_binding_is_followed(void **state) {
    (void)state;
    static const struct wish wish[] = {
        {"eu-es", "Moskun bizi da.", "Moskun", "Mosku", "Moscú", "", "En Moscú vive.", ENGINE_PLACE,
         ENGINE_ANY_GENDER},
        {"eu-en", "Moskutik etorri da.", "Moskutik", "Mosku", "Moscow", "",
         "From Moscow he has come.", ENGINE_PLACE, ENGINE_ANY_GENDER},
        {"eu-es", "Muga-zergak igo dituzte.", "Muga-zergak", "Muga-zerga", "arancel", "aranceles",
         "Los aranceles han subido.", ENGINE_NOUN, ENGINE_MASCULINE},
        {"eu-es", "Muga-zerga berria da.", "Muga-zerga", "Muga-zerga", "tasa", "tasas",
         "La tasa nueva es.", ENGINE_NOUN, ENGINE_FEMININE},
        {"eu-es", "Eusko Jaurlaritzaren erabakia da.", "Eusko Jaurlaritzaren", "Eusko Jaurlaritza",
         "Gobierno Vasco", "", "La decisión de Gobierno Vasco es.", ENGINE_ORGANISATION,
         ENGINE_ANY_GENDER},
        {"spa-eng", "Los aranceles suben.", "aranceles", "arancel", "tariff", "tariffs",
         "The tariffs go up.", ENGINE_NOUN, ENGINE_ANY_GENDER},
        {"es-fr", "El arancel sube.", "arancel", "arancel", "octroi", "octrois", "L'octroi monte.",
         ENGINE_NOUN, ENGINE_MASCULINE},
        {"spa-cat", "Los soldados de Azkoitik.", "Azkoitik", "Azkoitik", "Azkoitik", "",
         "Els soldats d'Azkoitik.", ENGINE_PLACE, ENGINE_ANY_GENDER},
        {"eng-spa", "Trump signed it.", "Trump", "Trump", "", "", "Trump lo firmó.", ENGINE_PERSON,
         ENGINE_MASCULINE},
    };
    for (size_t i = 0; i < sizeof wish / sizeof *wish; i++) {
        const struct wish *w = &wish[i];
        struct arena a;
        struct err e;
        arena_init(&a);
        struct str source = str_of(w->source);
        size_t at = str_search(source, str_of(w->form));
        struct engine_binding binding = {.start = (uint32_t)at,
                                         .end = (uint32_t)(at + strlen(w->form)),
                                         .base = str_of(w->base),
                                         .target = str_of(w->target),
                                         .plural = str_of(w->plural),
                                         .kind = w->kind,
                                         .gender = w->gender};
        struct engine_input input = {.text = source, .binding = &binding, .n_bindings = 1};
        struct engine_output output;
        assert_int_equal(engine_translate(engine, &a, need(w->mode), &input, 1, &output, &e), 0);
        if (!str_eq(output.text, str_of(w->expected)))
            fail_msg("%s: %.*s", w->source, (int)output.text.n, output.text.p);
        assert_int_equal(output.n_bound, 1);
        const struct engine_bound *b = &output.bound[0];
        assert_int_equal(b->binding, 1);
        struct str put = str_slice(output.text, b->target_start, b->target_end);
        const char *wanted = b->is_plural ? w->plural : *w->target ? w->target : w->base;
        assert_true(str_eq_nocase(put, str_of(wanted)));
        arena_release(&a);
    }
}

static void a_sentence_that_has_the_stand_in_itself_keeps_it(void **state) {
    (void)state;
    struct arena a;
    struct err e;
    arena_init(&a);
    struct engine_binding binding = {.start = 0,
                                     .end = 10,
                                     .base = STR("Muga-zerga"),
                                     .target = STR("arancel"),
                                     .kind = ENGINE_NOUN};
    struct engine_input input = {
        .text = STR("Muga-zerga eta pianoa."), .binding = &binding, .n_bindings = 1};
    struct engine_output output;
    assert_int_equal(engine_translate(engine, &a, need("eu-es"), &input, 1, &output, &e), 0);
    assert_true(str_search(output.text, STR("piano")) < output.text.n);
    assert_int_equal(output.n_bound, 0);
    arena_release(&a);
}

static void a_word_that_only_looks_like_the_term_is_let_alone(void **state) {
    (void)state;
    struct arena a;
    struct err e;
    arena_init(&a);
    struct engine_binding binding = {
        .start = 0, .end = 8, .base = STR("Zerga"), .target = STR("tributo"), .kind = ENGINE_NOUN};
    struct engine_input input = {
        .text = STR("Zergatik etorri da?"), .binding = &binding, .n_bindings = 1};
    struct engine_output output;
    assert_int_equal(engine_translate(engine, &a, need("eu-es"), &input, 1, &output, &e), 0);
    assert_true(str_search(output.text, STR("tributo")) == output.text.n);
    assert_int_equal(output.n_bound, 1);
    assert_int_equal(output.bound[0].target_end, 0);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(basque_names_get_their_spanish_prepositions),
        cmocka_unit_test(basque_names_get_their_english_prepositions),
        cmocka_unit_test(words_that_the_dictionary_lacks_are_translated),
        cmocka_unit_test(numbers_keep_their_endings_apart),
        cmocka_unit_test(places_are_told_from_people_by_where_they_stand),
        cmocka_unit_test(a_surname_that_is_a_word_stays),
        cmocka_unit_test(a_binding_is_followed),
        cmocka_unit_test(a_word_that_only_looks_like_the_term_is_let_alone),
        cmocka_unit_test(a_sentence_that_has_the_stand_in_itself_keeps_it),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
