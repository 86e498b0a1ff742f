#ifndef INTERCHANGE_TMX_H
#define INTERCHANGE_TMX_H
/* Entries of a translation memory, as TMX 1.4b carries them between programs. */

#include "story/edition.h"

struct tmx_entry {
    struct str id;                               /* may be empty */
    struct str source_language, target_language; /* canonical */
    struct text source, target;
    enum segment_origin origin; /* a machine's words are marked as such, and never a person's */
    struct str who;             /* whose words they are; may be empty */
    int64_t at_ms;              /* when they were written; 0: not known */
};

enum { TMX_MAX_ENTRIES = 1000000 };

#endif
