#ifndef ENGINE_API_ENGINE_H
#define ENGINE_API_ENGINE_H
/* Translators reached over HTTP: a LibreTranslate, Apertium APY or DeepL server, or any server with
   OpenAI's chat interface (a model on the newsroom's own machine, say). They give no alignment. */

#include "engine/api_protocol.h"
#include "engine/engine.h"

struct api_engine_config {
    struct str name; /* what the newsroom calls it */
    const struct api_protocol *protocol;
    struct str url;   /* "http://127.0.0.1:5000", without what the protocol adds */
    struct str key;   /* secret: never logged, never in an error; may be empty */
    struct str model; /* chat only */
    struct engine_direction *direction; /* from and to are filled in by the caller */
    size_t n_directions;
    int64_t timeout_ms;        /* of one request */
    int64_t retries;           /* after a network failure, a 429 or a 5xx */
    int64_t requests_a_minute; /* 0: no limit */
    int64_t words_a_day;       /* 0: no limit; over it E_ENGINE until the next day (UTC) */
};

/* The config's texts must live as long as the engine. Asks nothing of the network. */
int api_engine_open(const struct api_engine_config *config, struct engine **ret_engine,
                    struct err *e) MUST_CHECK;

#endif
