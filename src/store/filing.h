#ifndef STORE_FILING_H
#define STORE_FILING_H
/* What sections and topics share: a key in addresses, and a name in each language. */

#include "store/change_store.h"
#include "story/edition.h"

/* The statements of one of the two. */
struct filing {
    const char *by_key;      /* $1 key: its id */
    const char *by_name;     /* $1 language, $2 name: its id */
    const char *insert;      /* $1 key: its new id, or the present one */
    const char *add_name;    /* $1 id, $2 language, $3 name, $4 origin: when there is none */
    const char *set_name;    /* the same, but replaces another name that a machine wrote */
    enum change_kind change; /* that a name makes: FILING, about all pages, or TOPIC */
};

/* See section_store_ensure. */
int filing_ensure(const struct filing *f, struct database *db, struct str key, struct str language,
                  struct str name, int64_t *ret_id, struct err *e) MUST_CHECK;
/* See section_store_set_name. */
int filing_set_name(const struct filing *f, struct database *db, int64_t id, struct str language,
                    struct str name, enum segment_origin origin, struct err *e) MUST_CHECK;

#endif
