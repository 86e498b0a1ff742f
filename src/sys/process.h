#ifndef SYS_PROCESS_H
#define SYS_PROCESS_H
/* Child processes that are kept on a short lead: no shell, nothing inherited but three descriptors
   and the environment given, resource limits, and dead as soon as this process is. */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

/* Zero leaves a limit as it is, except where said. */
struct process_limits {
    uint64_t memory_bytes; /* address space */
    uint32_t open_files;
    bool no_children; /* the child starts no further process or thread */
    bool no_files;    /* the child writes no file (pipes are no files) */
    int nice;         /* added to the niceness */
};

struct process_spec {
    const char *const *argv;        /* NULL at the end; argv[0] is an absolute path */
    const char *const *environment; /* NULL at the end; the whole of it */
    int in, out, error;             /* become 0, 1, 2; each above 2, still the caller's to close */
    pid_t group;                    /* process group to join; 0 makes a new one, led by the child */
    struct process_limits limits;
};

/* Children must die with the program, and Linux ties that to the thread that made them: so all are
   made by the one thread a starter owns. Any thread may ask it. */
struct process_starter;

MUST_CHECK int process_starter_open(struct process_starter **ret, struct err *e);
/* Children made by it that still run are killed by the kernel; reap them before. Takes NULL. */
void process_starter_close(struct process_starter *starter);

/* Starts a child; returns when the program runs, or has been found impossible to run (E_IO). The
   child never dumps core. Whoever starts it calls process_end or process_reap once. */
MUST_CHECK int process_start(struct process_starter *starter, const struct process_spec *spec,
                             pid_t *ret_pid, struct err *e);
/* Kills (when still running) and reaps. */
void process_end(pid_t pid);
/* How a child that is about to be ended fares: true when it is dead already, with a phrase such as
   "killed by signal 9 (Killed)" in `ret_how`. It still has to be reaped by process_end. */
bool process_is_dead(pid_t pid, char *ret_how, size_t size);
/* Bytes of memory that are the process's own (resident, not shared); 0 when it is gone. */
uint64_t process_memory(pid_t pid);

/* For work that nobody waits for piece by piece: from now on this thread, and the threads and
   children that it starts, interrupt nobody when they wake, so that programs behind each other in
   pipes work in longer stretches. Costs up to some milliseconds before an answer. */
void process_work_in_batches(void);

/* A pipe with both ends closed on exec and above descriptor 2. */
MUST_CHECK int process_pipe(int ret_ends[2], struct err *e);
/* write(2) that answers EPIPE without a SIGPIPE, whatever the program does about that signal. */
ssize_t process_write(int fd, const void *bytes, size_t n);

#endif
