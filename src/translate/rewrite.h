#ifndef TRANSLATE_REWRITE_H
#define TRANSLATE_REWRITE_H
/* A text with some pieces replaced, and where each byte went: alignments made on one side can be
   told on the other. */

#include "translate/link.h"

struct rewrite_piece {
    uint32_t start, end; /* of the old text; pieces are apart and in order */
    uint32_t new_start;  /* where `with` stands in the new text */
    struct str with;
};

struct rewrite {
    struct rewrite_piece *piece;
    size_t n, capacity;
};

/* Appends a piece; it must not start before the last one's end. */
void rewrite_add(struct rewrite *r, struct arena *a, uint32_t start, uint32_t end, struct str with);
struct str rewrite_apply(struct arena *a, const struct rewrite *r, struct str old);
/* A byte within a replaced piece maps to the start of its other form, or with `end` to its end. */
uint32_t rewrite_to_new(const struct rewrite *r, uint32_t at, bool end);
uint32_t rewrite_to_old(const struct rewrite *r, uint32_t at, bool end);
/* Links whose target is the old text now point into the new one; those left empty are dropped. */
struct link_list rewrite_targets(const struct rewrite *r, struct link_list links);
/* Links whose source is the new text now point into the old one. */
void rewrite_sources_back(const struct rewrite *r, struct link_list links);

#endif
