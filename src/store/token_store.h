#ifndef STORE_TOKEN_STORE_H
#define STORE_TOKEN_STORE_H
/* Who may use the API. Only hashes (hash_hex of the secret) are stored. */

#include "sql/database.h"

struct token {
    int64_t id;
    struct str name; /* whom or what it is for */
    int64_t created_ms, last_used_ms;
};

/* E_CONFLICT when there is one of this hash already. */
int token_store_add(struct database *db, struct str hash, struct str name, int64_t now_ms,
                    int64_t *ret_id, struct err *e) MUST_CHECK;
/* The token with this hash, and notes (to the minute) that it was used; E_DENIED when there is
   none. */
int token_store_check(struct database *db, struct arena *a, struct str hash, int64_t now_ms,
                      struct token *ret_token, struct err *e) MUST_CHECK;

#endif
