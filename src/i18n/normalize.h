#ifndef I18N_NORMALIZE_H
#define I18N_NORMALIZE_H
/* One way to write each character, and the cases of letters. Takes valid UTF-8; may be called from
   any thread. Results are the text given, when nothing changes, or in the arena. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* Unicode Normalization Form C. Plain text costs one look at each byte. */
struct str normalize_nfc(struct arena *a, struct str s);
bool normalize_is_nfc(struct str s);
/* The same text for readers who do not care about case: "STRASSE" and "Straße" are equal then. For
   comparing, not for showing. In NFC. */
struct str normalize_fold(struct arena *a, struct str s);
/* With the first letter as at the start of a sentence, or as within one, by the rules of the
   language ("i" is "İ" in Turkish). What stands before the first letter is kept, and a text that
   begins with a digit does not change. */
struct str normalize_upper_first(struct arena *a, struct str language, struct str s);
struct str normalize_lower_first(struct arena *a, struct str language, struct str s);

#endif
