#include "media/made_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sys/file.h"

enum { DAY_S = 86400 };

struct made_file {
    const char *path;
    uint64_t bytes;
    time_t used;
};

struct listing {
    struct made_file *file;
    size_t n, capacity;
    uint64_t bytes;
};

static const char *path_of(const struct made_folder *folder, struct arena *a, struct str name) {
    return arena_printf(a, "%s/made/%.2s/%.*s", folder->data_dir, name.p, (int)name.n, name.p).p;
}

int made_folder_open(const struct made_folder *folder, struct arena *a, struct str name) {
    struct stat s;
    int fd = open(path_of(folder, a, name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return -1;
    /* A time that cannot be set only makes the file look older. */
    if (fstat(fd, &s) == 0 && s.st_mtime < time(NULL) - DAY_S) (void)futimens(fd, NULL);
    return fd;
}

static void list_folder(struct listing *list, struct arena *a, const char *path) {
    DIR *dir = opendir(path);
    struct stat s;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.' || fstatat(dirfd(dir), entry->d_name, &s, 0) != 0) continue;
        if (!S_ISREG(s.st_mode)) continue;
        list->file = arena_grow(a, list->file, list->n, &list->capacity, sizeof *list->file);
        list->file[list->n++] = (struct made_file){arena_printf(a, "%s/%s", path, entry->d_name).p,
                                                   (uint64_t)s.st_size, s.st_mtime};
        list->bytes += (uint64_t)s.st_size;
    }
    if (dir) closedir(dir);
}

static struct listing list_all(const struct made_folder *folder, struct arena *a) {
    struct listing list = {0};
    const char *top = arena_printf(a, "%s/made", folder->data_dir).p;
    DIR *dir = opendir(top);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            list_folder(&list, a, arena_printf(a, "%s/%s", top, entry->d_name).p);
    if (dir) closedir(dir);
    return list;
}

static int older(const void *a, const void *b) {
    const struct made_file *x = a, *y = b;
    return x->used < y->used ? -1 : x->used > y->used;
}

static void make_room(struct made_folder *folder) {
    struct arena a = {0};
    struct listing list = list_all(folder, &a);
    qsort(list.file, list.n, sizeof *list.file, older);
    for (size_t i = 0; i < list.n && list.bytes > folder->max_bytes / 10 * 9; i++)
        if (unlink(list.file[i].path) == 0) list.bytes -= list.file[i].bytes;
    atomic_store(&folder->bytes, list.bytes);
    arena_release(&a);
}

int made_folder_put(struct made_folder *folder, struct arena *a, struct str name, struct str bytes,
                    struct err *e) {
    const char *path = path_of(folder, a, name);
    int code = file_make_folders(arena_printf(a, "%s/made/%.2s", folder->data_dir, name.p).p, e);
    if (!code) code = file_write(path, bytes, e);
    if (code) return code;
    if (!atomic_exchange(&folder->is_counted, true)) {
        struct arena scratch = {0};
        atomic_store(&folder->bytes, list_all(folder, &scratch).bytes);
        arena_release(&scratch);
    } else {
        atomic_fetch_add(&folder->bytes, bytes.n);
    }
    if (atomic_load(&folder->bytes) > folder->max_bytes) make_room(folder);
    return 0;
}
