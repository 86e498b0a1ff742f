#include "cli/term_change.h"

#include <stdlib.h>

#include "base/clock.h"
#include "store/change_store.h"
#include "store/refresh_write.h"

static int by_key(const void *left, const void *right) {
    const struct term *a = *(const struct term *const *)left,
                      *b = *(const struct term *const *)right;
    int order = str_cmp(a->language, b->language);
    if (order == 0) order = str_cmp(a->text, b->text);
    return order ? order : str_cmp(a->section, b->section);
}

/* The glossary as it will be: what there is, but for what is replaced, and the new terms. */
static int check_whole(struct arena *a, const struct term *old, size_t n_old,
                       const struct term *added, size_t n_added, struct err *e) {
    size_t n = 0;
    struct term_glossary *glossary;
    struct term *all = arena_array(a, n_old + n_added, sizeof *all);
    const struct term **key = arena_array(a, n_added, sizeof(void *));
    for (size_t i = 0; i < n_added; i++) key[i] = &added[i];
    if (n_added > 1) qsort(key, n_added, sizeof(void *), by_key);
    for (size_t i = 0; i < n_old; i++) {
        const struct term *wanted = &old[i];
        if (!bsearch(&wanted, key, n_added, sizeof(void *), by_key)) all[n++] = old[i];
    }
    for (size_t i = 0; i < n_added; i++) all[n++] = added[i];
    return term_glossary_make(a, all, n, 0, &glossary, e);
}

int term_change_count(struct database *db, struct arena *a, const struct term *term, size_t n,
                      struct term_scan *scan, struct err *e) {
    struct term_glossary *glossary;
    int code = term_glossary_make(a, term, n, 0, &glossary, e);
    return code ? code : term_scan_count(db, a, glossary, term, n, scan, e);
}

static bool same_rendering(const struct term_rendering *a, const struct term_rendering *b) {
    return str_eq(a->language, b->language) && str_eq(a->text, b->text) &&
           str_eq(a->plural, b->plural) && a->gender == b->gender;
}

/* Renderings come in any order, but one for each language. */
static bool same_term(const struct term *a, const struct term *b) {
    bool same = a->kind == b->kind && a->keep == b->keep && a->any_case == b->any_case &&
                str_eq(a->note, b->note) && a->n_renderings == b->n_renderings;
    for (size_t i = 0; same && i < a->n_renderings; i++) {
        bool found = false;
        for (size_t j = 0; !found && j < b->n_renderings; j++)
            found = same_rendering(&a->rendering[i], &b->rendering[j]);
        same = found;
    }
    return same;
}

/* A term with only another note is stored, and touches no text. */
static bool same_but_note(const struct term *a, const struct term *b) {
    struct term other = *b;
    other.note = a->note;
    return same_term(a, &other);
}

struct difference {
    struct term *stored;  /* differ from what there is */
    struct term *touched; /* are found in texts: the new ones and, where found otherwise, the old */
    size_t n_stored, n_touched;
};

static struct difference find_difference(struct arena *a, const struct term *old, size_t n_old,
                                         const struct term *term, size_t n) {
    const struct term **key = arena_array(a, n_old, sizeof(void *));
    for (size_t i = 0; i < n_old; i++) key[i] = &old[i];
    if (n_old > 1) qsort(key, n_old, sizeof(void *), by_key);
    struct difference d = {arena_array(a, n, sizeof *term), arena_array(a, 2 * n, sizeof *term), 0,
                           0};
    for (size_t i = 0; i < n; i++) {
        const struct term *wanted = &term[i];
        const struct term **at =
            n_old ? bsearch(&wanted, key, n_old, sizeof(void *), by_key) : NULL;
        if (at && same_term(*at, wanted)) continue;
        bool touches = !at || !same_but_note(*at, wanted);
        d.stored[d.n_stored] = term[i];
        d.stored[d.n_stored++].version = touches ? 0 : (*at)->version;
        if (!touches) continue;
        d.touched[d.n_touched++] = term[i];
        if (!at || ((*at)->kind == term[i].kind && (*at)->any_case == term[i].any_case)) continue;
        d.touched[d.n_touched] = **at;
        d.touched[d.n_touched++].is_gone = true;
    }
    return d;
}

/* What was stored while stories were looked through is queued as well: the job finds out. */
static int queue(struct database *db, const struct term_scan *scan, int64_t last_change,
                 int64_t *ret_queued, struct err *e) {
    int64_t now = clock_wall_ms();
    int code = 0;
    for (int64_t i = 0; !code && i < scan->n_stories; i++) {
        int64_t queued = 0;
        code = term_store_queue(db, scan->story_id[i], REFRESH_PRIORITY, now, &queued, e);
        *ret_queued += queued;
    }
    if (!code) code = term_store_queue_changed(db, last_change, REFRESH_PRIORITY, now, e);
    return code;
}

static int write_difference(struct database *db, struct arena *a, const struct difference *d,
                            const struct term *removed, struct term_change *change, struct err *e) {
    struct term_scan scan = {0};
    int64_t last_change;
    int code = change_store_last(db, &last_change, e);
    if (!code) code = term_change_count(db, a, d->touched, d->n_touched, &scan, e);
    if (!code) code = database_begin(db, e);
    if (code) return code;
    if (removed)
        code = term_store_remove(db, removed->language, removed->text, removed->section, e);
    else
        code = term_store_put(db, d->stored, d->n_stored, e);
    if (!code) code = queue(db, &scan, last_change, &change->n_queued, e);
    change->n_segments = scan.n_segments;
    change->n_stories = scan.n_stories;
    return database_end(db, code, e);
}

int term_change_put(struct database *db, struct arena *a, const struct term *term, size_t n,
                    struct term_change *ret_change, struct err *e) {
    struct term_change change = {0};
    struct term *old;
    size_t n_old;
    int code = term_store_list(db, a, &old, &n_old, e);
    if (!code) code = check_whole(a, old, n_old, term, n, e);
    if (code) return code;
    struct difference d = find_difference(a, old, n_old, term, n);
    if (d.n_stored) code = write_difference(db, a, &d, NULL, &change, e);
    if (code) return code;
    change.n_terms = (int64_t)d.n_stored;
    *ret_change = change;
    return 0;
}

int term_change_remove(struct database *db, struct arena *a, const struct term *term,
                       struct term_change *ret_change, struct err *e) {
    struct term_change change = {.n_terms = 1};
    struct term gone = *term;
    gone.is_gone = true;
    struct difference d = {.touched = &gone, .n_touched = 1};
    int code = write_difference(db, a, &d, term, &change, e);
    if (!code) *ret_change = change;
    return code;
}
