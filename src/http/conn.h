#ifndef HTTP_CONN_H
#define HTTP_CONN_H
/* One client's connection: reads requests, has them answered one after the other, writes. Belongs
   to one loop and is touched by its thread only. */

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/str.h"
#include "http/deadlines.h"

struct conn;
struct exchange;
struct loop;

/* A connection that has been accepted. With turned_away it is not counted, and only told 503. */
void conn_open(struct loop *l, int fd, const struct sockaddr_storage *address, bool turned_away);
/* What epoll has seen. May close the connection, as all of these. */
void conn_event(struct conn *c, uint32_t events);
/* A worker has answered; gives the exchange back when the client has gone. */
void conn_answered(struct exchange *x);
/* Its deadline is over. */
void conn_expired(struct deadline *d);
/* The server stops: ends at once when no request is on its way. For an idle connection. */
void conn_finish(struct deadline *d);
/* More for a stream of events; one whose reader does not take it ends. */
void conn_tell(struct conn *c, struct str event);
/* Cuts it. */
void conn_cut(struct conn *c);
/* Whose deadline it is. */
struct conn *conn_of(struct deadline *d);

#endif
