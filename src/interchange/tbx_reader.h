#ifndef INTERCHANGE_TBX_READER_H
#define INTERCHANGE_TBX_READER_H

#include "base/arena.h"
#include "base/err.h"
#include "interchange/tbx.h"

struct tbx_read {
    struct tbx_term *term;
    size_t n;
    size_t n_left_out; /* concepts without a term in the language wanted */
};

/* TBX of both editions of the standard, in both styles. A concept's source term is the one that
   tbx_writer marked, else its first in `language`; of each other language the first term that is
   not deprecated. Terms marked as proper nouns by others become organisations: a name that is
   neither a person's nor a place's for certain. E_INVALID with the line, E_LIMIT. */
int tbx_reader_read(struct arena *a, struct str bytes, struct str language,
                    struct tbx_read *ret_read, struct err *e) MUST_CHECK;

#endif
