#ifndef INTERCHANGE_XLIFF2_READER_H
#define INTERCHANGE_XLIFF2_READER_H

#include "interchange/xliff.h"

/* Fills languages, original and units of *x from x->root, whose version is 2.x. */
int xliff2_reader_read(struct arena *a, struct xliff *x, struct err *e) MUST_CHECK;

#endif
