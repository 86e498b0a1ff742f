#include "store/card.h"

#define CARD_COLUMNS                                                                               \
    EDITION_ROW_COLUMNS ", s.source_language, s.byline, s.created_ms, s.updated_ms, c.key,"        \
                        " coalesce(cn.name, co.name, c.key), t.key,"                               \
                        " coalesce(tn.name, tr.name, t.key)"
#define CARD_JOINS                                                                                 \
    " JOIN story s ON s.id = e.story_id JOIN section c ON c.id = e.section_id"                     \
    " LEFT JOIN section_name cn ON cn.section_id = e.section_id AND cn.language = e.language"      \
    " LEFT JOIN section_name co ON co.section_id = e.section_id"                                   \
    " AND co.language = s.source_language"                                                         \
    " LEFT JOIN topic t ON t.id = e.topic_id"                                                      \
    " LEFT JOIN topic_name tn ON tn.topic_id = e.topic_id AND tn.language = e.language"            \
    " LEFT JOIN topic_name tr ON tr.topic_id = e.topic_id AND tr.language = s.source_language"
enum { CARD_N_COLUMNS = EDITION_ROW_N_COLUMNS + 8, POLICY_COLUMN = CARD_N_COLUMNS };
#define CARD_WITH_POLICY CARD_COLUMNS ", " EDITION_ROW_POLICY
#define CARD_POLICY_JOINS CARD_JOINS EDITION_ROW_POLICY_JOIN

static int read_card(const struct rows *rows, struct arena *a, struct card *ret_card,
                     struct err *e) {
    enum { FIRST = EDITION_ROW_N_COLUMNS };
    struct card card = {
        .source_language = rows_text(rows, a, FIRST),
        .byline = rows_text(rows, a, FIRST + 1),
        .created_ms = rows_int64(rows, FIRST + 2),
        .updated_ms = rows_int64(rows, FIRST + 3),
        .section_key = rows_text(rows, a, FIRST + 4),
        .section_name = rows_text(rows, a, FIRST + 5),
        .topic_key = rows_text(rows, a, FIRST + 6),
        .topic_name = rows_text(rows, a, FIRST + 7),
    };
    int rc = edition_row_read(rows, a, &card.edition, e);
    if (!rc) *ret_card = card;
    return rc;
}

int card_load(struct database *db, struct arena *a, int64_t story_id, struct str language,
              struct card *ret_card, struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT " CARD_WITH_POLICY ", " EDITION_ROW_DOCUMENT
                            " FROM edition e" CARD_POLICY_JOINS
                            " WHERE e.story_id = $1 AND e.language = $2",
                            SQL_VALUES(value_int64(story_id), value_text(language)), &rows, e);
    if (rc) return rc;
    struct card card = {0};
    bool found = rows_next(rows, e);
    if (found) rc = read_card(rows, a, &card, e);
    if (found) card.edition.policy = edition_row_read_policy(rows, a, POLICY_COLUMN);
    if (found) card.edition.json = rows_text(rows, a, POLICY_COLUMN + EDITION_ROW_N_POLICY);
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    if (!found)
        return err_set(e, E_NOTFOUND, "there is no edition %lld/%.*s", (long long)story_id,
                       (int)language.n, language.p);
    *ret_card = card;
    return 0;
}

/* The newest editions of one state, by an index in just this order. */
#define NEWEST(filter, state)                                                                      \
    "SELECT " EDITION_ROW_COLUMNS " FROM edition e WHERE " filter " AND e.language = $1"           \
    " AND e.state IN ('live', 'off') AND e.state = '" state "'"                                    \
    " AND (e.published_ms, e.story_id) < ($2, $3) AND e.story_id <> $4"                            \
    " ORDER BY e.published_ms DESC, e.story_id DESC LIMIT $5"
#define LIST(editions)                                                                             \
    "SELECT " CARD_COLUMNS " FROM (" editions ") e" CARD_JOINS                                     \
    " ORDER BY e.published_ms DESC, e.story_id DESC LIMIT $5"
#define LIVE(filter) LIST(NEWEST(filter, "live"))
#define LIVE_AND_OFF(filter)                                                                       \
    LIST("SELECT * FROM (" NEWEST(filter, "live") ") l UNION ALL SELECT * FROM (" NEWEST(          \
        filter, "off") ") o")

static const char *const list_sql[3][2] = {
    /* $6 is tested for every list, so that all take the same values. */
    {LIVE("$6 = 0"), LIVE_AND_OFF("$6 = 0")},
    {LIVE("e.section_id = $6"), LIVE_AND_OFF("e.section_id = $6")},
    {LIVE("e.topic_id = $6"), LIVE_AND_OFF("e.topic_id = $6")},
};

int card_list(struct database *db, struct arena *a, const struct card_query *q,
              struct card **ret_card, size_t *ret_n, struct err *e) {
    if (q->section_id && q->topic_id)
        return err_set(e, E_INVALID, "a list is of a section or of a topic");
    int kind = q->section_id ? 1 : q->topic_id ? 2 : 0;
    struct rows *rows;
    int rc =
        database_query(db, list_sql[kind][q->with_off],
                       SQL_VALUES(value_text(q->language), value_int64(q->before_ms),
                                  value_int64(q->before_id), value_int64(q->except_id),
                                  value_int64(q->limit), value_int64(q->section_id + q->topic_id)),
                       &rows, e);
    if (rc) return rc;
    struct card *card = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        card = arena_grow(a, card, n, &capacity, sizeof *card);
        rc = read_card(rows, a, &card[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_card = card;
    *ret_n = n;
    return 0;
}

enum { IDS_AT_ONCE = 20 };

/* Reads up to IDS_AT_ONCE of them, each to where its id stands; ids that are 0 find nothing. */
static int read_by_ids(struct database *db, struct arena *a, const struct value *value,
                       struct card *ret_card, struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT " CARD_WITH_POLICY " FROM edition e" CARD_POLICY_JOINS
                            " WHERE e.language = $1 AND e.story_id IN ($2, $3, $4, $5, $6, $7, $8,"
                            " $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
                            value, IDS_AT_ONCE + 1, &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        struct card card;
        rc = read_card(rows, a, &card, e);
        card.edition.policy = edition_row_read_policy(rows, a, POLICY_COLUMN);
        for (size_t i = 0; !rc && i < IDS_AT_ONCE; i++)
            if (value[i + 1].number == card.edition.story_id) ret_card[i] = card;
    }
    return rows_close(rows, rc, e);
}

int card_by_ids(struct database *db, struct arena *a, struct str language, const int64_t *id,
                size_t n, struct card **ret_card, size_t *ret_n, struct err *e) {
    if (n > CARD_MAX_IDS) return err_set(e, E_LIMIT, "more than %d stories", CARD_MAX_IDS);
    struct card *card = arena_array(a, n + IDS_AT_ONCE, sizeof *card);
    for (size_t from = 0; from < n; from += IDS_AT_ONCE) {
        struct value value[IDS_AT_ONCE + 1] = {value_text(language)};
        for (size_t i = 0; i < IDS_AT_ONCE; i++)
            value[i + 1] = value_int64(from + i < n ? id[from + i] : 0);
        int rc = read_by_ids(db, a, value, &card[from], e);
        if (rc) return rc;
    }
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        if (card[i].edition.story_id) card[found++] = card[i];
    *ret_card = card;
    *ret_n = found;
    return 0;
}

#define LIVE_IN_LANGUAGE                                                                           \
    " FROM edition e WHERE e.language = $1 AND e.state IN ('live', 'off') AND e.state = 'live'"    \
    " AND e.published_ms > $2"

int card_next_due(struct database *db, struct str language, int64_t after_ms, int64_t *ret_ms,
                  struct err *e) {
    return database_int64(
        db, "SELECT coalesce(min(e.published_ms), $3)" LIVE_IN_LANGUAGE,
        SQL_VALUES(value_text(language), value_int64(after_ms), value_int64(INT64_MAX)), ret_ms, e);
}

int card_due(struct database *db, struct arena *a, struct str language, int64_t after_ms,
             int64_t until_ms, int64_t **ret_id, size_t *ret_n, struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db, "SELECT e.story_id" LIVE_IN_LANGUAGE " AND e.published_ms <= $3",
        SQL_VALUES(value_text(language), value_int64(after_ms), value_int64(until_ms)), &rows, e);
    if (rc) return rc;
    int64_t *id = NULL;
    size_t n = 0, capacity = 0;
    while (rows_next(rows, e)) {
        id = arena_grow(a, id, n, &capacity, sizeof *id);
        id[n++] = rows_int64(rows, 0);
    }
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    *ret_id = id;
    *ret_n = n;
    return 0;
}

int card_is_place(struct database *db, struct str language, int64_t at_ms, int64_t id, bool *ret_is,
                  struct err *e) {
    int64_t n;
    int rc = database_int64(db,
                            "SELECT count(*) FROM edition WHERE story_id = $1 AND language = $2"
                            " AND published_ms = $3 AND state IN ('live', 'off')",
                            SQL_VALUES(value_int64(id), value_text(language), value_int64(at_ms)),
                            &n, e);
    if (!rc) *ret_is = n > 0;
    return rc;
}
