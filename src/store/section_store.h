#ifndef STORE_SECTION_STORE_H
#define STORE_SECTION_STORE_H
/* The sections of the newsroom and what each language calls them. */

#include "sql/database.h"
#include "story/edition.h"

struct section {
    int64_t id;
    struct str key;  /* in addresses, the same in every language */
    struct str name; /* in the language asked for; else in the other; else the key */
    int64_t position;
};

/* All of them in the order of menus. */
int section_store_list(struct database *db, struct arena *a, struct str language, struct str other,
                       struct section **ret_section, size_t *ret_n, struct err *e) MUST_CHECK;
/* The same without those whose stories are all dated later than now_ms: an embargo covers the
   sections that are made for it. */
int section_store_public(struct database *db, struct arena *a, struct str language,
                         struct str other, int64_t now_ms, struct section **ret_section,
                         size_t *ret_n, struct err *e) MUST_CHECK;
int section_store_find_public(struct database *db, struct arena *a, struct str key,
                              struct str language, struct str other, int64_t now_ms,
                              struct section *ret_section, struct err *e) MUST_CHECK;
/* E_NOTFOUND when no section has this key. */
int section_store_find(struct database *db, struct arena *a, struct str key, struct str language,
                       struct str other, struct section *ret_section, struct err *e) MUST_CHECK;
/* The key of the section that a story is filed in; E_NOTFOUND when there is no such story. */
int section_store_of_story(struct database *db, struct arena *a, int64_t story_id,
                           struct str *ret_key, struct err *e) MUST_CHECK;
/* The section with this key, or else with this name in this language, or else a new one at the end
   of the menu. A name (may be "") is kept when the language has none yet. */
int section_store_ensure(struct database *db, struct str key, struct str language, struct str name,
                         int64_t *ret_id, struct err *e) MUST_CHECK;
/* Names it. What a person wrote is replaced by a person only; otherwise nothing happens. */
int section_store_set_name(struct database *db, int64_t id, struct str language, struct str name,
                           enum segment_origin origin, struct err *e) MUST_CHECK;
/* Its place in menus, smallest first. */
int section_store_set_position(struct database *db, int64_t id, int64_t position,
                               struct err *e) MUST_CHECK;

#endif
