#ifndef CLI_EDITION_PRINT_H
#define CLI_EDITION_PRINT_H
/* A translation on the terminal, segment by segment, beside its source. */

#include "store/edition_row.h"

/* One line on the edition: language, state, label, revisions. */
void edition_print_head(const struct edition *edition, const struct edition *source);
/* A numbered segment: what it is, who wrote it, its source text and its text, as inline HTML; for
   an outdated one also the old source text and the draft; for a held one why, and what a check
   stopped. */
void edition_print_segment(struct arena *a, const struct edition *edition, size_t at,
                           const struct edition *source);
/* Loads both; E_NOTFOUND and E_INVALID say which of the arguments is wrong. */
int edition_print_load(struct database *db, struct arena *a, const char *story,
                       const char *language, struct edition *ret_edition,
                       struct edition *ret_source, struct err *e) MUST_CHECK;

#endif
