#include "page/site_due.h"

#include "store/card.h"

int site_due_next(struct database *db, const struct site_info *site, int64_t after_ms,
                  int64_t *ret_ms, struct err *e) {
    int64_t next_ms = INT64_MAX;
    for (size_t i = 0; i < site->n_languages; i++) {
        int64_t due_ms;
        int code = card_next_due(db, site->language[i].tag, after_ms, &due_ms, e);
        if (code) return code;
        if (due_ms < next_ms) next_ms = due_ms;
    }
    *ret_ms = next_ms;
    return 0;
}
