#ifndef ENGINE_API_USAGE_H
#define ENGINE_API_USAGE_H
/* What an engine was used for today (UTC), kept in a small file, so that a budget holds for all
   programs of a newsroom together, and over their restarts. */

#include "base/err.h"

struct api_usage {
    int64_t day; /* since 1970 */
    int64_t words, requests, failures;
    int64_t problem_ms; /* wall time of the last failure, whatever the day; 0: none */
    char problem[400];  /* one line */
};

/* Adds to what the file says; a new day begins with nothing but the last problem. `more->problem`
   replaces the last one when it is not empty. With max_words, E_LIMIT and nothing is added when
   words would go beyond it. *usage is what the file says now: with file NULL it is the only place
   where that is kept. E_IO when the file cannot be written. One at a time, in all processes. */
int api_usage_add(const char *file, const struct api_usage *more, int64_t max_words,
                  struct api_usage *usage, struct err *e) MUST_CHECK;

#endif
