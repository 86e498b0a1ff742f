#include "cli/init_command.h"

#include <stdio.h>
#include <unistd.h>

#include "app/newsroom.h"
#include "cli/options.h"
#include "store/schema.h"
#include "sys/file.h"

const char init_usage[] =
    "usage: zubi init [DIR] [--name NAME] [--source LANGUAGE] [--languages LIST]\n"
    "\n"
    "Makes a newsroom in DIR (./newsroom): its settings, zubi.ini, with a comment on each, and an\n"
    "empty database. A folder that has a newsroom already is left alone.\n"
    "\n"
    "  --name NAME          what readers know it as\n"
    "  --source LANGUAGE    the language most stories are written in, as in eu\n"
    "  --languages LIST     all languages of the site, as in eu,es,en,fr\n";

static int fill_settings(struct settings *s, struct arena *a, const char *name, const char *source,
                         const char *languages, struct err *e) {
    struct str *tag;
    size_t n;
    settings_defaults(s);
    if (name) s->name = str_of(name);
    if (source) s->source = str_of(source);
    if (languages) s->languages = str_of(languages);
    int code = newsroom_parse_languages(a, s->languages, &tag, &n, e);
    if (code) return err_add(e, "--languages: ");
    struct str *first;
    size_t one;
    code = newsroom_parse_languages(a, s->source, &first, &one, e);
    if (code) return err_add(e, "--source: ");
    for (size_t i = 0; i < n; i++)
        if (str_eq(tag[i], *first)) return 0;
    err_set(e, E_INVALID, "--source %s is not among the languages", arena_cstr(a, s->source));
    return err_hint(e, "name all languages of the site with --languages");
}

static int make_database(struct arena *a, const char *dir, const struct settings *s,
                         struct err *e) {
    struct database_options options = {.durability = DATABASE_ACKNOWLEDGED, .create = true};
    struct database *db;
    int code = database_open(str_of(newsroom_database_url(a, dir, s->database)), &options, &db, e);
    if (code) return code;
    code = schema_create(db, e);
    database_close(db);
    return code;
}

static int make(struct arena *a, const char *dir, const struct settings *s, struct err *e) {
    const char *ini = arena_printf(a, "%s/zubi.ini", dir).p;
    struct buf text;
    if (access(ini, F_OK) == 0) {
        err_set(e, E_CONFLICT, "%s is there already", ini);
        return err_hint(e, "this folder has a newsroom; name another one");
    }
    buf_init(&text, 1 << 20);
    int code = settings_write(s, &text, e);
    if (!code) code = file_make_folders(dir, e);
    if (!code) code = make_database(a, dir, s, e);
    if (!code) code = file_write(ini, buf_str(&text), e);
    buf_release(&text);
    return code;
}

int init_run(int argc, char **argv, struct err *e) {
    const char *name = NULL, *source = NULL, *languages = NULL, *data = NULL;
    const struct option_spec options[] = {{"name", &name, NULL},
                                          {"source", &source, NULL},
                                          {"languages", &languages, NULL},
                                          {"data", &data, NULL}};
    struct settings settings;
    struct arena a;
    int n;
    int code = options_parse(options, 4, argc, argv, &n, e);
    if (code) return code;
    if (n > 1) return err_set(e, E_INVALID, "`zubi init` makes one newsroom at a time");
    const char *dir = n ? argv[1] : data ? data : "newsroom";
    arena_init(&a);
    code = fill_settings(&settings, &a, name, source, languages, e);
    if (!code) code = make(&a, dir, &settings, e);
    if (!code)
        printf("made a newsroom in %s\n  its settings are in %s/zubi.ini\n"
               "  `zubi import --data %s FILE…` takes stories, `zubi serve --data %s` publishes\n",
               dir, dir, dir, dir);
    arena_release(&a);
    return code;
}
