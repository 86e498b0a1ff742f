#ifndef TRANSLATE_TERM_SHELF_H
#define TRANSLATE_TERM_SHELF_H
/* The glossary as it is in the database now, shared by all threads of a process and read again only
   when its version has changed. */

#include "translate/term_glossary.h"

struct term_shelf;

void term_shelf_open(struct term_shelf **ret_shelf);
/* Takes NULL too. Everything taken must have been given back. */
void term_shelf_close(struct term_shelf *shelf);
/* The present glossary, to be given back; NULL when the newsroom has none. What is in the database
   but contradicts itself is an error. */
int term_shelf_take(struct term_shelf *shelf, struct database *db, struct term_glossary **ret,
                    struct err *e) MUST_CHECK;
/* Takes NULL too. */
void term_shelf_give(struct term_shelf *shelf, struct term_glossary *glossary);
/* Reads the glossary into an arena, for those who need it once. */
int term_shelf_read(struct arena *a, struct database *db, struct term_glossary **ret,
                    struct err *e) MUST_CHECK;

#endif
