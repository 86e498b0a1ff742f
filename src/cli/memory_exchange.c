#include "cli/memory_exchange.h"

#include "base/clock.h"
#include "interchange/tmx_reader.h"
#include "interchange/tmx_writer.h"
#include "interchange/xml_tree.h"
#include "sys/file.h"

static void add_entry(struct tmx_writer *w, struct arena *a, const struct memory_entry *m) {
    struct tmx_entry entry = {.id = arena_printf(a, "m%lld", (long long)m->id),
                              .source_language = m->from,
                              .target_language = m->to,
                              .source = m->source,
                              .target = m->target,
                              .origin = ORIGIN_PERSON,
                              .who = m->who,
                              .at_ms = m->at_ms};
    tmx_writer_add(w, a, &entry);
}

static int flush(struct buf *b, FILE *out, struct err *e) {
    if (buf_failed(b)) return err_set(e, E_LIMIT, "the memory has an entry that is too long");
    if (fwrite(b->p, 1, b->n, out) != b->n) return err_set(e, E_IO, "cannot write the memory");
    buf_clear(b);
    return 0;
}

int memory_exchange_export(struct database *db, const struct memory_query *wanted, FILE *out,
                           struct err *e) {
    struct memory_query query = *wanted;
    struct memory_entry *entry;
    struct tmx_writer w;
    struct arena a = {0};
    struct buf b;
    size_t n = (size_t)query.limit;
    int code = 0;
    buf_init(&b, 256 << 20);
    tmx_writer_start(&w, &b, query.from.n ? query.from : STR("*all*"));
    while (!code && n == (size_t)query.limit) {
        code = memory_store_list(db, &a, &query, &entry, &n, e);
        for (size_t i = 0; !code && i < n; i++) add_entry(&w, &a, &entry[i]);
        if (!code && n) query.after_id = entry[n - 1].id;
        if (!code) code = flush(&b, out, e);
        arena_reset(&a);
    }
    tmx_writer_end(&w);
    if (!code) code = flush(&b, out, e);
    buf_release(&b);
    arena_release(&a);
    return code;
}

static bool is_wanted(const struct tmx_entry *t, const struct memory_query *query) {
    return (query->from.n == 0 || str_eq(query->from, t->source_language)) &&
           (query->to.n == 0 || str_eq(query->to, t->target_language));
}

static int take(struct database *db, struct arena *a, const struct tmx_entry *t, int64_t now_ms,
                struct memory_imported *done, struct err *e) {
    struct memory_entry entry = {.from = t->source_language,
                                 .to = t->target_language,
                                 .source = t->source,
                                 .target = t->target,
                                 .who = t->who,
                                 .role = STR(""),
                                 .origin = MEMORY_IMPORT,
                                 .approved = true,
                                 .at_ms = t->at_ms && t->at_ms < now_ms ? t->at_ms : now_ms};
    int64_t id;
    int code = memory_store_put(db, a, &entry, &id, e);
    if (code == E_INVALID || code == E_LIMIT) {
        done->n_unfit++;
        return 0;
    }
    done->n_taken += !code && id;
    done->n_older += !code && !id;
    return code;
}

static int take_all(struct database *db, const struct tmx_read *read,
                    const struct memory_query *query, struct memory_imported *done, struct err *e) {
    struct arena scratch = {0};
    int64_t now_ms = clock_wall_ms();
    int code = database_begin(db, e);
    if (code) return code;
    for (size_t i = 0; i < read->n && !code; i++) {
        const struct tmx_entry *t = &read->entry[i];
        bool wanted = is_wanted(t, query), machine = t->origin == ORIGIN_MACHINE;
        done->n_other += !wanted;
        done->n_machine += wanted && machine;
        if (wanted && !machine) code = take(db, &scratch, t, now_ms, done, e);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    return database_end(db, code, e);
}

int memory_exchange_import(struct database *db, const char *path, const struct memory_query *query,
                           struct memory_imported *ret_imported, struct err *e) {
    struct memory_imported done = {0};
    struct arena a = {0};
    struct tmx_read read;
    struct str bytes;
    int code = file_read(&a, path, XML_TREE_MAX_BYTES, &bytes, e);
    if (!code) {
        code = tmx_reader_read(&a, bytes, &read, e);
        if (code) err_add(e, "%s: ", path);
    }
    if (!code) {
        done.n_other = read.n_left_out;
        code = take_all(db, &read, query, &done, e);
    }
    arena_release(&a);
    if (!code) *ret_imported = done;
    return code;
}
