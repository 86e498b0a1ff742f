#include "store/search_slot.h"

enum { MINUTE_MS = 60000, MOST_MINUTES = 1000 };

int64_t search_slot_first(int64_t published_ms) {
    int64_t minute = published_ms / MINUTE_MS - (published_ms % MINUTE_MS < 0);
    return minute * SEARCH_SLOT_SIZE;
}

int64_t search_slot_end(int64_t published_ms) {
    return search_slot_first(published_ms) + (int64_t)(MOST_MINUTES + 1) * SEARCH_SLOT_SIZE;
}

int64_t search_slot_ms(int64_t id) {
    return (id / SEARCH_SLOT_SIZE - (id % SEARCH_SLOT_SIZE < 0)) * MINUTE_MS;
}

int search_slot_take(struct database *db, int64_t published_ms, int64_t *ret_id, struct err *e) {
    int64_t first = search_slot_first(published_ms);
    for (int i = 0; i < MOST_MINUTES; i++, first += SEARCH_SLOT_SIZE) {
        int64_t next;
        int rc = database_int64(
            db,
            "SELECT coalesce(max(id) + 1, $1) FROM search_edition"
            " WHERE id >= $1 AND id < $2",
            SQL_VALUES(value_int64(first), value_int64(first + SEARCH_SLOT_SIZE)), &next, e);
        if (rc) return rc;
        if (next == first + SEARCH_SLOT_SIZE) continue;
        *ret_id = next;
        return 0;
    }
    return err_set(e, E_LIMIT, "too many editions are dated to the same minute");
}
