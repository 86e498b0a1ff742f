#include "app/settings.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum kind { TEXT, NUMBER, FLAG };

struct setting {
    const char *section, *key;
    enum kind kind;
    size_t offset; /* in struct settings */
    const char *standard;
    int64_t min, max; /* NUMBER: value; TEXT: bytes */
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
    {"site", "listen", TEXT, AT(listen), "127.0.0.1:8080", 3, 100,
     "Address and port to answer on. 0.0.0.0:8080 answers the whole network."},
    {"site", "base_url", TEXT, AT(base_url), "", 0, 200,
     "The address readers use, as in https://example.eus. Empty: http:// and the above."},
    {"site", "stories_per_page", NUMBER, AT(stories_per_page), "20", 1, 100,
     "Stories in a list before \"Load more\"."},
    {"site", "list_untranslated", FLAG, AT(list_untranslated), "no", 0, 0,
     "Whether lists in a language that no engine can translate into also show stories written in\n"
     "# other languages, with their own title."},
    {"server", "loops", NUMBER, AT(loops), "0", 0, 64,
     "Threads that talk to browsers; 0 is one for each processor."},
    {"server", "handlers", NUMBER, AT(handlers), "8", 1, 256, "Threads that make pages."},
    {"server", "max_connections", NUMBER, AT(max_connections), "20000", 16, 1000000,
     "Connections at once; more are told to come back later."},
    {"server", "max_body_mb", NUMBER, AT(max_body_mb), "24", 1, 1024,
     "The largest request, pictures included, in MB."},
    {"database", "url", TEXT, AT(database), "sqlite:zubi.db", 1, 400,
     "Where stories are kept; a file name is within this folder."},
    {"translation", "workers", NUMBER, AT(workers), "6", 1, 64, "Editions translated at once."},
    {"translation", "attempts", NUMBER, AT(attempts), "5", 1, 100,
     "Tries, further and further apart, before an edition is given up."},
    {"translation", "routes", TEXT, AT(routes), "eu-en via es", 0, 1000,
     "Directions that should go through another language, as in: eu-en via es, gl-en via es."},
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

static int set(struct settings *s, struct arena *a, const struct setting *setting, struct str value,
               struct err *e) {
    char *field = (char *)s + setting->offset;
    switch (setting->kind) {
    case TEXT:
        if ((int64_t)value.n < setting->min || (int64_t)value.n > setting->max) {
            err_set(e, E_INVALID, "%s in [%s] has %zu characters", setting->key, setting->section,
                    value.n);
            return err_hint(e, "write between %lld and %lld characters", (long long)setting->min,
                            (long long)setting->max);
        }
        *(struct str *)(void *)field = a ? arena_str(a, value) : value;
        return 0;
    case NUMBER:
        if (!str_to_int64(value, setting->min, setting->max, (int64_t *)(void *)field)) {
            err_set(e, E_INVALID, "%s in [%s] is \"%.*s\"", setting->key, setting->section,
                    (int)value.n, value.p);
            return err_hint(e, "write a whole number from %lld to %lld", (long long)setting->min,
                            (long long)setting->max);
        }
        return 0;
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

struct reading {
    struct settings *settings;
    struct arena *arena;
    struct err *e;
    int code;
};

/* inih wants a function: 1 goes on, 0 stops at this line. */
static int read_line(void *user, const char *section, const char *key, const char *value) {
    struct reading *r = user;
    const struct setting *setting = find(str_of(section), str_of(key));
    if (!setting) {
        r->code = err_set(r->e, E_INVALID, "there is no setting %s in [%s]", key, section);
        err_hint(r->e, "`zubi help settings` lists all");
        return 0;
    }
    r->code = set(r->settings, r->arena, setting, str_of(value), r->e);
    return r->code == 0;
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
    char *file = arena_cstr(a, path);
    struct reading r = {s, a, e, 0};
    if (access(file, R_OK) != 0) {
        err_set(e, E_NOTFOUND, "there is no newsroom here: cannot read %s", file);
        return err_hint(e, "make one with `zubi init DIR`, or name it with --data DIR");
    }
    int line = ini_parse(file, read_line, &r);
    if (line < 0) return err_set(e, E_IO, "cannot read %s", file);
    if (line > 0 && r.code == 0) {
        err_set(e, E_INVALID, "%s, line %d: not `key = value` or `[section]`", file, line);
        return err_hint(e, "lines starting with ; or # are comments");
    }
    if (r.code) return err_add(e, "%s, line %d: ", file, line);
    return read_environment(s, a, e);
}

static void write_value(const struct settings *s, const struct setting *setting, struct buf *out) {
    const char *field = (const char *)s + setting->offset;
    if (setting->kind == TEXT) buf_add(out, *(const struct str *)(const void *)field);
    if (setting->kind == NUMBER)
        buf_printf(out, "%lld", (long long)*(const int64_t *)(const void *)field);
    if (setting->kind == FLAG) buf_add(out, *(const bool *)field ? STR("yes") : STR("no"));
}

void settings_write(const struct settings *s, struct buf *out) {
    const char *section = "";
    buf_add(out,
            STR("# The newsroom's settings. Each line may be left out: then the default holds.\n"));
    for (size_t i = 0; i < N_SETTINGS; i++) {
        if (strcmp(section, table[i].section) != 0) buf_printf(out, "\n[%s]\n", table[i].section);
        section = table[i].section;
        buf_printf(out, "# %s\n%s = ", table[i].help, table[i].key);
        write_value(s, &table[i], out);
        buf_add(out, STR("\n"));
    }
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
