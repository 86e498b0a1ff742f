#include "engine/apertium_mode.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"

/* A program a mode may run, the letters of its options, and how many files it may name: a further
   one would be a file to write. */
struct program {
    const char *name;
    const char *options;
    size_t min_files, max_files;
};

static const struct program programs[] = {
    {"lt-proc", "abcdeglmnoptvwxzCIHW", 1, 1},
    {"apertium-tagger", "gmpwxz", 1, 1},
    {"apertium-pretransfer", "enz", 0, 0},
    {"apertium-transfer", "bcntz", 2, 3},
    {"apertium-interchunk", "z", 2, 2},
    {"apertium-postchunk", "z", 2, 2},
    {"apertium-posttransfer", "z", 0, 0},
    {"apertium-wblank-attach", "z", 0, 0},
    {"apertium-wblank-detach", "z", 0, 0},
    {"apertium-anaphora", "z", 1, 1},
    {"lrx-proc", "mtz", 1, 1},
    {"lsx-proc", "wz", 1, 1},
    {"rtx-proc", "rbz", 1, 1},
    {"cg-proc", "1dnwgz", 1, 1},
};

struct words {
    const char *program;
    const struct program *known;
    const char *option[16];
    size_t n_options;
    const char *file[4];
    size_t n_files;
};

static const struct program *find_program(struct str name) {
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (str_eq(name, str_of(programs[i].name))) return &programs[i];
    return NULL;
}

static int add_option(struct arena *a, struct words *w, struct str word, struct err *e) {
    if (str_eq(word, STR("$2"))) return 0;
    if (str_eq(word, STR("$1"))) word = STR("-g");
    bool known = word.n > 1 && word.p[0] == '-';
    for (size_t i = 1; known && i < word.n; i++)
        known = word.p[i] && strchr(w->known->options, word.p[i]);
    if (!known)
        return err_set(e, E_INVALID, "\"%.*s\" is no option of %s that zubi knows", (int)word.n,
                       word.p, w->known->name);
    if (w->n_options == sizeof w->option / sizeof *w->option)
        return err_set(e, E_LIMIT, "too many options for %s", w->known->name);
    w->option[w->n_options++] = arena_cstr(a, word);
    return 0;
}

static int add_file(struct arena *a, struct words *w, struct str name, struct err *e) {
    if (name.n < 2 || name.p[0] != '/')
        return err_set(e, E_INVALID, "'%.*s' is no absolute file name", (int)name.n, name.p);
    if (memchr(name.p, 0, name.n)) return err_set(e, E_INVALID, "a file name holds a NUL");
    if (w->n_files == sizeof w->file / sizeof *w->file)
        return err_set(e, E_LIMIT, "too many files for %s", w->known->name);
    w->file[w->n_files++] = arena_cstr(a, name);
    return 0;
}

/* Cuts the next word off: quoted text (a file name), or letters the shell does not care about. */
static int next_word(struct str *rest, struct str *ret_word, bool *ret_quoted, struct err *e) {
    *rest = str_trim(*rest);
    if (rest->p[0] == '\'') {
        size_t end = str_find(str_from(*rest, 1), '\'');
        if (end == rest->n - 1) return err_set(e, E_INVALID, "a quotation mark is not closed");
        *ret_word = str_slice(*rest, 1, end + 1);
        *ret_quoted = true;
        *rest = str_from(*rest, end + 2);
        if (rest->n && !str_is_space(rest->p[0]))
            return err_set(e, E_INVALID, "text is glued to the quoted '%.*s'", (int)ret_word->n,
                           ret_word->p);
        return 0;
    }
    size_t n = 0;
    while (n < rest->n && !str_is_space(rest->p[n])) {
        if (!rest->p[n] || strchr("'\"`;&<>()*?{}!#~\\|[]=%", rest->p[n]))
            return err_set(e, E_INVALID, "\"%.*s\" is shell, which is never run", (int)rest->n,
                           rest->p);
        n++;
    }
    *ret_word = str_slice(*rest, 0, n);
    *ret_quoted = false;
    *rest = str_from(*rest, n);
    return 0;
}

static int read_stage(struct arena *a, struct str text, struct words *ret, struct err *e) {
    struct words w = {0};
    struct str rest = str_trim(text);
    if (rest.n == 0) return err_set(e, E_INVALID, "there is an empty stage");
    while (rest.n > 0) {
        struct str word;
        bool quoted;
        int rc = next_word(&rest, &word, &quoted, e);
        if (rc != 0) return rc;
        if (!w.known) {
            w.known = quoted ? NULL : find_program(word);
            if (!w.known)
                return err_set(e, E_INVALID, "\"%.*s\" is no program of Apertium that zubi knows",
                               (int)word.n, word.p);
        } else {
            rc = quoted ? add_file(a, &w, word, e) : add_option(a, &w, word, e);
            if (rc != 0) return rc;
        }
        rest = str_trim(rest);
    }
    if (w.n_files < w.known->min_files || w.n_files > w.known->max_files)
        return err_set(e, E_INVALID, "%s has %zu files", w.known->name, w.n_files);
    *ret = w;
    return 0;
}

static void put_stage(struct arena *a, struct apertium_mode *mode, struct str directory,
                      const struct words *w) {
    const char **argv = arena_array(a, w->n_options + w->n_files + 3, sizeof *argv);
    size_t n = 0;
    argv[n++] = arena_printf(a, "%.*s/%s", (int)directory.n, directory.p, w->known->name).p;
    argv[n++] = "-z";
    for (size_t i = 0; i < w->n_options; i++)
        if (strcmp(w->option[i], "-z") != 0) argv[n++] = w->option[i];
    for (size_t i = 0; i < w->n_files; i++) {
        argv[n++] = w->file[i];
        mode->file[mode->n_files++] = w->file[i];
    }
    mode->stage[mode->n_stages++].argv = argv;
}

static bool has_file(const struct words *w, struct str part) {
    for (size_t i = 0; i < w->n_files; i++) {
        struct str file = str_of(w->file[i]);
        if (str_search(file, part) < file.n) return true;
    }
    return false;
}

static bool has_option(const struct words *w, const char *option) {
    for (size_t i = 0; i < w->n_options; i++)
        if (strcmp(w->option[i], option) == 0) return true;
    return false;
}

static int add_stage(struct arena *a, struct apertium_mode *mode, struct str directory,
                     struct words *w, struct err *e) {
    if (mode->n_stages + 2 > APERTIUM_MODE_MAX_STAGES)
        return err_set(e, E_LIMIT, "there are more than %d stages", APERTIUM_MODE_MAX_STAGES);
    if (str_starts(str_of(w->known->name), STR("apertium-wblank-"))) return 0;
    bool is_transfer = strcmp(w->known->name, "apertium-transfer") == 0;
    if (is_transfer && w->n_files == 3) {
        if (w->n_options > 0)
            return err_set(e, E_INVALID, "apertium-transfer has three files and options");
        struct words lexical = {.known = find_program(STR("lt-proc")),
                                .option = {"-b"},
                                .n_options = 1,
                                .file = {w->file[2]},
                                .n_files = 1};
        put_stage(a, mode, directory, &lexical);
        w->option[w->n_options++] = "-b";
        w->n_files = 2;
    } else if (is_transfer && !has_option(w, "-b") && !has_option(w, "-n")) {
        return err_set(e, E_INVALID, "apertium-transfer lacks its dictionary");
    }
    put_stage(a, mode, directory, w);
    return 0;
}

int apertium_mode_parse(struct arena *a, struct str text, struct str directory,
                        struct apertium_mode *ret_mode, struct err *e) {
    if (text.n > APERTIUM_MODE_MAX_BYTES) return err_set(e, E_LIMIT, "the mode file is too long");
    struct apertium_mode mode = {
        .stage = arena_array(a, APERTIUM_MODE_MAX_STAGES, sizeof *mode.stage),
        .file = arena_array(a, APERTIUM_MODE_MAX_STAGES * 4, sizeof *mode.file)};
    size_t generator = 0;
    struct str rest = str_trim(text);
    while (rest.p) {
        struct words w;
        int rc = read_stage(a, str_cut(&rest, '|'), &w, e);
        if (rc == 0) rc = add_stage(a, &mode, directory, &w, e);
        if (rc != 0) return rc;
        if (!mode.n_analysis && has_file(&w, STR("automorf"))) mode.n_analysis = mode.n_stages;
        if (has_file(&w, STR("autogen"))) generator = mode.n_stages;
        bool spelling =
            strcmp(w.known->name, "lt-proc") == 0 && (has_option(&w, "-p") || has_option(&w, "-x"));
        mode.n_finish = generator && spelling ? mode.n_finish + 1 : 0;
    }
    if (!mode.n_analysis) return err_set(e, E_INVALID, "there is no analyser (automorf)");
    if (generator <= mode.n_analysis)
        return err_set(e, E_INVALID, "there is no generator (autogen) behind the analyser");
    *ret_mode = mode;
    return 0;
}

static int add_file_state(struct buf *b, const char *path, int access_mode, struct err *e) {
    struct stat st;
    if (stat(path, &st) != 0 || access(path, access_mode) != 0)
        return err_set(e, E_NOTFOUND, "cannot use %s: %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode)) return err_set(e, E_NOTFOUND, "%s is no file", path);
    buf_printf(b, "%s %lld %lld.%09ld\n", path, (long long)st.st_size, (long long)st.st_mtim.tv_sec,
               st.st_mtim.tv_nsec);
    return 0;
}

int apertium_mode_check(struct arena *a, const struct apertium_mode *mode, struct str *ret_version,
                        struct err *e) {
    struct buf b;
    buf_init(&b, 1 << 20);
    int rc = 0;
    for (size_t i = 0; i < mode->n_stages && rc == 0; i++) {
        rc = add_file_state(&b, mode->stage[i].argv[0], X_OK, e);
        for (size_t j = 1; mode->stage[i].argv[j]; j++)
            buf_printf(&b, "%s\n", mode->stage[i].argv[j]);
    }
    for (size_t i = 0; i < mode->n_files && rc == 0; i++)
        rc = add_file_state(&b, mode->file[i], R_OK, e);
    if (rc == 0) *ret_version = str_slice(hash_hex(a, buf_str(&b)), 0, 16);
    buf_release(&b);
    return rc;
}
