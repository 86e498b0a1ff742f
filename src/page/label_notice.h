#ifndef PAGE_LABEL_NOTICE_H
#define PAGE_LABEL_NOTICE_H
/* What readers are told of a translation: what a machine did, how much of it people revised, and
   who, as the newsroom chooses. */

#include "page/site_info.h"
#include "story/edition.h"

/* One or more sentences in the language of the catalog; "" for an original. Without segments
   nothing is said of share and people. */
struct str label_notice_text(struct arena *a, const struct site_info *site,
                             const struct message_catalog *catalog, enum edition_label label,
                             const struct segment *segment, size_t n_segments);
/* The roles or names (site->reviewer) of those whose revisions stand, each once, in the order of
   the text; none when the newsroom names nobody. */
void label_notice_people(struct arena *a, const struct site_info *site,
                         const struct segment *segment, size_t n_segments, struct str **ret_person,
                         size_t *ret_n);

#endif
