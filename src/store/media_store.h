#ifndef STORE_MEDIA_STORE_H
#define STORE_MEDIA_STORE_H
/* What is known of the newsroom's pictures; the files are elsewhere. */

#include "sql/database.h"

struct media_row {
    struct str name; /* of the file: hash of its bytes and the extension */
    struct str type; /* "image/jpeg" */
    int64_t width, height;
    int64_t bytes;
    int64_t created_ms;
    struct str original_name; /* what its author called it */
};

/* Stores it; the same bytes have the same name, and what was known first stays. */
int media_store_put(struct database *db, const struct media_row *media, struct err *e) MUST_CHECK;
/* E_NOTFOUND when there is none. */
int media_store_find(struct database *db, struct arena *a, struct str name,
                     struct media_row *ret_media, struct err *e) MUST_CHECK;

#endif
