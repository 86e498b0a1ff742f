#include "store/edition_row.h"

static int read_words(const struct rows *rows, struct arena *a, struct edition_row *row,
                      struct err *e) {
    struct str state = rows_text(rows, a, 3);
    struct str label = rows_text(rows, a, 4);
    if (!edition_state_from_name(state, &row->state))
        return err_set(e, E_DB, "edition %lld has the unknown state \"%.*s\"",
                       (long long)rows_int64(rows, 0), (int)state.n, state.p);
    if (!edition_label_from_name(label, &row->label))
        return err_set(e, E_DB, "edition %lld has the unknown label \"%.*s\"",
                       (long long)rows_int64(rows, 0), (int)label.n, label.p);
    return 0;
}

int edition_row_read(const struct rows *rows, struct arena *a, struct edition_row *ret_row,
                     struct err *e) {
    struct edition_row row = {
        .story_id = rows_int64(rows, 0),
        .language = rows_text(rows, a, 1),
        .text_language = rows_text(rows, a, 2),
        .section_id = rows_int64(rows, 5),
        .topic_id = rows_int64(rows, 6),
        .published_ms = rows_int64(rows, 7),
        .headline = rows_text(rows, a, 8),
        .lead = rows_text(rows, a, 9),
        .slug = rows_text(rows, a, 10),
        .picture = rows_text(rows, a, 11),
        .picture_width = rows_int64(rows, 12),
        .picture_height = rows_int64(rows, 13),
        .picture_alt = rows_text(rows, a, 14),
        .route = rows_text(rows, a, 15),
        .engine = rows_text(rows, a, 16),
        .revision = rows_int64(rows, 17),
        .saved_ms = rows_int64(rows, 18),
        .live_ms = rows_int64(rows, 19),
        .problem = rows_text(rows, a, 20),
    };
    int rc = read_words(rows, a, &row, e);
    if (!rc) *ret_row = row;
    return rc;
}

struct edition_policy edition_row_read_policy(const struct rows *rows, struct arena *a, int first) {
    struct str scope = rows_text(rows, a, first);
    return (struct edition_policy){
        .scope = str_eq(scope, str_of(edition_scope_name(SCOPE_HEADLINE))) ? SCOPE_HEADLINE
                                                                           : SCOPE_WHOLE,
        .review = rows_int64(rows, first + 1) != 0,
        .delay_ms = rows_int64(rows, first + 2),
        .noindex = rows_int64(rows, first + 3) != 0,
    };
}

bool edition_row_is_public(const struct edition_row *row, int64_t now_ms) {
    if (row->state == EDITION_REVIEW || row->state == EDITION_WITHHELD) return false;
    if (row->policy.review && row->state != EDITION_LIVE) return false;
    return row->published_ms <= now_ms;
}
