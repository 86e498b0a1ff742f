#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/api_protocol.h"

/* Answers as the servers give them, recorded and then shortened by hand. */

struct fixture {
    struct arena a;
    struct err e;
    struct engine_input input[2];
    struct api_question question;
    struct api_request request;
    struct str text[2];
};

static void begin(struct fixture *f) {
    memset(f, 0, sizeof *f);
    arena_init(&f->a);
    f->input[0].text = STR("La casa es \"grande\".");
    f->input[1].text = STR("Mañana & ayer");
    f->question =
        (struct api_question){STR("es"), STR("en"), STR("s3cret"), STR("small-model"), f->input, 2};
}

static void end(struct fixture *f) {
    buf_release(&f->request.body);
    arena_release(&f->a);
}

static void ask(struct fixture *f, const char *protocol) {
    api_protocol_find(str_of(protocol))->ask(&f->a, &f->question, &f->request);
}

static int answer(struct fixture *f, const char *protocol, const char *text) {
    return api_protocol_find(str_of(protocol))
        ->read(&f->a, &f->question, str_of(text), f->text, &f->e);
}

static void assert_body_has(const struct fixture *f, const char *piece) {
    struct str body = buf_str(&f->request.body);
    assert_true(str_search(body, str_of(piece)) < body.n);
}

static void assert_text(struct str text, const char *wanted) {
    assert_true(str_eq(text, str_of(wanted)));
}

static void libretranslate_takes_and_gives_lists(void **state) {
    struct fixture f;
    (void)state;
    begin(&f);
    ask(&f, "libretranslate");
    assert_text(f.request.path, "/translate");
    assert_body_has(&f, "\"q\":[\"La casa es \\\"grande\\\".\",\"Mañana & ayer\"]");
    assert_body_has(&f, "\"source\":\"es\"");
    assert_body_has(&f, "\"api_key\":\"s3cret\"");
    assert_int_equal(
        answer(&f, "libretranslate", "{\"translatedText\":[\"The house\",\"Tomorrow\"]}"), 0);
    assert_text(f.text[1], "Tomorrow");
    end(&f);
}

static void deepl_is_asked_in_capitals_with_its_key_in_a_header(void **state) {
    struct fixture f;
    (void)state;
    begin(&f);
    f.question.to = STR("en-GB");
    ask(&f, "deepl");
    assert_text(f.request.path, "/v2/translate");
    assert_text(f.request.authorization, "DeepL-Auth-Key s3cret");
    assert_body_has(&f, "\"target_lang\":\"EN-GB\"");
    struct str body = buf_str(&f.request.body);
    assert_true(str_search(body, STR("s3cret")) == body.n);
    assert_int_equal(answer(&f, "deepl",
                            "{\"translations\":[{\"detected_source_language\":\"ES\",\"text\":"
                            "\"The house\"},{\"text\":\"Tomorrow\"}]}"),
                     0);
    assert_text(f.text[0], "The house");
    end(&f);
}

static void apy_is_asked_for_one_text_at_a_time(void **state) {
    struct fixture f;
    (void)state;
    begin(&f);
    assert_int_equal(api_protocol_find(STR("apy"))->max_batch, 1);
    f.question.n = 1;
    ask(&f, "apy");
    assert_body_has(&f, "langpair=es%7Cen&q=La%20casa%20es%20%22grande%22%2E");
    assert_int_equal(answer(&f, "apy",
                            "{\"responseData\":{\"translatedText\":\"The house\"},"
                            "\"responseDetails\":null,\"responseStatus\":200}"),
                     0);
    assert_text(f.text[0], "The house");
    end(&f);
}

static void a_chat_model_may_wrap_its_list_in_a_code_block(void **state) {
    struct fixture f;
    (void)state;
    begin(&f);
    ask(&f, "chat");
    assert_text(f.request.authorization, "Bearer s3cret");
    assert_body_has(&f, "\"model\":\"small-model\"");
    assert_int_equal(answer(&f, "chat",
                            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":"
                            "\"```json\\n[\\\"The house\\\", \\\"Tomorrow\\\"]\\n```\"}}]}"),
                     0);
    assert_text(f.text[1], "Tomorrow");
    end(&f);
}

static void half_an_answer_is_refused(void **state) {
    static const char *const wrong[][2] = {
        {"libretranslate", "{\"translatedText\":[\"The house\"]}"},
        {"libretranslate", "{\"translatedText\":[\"a\",\"b\",\"c\"]}"},
        {"libretranslate", "{\"translatedText\":\"The house\"}"},
        {"libretranslate", "{\"translatedText\":[\"a\",7]}"},
        {"libretranslate", "{\"translatedText\":[\"a\""},
        {"libretranslate", ""},
        {"libretranslate", "[]"},
        {"deepl", "{\"translations\":[{\"text\":\"a\"}]}"},
        {"deepl", "{\"translations\":[{\"text\":\"a\"},{}]}"},
        {"deepl", "{}"},
        {"apy", "{\"responseData\":{}}"},
        {"apy", "{\"status\":\"error\"}"},
        {"chat", "{\"choices\":[]}"},
        {"chat", "{\"choices\":[{\"message\":{\"content\":\"I am sorry\"}}]}"},
        {"chat", "{\"choices\":[{\"message\":{\"content\":\"[\\\"a\\\"]\"}}]}"},
        {"chat", "{\"choices\":[{\"message\":{\"content\":null}}]}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fixture f;
        begin(&f);
        assert_int_equal(answer(&f, wrong[i][0], wrong[i][1]), E_ENGINE);
        assert_true(f.e.text[0] && f.e.hint[0]);
        end(&f);
    }
}

static void there_is_no_protocol_of_another_name(void **state) {
    (void)state;
    assert_null(api_protocol_find(STR("")));
    assert_null(api_protocol_find(STR("DeepL")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libretranslate_takes_and_gives_lists),
        cmocka_unit_test(deepl_is_asked_in_capitals_with_its_key_in_a_header),
        cmocka_unit_test(apy_is_asked_for_one_text_at_a_time),
        cmocka_unit_test(a_chat_model_may_wrap_its_list_in_a_code_block),
        cmocka_unit_test(half_an_answer_is_refused),
        cmocka_unit_test(there_is_no_protocol_of_another_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
