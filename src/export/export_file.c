#include "export/export_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "html/escape.h"
#include "http/url.h"
#include "sys/file.h"

static int failed(struct err *e, const char *what, const char *path) {
    int error = errno;
    int code = err_set(e, error == EACCES ? E_DENIED : E_IO, "cannot %s %s: %s", what, path,
                       strerror(error));
    if (error != ENOSPC) return code;
    return err_hint(e, "make room, then export again: it goes on where it was");
}

int export_file_name(struct arena *a, struct str path, bool is_html, struct str *ret_name,
                     struct err *e) {
    struct str decoded;
    const char *ignored;
    if (!url_decode_path(a, path, &decoded))
        return err_set(e, E_INVALID, "%.*s is no address", (int)path.n, path.p);
    bool is_folder = str_ends(decoded, STR("/"));
    struct str name = str_slice(decoded, 1, decoded.n - (is_folder && decoded.n > 1));
    if (is_folder || (is_html && !str_ends(name, STR(".html"))))
        name = arena_printf(a, "%.*s%sindex.html", (int)name.n, name.p, name.n ? "/" : "");
    int code = file_join(a, ".", name, &ignored, e);
    if (!code) *ret_name = name;
    return code;
}

static const char *join(struct arena *a, const char *dir, struct str name) {
    return arena_printf(a, "%s/%.*s", dir, (int)name.n, name.p).p;
}

static int write_bytes(int fd, struct str bytes) {
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return -1;
        bytes = str_from(bytes, (size_t)n);
    }
    return 0;
}

static int open_new(struct arena *a, const char *path, struct err *e) {
    enum { FLAGS = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW };
    int fd = open(path, FLAGS, 0644);
    if (fd >= 0 || errno != ENOENT) return fd;
    struct str folder = {path, (size_t)(strrchr(path, '/') - path)};
    return file_make_folders(arena_cstr(a, folder), e) ? -1 : open(path, FLAGS, 0644);
}

int export_file_write(struct arena *a, const char *dir, struct str name, struct str bytes,
                      struct err *e) {
    const char *path = join(a, dir, name);
    const char *part = arena_printf(a, "%s.part", path).p;
    int fd = open_new(a, part, e);
    if (fd < 0) return failed(e, "write", path);
    bool is_written = write_bytes(fd, bytes) == 0;
    if (close(fd) != 0) is_written = false;
    if (is_written && rename(part, path) == 0) return 0;
    int code = failed(e, "write", path);
    unlink(part);
    return code;
}

bool export_file_exists(struct arena *a, const char *dir, struct str name) {
    return access(join(a, dir, name), F_OK) == 0;
}

void export_file_remove(struct arena *a, const char *dir, struct str name) {
    char *path = arena_cstr(a, str_of(join(a, dir, name)));
    size_t top = strlen(dir);
    if (unlink(path) != 0) return;
    for (char *slash = strrchr(path, '/'); slash && (size_t)(slash - path) > top;
         slash = strrchr(path, '/')) {
        *slash = 0;
        if (rmdir(path) != 0) return;
    }
}

int export_file_settle(const char *dir, struct err *e) {
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return failed(e, "open", dir);
    int code = syncfs(fd) == 0 ? 0 : failed(e, "save", dir);
    close(fd);
    return code;
}

struct str export_file_signpost(struct arena *a, struct str url, struct str title) {
    struct buf signpost, *page = &signpost;
    buf_init(page, 1 << 16);
    buf_add(page, STR("<!doctype html>\n<meta charset=\"utf-8\">\n<title>"));
    escape_attribute(page, title);
    buf_add(page, STR("</title>\n<meta http-equiv=\"refresh\" content=\"0; url="));
    escape_attribute(page, url);
    buf_add(page, STR("\">\n<link rel=\"canonical\" href=\""));
    escape_attribute(page, url);
    buf_add(page, STR("\">\n<p><a href=\""));
    escape_attribute(page, url);
    buf_add(page, STR("\">"));
    escape_attribute(page, title);
    buf_add(page, STR("</a>\n"));
    struct str text = buf_keep(page, a);
    buf_release(page);
    return text;
}
