#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

enum { MAX_RELATIVE = 1024 };

/* What errno says about `doing` something to `path`. */
static int failed(struct err *e, const char *doing, const char *path) {
    int error = errno;
    enum err_code code = E_IO;
    if (error == ENOENT || error == ENOTDIR) code = E_NOTFOUND;
    if (error == EACCES || error == EPERM || error == EROFS) code = E_DENIED;
    err_set(e, code, "cannot %s %s: %s", doing, path, strerror(error));
    if (error == ENOSPC || error == EDQUOT)
        err_hint(e, "The disk is full: make room, then repeat.");
    if (code == E_DENIED) err_hint(e, "Check who owns it and what its permissions allow.");
    return (int)code;
}

static int read_all(int fd, const char *path, size_t max, char *p, size_t capacity, size_t *ret_n,
                    struct err *e) {
    size_t n = 0;
    while (n < capacity) {
        ssize_t got = read(fd, p + n, capacity - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(e, "read", path);
        if (got == 0) break;
        n += (size_t)got;
    }
    if (n > max) return err_set(e, E_LIMIT, "%s is larger than the %zu bytes allowed", path, max);
    *ret_n = n;
    return 0;
}

static int check_kind(int fd, const char *path, size_t max, size_t *ret_size, struct err *e) {
    struct stat st;
    if (fstat(fd, &st) != 0) return failed(e, "look at", path);
    if (!S_ISREG(st.st_mode))
        return err_set(e, E_INVALID, "%s is not a file%s", path,
                       S_ISDIR(st.st_mode) ? " but a folder" : "");
    if (st.st_size < 0 || (unsigned long long)st.st_size > max)
        return err_set(e, E_LIMIT, "%s has %lld bytes, %zu are allowed", path,
                       (long long)st.st_size, max);
    *ret_size = (size_t)st.st_size;
    return 0;
}

int file_read(struct arena *a, const char *path, size_t max, struct str *ret_bytes, struct err *e) {
    /* O_NONBLOCK: opening a pipe that nobody writes to must not wait for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return failed(e, "open", path);
    size_t size = 0, n = 0;
    char *p = NULL;
    int code = check_kind(fd, path, max, &size, e);
    if (code == 0) {
        /* One byte more than it had: a file that grew meanwhile is noticed. */
        p = arena_alloc(a, size + 2);
        code = read_all(fd, path, size, p, size + 1, &n, e);
    }
    close(fd);
    if (code) return code;
    p[n] = 0;
    *ret_bytes = (struct str){p, n};
    return 0;
}

static int write_all(int fd, const char *path, struct str bytes, struct err *e) {
    while (bytes.n > 0) {
        ssize_t put = write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return failed(e, "write", path);
        bytes = str_from(bytes, (size_t)put);
    }
    return 0;
}

static int sync_folder(const char *path, struct err *e) {
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) : 0;
    if (slash == path) n = 1;
    if (n >= sizeof folder) return err_set(e, E_INVALID, "the path is too long: %.80s…", path);
    memcpy(folder, n ? path : ".", n ? n : 1);
    folder[n ? n : 1] = 0;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return failed(e, "open", folder);
    int code = 0;
    /* Some file systems cannot sync a folder and say EINVAL: there is nothing more to be done. */
    if (fsync(fd) != 0 && errno != EINVAL) code = failed(e, "store", folder);
    close(fd);
    return code;
}

static mode_t file_mode(void) {
    /* Reading the umask means setting it, which is not for threads: /proc tells it without. */
    FILE *f = fopen("/proc/self/status", "re");
    unsigned mask = 022;
    char line[256];
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "Umask: %o", &mask) == 1) break;
    if (f) fclose(f);
    return (mode_t)(0644 & ~mask);
}

static int write_temporary(int fd, const char *temporary, const char *path, struct str bytes,
                           struct err *e) {
    int code = write_all(fd, path, bytes, e);
    if (code == 0 && fchmod(fd, file_mode()) != 0) code = failed(e, "write", path);
    if (code == 0 && fsync(fd) != 0) code = failed(e, "store", path);
    if (close(fd) != 0 && code == 0) code = failed(e, "write", path);
    if (code == 0 && rename(temporary, path) != 0) code = failed(e, "put in place", path);
    if (code) unlink(temporary);
    return code;
}

int file_write(const char *path, struct str bytes, struct err *e) {
    char temporary[PATH_MAX];
    int n = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (n < 0 || (size_t)n >= sizeof temporary)
        return err_set(e, E_INVALID, "the path is too long: %.80s…", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0) return failed(e, "write", path);
    int code = write_temporary(fd, temporary, path, bytes, e);
    return code ? code : sync_folder(path, e);
}

static int make_folder(const char *path, struct err *e) {
    if (mkdir(path, 0755) == 0) return 0;
    if (errno != EEXIST) return failed(e, "make the folder", path);
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return 0;
    return err_set(e, E_CONFLICT, "cannot make the folder %s: there is a file of that name", path);
}

int file_make_folders(const char *path, struct err *e) {
    char part[PATH_MAX];
    size_t n = strlen(path);
    if (n == 0) return err_set(e, E_INVALID, "a folder needs a name");
    if (n >= sizeof part) return err_set(e, E_INVALID, "the path is too long: %.80s…", path);
    memcpy(part, path, n + 1);
    for (size_t i = 1; i < n; i++) {
        if (part[i] != '/' || part[i - 1] == '/') continue;
        part[i] = 0;
        int code = make_folder(part, e);
        if (code) return code;
        part[i] = '/';
    }
    return make_folder(part, e);
}

static bool is_safe(struct str relative) {
    if (relative.n == 0 || relative.n > MAX_RELATIVE || !utf8_is_valid(relative)) return false;
    for (size_t i = 0; i < relative.n; i++) {
        unsigned char c = (unsigned char)relative.p[i];
        if (c < 0x20 || c == 0x7F || c == '\\') return false;
    }
    struct str rest = relative;
    while (rest.p) {
        struct str part = str_cut(&rest, '/');
        if (part.n == 0 || part.p[0] == '.') return false;
    }
    return true;
}

int file_join(struct arena *a, const char *root, struct str relative, const char **ret_path,
              struct err *e) {
    if (!is_safe(relative)) return err_set(e, E_INVALID, "the path leads outside of its folder");
    *ret_path = arena_printf(a, "%s/%.*s", root, (int)relative.n, relative.p).p;
    return 0;
}
