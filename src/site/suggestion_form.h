#ifndef SITE_SUGGESTION_FORM_H
#define SITE_SUGGESTION_FORM_H
/* What a reader wrote as a better translation, held to what can be one. */

#include "http/form.h"
#include "page/original_view.h"

enum { SUGGESTION_FORM_MAX_TEXT = 4000, SUGGESTION_FORM_MAX_NOTE = 500 }; /* characters */

struct suggestion_words {
    struct str text, note;             /* clean, plain */
    struct str typed_text, typed_note; /* as they came, to be shown again; cut at the most that a
                                          form takes */
};

/* How many characters a translation of this segment may have. */
size_t suggestion_form_room(const struct original_pair *pair, size_t segment);
/* The segment's present words, plain, for the form's field; empty for a held one. */
struct str suggestion_form_present(const struct original_pair *pair, size_t segment);
/* Sets all of *ret_words. NULL, or the key of the message that says what is wrong: nothing was
   written or changed, too long, an address that is not in the source, a field filled that only
   programs see. */
const char *suggestion_form_read(struct arena *a, const struct form *form,
                                 const struct original_pair *pair, size_t segment,
                                 struct suggestion_words *ret_words);

#endif
