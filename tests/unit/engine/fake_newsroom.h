#ifndef UNIT_ENGINE_FAKE_NEWSROOM_H
#define UNIT_ENGINE_FAKE_NEWSROOM_H
/* A temporary folder with mode files, data files and programs that are all fake_stage. */

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/apertium.h"

struct fake {
    char folder[64];
    struct engine *engine;
    struct arena arena;
    struct err e;
};

static void fake_file(const struct fake *f, const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void fake_direction(const struct fake *f, const char *name) {
    static const char *const data[] = {"automorf.bin", "prob", "autogen.bin", "autopgen.bin"};
    char text[1024], file[64];
    snprintf(text, sizeof text,
             "lt-proc '%s/%s.automorf.bin' | apertium-tagger -g $2 '%s/%s.prob' | "
             "lt-proc $1 '%s/%s.autogen.bin' | lt-proc -p '%s/%s.autopgen.bin'\n",
             f->folder, name, f->folder, name, f->folder, name, f->folder, name);
    for (size_t i = 0; i < 4; i++) {
        snprintf(file, sizeof file, "%s.%s", name, data[i]);
        fake_file(f, file, "good\n");
    }
    snprintf(file, sizeof file, "%s.mode", name);
    fake_file(f, file, text);
}

static struct apertium_config fake_config(const struct fake *f) {
    struct apertium_config config = apertium_config_default();
    config.modes_directory = config.program_directory = f->folder;
    return config;
}

/* Folder, programs and two directions; no engine yet. False when there is no fake_stage. */
static bool fake_make(struct fake *f) {
    const char *stage = getenv("ZUBI_FAKE_STAGE");
    memset(f, 0, sizeof *f);
    arena_init(&f->arena);
    if (!stage) return false;
    strcpy(f->folder, "/tmp/zubi-test-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    static const char *const program[] = {"lt-proc", "apertium-tagger"};
    for (size_t i = 0; i < 2; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", f->folder, program[i]);
        assert_int_equal(symlink(stage, path), 0);
    }
    fake_direction(f, "eu-es");
    fake_direction(f, "spa-eng");
    return true;
}

static void fake_open(struct fake *f, const struct apertium_config *config) {
    assert_int_equal(apertium_open(config, &f->engine, &f->e), 0);
}

static const struct engine_direction *fake_find(struct engine *engine, const char *name) {
    size_t n;
    const struct engine_direction *direction = engine->ops->directions(engine, &n);
    for (size_t i = 0; i < n; i++)
        if (str_eq(direction[i].name, str_of(name))) return &direction[i];
    return NULL;
}

static void fake_remove(struct fake *f) {
    if (f->engine) f->engine->ops->close(f->engine);
    DIR *folder = f->folder[0] ? opendir(f->folder) : NULL;
    struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (entry->d_name[0] != '.') unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder) closedir(folder);
    if (f->folder[0]) rmdir(f->folder);
    arena_release(&f->arena);
}

#endif
