#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H
/* The tables of a newsroom: the steps in sql/, which are part of the binary. */

#include "base/err.h"
#include "sql/database.h"

/* Makes the tables in a new database; brings one that has them up to date. */
int schema_create(struct database *db, struct err *e) MUST_CHECK;
/* Brings a newsroom's database up to date. E_NOTFOUND when it is no newsroom's (empty), E_CONFLICT
   when a newer zubi made it; nothing is touched then. */
int schema_prepare(struct database *db, struct err *e) MUST_CHECK;

#endif
