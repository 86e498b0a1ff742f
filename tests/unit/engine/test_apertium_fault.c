#include "unit/engine/fake_newsroom.h"

#include <errno.h>
#include <pthread.h>
#include <sys/wait.h>

static int set_up(void **state) {
    struct fake *f = malloc(sizeof *f);
    *state = f;
    return f && (fake_make(f) || true) ? 0 : -1;
}

static int tear_down(void **state) {
    struct fake *f = *state;
    fake_remove(f);
    free(f);
    return 0;
}

static struct fake *ready(void **state) {
    struct fake *f = *state;
    if (!f->folder[0]) {
        print_message("fake_stage is not built\n");
        skip();
    }
    return f;
}

static int translate(struct fake *f, const char *const *text, size_t n,
                     struct engine_output *output) {
    struct engine_input input[16] = {0};
    for (size_t i = 0; i < n; i++) input[i].text = str_of(text[i]);
    return engine_translate(f->engine, &f->arena, fake_find(f->engine, "eu-es"), input, n, output,
                            &f->e);
}

static size_t count_descriptors(void) {
    size_t n = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder)) n++;
    closedir(folder);
    return n;
}

/* Translates `bad` between good neighbours, three times over one engine. */
static void expect_only_one_to_fail(void **state, const char *bad, uint32_t answer_ms) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    config.answer_ms = answer_ms;
    fake_open(f, &config);
    const char *const text[] = {"good one.", "good two", bad, "good three.", "good four"};
    for (int round = 0; round < (answer_ms < 5000 ? 1 : 2); round++) {
        struct engine_output output[5];
        assert_int_equal(translate(f, text, 5, output), 0);
        for (size_t i = 0; i < 5; i++) {
            assert_int_equal(output[i].failed, i == 2);
            if (i != 2) assert_true(str_eq(output[i].text, str_of(text[i])));
        }
        assert_int_equal(output[2].text.n, 0);
    }
}

static void a_segment_that_kills_a_stage_fails_alone(void **state) {
    expect_only_one_to_fail(state, "now dieb", 20000);
}

static void a_segment_that_kills_the_analyser_fails_alone(void **state) {
    expect_only_one_to_fail(state, "now diea", 20000);
}

static void a_segment_that_kills_the_last_stage_fails_alone(void **state) {
    expect_only_one_to_fail(state, "now crashc", 20000);
}

static void an_empty_answer_is_no_translation(void **state) {
    expect_only_one_to_fail(state, "now emptyb", 20000);
}

static void rubbish_is_no_translation(void **state) {
    expect_only_one_to_fail(state, "now rubbishg", 20000);
}

static void rubbish_from_the_analyser_is_no_translation(void **state) {
    expect_only_one_to_fail(state, "now rubbisha", 20000);
}

static void an_answer_too_many_is_no_translation_of_the_next(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_open(f, &config);
    const char *const text[] = {"One", "twiceb", "two", "three"};
    struct engine_output output[4];
    assert_int_equal(translate(f, text, 4, output), 0);
    for (size_t i = 0; i < 4; i++)
        if (!output[i].failed) assert_true(str_eq_nocase(output[i].text, str_of(text[i])));
    assert_int_equal(translate(f, text + 2, 2, output), 0);
    assert_true(str_eq(output[0].text, STR("two")));
    assert_true(str_eq(output[1].text, STR("three")));
}

static void an_endless_answer_is_cut_off(void **state) {
    expect_only_one_to_fail(state, "now floodb", 20000);
}

static void endless_empty_answers_are_cut_off(void **state) {
    expect_only_one_to_fail(state, "now nulsc", 20000);
}

static void a_segment_that_hangs_a_stage_fails_alone(void **state) {
    expect_only_one_to_fail(state, "now hangb", 1500);
}

static void a_segment_without_an_answer_fails_alone(void **state) {
    expect_only_one_to_fail(state, "now muteg", 1500);
}

static void an_engine_that_dies_once_loses_nothing(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_file(f, "eu-es.prob.once", "");
    fake_open(f, &config);
    const char *const text[] = {"A", "onceb", "C"};
    struct engine_output output[3];
    assert_int_equal(translate(f, text, 3, output), 0);
    for (size_t i = 0; i < 3; i++) assert_false(output[i].failed);
    assert_true(str_eq(output[1].text, STR("onceb")));
}

static void a_broken_dictionary_is_named_and_then_left_alone(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_file(f, "eu-es.prob", "broken\n");
    fake_open(f, &config);
    const char *const text[] = {"A"};
    struct engine_output output;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(translate(f, text, 1, &output), E_ENGINE);
        assert_non_null(strstr(f->e.text, "eu-es"));
    }
    assert_non_null(strstr(f->e.text, "broken"));
    assert_int_equal(translate(f, text, 1, &output), E_ENGINE);
    assert_non_null(strstr(f->e.text, "within a minute"));
    assert_true(f->e.hint[0] != 0);
    struct str status = f->engine->ops->status(f->engine, &f->arena);
    assert_true(str_search(status, STR("within a minute")) < status.n);
    /* Other directions go on. */
    struct engine_input input = {.text = STR("Kaixo")};
    assert_int_equal(engine_translate(f->engine, &f->arena, fake_find(f->engine, "spa-eng"), &input,
                                      1, &output, &f->e),
                     0);
}

static void poison_only_is_an_engine_that_does_not_work(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_open(f, &config);
    const char *const text[] = {"dieb", "dieb", "dieb", "dieb", "dieb", "dieb"};
    struct engine_output output[6];
    assert_int_equal(translate(f, text, 6, output), E_ENGINE);
    assert_non_null(strstr(f->e.text, "cannot go on"));
}

static void nothing_is_left_behind(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    size_t before = count_descriptors();
    const char *const text[] = {"A", "dieg", "rubbishb", "C"};
    struct engine_output output[4];
    for (int i = 0; i < 3; i++) {
        fake_open(f, &config);
        assert_int_equal(translate(f, text, 4, output), 0);
        f->engine->ops->close(f->engine);
        f->engine = NULL;
    }
    assert_int_equal(count_descriptors(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void idle_directions_are_stopped(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    config.idle_s = 0;
    fake_open(f, &config);
    const char *const text[] = {"A"};
    struct engine_output output;
    assert_int_equal(translate(f, text, 1, &output), 0);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), 0);
    f->engine->ops->tidy(f->engine);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(translate(f, text, 1, &output), 0);
}

static void the_least_used_direction_makes_room(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    config.memory_mb = 1;
    fake_open(f, &config);
    const char *const text[] = {"A"};
    struct engine_output output;
    struct engine_input input = {.text = STR("Kaixo")};
    assert_int_equal(translate(f, text, 1, &output), 0);
    assert_int_equal(engine_translate(f->engine, &f->arena, fake_find(f->engine, "spa-eng"), &input,
                                      1, &output, &f->e),
                     0);
    struct str status = f->engine->ops->status(f->engine, &f->arena);
    assert_int_equal(str_search(status, STR("eu-es: ready")), status.n);
    assert_true(str_search(status, STR("spa-eng: ready")) < status.n);
}

static void worn_out_processes_are_replaced(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    config.recycle_requests = 3;
    fake_open(f, &config);
    const char *const text[] = {"A", "B", "C", "D"};
    struct engine_output output[4];
    assert_int_equal(translate(f, text, 4, output), 0);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(translate(f, text, 4, output), 0);
}

struct caller {
    struct fake *f;
    const char *direction;
    int failures;
};

static void *call_often(void *argument) {
    struct caller *c = argument;
    struct arena a;
    arena_init(&a);
    for (int i = 0; i < 20; i++) {
        struct str text = arena_printf(&a, "Text %d %s", i, i % 7 == 3 ? "emptyb" : "here");
        struct engine_input input[2] = {{.text = text}, {.text = STR("And more.")}};
        struct engine_output output[2];
        struct err e;
        int rc = engine_translate(c->f->engine, &a, fake_find(c->f->engine, c->direction), input, 2,
                                  output, &e);
        if (rc != 0 || output[0].failed != (i % 7 == 3) || output[1].failed ||
            !str_eq(output[1].text, input[1].text) ||
            (!output[0].failed && !str_eq(output[0].text, text)))
            c->failures++;
    }
    arena_release(&a);
    return NULL;
}

/* With memory for one direction only, so that they have to take turns. */
static void many_threads_share_the_directions(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    config.memory_mb = 1;
    fake_open(f, &config);
    struct caller caller[4] = {
        {f, "eu-es", 0}, {f, "spa-eng", 0}, {f, "eu-es", 0}, {f, "spa-eng", 0}};
    pthread_t thread[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, call_often, &caller[i]), 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(thread[i], NULL), 0);
        assert_int_equal(caller[i].failures, 0);
    }
}

static void a_thread_that_ends_does_not_take_the_engine_with_it(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_open(f, &config);
    struct caller caller = {f, "spa-eng", 0};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, call_often, &caller), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    struct str before = f->engine->ops->status(f->engine, &f->arena);
    struct engine_input input = {.text = STR("Kaixo")};
    struct engine_output output;
    assert_int_equal(engine_translate(f->engine, &f->arena, fake_find(f->engine, "spa-eng"), &input,
                                      1, &output, &f->e),
                     0);
    struct str after = f->engine->ops->status(f->engine, &f->arena);
    size_t starts = str_search(before, STR("started"));
    assert_true(str_starts(str_from(after, str_search(after, STR("started"))),
                           str_slice(before, starts, starts + 14)));
}

static void directions_come_from_good_mode_files_only(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_direction(f, "spa-cat_valencia_uni");
    fake_direction(f, "eco-es-fr");
    fake_file(f, "eu-fr.mode", "lt-proc '/nowhere/automorf.bin'; rm -rf '/tmp/x'");
    fake_file(f, "eu-gl.mode", "lt-proc '/nowhere/automorf.bin' | lt-proc $1 '/nowhere/autogen'");
    fake_open(f, &config);
    size_t n;
    const struct engine_direction *d = f->engine->ops->directions(f->engine, &n);
    assert_int_equal(n, 3);
    assert_true(str_eq(d[1].name, STR("spa-cat_valencia_uni")));
    assert_true(str_eq(d[1].from, STR("es")));
    assert_true(str_eq(d[1].to, STR("ca-valencia-x-uni")));
    assert_true(str_eq(d[0].engine, STR("apertium")));
    struct str status = f->engine->ops->status(f->engine, &f->arena);
    assert_true(str_search(status, STR("eu-fr.mode: not used")) < status.n);
    assert_true(str_search(status, STR("/nowhere/automorf.bin")) < status.n);
}

static void a_changed_data_file_changes_the_version(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_open(f, &config);
    struct str before = arena_str(&f->arena, fake_find(f->engine, "eu-es")->version);
    struct str other = arena_str(&f->arena, fake_find(f->engine, "spa-eng")->version);
    f->engine->ops->close(f->engine);
    fake_file(f, "eu-es.prob", "good, and longer\n");
    fake_open(f, &config);
    assert_false(str_eq(before, fake_find(f->engine, "eu-es")->version));
    assert_true(str_eq(other, fake_find(f->engine, "spa-eng")->version));
}

static void no_folder_means_no_directions(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    config.modes_directory = "/nowhere/at/all";
    fake_open(f, &config);
    size_t n = 1;
    f->engine->ops->directions(f->engine, &n);
    assert_int_equal(n, 0);
    struct engine_direction strange = {.name = STR("eu-es")};
    struct engine_input input = {.text = STR("Kaixo")};
    struct engine_output output;
    assert_int_equal(engine_translate(f->engine, &f->arena, &strange, &input, 1, &output, &f->e),
                     E_INVALID);
}

static void text_that_cannot_be_is_refused(void **state) {
    struct fake *f = ready(state);
    struct apertium_config config = fake_config(f);
    fake_open(f, &config);
    struct engine_output output;
    const char *const bad[] = {"a\xFFz"};
    assert_int_equal(translate(f, bad, 1, &output), E_INVALID);
    char *long_text = malloc(ENGINE_MAX_SEGMENT + 2);
    assert_non_null(long_text);
    memset(long_text, 'a', ENGINE_MAX_SEGMENT + 1);
    long_text[ENGINE_MAX_SEGMENT + 1] = 0;
    const char *const longer[] = {long_text};
    assert_int_equal(translate(f, longer, 1, &output), E_LIMIT);
    free(long_text);
    const char *const blank[] = {"", "  "};
    struct engine_output blanks[2];
    assert_int_equal(translate(f, blank, 2, blanks), 0);
    assert_int_equal(blanks[0].text.n, 0);
    assert_true(str_eq(blanks[1].text, STR("  ")));
    assert_false(blanks[0].failed);
}

#define FAULT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        FAULT_TEST(a_segment_that_kills_a_stage_fails_alone),
        FAULT_TEST(a_segment_that_kills_the_analyser_fails_alone),
        FAULT_TEST(a_segment_that_kills_the_last_stage_fails_alone),
        FAULT_TEST(an_empty_answer_is_no_translation),
        FAULT_TEST(rubbish_is_no_translation),
        FAULT_TEST(rubbish_from_the_analyser_is_no_translation),
        FAULT_TEST(an_answer_too_many_is_no_translation_of_the_next),
        FAULT_TEST(an_endless_answer_is_cut_off),
        FAULT_TEST(endless_empty_answers_are_cut_off),
        FAULT_TEST(a_segment_that_hangs_a_stage_fails_alone),
        FAULT_TEST(a_segment_without_an_answer_fails_alone),
        FAULT_TEST(an_engine_that_dies_once_loses_nothing),
        FAULT_TEST(a_broken_dictionary_is_named_and_then_left_alone),
        FAULT_TEST(poison_only_is_an_engine_that_does_not_work),
        FAULT_TEST(nothing_is_left_behind),
        FAULT_TEST(idle_directions_are_stopped),
        FAULT_TEST(the_least_used_direction_makes_room),
        FAULT_TEST(worn_out_processes_are_replaced),
        FAULT_TEST(many_threads_share_the_directions),
        FAULT_TEST(a_thread_that_ends_does_not_take_the_engine_with_it),
        FAULT_TEST(directions_come_from_good_mode_files_only),
        FAULT_TEST(a_changed_data_file_changes_the_version),
        FAULT_TEST(no_folder_means_no_directions),
        FAULT_TEST(text_that_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
