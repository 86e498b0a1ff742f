#ifndef STORY_SENTENCE_TOKEN_H
#define STORY_SENTENCE_TOKEN_H
/* A sentence as words, numbers and signs: what the memory compares sentences by. */

#include "base/arena.h"
#include "base/str.h"

enum sentence_token_kind {
    SENTENCE_WORD,
    SENTENCE_NUMBER, /* digits, with "." "," ":" or "/" between digits: "60.000", "10:30" */
    SENTENCE_SIGN,   /* one sign of punctuation, or a symbol */
};

struct sentence_token {
    uint32_t start, end; /* bytes */
    enum sentence_token_kind kind;
};

enum { SENTENCE_TOKEN_MOST = 1000 }; /* of a longer text its first ones */

/* In order, in the arena; white space belongs to none. The text must be valid UTF-8. */
struct sentence_token *sentence_token_list(struct arena *a, struct str text, size_t *ret_n);

#endif
