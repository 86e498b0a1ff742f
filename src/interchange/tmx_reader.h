#ifndef INTERCHANGE_TMX_READER_H
#define INTERCHANGE_TMX_READER_H

#include "interchange/tmx.h"

struct tmx_read {
    struct tmx_entry *entry;
    size_t n;
    size_t n_left_out; /* variants that are empty, or of a language that is none */
};

/* TMX 1.1 to 1.4b. Of a unit in more than two languages each translation is an entry of its own; of
   one whose source language is "*all*", each other language after the first. Codes whose content is
   HTML are marks again, sanitised as any HTML from outside; others go, their words stay. Said to be
   a machine's by a "mt" in x-origin, or by a creationid or creationtool that says MT: origin
   MACHINE; all else a PERSON's, or of a MEMORY. E_INVALID with the line, E_LIMIT. */
int tmx_reader_read(struct arena *a, struct str bytes, struct tmx_read *ret_read,
                    struct err *e) MUST_CHECK;

#endif
