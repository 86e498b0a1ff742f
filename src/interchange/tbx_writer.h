#ifndef INTERCHANGE_TBX_WRITER_H
#define INTERCHANGE_TBX_WRITER_H

#include "base/arena.h"
#include "base/buf.h"
#include "interchange/tbx.h"

enum tbx_edition {
    TBX_2019, /* ISO 30042:2019, style dca: <tbx> */
    TBX_2008, /* ISO 30042:2008, which older programs know: <martif> */
};

/* Adds a document of the dialect TBX-Basic to the buffer. What TBX-Basic has no words for (kind,
   keep, case) stands in a projectSubset of the source term, "zubi:term place keep exact"; a plural
   is a variant in the projectSubset "zubi:plural". */
void tbx_writer_write(struct arena *a, enum tbx_edition edition, const struct tbx_term *term,
                      size_t n, struct str language, struct buf *out);

#endif
