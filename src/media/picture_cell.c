#include "media/picture_cell.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define ARCHITECTURE 0
#endif

enum { MAX_STEPS = 160 };

static const int refused[] = {
    SYS_execve,
    SYS_execveat,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    SYS_kill,
    SYS_openat2,
    SYS_open_by_handle_at,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_mkdirat,
    SYS_linkat,
    SYS_symlinkat,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_mknodat,
    SYS_truncate,
    SYS_mount,
    SYS_umount2,
    SYS_unshare,
    SYS_setns,
    SYS_chroot,
    SYS_bpf,
    SYS_keyctl,
    SYS_add_key,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_perf_event_open,
    SYS_init_module,
    SYS_finit_module,
    SYS_renameat,
#if defined __x86_64__
    SYS_fork,
    SYS_vfork,
    SYS_unlink,
    SYS_rename,
    SYS_mkdir,
    SYS_rmdir,
    SYS_link,
    SYS_symlink,
    SYS_chmod,
    SYS_chown,
    SYS_mknod,
    SYS_creat,
#endif
};

struct program {
    struct sock_filter step[MAX_STEPS];
    unsigned short n;
};

static void add(struct program *p, unsigned code, unsigned value, unsigned yes, unsigned no) {
    p->step[p->n++] =
        (struct sock_filter){(unsigned short)code, (unsigned char)yes, (unsigned char)no, value};
}

static void load(struct program *p, size_t offset) {
    add(p, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

static void answer(struct program *p, unsigned value) {
    add(p, BPF_RET | BPF_K, value, 0, 0);
}

/* Refuses the system call when a bit of `bits` is set in its argument. */
static void refuse_bits(struct program *p, int number, int argument, unsigned bits, int error) {
    add(p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4);
    load(p, offsetof(struct seccomp_data, args) + 8 * (size_t)argument); /* its low half */
    add(p, BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
    answer(p, SECCOMP_RET_ERRNO | (unsigned)error);
    answer(p, SECCOMP_RET_ALLOW);
}

/* A new process lacks the bit that a new thread has. */
static void refuse_processes(struct program *p) {
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4);
    load(p, offsetof(struct seccomp_data, args));
    add(p, BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0);
    answer(p, SECCOMP_RET_ERRNO | EPERM);
    answer(p, SECCOMP_RET_ALLOW);
    /* Its arguments lie in memory, where a filter cannot look: glibc then takes the other. */
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
    answer(p, SECCOMP_RET_ERRNO | ENOSYS);
}

int picture_cell_enter(struct err *e) {
    struct program p = {.n = 0};
    const unsigned writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    load(&p, offsetof(struct seccomp_data, arch));
    add(&p, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    answer(&p, SECCOMP_RET_KILL_PROCESS);
    load(&p, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        add(&p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[i], 0, 1);
        answer(&p, SECCOMP_RET_ERRNO | EPERM);
    }
    refuse_processes(&p);
    refuse_bits(&p, SYS_openat, 2, writing, EACCES);
#if defined __x86_64__
    refuse_bits(&p, SYS_open, 1, writing, EACCES);
    /* The other numbering of the same calls. */
    add(&p, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    answer(&p, SECCOMP_RET_ERRNO | ENOSYS);
#endif
    answer(&p, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {p.n, p.step};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        return err_set(e, E_IO, "the system does not shut pictures in: %s", strerror(errno));
    return 0;
}
