#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H
/* How far long work has come, on one line of standard error that is drawn again and again; nothing
   at all when standard error is not a terminal. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    const char *what;
    bool shown;       /* standard error is a terminal */
    int64_t drawn_ms; /* monotonic; 0 is never */
};

void progress_start(struct progress *p, const char *what);
/* Draws at most ten times a second. */
void progress_show(struct progress *p, size_t done, size_t all);
/* Takes the line away. */
void progress_end(struct progress *p);

#endif
