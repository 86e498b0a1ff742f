#ifndef HTTP_DEADLINES_H
#define HTTP_DEADLINES_H
/* When a loop's connections must have done something. Each kind of waiting lasts equally long for
   all, so each kind is a list in the order of its ends: adding, removing and finding the next are
   a few assignments. One thread only. */

#include <stdbool.h>
#include <stdint.h>

enum deadline_kind {
    DEADLINE_NONE, /* waits for nothing: a worker has the request */
    DEADLINE_IDLE,
    DEADLINE_HEAD,
    DEADLINE_BODY,
    DEADLINE_WRITE,
    DEADLINE_LINGER,
    DEADLINE_PING, /* nothing to say on a stream of events: it is said that it lives */
    N_DEADLINE_KINDS,
};

struct deadline {
    struct deadline *older, *newer; /* NULL when in no list */
    int64_t at_ms;                  /* monotonic */
    enum deadline_kind kind;
};

struct deadlines {
    struct deadline list[N_DEADLINE_KINDS]; /* ring heads: .newer is the oldest */
    int64_t lasts_ms[N_DEADLINE_KINDS];     /* 0: for ever */
};

/* Set lasts_ms afterwards. */
void deadlines_init(struct deadlines *all);
/* Starts waiting from now on, leaving the list it is in. */
void deadlines_set(struct deadlines *all, struct deadline *d, enum deadline_kind kind,
                   int64_t now_ms);
void deadlines_remove(struct deadline *d);
bool deadlines_is_in(const struct deadline *d, enum deadline_kind kind);
/* One whose time is over, or NULL. */
struct deadline *deadlines_over(struct deadlines *all, int64_t now_ms);
/* The one that has been longest in that list, or NULL. */
struct deadline *deadlines_oldest(struct deadlines *all, enum deadline_kind kind);
/* Milliseconds until the next one, at most `most_ms`. */
int deadlines_wait_ms(const struct deadlines *all, int64_t now_ms, int most_ms);

#endif
