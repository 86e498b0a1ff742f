#include "app/serve_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int open_lock(const char *dir, int flags) {
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/serve.lock", dir);
    if (n < 0 || (size_t)n >= sizeof path) return -1;
    return open(path, flags | O_CLOEXEC, 0644);
}

int serve_lock_hold(const char *dir, struct err *e) {
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    int fd = open_lock(dir, O_RDWR | O_CREAT);
    if (fd >= 0 && fcntl(fd, F_SETLK, &lock) == 0) return 0;
    err_set(e, E_IO, "cannot write %s/serve.lock: %s", dir, strerror(errno));
    if (fd >= 0) close(fd);
    return err_hint(e, "the newsroom's folder must be writable");
}

bool serve_lock_is_held(const char *dir) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open_lock(dir, O_RDWR);
    if (fd < 0) return false;
    bool held = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(fd);
    return held;
}
