#ifndef EXPORT_EXPORT_FILE_H
#define EXPORT_EXPORT_FILE_H
/* The files of an export. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* The file, relative to the folder, that any server gives out for an address of the site:
   "/eu/" and HTML at "/eu/x" are index.html in folders of those names, other things keep their
   name. E_INVALID for an address that makes no safe name. */
int export_file_name(struct arena *a, struct str path, bool is_html, struct str *ret_name,
                     struct err *e) MUST_CHECK;
/* Writes a file below `dir`, with the folders it needs; readers see the old bytes or the new ones.
   Not yet safe from a loss of power: see export_file_settle. */
int export_file_write(struct arena *a, const char *dir, struct str name, struct str bytes,
                      struct err *e) MUST_CHECK;
bool export_file_exists(struct arena *a, const char *dir, struct str name);
/* Removes a file, and the folders that it leaves empty; what is not there is fine. */
void export_file_remove(struct arena *a, const char *dir, struct str name);
/* All that was written below `dir` survives a loss of power when this returns 0. */
int export_file_settle(const char *dir, struct err *e) MUST_CHECK;
/* A page that leads on to another address, for hosts that cannot redirect. */
struct str export_file_signpost(struct arena *a, struct str url, struct str title);

#endif
