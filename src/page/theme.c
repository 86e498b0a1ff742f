#include "page/theme.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "base/hash.h"
#include "page/embedded_web.h"

enum { MAX_THEME_FILE = 1 << 20, MAX_THEME_FILES = 200 };

static const char *const types[][2] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".ico", "image/x-icon"},
    {".webmanifest", "application/manifest+json"},
};

static const char *type_of(struct str name) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(name, str_of(types[i][0]))) return types[i][1];
    return NULL;
}

struct theme_file {
    struct str name, bytes;
};

struct theme_files {
    struct theme_file *file;
    size_t n, capacity;
};

/* A later file of the same name takes the place of the earlier one. */
static void put(struct theme_files *files, struct arena *a, struct str name, struct str bytes) {
    for (size_t i = 0; i < files->n; i++)
        if (str_eq(files->file[i].name, name)) {
            files->file[i].bytes = bytes;
            return;
        }
    files->file = arena_grow(a, files->file, files->n, &files->capacity, sizeof *files->file);
    files->file[files->n++] = (struct theme_file){name, bytes};
}

static int read_whole(struct arena *a, const char *path, struct str *ret_bytes, struct err *e) {
    struct stat status;
    if (stat(path, &status) != 0)
        return err_set(e, E_IO, "cannot read %s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode)) return err_set(e, E_INVALID, "%s is not a file", path);
    if (status.st_size > MAX_THEME_FILE) {
        err_set(e, E_LIMIT, "%s is larger than %d kB", path, MAX_THEME_FILE >> 10);
        return err_hint(e, "a theme's files are sent to every reader: make it smaller");
    }
    FILE *f = fopen(path, "rb");
    if (!f) return err_set(e, E_IO, "cannot read %s: %s", path, strerror(errno));
    char *bytes = arena_alloc(a, (size_t)status.st_size + 1);
    *ret_bytes = (struct str){bytes, fread(bytes, 1, (size_t)status.st_size, f)};
    fclose(f);
    return 0;
}

static int put_folder(struct theme_files *files, struct arena *a, const char *folder,
                      struct err *e) {
    DIR *dir = folder ? opendir(folder) : NULL;
    int code = 0;
    struct dirent *entry;
    if (folder && !dir && errno != ENOENT)
        return err_set(e, E_IO, "cannot read %s: %s", folder, strerror(errno));
    while (dir && !code && (entry = readdir(dir))) {
        struct str name = arena_str(a, str_of(entry->d_name)), bytes = STR("");
        if (name.p[0] == '.' || (!type_of(name) && !str_ends(name, STR(".mustache")))) continue;
        const char *path = arena_printf(a, "%s/%s", folder, name.p).p;
        code = read_whole(a, path, &bytes, e);
        if (!code) put(files, a, name, bytes);
        if (files->n > MAX_THEME_FILES)
            code = err_set(e, E_LIMIT, "%s has more files than the %d a theme may have", folder,
                           MAX_THEME_FILES);
    }
    if (dir) closedir(dir);
    return code;
}

static struct str base_name(const char *path) {
    struct str name = str_of(path);
    for (size_t at = str_find(name, '/'); at < name.n; at = str_find(name, '/'))
        name = str_from(name, at + 1);
    return name;
}

static void add_asset(struct theme *theme, struct arena *a, const struct theme_file *file) {
    size_t dot = file->name.n;
    while (dot > 0 && file->name.p[dot - 1] != '.') dot--;
    struct str hash = str_slice(hash_hex(a, file->bytes), 0, 8);
    struct str extension = str_from(file->name, dot);
    theme->asset[theme->n_assets++] = (struct theme_asset){
        .name = file->name,
        .url = arena_printf(a, "/assets/%.*s%.*s.%.*s", (int)dot, file->name.p, (int)hash.n, hash.p,
                            (int)extension.n, extension.p),
        .bytes = file->bytes,
        .type = type_of(file->name),
    };
}

int theme_load(struct theme *ret_theme, struct arena *a, const char *folder, struct err *e) {
    struct theme_files files = {0};
    struct theme theme = {0};
    for (size_t i = 0; i < embedded_web_count; i++)
        put(&files, a, base_name(embedded_web[i].name),
            (struct str){(const char *)embedded_web[i].bytes, embedded_web[i].n});
    int code = put_folder(&files, a, folder, e);
    if (code) return code;
    struct mustache_source *source = arena_array(a, files.n, sizeof *source);
    size_t n = 0;
    theme.asset = arena_array(a, files.n, sizeof *theme.asset);
    for (size_t i = 0; i < files.n; i++) {
        struct str name = files.file[i].name;
        if (str_ends(name, STR(".mustache")))
            source[n++] =
                (struct mustache_source){str_slice(name, 0, name.n - 9), files.file[i].bytes};
        else
            add_asset(&theme, a, &files.file[i]);
    }
    code = mustache_compile(a, source, n, MUSTACHE_NO_RAW, &theme.templates, e);
    if (code) return err_add(e, "theme: ");
    *ret_theme = theme;
    return 0;
}

const struct theme_asset *theme_find_asset(const struct theme *theme, struct str name) {
    for (size_t i = 0; i < theme->n_assets; i++)
        if (str_eq(theme->asset[i].name, name)) return &theme->asset[i];
    return NULL;
}

const struct theme_asset *theme_find_address(const struct theme *theme, struct str file) {
    for (size_t i = 0; i < theme->n_assets; i++)
        if (str_eq(str_from(theme->asset[i].url, sizeof "/assets/" - 1), file))
            return &theme->asset[i];
    return NULL;
}
