#include "i18n/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "i18n/language.h"

/* Numbers of fewer digits than `from_digits` stay in one piece. */
static const struct grouping {
    const char *language, *separator;
    size_t from_digits;
} GROUPING[] = {
    {"ca", ".", 4}, {"de", ".", 4}, {"en", ",", 4},         {"es-MX", ",", 4},
    {"es", ".", 5}, {"eu", ".", 4}, {"fr", "\u202f", 4},    {"gl", ".", 4},
    {"it", ".", 4}, {"nl", ".", 4}, {"pt-PT", "\u00a0", 5}, {"pt", ".", 4},
};

static const struct grouping OTHER = {"", "\u202f", 5};

static const struct grouping *grouping_of(struct str language) {
    for (size_t i = 0; i < sizeof GROUPING / sizeof GROUPING[0]; i++) {
        if (language_is(language, str_of(GROUPING[i].language))) return &GROUPING[i];
    }
    return &OTHER;
}

struct str number_format(struct arena *a, struct str language, int64_t number) {
    const struct grouping *grouping = grouping_of(language);
    char digits[24];
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    size_t n = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, size);
    size_t separator = strlen(grouping->separator);
    char *text = arena_alloc(a, 80), *end = text;
    if (number < 0) { /* U+2212, the minus sign, as wide as a plus */
        memcpy(end, "\u2212", 3);
        end += 3;
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0 && n >= grouping->from_digits) {
            memcpy(end, grouping->separator, separator);
            end += separator;
        }
        *end++ = digits[i];
    }
    return (struct str){text, (size_t)(end - text)};
}
