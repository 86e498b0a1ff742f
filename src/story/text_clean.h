#ifndef STORY_TEXT_CLEAN_H
#define STORY_TEXT_CLEAN_H
/* What document.h promises of every text: NFC; no control characters, soft hyphens, byte order
   marks, zero width spaces, direction overrides, stray variation selectors; white space in order.
   Kept: no-break spaces within a line (French needs them), zero width joiners and non-joiners,
   direction marks, the selectors of emoji. */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "story/document.h"

enum text_clean_mode {
    TEXT_CLEAN_FLOW,  /* "\n" is white space; U+2028 and U+2029 are line breaks: HTML */
    TEXT_CLEAN_LINES, /* "\n" is a line break too: text that has been cleaned before */
    TEXT_CLEAN_LINE,  /* all of them are white space: headlines, titles */
    TEXT_CLEAN_CODE,  /* white space and tabs are kept; no line breaks at the ends */
};

/* Scratch memory for many texts. */
struct text_cleaner {
    struct buf out;
    uint32_t *map; /* byte of the raw text -> byte of `out` */
    size_t map_capacity;
};

void text_clean_init(struct text_cleaner *c);
void text_clean_release(struct text_cleaner *c);
/* The clean text in the arena. Marks (sorted as document.h wants it, starts and ends at whole
   characters of `raw`) move with their words; those that become empty are left out. Empty when
   nothing that can be seen is left. `raw` is valid UTF-8 without NUL. */
struct text text_clean(struct text_cleaner *c, struct arena *a, struct str raw,
                       const struct mark *mark, size_t n_marks, enum text_clean_mode mode);
/* Whether text_clean would give back the same, in mode LINES, LINE or CODE. */
bool text_clean_is_clean(struct text_cleaner *c, struct str s, enum text_clean_mode mode);
/* Whether a mark may begin or end at byte `at` of a clean text: between two characters, not before
   a combining one. */
bool text_clean_boundary(struct str s, size_t at);
/* At the door: E_INVALID for NUL or bytes that are not UTF-8, with position and line; E_LIMIT for
   more than DOCUMENT_MAX_BYTES. */
int text_clean_admit(struct str raw, struct err *e) MUST_CHECK;

#endif
