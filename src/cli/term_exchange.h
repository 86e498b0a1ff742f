#ifndef CLI_TERM_EXCHANGE_H
#define CLI_TERM_EXCHANGE_H
/* The glossary's terms as those of TBX, and back. */

#include "interchange/tbx.h"
#include "store/term_store.h"

/* Texts are shared with the terms given. */
struct tbx_term *term_exchange_to_tbx(struct arena *a, const struct term *term, size_t n);
/* E_INVALID for a kind that there is not. */
int term_exchange_from_tbx(struct arena *a, const struct tbx_term *tbx, size_t n,
                           struct term **ret_term, struct err *e) MUST_CHECK;

#endif
