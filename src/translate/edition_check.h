#ifndef TRANSLATE_EDITION_CHECK_H
#define TRANSLATE_EDITION_CHECK_H
/* The checks in the way of an edition: each machine segment is tested before readers see it, with
   the terms that bind it. */

#include "translate/check.h"
#include "translate/edition_piece.h"
#include "translate/term_binding.h"

struct edition_check {
    const struct check_rules *rules; /* NULL: nothing is tested */
    const struct term_use *use;      /* NULL: no glossary */
    struct str from, to;
};

/* What the checks say of one segment, in the arena, gravest first. n_words and n_unknown as the
   engine counted; 0, 0 when nobody knows any more. */
void edition_check_find(const struct edition_check *check, struct arena *a, enum block_kind slot,
                        const struct text *source, const struct text *target, uint32_t n_words,
                        uint32_t n_unknown, struct check_finding **ret_finding, size_t *ret_n);
/* Why the target must not be shown, as in "name: the name Bilbo …"; empty when it may be. `scratch`
   is reset. */
struct str edition_check_objection(const struct edition_check *check, struct arena *a,
                                   struct arena *scratch, enum block_kind slot,
                                   const struct text *source, const struct text *target,
                                   uint32_t n_words, uint32_t n_unknown);
/* Whether a check stopped this segment: its draft is what the engine said. */
bool edition_check_stopped(const struct segment *s);
/* "ENGINES; checks 0123456789abcdef": what an edition's `engine` says, so that one made by other
   engines or tested by other checks can be told. Just the engines without rules. */
struct str edition_check_version(struct arena *a, struct str engines,
                                 const struct check_rules *rules);
/* The engines in such a text. */
struct str edition_check_engines(struct str version);

#endif
