#include "translate/term_shelf.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* One version; the newest is the first. Older ones stay as long as somebody uses them. */
struct copy {
    struct copy *older;
    struct arena arena;
    struct term_glossary *glossary;
    size_t users;
};

struct term_shelf {
    pthread_mutex_t lock;
    struct copy *newest;
};

void term_shelf_open(struct term_shelf **ret_shelf) {
    struct term_shelf *shelf = calloc(1, sizeof *shelf);
    if (!shelf) abort();
    pthread_mutex_init(&shelf->lock, NULL);
    *ret_shelf = shelf;
}

static void drop_unused(struct term_shelf *shelf, bool all) {
    struct copy **at = &shelf->newest;
    while (*at) {
        struct copy *copy = *at;
        if (copy->users > 0 || (copy == shelf->newest && !all)) {
            at = &copy->older;
            continue;
        }
        *at = copy->older;
        arena_release(&copy->arena);
        free(copy);
    }
}

void term_shelf_close(struct term_shelf *shelf) {
    if (!shelf) return;
    drop_unused(shelf, true);
    pthread_mutex_destroy(&shelf->lock);
    free(shelf);
}

/* Within the caller's transaction, so that terms and version belong together. */
static int read_glossary(struct arena *a, struct database *db, struct term_glossary **ret,
                         struct err *e) {
    struct term *term, *gone;
    size_t n, n_gone;
    int64_t version;
    int code = term_store_version(db, &version, e);
    if (!code) code = term_store_list(db, a, &term, &n, e);
    if (!code) code = term_store_gone(db, a, &gone, &n_gone, e);
    if (code) return code;
    struct term *all = arena_array(a, n + n_gone, sizeof *all);
    if (n) memcpy(all, term, n * sizeof *all);
    if (n_gone) memcpy(all + n, gone, n_gone * sizeof *all);
    return term_glossary_make(a, all, n + n_gone, version, ret, e);
}

int term_shelf_read(struct arena *a, struct database *db, struct term_glossary **ret,
                    struct err *e) {
    if (database_in_transaction(db)) return read_glossary(a, db, ret, e);
    int code = database_begin_reading(db, e);
    if (code) return code;
    code = read_glossary(a, db, ret, e);
    return database_end(db, code, e);
}

static int read_newest(struct term_shelf *shelf, struct database *db, struct err *e) {
    struct copy *copy = calloc(1, sizeof *copy);
    if (!copy) abort();
    arena_init(&copy->arena);
    int code = term_shelf_read(&copy->arena, db, &copy->glossary, e);
    if (code) {
        arena_release(&copy->arena);
        free(copy);
        return err_add(e, "the glossary: ");
    }
    copy->older = shelf->newest;
    shelf->newest = copy;
    drop_unused(shelf, false);
    return 0;
}

int term_shelf_take(struct term_shelf *shelf, struct database *db, struct term_glossary **ret,
                    struct err *e) {
    int64_t version;
    int code = term_store_version(db, &version, e);
    if (code) return code;
    if (version == 0) {
        *ret = NULL;
        return 0;
    }
    pthread_mutex_lock(&shelf->lock);
    struct copy *newest = shelf->newest;
    if (!newest || term_glossary_version(newest->glossary) != version)
        code = read_newest(shelf, db, e);
    if (!code) {
        shelf->newest->users++;
        *ret = shelf->newest->glossary;
    }
    pthread_mutex_unlock(&shelf->lock);
    return code;
}

void term_shelf_give(struct term_shelf *shelf, struct term_glossary *glossary) {
    if (!glossary) return;
    pthread_mutex_lock(&shelf->lock);
    for (struct copy *copy = shelf->newest; copy; copy = copy->older)
        if (copy->glossary == glossary) copy->users--;
    drop_unused(shelf, false);
    pthread_mutex_unlock(&shelf->lock);
}
