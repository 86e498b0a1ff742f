#ifndef MEDIA_PICTURE_STUDIO_H
#define MEDIA_PICTURE_STUDIO_H
/* The processes that make pictures. libvips and its loaders read what strangers made, and take much
   memory for a moment: so they live in processes of their own, without network and without files
   to write, with a ceiling on memory and time. One that dies or takes too long is replaced, and
   nothing else happens. They start when they are wanted. Any thread may ask; more than there are
   processes wait. */

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "media/picture_order.h"

struct picture_studio;

struct picture_studio_config {
    const char *program;   /* absolute path of zubi; "/proc/self/exe" in zubi itself */
    size_t n_workers;      /* at once, at least 1 */
    uint64_t memory_bytes; /* of address space, each; 0: no limit */
    int64_t order_ms;      /* an order may take so long */
    int64_t idle_ms;       /* a process that had nothing to do for so long ends */
};

enum { PICTURE_MAX_WORKERS = 32 };

int picture_studio_open(const struct picture_studio_config *config,
                        struct picture_studio **ret_studio, struct err *e) MUST_CHECK;
/* Ends its processes; nobody may be waiting. Takes NULL. */
void picture_studio_close(struct picture_studio *studio);
/* Makes one picture; `order` needs no counts. E_INVALID: the picture is not what it says, or cannot
   be read; E_LIMIT: it needs more time or memory than it may have; E_IO: libvips is not
   installed, or no process can be started. */
int picture_studio_make(struct picture_studio *studio, struct arena *a,
                        const struct picture_order *order, const struct str text[PICTURE_N_TEXTS],
                        struct str bytes, struct str *ret_made, struct err *e) MUST_CHECK;
/* Ends what is idle; to be called now and then. */
void picture_studio_tidy(struct picture_studio *studio);
/* Process numbers of those that run, for tests and status; returns how many. */
size_t picture_studio_pids(struct picture_studio *studio, int ret_pid[PICTURE_MAX_WORKERS]);

#endif
