/* An engine made of a few lines, for tests: it counts what it is asked, can be made to fail, and
   can be held at a gate, so that a test knows who is where without waiting for time to pass. */
#ifndef TESTS_FAKE_ENGINE_H
#define TESTS_FAKE_ENGINE_H

#include <pthread.h>
#include <string.h>

#include "engine/engine.h"

enum { FAKE_MAX_ASKED = 256 };

struct fake_engine {
    struct engine engine; /* first */
    const struct engine_direction *direction;
    size_t n_directions;
    void (*answer)(struct arena *a, struct str text, struct engine_output *ret_output);
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool shut;         /* the gate: calls wait in front of it */
    size_t arrived;    /* calls that came to the gate so far */
    size_t fail_calls; /* so many calls from now on end in E_ENGINE, in the order they arrived */
    size_t calls, segments, largest_batch;
    struct str asked[FAKE_MAX_ASKED]; /* texts, as long as the callers keep them */
};

static inline const struct engine_direction *fake_directions(struct engine *engine, size_t *ret_n) {
    struct fake_engine *f = (struct fake_engine *)engine;
    *ret_n = f->n_directions;
    return f->direction;
}

static inline int fake_translate(struct engine *engine, struct arena *a,
                                 const struct engine_direction *direction,
                                 const struct engine_input *input, size_t n,
                                 struct engine_output *ret_output, struct err *e) {
    struct fake_engine *f = (struct fake_engine *)engine;
    (void)direction;
    pthread_mutex_lock(&f->lock);
    size_t turn = f->arrived++;
    f->calls++;
    if (n > f->largest_batch) f->largest_batch = n;
    for (size_t i = 0; i < n; i++)
        if (f->segments + i < FAKE_MAX_ASKED) f->asked[f->segments + i] = input[i].text;
    f->segments += n;
    pthread_cond_broadcast(&f->changed);
    while (f->shut) pthread_cond_wait(&f->changed, &f->lock);
    bool fails = turn < f->fail_calls;
    pthread_mutex_unlock(&f->lock);
    if (fails) return err_set(e, E_ENGINE, "the engine is asleep");
    for (size_t i = 0; i < n; i++) {
        ret_output[i] = (struct engine_output){0};
        f->answer(a, input[i].text, &ret_output[i]);
    }
    return 0;
}

static inline void fake_set_gate(struct fake_engine *f, bool shut) {
    pthread_mutex_lock(&f->lock);
    f->shut = shut;
    pthread_cond_broadcast(&f->changed);
    pthread_mutex_unlock(&f->lock);
}

static inline void fake_wait_for_calls(struct fake_engine *f, size_t n) {
    pthread_mutex_lock(&f->lock);
    while (f->arrived < n) pthread_cond_wait(&f->changed, &f->lock);
    pthread_mutex_unlock(&f->lock);
}

static inline void fake_init(struct fake_engine *f, const struct engine_direction *direction,
                             size_t n_directions,
                             void (*answer)(struct arena *, struct str, struct engine_output *)) {
    static const struct engine_ops ops = {
        .name = "fake", .directions = fake_directions, .translate = fake_translate};
    *f = (struct fake_engine){.engine = {&ops},
                              .direction = direction,
                              .n_directions = n_directions,
                              .answer = answer,
                              .lock = PTHREAD_MUTEX_INITIALIZER,
                              .changed = PTHREAD_COND_INITIALIZER};
}

/* Words between spaces, last first, each linked to where it came from. Words that begin with an
   "x" are unknown to it. */
static inline void fake_reverse(struct arena *a, struct str text, struct engine_output *ret) {
    char *bytes = arena_alloc(a, text.n + 1);
    struct engine_link *link = arena_array(a, text.n + 1, sizeof *link);
    size_t n = 0, end = text.n, at = 0;
    while (end > 0) {
        size_t start = end;
        while (start > 0 && text.p[start - 1] != ' ') start--;
        memcpy(bytes + at, text.p + start, end - start);
        link[n++] = (struct engine_link){(uint32_t)start, (uint32_t)end, (uint32_t)at,
                                         (uint32_t)(at + end - start)};
        ret->n_unknown += text.p[start] == 'x';
        at += end - start;
        if (start > 0) bytes[at++] = ' ';
        end = start > 0 ? start - 1 : 0;
    }
    ret->text = (struct str){bytes, at};
    ret->link = link;
    ret->n_links = n;
    ret->n_words = (uint32_t)n;
}

#endif
