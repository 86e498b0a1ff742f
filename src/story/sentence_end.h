#ifndef STORY_SENTENCE_END_H
#define STORY_SENTENCE_END_H
/* Whether a sentence ends at a place where it might. Pure functions over valid UTF-8. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct segmenter_rules;

/* What stands between two words: one sentence would be [.., end), the next begin at `start`. Only
   white space between; it may be empty where a script writes none. */
struct sentence_gap {
    size_t end, start;
};

/* The first place at or after `from` where a full stop, question or exclamation mark or ellipsis,
   with the brackets and quotation marks that close after it, is followed by white space and more
   text. False when there is none. */
bool sentence_end_find(struct str text, size_t from, struct sentence_gap *ret_gap);
/* Whether the sentence that began at byte `began` ends there. */
bool sentence_end_is(const struct segmenter_rules *rules, struct str text, size_t began,
                     struct sentence_gap gap);
/* White space of Unicode, no-break spaces included. */
bool sentence_end_is_space(uint32_t rune);

#endif
