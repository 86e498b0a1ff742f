#include "store/edition_read.h"

#include "store/edition_store.h"
#include "story/document_json.h"

int edition_read_row(struct arena *a, const struct edition_row *row, struct edition *ret_edition,
                     struct err *e) {
    struct edition edition = {.story_id = row->story_id,
                              .language = row->language,
                              .text_language = row->text_language,
                              .state = row->state,
                              .label = row->label,
                              .slug = row->slug,
                              .route = row->route,
                              .engine = row->engine,
                              .revision = row->revision,
                              .saved_ms = row->saved_ms,
                              .live_ms = row->live_ms,
                              .problem = row->problem};
    int code = 0;
    if (str_eq(row->text_language, row->language))
        code = document_json_read(a, row->json, &edition.document, &edition.segment,
                                  &edition.n_segments, e);
    if (!code) *ret_edition = edition;
    return code;
}

int edition_read(struct database *db, struct arena *a, int64_t story_id, struct str language,
                 struct edition *ret_edition, struct edition_row *ret_row, struct err *e) {
    struct edition_row row;
    int code = edition_store_find(db, a, story_id, language, &row, e);
    if (!code) code = edition_read_row(a, &row, ret_edition, e);
    if (!code && ret_row) *ret_row = row;
    return code;
}
