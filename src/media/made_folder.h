#ifndef MEDIA_MADE_FOLDER_H
#define MEDIA_MADE_FOLDER_H
/* DIR/made: what was made from pictures and can be made again. */

#include "base/arena.h"
#include "base/err.h"

struct made_folder {
    const char *data_dir;
    uint64_t max_bytes;
    _Atomic uint64_t bytes; /* of all files, more or less: others may write here too */
    _Atomic bool is_counted;
};

/* The file of that name, opened for reading; -1 when it is not there. A file that is asked for
   counts as young again, to the day. */
int made_folder_open(const struct made_folder *folder, struct arena *a, struct str name);
/* Writes it whole; then, when all together are more than max_bytes, removes those not asked for the
   longest, down to nine tenths. */
int made_folder_put(struct made_folder *folder, struct arena *a, struct str name, struct str bytes,
                    struct err *e) MUST_CHECK;

#endif
