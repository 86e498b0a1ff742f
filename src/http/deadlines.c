#include "http/deadlines.h"

#include <stddef.h>

void deadlines_init(struct deadlines *all) {
    *all = (struct deadlines){0};
    for (int i = 0; i < N_DEADLINE_KINDS; i++)
        all->list[i].older = all->list[i].newer = &all->list[i];
}

void deadlines_remove(struct deadline *d) {
    if (!d->older) return;
    d->older->newer = d->newer;
    d->newer->older = d->older;
    d->older = d->newer = NULL;
}

void deadlines_set(struct deadlines *all, struct deadline *d, enum deadline_kind kind,
                   int64_t now_ms) {
    deadlines_remove(d);
    d->kind = kind;
    d->at_ms = now_ms + all->lasts_ms[kind];
    struct deadline *head = &all->list[kind];
    d->older = head->older;
    d->newer = head;
    d->older->newer = d;
    head->older = d;
}

bool deadlines_is_in(const struct deadline *d, enum deadline_kind kind) {
    return d->older && d->kind == kind;
}

struct deadline *deadlines_oldest(struct deadlines *all, enum deadline_kind kind) {
    struct deadline *d = all->list[kind].newer;
    return d == &all->list[kind] ? NULL : d;
}

struct deadline *deadlines_over(struct deadlines *all, int64_t now_ms) {
    for (int kind = 0; kind < N_DEADLINE_KINDS; kind++) {
        struct deadline *d = deadlines_oldest(all, (enum deadline_kind)kind);
        if (all->lasts_ms[kind] && d && d->at_ms <= now_ms) return d;
    }
    return NULL;
}

int deadlines_wait_ms(const struct deadlines *all, int64_t now_ms, int most_ms) {
    int64_t wait = most_ms;
    for (int kind = 0; kind < N_DEADLINE_KINDS; kind++) {
        const struct deadline *d = all->list[kind].newer;
        if (!all->lasts_ms[kind] || d == &all->list[kind]) continue;
        int64_t left = d->at_ms > now_ms ? d->at_ms - now_ms : 0;
        if (left < wait) wait = left;
    }
    return (int)wait;
}
