#ifndef SITE_SUGGESTION_GATE_H
#define SITE_SUGGESTION_GATE_H
/* Who may send suggestions, and how many: one for the server, for all its threads. It remembers
   readers for a day at most, in memory, by a hash of their address under a key that is thrown away
   at midnight (UTC). Its memory does not grow. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct suggestion_gate;

enum {
    SUGGESTION_GATE_BURST = 5,        /* suggestions of one address at once (IPv6: one /64) */
    SUGGESTION_GATE_EVERY_MS = 60000, /* and one more after so long */
    SUGGESTION_GATE_ALL_BURST = 60,   /* the same for all addresses together */
    SUGGESTION_GATE_ALL_EVERY_MS = 5000,
    SUGGESTION_GATE_LEAST_MS = 2000, /* nobody reads a form and writes in it faster */
    SUGGESTION_GATE_MOST_MS = 24 * 3600 * 1000,
};

/* `secret` makes forms known again; it is copied. Without `by_address` only all together are
   counted, as behind a proxy. E_IO when the system gives no random numbers. */
int suggestion_gate_open(struct str secret, bool by_address, struct suggestion_gate **ret_gate,
                         struct err *e) MUST_CHECK;
/* Takes NULL. */
void suggestion_gate_close(struct suggestion_gate *gate);
/* Whether one more suggestion from this address ("192.0.2.1") is taken now; counts it. `wall_ms`
   says which day it is, `now_ms` (monotonic) how much time went by. */
bool suggestion_gate_admit(struct suggestion_gate *gate, struct str address, int64_t wall_ms,
                           int64_t now_ms);

/* What a form says of itself: when it was made, and for which text. */
struct suggestion_token {
    int64_t at_ms;
    uint64_t source_hash, text_hash;
};

/* The token as a form carries it, for a story in a language; in the arena. */
struct str suggestion_gate_write(const struct suggestion_gate *gate, struct arena *a,
                                 int64_t story_id, struct str language,
                                 const struct suggestion_token *token);
/* False for what suggestion_gate_write has not written for this story and language. */
bool suggestion_gate_read(const struct suggestion_gate *gate, struct arena *a, struct str written,
                          int64_t story_id, struct str language,
                          struct suggestion_token *ret_token);

#endif
