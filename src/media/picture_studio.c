#include "media/picture_studio.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "sys/process.h"

enum { OPEN_FILES = 64, NICE = 5, MAX_ORDERS = 500 };

struct worker {
    pid_t pid; /* 0: does not run */
    int in, out;
    bool is_taken;
    unsigned n_orders; /* libraries leak: a process is replaced after MAX_ORDERS */
    int64_t idle_since_ms;
};

struct picture_studio {
    struct picture_studio_config config;
    struct process_starter *starter;
    pthread_mutex_t lock;
    pthread_cond_t is_free;
    struct worker worker[PICTURE_MAX_WORKERS];
};

int picture_studio_open(const struct picture_studio_config *config,
                        struct picture_studio **ret_studio, struct err *e) {
    struct picture_studio *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->config = *config;
    if (s->config.n_workers > PICTURE_MAX_WORKERS) s->config.n_workers = PICTURE_MAX_WORKERS;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->is_free, NULL);
    int code = process_starter_open(&s->starter, e);
    if (code) {
        picture_studio_close(s);
        return code;
    }
    *ret_studio = s;
    return 0;
}

static void end_worker(struct worker *w) {
    if (w->pid == 0) return;
    close(w->in);
    close(w->out);
    process_end(w->pid);
    w->pid = 0;
}

void picture_studio_close(struct picture_studio *s) {
    if (!s) return;
    for (size_t i = 0; i < PICTURE_MAX_WORKERS; i++) end_worker(&s->worker[i]);
    process_starter_close(s->starter);
    pthread_cond_destroy(&s->is_free);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

static int run_program(struct picture_studio *s, int in, int out, pid_t *ret_pid, struct err *e) {
    const char *argv[] = {s->config.program, "picture-worker", NULL};
    static const char *const environment[] = {"LC_ALL=C.UTF-8", "HOME=/nonexistent",
                                              "MALLOC_ARENA_MAX=2", "VIPS_NOVECTOR=0", NULL};
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC), error = fcntl(null, F_DUPFD_CLOEXEC, 3);
    struct process_spec spec = {.argv = argv,
                                .environment = environment,
                                .in = in,
                                .out = out,
                                .error = error,
                                .limits = {.memory_bytes = s->config.memory_bytes,
                                           .open_files = OPEN_FILES,
                                           .no_files = true,
                                           .nice = NICE}};
    int code = error < 0 ? err_set(e, E_IO, "cannot open /dev/null: %s", strerror(errno))
                         : process_start(s->starter, &spec, ret_pid, e);
    if (error >= 0) close(error);
    if (null >= 0) close(null);
    return code;
}

static int start_worker(struct picture_studio *s, struct worker *w, struct err *e) {
    int in[2], out[2];
    pid_t pid;
    int code = process_pipe(in, e);
    if (code) return code;
    code = process_pipe(out, e);
    if (code) {
        close(in[0]);
        close(in[1]);
        return code;
    }
    code = run_program(s, in[0], out[1], &pid, e);
    close(in[0]);
    close(out[1]);
    if (code) {
        close(in[1]);
        close(out[0]);
        return code;
    }
    fcntl(in[1], F_SETFL, O_NONBLOCK);
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    w->pid = pid;
    w->in = in[1];
    w->out = out[0];
    w->n_orders = 0;
    return 0;
}

/* Waits until the pipe is ready, or the time is over. */
static int wait_for(int fd, short events, int64_t until_ms, struct err *e) {
    struct pollfd p = {.fd = fd, .events = events};
    int64_t left = until_ms - clock_monotonic_ms();
    int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
    if (ready > 0 || (ready < 0 && errno == EINTR)) return 0;
    if (ready < 0) return err_set(e, E_IO, "cannot wait for a picture: %s", strerror(errno));
    err_set(e, E_LIMIT, "the picture takes longer to be made than it may");
    return err_hint(e, "save it with fewer pixels");
}

static int send_all(int fd, const void *bytes, size_t n, int64_t until_ms, struct err *e) {
    size_t done = 0;
    while (done < n) {
        int code = wait_for(fd, POLLOUT, until_ms, e);
        if (code) return code;
        ssize_t put = process_write(fd, (const char *)bytes + done, n - done);
        if (put > 0) done += (size_t)put;
        if (put < 0 && errno != EAGAIN && errno != EINTR)
            return err_set(e, E_IO, "the process that makes pictures is gone");
    }
    return 0;
}

static int receive_all(int fd, void *bytes, size_t n, int64_t until_ms, struct err *e) {
    size_t done = 0;
    while (done < n) {
        int code = wait_for(fd, POLLIN, until_ms, e);
        if (code) return code;
        ssize_t got = read(fd, (char *)bytes + done, n - done);
        if (got > 0) done += (size_t)got;
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
            return err_set(e, E_IO, "the process that makes pictures is gone");
    }
    return 0;
}

/* What the process says; nothing in it is trusted but as bytes. */
static int receive(struct worker *w, struct arena *a, int64_t until_ms, struct str *ret_made,
                   int *ret_verdict, struct err *e) {
    struct picture_reply reply;
    int code = receive_all(w->out, &reply, sizeof reply, until_ms, e);
    if (code) return code;
    struct err why;
    if (reply.n > PICTURE_MAX_MADE || (reply.code && reply.n != sizeof why))
        return err_set(e, E_IO, "the process that makes pictures answers nonsense");
    char *bytes = arena_alloc(a, reply.n);
    code = receive_all(w->out, bytes, reply.n, until_ms, e);
    if (code) return code;
    *ret_verdict = 0;
    if (reply.code == 0) {
        *ret_made = (struct str){bytes, reply.n};
        return 0;
    }
    memcpy(&why, bytes, sizeof why);
    why.text[sizeof why.text - 1] = why.hint[sizeof why.hint - 1] = 0;
    *ret_verdict =
        err_set(e, reply.code > 0 && reply.code <= E_ENGINE ? (enum err_code)reply.code : E_IO,
                "%s", why.text);
    err_hint(e, "%s", why.hint);
    return 0;
}

/* One order, from the first byte to the last; *ret_verdict is what the process says of it. An error
   is one of the process. */
static int ask(struct picture_studio *s, struct worker *w, struct arena *a,
               const struct picture_order *order, const struct str text[PICTURE_N_TEXTS],
               struct str bytes, struct str *ret_made, int *ret_verdict, struct err *e) {
    int64_t until_ms = clock_monotonic_ms() + s->config.order_ms;
    struct picture_order full = *order;
    full.source.type = full.source.extension = NULL;
    full.n_bytes = (uint32_t)bytes.n;
    for (size_t i = 0; i < PICTURE_N_TEXTS; i++) full.n_text[i] = (uint32_t)(text ? text[i].n : 0);
    *ret_verdict = w->pid ? 0 : start_worker(s, w, e);
    if (*ret_verdict) return 0;
    int code = send_all(w->in, &full, sizeof full, until_ms, e);
    for (size_t i = 0; text && i < PICTURE_N_TEXTS && !code; i++)
        code = send_all(w->in, text[i].p, text[i].n, until_ms, e);
    if (!code) code = send_all(w->in, bytes.p, bytes.n, until_ms, e);
    if (!code) code = receive(w, a, until_ms, ret_made, ret_verdict, e);
    return code;
}

/* One that runs already, when there is a choice. */
static struct worker *take_worker(struct picture_studio *s) {
    struct worker *chosen = NULL;
    pthread_mutex_lock(&s->lock);
    for (;;) {
        for (size_t i = 0; i < s->config.n_workers; i++) {
            struct worker *w = &s->worker[i];
            if (!w->is_taken && (!chosen || (w->pid && !chosen->pid))) chosen = w;
        }
        if (chosen) break;
        pthread_cond_wait(&s->is_free, &s->lock);
    }
    chosen->is_taken = true;
    pthread_mutex_unlock(&s->lock);
    return chosen;
}

static void give_worker(struct picture_studio *s, struct worker *w) {
    if (w->pid && ++w->n_orders >= MAX_ORDERS) end_worker(w);
    pthread_mutex_lock(&s->lock);
    w->is_taken = false;
    w->idle_since_ms = clock_monotonic_ms();
    pthread_cond_signal(&s->is_free);
    pthread_mutex_unlock(&s->lock);
}

int picture_studio_make(struct picture_studio *s, struct arena *a,
                        const struct picture_order *order, const struct str text[PICTURE_N_TEXTS],
                        struct str bytes, struct str *ret_made, struct err *e) {
    struct worker *w = take_worker(s);
    struct str made;
    int verdict = 0, code = 0;
    /* A process may have died since its last order, which says nothing about this one: it is tried
       once more on a fresh process, which then died of it. */
    for (int attempt = 0; attempt < 2; attempt++) {
        code = ask(s, w, a, order, text, bytes, &made, &verdict, e);
        if (code) end_worker(w);
        if (code != E_IO) break;
    }
    give_worker(s, w);
    if (code == E_IO) {
        err_set(e, E_LIMIT, "the picture needs more memory to be made than it may have");
        return err_hint(e, "save it with fewer pixels");
    }
    if (code || verdict) return code ? code : verdict;
    *ret_made = made;
    return 0;
}

void picture_studio_tidy(struct picture_studio *s) {
    int64_t before_ms = clock_monotonic_ms() - s->config.idle_ms;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->config.n_workers; i++) {
        struct worker *w = &s->worker[i];
        if (!w->is_taken && w->idle_since_ms <= before_ms) end_worker(w);
    }
    pthread_mutex_unlock(&s->lock);
}

size_t picture_studio_pids(struct picture_studio *s, int ret_pid[PICTURE_MAX_WORKERS]) {
    size_t n = 0;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->config.n_workers; i++)
        if (s->worker[i].pid) ret_pid[n++] = s->worker[i].pid;
    pthread_mutex_unlock(&s->lock);
    return n;
}
