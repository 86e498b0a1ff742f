#ifndef APP_API_ENGINES_H
#define APP_API_ENGINES_H
/* Engines reached over HTTP, as the [engine NAME] sections of zubi.ini describe them. */

#include "app/settings.h"
#include "engine/api_engine.h"

/* What such a section may say, for `zubi help engines`. */
extern const char api_engines_help[];

/* Opens the engine of that name. E_INVALID names the key that is missing, unknown or wrong. The
   key comes from the environment variable or the file that key_env or key_file names. What it is
   used for is counted in the folder `dir` (NULL: in memory). */
int api_engines_open(struct arena *a, const struct settings *settings, struct str name,
                     const char *dir, struct engine **ret_engine, struct err *e) MUST_CHECK;

#endif
