#ifndef APP_IMPORTER_H
#define APP_IMPORTER_H
/* Stories from files into the newsroom, many in one transaction: what is said to be imported is on
   the disk. */

#include "app/newsroom.h"
#include "store/story_save.h"
#include "wire/story_file.h"

struct importer {
    struct newsroom *newsroom;
    struct database *db;
    struct draft_tools tools;
    bool translate; /* make editions and jobs for the other languages */
};

int importer_open(struct importer *importer, struct newsroom *newsroom, struct err *e) MUST_CHECK;
/* Takes a zeroed struct. */
void importer_close(struct importer *importer);

struct imported {
    struct story_saved saved;
    struct str language, headline;
    struct story_file_warnings warnings;
};

/* One file, within the transaction that the caller has begun on importer->db. What it says lives
   in the arena. */
int importer_file(struct importer *importer, struct arena *a, const char *path,
                  struct imported *ret_imported, struct err *e) MUST_CHECK;
/* A sections.ini: a [key] for each section, its name in each language, its position, and its
   policy:
   "" takes one back, a section that says nothing keeps its own. */
int importer_sections(struct importer *importer, struct arena *a, const char *path,
                      struct err *e) MUST_CHECK;

#endif
