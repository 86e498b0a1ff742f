#ifndef CLI_CHECK_OUTPUT_H
#define CLI_CHECK_OUTPUT_H
/* What the checks find in what `zubi translate` made, on standard error: a table, or a JSON object
   for each finding, one on each line. */

#include "translate/check.h"

struct check_output {
    const struct check_rules *rules; /* NULL: nothing is checked */
    bool json;
    size_t n_segments, n_findings, n_held; /* so far; the caller begins with zeros */
};

/* Checks and prints one more segment. */
void check_output_segment(struct check_output *o, struct arena *a, const struct check_pair *pair);
/* The last line of the table: how many there were. */
void check_output_end(const struct check_output *o);

#endif
