#ifndef I18N_PO_H
#define I18N_PO_H
/* gettext's .po files, strictly: UTF-8, every entry named by its msgctxt. */

#include "base/arena.h"
#include "base/err.h"
#include "i18n/plural.h"

enum { PO_MAX_BYTES = 1 << 20, PO_MAX_ENTRIES = 5000, PO_MAX_MESSAGE = 8192 };

struct po_entry {
    struct str key;                    /* msgctxt */
    struct str id;                     /* msgid: the English */
    struct str plural;                 /* msgid_plural; p is NULL when the entry has one form */
    struct str form[PLURAL_MAX_FORMS]; /* msgstr, or msgstr[0]… */
    uint32_t n_forms;                  /* 0 when it is not translated */
    uint32_t line;                     /* where it begins */
};

struct po {
    struct str language;    /* of the header; may be empty */
    struct plural rule;     /* of the header; "n != 1" when it has none */
    struct po_entry *entry; /* in the order of the file */
    size_t n_entries;
};

/* Parses a whole file. Entries that are fuzzy or obsolete are left out.
   E_INVALID: what is wrong and in which line (a key twice, wrong number of plural forms, unknown
   escape, not UTF-8…). E_LIMIT: over a ceiling above. What is in *ret lives in the arena. */
int po_parse(struct arena *a, struct str bytes, struct po *ret, struct err *e) MUST_CHECK;

#endif
