#include "http/outbox.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* A file is sent in parts, so that one fast client cannot keep a loop to itself. */
enum { MOST_PER_FLUSH = 1 << 20, TEXT_PER_ANSWER = 192 };

void outbox_init(struct outbox *o) {
    o->first = o->n_pieces = o->n_text = 0;
    o->next = NULL;
}

bool outbox_has_room(const struct outbox *o) {
    return o->n_pieces + OUTBOX_MOST_PER_ANSWER <= OUTBOX_PIECES &&
           o->n_text + TEXT_PER_ANSWER <= OUTBOX_TEXT;
}

bool outbox_has_room_for(const struct outbox *o, size_t n) {
    return o->n_pieces < OUTBOX_PIECES && n <= OUTBOX_TEXT - o->n_text;
}

static struct piece *add(struct outbox *o) {
    assert(o->n_pieces < OUTBOX_PIECES);
    return &o->piece[o->n_pieces++];
}

void outbox_memory(struct outbox *o, struct str bytes) {
    *add(o) = (struct piece){.p = bytes.p ? bytes.p : "", .n = bytes.n, .fd = -1};
}

void outbox_text(struct outbox *o, struct str text) {
    assert(text.n <= OUTBOX_TEXT - o->n_text);
    char *p = o->text + o->n_text;
    memcpy(p, text.p, text.n);
    o->n_text += text.n;
    outbox_memory(o, (struct str){p, text.n});
}

void outbox_file(struct outbox *o, int fd, uint64_t at, uint64_t n) {
    *add(o) = (struct piece){.n = n, .fd = fd, .at = at};
}

void outbox_then(struct outbox *o, void (*release)(void *owner), void *owner) {
    if (!release) return;
    struct piece *last = o->n_pieces > o->first ? &o->piece[o->n_pieces - 1] : NULL;
    if (!last || last->release) {
        outbox_memory(o, (struct str){"", 0});
        last = &o->piece[o->n_pieces - 1];
    }
    last->release = release;
    last->owner = owner;
}

static void drop_first(struct outbox *o) {
    struct piece *p = &o->piece[o->first++];
    if (p->release) p->release(p->owner);
}

/* Moves over `n` written bytes. */
static void advance(struct outbox *o, uint64_t n) {
    while (o->first < o->n_pieces && n >= o->piece[o->first].n) {
        n -= o->piece[o->first].n;
        drop_first(o);
    }
    if (n == 0) return;
    struct piece *p = &o->piece[o->first];
    if (p->p) p->p += n;
    p->at += n;
    p->n -= n;
}

static ssize_t send_memory(struct outbox *o, int socket) {
    struct iovec part[OUTBOX_PIECES];
    size_t n = 0;
    for (size_t i = o->first; i < o->n_pieces && o->piece[i].p; i++)
        part[n++] = (struct iovec){(char *)(uintptr_t)o->piece[i].p, (size_t)o->piece[i].n};
    struct msghdr message = {.msg_iov = part, .msg_iovlen = n};
    bool file_follows = o->first + n < o->n_pieces;
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (file_follows ? MSG_MORE : 0));
}

static ssize_t send_file(const struct piece *p, int socket, uint64_t most) {
    off_t at = (off_t)p->at;
    ssize_t n = sendfile(socket, p->fd, &at, (size_t)(p->n < most ? p->n : most));
    /* The file has become shorter than was promised: the client must not wait for the rest. */
    if (n == 0 && p->n > 0) {
        errno = EPIPE;
        return -1;
    }
    return n;
}

enum outbox_state outbox_flush(struct outbox *o, int socket, uint64_t *sent) {
    uint64_t left = MOST_PER_FLUSH;
    while (o->first < o->n_pieces) {
        struct piece *p = &o->piece[o->first];
        if (!p->p && left == 0) return OUTBOX_BLOCKED;
        ssize_t n = p->p ? send_memory(o, socket) : send_file(p, socket, left);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return OUTBOX_BLOCKED;
        if (n < 0) return OUTBOX_BROKEN;
        *sent += (uint64_t)n;
        left = (uint64_t)n < left ? left - (uint64_t)n : 0;
        advance(o, (uint64_t)n);
    }
    o->first = o->n_pieces = o->n_text = 0;
    return OUTBOX_SENT;
}

void outbox_clear(struct outbox *o) {
    while (o->first < o->n_pieces) drop_first(o);
    o->first = o->n_pieces = o->n_text = 0;
}
