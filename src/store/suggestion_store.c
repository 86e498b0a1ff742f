#include "store/suggestion_store.h"

#include "base/hash.h"
#include "story/document_json.h"

static const char *const state_name[] = {
    [SUGGESTION_OPEN] = "open", [SUGGESTION_TAKEN] = "taken", [SUGGESTION_DISMISSED] = "dismissed"};

const char *suggestion_state_name(enum suggestion_state state) {
    return state_name[state];
}

bool suggestion_state_from_name(struct str name, enum suggestion_state *ret_state) {
    for (size_t i = 0; i < sizeof state_name / sizeof *state_name; i++) {
        if (!str_eq(name, str_of(state_name[i]))) continue;
        *ret_state = (enum suggestion_state)i;
        return true;
    }
    return false;
}

static struct value state_value(enum suggestion_state state) {
    return value_text(str_of(state_name[state]));
}

int suggestion_store_count_open(struct database *db, int64_t *ret_n, struct err *e) {
    return database_int64(db, "SELECT count(*) FROM suggestion WHERE state = 'open'", NULL, 0,
                          ret_n, e);
}

static int check_room(struct database *db, int64_t story_id, struct err *e) {
    int64_t all, of_story;
    int rc = suggestion_store_count_open(db, &all, e);
    if (!rc)
        rc = database_int64(
            db, "SELECT count(*) FROM suggestion WHERE state = 'open' AND story_id = $1",
            SQL_VALUES(value_int64(story_id)), &of_story, e);
    if (rc) return rc;
    if (all >= SUGGESTION_MOST_OPEN || of_story >= SUGGESTION_MOST_OPEN_OF_STORY)
        return err_set(e, E_LIMIT, "too many suggestions wait for the newsroom");
    return 0;
}

static int insert(struct database *db, struct arena *a, const struct suggestion *s, struct err *e) {
    int rc = check_room(db, s->story_id, e);
    if (rc) return rc;
    struct str hash = arena_printf(a, "%016llx", (unsigned long long)s->source_hash);
    return database_run(
        db,
        "INSERT INTO suggestion (story_id, language, segment, source_hash, source, present,"
        " proposed, proposed_hash, note, at_ms, state, who, settled_ms, ledger_id)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', '', 0, NULL)"
        " ON CONFLICT (story_id, language, source_hash, proposed_hash) DO NOTHING",
        SQL_VALUES(value_int64(s->story_id), value_text(s->language), value_int64(s->segment),
                   value_text(hash), value_text(document_json_write_text(a, &s->source)),
                   value_text(document_json_write_text(a, &s->present)), value_text(s->proposed),
                   value_text(hash_hex(a, s->proposed)), value_text(s->note),
                   value_int64(s->at_ms)),
        e);
}

int suggestion_store_add(struct database *db, struct arena *a, const struct suggestion *s,
                         struct err *e) {
    int rc = database_begin(db, e);
    return rc ? rc : database_end(db, insert(db, a, s, e), e);
}

#define COLUMNS                                                                                    \
    "id, story_id, language, segment, source_hash, source, present, proposed, note, at_ms, state," \
    " who, settled_ms, ledger_id"

static bool read_hash(struct str s, uint64_t *ret_hash) {
    uint64_t hash = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return false;
        hash = hash << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
    }
    *ret_hash = hash;
    return s.n == 16;
}

static int read_row(const struct rows *rows, struct arena *a, struct suggestion *ret,
                    struct err *e) {
    struct suggestion s = {
        .id = rows_int64(rows, 0),
        .story_id = rows_int64(rows, 1),
        .language = rows_text(rows, a, 2),
        .segment = rows_int64(rows, 3),
        .proposed = rows_text(rows, a, 7),
        .note = rows_text(rows, a, 8),
        .at_ms = rows_int64(rows, 9),
        .who = rows_text(rows, a, 11),
        .settled_ms = rows_int64(rows, 12),
        .ledger_id = rows_int64(rows, 13),
    };
    if (!read_hash(rows_text(rows, a, 4), &s.source_hash) ||
        !suggestion_state_from_name(rows_text(rows, a, 10), &s.state) || s.segment < 1)
        return err_set(e, E_DB, "suggestion %lld is not as it was stored", (long long)s.id);
    int rc = document_json_read_text(a, rows_text(rows, a, 5), &s.source, e);
    if (!rc) rc = document_json_read_text(a, rows_text(rows, a, 6), &s.present, e);
    if (!rc) *ret = s;
    return rc;
}

int suggestion_store_find(struct database *db, struct arena *a, int64_t id,
                          struct suggestion *ret_suggestion, struct err *e) {
    struct rows *rows;
    int rc = database_query(db, "SELECT " COLUMNS " FROM suggestion WHERE id = $1",
                            SQL_VALUES(value_int64(id)), &rows, e);
    if (rc) return rc;
    bool found = rows_next(rows, e);
    if (found) rc = read_row(rows, a, ret_suggestion, e);
    rc = rows_close(rows, rc, e);
    if (rc || found) return rc;
    err_set(e, E_NOTFOUND, "there is no suggestion %lld", (long long)id);
    return err_hint(e, "`zubi suggestions list` shows those that are open");
}

int suggestion_store_list(struct database *db, struct arena *a,
                          const struct suggestion_query *query, struct suggestion **ret_suggestion,
                          size_t *ret_n, struct err *e) {
    struct rows *rows;
    struct suggestion *list = NULL;
    size_t n = 0, capacity = 0;
    int rc = database_query(db,
                            "SELECT " COLUMNS " FROM suggestion WHERE state = $1 AND id > $2"
                            " AND ($3 = 0 OR story_id = $3) AND ($4 = '' OR language = $4)"
                            " ORDER BY id LIMIT $5",
                            SQL_VALUES(state_value(query->state), value_int64(query->after_id),
                                       value_int64(query->story_id), value_text(query->language),
                                       value_int64(query->limit)),
                            &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        list = arena_grow(a, list, n, &capacity, sizeof *list);
        rc = read_row(rows, a, &list[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_suggestion = list;
    *ret_n = n;
    return 0;
}

int suggestion_store_settle(struct database *db, int64_t id, enum suggestion_state state,
                            struct str who, int64_t now_ms, int64_t ledger_id, struct err *e) {
    int rc = database_run(db,
                          "UPDATE suggestion SET state = $2, who = $3, settled_ms = $4,"
                          " ledger_id = $5 WHERE id = $1 AND state = 'open'",
                          SQL_VALUES(value_int64(id), state_value(state), value_text(who),
                                     value_int64(now_ms), value_id(ledger_id)),
                          e);
    if (rc || database_changed(db) == 1) return rc;
    err_set(e, E_CONFLICT, "suggestion %lld is not open any more", (long long)id);
    return err_hint(e, "somebody took or dismissed it");
}

struct suggestion_seen suggestion_store_seen(const struct suggestion *s) {
    return (struct suggestion_seen){.segment = (size_t)s->segment - 1,
                                    .source_hash = s->source_hash,
                                    .text_hash = segment_hash(&s->present)};
}
