#ifndef SYS_FILE_H
#define SYS_FILE_H
/* Whole files, in and out, and paths that come from outside. (glibc has a <sys/file.h> of its own,
   which this one hides: locks are taken with fcntl(2).) */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* The bytes of a regular file, a NUL after them. E_NOTFOUND when there is none, E_LIMIT when it has
   more than `max` bytes, E_INVALID when it is a folder or a device, E_DENIED, E_IO. */
int file_read(struct arena *a, const char *path, size_t max, struct str *ret_bytes,
              struct err *e) MUST_CHECK;
/* Writes the file whole or not at all: readers see the old bytes or the new ones, and when this
   returns 0 the new ones survive a loss of power. Mode 0644 less the umask. The folder must exist.
   E_DENIED, E_NOTFOUND (folder), E_IO (with a hint when the disk is full). */
int file_write(const char *path, struct str bytes, struct err *e) MUST_CHECK;
/* Makes a folder and those above it, mode 0755 less the umask; what is there already is fine. */
int file_make_folders(const char *path, struct err *e) MUST_CHECK;
/* root + "/" + relative, for a relative path that a stranger chose. E_INVALID when it is empty,
   absolute, longer than 1024 bytes, not UTF-8, or has a control character, a backslash or a part
   that is empty or starts with a dot (so "..", and hidden files). Says nothing about symbolic
   links below root: those are the owner's. */
int file_join(struct arena *a, const char *root, struct str relative, const char **ret_path,
              struct err *e) MUST_CHECK;

#endif
