#include "translate/edition_recall.h"

#include "translate/memory_fit.h"

static bool is_persons(const struct edition_piece *p) {
    return p->done && (p->origin == ORIGIN_PERSON || p->approved || p->locked);
}

static struct segment_more *without_why(struct arena *a, const struct segment_more *old) {
    if (!old || old->why.n == 0) return (struct segment_more *)old;
    struct segment_more *more = arena_alloc(a, sizeof *more);
    *more = *old;
    more->why = STR("");
    return more;
}

static bool take(struct arena *a, const struct memory_entry *entry, struct edition_piece *p) {
    struct text text;
    if (!memory_fit(a, &entry->source, &entry->target, &p->source, &text)) return false;
    if (p->more && p->more->rejected == segment_hash(&text)) return false;
    p->target = text;
    p->source_hash = p->from->source_hash;
    p->origin = ORIGIN_MEMORY;
    p->state = SEGMENT_CURRENT;
    p->more = without_why(a, p->more);
    p->memory = entry;
    p->done = true;
    return true;
}

/* Whether a person of this story keeps these words for the same sentence. */
static bool is_kept_beside(const struct edition_piece *piece, size_t n, size_t at) {
    for (size_t i = 0; i < n; i++)
        if (is_persons(&piece[i]) && piece[i].state == SEGMENT_CURRENT &&
            piece[i].source_hash == piece[at].source_hash &&
            str_eq(piece[i].target.s, piece[at].target.s))
            return true;
    return false;
}

void edition_recall(struct arena *a, const struct memory_recall *recall,
                    struct edition_piece *piece, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct edition_piece *p = &piece[i];
        bool taken = false;
        if (is_persons(p)) continue;
        for (size_t k = 0; k < recall->of[i].n && !taken; k++)
            taken = take(a, &recall->of[i].entry[k], p);
        bool forgotten = !taken && p->done && p->origin == ORIGIN_MEMORY;
        if (!forgotten || is_kept_beside(piece, n, i)) continue;
        p->done = false;
        p->origin = ORIGIN_MACHINE;
        p->state = SEGMENT_CURRENT;
    }
}
