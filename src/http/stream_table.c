#include "http/stream_table.h"

#include <stdlib.h>
#include <string.h>

struct stream_event *stream_event_make(uint64_t channel, int64_t id, bool again, struct str text) {
    struct stream_event *event = malloc(sizeof *event + text.n);
    if (!event) abort();
    *event = (struct stream_event){.channel = channel, .id = id, .again = again, .n = text.n};
    if (text.n) memcpy(event->text, text.p, text.n);
    return event;
}

void stream_table_release(struct stream_table *t) {
    while (t->waiting) {
        struct stream_event *event = t->waiting;
        t->waiting = event->next;
        free(event);
    }
    for (size_t i = 0; i < STREAM_KEPT; i++) free(t->kept[i]);
    free(t->bucket);
    *t = (struct stream_table){0};
}

static size_t bucket_of(uint64_t channel) {
    return (size_t)((channel * 0x9e3779b97f4a7c15U) >> 32) % STREAM_BUCKETS;
}

void stream_table_join(struct stream_table *t, struct stream *s) {
    if (!t->bucket && !(t->bucket = calloc(STREAM_BUCKETS, sizeof *t->bucket))) abort();
    s->place = &t->bucket[bucket_of(s->channel)];
    s->next = *s->place;
    s->joined = t->delivery;
    *s->place = s;
    if (s->next) s->next->place = &s->next;
}

void stream_table_leave(struct stream_table *t, struct stream *s) {
    if (t->at == s) t->at = s->next;
    *s->place = s->next;
    if (s->next) s->next->place = s->place;
}

struct conn *stream_table_any(const struct stream_table *t) {
    for (size_t i = 0; t->bucket && i < STREAM_BUCKETS; i++)
        if (t->bucket[i]) return t->bucket[i]->conn;
    return NULL;
}

void stream_table_add(struct stream_table *t, struct stream_event *event) {
    event->next = NULL;
    *(t->waiting ? &t->newest_waiting->next : &t->waiting) = event;
    t->newest_waiting = event;
}

static void keep(struct stream_table *t, struct stream_event *event) {
    size_t end = (t->oldest + t->n_kept) % STREAM_KEPT;
    if (t->n_kept == STREAM_KEPT) {
        t->forgotten_id = t->kept[t->oldest]->id;
        free(t->kept[t->oldest]);
        t->oldest = (t->oldest + 1) % STREAM_KEPT;
        t->n_kept--;
    }
    t->kept[end] = event;
    t->n_kept++;
}

/* False when none waits. */
static bool begin_delivery(struct stream_table *t) {
    struct stream_event *event = t->waiting;
    if (!event) return false;
    t->waiting = event->next;
    keep(t, event);
    t->current = event;
    t->delivery++;
    t->at = NULL;
    t->at_bucket = event->channel ? bucket_of(event->channel) : 0;
    t->end_bucket = event->channel ? t->at_bucket + 1 : STREAM_BUCKETS;
    if (!t->bucket) t->at_bucket = t->end_bucket;
    return true;
}

static bool is_for(const struct stream_event *event, const struct stream *s) {
    if (event->channel && event->channel != s->channel) return false;
    return event->id > s->after_id || (event->again && event->id == s->after_id);
}

struct conn *stream_table_next(struct stream_table *t, struct str *ret_text) {
    while (t->current || begin_delivery(t)) {
        struct stream *s = t->at;
        if (!s && t->at_bucket == t->end_bucket) {
            t->current = NULL;
        } else if (!s) {
            t->at = t->bucket[t->at_bucket++];
        } else {
            t->at = s->next;
            if (s->joined == t->delivery || !is_for(t->current, s)) continue;
            *ret_text = (struct str){t->current->text, t->current->n};
            return s->conn;
        }
    }
    return NULL;
}

bool stream_table_is_delivering(const struct stream_table *t) {
    return t->current || t->waiting;
}

bool stream_table_missed(const struct stream_table *t, const struct stream *s, char *p, size_t size,
                         struct str *ret_text) {
    size_t n = 0;
    if (s->after_id < t->forgotten_id) return false;
    for (size_t i = 0; i < t->n_kept; i++) {
        const struct stream_event *event = t->kept[(t->oldest + i) % STREAM_KEPT];
        if (!is_for(event, s)) continue;
        if (event->n > size - n) return false;
        memcpy(p + n, event->text, event->n);
        n += event->n;
    }
    *ret_text = (struct str){p, n};
    return true;
}
