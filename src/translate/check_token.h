#ifndef TRANSLATE_CHECK_TOKEN_H
#define TRANSLATE_CHECK_TOKEN_H
/* A text as the checks see it: words, runs of digits, signs, addresses and placeholders, in
   order. */

#include "story/document.h"
#include "translate/check_words.h"

enum check_token_kind {
    TOKEN_WORD,   /* letters; apostrophes and hyphens divide; "U.S." is one word */
    TOKEN_DIGITS, /* 0 to 9 only */
    TOKEN_SIGN,   /* one character that is none of the others */
    TOKEN_URL,    /* address, e-mail address, @handle, #hashtag */
    TOKEN_HOLDER, /* {name}, {{name}}, %s, %1$s, %(name)s, ${name} */
};

struct check_token {
    uint32_t start, end; /* bytes of the text */
    enum check_token_kind kind;
    bool spaced;   /* white space before it, or the start of the text */
    bool capital;  /* a word that begins with a capital */
    bool upper;    /* a word of two letters or more, all capital */
    bool starting; /* a word whose capital may be that of a sentence */
    uint8_t n_senses;
    uint32_t rune;     /* SIGN */
    struct str folded; /* WORD: small letters without accents; else the bytes */
    uint64_t hash;     /* of folded */
    const struct check_sense **sense;
};

struct check_side {
    const struct text *text;
    struct str s;
    enum check_language language;
    struct check_token *token;
    size_t n;
    size_t n_words;
    bool shouting; /* its capitals say nothing: most words have one */
};

void check_token_read(struct arena *a, const struct check_words *words, const struct text *text,
                      struct str language, struct check_side *ret_side);
/* The value of the word's first sense in this role and the text's language, or -1. */
int check_token_sense(const struct check_side *side, size_t i, enum check_role role);
/* The same in whatever language. */
int check_token_sense_any(const struct check_side *side, size_t i, enum check_role role);
/* Whether token i is this word in its folded form. */
bool check_token_is(const struct check_side *side, size_t i, const char *folded);
struct str check_token_text(const struct check_side *side, size_t i);

#endif
