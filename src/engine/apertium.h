#ifndef ENGINE_APERTIUM_H
#define ENGINE_APERTIUM_H
/* Apertium as an engine: rule-based, small, fast. It runs as child processes, some for each
   direction in use; none of its code is in this program. */

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "engine/engine.h"

struct apertium_config {
    const char *modes_directory;   /* where the mode files are */
    const char *program_directory; /* where lt-proc and its like are */
    uint32_t memory_mb;            /* all running directions together; one may always run */
    uint32_t idle_s;               /* a direction not used for so long is stopped by tidy */
    uint32_t answer_ms;            /* a silence longer than this is a failure… */
    uint32_t answer_per_word_us;   /* …when this for each word of a segment has passed too */
    uint32_t stage_memory_mb;      /* the most a single process may take */
    uint32_t recycle_words;    /* processes creep: a direction starts anew after so many words… */
    uint32_t recycle_requests; /* …or so many segments */
    bool keep_addresses; /* web addresses, @names, #tags and endless words pass untranslated */
    bool repair_case;    /* capitals at the start of a sentence where Apertium misplaces them */
    bool bind_names;     /* bindings are followed, and names that Apertium does not know found */
};

/* What a newsroom gets that says nothing. */
struct apertium_config apertium_config_default(void);

/* Finds the directions; starts no process. No modes directory, or none that can be used, gives an
   engine without directions, which is no error. Mode files that cannot be used are named, with the
   reason, by the engine's status. With the last three off, a segment's text equals
   what Apertium's own pipeline makes of it. */
MUST_CHECK int apertium_open(const struct apertium_config *config, struct engine **ret,
                             struct err *e);

#endif
