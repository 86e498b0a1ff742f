#ifndef EXPORT_EXPORT_BOOK_H
#define EXPORT_EXPORT_BOOK_H
/* The addresses of an export: which are known, which are still to be asked for, which file each
   became and with what bytes, this time and the time before. The list of the time before is a file
   of the folder itself: only what is in it is ever overwritten or removed. All functions but open
   and close may be called by any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct export_book;

/* Addresses longer than this are passed over. */
enum { EXPORT_PATH_MAX = 1024 };

/* Reads the list in `dir`, which may have none yet if it is empty. E_CONFLICT when it is a folder
   of something else, E_INVALID when the list cannot be read. */
int export_book_open(const char *dir, struct export_book **ret_book, struct err *e) MUST_CHECK;
/* Takes NULL. */
void export_book_close(struct export_book *book);

/* To be asked for, unless it is known this time already. */
void export_book_add(struct export_book *book, struct str path);
/* The next address, in the arena; waits while others may still add some. False when all is done or
   somebody failed. Whoever gets one ends with export_book_done. */
bool export_book_next(struct export_book *book, struct arena *a, struct str *ret_path);
void export_book_done(struct export_book *book);
/* Everybody stops; the first error is kept. */
void export_book_fail(struct export_book *book, const struct err *e);
/* 0, or what somebody failed with. */
int export_book_failure(struct export_book *book, struct err *e);

/* An address became this file, and `hash` its bytes. True when the file has other bytes than the
   time before, or none. */
bool export_book_set(struct export_book *book, struct str path, struct str file, uint64_t hash);
/* An address of the time before that became no file this time, and the file it was. Whoever removes
   that file takes it off the list with export_book_forget. False when there is none left. Only
   after the walk. */
bool export_book_orphan(struct export_book *book, struct str *ret_path, struct str *ret_file);
void export_book_forget(struct export_book *book, struct str path);

struct export_book_count {
    size_t done, known;
};
/* Files on the list. */
size_t export_book_files(const struct export_book *book);
struct export_book_count export_book_count(struct export_book *book);

/* Writes the list of all files that are in the folder. */
int export_book_save(struct export_book *book, struct err *e) MUST_CHECK;

#endif
