#ifndef BASE_BELL_H
#define BASE_BELL_H
/* Threads that sleep until there is something to do: until somebody rings, a time has passed, or it
   is over. All functions but init and release may be called by any thread. */

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct bell {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t rung; /* how often, so that nobody misses a ring */
    bool ended;
};

void bell_init(struct bell *bell);
/* Nobody may be waiting. */
void bell_release(struct bell *bell);
void bell_ring(struct bell *bell);
/* For good: everybody who waits, or will, is told that it is over. */
void bell_end(struct bell *bell);
bool bell_has_ended(struct bell *bell);
/* Waits for a ring that *seen does not count yet, or for ms (monotonic); *seen, at first 0, then
   counts all there were. False when it is over. */
bool bell_wait(struct bell *bell, uint64_t *seen, int64_t ms);

#endif
