#ifndef MEDIA_PICTURE_WORKER_H
#define MEDIA_PICTURE_WORKER_H

#include "base/err.h"

/* The process that makes pictures: takes orders (picture_order.h) from `in`, one after the other,
   and writes each answer to `out`, until `in` ends. Loads libvips, then shuts itself in
   (picture_cell.h); an order that cannot be done is answered with its error. Returns 0 at the end
   of `in`; E_INVALID for what is no order, E_IO. */
int picture_worker_run(int in, int out, struct err *e) MUST_CHECK;

#endif
