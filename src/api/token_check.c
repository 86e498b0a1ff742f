#include "api/token_check.h"

#include "base/clock.h"
#include "base/hash.h"
#include "store/token_store.h"

int token_check(const struct request *req, struct err *e) {
    const struct web_worker *worker = req->worker;
    struct str header = request_header_text(req, STR("authorization"));
    struct str scheme = str_slice(header, 0, 7);
    struct token token;
    if (!str_eq_nocase(scheme, STR("Bearer "))) {
        err_set(e, E_DENIED, "this needs a token");
        return err_hint(e, "send \"Authorization: Bearer TOKEN\"; `zubi token` makes one");
    }
    struct str secret = str_trim(str_from(header, 7));
    int code = token_store_check(worker->maker.db, req->arena, hash_hex(req->arena, secret),
                                 clock_wall_ms(), &token, e);
    if (code == E_DENIED) {
        err_set(e, E_DENIED, "the token is not known here");
        return err_hint(e, "`zubi token` makes a new one");
    }
    return code;
}
