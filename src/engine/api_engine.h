#ifndef ENGINE_API_ENGINE_H
#define ENGINE_API_ENGINE_H
/* Translators reached over HTTP: a LibreTranslate, Apertium APY or DeepL server, or any server with
   OpenAI's chat interface (a model on the newsroom's own machine, say). They give no alignment. */

#include "engine/api_protocol.h"
#include "engine/engine.h"

enum { API_ENGINE_LONGEST_MS = 8 * 60000 /* of one engine_translate; then it has failed */ };

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
    int64_t words_a_day;       /* 0: no limit; over it E_LIMIT until the next day (UTC) */
    const char *usage; /* the file where the words of today are counted; NULL: in memory only */
};

/* The config's texts must live as long as the engine. Asks nothing of the network.

   engine_translate is E_ENGINE when the server cannot be reached or gives no answer of use, and
   E_LIMIT when that is a matter of waiting: the day's words are used up, the server says that its
   quota is, or more requests a minute would be needed than are allowed. After a failure the engine
   rests for a while, longer each time, and fails at once; as long as a server asks it to. Its texts
   are all or nothing: no output is touched by an answer that is not whole. */
int api_engine_open(const struct api_engine_config *config, struct engine **ret_engine,
                    struct err *e) MUST_CHECK;
/* Whether it is one of these: it may take its time. */
bool api_engine_is(const struct engine *engine);

#endif
