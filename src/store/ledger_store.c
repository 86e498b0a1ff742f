#include "store/ledger_store.h"

#include "base/buf.h"
#include "base/hash.h"

#define LEDGER_COLUMNS                                                                             \
    "id, story_id, language, revision, segment, act, who, role, source_hash, source, text_before," \
    " text_after, text_hash, at_ms, seal"

enum { VERIFY_AT_ONCE = 500 };

static struct str hash_text_of(struct arena *a, uint64_t hash) {
    return arena_printf(a, "%016llx", (unsigned long long)hash);
}

/* All that is sealed, each text with its length before it, so that none can pass for another. */
static struct str seal_of(struct arena *a, const struct ledger_entry *entry, struct str previous) {
    const struct str part[] = {previous,      entry->language, str_of(segment_act_name(entry->act)),
                               entry->who,    entry->role,     hash_text_of(a, entry->source_hash),
                               entry->source, entry->before,   entry->after};
    struct buf b;
    buf_init(&b, SIZE_MAX / 4);
    buf_printf(&b, "%lld %lld %lld %lld", (long long)entry->story_id, (long long)entry->revision,
               (long long)entry->segment, (long long)entry->at_ms);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        buf_printf(&b, " %zu ", part[i].n);
        buf_add(&b, part[i]);
    }
    struct str seal = hash_hex(a, buf_str(&b));
    buf_release(&b);
    return seal;
}

static int last_seal(struct database *db, struct arena *a, struct str *ret_seal, struct err *e) {
    struct rows *rows;
    int rc =
        database_query(db, "SELECT seal FROM ledger ORDER BY id DESC LIMIT 1", NULL, 0, &rows, e);
    if (rc) return rc;
    struct str seal = STR("");
    if (rows_next(rows, e)) seal = rows_text(rows, a, 0);
    rc = rows_close(rows, 0, e);
    if (!rc) *ret_seal = seal;
    return rc;
}

int ledger_store_add(struct database *db, struct arena *a, const struct ledger_entry *entry,
                     struct err *e) {
    struct str previous;
    if (!database_in_transaction(db))
        return err_set(e, E_INVALID, "the ledger is written within a transaction");
    int rc = last_seal(db, a, &previous, e);
    if (rc) return rc;
    return database_run(
        db,
        "INSERT INTO ledger (story_id, language, revision, segment, act, who, role, source_hash,"
        " source, text_before, text_after, text_hash, at_ms, seal)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        SQL_VALUES(value_int64(entry->story_id), value_text(entry->language),
                   value_int64(entry->revision), value_int64(entry->segment),
                   value_text(str_of(segment_act_name(entry->act))), value_text(entry->who),
                   value_text(entry->role), value_text(hash_text_of(a, entry->source_hash)),
                   value_text(entry->source), value_text(entry->before), value_text(entry->after),
                   value_text(hash_hex(a, entry->after)), value_int64(entry->at_ms),
                   value_text(seal_of(a, entry, previous))),
        e);
}

static uint64_t parse_hash(struct str s) {
    uint64_t hash = 0;
    for (size_t i = 0; i < s.n; i++)
        hash = hash << 4 | (uint64_t)(s.p[i] <= '9' ? s.p[i] - '0' : s.p[i] - 'a' + 10);
    return hash;
}

static int read_entry(const struct rows *rows, struct arena *a, struct ledger_entry *ret_entry,
                      struct err *e) {
    struct ledger_entry entry = {
        .id = rows_int64(rows, 0),
        .story_id = rows_int64(rows, 1),
        .language = rows_text(rows, a, 2),
        .revision = rows_int64(rows, 3),
        .segment = rows_int64(rows, 4),
        .who = rows_text(rows, a, 6),
        .role = rows_text(rows, a, 7),
        .source_hash = parse_hash(rows_text(rows, a, 8)),
        .source = rows_text(rows, a, 9),
        .before = rows_text(rows, a, 10),
        .after = rows_text(rows, a, 11),
        .text_hash = rows_text(rows, a, 12),
        .at_ms = rows_int64(rows, 13),
        .seal = rows_text(rows, a, 14),
    };
    struct str act = rows_text(rows, a, 5);
    if (!segment_act_from_name(act, &entry.act))
        return err_set(e, E_DB, "ledger entry %lld is the unknown act \"%.*s\"",
                       (long long)entry.id, (int)act.n, act.p);
    *ret_entry = entry;
    return 0;
}

/* Two statements, so that each goes by its index. */
#define OF_QUERY                                                                                   \
    " AND (language = $2 OR $2 = '') AND at_ms >= $3 AND (at_ms < $4 OR $4 = 0) AND id > $5"       \
    " ORDER BY id LIMIT $6"

int ledger_store_last(struct database *db, int64_t *ret_id, struct err *e) {
    return database_int64(db, "SELECT id FROM ledger ORDER BY id DESC LIMIT 1", NULL, 0, ret_id, e);
}

int ledger_store_list(struct database *db, struct arena *a, const struct ledger_query *q,
                      struct ledger_entry **ret_entry, size_t *ret_n, struct err *e) {
    const char *sql = q->story_id ? "SELECT " LEDGER_COLUMNS
                                    " FROM ledger WHERE story_id = $1" OF_QUERY
                                  : "SELECT " LEDGER_COLUMNS " FROM ledger WHERE $1 = 0" OF_QUERY;
    struct rows *rows;
    int rc = database_query(db, sql,
                            SQL_VALUES(value_int64(q->story_id), value_text(q->language),
                                       value_int64(q->from_ms), value_int64(q->to_ms),
                                       value_int64(q->after_id), value_int64(q->limit)),
                            &rows, e);
    if (rc) return rc;
    struct ledger_entry *entry = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        entry = arena_grow(a, entry, n, &capacity, sizeof *entry);
        rc = read_entry(rows, a, &entry[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_entry = entry;
    *ret_n = n;
    return 0;
}

bool ledger_store_is_sealed(struct arena *a, const struct ledger_entry *entry,
                            struct str previous_seal) {
    return str_eq(entry->seal, seal_of(a, entry, previous_seal)) &&
           str_eq(entry->text_hash, hash_hex(a, entry->after));
}

int ledger_store_verify(struct database *db, int64_t *ret_broken_id, int64_t *ret_n,
                        struct err *e) {
    struct ledger_query query = {.language = STR(""), .limit = VERIFY_AT_ONCE};
    struct ledger_entry *entry;
    struct arena a = {0};
    char previous[64];
    struct str seal = STR("");
    size_t n = VERIFY_AT_ONCE;
    int64_t broken = 0, all = 0;
    int rc = 0;
    while (!rc && !broken && n == VERIFY_AT_ONCE) {
        rc = ledger_store_list(db, &a, &query, &entry, &n, e);
        for (size_t i = 0; i < n && !rc && !broken; i++) {
            if (!ledger_store_is_sealed(&a, &entry[i], seal)) broken = entry[i].id;
            seal = entry[i].seal;
            query.after_id = entry[i].id;
            all++;
        }
        seal = str_slice(seal, 0, sizeof previous);
        for (size_t i = 0; i < seal.n; i++) previous[i] = seal.p[i];
        seal.p = previous;
        arena_reset(&a);
    }
    arena_release(&a);
    if (rc) return rc;
    *ret_broken_id = broken;
    *ret_n = all;
    return 0;
}
