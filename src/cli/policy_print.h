#ifndef CLI_POLICY_PRINT_H
#define CLI_POLICY_PRINT_H

#include "page/site_info.h"
#include "sql/database.h"

/* What the newsroom makes of each of its languages, and which sections say otherwise. Nothing when
   nobody says anything. */
int policy_print(struct database *db, struct arena *a, const struct site_info *site,
                 struct err *e) MUST_CHECK;

#endif
