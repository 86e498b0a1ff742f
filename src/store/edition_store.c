#include "store/edition_store.h"

#define INSERT_EDITION                                                                             \
    "INSERT INTO edition (story_id, language, text_language, state, label, section_id, topic_id,"  \
    " published_ms, headline, lead, slug, picture, picture_width, picture_height, picture_alt,"    \
    " route, engine, revision, saved_ms, live_ms, problem, document) "
#define REPLACE_EDITION                                                                            \
    " ON CONFLICT (story_id, language) DO UPDATE SET text_language = excluded.text_language,"      \
    " state = excluded.state, label = excluded.label, section_id = excluded.section_id,"           \
    " topic_id = excluded.topic_id, published_ms = excluded.published_ms,"                         \
    " headline = excluded.headline, lead = excluded.lead, slug = excluded.slug,"                   \
    " picture = excluded.picture, picture_width = excluded.picture_width,"                         \
    " picture_height = excluded.picture_height, picture_alt = excluded.picture_alt,"               \
    " route = excluded.route, engine = excluded.engine, revision = excluded.revision,"             \
    " saved_ms = excluded.saved_ms, live_ms = excluded.live_ms, problem = excluded.problem,"       \
    " document = excluded.document"

enum { DOCUMENT_COLUMN = EDITION_ROW_N_COLUMNS + EDITION_ROW_N_POLICY };

static struct value state_value(enum edition_state state) {
    return value_text(str_of(edition_state_name(state)));
}

int edition_store_put(struct database *db, const struct edition_row *row, struct err *e) {
    if (!str_eq(row->language, row->text_language) || row->json.n == 0)
        return err_set(e, E_INVALID, "edition %lld/%.*s has no document of its own",
                       (long long)row->story_id, (int)row->language.n, row->language.p);
    return database_run(
        db,
        INSERT_EDITION "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
                       " $16, $17, $18, $19, $20, $21, $22)" REPLACE_EDITION,
        SQL_VALUES(
            value_int64(row->story_id), value_text(row->language), value_text(row->text_language),
            state_value(row->state), value_text(str_of(edition_label_name(row->label))),
            value_int64(row->section_id), value_id(row->topic_id), value_int64(row->published_ms),
            value_text(row->headline), value_text(row->lead), value_text(row->slug),
            value_text(row->picture), value_int64(row->picture_width),
            value_int64(row->picture_height), value_text(row->picture_alt), value_text(row->route),
            value_text(row->engine), value_int64(row->revision), value_int64(row->saved_ms),
            value_int64(row->live_ms), value_text(row->problem), value_text(row->json)),
        e);
}

int edition_store_await(struct database *db, int64_t story_id, struct str source_language,
                        struct str language, enum edition_state state, struct str problem,
                        struct err *e) {
    bool waits = state == EDITION_QUEUED || state == EDITION_OFF || state == EDITION_WITHHELD;
    if (str_eq(source_language, language) || !waits)
        return err_set(e, E_INVALID, "an edition in %.*s cannot wait to be %s", (int)language.n,
                       language.p, edition_state_name(state));
    return database_run(
        db,
        INSERT_EDITION
        "SELECT e.story_id, $3, e.language, $4, 'original', e.section_id, e.topic_id,"
        " e.published_ms, e.headline, e.lead, e.slug, e.picture, e.picture_width,"
        " e.picture_height, e.picture_alt, '', '', e.revision, e.saved_ms, 0, $5, ''"
        " FROM edition e WHERE e.story_id = $1 AND e.language = $2" REPLACE_EDITION
        " WHERE edition.text_language <> edition.language",
        SQL_VALUES(value_int64(story_id), value_text(source_language), value_text(language),
                   state_value(state), value_text(problem)),
        e);
}

int edition_store_set_state(struct database *db, int64_t story_id, struct str language,
                            enum edition_state state, struct str problem, struct err *e) {
    if (state == EDITION_LIVE)
        return err_set(e, E_INVALID, "an edition becomes live with its document only");
    int rc = database_run(db,
                          "UPDATE edition SET problem = $4,"
                          " state = CASE WHEN text_language = language THEN state ELSE $3 END"
                          " WHERE story_id = $1 AND language = $2",
                          SQL_VALUES(value_int64(story_id), value_text(language),
                                     state_value(state), value_text(problem)),
                          e);
    if (rc || database_changed(db)) return rc;
    return err_set(e, E_NOTFOUND, "there is no edition %lld/%.*s", (long long)story_id,
                   (int)language.n, language.p);
}

int edition_store_show(struct database *db, int64_t story_id, struct str language,
                       enum edition_state state, int64_t live_ms, struct err *e) {
    return database_run(db,
                        "UPDATE edition SET state = $3, live_ms = $4, problem = ''"
                        " WHERE story_id = $1 AND language = $2 AND text_language = language",
                        SQL_VALUES(value_int64(story_id), value_text(language), state_value(state),
                                   value_int64(live_ms)),
                        e);
}

int edition_store_set_policy(struct database *db, int64_t story_id, struct str language,
                             const struct edition_policy *p, int64_t published_ms, struct err *e) {
    bool usual = p->scope == SCOPE_WHOLE && !p->review && !p->delay_ms && !p->noindex;
    struct value value[] = {value_int64(story_id),
                            value_text(language),
                            value_text(str_of(edition_scope_name(p->scope))),
                            value_int64(p->review),
                            value_int64(p->delay_ms),
                            value_int64(p->noindex)};
    int rc =
        usual ? database_run(db, "DELETE FROM edition_policy WHERE story_id = $1 AND language = $2",
                             value, 2, e)
              : database_run(
                    db,
                    "INSERT INTO edition_policy (story_id, language, scope, review, delay_ms,"
                    " noindex) VALUES ($1, $2, $3, $4, $5, $6)"
                    " ON CONFLICT (story_id, language) DO UPDATE SET scope = excluded.scope,"
                    " review = excluded.review, delay_ms = excluded.delay_ms,"
                    " noindex = excluded.noindex",
                    value, 6, e);
    if (rc) return rc;
    return database_run(
        db, "UPDATE edition SET published_ms = $3 WHERE story_id = $1 AND language = $2",
        SQL_VALUES(value_int64(story_id), value_text(language),
                   value_int64(published_ms + p->delay_ms)),
        e);
}

int edition_store_refile(struct database *db, int64_t story_id, int64_t section_id,
                         int64_t topic_id, int64_t published_ms, struct err *e) {
    return database_run(
        db,
        "UPDATE edition SET section_id = $2, topic_id = $3, published_ms = $4 + coalesce("
        "(SELECT p.delay_ms FROM edition_policy p WHERE p.story_id = edition.story_id"
        " AND p.language = edition.language), 0) WHERE story_id = $1",
        SQL_VALUES(value_int64(story_id), value_int64(section_id), value_id(topic_id),
                   value_int64(published_ms)),
        e);
}

int edition_store_find(struct database *db, struct arena *a, int64_t story_id, struct str language,
                       struct edition_row *ret_row, struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT " EDITION_ROW_COLUMNS ", " EDITION_ROW_POLICY
                            ", " EDITION_ROW_DOCUMENT " FROM edition e" EDITION_ROW_POLICY_JOIN
                            " WHERE e.story_id = $1 AND e.language = $2",
                            SQL_VALUES(value_int64(story_id), value_text(language)), &rows, e);
    if (rc) return rc;
    struct edition_row row = {0};
    bool found = rows_next(rows, e);
    if (found) rc = edition_row_read(rows, a, &row, e);
    if (found) row.policy = edition_row_read_policy(rows, a, EDITION_ROW_N_COLUMNS);
    if (found) row.json = rows_text(rows, a, DOCUMENT_COLUMN);
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    if (!found)
        return err_set(e, E_NOTFOUND, "there is no edition %lld/%.*s", (long long)story_id,
                       (int)language.n, language.p);
    *ret_row = row;
    return 0;
}

int edition_store_list(struct database *db, struct arena *a, int64_t story_id, bool documents,
                       struct edition_row **ret_row, size_t *ret_n, struct err *e) {
    const char *sql = documents ? "SELECT " EDITION_ROW_COLUMNS ", " EDITION_ROW_POLICY
                                  ", " EDITION_ROW_DOCUMENT
                                  " FROM edition e" EDITION_ROW_POLICY_JOIN
                                  " WHERE e.story_id = $1 ORDER BY e.language"
                                : "SELECT " EDITION_ROW_COLUMNS ", " EDITION_ROW_POLICY
                                  " FROM edition e" EDITION_ROW_POLICY_JOIN
                                  " WHERE e.story_id = $1 ORDER BY e.language";
    struct rows *rows;
    int rc = database_query(db, sql, SQL_VALUES(value_int64(story_id)), &rows, e);
    if (rc) return rc;
    struct edition_row *row = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        row = arena_grow(a, row, n, &capacity, sizeof *row);
        rc = edition_row_read(rows, a, &row[n], e);
        row[n].policy = edition_row_read_policy(rows, a, EDITION_ROW_N_COLUMNS);
        if (!rc && documents) row[n].json = rows_text(rows, a, DOCUMENT_COLUMN);
        n++;
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_row = row;
    *ret_n = n;
    return 0;
}
