#ifndef I18N_WORD_RUN_H
#define I18N_WORD_RUN_H
/* Words as a glossary sees them: letters and digits, with the hyphens between them. Texts must be
   valid UTF-8. */

#include <stddef.h>

#include "base/str.h"

/* Where the word that begins at `at` ends; `at` itself when none begins there. */
size_t word_run_end(struct str s, size_t at);
/* The letters of `s` as small ones, written to `to`, which has room for twice the bytes and 4 more.
   Returns how many bytes those are. */
size_t word_run_fold(struct str s, char *to);

#endif
