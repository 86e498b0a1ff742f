#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "translate/check.h"

static struct arena arena;
static struct check_rules *rules;

static int open_rules(void **state) {
    (void)state;
    struct err e;
    arena_init(&arena);
    return check_rules_open(STR(""), &rules, &e);
}

static int close_rules(void **state) {
    (void)state;
    check_rules_close(rules);
    arena_release(&arena);
    return 0;
}

static size_t run(struct check_pair pair, struct check_finding **ret_finding) {
    size_t n;
    check_find(&arena, rules, &pair, ret_finding, &n);
    return n;
}

static struct check_pair pair_of(const char *languages, const char *source, const char *target) {
    struct text *text = arena_array(&arena, 2, sizeof *text);
    struct str to = str_of(languages), from = str_cut(&to, ' ');
    text[0].s = str_of(source);
    text[1].s = str_of(target);
    return (struct check_pair){.source_language = from,
                               .target_language = to,
                               .source = &text[0],
                               .target = &text[1],
                               .slot = BLOCK_PARAGRAPH};
}

/* The gravest severity told of this kind: OFF when there is none. */
static enum check_severity told(struct check_pair pair, enum check_kind kind) {
    struct check_finding *f;
    size_t n = run(pair, &f);
    for (size_t i = 0; i < n; i++) {
        assert_true(f[i].sentence.n > 10);
        assert_true(f[i].source_start <= f[i].source_end && f[i].source_end <= pair.source->s.n);
        assert_true(f[i].target_start <= f[i].target_end && f[i].target_end <= pair.target->s.n);
        if (f[i].kind == kind) return f[i].severity;
    }
    return CHECK_OFF;
}

struct example {
    enum check_severity severity;
    const char *languages, *source, *target;
};

static void expect(enum check_kind kind, const struct example *x, size_t n) {
    for (size_t i = 0; i < n; i++) {
        enum check_severity severity =
            told(pair_of(x[i].languages, x[i].source, x[i].target), kind);
        if (severity != x[i].severity)
            fail_msg("%s: %s | %s: %s instead of %s", check_kind_name(kind), x[i].source,
                     x[i].target, check_severity_name(severity),
                     check_severity_name(x[i].severity));
    }
}

#define EXPECT(kind, x) expect(kind, x, sizeof(x) / sizeof *(x))

static void a_number_is_the_same_in_every_way_to_write_it(void **state) {
    (void)state;
    const struct example same[] = {
        {CHECK_OFF, "eu en", "1.026 lagun ziren", "there were 1,026 people"},
        {CHECK_OFF, "es fr", "pagó 1.026.500 euros", "il a payé 1 026 500 euros"},
        {CHECK_OFF, "es en", "subió un 2,3 %", "it rose by 2.3%"},
        {CHECK_OFF, "eu es", "haurren %60k", "el 60 % de los niños"},
        {CHECK_OFF, "eu en", "1982ko urrian", "in October 1982"},
        {CHECK_OFF, "eu es", "hiru lagun", "tres personas"},
        {CHECK_OFF, "eu en", "3 lagun", "three people"},
        {CHECK_OFF, "es en", "treinta y dos casas", "thirty-two houses"},
        {CHECK_OFF, "eu fr", "laurogeita hamar etxe", "quatre-vingt-dix maisons"},
        {CHECK_OFF, "es en", "veinte mil personas", "20,000 people"},
        {CHECK_OFF, "es en", "3.200 millones de euros", "3.2 billion euros"},
        {CHECK_OFF, "eu es", "XIX. mendean", "en el siglo XIX"},
        {CHECK_OFF, "fr en", "au XXe siècle", "in the 20th century"},
        {CHECK_OFF, "es fr", "a las 17:30", "à 17h30"},
        {CHECK_OFF, "es en", "a las 17:30", "at 5:30 pm"},
        {CHECK_OFF, "es en", "la década de 1990", "the 90s"},
        {CHECK_OFF, "es en", "el 23/11/2026", "on 23 November 2026"},
        {CHECK_OFF, "eu es", "2-1 irabazi zuen", "ganó 2-1"},
    };
    EXPECT(CHECK_NUMBER, same);
}

static void another_number_is_held(void **state) {
    (void)state;
    const struct example other[] = {
        {CHECK_HOLD, "eu en", "1.026 lagun ziren", "there were 1,062 people"},
        {CHECK_HOLD, "es en", "subió un 2,3 %", "it rose by 23%"},
        {CHECK_HOLD, "es en", "en 1992 llegó", "he arrived in 1922"},
        {CHECK_HOLD, "es en", "2 millones de euros", "2 thousand euros"},
        {CHECK_HOLD, "es en", "llegó a las 10:30", "he came at 10:45"},
        {CHECK_HOLD, "es en", "en 1992 llegó", "he arrived"},
        {CHECK_HOLD, "es en", "llegó tarde", "he arrived 20 minutes late"},
        {CHECK_HOLD, "eu es", "zazpi lagun", "ocho personas"},
        {CHECK_HOLD, "es en", "el 3 de mayo", "on 3 June"},
        {CHECK_HOLD, "eu es", "asteartean itzuliko da", "volverá el jueves"},
        {CHECK_WARN, "es en", "pagó 1.026 euros", "he paid 1.026 euros"},
        {CHECK_WARN, "eu es", "zazpi lagun etorri ziren", "vinieron varias personas"},
    };
    EXPECT(CHECK_NUMBER, other);
}

static void units_and_currencies_are_compared(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_OFF, "eu es", "ehuneko 60", "un 60 por ciento"},
        {CHECK_OFF, "es en", "45 millones de euros", "€45 million"},
        {CHECK_WARN, "es en", "45 millones de euros", "$45 million"},
        {CHECK_NOTE, "es en", "un 5 % de los niños", "5 of the children"},
    };
    EXPECT(CHECK_UNIT, x);
}

static void names_are_kept_or_known_or_spelled_as_the_language_does(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_OFF, "eu es", "Atzo Trumpek deitu zuen", "Ayer llamó Trump"},
        {CHECK_OFF, "eu en", "Atzo Donostiatik Iruñera joan zen",
         "Yesterday he went from San Sebastián to Pamplona"},
        {CHECK_OFF, "eu fr", "Atzo Frantzian izan zen", "Hier il était en France"},
        {CHECK_OFF, "eu es", "Orduan Zelenskirekin hitz egin zuen", "Entonces habló con Zelenskyy"},
        {CHECK_OFF, "es fr", "Ayer Putin llamó", "Hier, Poutine a appelé"},
        {CHECK_OFF, "eu en", "Gero Kremlinaren alde egin zuen", "Then he sided with the Kremlin"},
        {CHECK_OFF, "es en", "Ayer el Gobierno de Navarra habló",
         "Yesterday the government of Navarre spoke"},
        {CHECK_WARN, "eu es", "Atzo Trumpek deitu zuen", "Ayer llamó Biden"},
        {CHECK_HOLD, "es en", "Ayer Etxeberria dimitió", "Yesterday Newhouse resigned"},
        {CHECK_HOLD, "es en", "Ayer Pablo Zapatero dimitió",
         "Yesterday Pablo the shoemaker resigned"},
        {CHECK_HOLD, "eu es", "Ane Mendizabalek esan du", "Ana Mendizabal ha dicho"},
    };
    EXPECT(CHECK_NAME, x);
}

static void a_term_of_the_glossary_must_be_there(void **state) {
    (void)state;
    struct check_pair pair =
        pair_of("eu es", "Atzo Eusko Jaurlaritza bildu zen", "Ayer se reunió el Gobierno Vasco");
    struct check_term term = {5, 22, STR("Gobierno Vasco")};
    pair.term = &term;
    pair.n_terms = 1;
    assert_int_equal(told(pair, CHECK_NAME), CHECK_OFF);
    term.target = STR("Ejecutivo vasco");
    assert_int_equal(told(pair, CHECK_NAME), CHECK_HOLD);
}

static void what_is_denied_stays_denied(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_OFF, "eu es", "Ez da etorri", "No ha venido"},
        {CHECK_OFF, "eu en", "Ez da etorri", "He didn't come"},
        {CHECK_OFF, "es fr", "Nadie ha venido", "Personne n'est venu"},
        {CHECK_OFF, "es fr", "No ha dicho nada", "Il n’a rien dit"},
        {CHECK_OFF, "eu es", "Bi baino ez dira", "Solo son dos"},
        {CHECK_OFF, "es en", "No solo cantó, también bailó", "He not only sang, he also danced"},
        {CHECK_OFF, "es ca", "No hi ha ningú", "No hi ha ningú"},
        {CHECK_HOLD, "eu es", "Ez da etorri", "Ha venido"},
        {CHECK_HOLD, "eu en", "Trump eta Putin ez dira bilduko", "Trump and Putin will meet"},
        {CHECK_HOLD, "es en", "Ha venido", "He has not come"},
        {CHECK_HOLD, "es fr", "Ha venido", "Il n'est pas venu"},
        {CHECK_HOLD, "es pt", "Nunca lo dijo", "Ele disse isso"},
    };
    EXPECT(CHECK_NEGATION, x);
}

static void quotations_are_there_and_say_who_spoke(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_OFF, "eu en", "«Bai», esan du Anek", "“Yes,” Ane said"},
        {CHECK_OFF, "es en", "dijo \"sí\" y se fue", "he said 'yes' and left"},
        {CHECK_OFF, "en fr", "it's \"fine\", isn't it", "c'est « bien », n'est-ce pas"},
        {CHECK_WARN, "eu es", "«Bai», esan du Anek", "Sí, ha dicho Ane"},
        {CHECK_WARN, "eu es", "«Bai», esan du Anek", "«Sí, ha dicho Ane"},
        {CHECK_WARN, "eu es", "«Bai», esan du gaur Anek", "«Sí, ha dicho hoy Ane»"},
        {CHECK_WARN, "es en", "Luego Iker dijo «ya voy ahora»", "Then he said “I am Iker”"},
        {CHECK_WARN, "es en", "dijo que sí", "he said “yes”"},
    };
    EXPECT(CHECK_QUOTE, x);
}

static void loops_and_double_words_are_seen(void **state) {
    (void)state;
    const struct example loops[] = {
        {CHECK_OFF, "eu es", "Oso oso handia da", "Es muy muy grande"},
        {CHECK_HOLD, "eu es", "Etxe handia da", "La casa de la de la de la casa es grande"},
        {CHECK_HOLD, "eu en", "Etxe handia da", "big big big big big house"},
        {CHECK_HOLD, "eu en", "Etxea", "hohohohohohohohohohohohohohoho"},
        {CHECK_OFF, "en es", "no no no no no", "no no no no no"},
    };
    const struct example doubles[] = {
        {CHECK_WARN, "eu es", "Etxe handia da", "La la casa es grande"},
        {CHECK_OFF, "eu fr", "Bildu gara", "Nous nous sommes réunis"},
    };
    EXPECT(CHECK_REPETITION, loops);
    EXPECT(CHECK_DOUBLE_WORD, doubles);
}

static void leftovers_and_wrong_languages_are_seen(void **state) {
    (void)state;
    const struct example residue[] = {
        {CHECK_WARN, "eu es", "Udaltzaingoak etxea itxi zuen", "La udaltzaingoak cerró la casa"},
        {CHECK_HOLD, "eu es", "Herritarrek zubia itxi zuten atzo gauean",
         "zubia itxi zuten ayer por la noche"},
        {CHECK_HOLD, "eu es", "Haurrak etxera joan ziren atzo", "Haurrak etxera joan ziren atzo"},
        {CHECK_OFF, "es en", "el hospital normal", "the normal house"},
    };
    const struct example language[] = {
        {CHECK_HOLD, "eu es", "Haurrak etxera joan ziren atzo goizean",
         "The children went to the house in the morning"},
        {CHECK_HOLD, "es fr", "Los niños fueron a casa por la mañana",
         "Os nenos foron para a casa polas mañás e non volveron"},
        {CHECK_OFF, "es gl", "Los niños fueron a casa", "Os nenos foron para a casa"},
        {CHECK_OFF, "eu es", "New York", "New York"},
    };
    EXPECT(CHECK_RESIDUE, residue);
    EXPECT(CHECK_LANGUAGE, language);
}

static void too_many_unknown_words_are_held(void **state) {
    (void)state;
    struct check_pair pair = pair_of("eu es", "haurrak etxera joan ziren atzo", "niños casa");
    pair.n_words = 5;
    pair.n_unknown = 3;
    assert_int_equal(told(pair, CHECK_UNKNOWN), CHECK_HOLD);
    pair.n_words = 9;
    assert_int_equal(told(pair, CHECK_UNKNOWN), CHECK_WARN);
    pair.n_unknown = 1;
    assert_int_equal(told(pair, CHECK_UNKNOWN), CHECK_OFF);
}

static void lengths_are_compared(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_HOLD, "es en", "El ministro viajará mañana a la capital del país", "The minister"},
        {CHECK_WARN, "es en", "El ministro viajará mañana a la capital del país",
         "The minister will travel to"},
        {CHECK_OFF, "es en", "El ministro viajará mañana", "The minister will travel tomorrow"},
        {CHECK_HOLD, "es en", "Hola a todos", "..."},
    };
    EXPECT(CHECK_LENGTH, x);
    struct check_pair pair = pair_of("es en", "Titular corto",
                                     "A headline that goes on and on until nobody can see its end "
                                     "on any screen that a reader may have in the hand today");
    pair.slot = BLOCK_HEADLINE;
    assert_int_equal(told(pair, CHECK_HEADLINE), CHECK_NOTE);
}

static void addresses_and_placeholders_are_untouched(void **state) {
    (void)state;
    const struct example url[] = {
        {CHECK_OFF, "es en", "Vea https://a.eus/b?c=1.", "See https://a.eus/b?c=1, please"},
        {CHECK_HOLD, "es en", "Vea https://a.eus/casa", "See https://a.eus/house"},
        {CHECK_HOLD, "es en", "Escriba a ana@a.eus", "Write to ana@a. eus"},
        {CHECK_HOLD, "es en", "Siga a @berriak", "Follow @news"},
        {CHECK_HOLD, "es en", "Vea a.eus", "See it"},
    };
    const struct example holder[] = {
        {CHECK_OFF, "es en", "Hola {nombre}, %s", "%s, hello {nombre}"},
        {CHECK_HOLD, "es en", "Hola {nombre}", "Hello {name}"},
        {CHECK_HOLD, "es en", "Hola %1$s", "Hello %1 $s"},
        {CHECK_OFF, "eu es", "%60 dira", "son el 60 %"},
    };
    EXPECT(CHECK_URL, url);
    EXPECT(CHECK_PLACEHOLDER, holder);
}

static void marks_are_all_there_on_their_words(void **state) {
    (void)state;
    struct check_pair pair = pair_of("es en", "Ana vio Bilbao ayer", "Ana saw Bilbao yesterday");
    struct mark source = {MARK_STRONG, 8, 14, STR(""), STR("")};
    struct mark target[2] = {{MARK_STRONG, 8, 14, STR(""), STR("")}};
    struct text s = *pair.source, t = *pair.target;
    s.mark = &source;
    s.n_marks = 1;
    t.mark = target;
    t.n_marks = 1;
    pair.source = &s;
    pair.target = &t;
    assert_int_equal(told(pair, CHECK_MARK), CHECK_OFF);
    target[0].start = 15;
    target[0].end = 24;
    assert_int_equal(told(pair, CHECK_MARK), CHECK_HOLD); /* by the name */
    source = (struct mark){MARK_STRONG, 4, 7, STR(""), STR("")};
    assert_int_equal(told(pair, CHECK_MARK), CHECK_OFF); /* nothing tells */
    struct engine_link link = {4, 7, 4, 7};
    pair.links = (struct link_list){&link, 1};
    assert_int_equal(told(pair, CHECK_MARK), CHECK_HOLD); /* by the alignment */
    pair.links.n = 0;
    t.n_marks = 0;
    assert_int_equal(told(pair, CHECK_MARK), CHECK_HOLD);
    t.n_marks = 2;
    target[0] = (struct mark){MARK_STRONG, 0, 7, STR(""), STR("")};
    target[1] = (struct mark){MARK_STRONG, 4, 14, STR(""), STR("")};
    assert_int_equal(told(pair, CHECK_MARK), CHECK_HOLD); /* not nested */
}

static void spacing_is_that_of_the_language(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_OFF, "es fr", "¿Quién?", "Qui ?"},
        {CHECK_NOTE, "es fr", "¿Quién?", "Qui?"},
        {CHECK_NOTE, "es en", "Vino, vio", "He came , saw"},
        {CHECK_NOTE, "es en", "Vino, vio", "He came,saw"},
        {CHECK_NOTE, "es gl", "«Sí»", "« Si »"},
        {CHECK_OFF, "es fr", "«Sí»", "« Oui »"},
        {CHECK_NOTE, "es en", "Vino Ana", "Ana  came"},
    };
    const struct example ends[] = {
        {CHECK_NOTE, "eu es", "Nor zen?", "Quién era."},
        {CHECK_NOTE, "eu es", "Nor zen?", "Quién era?"},
        {CHECK_OFF, "eu es", "Nor zen?", "¿Quién era?"},
        {CHECK_NOTE, "eu es", "Ane (42) da", "Es Ane (42"},
    };
    EXPECT(CHECK_SPACING, x);
    EXPECT(CHECK_PUNCTUATION, ends);
}

static void the_translation_does_not_swear_on_its_own(void **state) {
    (void)state;
    const struct example x[] = {
        {CHECK_HOLD, "es en", "Es un hombre malo", "He is a fucking bad man"},
        {CHECK_OFF, "es en", "Joder, qué hombre", "Fuck, what a man"},
    };
    EXPECT(CHECK_PROFANITY, x);
}

static void any_script_is_read_without_harm(void **state) {
    (void)state;
    const char *const text[] = {"שלום עולם 12",
                                "مرحبا «بالعالم» 🙂",
                                "e\xcc\x81\xcc\x81\xcc\x81 👩‍👩‍👧",
                                "你好，世界。",
                                "ﬁ ǅ ß İ",
                                "",
                                " ",
                                "\"",
                                "'",
                                "%",
                                "{",
                                "${",
                                "@",
                                "#",
                                "h"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        for (size_t k = 0; k < sizeof text / sizeof *text; k++) {
            struct check_finding *f;
            run(pair_of("eu en", text[i], text[k]), &f);
            run(pair_of("he ar", text[i], text[k]), &f);
        }
}

static const char *const hostile[] = {"1 ",  "1.", "Aa ", "Etxeb",  "a a ", "«",     "\"",
                                      "no ", "{",  "@a ", "x.eus ", "Ez ",  "hiru ", "XX ",
                                      "%",   "(",  "ñ",   "The ",   "ana",  "1,1 "};

static void fifty_thousand_characters_take_no_longer_than_they_are_long(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct buf b;
        buf_init(&b, 1 << 20);
        while (b.n < 50000) buf_add(&b, str_of(hostile[i]));
        struct text source = {.s = buf_str(&b)};
        struct text target = {.s = str_slice(buf_str(&b), 0, (b.n - 2) & ~(size_t)1)};
        struct check_pair pair = {.source_language = STR("eu"),
                                  .target_language = STR("es"),
                                  .source = &source,
                                  .target = &target};
        struct check_finding *f;
        int64_t start = clock_monotonic_ms();
        size_t n = run(pair, &f);
        assert_true(n <= CHECK_MAX_FINDINGS);
        assert_true(clock_monotonic_ms() - start < 5000);
        buf_release(&b);
    }
}

static void findings_are_told_in_one_line_gravest_first(void **state) {
    (void)state;
    struct check_finding *f;
    size_t n = run(pair_of("es en", "En 1992 vino.", "He came in 1922 ."), &f);
    assert_true(check_is_held(f, n));
    assert_string_equal(check_describe(&arena, f, n).p,
                        "hold number: the number 1992 of the source is 1922 in the translation; "
                        "note spacing: a space stands before a punctuation mark");
    assert_string_equal(check_describe(&arena, f, 0).p, "no findings");
    assert_false(check_is_held(f + 1, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_the_same_in_every_way_to_write_it),
        cmocka_unit_test(another_number_is_held),
        cmocka_unit_test(units_and_currencies_are_compared),
        cmocka_unit_test(names_are_kept_or_known_or_spelled_as_the_language_does),
        cmocka_unit_test(a_term_of_the_glossary_must_be_there),
        cmocka_unit_test(what_is_denied_stays_denied),
        cmocka_unit_test(quotations_are_there_and_say_who_spoke),
        cmocka_unit_test(loops_and_double_words_are_seen),
        cmocka_unit_test(leftovers_and_wrong_languages_are_seen),
        cmocka_unit_test(too_many_unknown_words_are_held),
        cmocka_unit_test(lengths_are_compared),
        cmocka_unit_test(addresses_and_placeholders_are_untouched),
        cmocka_unit_test(marks_are_all_there_on_their_words),
        cmocka_unit_test(spacing_is_that_of_the_language),
        cmocka_unit_test(the_translation_does_not_swear_on_its_own),
        cmocka_unit_test(any_script_is_read_without_harm),
        cmocka_unit_test(fifty_thousand_characters_take_no_longer_than_they_are_long),
        cmocka_unit_test(findings_are_told_in_one_line_gravest_first),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
