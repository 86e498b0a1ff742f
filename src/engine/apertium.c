#include "engine/apertium.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "engine/apertium_batch.h"
#include "engine/apertium_mode.h"
#include "engine/apertium_pool.h"
#include "engine/apertium_tag.h"
#include "sys/file.h"

enum { MOST_DIRECTIONS = 1000, HOPELESS = 5 };

struct apertium {
    struct engine engine;
    struct arena arena; /* all below */
    struct apertium_config config;
    struct engine_direction *direction;
    struct str *name;
    struct apertium_mode *mode;
    size_t n_directions;
    struct str refused; /* a line for each mode file that cannot be used */
    struct apertium_pool *pool;
    struct lexicon *lexicon;
};

static struct apertium *of(struct engine *engine) {
    return (struct apertium *)engine;
}

struct apertium_config apertium_config_default(void) {
    return (struct apertium_config){.modes_directory = "/usr/share/apertium/modes",
                                    .program_directory = "/usr/bin",
                                    .memory_mb = 1536,
                                    .idle_s = 300,
                                    .answer_ms = 5000,
                                    .answer_per_word_us = 2000,
                                    .stage_memory_mb = 1024,
                                    .recycle_words = 500000,
                                    .recycle_requests = 100000,
                                    .keep_addresses = true,
                                    .repair_case = true,
                                    .bind_names = true};
}

/* One call of translate. */
struct work {
    struct apertium *engine;
    size_t direction;
    struct apertium_set *set;
    struct arena *arena;
    struct apertium_segment **todo;
    size_t n_todo;
    struct apertium_batch_options options;
    bool was_renewed; /* a failure has been answered with a fresh set */
    int hopeless;     /* segments in a row that broke a set on their own */
};

static void drop_done(struct work *w) {
    size_t n = 0;
    for (size_t i = 0; i < w->n_todo; i++)
        if (!w->todo[i]->done) w->todo[n++] = w->todo[i];
    w->n_todo = n;
}

static int renew(struct work *w, struct err *e) {
    struct err why = *e;
    apertium_set_explain(w->set, &why);
    w->set = NULL;
    return apertium_pool_renew(w->engine->pool, w->direction, &why, &w->set, e);
}

/* A segment on its own: what breaks a fresh set is given up. */
static int translate_alone(struct work *w, struct apertium_segment *segment, struct err *e) {
    while (!segment->done) {
        size_t done, sent;
        int rc = apertium_batch_run(w->set, w->arena, &segment, 1, &w->options, &done, &sent, e);
        if (rc == 0) {
            w->hopeless = 0;
            continue;
        }
        struct err why = *e;
        apertium_set_explain(w->set, &why);
        rc = renew(w, e);
        if (rc != 0) return rc;
        *segment->output = (struct engine_output){.failed = true};
        segment->done = true;
        if (++w->hopeless < HOPELESS) continue;
        *e = why;
        return apertium_pool_blame(w->engine->pool, w->direction, e);
    }
    return 0;
}

/* A set broke with the segments [done, sent) under way. The first time all is tried again, as
   processes die for many reasons; then each of these is tried alone. */
static int recover(struct work *w, size_t done, size_t sent, struct err *e) {
    int rc = renew(w, e);
    if (rc != 0) return rc;
    if (!w->was_renewed) {
        w->was_renewed = true;
        return 0;
    }
    for (size_t i = done; i < sent && rc == 0; i++) rc = translate_alone(w, w->todo[i], e);
    return rc;
}

static int translate_all(struct work *w, struct err *e) {
    while (w->n_todo > 0) {
        size_t done, sent;
        int rc =
            apertium_batch_run(w->set, w->arena, w->todo, w->n_todo, &w->options, &done, &sent, e);
        if (rc != 0) rc = recover(w, done, sent, e);
        if (rc != 0) return rc;
        drop_done(w);
    }
    return 0;
}

static bool is_blank(struct str text) {
    return str_trim(text).n == 0;
}

static int check_input(const struct engine_input *input, size_t n, struct err *e) {
    if (n > ENGINE_MAX_BATCH)
        return err_set(e, E_LIMIT, "%zu segments at once are more than %d", n, ENGINE_MAX_BATCH);
    for (size_t i = 0; i < n; i++) {
        if (input[i].text.n > ENGINE_MAX_SEGMENT)
            return err_set(e, E_LIMIT, "segment %zu has %zu bytes, more than %d", i + 1,
                           input[i].text.n, ENGINE_MAX_SEGMENT);
        if (!utf8_is_valid(input[i].text))
            return err_set(e, E_INVALID, "segment %zu is not UTF-8", i + 1);
    }
    return 0;
}

/* Outputs of blank segments are made here; the others become the list of what is to be done. */
static void list_work(struct work *w, struct arena *scratch, const struct engine_input *input,
                      size_t n, struct engine_output *output) {
    struct apertium_segment *segment = arena_array(scratch, n, sizeof *segment);
    w->todo = arena_array(scratch, n, sizeof(struct apertium_segment *));
    for (size_t i = 0; i < n; i++) {
        output[i] = (struct engine_output){.failed = true};
        if (is_blank(input[i].text)) {
            output[i] = (struct engine_output){.text = arena_str(w->arena, input[i].text)};
            continue;
        }
        segment[i] = (struct apertium_segment){.source = input[i].text,
                                               .output = &output[i],
                                               .binding = input[i].binding,
                                               .n_bindings = input[i].n_bindings,
                                               .keep = w->engine->config.keep_addresses,
                                               .bind = w->engine->config.bind_names};
        w->todo[w->n_todo++] = &segment[i];
    }
}

static int find_direction(const struct apertium *a, const struct engine_direction *direction,
                          size_t *ret_i, struct err *e) {
    for (size_t i = 0; i < a->n_directions; i++)
        if (str_eq(a->name[i], direction->name)) {
            *ret_i = i;
            return 0;
        }
    return err_set(e, E_INVALID, "Apertium has no direction called \"%.*s\"",
                   (int)direction->name.n, direction->name.p);
}

static int translate(struct engine *engine, struct arena *a,
                     const struct engine_direction *direction, const struct engine_input *input,
                     size_t n, struct engine_output *ret_output, struct err *e) {
    struct work w = {.engine = of(engine), .arena = a};
    const struct apertium_config *config = &w.engine->config;
    int rc = find_direction(w.engine, direction, &w.direction, e);
    if (rc == 0) rc = check_input(input, n, e);
    if (rc != 0) return rc;
    w.options = (struct apertium_batch_options){.base_ms = config->answer_ms,
                                                .per_word_us = config->answer_per_word_us,
                                                .repair_case = config->repair_case,
                                                .from = direction->from,
                                                .to = direction->to,
                                                .lexicon = w.engine->lexicon,
                                                .most_under_way = APERTIUM_BATCH_UNDER_WAY};
    struct arena scratch;
    arena_init(&scratch);
    struct engine_output *output = arena_array(&scratch, n, sizeof *output);
    list_work(&w, &scratch, input, n, output);
    if (w.n_todo > 0) {
        rc = apertium_pool_take(w.engine->pool, w.direction, &w.set, e);
        if (rc == 0) {
            rc = translate_all(&w, e);
            apertium_pool_give(w.engine->pool, w.direction);
        }
    }
    if (rc == 0 && n > 0) memcpy(ret_output, output, n * sizeof *output);
    arena_release(&scratch);
    return rc;
}

static const struct engine_direction *directions(struct engine *engine, size_t *ret_n) {
    *ret_n = of(engine)->n_directions;
    return of(engine)->direction;
}

static void tidy(struct engine *engine) {
    apertium_pool_tidy(of(engine)->pool);
}

static struct str status(struct engine *engine, struct arena *a) {
    struct str running = apertium_pool_status(of(engine)->pool, a);
    struct str refused = of(engine)->refused;
    return arena_printf(a, "%.*s%.*s", (int)running.n, running.p, (int)refused.n, refused.p);
}

static void close_engine(struct engine *engine) {
    if (!engine) return;
    struct apertium *a = of(engine);
    apertium_pool_close(a->pool);
    arena_release(&a->arena);
    free(a);
}

static const struct engine_ops ops = {.name = "apertium",
                                      .directions = directions,
                                      .translate = translate,
                                      .tidy = tidy,
                                      .status = status,
                                      .close = close_engine};

static int read_mode(struct apertium *a, const char *file, struct engine_direction *direction,
                     struct apertium_mode *mode, struct err *e) {
    struct str text;
    const char *path = arena_printf(&a->arena, "%s/%s", a->config.modes_directory, file).p;
    int rc = file_read(&a->arena, path, APERTIUM_MODE_MAX_BYTES, &text, e);
    if (rc == 0)
        rc = apertium_mode_parse(&a->arena, text, str_of(a->config.program_directory), mode, e);
    if (rc == 0) rc = apertium_mode_check(&a->arena, mode, &direction->version, e);
    return rc;
}

/* Files that name no pair of languages (debugging modes, readmes) are passed over in silence. */
static void add_direction(struct apertium *a, const char *file, struct buf *refused) {
    struct str name = str_of(file);
    struct err e;
    struct engine_direction direction = {.engine = STR("apertium")};
    if (!str_ends(name, STR(".mode")) || a->n_directions == MOST_DIRECTIONS) return;
    name = arena_str(&a->arena, str_slice(name, 0, name.n - 5));
    if (apertium_tag_pair(&a->arena, name, &direction.from, &direction.to, &e) != 0) return;
    direction.name = name;
    struct apertium_mode mode;
    if (read_mode(a, file, &direction, &mode, &e) != 0) {
        buf_printf(refused, "%s: not used: %s\n", file, e.text);
        return;
    }
    a->mode[a->n_directions] = mode;
    a->name[a->n_directions] = name;
    a->direction[a->n_directions++] = direction;
}

static void find_directions(struct apertium *a) {
    struct dirent **entry;
    int n = scandir(a->config.modes_directory, &entry, NULL, alphasort);
    if (n < 0) return;
    struct buf refused;
    buf_init(&refused, 64 << 10);
    for (int i = 0; i < n; i++) {
        add_direction(a, entry[i]->d_name, &refused);
        free(entry[i]);
    }
    free(entry);
    a->refused = buf_keep(&refused, &a->arena);
    buf_release(&refused);
}

/* Other words in the lexicon make another translation of what it serves. */
static void mark_versions(struct apertium *a) {
    struct str mark = str_slice(hash_hex(&a->arena, lexicon_table()), 0, 8);
    for (size_t i = 0; i < a->n_directions; i++) {
        struct engine_direction *d = &a->direction[i];
        if (lexicon_language_of(d->from) == LEXICON_LANGUAGES ||
            lexicon_language_of(d->to) == LEXICON_LANGUAGES)
            continue;
        d->version = arena_printf(&a->arena, "%.*s%.*s", (int)d->version.n, d->version.p,
                                  (int)mark.n, mark.p);
    }
}

int apertium_open(const struct apertium_config *config, struct engine **ret, struct err *e) {
    struct apertium *a = calloc(1, sizeof *a);
    if (!a) abort();
    arena_init(&a->arena);
    a->engine.ops = &ops;
    a->config = *config;
    a->config.modes_directory = arena_cstr(&a->arena, str_of(config->modes_directory));
    a->config.program_directory = arena_cstr(&a->arena, str_of(config->program_directory));
    a->direction = arena_array(&a->arena, MOST_DIRECTIONS, sizeof *a->direction);
    a->name = arena_array(&a->arena, MOST_DIRECTIONS, sizeof *a->name);
    a->mode = arena_array(&a->arena, MOST_DIRECTIONS, sizeof *a->mode);
    find_directions(a);
    int rc = config->bind_names ? lexicon_make(&a->arena, lexicon_table(), &a->lexicon, e) : 0;
    if (rc == 0 && a->lexicon) mark_versions(a);
    if (rc == 0) rc = apertium_pool_open(config, a->name, a->mode, a->n_directions, &a->pool, e);
    if (rc != 0) {
        close_engine(&a->engine);
        return rc;
    }
    *ret = &a->engine;
    return 0;
}
