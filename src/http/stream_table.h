#ifndef HTTP_STREAM_TABLE_H
#define HTTP_STREAM_TABLE_H
/* The open event streams of one loop, by channel, and the events that go to them: the last ones are
   kept for streams that begin where another one broke off. One thread only. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct conn;

enum { STREAM_BUCKETS = 1024, STREAM_KEPT = 1024 };

struct stream {
    struct stream *next, **place; /* in its bucket */
    uint64_t channel;
    int64_t after_id; /* the reader knows all that has happened up to this event */
    uint64_t joined;  /* during which delivery: that one it has got already */
    struct conn *conn;
};

struct stream_event {
    struct stream_event *next;
    uint64_t channel; /* 0: all */
    int64_t id;
    bool again; /* its id was given before: it stands for something new all the same */
    size_t n;
    char text[];
};

/* Zeroed is empty. */
struct stream_table {
    struct stream **bucket; /* STREAM_BUCKETS, from the first stream on */
    struct stream_event *waiting, *newest_waiting;
    struct stream_event *current; /* is being delivered; also the newest of the kept */
    uint64_t delivery;            /* its number */
    size_t at_bucket, end_bucket;
    struct stream *at;
    struct stream_event *kept[STREAM_KEPT]; /* a ring */
    size_t n_kept, oldest;
    int64_t forgotten_id; /* the newest that is not kept any more */
};

/* Frees all events; there must be no streams. */
void stream_table_release(struct stream_table *t);
/* A copy for one table, to be freed by it. */
struct stream_event *stream_event_make(uint64_t channel, int64_t id, bool again, struct str text);

/* The stream's channel, after_id and conn are set. From now on it gets what comes; what is kept is
   for stream_table_missed. */
void stream_table_join(struct stream_table *t, struct stream *s);
void stream_table_leave(struct stream_table *t, struct stream *s);
/* Any stream's connection, or NULL when there is none. */
struct conn *stream_table_any(const struct stream_table *t);

/* Takes the event, to be delivered after those that wait already. */
void stream_table_add(struct stream_table *t, struct stream_event *event);
/* Who gets what next; NULL when all is delivered. The text is valid until the next call. */
struct conn *stream_table_next(struct stream_table *t, struct str *ret_text);
bool stream_table_is_delivering(const struct stream_table *t);

/* The kept events that a stream which has just joined does not know, one behind the other in `p`.
   False when they are more than `size` bytes, or some of them are not kept any more. */
bool stream_table_missed(const struct stream_table *t, const struct stream *s, char *p, size_t size,
                         struct str *ret_text);

#endif
