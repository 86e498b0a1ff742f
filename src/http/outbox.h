#ifndef HTTP_OUTBOX_H
#define HTTP_OUTBOX_H
/* What is to be written to one connection: pieces of memory that others own, small texts of its
   own, and parts of files, in their order. A connection has one only while it has something to
   write. One thread only. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { OUTBOX_PIECES = 32, OUTBOX_TEXT = 1024, OUTBOX_MOST_PER_ANSWER = 6 };

struct piece {
    const char *p; /* NULL: a part of a file */
    uint64_t n;
    int fd;
    uint64_t at;
    void (*release)(void *owner); /* when the piece has been written, or never will be */
    void *owner;
};

struct outbox {
    struct piece piece[OUTBOX_PIECES];
    size_t first, n_pieces; /* pieces before `first` are done with */
    char text[OUTBOX_TEXT];
    size_t n_text;
    struct outbox *next; /* in a list of free ones */
};

enum outbox_state { OUTBOX_SENT, OUTBOX_BLOCKED, OUTBOX_BROKEN };

void outbox_init(struct outbox *o);
/* Whether another answer fits: up to OUTBOX_MOST_PER_ANSWER pieces and 192 bytes of text. */
bool outbox_has_room(const struct outbox *o);
/* Whether a text of that length fits, and an answer behind it is not wanted. */
bool outbox_has_room_for(const struct outbox *o, size_t n);
/* Each of these needs room for one piece. Text is copied. */
void outbox_text(struct outbox *o, struct str text);
void outbox_memory(struct outbox *o, struct str bytes);
void outbox_file(struct outbox *o, int fd, uint64_t at, uint64_t n);
/* Calls release(owner) when all that has been added so far is done with. */
void outbox_then(struct outbox *o, void (*release)(void *owner), void *owner);
/* Writes as much as the socket takes, adding to *sent. After OUTBOX_SENT the outbox is empty. */
enum outbox_state outbox_flush(struct outbox *o, int socket, uint64_t *sent);
/* Lets go of what has not been written. */
void outbox_clear(struct outbox *o);

#endif
