#include "sys/process.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct process_starter {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool ending;
    const struct process_spec *spec; /* what to start; NULL when nothing is asked */
    bool answered;                   /* pid and error belong to the last spec */
    pid_t pid;
    int error; /* errno */
};

static void limit(int resource, uint64_t value) {
    struct rlimit r = {value, value};
    /* A limit that cannot be set (already lower) is no reason not to run. */
    if (setrlimit((__rlimit_resource_t)resource, &r) != 0) return;
}

/* The first to be killed when memory runs out: a reader's page outlives a translation. */
static void volunteer_for_the_oom_killer(void) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (write(fd, "500", 3) != 3) errno = 0;
    close(fd);
}

static void apply_limits(const struct process_limits *l) {
    limit(RLIMIT_CORE, 0);
    if (l->memory_bytes) limit(RLIMIT_AS, l->memory_bytes);
    if (l->open_files) limit(RLIMIT_NOFILE, l->open_files);
    if (l->no_files) limit(RLIMIT_FSIZE, 0);
    if (l->no_children) limit(RLIMIT_NPROC, 0);
    if (l->nice) setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + l->nice);
}

/* In the child, between fork and exec: only what is safe there (system calls, no memory). */
static void become(const struct process_spec *spec, pid_t parent, int report) {
    setpgid(0, spec->group);
    for (int i = 1; i < NSIG; i++) signal(i, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (dup2(spec->in, 0) < 0 || dup2(spec->out, 1) < 0 || dup2(spec->error, 2) < 0 ||
        dup2(report, 3) < 0 || fcntl(3, F_SETFD, FD_CLOEXEC) < 0)
        _exit(127);
    syscall(SYS_close_range, 4U, ~0U, 0);
    volunteer_for_the_oom_killer();
    apply_limits(&spec->limits);
    execve(spec->argv[0], (char *const *)spec->argv, (char *const *)spec->environment);
    int error = errno;
    if (write(3, &error, sizeof error) != sizeof error) _exit(126);
    _exit(127);
}

/* 0 or the errno of what failed. The pipe tells whether exec worked: it closes without a word. */
static int start(const struct process_spec *spec, pid_t *ret_pid) {
    int report[2];
    struct err ignored;
    if (process_pipe(report, &ignored) != 0) return errno;
    pid_t parent = getpid();
    pid_t pid = _Fork();
    if (pid == 0) become(spec, parent, report[1]);
    int error = pid < 0 ? errno : 0;
    close(report[1]);
    ssize_t got = 0;
    if (pid > 0) do {
            got = read(report[0], &error, sizeof error);
        } while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got == sizeof error) process_end(pid);
    if (pid > 0 && got != sizeof error) error = 0;
    if (error == 0) *ret_pid = pid;
    return error;
}

static void *starter_run(void *argument) {
    struct process_starter *s = argument;
    pthread_mutex_lock(&s->lock);
    while (!s->ending) {
        if (s->spec && !s->answered) {
            s->error = start(s->spec, &s->pid);
            s->answered = true;
            pthread_cond_broadcast(&s->changed);
        }
        pthread_cond_wait(&s->changed, &s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

int process_starter_open(struct process_starter **ret, struct err *e) {
    struct process_starter *s = calloc(1, sizeof *s);
    if (!s) abort();
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    /* Signals are for the threads that look after them. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&s->thread, NULL, starter_run, s);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error != 0) {
        pthread_cond_destroy(&s->changed);
        pthread_mutex_destroy(&s->lock);
        free(s);
        return err_set(e, E_IO, "cannot start a thread: %s", strerror(error));
    }
    *ret = s;
    return 0;
}

void process_starter_close(struct process_starter *s) {
    if (!s) return;
    pthread_mutex_lock(&s->lock);
    s->ending = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

int process_start(struct process_starter *s, const struct process_spec *spec, pid_t *ret_pid,
                  struct err *e) {
    pthread_mutex_lock(&s->lock);
    while (s->spec) pthread_cond_wait(&s->changed, &s->lock);
    s->spec = spec;
    s->answered = false;
    pthread_cond_broadcast(&s->changed);
    while (!s->answered) pthread_cond_wait(&s->changed, &s->lock);
    int error = s->error;
    pid_t pid = s->pid;
    s->spec = NULL;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    if (error != 0) return err_set(e, E_IO, "cannot start %s: %s", spec->argv[0], strerror(error));
    *ret_pid = pid;
    return 0;
}

void process_end(pid_t pid) {
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
}

bool process_is_dead(pid_t pid, char *ret_how, size_t size) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
        return false;
    if (info.si_code == CLD_EXITED)
        snprintf(ret_how, size, "ended with status %d", info.si_status);
    else
        snprintf(ret_how, size, "killed by signal %d (%s)", info.si_status,
                 sigdescr_np(info.si_status) ? sigdescr_np(info.si_status) : "unknown");
    return true;
}

uint64_t process_memory(pid_t pid) {
    char path[40], text[128];
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0) return 0;
    text[n] = 0;
    char *at = text;
    strtoull(at, &at, 10); /* the address space */
    uint64_t resident = strtoull(at, &at, 10), shared = strtoull(at, &at, 10);
    return resident > shared ? (resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Descriptors 0 to 2 may be free in a program started without them; a child must not get its ends
   mixed up because of that. */
static int above_two(int fd) {
    if (fd > 2) return fd;
    int higher = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    int error = errno;
    close(fd);
    errno = error;
    return higher;
}

void process_work_in_batches(void) {
    const struct sched_param no_priority = {0};
    /* Where the system refuses, the work is done all the same. */
    (void)sched_setscheduler(0, SCHED_BATCH, &no_priority);
}

int process_pipe(int ret_ends[2], struct err *e) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return err_set(e, E_IO, "no pipe: %s", strerror(errno));
    int first = above_two(ends[0]), second = above_two(ends[1]);
    if (first < 0 || second < 0) {
        int error = errno;
        if (first >= 0) close(first);
        if (second >= 0) close(second);
        errno = error;
        return err_set(e, E_IO, "no pipe: %s", strerror(error));
    }
    ret_ends[0] = first;
    ret_ends[1] = second;
    return 0;
}

ssize_t process_write(int fd, const void *bytes, size_t n) {
    sigset_t pipe_signal, before, waiting;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&waiting);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t written = write(fd, bytes, n);
    int error = errno;
    if (written < 0 && error == EPIPE && !sigismember(&waiting, SIGPIPE)) {
        const struct timespec now = {0, 0};
        while (sigtimedwait(&pipe_signal, NULL, &now) < 0 && errno == EINTR) continue;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}
