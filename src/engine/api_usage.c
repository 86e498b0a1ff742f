#include "engine/api_usage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { DAY_MS = 86400000, MAX_FILE = 1024 };

/* "day words requests failures problem_ms problem": what cannot be read counts as nothing. */
static void parse(struct str text, struct api_usage *ret_usage) {
    struct api_usage u = {0};
    int64_t *place[] = {&u.day, &u.words, &u.requests, &u.failures, &u.problem_ms};
    struct str rest = str_slice(text, 0, str_find(text, '\n'));
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (!rest.p || !str_to_int64(str_cut(&rest, ' '), 0, INT64_MAX / 4, place[i])) return;
    if (rest.p) snprintf(u.problem, sizeof u.problem, "%.*s", (int)rest.n, rest.p);
    *ret_usage = u;
}

static int fail(const char *file, struct err *e) {
    err_set(e, E_IO, "cannot keep the count of words in %s: %s", file, strerror(errno));
    return err_hint(e, "see who owns the newsroom's folder, and that its disk is not full");
}

static void add_up(const struct api_usage *more, struct api_usage *usage) {
    usage->words += more->words;
    usage->requests += more->requests;
    usage->failures += more->failures;
    if (!more->problem[0]) return;
    usage->problem_ms = more->problem_ms;
    memcpy(usage->problem, more->problem, sizeof usage->problem);
}

static void begin_day(struct api_usage *usage) {
    int64_t today = clock_wall_ms() / DAY_MS;
    if (usage->day == today) return;
    usage->day = today;
    usage->words = usage->requests = usage->failures = 0;
}

static int write_file(const char *file, int fd, const struct api_usage *u, struct err *e) {
    char text[MAX_FILE];
    int n = snprintf(text, sizeof text, "%lld %lld %lld %lld %lld %s\n", (long long)u->day,
                     (long long)u->words, (long long)u->requests, (long long)u->failures,
                     (long long)u->problem_ms, u->problem);
    if (n < 0 || pwrite(fd, text, (size_t)n, 0) != n || ftruncate(fd, n)) return fail(file, e);
    return 0;
}

static int add(const char *file, int fd, const struct api_usage *more, int64_t max_words,
               struct api_usage *usage, struct err *e) {
    char text[MAX_FILE];
    if (fd >= 0) {
        ssize_t n = pread(fd, text, sizeof text, 0);
        if (n < 0) return fail(file, e);
        *usage = (struct api_usage){0};
        parse((struct str){text, (size_t)n}, usage);
    }
    begin_day(usage);
    if (max_words && more->words && usage->words + more->words > max_words)
        return err_set(e, E_LIMIT, "%lld words are allowed a day, and %lld are translated already",
                       (long long)max_words, (long long)usage->words);
    bool nothing = !more->words && !more->requests && !more->failures && !more->problem[0];
    add_up(more, usage);
    return fd >= 0 && !nothing ? write_file(file, fd, usage, e) : 0;
}

int api_usage_add(const char *file, const struct api_usage *more, int64_t max_words,
                  struct api_usage *usage, struct err *e) {
    if (!file) return add(file, -1, more, max_words, usage, e);
    int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) return fail(file, e);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int code =
        fcntl(fd, F_OFD_SETLKW, &lock) ? fail(file, e) : add(file, fd, more, max_words, usage, e);
    close(fd); /* ends the lock */
    return code;
}
