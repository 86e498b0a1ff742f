#ifndef APP_ENGINES_H
#define APP_ENGINES_H
/* The translation engines that the settings name, and the routes over all of them. */

#include "app/settings.h"
#include "translate/check_rules.h"
#include "translate/hop_cache.h"
#include "translate/route.h"
#include "translate/term_shelf.h"

enum { ENGINES_MAX = 8 };

struct engines {
    struct engine *engine[ENGINES_MAX];
    size_t n;
    struct route_map routes;
    struct hop_cache *cache;
    struct term_shelf *terms;   /* the glossary as the jobs read it */
    struct check_rules *checks; /* how translations are tested */
};

/* Texts live in the arena. `dir` is the newsroom's folder, NULL for engines without one. An engine
 * that is not installed has no directions; that is no error. */
int engines_open(struct engines *engines, struct arena *a, const struct settings *settings,
                 const char *dir, struct err *e) MUST_CHECK;
/* Ends all engines' processes. Nobody may be using them. Takes a zeroed struct. */
void engines_close(struct engines *engines);
/* Gives back what has not been used for a while. */
void engines_tidy(struct engines *engines);

#endif
