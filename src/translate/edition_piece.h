#ifndef TRANSLATE_EDITION_PIECE_H
#define TRANSLATE_EDITION_PIECE_H
/* One segment of the source and what becomes of it. An edition is translated in steps, each of
   which fills in what it can of the pieces that the ones before left open:
   what there was (edition_keep.h), the memory (edition_recall.h), engines (edition_translator.c),
   then all become one document (edition_assemble.h). */

#include "store/memory_store.h"
#include "story/edition.h"

struct edition_piece {
    const struct segment *from; /* of the source edition */
    struct text source;
    struct text target;
    uint64_t source_hash; /* of what the target is a translation of */
    enum segment_origin origin;
    enum segment_state state;
    bool approved, locked;
    struct segment_more *more;
    const struct memory_entry *memory; /* whose words these are, of origin memory; or NULL */
    bool done;                         /* has its target */
    bool wants_draft; /* has its target, a person's; engines shall put a draft beside it */
};

#endif
