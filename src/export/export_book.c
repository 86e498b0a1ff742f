#include "export/export_book.h"

#include <dirent.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "sys/file.h"

static const char LIST[] = ".zubi-export";
static const char FIRST_LINE[] = "zubi export 1";

enum { LIST_MAX_BYTES = 1 << 30, FIRST_SLOTS = 1024 };

struct entry {
    struct str path, file; /* file: "" while it has none */
    uint64_t hash;         /* of the file's bytes */
    bool is_met, is_set;   /* this time */
};

struct export_book {
    const char *dir;
    struct arena arena;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct entry **slot; /* open addressing, by the path's hash; never more than half full */
    size_t n_slots;
    struct entry **entry; /* in the order they came */
    size_t n, capacity;
    struct entry **waiting; /* a stack: to be asked for */
    size_t n_waiting, waiting_capacity;
    size_t n_busy, n_done, n_met, next_orphan;
    bool has_failed;
    struct err failure;
};

static struct entry **find_slot(struct entry **slot, size_t n_slots, struct str path) {
    size_t i = (size_t)hash_quick(path) & (n_slots - 1);
    while (slot[i] && !str_eq(slot[i]->path, path)) i = (i + 1) & (n_slots - 1);
    return &slot[i];
}

static void grow(struct export_book *book) {
    size_t n_slots = book->n_slots ? book->n_slots * 2 : FIRST_SLOTS;
    struct entry **slot = calloc(n_slots, sizeof *slot);
    if (!slot) abort();
    for (size_t i = 0; i < book->n; i++)
        *find_slot(slot, n_slots, book->entry[i]->path) = book->entry[i];
    free(book->slot);
    book->slot = slot;
    book->n_slots = n_slots;
}

static struct entry *get(struct export_book *book, struct str path) {
    if (2 * (book->n + 1) > book->n_slots) grow(book);
    struct entry **place = find_slot(book->slot, book->n_slots, path);
    if (*place) return *place;
    struct entry *entry = arena_alloc(&book->arena, sizeof *entry);
    entry->path = arena_str(&book->arena, path);
    book->entry =
        arena_grow(&book->arena, book->entry, book->n, &book->capacity, sizeof(struct entry *));
    book->entry[book->n++] = entry;
    return *place = entry;
}

static bool is_empty_folder(const char *dir) {
    DIR *folder = opendir(dir);
    if (!folder) return true;
    size_t n = 0;
    while (readdir(folder)) n++;
    closedir(folder);
    return n <= 2;
}

/* "HASH TAB address TAB file" */
static bool read_line(struct export_book *book, struct str line) {
    char *end;
    struct str hash = str_cut(&line, '\t'), path = str_cut(&line, '\t');
    const char *digits = arena_cstr(&book->arena, hash);
    uint64_t value = strtoull(digits, &end, 16);
    if (hash.n != 16 || *end || !line.p || line.n == 0 || !str_starts(path, STR("/"))) return false;
    struct entry *entry = get(book, path);
    entry->hash = value;
    entry->file = line;
    return true;
}

static int read_list(struct export_book *book, struct err *e) {
    struct str rest;
    const char *path = arena_printf(&book->arena, "%s/%s", book->dir, LIST).p;
    int code = file_read(&book->arena, path, LIST_MAX_BYTES, &rest, e);
    if (code == E_NOTFOUND && is_empty_folder(book->dir)) return 0;
    if (code == E_NOTFOUND) {
        err_set(e, E_CONFLICT, "%s has files that zubi did not export", book->dir);
        return err_hint(e, "name an empty folder, or one that was exported to before");
    }
    if (code) return code;
    bool is_good = str_eq(str_cut(&rest, '\n'), str_of(FIRST_LINE));
    while (is_good && rest.n > 0) is_good = read_line(book, str_cut(&rest, '\n'));
    if (is_good) return 0;
    err_set(e, E_INVALID, "%s is no list of an export", path);
    return err_hint(e, "export to an empty folder");
}

int export_book_open(const char *dir, struct export_book **ret_book, struct err *e) {
    struct export_book *book = calloc(1, sizeof *book);
    if (!book) abort();
    book->dir = dir;
    pthread_mutex_init(&book->lock, NULL);
    pthread_cond_init(&book->changed, NULL);
    int code = file_make_folders(dir, e);
    if (!code) code = read_list(book, e);
    if (code) {
        export_book_close(book);
        return code;
    }
    *ret_book = book;
    return 0;
}

void export_book_close(struct export_book *book) {
    if (!book) return;
    pthread_cond_destroy(&book->changed);
    pthread_mutex_destroy(&book->lock);
    arena_release(&book->arena);
    free(book->slot);
    free(book);
}

void export_book_add(struct export_book *book, struct str path) {
    if (path.n > EXPORT_PATH_MAX || memchr(path.p, '\t', path.n)) return;
    pthread_mutex_lock(&book->lock);
    struct entry *entry = get(book, path);
    if (!entry->is_met) {
        entry->is_met = true;
        book->n_met++;
        book->waiting = arena_grow(&book->arena, book->waiting, book->n_waiting,
                                   &book->waiting_capacity, sizeof(struct entry *));
        book->waiting[book->n_waiting++] = entry;
        pthread_cond_signal(&book->changed);
    }
    pthread_mutex_unlock(&book->lock);
}

bool export_book_next(struct export_book *book, struct arena *a, struct str *ret_path) {
    pthread_mutex_lock(&book->lock);
    while (!book->has_failed && book->n_waiting == 0 && book->n_busy > 0)
        pthread_cond_wait(&book->changed, &book->lock);
    bool is_some = !book->has_failed && book->n_waiting > 0;
    if (is_some) {
        *ret_path = arena_str(a, book->waiting[--book->n_waiting]->path);
        book->n_busy++;
    }
    pthread_mutex_unlock(&book->lock);
    return is_some;
}

void export_book_done(struct export_book *book) {
    pthread_mutex_lock(&book->lock);
    book->n_done++;
    if (--book->n_busy == 0) pthread_cond_broadcast(&book->changed);
    pthread_mutex_unlock(&book->lock);
}

void export_book_fail(struct export_book *book, const struct err *e) {
    pthread_mutex_lock(&book->lock);
    if (!book->has_failed) book->failure = *e;
    book->has_failed = true;
    pthread_cond_broadcast(&book->changed);
    pthread_mutex_unlock(&book->lock);
}

int export_book_failure(struct export_book *book, struct err *e) {
    if (!book->has_failed) return 0;
    *e = book->failure;
    return e->code;
}

bool export_book_set(struct export_book *book, struct str path, struct str file, uint64_t hash) {
    pthread_mutex_lock(&book->lock);
    struct entry *entry = get(book, path);
    bool is_new = entry->hash != hash || !str_eq(entry->file, file);
    entry->is_set = true;
    entry->hash = hash;
    if (is_new) entry->file = arena_str(&book->arena, file);
    pthread_mutex_unlock(&book->lock);
    return is_new;
}

bool export_book_orphan(struct export_book *book, struct str *ret_path, struct str *ret_file) {
    while (book->next_orphan < book->n) {
        struct entry *entry = book->entry[book->next_orphan++];
        if (entry->is_set || entry->file.n == 0) continue;
        *ret_path = entry->path;
        *ret_file = entry->file;
        return true;
    }
    return false;
}

void export_book_forget(struct export_book *book, struct str path) {
    get(book, path)->file = STR("");
}

size_t export_book_files(const struct export_book *book) {
    size_t n = 0;
    for (size_t i = 0; i < book->n; i++) n += book->entry[i]->file.n > 0;
    return n;
}

struct export_book_count export_book_count(struct export_book *book) {
    pthread_mutex_lock(&book->lock);
    struct export_book_count count = {book->n_done, book->n_met};
    pthread_mutex_unlock(&book->lock);
    return count;
}

int export_book_save(struct export_book *book, struct err *e) {
    struct buf list;
    buf_init(&list, LIST_MAX_BYTES);
    buf_printf(&list, "%s\n", FIRST_LINE);
    for (size_t i = 0; i < book->n; i++) {
        const struct entry *entry = book->entry[i];
        if (entry->file.n > 0)
            buf_printf(&list, "%016" PRIx64 "\t%.*s\t%.*s\n", entry->hash, (int)entry->path.n,
                       entry->path.p, (int)entry->file.n, entry->file.p);
    }
    struct arena a = {0};
    int code = buf_failed(&list)
                   ? err_set(e, E_LIMIT, "the export has too many files to list")
                   : file_write(arena_printf(&a, "%s/%s", book->dir, LIST).p, buf_str(&list), e);
    arena_release(&a);
    buf_release(&list);
    return code;
}
