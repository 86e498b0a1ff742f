#ifndef ENGINE_APERTIUM_POOL_H
#define ENGINE_APERTIUM_POOL_H
/* Which directions have running processes. One set per direction, started when wanted, lent to one
   thread at a time, stopped when idle, worn out, or in the way of another when memory is short. */

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "engine/apertium.h"
#include "engine/apertium_mode.h"
#include "engine/apertium_set.h"

struct apertium_pool;

/* For n directions with these names and modes, which must outlive the pool. Starts nothing. */
MUST_CHECK int apertium_pool_open(const struct apertium_config *config, const struct str *name,
                                  const struct apertium_mode *mode, size_t n,
                                  struct apertium_pool **ret, struct err *e);
/* Stops everything. Nothing may be lent out. Takes NULL. */
void apertium_pool_close(struct apertium_pool *pool);

/* Waits for the direction, and for memory, then lends its set, which has answered a first request.
   E_ENGINE when it cannot be made to run. */
MUST_CHECK int apertium_pool_take(struct apertium_pool *pool, size_t i, struct apertium_set **ret,
                                  struct err *e);
/* For a set that is lent: stops it and starts another. On failure the loan is still to be given
   back. `why` is what the old one did. */
MUST_CHECK int apertium_pool_renew(struct apertium_pool *pool, size_t i, const struct err *why,
                                   struct apertium_set **ret, struct err *e);
/* The direction that is lent does not work at all: nobody gets it for a while. Returns e->code. */
int apertium_pool_blame(struct apertium_pool *pool, size_t i, struct err *e);
/* Ends a loan. */
void apertium_pool_give(struct apertium_pool *pool, size_t i);

void apertium_pool_tidy(struct apertium_pool *pool);
/* A line for each direction that runs or is in trouble. */
struct str apertium_pool_status(struct apertium_pool *pool, struct arena *a);

#endif
