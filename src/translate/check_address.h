#ifndef TRANSLATE_CHECK_ADDRESS_H
#define TRANSLATE_CHECK_ADDRESS_H
/* What in a text must come through a translation byte for byte. */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The end of the web or e-mail address, @handle or #hashtag that starts at byte `at`, or `at` when
   none does; `fresh` when white space or a sign stands before it. Punctuation that ends a sentence
   is not part of it. */
size_t check_address_end(struct str s, size_t at, bool fresh);
/* The same for placeholders: {name}, {{name}}, ${name}, %s, %d, %1$s, %(name)s. */
size_t check_address_holder_end(struct str s, size_t at);

#endif
