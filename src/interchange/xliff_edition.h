#ifndef INTERCHANGE_XLIFF_EDITION_H
#define INTERCHANGE_XLIFF_EDITION_H
/* A translated edition as XLIFF, a unit for each segment. The id of a unit carries what reading it
   back is held to: the segment's number, the hash of its source text, that of its text, and its
   state as a number, "s3-0123456789abcdef-0123456789abcdef-0" (the second hash 0 where there is no
   text). All tools keep ids. */

#include "interchange/xliff.h"

struct xliff_edition_id {
    size_t segment; /* index */
    uint64_t source_hash, target_hash;
    enum xliff_state state;
};

/* Segments whose source text is gone meanwhile (their translation is on its way) are left out.
   States: what a machine wrote is INITIAL, a person's text TRANSLATED, an approved one REVIEWED, a
   locked one FINAL; an outdated one INITIAL with its draft as a note; a held one has no target. */
void xliff_edition_make(struct arena *a, const struct edition *edition,
                        const struct edition *source, struct xliff *ret_xliff);
/* False when it is no such id. */
bool xliff_edition_read_id(struct str id, struct xliff_edition_id *ret_id);
/* The story that the original "story/12/es" (or a file's id, "story-12-es") names, and the language
   of the edition; or 0. */
int64_t xliff_edition_story(const struct xliff *x, struct str *ret_language);

#endif
