#ifndef TRANSLATE_CHECK_QUANTITY_H
#define TRANSLATE_CHECK_QUANTITY_H
/* The numbers of a text, in digits or in words, as values that can be compared across languages. */

#include "translate/check_token.h"

/* digits × 10^power, digits without zeros at the end; more than 18 digits are only compared. A time
   of day is its minutes with power QUANTITY_TIME. */
struct quantity_value {
    uint64_t digits;
    int16_t power;
};

enum { QUANTITY_TIME = 30000 };

struct quantity {
    uint32_t start, end;          /* bytes */
    struct quantity_value value;  /* as the language of the text writes numbers */
    struct quantity_value scaled; /* with the "million" that follows; = value when none does */
    struct quantity_value other;  /* as other languages would read it; = value when the same */
    struct quantity_value time;   /* as a time of day; = value when it can be none */
    bool in_words;                /* "three", "XIX", "second": matches, and is missed only when it
                                     is demanded */
    bool demanded;
    bool used; /* found on the other side */
};

struct quantity_list {
    struct quantity *quantity;
    size_t n;
};

/* In the order of the text; in the arena. */
struct quantity_list check_quantity_read(struct arena *a, const struct check_side *side);
bool check_quantity_equal(struct quantity_value a, struct quantity_value b);

#endif
