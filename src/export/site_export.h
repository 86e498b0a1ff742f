#ifndef EXPORT_SITE_EXPORT_H
#define EXPORT_SITE_EXPORT_H
/* The public site as files that any server can give out. The site is asked for its pages as a
   reader asks, beginning with its front pages, and every address that a page, feed or sitemap names
   is asked for in turn; the files are the bytes of the answers. All of it is made of one state of
   the database. What changed since the last time is written, what is gone is removed, and an
   address that moved leads on to where it is now. */

#include <stdbool.h>
#include <stddef.h>

#include "export/export_book.h"
#include "http/router.h"
#include "page/web_worker.h"

struct site_export;

struct site_export_options {
    const char *dir;
    const struct web_context *context; /* without a page cache */
    const struct router *router;       /* of the site; may be used by all threads at once */
    size_t n_threads;
};

/* Begins; the options' pointers must live until site_export_end. Errors as export_book_open; E_BUSY
   when the newsroom changes too fast to be seen in one state. */
int site_export_start(const struct site_export_options *options, struct site_export **ret_export,
                      struct err *e) MUST_CHECK;
/* Waits up to wait_ms; true when all pages have been asked for. */
bool site_export_wait(struct site_export *x, int64_t wait_ms, struct export_book_count *ret_count);

struct site_export_sum {
    size_t pages;   /* asked for */
    size_t files;   /* in the folder now */
    size_t written; /* of these, new or other than before */
    size_t removed; /* no longer there */
    size_t moved;   /* lead on to another address */
    size_t missing; /* addresses that pages name and that are not there */
    char first_missing[EXPORT_PATH_MAX + 1];
};

/* After site_export_wait said true: removes what is gone, writes the list and frees. The first
   error of any thread, with what had been written so far kept on the list. */
int site_export_end(struct site_export *x, struct site_export_sum *ret_sum,
                    struct err *e) MUST_CHECK;

#endif
