#include "cli/ledger_command.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "cli/options.h"
#include "store/ledger_store.h"
#include "story/document_json.h"

const char ledger_usage[] =
    "usage: zubi ledger [STORY] [--lang LANGUAGE] [--from DATE] [--to DATE]\n"
    "                   [--format table|csv|json] [--verify] [--data DIR]\n"
    "\n"
    "Who reviewed what and when: every edit, approval, rejection, lock and unlock of a segment, "
    "and\n"
    "each text of a person whose sentence went out of the story (drop). The evidence of human "
    "review\n"
    "that Article 50(4) of the EU's AI Act asks for.\n"
    "\n"
    "  --from, --to DATE   as in 2026-11-20 (UTC) or 2026-11-20T08:30:00+01:00; a plain day in "
    "--to\n"
    "                      is included\n"
    "  --format            a table to read; csv and json hold everything: the source, the text\n"
    "                      before and after with its marks, and the hash of the text after\n"
    "                      (BLAKE2b-256; `b2sum -l 256` gives the same)\n"
    "  --verify            only look whether every entry is as it was written: each is sealed "
    "with\n"
    "                      the one before it; exit status 1 when one is not\n";

enum { AT_ONCE = 500, DAY_MS = 86400000 };

enum format { TABLE, CSV, JSON };

struct printer {
    enum format format;
    size_t n; /* printed so far */
};

static int read_format(const char *name, enum format *ret_format, struct err *e) {
    static const char *const names[] = {"table", "csv", "json"};
    for (size_t i = 0; i < 3; i++)
        if (strcmp(name, names[i]) == 0) return *ret_format = (enum format)i, 0;
    err_set(e, E_INVALID, "there is no format \"%s\"", name);
    return err_hint(e, "write table, csv or json");
}

static int read_date(const char *text, const char *option, bool is_end, int64_t *ret_ms,
                     struct err *e) {
    if (!text) return 0;
    if (clock_parse(str_of(text), ret_ms)) {
        if (is_end && strlen(text) == 10) *ret_ms += DAY_MS;
        return 0;
    }
    err_set(e, E_INVALID, "--%s: \"%s\" is no date", option, text);
    return err_hint(e, "write it as in 2026-11-20");
}

static struct str plain_of(struct arena *a, struct str stored) {
    struct text text;
    struct err unused;
    return document_json_read_text(a, stored, &text, &unused) ? stored : text.s;
}

static void print_row(struct arena *a, const struct ledger_entry *entry) {
    struct str at = clock_format(a, entry->at_ms);
    struct str text = plain_of(a, entry->act == ACT_DROP ? entry->before : entry->after);
    printf("%.*s  %5lld %-5.*s %4lld  %-8s %.*s%s%.*s%s: %.*s\n", (int)at.n, at.p,
           (long long)entry->story_id, (int)entry->language.n, entry->language.p,
           (long long)entry->segment, segment_act_name(entry->act), (int)entry->who.n, entry->who.p,
           entry->role.n ? " (" : "", (int)entry->role.n, entry->role.p, entry->role.n ? ")" : "",
           (int)text.n, text.p);
}

static void print_csv_text(struct str s, bool last) {
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') putchar('"');
        putchar(s.p[i]);
    }
    fputs(last ? "\"\r\n" : "\",", stdout);
}

static void print_csv(struct arena *a, const struct ledger_entry *entry) {
    printf("%lld,", (long long)entry->id);
    print_csv_text(clock_format(a, entry->at_ms), false);
    printf("%lld,", (long long)entry->story_id);
    print_csv_text(entry->language, false);
    printf("%lld,%lld,", (long long)entry->revision, (long long)entry->segment);
    print_csv_text(str_of(segment_act_name(entry->act)), false);
    print_csv_text(entry->who, false);
    print_csv_text(entry->role, false);
    printf("%016llx,", (unsigned long long)entry->source_hash);
    print_csv_text(entry->source, false);
    print_csv_text(entry->before, false);
    print_csv_text(entry->after, false);
    print_csv_text(entry->text_hash, false);
    print_csv_text(entry->seal, true);
}

static void set_text(json_t *object, const char *key, struct str s) {
    json_object_set_new(object, key, json_stringn(s.p ? s.p : "", s.n));
}

static void print_json(struct arena *a, const struct ledger_entry *entry) {
    json_t *o = json_object();
    json_object_set_new(o, "id", json_integer(entry->id));
    set_text(o, "at", clock_format(a, entry->at_ms));
    json_object_set_new(o, "story", json_integer(entry->story_id));
    set_text(o, "language", entry->language);
    json_object_set_new(o, "revision", json_integer(entry->revision));
    json_object_set_new(o, "segment", json_integer(entry->segment));
    set_text(o, "act", str_of(segment_act_name(entry->act)));
    set_text(o, "who", entry->who);
    set_text(o, "role", entry->role);
    set_text(o, "source_hash", arena_printf(a, "%016llx", (unsigned long long)entry->source_hash));
    set_text(o, "source", entry->source);
    set_text(o, "before", entry->before);
    set_text(o, "after", entry->after);
    set_text(o, "plain", plain_of(a, entry->after));
    set_text(o, "text_hash", entry->text_hash);
    set_text(o, "seal", entry->seal);
    json_dumpf(o, stdout, JSON_COMPACT);
    json_decref(o);
}

static void print_entry(struct printer *p, struct arena *a, const struct ledger_entry *entry) {
    switch (p->format) {
    case TABLE: print_row(a, entry); break;
    case CSV: print_csv(a, entry); break;
    case JSON:
        fputs(p->n ? ",\n" : "", stdout);
        print_json(a, entry);
        break;
    }
    p->n++;
}

static int print_all(struct database *db, struct ledger_query *query, enum format format,
                     struct err *e) {
    struct printer p = {.format = format};
    struct ledger_entry *entry;
    struct arena a = {0};
    size_t n = AT_ONCE;
    int code = 0;
    if (format == CSV)
        fputs("id,at,story,language,revision,segment,act,who,role,source_hash,source,before,after,"
              "text_hash,seal\r\n",
              stdout);
    if (format == JSON) fputs("[", stdout);
    query->limit = AT_ONCE;
    while (!code && n == AT_ONCE) {
        code = ledger_store_list(db, &a, query, &entry, &n, e);
        if (code) break;
        for (size_t i = 0; i < n; i++) print_entry(&p, &a, &entry[i]);
        if (n) query->after_id = entry[n - 1].id;
        arena_reset(&a);
    }
    if (format == JSON) fputs("]\n", stdout);
    if (format == TABLE && p.n == 0 && !code) printf("nobody has reviewed anything yet\n");
    arena_release(&a);
    return code;
}

static int verify(struct database *db, struct err *e) {
    int64_t broken, n;
    int code = ledger_store_verify(db, &broken, &n, e);
    if (code) return code;
    if (broken) {
        printf("entry %lld is not as it was written, or one before it is missing\n",
               (long long)broken);
        return E_CONFLICT;
    }
    printf("%lld entries, all as they were written\n", (long long)n);
    return 0;
}

int ledger_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom", *from = NULL, *to = NULL, *format_name = "table", *lang = "";
    bool verifies = false;
    const struct option_spec options[] = {
        {"data", &data, NULL}, {"from", &from, NULL},          {"to", &to, NULL},
        {"lang", &lang, NULL}, {"format", &format_name, NULL}, {"verify", NULL, &verifies}};
    struct ledger_query query = {0};
    struct newsroom newsroom;
    struct database *db = NULL;
    enum format format = TABLE;
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (!code) code = read_format(format_name, &format, e);
    if (!code) code = read_date(from, "from", false, &query.from_ms, e);
    if (!code) code = read_date(to, "to", true, &query.to_ms, e);
    if (code) return code;
    query.language = str_of(lang);
    if (n > 1 || (n == 1 && !str_to_int64(str_of(argv[1]), 1, INT64_MAX, &query.story_id))) {
        err_set(e, E_INVALID, "\"%s\" is no story's number", argv[n]);
        return err_hint(e, "as in: zubi ledger 12; without a number, all stories");
    }
    code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    code = newsroom_database(&newsroom, DATABASE_REPEATABLE, &db, e);
    if (!code) code = verifies ? verify(db, e) : print_all(db, &query, format, e);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}
