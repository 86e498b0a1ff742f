#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/deadlines.h"
#include "http/outbox.h"
#include "http/peers.h"

struct line {
    int ours, theirs;
    int released;
};

static void open_line(struct line *l) {
    int fd[2];
    *l = (struct line){0};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd), 0);
    l->ours = fd[0];
    l->theirs = fd[1];
}

static void close_line(struct line *l) {
    close(l->ours);
    close(l->theirs);
}

static void count_release(void *line) {
    ((struct line *)line)->released++;
}

static void pieces_are_sent_in_order_however_the_socket_takes_them(void **state) {
    (void)state;
    enum { LARGE = 3000000 };
    struct line l;
    struct outbox o;
    open_line(&l);
    outbox_init(&o);
    char *large = malloc(LARGE), *seen = malloc(LARGE + 100);
    for (size_t i = 0; i < LARGE; i++) large[i] = (char)(i * 7 % 251);
    FILE *f = tmpfile();
    assert_non_null(f);
    assert_int_equal(fwrite("0123456789", 1, 10, f), 10);
    fflush(f);
    outbox_text(&o, STR("head "));
    outbox_memory(&o, (struct str){large, LARGE});
    outbox_then(&o, count_release, &l);
    outbox_then(&o, count_release, &l);
    outbox_text(&o, STR(" file "));
    outbox_file(&o, fileno(f), 3, 4);
    outbox_then(&o, count_release, &l);
    outbox_text(&o, STR(" end"));
    size_t n = 0;
    uint64_t sent = 0;
    for (enum outbox_state s = OUTBOX_BLOCKED; s != OUTBOX_SENT || n < sent;) {
        s = outbox_flush(&o, l.ours, &sent);
        assert_int_not_equal(s, OUTBOX_BROKEN);
        ssize_t got = recv(l.theirs, seen + n, LARGE + 100 - n, MSG_DONTWAIT);
        if (got > 0) n += (size_t)got;
    }
    assert_int_equal(n, 5 + LARGE + 6 + 4 + 4);
    assert_memory_equal(seen, "head ", 5);
    assert_memory_equal(seen + 5, large, LARGE);
    assert_memory_equal(seen + 5 + LARGE, " file 3456 end", 14);
    assert_int_equal(l.released, 3);
    assert_true(outbox_has_room(&o));
    fclose(f);
    free(large);
    free(seen);
    close_line(&l);
}

static void a_file_that_became_shorter_breaks_the_answer_off(void **state) {
    (void)state;
    struct line l;
    struct outbox o;
    uint64_t sent = 0;
    open_line(&l);
    outbox_init(&o);
    FILE *f = tmpfile();
    assert_non_null(f);
    assert_int_equal(fwrite("0123", 1, 4, f), 4);
    fflush(f);
    outbox_file(&o, fileno(f), 0, 10);
    outbox_then(&o, count_release, &l);
    assert_int_equal(outbox_flush(&o, l.ours, &sent), OUTBOX_BROKEN);
    assert_int_equal(l.released, 0);
    outbox_clear(&o);
    outbox_clear(&o);
    assert_int_equal(l.released, 1);
    fclose(f);
    close_line(&l);
}

static void a_client_that_is_gone_breaks_the_answer_off(void **state) {
    (void)state;
    struct line l;
    struct outbox o;
    uint64_t sent = 0;
    open_line(&l);
    close(l.theirs);
    outbox_init(&o);
    outbox_text(&o, STR("a"));
    assert_int_equal(outbox_flush(&o, l.ours, &sent), OUTBOX_BROKEN);
    outbox_clear(&o);
    close(l.ours);
}

static struct peer peer_of(const char *text) {
    struct sockaddr_storage s = {0};
    struct sockaddr_in *in = (struct sockaddr_in *)&s;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&s;
    if (inet_pton(AF_INET, text, &in->sin_addr) == 1) {
        s.ss_family = AF_INET;
    } else {
        assert_int_equal(inet_pton(AF_INET6, text, &in6->sin6_addr), 1);
        s.ss_family = AF_INET6;
    }
    return peers_of(&s);
}

static void nobody_takes_more_connections_than_their_share(void **state) {
    (void)state;
    struct peers *p = peers_open(5, 2);
    assert_true(peers_enter(p, peer_of("192.0.2.1")));
    assert_true(peers_enter(p, peer_of("::ffff:192.0.2.1")));
    assert_false(peers_enter(p, peer_of("192.0.2.1")));
    assert_true(peers_enter(p, peer_of("2001:db8:0:1::1")));
    assert_true(peers_enter(p, peer_of("2001:db8:0:1:ffff::2")));
    assert_false(peers_enter(p, peer_of("2001:db8:0:1::3")));
    assert_true(peers_enter(p, peer_of("2001:db8:0:2::1")));
    assert_false(peers_enter(p, peer_of("192.0.2.9"))); /* full */
    assert_int_equal(peers_count(p), 5);
    peers_leave(p, peer_of("192.0.2.1"));
    assert_true(peers_enter(p, peer_of("192.0.2.1")));
    peers_close(p);
}

static void many_addresses_are_told_apart(void **state) {
    (void)state;
    struct peers *p = peers_open(100000, 1);
    for (int pass = 0; pass < 2; pass++) {
        for (uint64_t i = 0; i < 20000; i++) assert_true(peers_enter(p, (struct peer){i, AF_INET}));
        for (uint64_t i = 0; i < 20000; i++)
            assert_false(peers_enter(p, (struct peer){i, AF_INET}));
        for (uint64_t i = 0; i < 20000; i++) peers_leave(p, (struct peer){i, AF_INET});
        assert_int_equal(peers_count(p), 0);
    }
    peers_close(p);
    peers_close(NULL);
}

static void waits_end_in_their_order(void **state) {
    (void)state;
    struct deadlines all;
    struct deadline d[4] = {0};
    deadlines_init(&all);
    all.lasts_ms[DEADLINE_IDLE] = 100;
    all.lasts_ms[DEADLINE_HEAD] = 10;
    assert_int_equal(deadlines_wait_ms(&all, 0, 5000), 5000);
    deadlines_set(&all, &d[0], DEADLINE_IDLE, 0);
    deadlines_set(&all, &d[1], DEADLINE_IDLE, 5);
    deadlines_set(&all, &d[2], DEADLINE_HEAD, 50);
    deadlines_set(&all, &d[3], DEADLINE_NONE, 0);
    assert_int_equal(deadlines_wait_ms(&all, 50, 5000), 10);
    assert_null(deadlines_over(&all, 59));
    assert_ptr_equal(deadlines_over(&all, 60), &d[2]);
    deadlines_remove(&d[2]);
    deadlines_remove(&d[2]);
    assert_int_equal(deadlines_wait_ms(&all, 60, 5000), 40);
    deadlines_set(&all, &d[0], DEADLINE_IDLE, 60);
    assert_ptr_equal(deadlines_over(&all, 1000), &d[1]);
    deadlines_remove(&d[1]);
    assert_ptr_equal(deadlines_oldest(&all, DEADLINE_IDLE), &d[0]);
    assert_true(deadlines_is_in(&d[0], DEADLINE_IDLE));
    assert_false(deadlines_is_in(&d[1], DEADLINE_IDLE));
    deadlines_remove(&d[0]);
    assert_null(deadlines_over(&all, INT64_MAX)); /* a worker has no deadline */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_sent_in_order_however_the_socket_takes_them),
        cmocka_unit_test(a_file_that_became_shorter_breaks_the_answer_off),
        cmocka_unit_test(a_client_that_is_gone_breaks_the_answer_off),
        cmocka_unit_test(nobody_takes_more_connections_than_their_share),
        cmocka_unit_test(many_addresses_are_told_apart),
        cmocka_unit_test(waits_end_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
