#ifndef I18N_MESSAGE_H
#define I18N_MESSAGE_H
/* The words of the pages, per language, by key. Read-only once filled: then any thread may look
   things up. Texts are plain text, not HTML. */

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "i18n/po.h"

enum { MESSAGE_MAX_LANGUAGES = 200 };

struct message_catalog {
    struct str language;
    struct plural rule;
    struct map entry;                      /* key -> struct po_entry */
    const struct message_catalog *english; /* where a missing key is looked up; NULL in English */
};

/* Zero it before use; its parts live in the arena given to message_add. */
struct messages {
    struct message_catalog *catalog[MESSAGE_MAX_LANGUAGES];
    size_t n;
};

/* Adds a .po file for a language (canonical tag); a second one of the same language puts its
   entries over the first one's (a newsroom's own words). In English, an entry without translation
   says its msgid. The bytes must live as long as the arena. */
int message_add(struct messages *m, struct arena *a, struct str language, struct str po,
                struct err *e) MUST_CHECK;
/* The catalog for a language, by longest prefix ("es-MX" -> "es"), else English, else NULL. */
const struct message_catalog *message_catalog(const struct messages *m, struct str language);

/* The text of a key; in English when this language lacks it; the key itself when both do. Of an
   entry with plural forms, the first. `c` may be NULL. */
struct str message_get(const struct message_catalog *c, struct str key);
/* The form for n of an entry with plural forms. */
struct str message_plural(const struct message_catalog *c, struct str key, uint64_t n);

struct message_value {
    const char *name;
    struct str text;
};

/* The text with each "{name}" replaced by the value of that name. A name that is not given stays
   as it is; values are not looked into. */
struct str message_format(struct arena *a, struct str text, const struct message_value *value,
                          size_t n_values);

#endif
