#ifndef HTTP_EVENT_STREAM_H
#define HTTP_EVENT_STREAM_H
/* Answers that stay open and tell what happens: server-sent events. A handler answers a request
   with response_events; the worker is free again then, and the connection costs no more than an
   idle one. Any thread says what happened with server_publish; every stream of that channel is
   told, in the order of the calls. A reader who does not take what is sent is cut off, and all
   streams end as soon as the server stops: browsers come back by themselves, and name the last
   event they saw. */

#include "base/err.h"
#include "http/response.h"
#include "http/server.h"

/* Bytes of an event, its frame included; how often a comment tells proxies that the stream lives.
 */
enum { EVENT_STREAM_MAX = 512, EVENT_STREAM_PING_MS = 25000 };

/* The response becomes a stream of `channel` (not 0), beginning with `first`: whole events, or
   empty. Of what was published before, the events after `after_id` are sent too; where they are
   more than EVENT_STREAM_MAX bytes or not known any more, one of the name "reload". */
void response_events(struct response *res, uint64_t channel, int64_t after_id, struct str first);

struct server_event {
    uint64_t channel; /* 0: all streams */
    int64_t id;       /* not below any published before */
    bool again;       /* something new, though its id was published before or seen in a state */
    const char *name;
    struct str data; /* one line */
};

/* "id: 7", "event: story", "data: …", as they are sent; in the arena. */
struct str event_stream_text(struct arena *a, const struct server_event *event);
/* By any thread; never waits for readers. E_LIMIT when it is longer than EVENT_STREAM_MAX. */
int server_publish(struct server *s, const struct server_event *event, struct err *e) MUST_CHECK;

#endif
