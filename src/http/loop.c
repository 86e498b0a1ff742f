#include "http/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/conn.h"
#include "http/exchange.h"
#include "http/http_date.h"

enum {
    EVENTS_PER_ROUND = 256,
    ACCEPTS_PER_ROUND = 64,
    REST_MS = 100,
    MAX_TURNED_AWAY = 64,
    LINGER_MS = 2000,
    MAX_FREE_OUTBOXES = 64,
    LONGEST_WAIT_MS = 60000,
    TOLD_PER_ROUND = 128
};

void loop_count(_Atomic uint64_t *counter, uint64_t n) {
    /* One writer: no need to lock the bus. */
    uint64_t before = atomic_load_explicit(counter, memory_order_relaxed);
    atomic_store_explicit(counter, before + n, memory_order_relaxed);
}

struct outbox *loop_take_outbox(struct loop *l) {
    struct outbox *o = l->free_outbox;
    if (o) {
        l->free_outbox = o->next;
        l->n_free_outboxes--;
    } else if (!(o = malloc(sizeof *o))) {
        abort();
    }
    outbox_init(o);
    return o;
}

void loop_return_outbox(struct loop *l, struct outbox *o) {
    if (l->n_free_outboxes == MAX_FREE_OUTBOXES) {
        free(o);
        return;
    }
    o->next = l->free_outbox;
    l->free_outbox = o;
    l->n_free_outboxes++;
}

static void wake(struct loop *l) {
    uint64_t one = 1;
    /* Can only fail when the counter is full: then the loop is being woken already. */
    (void)!write(l->wake, &one, sizeof one);
}

void loop_answered(struct loop *l, struct exchange *x) {
    pthread_mutex_lock(&l->lock);
    bool first = !l->done;
    x->next = l->done;
    l->done = x;
    pthread_mutex_unlock(&l->lock);
    if (first) wake(l);
}

void loop_publish(struct loop *l, struct stream_event *event) {
    pthread_mutex_lock(&l->lock);
    bool first = !l->published;
    event->next = NULL;
    *(first ? &l->published : &l->newest_published->next) = event;
    l->newest_published = event;
    pthread_mutex_unlock(&l->lock);
    if (first) wake(l);
}

void loop_stop(struct loop *l, int64_t at_ms) {
    atomic_store(&l->stop_at_ms, at_ms);
    wake(l);
}

static void read_clocks(struct loop *l) {
    l->now_ms = clock_monotonic_ms();
    int64_t wall_ms = clock_wall_ms();
    if (wall_ms / 1000 == l->tail_second) return;
    char date[HTTP_DATE_SIZE];
    http_date_format(wall_ms, date);
    l->tail_second = wall_ms / 1000;
    l->n_tail = (size_t)snprintf(l->tail, sizeof l->tail, "Date: %s\r\n\r\n", date);
}

static void poll_listener(struct loop *l, int operation) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &l->listener};
    epoll_ctl(l->epoll, operation, l->listener, &event);
}

/* False when there is none to accept, or no descriptor for it. */
static bool accept_one(struct loop *l) {
    struct sockaddr_storage address;
    socklen_t n = sizeof address;
    int fd = accept4(l->listener, (struct sockaddr *)&address, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)) {
        poll_listener(l, EPOLL_CTL_DEL);
        l->resting = true;
    }
    if (fd < 0) return errno == ECONNABORTED || errno == EINTR;
    if (peers_enter(l->commons->peers, peers_of(&address))) {
        loop_count(&l->counters.accepted, 1);
        conn_open(l, fd, &address, false);
        return true;
    }
    loop_count(&l->counters.refused, 1);
    if (l->n_turned_away < MAX_TURNED_AWAY)
        conn_open(l, fd, &address, true);
    else
        close(fd);
    return true;
}

static void accept_some(struct loop *l) {
    for (int i = 0; i < ACCEPTS_PER_ROUND; i++)
        if (!accept_one(l)) return;
}

static void take_published(struct loop *l) {
    pthread_mutex_lock(&l->lock);
    struct stream_event *event = l->published;
    l->published = NULL;
    pthread_mutex_unlock(&l->lock);
    while (event) {
        struct stream_event *next = event->next;
        stream_table_add(&l->streams, event);
        event = next;
    }
}

static void take_answers(struct loop *l) {
    pthread_mutex_lock(&l->lock);
    struct exchange *newest = l->done, *oldest = NULL;
    l->done = NULL;
    pthread_mutex_unlock(&l->lock);
    while (newest) {
        struct exchange *x = newest;
        newest = x->next;
        x->next = oldest;
        oldest = x;
    }
    while (oldest) {
        struct exchange *x = oldest;
        oldest = x->next;
        conn_answered(x);
    }
}

static void take_news(struct loop *l) {
    uint64_t count;
    (void)!read(l->wake, &count, sizeof count);
    take_published(l);
    take_answers(l);
}

/* A few at a time: who asks for a page meanwhile shall not wait for thousands of readers. */
static void tell_some(struct loop *l) {
    struct str text;
    struct conn *c;
    for (int i = 0; i < TOLD_PER_ROUND && (c = stream_table_next(&l->streams, &text)); i++)
        conn_tell(c, text);
}

static void expire(struct loop *l) {
    for (struct deadline *d; (d = deadlines_over(&l->deadlines, l->now_ms));) conn_expired(d);
    if (l->resting && l->listener >= 0) {
        l->resting = false;
        poll_listener(l, EPOLL_CTL_ADD);
    }
}

/* Connections that the kernel has taken for us are still answered. */
static void stop_accepting(struct loop *l) {
    while (accept_one(l)) continue;
    epoll_ctl(l->epoll, EPOLL_CTL_DEL, l->listener, NULL);
    close(l->listener);
    l->listener = -1;
}

static void finish_idle(struct loop *l) {
    for (struct deadline *d; (d = deadlines_oldest(&l->deadlines, DEADLINE_IDLE));) conn_finish(d);
}

static void cut_streams(struct loop *l) {
    for (struct conn *c; (c = stream_table_any(&l->streams));) conn_cut(c);
}

static void cut_all(struct loop *l) {
    for (int kind = 0; kind < N_DEADLINE_KINDS; kind++)
        for (struct deadline *d; (d = deadlines_oldest(&l->deadlines, (enum deadline_kind)kind));)
            conn_cut(conn_of(d));
}

/* True when the loop is to end. */
static bool stop_if_asked(struct loop *l) {
    int64_t at_ms = atomic_load(&l->stop_at_ms);
    if (at_ms == 0) return false;
    if (l->listener >= 0) stop_accepting(l);
    finish_idle(l);
    cut_streams(l);
    if (l->now_ms >= at_ms) cut_all(l);
    return l->n_conns == 0;
}

static int wait_ms(const struct loop *l) {
    int64_t most = l->resting ? REST_MS : LONGEST_WAIT_MS, stop = atomic_load(&l->stop_at_ms);
    if (stop && stop - l->now_ms < most) most = stop > l->now_ms ? stop - l->now_ms : 0;
    if (stream_table_is_delivering(&l->streams)) return 0;
    return deadlines_wait_ms(&l->deadlines, l->now_ms, (int)most);
}

static void round_of_events(struct loop *l) {
    struct epoll_event event[EVENTS_PER_ROUND];
    int n = epoll_wait(l->epoll, event, EVENTS_PER_ROUND, wait_ms(l));
    read_clocks(l);
    bool woken = false, knocked = false;
    for (int i = 0; i < n; i++) {
        if (event[i].data.ptr == &l->wake)
            woken = true;
        else if (event[i].data.ptr == &l->listener)
            knocked = true;
        else
            conn_event(event[i].data.ptr, event[i].events);
    }
    /* After the events: these may close connections that the list above still names. */
    if (woken) take_news(l);
    tell_some(l);
    if (knocked && l->listener >= 0) accept_some(l);
    expire(l);
}

static void *loop_main(void *what) {
    struct loop *l = what;
    pthread_setname_np(pthread_self(), "http");
    read_clocks(l);
    while (!stop_if_asked(l)) round_of_events(l);
    return NULL;
}

static int start(struct loop *l, struct err *e) {
    l->epoll = epoll_create1(EPOLL_CLOEXEC);
    l->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (l->epoll < 0 || l->wake < 0)
        return err_set(e, E_IO, "cannot start an event loop: %s", strerror(errno));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &l->wake};
    epoll_ctl(l->epoll, EPOLL_CTL_ADD, l->wake, &event);
    poll_listener(l, EPOLL_CTL_ADD);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&l->thread, NULL, loop_main, l);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed) return err_set(e, E_IO, "cannot start an event loop: %s", strerror(failed));
    return 0;
}

int loop_open(struct loop_commons *commons, int listener, struct loop **ret_loop, struct err *e) {
    struct loop *l = calloc(1, sizeof *l);
    if (!l || !(l->scratch = malloc(LOOP_SCRATCH))) abort();
    l->commons = commons;
    l->config = &commons->config;
    l->listener = listener;
    l->epoll = l->wake = -1;
    arena_init(&l->arena);
    pthread_mutex_init(&l->lock, NULL);
    deadlines_init(&l->deadlines);
    l->deadlines.lasts_ms[DEADLINE_IDLE] = l->config->idle_ms;
    l->deadlines.lasts_ms[DEADLINE_HEAD] = l->config->head_ms;
    l->deadlines.lasts_ms[DEADLINE_BODY] = l->config->body_ms;
    l->deadlines.lasts_ms[DEADLINE_WRITE] = l->config->write_ms;
    l->deadlines.lasts_ms[DEADLINE_LINGER] = LINGER_MS;
    l->deadlines.lasts_ms[DEADLINE_PING] = l->config->ping_ms;
    int code = start(l, e);
    if (code) {
        loop_close(l);
        return code;
    }
    *ret_loop = l;
    return 0;
}

void loop_join(struct loop *l) {
    pthread_join(l->thread, NULL);
}

void loop_close(struct loop *l) {
    if (!l) return;
    while (l->done) {
        struct exchange *x = l->done;
        l->done = x->next;
        exchange_close(x);
    }
    take_published(l);
    stream_table_release(&l->streams);
    while (l->free_outbox) {
        struct outbox *o = l->free_outbox;
        l->free_outbox = o->next;
        free(o);
    }
    if (l->listener >= 0) close(l->listener);
    if (l->wake >= 0) close(l->wake);
    if (l->epoll >= 0) close(l->epoll);
    arena_release(&l->arena);
    pthread_mutex_destroy(&l->lock);
    free(l->scratch);
    free(l);
}
