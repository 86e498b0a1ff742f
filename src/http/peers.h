#ifndef HTTP_PEERS_H
#define HTTP_PEERS_H
/* How many connections there are, in all and from each address, for all loops together. Safe from
   any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

struct peers;

/* An address as it counts: IPv4 whole (also within IPv6), IPv6 by its first 64 bits. */
struct peer {
    uint64_t number;
    int family;
};

struct peers *peers_open(size_t max, size_t max_per_address);
void peers_close(struct peers *p);
struct peer peers_of(const struct sockaddr_storage *address);
/* Counts a connection in; false when there are too many, which counts nothing. */
bool peers_enter(struct peers *p, struct peer peer);
void peers_leave(struct peers *p, struct peer peer);
size_t peers_count(struct peers *p);

#endif
