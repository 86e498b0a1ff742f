#ifndef STORE_POLICY_STORE_H
#define STORE_POLICY_STORE_H
/* What the newsroom, its sections and its stories say of languages. What follows of it for editions
   is policy_write's. */

#include "sql/database.h"
#include "story/language_policy.h"

/* What all three say of a story. */
struct policy_levels {
    struct language_policy level[POLICY_NOBODY];
};

/* The rules at one level; those of the newsroom have owner 0. None is no error. */
int policy_store_find(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                      struct language_policy *ret_policy, struct err *e) MUST_CHECK;
/* Of a story with that number (0: not yet one) filed in that section. */
int policy_store_levels(struct database *db, struct arena *a, int64_t story_id, int64_t section_id,
                        struct policy_levels *ret_levels, struct err *e) MUST_CHECK;
/* Replaces the rules at one level. What there is of stories is left as it is (policy_write.h);
 *ret_changed whether it has to be looked at. */
int policy_store_set(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                     const struct language_policy *policy, bool *ret_changed,
                     struct err *e) MUST_CHECK;
/* One row for each section that says something, in the order of menus. */
struct policy_section {
    struct str key;
    struct language_policy policy;
};
int policy_store_sections(struct database *db, struct arena *a, struct policy_section **ret_section,
                          size_t *ret_n, struct err *e) MUST_CHECK;

#endif
