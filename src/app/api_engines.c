#include "app/api_engines.h"

#include <stdlib.h>

#include "i18n/language.h"
#include "sys/file.h"

const char api_engines_help[] =
    "A section [engine NAME] in zubi.ini describes a translator that is reached over HTTP; NAME\n"
    "then goes into `engines` in [translation].\n"
    "\n"
    "  [engine deepl]\n"
    "  kind = deepl                    libretranslate, apy, deepl or chat\n"
    "  url = https://api-free.deepl.com\n"
    "  directions = es-en, es-fr       what it may be asked for\n"
    "  key_env = DEEPL_KEY             environment variable with its key, or\n"
    "  key_file = /etc/zubi/deepl.key  file with its key; both may be left out\n"
    "  model = name                    chat only\n"
    "  timeout_seconds = 20            of one request\n"
    "  retries = 2                     after no answer, status 429 or 5xx\n"
    "  requests_a_minute = 0           0 is no limit\n"
    "  words_a_day = 0                 stop there until tomorrow (UTC); 0 is no limit\n"
    "\n"
    "When an engine fails, takes too long or is out of its limits, the next of `engines` that has "
    "the\n"
    "direction does the work within the same job; without one the story waits, and `zubi status`\n"
    "says why. `routes` may name other engines first for a direction: es-en with deepl apertium.\n"
    "Words are counted for each day in engine-NAME.usage in the newsroom's folder.\n"
    "\n"
    "A libretranslate, apy or chat server on the newsroom's own machine keeps its text there;\n"
    "others are sent what is translated.\n";

enum { MAX_KEY_BYTES = 4096, MAX_NAME = 60 };

/* The texts of a section; empty where it says nothing. */
struct section {
    struct str kind, url, directions, key_env, key_file, model;
    struct str timeout_seconds, retries, requests_a_minute, words_a_day;
};

static struct str *place_of(struct section *s, struct str key) {
    const struct {
        const char *key;
        struct str *place;
    } known[] = {
        {"kind", &s->kind},
        {"url", &s->url},
        {"directions", &s->directions},
        {"key_env", &s->key_env},
        {"key_file", &s->key_file},
        {"model", &s->model},
        {"timeout_seconds", &s->timeout_seconds},
        {"retries", &s->retries},
        {"requests_a_minute", &s->requests_a_minute},
        {"words_a_day", &s->words_a_day},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(key, str_of(known[i].key))) return known[i].place;
    return NULL;
}

static int read_section(const struct settings *settings, struct str name, struct section *s,
                        struct err *e) {
    size_t found = 0;
    *s = (struct section){0};
    for (size_t i = 0; i < settings->n_engine; i++) {
        const struct engine_setting *line = &settings->engine[i];
        struct str *place = place_of(s, line->key);
        if (!str_eq(line->engine, name)) continue;
        found++;
        if (!place)
            return err_set(e, E_INVALID, "there is no setting \"%.*s\" of an engine",
                           (int)line->key.n, line->key.p);
        *place = line->value;
    }
    if (found) return 0;
    return err_set(e, E_INVALID, "there is no section [engine %.*s]", (int)name.n, name.p);
}

static int read_number(struct str value, int64_t standard, int64_t max, const char *key,
                       int64_t *ret, struct err *e) {
    *ret = standard;
    if (value.n == 0 || str_to_int64(value, 0, max, ret)) return 0;
    return err_set(e, E_INVALID, "%s is \"%.*s\", not a whole number up to %lld", key, (int)value.n,
                   value.p, (long long)max);
}

static int read_key(struct arena *a, const struct section *s, struct str *ret_key, struct err *e) {
    *ret_key = STR("");
    if (s->key_env.n) {
        const char *value = getenv(arena_cstr(a, s->key_env));
        if (!value)
            return err_set(e, E_INVALID, "the environment has no %.*s", (int)s->key_env.n,
                           s->key_env.p);
        *ret_key = arena_str(a, str_of(value));
    } else if (s->key_file.n) {
        int code = file_read(a, arena_cstr(a, s->key_file), MAX_KEY_BYTES, ret_key, e);
        if (code) return err_add(e, "key_file: ");
        *ret_key = str_trim(*ret_key);
    }
    for (size_t i = 0; i < ret_key->n; i++)
        if ((unsigned char)ret_key->p[i] <= ' ')
            return err_set(e, E_INVALID, "the key has white space within");
    return 0;
}

static int read_directions(struct arena *a, const struct section *s, struct str name,
                           struct api_engine_config *config, struct err *e) {
    size_t capacity = 0;
    struct str rest = s->directions;
    struct str version = arena_printf(a, "%s %.*s", config->protocol->name, (int)s->model.n,
                                      s->model.p ? s->model.p : "");
    while (rest.p && rest.n) {
        struct str pair = str_trim(str_cut(&rest, ','));
        size_t dash = str_find(pair, '-');
        struct engine_direction d = {.engine = name, .name = pair, .version = str_trim(version)};
        int code = language_parse(a, str_slice(pair, 0, dash), &d.from, e);
        if (!code) code = language_parse(a, str_from(pair, dash + 1), &d.to, e);
        if (code) return err_add(e, "directions, \"%.*s\": ", (int)pair.n, pair.p);
        config->direction = arena_grow(a, config->direction, config->n_directions, &capacity,
                                       sizeof *config->direction);
        config->direction[config->n_directions++] = d;
    }
    if (config->n_directions) return 0;
    err_set(e, E_INVALID, "no directions are named");
    return err_hint(e, "as in: directions = es-en, es-fr");
}

static int read_config(struct arena *a, const struct section *s, struct str name,
                       struct api_engine_config *config, struct err *e) {
    *config = (struct api_engine_config){.name = name, .url = s->url, .model = s->model};
    config->protocol = api_protocol_find(s->kind);
    if (!config->protocol)
        return err_set(e, E_INVALID, "kind is \"%.*s\", not %s", (int)s->kind.n,
                       s->kind.p ? s->kind.p : "", api_protocol_names);
    while (config->url.n && config->url.p[config->url.n - 1] == '/') config->url.n--;
    int64_t seconds;
    int code = read_number(s->timeout_seconds, 20, 3600, "timeout_seconds", &seconds, e);
    if (!code) code = read_number(s->retries, 2, 8, "retries", &config->retries, e);
    if (!code)
        code = read_number(s->requests_a_minute, 0, 60000, "requests_a_minute",
                           &config->requests_a_minute, e);
    if (!code)
        code =
            read_number(s->words_a_day, 0, INT64_MAX / 2, "words_a_day", &config->words_a_day, e);
    if (!code) code = read_key(a, s, &config->key, e);
    if (!code) code = read_directions(a, s, name, config, e);
    config->timeout_ms = seconds * 1000;
    return code;
}

/* The name stands in a file's. */
static int check_name(struct str name, struct err *e) {
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '_' || c == '-';
        if (plain && name.n <= MAX_NAME) continue;
        return err_set(e, E_INVALID, "an engine's name has letters, digits, - and _ only");
    }
    return 0;
}

int api_engines_open(struct arena *a, const struct settings *settings, struct str name,
                     const char *dir, struct engine **ret_engine, struct err *e) {
    struct section section;
    struct api_engine_config config;
    int code = check_name(name, e);
    if (!code) code = read_section(settings, name, &section, e);
    if (!code) code = read_config(a, &section, name, &config, e);
    if (dir) config.usage = arena_printf(a, "%s/engine-%.*s.usage", dir, (int)name.n, name.p).p;
    if (!code) code = api_engine_open(&config, ret_engine, e);
    if (!code) return 0;
    err_add(e, "[engine %.*s]: ", (int)name.n, name.p);
    return e->hint[0] ? code : err_hint(e, "`zubi help engines` explains such a section");
}
