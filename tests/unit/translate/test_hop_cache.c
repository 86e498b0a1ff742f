#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/hop_cache.h"
#include "unit/translate/fake_engine.h"

static const struct engine_direction directions[] = {
    {STR("eu"), STR("es"), STR("fake"), STR("eu-es"), STR("1")},
    {STR("eu"), STR("es"), STR("fake"), STR("eu-es"), STR("2")},
    {STR("es"), STR("en"), STR("fake"), STR("es-en"), STR("1")},
};

enum { MAX_TEXTS = 8 };

/* One caller: asks for its texts with an arena of its own. */
struct caller {
    struct hop_cache *cache;
    struct fake_engine *fake;
    const struct engine_direction *direction;
    const char *text[MAX_TEXTS];
    size_t n;
    uint64_t seed;
    struct arena a;
    struct engine_output output[MAX_TEXTS];
    struct err e;
    int code;
};

static void *ask(void *what) {
    struct caller *c = what;
    struct route_hop hop = {&c->fake->engine, c->direction};
    struct engine_input input[MAX_TEXTS] = {0};
    for (size_t i = 0; i < c->n; i++) input[i].text = str_of(c->text[i]);
    c->code = hop_cache_translate(c->cache, &c->a, &hop, input, c->n, c->output, &c->e);
    return NULL;
}

static struct caller caller(struct hop_cache *cache, struct fake_engine *fake, const char *first,
                            const char *second) {
    return (struct caller){.cache = cache,
                           .fake = fake,
                           .direction = directions,
                           .text = {first, second},
                           .n = second ? 2 : 1};
}

static void assert_answer(const struct caller *c, size_t i, const char *expected) {
    struct str got = c->output[i].text;
    if (c->code) fail_msg("%s", c->e.text);
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static size_t times_asked(const struct fake_engine *f, const char *text) {
    size_t n = 0;
    for (size_t i = 0; i < f->segments && i < FAKE_MAX_ASKED; i++)
        n += str_eq(f->asked[i], str_of(text));
    return n;
}

static struct hop_cache *open_cache(size_t max_bytes) {
    struct hop_cache *cache;
    struct err e;
    assert_int_equal(hop_cache_open(max_bytes, &cache, &e), 0);
    return cache;
}

static void a_text_is_asked_once_and_answered_in_full_each_time(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1 << 20);
    for (int i = 0; i < 3; i++) {
        struct caller c = caller(cache, &fake, "bat bi xhiru", "lau");
        ask(&c);
        assert_answer(&c, 0, "xhiru bi bat");
        assert_answer(&c, 1, "lau");
        assert_int_equal(c.output[0].n_links, 3);
        assert_int_equal(c.output[0].link[0].source_start, 7);
        assert_int_equal(c.output[0].link[0].target_end, 5);
        assert_int_equal(c.output[0].n_words, 3);
        assert_int_equal(c.output[0].n_unknown, 1);
        assert_int_equal(fake.segments, 2);
        arena_release(&c.a);
    }
    hop_cache_close(cache);
}

static void a_text_that_stands_twice_in_a_story_is_asked_once(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1 << 20);
    struct caller c = caller(cache, &fake, "bat bi", "bat bi");
    c.text[2] = "hiru";
    c.text[3] = "bat bi";
    c.n = 4;
    ask(&c);
    assert_int_equal(fake.segments, 2);
    assert_answer(&c, 0, "bi bat");
    assert_answer(&c, 1, "bi bat");
    assert_answer(&c, 2, "hiru");
    assert_answer(&c, 3, "bi bat");
    arena_release(&c.a);
    hop_cache_close(cache);
}

static void another_version_or_direction_is_another_answer(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1 << 20);
    for (size_t i = 0; i < 6; i++) {
        struct caller c = caller(cache, &fake, "bat bi", NULL);
        c.direction = &directions[i % 3];
        ask(&c);
        assert_answer(&c, 0, "bi bat");
        assert_int_equal(fake.segments, i < 3 ? i + 1 : 3);
        arena_release(&c.a);
    }
    hop_cache_close(cache);
}

/* The second caller's own text reaches the engine only after it has seen that the shared one is
   promised: so when the engine has been called twice, both are where the test wants them. */
static void what_one_caller_has_asked_for_the_others_wait_for(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1 << 20);
    enum { N = 5 };
    static const char *const own[N] = {"a z", "b z", "c z", "d z", "e z"};
    struct caller c[N];
    pthread_t thread[N];
    fake_set_gate(&fake, true);
    for (size_t i = 0; i < N; i++) {
        c[i] = caller(cache, &fake, "denen testua", own[i]);
        assert_int_equal(pthread_create(&thread[i], NULL, ask, &c[i]), 0);
        fake_wait_for_calls(&fake, i + 1);
    }
    fake_set_gate(&fake, false);
    for (size_t i = 0; i < N; i++) {
        pthread_join(thread[i], NULL);
        assert_answer(&c[i], 0, "testua denen");
        assert_int_equal(c[i].output[1].text.p[0], 'z');
    }
    assert_int_equal(times_asked(&fake, "denen testua"), 1);
    assert_int_equal(fake.segments, N + 1);
    for (size_t i = 0; i < N; i++) arena_release(&c[i].a);
    hop_cache_close(cache);
}

static void when_the_one_who_asked_fails_the_next_one_asks(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1 << 20);
    struct caller first = caller(cache, &fake, "denen testua", NULL);
    struct caller second = caller(cache, &fake, "denen testua", "nirea");
    pthread_t thread[2];
    fake_set_gate(&fake, true);
    fake.fail_calls = 1;
    pthread_create(&thread[0], NULL, ask, &first);
    fake_wait_for_calls(&fake, 1);
    pthread_create(&thread[1], NULL, ask, &second);
    fake_wait_for_calls(&fake, 2);
    fake_set_gate(&fake, false);
    for (size_t i = 0; i < 2; i++) pthread_join(thread[i], NULL);
    assert_int_equal(first.code, E_ENGINE);
    assert_string_equal(first.e.text, "the engine is asleep");
    assert_answer(&second, 0, "testua denen");
    assert_answer(&second, 1, "nirea");
    assert_int_equal(times_asked(&fake, "denen testua"), 2);
    arena_release(&first.a);
    arena_release(&second.a);
    hop_cache_close(cache);
}

static void an_engine_that_does_not_answer_is_asked_again_next_time(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1 << 20);
    fake.fail_calls = 1;
    struct caller c = caller(cache, &fake, "bat bi", "bat bi");
    ask(&c);
    assert_int_equal(c.code, E_ENGINE);
    ask(&c);
    assert_answer(&c, 0, "bi bat");
    assert_answer(&c, 1, "bi bat");
    arena_release(&c.a);
    hop_cache_close(cache);
}

static void answer_failed(struct arena *a, struct str text, struct engine_output *ret) {
    if (str_eq(text, STR("txarra")))
        ret->failed = true;
    else
        fake_reverse(a, text, ret);
}

static void a_segment_that_breaks_the_engine_is_not_given_to_it_again(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, answer_failed);
    struct hop_cache *cache = open_cache(1 << 20);
    for (int i = 0; i < 3; i++) {
        struct caller c = caller(cache, &fake, "txarra", "ona da");
        ask(&c);
        assert_int_equal(c.code, 0);
        assert_true(c.output[0].failed);
        assert_int_equal(c.output[0].text.n, 0);
        assert_false(c.output[1].failed);
        assert_answer(&c, 1, "da ona");
        arena_release(&c.a);
    }
    assert_int_equal(fake.calls, 1);
    hop_cache_close(cache);
}

static void what_was_used_longest_ago_is_forgotten_first(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1400);
    static char long_text[201]; /* two of these fit, three do not */
    static const char *const order = "abacaba";
    static const size_t asked[] = {1, 2, 2, 3, 3, 4, 4};
    static char text[3][201];
    memset(long_text, 'x', 200);
    for (size_t i = 0; i < 3; i++) {
        memcpy(text[i], long_text, sizeof long_text);
        text[i][0] = (char)('a' + i);
    }
    for (size_t i = 0; order[i]; i++) {
        struct caller c = caller(cache, &fake, text[order[i] - 'a'], NULL);
        ask(&c);
        assert_answer(&c, 0, text[order[i] - 'a']);
        assert_int_equal(fake.segments, asked[i]);
        arena_release(&c.a);
    }
    hop_cache_close(cache);
}

static void a_cache_without_room_still_answers(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(0);
    for (int i = 0; i < 3; i++) {
        struct caller c = caller(cache, &fake, "bat bi", "hiru lau");
        c.text[2] = "bat bi";
        c.n = 3;
        ask(&c);
        assert_answer(&c, 0, "bi bat");
        assert_answer(&c, 1, "lau hiru");
        assert_answer(&c, 2, "bi bat");
        arena_release(&c.a);
    }
    hop_cache_close(cache);
    hop_cache_close(NULL);
}

static void asking_for_nothing_is_no_work(void **state) {
    (void)state;
    struct fake_engine fake;
    fake_init(&fake, directions, 3, fake_reverse);
    struct hop_cache *cache = open_cache(1000);
    struct caller c = caller(cache, &fake, "", NULL);
    c.n = 0;
    ask(&c);
    assert_int_equal(c.code, 0);
    assert_int_equal(fake.calls, 0);
    arena_release(&c.a);
    hop_cache_close(cache);
}

/* Answers that are checked, from many threads, out of a cache that forgets nearly at once. */
static void *ask_often(void *what) {
    struct caller *c = what;
    static const char *const text[] = {"a b", "c d", "e f", "g h", "i j", "k l", "m n"};
    uint64_t seed = c->seed;
    for (int run = 0; run < 400; run++) {
        size_t pick[MAX_TEXTS];
        c->n = MAX_TEXTS;
        for (size_t i = 0; i < MAX_TEXTS; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            pick[i] = (seed >> 33) % 7;
            c->text[i] = text[pick[i]];
        }
        ask(c);
        for (size_t i = 0; i < MAX_TEXTS; i++) {
            const char *t = text[pick[i]];
            char expected[] = {t[2], ' ', t[0], 0};
            if (c->code || !str_eq(c->output[i].text, str_of(expected))) return c;
        }
        arena_reset(&c->a);
    }
    return NULL;
}

static void many_threads_each_get_their_own_answers(void **state) {
    (void)state;
    for (size_t bytes = 0; bytes < 3000; bytes += 700) {
        struct fake_engine fake;
        fake_init(&fake, directions, 3, fake_reverse);
        struct hop_cache *cache = open_cache(bytes);
        enum { N = 6 };
        struct caller c[N];
        pthread_t thread[N];
        for (size_t i = 0; i < N; i++) {
            c[i] = caller(cache, &fake, NULL, NULL);
            c[i].seed = i + 1;
            pthread_create(&thread[i], NULL, ask_often, &c[i]);
        }
        for (size_t i = 0; i < N; i++) {
            void *wrong;
            pthread_join(thread[i], &wrong);
            assert_null(wrong);
            arena_release(&c[i].a);
        }
        hop_cache_close(cache);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_asked_once_and_answered_in_full_each_time),
        cmocka_unit_test(a_text_that_stands_twice_in_a_story_is_asked_once),
        cmocka_unit_test(another_version_or_direction_is_another_answer),
        cmocka_unit_test(what_one_caller_has_asked_for_the_others_wait_for),
        cmocka_unit_test(when_the_one_who_asked_fails_the_next_one_asks),
        cmocka_unit_test(an_engine_that_does_not_answer_is_asked_again_next_time),
        cmocka_unit_test(a_segment_that_breaks_the_engine_is_not_given_to_it_again),
        cmocka_unit_test(what_was_used_longest_ago_is_forgotten_first),
        cmocka_unit_test(a_cache_without_room_still_answers),
        cmocka_unit_test(asking_for_nothing_is_no_work),
        cmocka_unit_test(many_threads_each_get_their_own_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
