#ifndef INTERCHANGE_XLIFF1_WRITER_H
#define INTERCHANGE_XLIFF1_WRITER_H

#include "interchange/xliff.h"

/* Adds the whole document, version 1.2, to the buffer. Codes must be well nested, as those of
   coded_text_make are. */
void xliff1_writer_write(struct arena *a, const struct xliff *x, struct buf *out);

#endif
