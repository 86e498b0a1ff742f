#include "http/peers.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { N_SLOTS = 4096 };

struct entry {
    struct entry *next;
    struct peer peer;
    size_t n;
};

struct peers {
    pthread_mutex_t lock;
    size_t n, max, max_per_address;
    uint64_t seed; /* so that nobody can choose addresses that share a slot */
    struct entry *slot[N_SLOTS];
};

struct peers *peers_open(size_t max, size_t max_per_address) {
    struct peers *p = calloc(1, sizeof *p);
    if (!p) abort();
    pthread_mutex_init(&p->lock, NULL);
    p->max = max;
    p->max_per_address = max_per_address;
    if (getrandom(&p->seed, sizeof p->seed, 0) != sizeof p->seed) p->seed = (uint64_t)(uintptr_t)p;
    return p;
}

void peers_close(struct peers *p) {
    if (!p) return;
    for (size_t i = 0; i < N_SLOTS; i++)
        while (p->slot[i]) {
            struct entry *e = p->slot[i];
            p->slot[i] = e->next;
            free(e);
        }
    pthread_mutex_destroy(&p->lock);
    free(p);
}

struct peer peers_of(const struct sockaddr_storage *address) {
    struct peer peer = {.family = address->ss_family};
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)address;
        peer.number = in->sin_addr.s_addr;
    } else if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)address;
        bool is_v4 = IN6_IS_ADDR_V4MAPPED(&in6->sin6_addr);
        if (is_v4) peer.family = AF_INET;
        memcpy(&peer.number, in6->sin6_addr.s6_addr + (is_v4 ? 12 : 0), is_v4 ? 4 : 8);
    }
    return peer;
}

static struct entry **find(struct peers *p, struct peer peer) {
    uint64_t h = (peer.number ^ p->seed) * 0x9E3779B97F4A7C15U;
    struct entry **place = &p->slot[(h ^ h >> 32) % N_SLOTS];
    while (*place && ((*place)->peer.number != peer.number || (*place)->peer.family != peer.family))
        place = &(*place)->next;
    return place;
}

bool peers_enter(struct peers *p, struct peer peer) {
    pthread_mutex_lock(&p->lock);
    struct entry **place = find(p, peer);
    bool full =
        p->n >= p->max || (p->max_per_address && *place && (*place)->n >= p->max_per_address);
    if (!full) {
        if (!*place) {
            *place = calloc(1, sizeof **place);
            if (!*place) abort();
            (*place)->peer = peer;
        }
        (*place)->n++;
        p->n++;
    }
    pthread_mutex_unlock(&p->lock);
    return !full;
}

void peers_leave(struct peers *p, struct peer peer) {
    pthread_mutex_lock(&p->lock);
    struct entry **place = find(p, peer), *e = *place;
    if (e && --e->n == 0) {
        *place = e->next;
        free(e);
    }
    p->n--;
    pthread_mutex_unlock(&p->lock);
}

size_t peers_count(struct peers *p) {
    pthread_mutex_lock(&p->lock);
    size_t n = p->n;
    pthread_mutex_unlock(&p->lock);
    return n;
}
