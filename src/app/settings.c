#include "app/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/ini_reader.h"
#include "base/utf8.h"
#include "sys/file.h"

enum kind { TEXT, NUMBER, FLAG };

struct setting {
    const char *section, *key;
    enum kind kind;
    size_t offset; /* in struct settings */
    const char *standard;
    int64_t min, max; /* NUMBER: value; TEXT: characters */
    const char *help;
};

#define AT(field) offsetof(struct settings, field)

static const struct setting table[] = {
    {"newsroom", "name", TEXT, AT(name), "Zubi", 1, 100, "What readers know the newsroom as."},
    {"newsroom", "tagline", TEXT, AT(tagline), "", 0, 200,
     "One line under the name; may be empty."},
    {"newsroom", "source", TEXT, AT(source), "eu", 2, 35,
     "The language most stories are written in (BCP 47)."},
    {"newsroom", "languages", TEXT, AT(languages), "eu, es, en, fr", 2, 400,
     "All languages of the site, in the order readers see them."},
    {"newsroom", "timezone", TEXT, AT(timezone), "Europe/Madrid", 1, 60,
     "Dates on pages are in this time zone."},
    {"newsroom", "reviewer", TEXT, AT(reviewer), "role", 1, 20,
     "What readers are told of who revised a translation: role, name or none."},
    {"newsroom", "policy", TEXT, AT(policy), "", 0, 4000,
     "What languages get, as in: en: review; fr: headline, delay 30; pt: off; *: noindex\n"
     "# Empty: whole stories, at once. `zubi help policy` explains it; sections and stories may "
     "say\n"
     "# otherwise."},
    {"site", "listen", TEXT, AT(listen), "127.0.0.1:8080", 3, 100,
     "Address and port to answer on. 0.0.0.0:8080 answers the whole network."},
    {"site", "base_url", TEXT, AT(base_url), "", 0, 200,
     "The address readers use, as in https://example.eus. Empty: http:// and the above."},
    {"site", "stories_per_page", NUMBER, AT(stories_per_page), "20", 1, 100,
     "Stories in a list before \"Load more\"."},
    {"site", "page_cache_mb", NUMBER, AT(page_cache_mb), "16", 0, 65536,
     "Memory for pages that were made already, in MB. 0 makes each page anew for each reader."},
    {"site", "list_untranslated", FLAG, AT(list_untranslated), "no", 0, 0,
     "Whether lists in a language that no engine can translate into also show stories written in\n"
     "# other languages, with their own title."},
    {"site", "noindex_unrevised", TEXT, AT(noindex_unrevised), "", 0, 400,
     "Languages, as in: en, fr. In these, search engines are asked to leave out translations until "
     "a\n"
     "# person has revised them whole, as policy in [newsroom] may say too. Empty: none."},
    {"site", "websub_hub", TEXT, AT(websub_hub), "", 0, 400,
     "The WebSub hub that feeds name, as in https://hub.example/. Empty: none."},
    {"server", "loops", NUMBER, AT(loops), "0", 0, 64,
     "Threads that talk to browsers; 0 is one for each processor."},
    {"server", "handlers", NUMBER, AT(handlers), "8", 1, 256, "Threads that make pages."},
    {"server", "max_connections", NUMBER, AT(max_connections), "20000", 16, 1000000,
     "Connections at once; more are told to come back later."},
    {"server", "max_connections_per_address", NUMBER, AT(max_connections_per_address), "1000", 0,
     1000000, "The same from one address (IPv6: one /64); 0 is no limit, as behind a proxy."},
    {"server", "max_body_mb", NUMBER, AT(max_body_mb), "24", 1, 1024,
     "The largest request, pictures included, in MB."},
    {"pictures", "metadata", TEXT, AT(picture_metadata), "credit", 3, 10,
     "What made pictures keep of what cameras and agencies wrote into them: credit (creator,\n"
     "# credit line, copyright), all or none. The place a photograph was taken at is only in all."},
    {"pictures", "processes", NUMBER, AT(picture_workers), "2", 1, 32,
     "Processes that make pictures of other sizes and kinds, at most; they end when idle."},
    {"pictures", "kept_mb", NUMBER, AT(picture_kept_mb), "2000", 10, 10000000,
     "Disk space for pictures that were made, in MB; those unused longest are made again."},
    {"pictures", "memory_mb", NUMBER, AT(picture_memory_mb), "2000", 500, 1000000,
     "Memory (address space) of each of these processes; what needs more is refused."},
    {"pictures", "seconds", NUMBER, AT(picture_seconds), "20", 1, 600,
     "How long a picture may take to be made."},
    {"database", "url", TEXT, AT(database), "sqlite:zubi.db", 1, 400,
     "Where stories are kept; a file name is within this folder."},
    {"translation", "workers", NUMBER, AT(workers), "3", 1, 64,
     "Editions translated at once, in the order of languages; one more than processors is best."},
    {"translation", "attempts", NUMBER, AT(attempts), "5", 1, 100,
     "Tries, further and further apart, before an edition is given up."},
    {"translation", "engines", TEXT, AT(engines), "apertium", 1, 400,
     "Which engines to use, best first: apertium, and names of [engine NAME] sections (see\n"
     "# `zubi help engines`). A direction that one lacks, or fails at, is left to the next."},
    {"translation", "routes", TEXT, AT(routes), "eu-en via es", 0, 1000,
     "Directions that should go through another language, or to some of the engines first, as in:\n"
     "# eu-en via es, es-en with deepl apertium."},
    {"translation", "checks", TEXT, AT(checks), "", 0, 2000,
     "How grave the checks of translations are where it is not as usual, as in:\n"
     "# name: warn, eu-en/length: off, *-fr/spacing: note.\n"
     "# `zubi help checks` lists them."},
    {"translation", "engine_memory_mb", NUMBER, AT(engine_memory_mb), "1500", 100, 1000000,
     "Memory for all warm engines together; those unused longest are ended first."},
    {"translation", "engine_idle_seconds", NUMBER, AT(engine_idle_seconds), "300", 1, 1000000,
     "An engine that has had nothing to do for so long is ended; it starts again by itself."},
    {"translation", "segment_seconds", NUMBER, AT(segment_seconds), "5", 1, 600,
     "How long an engine may think before it is started afresh (plus 2 ms a word)."},
    {"translation", "cache_mb", NUMBER, AT(cache_mb), "16", 1, 4096,
     "Memory for texts on their way through a pivot language."},
    {"translation", "apertium_modes", TEXT, AT(apertium_modes), "/usr/share/apertium/modes", 1,
     1000, "Where Apertium's mode files are."},
    {"translation", "apertium_programs", TEXT, AT(apertium_programs), "/usr/bin", 1, 1000,
     "Where Apertium's programs are."},
    {"log", "level", TEXT, AT(log_level), "info", 4, 5, "error, warn, info or debug."},
};

enum { N_SETTINGS = sizeof table / sizeof *table };

static bool parse_flag(struct str value, bool *ret_flag) {
    static const char *const yes[] = {"yes", "true", "on", "1"};
    static const char *const no[] = {"no", "false", "off", "0"};
    for (size_t i = 0; i < 4; i++) {
        if (str_eq_nocase(value, str_of(yes[i]))) return *ret_flag = true, true;
        if (str_eq_nocase(value, str_of(no[i]))) return *ret_flag = false, true;
    }
    return false;
}

static bool is_one_line(struct str value) {
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < ' ' || value.p[i] == 0x7F) return false;
    return utf8_is_valid(value);
}

static int check_text(const struct setting *setting, struct str value, struct err *e) {
    if (!is_one_line(value)) {
        err_set(e, E_INVALID, "%s in [%s] is not one line of UTF-8 text", setting->key,
                setting->section);
        return err_hint(e, "write it without line breaks, tabs and control characters");
    }
    size_t n = utf8_length(value);
    if ((int64_t)n >= setting->min && (int64_t)n <= setting->max) return 0;
    err_set(e, E_INVALID, "%s in [%s] has %zu characters", setting->key, setting->section, n);
    return err_hint(e, "write between %lld and %lld characters", (long long)setting->min,
                    (long long)setting->max);
}

static int check_number(const struct setting *setting, struct str value, int64_t *ret_number,
                        struct err *e) {
    if (str_to_int64(value, setting->min, setting->max, ret_number)) return 0;
    err_set(e, E_INVALID, "%s in [%s] is \"%.*s\"", setting->key, setting->section, (int)value.n,
            value.p);
    return err_hint(e, "write a whole number from %lld to %lld", (long long)setting->min,
                    (long long)setting->max);
}

static int set(struct settings *s, struct arena *a, const struct setting *setting, struct str value,
               struct err *e) {
    char *field = (char *)s + setting->offset;
    switch (setting->kind) {
    case TEXT:
        if (check_text(setting, value, e)) return e->code;
        *(struct str *)(void *)field = a ? arena_str(a, value) : value;
        return 0;
    case NUMBER: return check_number(setting, value, (int64_t *)(void *)field, e);
    case FLAG:
        if (!parse_flag(value, (bool *)field)) {
            err_set(e, E_INVALID, "%s in [%s] is \"%.*s\"", setting->key, setting->section,
                    (int)value.n, value.p);
            return err_hint(e, "write yes or no");
        }
        return 0;
    }
    return 0;
}

void settings_defaults(struct settings *s) {
    struct err e;
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < N_SETTINGS; i++)
        if (set(s, NULL, &table[i], str_of(table[i].standard), &e)) abort();
}

static const struct setting *find(struct str section, struct str key) {
    for (size_t i = 0; i < N_SETTINGS; i++)
        if (str_eq(section, str_of(table[i].section)) && str_eq(key, str_of(table[i].key)))
            return &table[i];
    return NULL;
}

static void add_engine_setting(struct settings *s, struct arena *a, const struct ini_entry *entry) {
    s->engine = arena_grow(a, s->engine, s->n_engine, &s->engine_capacity, sizeof *s->engine);
    s->engine[s->n_engine++] =
        (struct engine_setting){arena_str(a, str_trim(str_from(entry->section, 7))),
                                arena_str(a, entry->key), arena_str(a, entry->value)};
}

static int set_entry(struct settings *s, struct arena *a, const struct ini_entry *entry,
                     struct err *e) {
    if (str_starts(entry->section, STR("engine "))) {
        add_engine_setting(s, a, entry);
        return 0;
    }
    const struct setting *setting = find(entry->section, entry->key);
    if (setting) return set(s, a, setting, entry->value, e);
    err_set(e, E_INVALID, "there is no setting %.*s in [%.*s]", (int)entry->key.n, entry->key.p,
            (int)entry->section.n, entry->section.p);
    return err_hint(e, "`zubi help settings` lists all");
}

static int read_environment(struct settings *s, struct arena *a, struct err *e) {
    for (size_t i = 0; i < N_SETTINGS; i++) {
        char name[80] = "ZUBI_";
        size_t n = 5;
        for (const char *c = table[i].section; *c; c++) name[n++] = (char)(*c - 'a' + 'A');
        name[n++] = '_';
        for (const char *c = table[i].key; *c; c++)
            name[n++] = *c == '_' ? '_' : (char)(*c - 'a' + 'A');
        const char *value = getenv(name);
        if (value && set(s, a, &table[i], str_of(value), e))
            return err_add(e, "environment variable %s: ", name);
    }
    return 0;
}

int settings_read(struct settings *s, struct arena *a, struct str path, struct err *e) {
    const char *file = arena_cstr(a, path);
    struct str text;
    int code = file_read(a, file, SETTINGS_MAX_BYTES, &text, e);
    if (code == E_NOTFOUND) {
        err_set(e, E_NOTFOUND, "there is no newsroom here: cannot find %s", file);
        return err_hint(e, "make one with `zubi init DIR`, or name it with --data DIR");
    }
    if (code) return code;
    struct ini_reader reader;
    struct ini_entry entry;
    ini_reader_init(&reader, text);
    do {
        code = ini_reader_next(&reader, &entry, e);
        if (!code && entry.key.n > 0) code = set_entry(s, a, &entry, e);
        if (code) return err_add(e, "%s, line %zu: ", file, reader.line);
    } while (entry.key.n > 0);
    return read_environment(s, a, e);
}

/* Quotes keep what the reader would take off. */
static void write_text(struct str value, struct buf *out) {
    bool quoted = value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"';
    bool needed = quoted || str_trim(value).n < value.n;
    if (needed) buf_add_char(out, '"');
    buf_add(out, value);
    if (needed) buf_add_char(out, '"');
}

static int write_value(const struct settings *s, const struct setting *setting, struct buf *out,
                       struct err *e) {
    const char *field = (const char *)s + setting->offset;
    if (setting->kind == FLAG) {
        buf_add(out, *(const bool *)field ? STR("yes") : STR("no"));
    } else if (setting->kind == TEXT) {
        struct str value = *(const struct str *)(const void *)field;
        if (check_text(setting, value, e)) return e->code;
        write_text(value, out);
    } else {
        int64_t number = *(const int64_t *)(const void *)field;
        char digits[24];
        snprintf(digits, sizeof digits, "%lld", (long long)number);
        if (check_number(setting, str_of(digits), &number, e)) return e->code;
        buf_add(out, str_of(digits));
    }
    return 0;
}

int settings_write(const struct settings *s, struct buf *out, struct err *e) {
    const char *section = "";
    buf_add(out,
            STR("# The newsroom's settings. Each line may be left out: then the default holds.\n"
                "# Comments stand on lines of their own.\n"));
    for (size_t i = 0; i < N_SETTINGS; i++) {
        if (strcmp(section, table[i].section) != 0) buf_printf(out, "\n[%s]\n", table[i].section);
        section = table[i].section;
        buf_printf(out, "# %s\n%s = ", table[i].help, table[i].key);
        int code = write_value(s, &table[i], out, e);
        if (code) return code;
        buf_add(out, STR("\n"));
    }
    return buf_failed(out) ? err_set(e, E_LIMIT, "no room for the settings") : 0;
}

void settings_describe(struct buf *out) {
    const char *section = "";
    for (size_t i = 0; i < N_SETTINGS; i++) {
        if (strcmp(section, table[i].section) != 0)
            buf_printf(out, "%s[%s]\n", i ? "\n" : "", table[i].section);
        section = table[i].section;
        buf_printf(out, "  %-20s ", table[i].key);
        for (const char *c = table[i].help; *c; c++)
            if (*c == '\n')
                buf_add(out, STR("\n                      "));
            else if (*c != '#')
                buf_add_char(out, *c);
        buf_printf(out, "\n                       default: %s\n",
                   *table[i].standard ? table[i].standard : "(empty)");
    }
}
