#ifndef TRANSLATE_HOP_CACHE_H
#define TRANSLATE_HOP_CACHE_H
/* One hop of a route, shared: when six languages of a story all go through Spanish, Basque →
   Spanish is asked of the engine once, and the other five wait for that answer. Bounded; forgets
   what was used longest ago. One for the whole process; its functions may be called by any
   thread. */

#include "translate/route.h"

struct hop_cache;

/* Holds at most about `max_bytes` of texts and alignments. */
int hop_cache_open(size_t max_bytes, struct hop_cache **ret_cache, struct err *e) MUST_CHECK;
/* Takes NULL too. Nobody may be using it. */
void hop_cache_close(struct hop_cache *cache);
/* As engine_translate; outputs live in the arena. Segments that another thread is translating are
   waited for. A failed segment is remembered for a minute. */
int hop_cache_translate(struct hop_cache *cache, struct arena *a, const struct route_hop *hop,
                        const struct engine_input *input, size_t n,
                        struct engine_output *ret_output, struct err *e) MUST_CHECK;
/* How many segments engines were asked for so far, each hop of one counted. */
int64_t hop_cache_asked(struct hop_cache *cache);

#endif
