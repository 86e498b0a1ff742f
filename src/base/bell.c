#include "base/bell.h"

#include "base/clock.h"

void bell_init(struct bell *bell) {
    pthread_condattr_t by_monotonic; /* setting the wall clock makes nobody wait longer */
    pthread_condattr_init(&by_monotonic);
    pthread_condattr_setclock(&by_monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&bell->lock, NULL);
    pthread_cond_init(&bell->changed, &by_monotonic);
    pthread_condattr_destroy(&by_monotonic);
    bell->rung = 0;
    bell->ended = false;
}

void bell_release(struct bell *bell) {
    pthread_cond_destroy(&bell->changed);
    pthread_mutex_destroy(&bell->lock);
}

void bell_ring(struct bell *bell) {
    pthread_mutex_lock(&bell->lock);
    bell->rung++;
    pthread_cond_broadcast(&bell->changed);
    pthread_mutex_unlock(&bell->lock);
}

void bell_end(struct bell *bell) {
    pthread_mutex_lock(&bell->lock);
    bell->ended = true;
    pthread_cond_broadcast(&bell->changed);
    pthread_mutex_unlock(&bell->lock);
}

bool bell_has_ended(struct bell *bell) {
    pthread_mutex_lock(&bell->lock);
    bool ended = bell->ended;
    pthread_mutex_unlock(&bell->lock);
    return ended;
}

bool bell_wait(struct bell *bell, uint64_t *seen, int64_t ms) {
    int64_t at_us = clock_monotonic_us() + ms * 1000;
    struct timespec until = {at_us / 1000000, at_us % 1000000 * 1000};
    pthread_mutex_lock(&bell->lock);
    while (!bell->ended && bell->rung == *seen)
        if (pthread_cond_timedwait(&bell->changed, &bell->lock, &until)) break;
    *seen = bell->rung;
    bool goes_on = !bell->ended;
    pthread_mutex_unlock(&bell->lock);
    return goes_on;
}
