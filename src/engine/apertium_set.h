#ifndef ENGINE_APERTIUM_SET_H
#define ENGINE_APERTIUM_SET_H
/* One direction's stages as running processes, in three pipelines: analysis, translation,
   finishing. Requests go in and replies come out in order, each ended by a NUL. Nothing here knows
   what they mean. Not for use by two threads at once. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"
#include "engine/apertium_mode.h"
#include "sys/process.h"

enum apertium_part { APERTIUM_ANALYSIS, APERTIUM_TRANSLATION, APERTIUM_FINISH, APERTIUM_PARTS };

struct apertium_pipe {
    int in, out;                   /* -1: this pipeline has no stages */
    struct buf sending, receiving; /* not yet written; not yet taken */
    size_t sent, taken, searched;  /* bytes of these that are done with */
};

struct apertium_set {
    struct apertium_pipe pipe[APERTIUM_PARTS];
    struct {
        pid_t pid;
        const char *program; /* of the mode, which must outlive the set */
    } * stage;
    size_t n_stages;
    int error; /* what the stages complain about */
    char complaint[512];
    size_t n_complaint;
    uint64_t n_requests, n_words; /* so far; kept by whoever sends them */
};

/* Starts all stages. E_IO when one cannot be started. */
MUST_CHECK int apertium_set_start(struct process_starter *starter, const struct apertium_mode *mode,
                                  const struct process_limits *limits, struct apertium_set **ret,
                                  struct err *e);
/* Kills and reaps all stages. Takes NULL. */
void apertium_set_stop(struct apertium_set *set);

/* Where a request for one part can be written; end it with a NUL. */
struct buf *apertium_set_request(struct apertium_set *set, enum apertium_part part);
/* The next whole reply of a part, without its NUL; valid until the next apertium_set_turn. False
   when there is none yet. */
bool apertium_set_reply(struct apertium_set *set, enum apertium_part part, struct str *ret_reply);
/* Writes and reads what can be written and read, waiting at most `wait_ms` until something can.
   E_ENGINE when a stage has died or floods; *ret_moved tells whether anything came back. */
MUST_CHECK int apertium_set_turn(struct apertium_set *set, int wait_ms, bool *ret_moved,
                                 struct err *e);
/* Adds what is known about a failure to `e`: which stages are dead, their last words. */
int apertium_set_explain(struct apertium_set *set, struct err *e);
/* Bytes of memory of all stages. */
uint64_t apertium_set_memory(const struct apertium_set *set);

#endif
