#ifndef TRANSLATE_CHECK_WORDS_H
#define TRANSLATE_CHECK_WORDS_H
/* The words that the checks know, by their folded form: small letters without accents. The lists
   are in check_words_data.c. */

#include "base/arena.h"
#include "base/str.h"

enum check_language {
    CHECK_EU,
    CHECK_ES,
    CHECK_EN,
    CHECK_FR,
    CHECK_CA,
    CHECK_GL,
    CHECK_PT,
    CHECK_LANGUAGES,
    CHECK_OTHER = CHECK_LANGUAGES,
};

enum check_role {
    ROLE_FUNCTION, /* says which language a text is in */
    ROLE_NEGATION, /* value 2: denies for sure, 1: may deny, 3: denies unless "no" stands before */
    ROLE_NUMBER,   /* its value; 1000 more when the word may mean something else */
    ROLE_SCALE,    /* powers of ten: 3, 6, 9, 12 */
    ROLE_MONTH,    /* 1 to 12 */
    ROLE_DAY,      /* 1 to 7 */
    ROLE_UNIT,     /* a number for each unit */
    ROLE_PLACE,    /* a number for each place, with its inhabitants and its adjective */
    ROLE_COMMON,   /* common word in names of institutions: translated, not kept */
    ROLE_PROFANE,
};

/* A line of the lists. Words are separated by spaces; "rusi*" is any word that begins so. */
struct check_word_list {
    uint8_t languages; /* a bit for each enum check_language */
    uint8_t role;      /* enum check_role */
    uint16_t value;
    const char *words;
};

struct check_sense {
    uint64_t hash; /* check_words_hash of the word, or of what stands before the star */
    struct str word;
    uint8_t languages, role;
    bool starred;
    uint16_t value;
};

struct check_words;

extern const struct check_word_list check_words_data[];
extern const size_t check_words_data_n;

enum { CHECK_MAX_SENSES = 16 }; /* of one word */

struct check_words *check_words_make(struct arena *a);
/* The senses of a folded word, at most CHECK_MAX_SENSES; returns how many. */
size_t check_words_find(const struct check_words *words, struct str folded,
                        const struct check_sense *ret_sense[CHECK_MAX_SENSES]);
/* EU for "eu", PT for "pt-BR", …, OTHER. */
enum check_language check_words_language(struct str tag);

#endif
