#include "sys/process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};

struct child {
    struct process_starter *starter;
    pid_t pid;
    int in[2], out[2], error[2];
};

static int start(struct child *c, const char *const *argv, struct process_limits limits,
                 struct err *e) {
    assert_int_equal(process_starter_open(&c->starter, e), 0);
    assert_int_equal(process_pipe(c->in, e), 0);
    assert_int_equal(process_pipe(c->out, e), 0);
    assert_int_equal(process_pipe(c->error, e), 0);
    struct process_spec spec = {.argv = argv,
                                .environment = environment,
                                .in = c->in[0],
                                .out = c->out[1],
                                .error = c->error[1],
                                .limits = limits};
    int rc = process_start(c->starter, &spec, &c->pid, e);
    close(c->in[0]);
    close(c->out[1]);
    close(c->error[1]);
    return rc;
}

static void finish(struct child *c) {
    close(c->in[1]);
    close(c->out[0]);
    close(c->error[0]);
    process_starter_close(c->starter);
}

static void read_all(int fd, char *text, size_t size) {
    size_t n = 0;
    ssize_t got;
    while (n + 1 < size && (got = read(fd, text + n, size - 1 - n)) != 0) {
        if (got < 0 && errno != EINTR) break;
        if (got > 0) n += (size_t)got;
    }
    text[n] = 0;
}

/* What a shell script prints as a child. */
static void run(const char *script, struct process_limits limits, char *text, size_t size) {
    struct child c;
    struct err e;
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    assert_int_equal(start(&c, argv, limits, &e), 0);
    read_all(c.out[0], text, size);
    process_end(c.pid);
    finish(&c);
}

static void a_child_gets_three_descriptors_and_its_environment_only(void **state) {
    (void)state;
    char text[500];
    int stray = open("/dev/null", 0); /* not closed on exec */
    assert_true(stray > 2);
    setenv("ZUBI_SECRET", "x", 1);
    run("ls /proc/self/fd | tr '\\n' ' '; echo [$ZUBI_SECRET$LC_ALL]", (struct process_limits){0},
        text, sizeof text);
    close(stray);
    assert_string_equal(text, "0 1 2 3 [C.UTF-8]\n"); /* 3 is the folder that ls reads */
}

static void a_child_cannot_exceed_its_limits(void **state) {
    (void)state;
    char text[200];
    run("ulimit -v; ulimit -c; ulimit -f; ulimit -n; ulimit -p; nice",
        (struct process_limits){
            .memory_bytes = 512 << 20, .open_files = 16, .no_files = true, .nice = 5},
        text, sizeof text);
    assert_true(strncmp(text, "524288\n0\n0\n16\n", 14) == 0);
}

static void *start_a_child_for_batches(void *text) {
    process_work_in_batches();
    run("cut -d' ' -f41 /proc/self/stat", (struct process_limits){0}, text, 20);
    return NULL;
}

static void children_of_work_in_batches_interrupt_nobody(void **state) {
    (void)state;
    char text[20];
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, start_a_child_for_batches, text), 0);
    pthread_join(thread, NULL);
    assert_string_equal(text, "3\n"); /* proc(5): SCHED_BATCH */
}

static void a_child_hears_the_signals_its_parent_ignores(void **state) {
    (void)state;
    char text[100];
    signal(SIGPIPE, SIG_IGN);
    run("grep SigIgn /proc/self/status", (struct process_limits){0}, text, sizeof text);
    signal(SIGPIPE, SIG_DFL);
    assert_true(strncmp(text, "SigIgn:\t", 8) == 0);
    /* Signals above 31 are real-time ones, of which the C library keeps two to itself. */
    assert_int_equal(strtoull(text + 8, NULL, 16) & 0x7FFFFFFF, 0);
}

static void a_child_leads_a_group_of_its_own(void **state) {
    (void)state;
    struct child c;
    struct err e;
    const char *const argv[] = {"/bin/cat", NULL};
    assert_int_equal(start(&c, argv, (struct process_limits){0}, &e), 0);
    assert_int_equal(getpgid(c.pid), c.pid);
    assert_true(process_memory(c.pid) > 0);
    process_end(c.pid);
    assert_int_equal(process_memory(c.pid), 0);
    finish(&c);
}

static void a_program_that_is_not_there_is_an_error(void **state) {
    (void)state;
    struct child c;
    struct err e;
    const char *const argv[] = {"/nowhere/program", NULL};
    assert_int_equal(start(&c, argv, (struct process_limits){0}, &e), E_IO);
    assert_non_null(strstr(e.text, "/nowhere/program"));
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    finish(&c);
}

static void how_a_child_ended_can_be_told(void **state) {
    (void)state;
    struct child c;
    struct err e;
    char how[80], nothing[2];
    const char *const argv[] = {"/bin/sh", "-c", "read x; exit 3", NULL};
    assert_int_equal(start(&c, argv, (struct process_limits){0}, &e), 0);
    assert_false(process_is_dead(c.pid, how, sizeof how));
    assert_int_equal(process_write(c.in[1], "x\n", 2), 2);
    read_all(c.out[0], nothing, sizeof nothing);
    siginfo_t info;
    assert_int_equal(waitid(P_PID, (id_t)c.pid, &info, WEXITED | WNOWAIT), 0);
    assert_true(process_is_dead(c.pid, how, sizeof how));
    assert_string_equal(how, "ended with status 3");
    process_end(c.pid);
    finish(&c);
}

static void *start_in_thread(void *argument) {
    struct err e;
    const char *const argv[] = {"/bin/cat", NULL};
    assert_int_equal(start(argument, argv, (struct process_limits){0}, &e), 0);
    return NULL;
}

static void a_child_outlives_the_thread_that_asked_for_it(void **state) {
    (void)state;
    struct child c;
    pthread_t thread;
    char text[3] = "";
    assert_int_equal(pthread_create(&thread, NULL, start_in_thread, &c), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(process_write(c.in[1], "hi", 2), 2);
    close(c.in[1]);
    c.in[1] = -1;
    read_all(c.out[0], text, sizeof text);
    assert_string_equal(text, "hi");
    process_end(c.pid);
    finish(&c);
}

static void a_child_dies_with_its_starter(void **state) {
    (void)state;
    struct child c;
    struct err e;
    const char *const argv[] = {"/bin/cat", NULL};
    assert_int_equal(start(&c, argv, (struct process_limits){0}, &e), 0);
    process_starter_close(c.starter);
    c.starter = NULL;
    int status;
    assert_int_equal(waitpid(c.pid, &status, 0), c.pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    finish(&c);
}

static void writing_to_nobody_is_an_error_and_no_signal(void **state) {
    (void)state;
    int ends[2];
    struct err e;
    signal(SIGPIPE, SIG_DFL);
    assert_int_equal(process_pipe(ends, &e), 0);
    close(ends[0]);
    assert_int_equal(process_write(ends[1], "x", 1), -1);
    assert_int_equal(errno, EPIPE);
    close(ends[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_gets_three_descriptors_and_its_environment_only),
        cmocka_unit_test(a_child_cannot_exceed_its_limits),
        cmocka_unit_test(children_of_work_in_batches_interrupt_nobody),
        cmocka_unit_test(a_child_hears_the_signals_its_parent_ignores),
        cmocka_unit_test(a_child_leads_a_group_of_its_own),
        cmocka_unit_test(a_program_that_is_not_there_is_an_error),
        cmocka_unit_test(how_a_child_ended_can_be_told),
        cmocka_unit_test(a_child_outlives_the_thread_that_asked_for_it),
        cmocka_unit_test(a_child_dies_with_its_starter),
        cmocka_unit_test(writing_to_nobody_is_an_error_and_no_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
