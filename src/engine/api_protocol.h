#ifndef ENGINE_API_PROTOCOL_H
#define ENGINE_API_PROTOCOL_H
/* How the servers differ: what a request for some segments looks like, and where the answer has
   them. Pure functions on text; nothing here touches the network. */

#include "base/buf.h"
#include "base/err.h"
#include "engine/engine.h"

struct api_request {
    struct str path; /* added to the engine's url */
    struct str content_type;
    struct buf body;          /* the caller releases it */
    struct str authorization; /* "Authorization" header's value; empty when there is none */
};

struct api_question {
    struct str from, to, key, model;
    const struct engine_input *input;
    size_t n;
};

struct api_protocol {
    const char *name; /* as in the settings */
    size_t max_batch; /* segments in one request */
    size_t max_bytes; /* of text in one request; a longer segment cannot be translated */
    void (*ask)(struct arena *a, const struct api_question *question, struct api_request *ret);
    /* Exactly question->n texts, in the arena, or E_ENGINE saying how the answer is wrong. */
    int (*read)(struct arena *a, const struct api_question *question, struct str answer,
                struct str *ret_text, struct err *e);
};

/* "libretranslate", "apy", "deepl", "chat"; NULL for another name. */
const struct api_protocol *api_protocol_find(struct str name);
/* The names, for messages. */
extern const char api_protocol_names[];

#endif
