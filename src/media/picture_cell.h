#ifndef MEDIA_PICTURE_CELL_H
#define MEDIA_PICTURE_CELL_H

#include "base/err.h"

/* From here on this process, its threads included, can open no connection, start no program or
   process, write, make, rename or remove no file, and trace nobody: the system refuses (seccomp).
   What it has open stays usable. E_IO when the system cannot do that. */
int picture_cell_enter(struct err *e) MUST_CHECK;

#endif
