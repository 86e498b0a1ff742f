#include "engine/apertium_set.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 64 << 10, MAX_WAITING = 64 << 20, COMPACT_AT = 1 << 20 };

static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};

static void close_end(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* The stages of one pipeline, each reading what the one before writes. *from is the reading end
   for the first, then for whoever comes behind the last. */
static int start_stages(struct apertium_set *set, struct process_starter *starter,
                        const struct apertium_stage *stage, size_t n,
                        const struct process_limits *limits, int *from, int complaints,
                        struct err *e) {
    for (size_t i = 0; i < n; i++) {
        int ends[2];
        int rc = process_pipe(ends, e);
        if (rc != 0) return rc;
        struct process_spec spec = {.argv = stage[i].argv,
                                    .environment = environment,
                                    .in = *from,
                                    .out = ends[1],
                                    .error = complaints,
                                    .group = set->n_stages ? set->stage[0].pid : 0,
                                    .limits = *limits};
        rc = process_start(starter, &spec, &set->stage[set->n_stages].pid, e);
        close(ends[1]);
        close(*from);
        *from = ends[0];
        if (rc != 0) return rc;
        set->stage[set->n_stages++].program = stage[i].argv[0];
    }
    return 0;
}

static int start_pipe(struct apertium_set *set, enum apertium_part part,
                      struct process_starter *starter, const struct apertium_stage *stage, size_t n,
                      const struct process_limits *limits, int complaints, struct err *e) {
    struct apertium_pipe *p = &set->pipe[part];
    if (n == 0) return 0;
    int ends[2];
    int rc = process_pipe(ends, e);
    if (rc != 0) return rc;
    p->in = ends[1];
    int from = ends[0];
    rc = start_stages(set, starter, stage, n, limits, &from, complaints, e);
    p->out = from;
    if (rc == 0 &&
        (fcntl(p->in, F_SETFL, O_NONBLOCK) != 0 || fcntl(p->out, F_SETFL, O_NONBLOCK) != 0))
        return err_set(e, E_IO, "cannot set up a pipe: %s", strerror(errno));
    return rc;
}

static int start_all(struct apertium_set *set, struct process_starter *starter,
                     const struct apertium_mode *mode, const struct process_limits *limits,
                     int complaints, struct err *e) {
    size_t from[] = {0, mode->n_analysis, mode->n_stages - mode->n_finish, mode->n_stages};
    for (enum apertium_part part = 0; part < APERTIUM_PARTS; part++) {
        int rc = start_pipe(set, part, starter, mode->stage + from[part],
                            from[part + 1] - from[part], limits, complaints, e);
        if (rc != 0) return rc;
    }
    return 0;
}

int apertium_set_start(struct process_starter *starter, const struct apertium_mode *mode,
                       const struct process_limits *limits, struct apertium_set **ret,
                       struct err *e) {
    struct apertium_set *set = calloc(1, sizeof *set);
    if (!set) abort();
    set->stage = calloc(mode->n_stages, sizeof *set->stage);
    if (!set->stage) abort();
    for (int i = 0; i < APERTIUM_PARTS; i++) {
        set->pipe[i].in = set->pipe[i].out = -1;
        buf_init(&set->pipe[i].sending, MAX_WAITING);
        buf_init(&set->pipe[i].receiving, MAX_WAITING);
    }
    int complaints[2];
    set->error = -1;
    int rc = process_pipe(complaints, e);
    if (rc == 0) {
        set->error = complaints[0];
        rc = start_all(set, starter, mode, limits, complaints[1], e);
        close(complaints[1]);
    }
    if (rc == 0 && fcntl(set->error, F_SETFL, O_NONBLOCK) != 0)
        rc = err_set(e, E_IO, "cannot set up a pipe: %s", strerror(errno));
    if (rc != 0) {
        apertium_set_stop(set);
        return rc;
    }
    *ret = set;
    return 0;
}

void apertium_set_stop(struct apertium_set *set) {
    if (!set) return;
    for (size_t i = 0; i < set->n_stages; i++) kill(set->stage[i].pid, SIGKILL);
    for (size_t i = 0; i < set->n_stages; i++) process_end(set->stage[i].pid);
    for (int i = 0; i < APERTIUM_PARTS; i++) {
        close_end(&set->pipe[i].in);
        close_end(&set->pipe[i].out);
        buf_release(&set->pipe[i].sending);
        buf_release(&set->pipe[i].receiving);
    }
    close_end(&set->error);
    free(set->stage);
    free(set);
}

struct buf *apertium_set_request(struct apertium_set *set, enum apertium_part part) {
    return &set->pipe[part].sending;
}

bool apertium_set_reply(struct apertium_set *set, enum apertium_part part, struct str *ret_reply) {
    struct apertium_pipe *p = &set->pipe[part];
    if (p->searched == p->receiving.n) return false;
    const char *nul = memchr(p->receiving.p + p->searched, 0, p->receiving.n - p->searched);
    if (!nul) {
        p->searched = p->receiving.n;
        return false;
    }
    size_t end = (size_t)(nul - p->receiving.p);
    *ret_reply = (struct str){p->receiving.p + p->taken, end - p->taken};
    p->taken = p->searched = end + 1;
    return true;
}

static int dead(struct err *e) {
    return err_set(e, E_ENGINE, "a stage of Apertium has ended");
}

static int write_some(struct apertium_pipe *p, struct err *e) {
    while (p->sent < p->sending.n) {
        ssize_t n = process_write(p->in, p->sending.p + p->sent, p->sending.n - p->sent);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) break;
        if (n < 0) return dead(e);
        p->sent += (size_t)n;
    }
    if (p->sent == p->sending.n || p->sent >= COMPACT_AT) {
        buf_consume(&p->sending, p->sent);
        p->sent = 0;
    }
    return 0;
}

static int read_some(struct apertium_pipe *p, bool *moved, struct err *e) {
    buf_consume(&p->receiving, p->taken);
    p->searched -= p->taken;
    p->taken = 0;
    for (;;) {
        if (!buf_reserve(&p->receiving, READ_SIZE))
            return err_set(e, E_ENGINE, "Apertium answers without an end");
        ssize_t n = read(p->out, p->receiving.p + p->receiving.n, READ_SIZE);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return 0;
        if (n <= 0) return dead(e);
        p->receiving.n += (size_t)n;
        *moved = true;
        if (n < READ_SIZE) return 0;
    }
}

/* Keeps the last bytes. */
static void read_complaints(struct apertium_set *set) {
    char bytes[sizeof set->complaint];
    for (;;) {
        ssize_t n = read(set->error, bytes, sizeof bytes);
        if (n <= 0) return;
        size_t room = sizeof set->complaint, more = (size_t)n;
        size_t drop = set->n_complaint + more > room ? set->n_complaint + more - room : 0;
        memmove(set->complaint, set->complaint + drop, set->n_complaint - drop);
        set->n_complaint -= drop;
        memcpy(set->complaint + set->n_complaint, bytes, more);
        set->n_complaint += more;
    }
}

int apertium_set_turn(struct apertium_set *set, int wait_ms, bool *ret_moved, struct err *e) {
    struct pollfd end[2 * APERTIUM_PARTS + 1];
    for (int i = 0; i < APERTIUM_PARTS; i++) {
        struct apertium_pipe *p = &set->pipe[i];
        bool writes = p->sent < p->sending.n;
        end[2 * i] = (struct pollfd){.fd = writes ? p->in : -1, .events = POLLOUT};
        end[2 * i + 1] = (struct pollfd){.fd = p->out, .events = POLLIN};
    }
    end[2 * APERTIUM_PARTS] = (struct pollfd){.fd = set->error, .events = POLLIN};
    *ret_moved = false;
    if (poll(end, sizeof end / sizeof *end, wait_ms) < 0 && errno != EINTR)
        return err_set(e, E_IO, "cannot wait for Apertium: %s", strerror(errno));
    read_complaints(set);
    for (int i = 0; i < APERTIUM_PARTS; i++) {
        int rc = 0;
        if (end[2 * i].revents) rc = write_some(&set->pipe[i], e);
        if (rc == 0 && end[2 * i + 1].revents) rc = read_some(&set->pipe[i], ret_moved, e);
        if (rc != 0) return rc;
    }
    return 0;
}

/* The last line of what the stages said, as far as it can be printed. */
static void add_complaint(const struct apertium_set *set, struct buf *b) {
    struct str words = str_trim((struct str){set->complaint, set->n_complaint});
    for (size_t i = words.n; i > 0; i--)
        if (words.p[i - 1] == '\n') {
            words = str_from(words, i);
            break;
        }
    if (words.n == 0) return;
    buf_add(b, STR("; it said: "));
    for (size_t i = 0; i < words.n && i < 160; i++) {
        unsigned char c = (unsigned char)words.p[i];
        buf_add_char(b, c >= 0x20 && c < 0x7F ? (char)c : '?');
    }
}

int apertium_set_explain(struct apertium_set *set, struct err *e) {
    struct buf b;
    buf_init(&b, sizeof e->text);
    read_complaints(set);
    for (size_t i = 0; i < set->n_stages; i++) {
        char how[80];
        if (!process_is_dead(set->stage[i].pid, how, sizeof how)) continue;
        const char *name = strrchr(set->stage[i].program, '/');
        buf_printf(&b, " (%s, stage %zu: %s)", name ? name + 1 : set->stage[i].program, i + 1, how);
        break;
    }
    add_complaint(set, &b);
    struct err before = *e;
    err_set(e, before.code, "%s%.*s", before.text, (int)b.n, b.n ? b.p : "");
    buf_release(&b);
    return e->code;
}

uint64_t apertium_set_memory(const struct apertium_set *set) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < set->n_stages; i++) bytes += process_memory(set->stage[i].pid);
    return bytes;
}
