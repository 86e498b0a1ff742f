#ifndef STORY_SENTENCE_DIFFERENCE_H
#define STORY_SENTENCE_DIFFERENCE_H
/* What is different between two sentences, word by word. */

#include "base/arena.h"
#include "base/str.h"

enum difference_kind { DIFFERENCE_SAME, DIFFERENCE_REMOVED, DIFFERENCE_ADDED };

/* A run of words with what stands between them, a slice of one of the two. */
struct difference_piece {
    enum difference_kind kind;
    bool space; /* it begins its sentence, or white space stands before it there */
    struct str s;
};

struct sentence_difference {
    struct difference_piece *piece; /* in order; in a changed place what was removed goes first */
    size_t n;
    unsigned likeness; /* 0 to 100: twice the words and signs that are in both, of all; 100 only of
                          equal ones */
};

enum {
    SENTENCE_DIFFERENCE_WORDS = 250
}; /* of longer ones only what is the same at both ends is
      found out */

/* From `before` to `after`; in the arena, its pieces where the two texts live. */
struct sentence_difference sentence_difference_of(struct arena *a, struct str before,
                                                  struct str after);
/* "Etxe [-zuria-] {+beltza+} da." */
struct str sentence_difference_plain(struct arena *a, const struct sentence_difference *d);
/* "Etxe <del>zuria</del> <ins>beltza</ins> da.", safe HTML */
struct str sentence_difference_html(struct arena *a, const struct sentence_difference *d);

#endif
