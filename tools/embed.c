/* Turns files into C, so that they are part of the binary:

       embed [--root DIR] OUTPUT.c SYMBOL FILE…

   writes `const struct embedded_file SYMBOL[]`, sorted by name, and `const size_t SYMBOL_count`.
   Scripts (*.js) lose their indentation, empty lines and lines that are only a comment: readers do
   not have to wait for those. So a text in a script must not go on in a new line.

   A file's name is its path below DIR or, without --root, its own name without folders. Two files
   of one name, or none at all, are an error. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *path, *name;
};

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static const char *name_of(const char *path, const char *root) {
    if (!root) {
        const char *slash = strrchr(path, '/');
        return slash ? slash + 1 : path;
    }
    size_t n = strlen(root);
    while (n && root[n - 1] == '/') n--;
    return strncmp(path, root, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

/* Octal escapes of three digits cannot run into the character behind them, and "?" is escaped for
   the sake of trigraphs. */
static void write_byte(FILE *out, int c) {
    if (c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '?')
        fputc(c, out);
    else
        fprintf(out, "\\%03o", (unsigned)c);
}

/* From the first character of a line to the first of code, which may be in a later line. */
static int skip_to_code(FILE *in, int c) {
    for (;;) {
        while (c == ' ' || c == '\t' || c == '\n') c = fgetc(in);
        if (c != '/') return c;
        int next = fgetc(in);
        if (next != '/') {
            ungetc(next, in);
            return c;
        }
        while (c != '\n' && c != EOF) c = fgetc(in);
    }
}

static long write_bytes(FILE *out, const char *path) {
    FILE *in = fopen(path, "rb");
    if (!in) return -1;
    size_t length = strlen(path);
    bool script = length > 3 && strcmp(path + length - 3, ".js") == 0;
    long n = 0;
    int c, before = '\n';
    for (; (c = fgetc(in)) != EOF; before = c) {
        if (script && before == '\n' && (c = skip_to_code(in, c)) == EOF) break;
        fputs(n % 80 ? "" : n ? "\"\n    \"" : "    \"", out);
        write_byte(out, c);
        n++;
    }
    fputs(n ? "\"" : "    \"\"", out);
    int failed = ferror(in);
    fclose(in);
    return failed ? -1 : n;
}

static int write_entry(FILE *out, const struct entry *f, size_t i) {
    fprintf(out, "static const unsigned char bytes_%zu[] =\n", i);
    if (write_bytes(out, f->path) >= 0) {
        fputs(";\n", out);
        return 0;
    }
    perror(f->path);
    return 1;
}

static void write_name(FILE *out, const char *name) {
    fputs("    {\"", out);
    for (; *name; name++) write_byte(out, (unsigned char)*name);
    fputs("\", ", out);
}

static int write_all(FILE *out, const char *symbol, const struct entry *file, size_t n) {
    fputs("/* Made by tools/embed.c. */\n#include \"base/embedded.h\"\n\n", out);
    fprintf(out, "extern const struct embedded_file %s[];\nextern const size_t %s_count;\n\n",
            symbol, symbol);
    for (size_t i = 0; i < n; i++)
        if (write_entry(out, &file[i], i)) return 1;
    fprintf(out, "const struct embedded_file %s[] = {\n", symbol);
    for (size_t i = 0; i < n; i++) {
        write_name(out, file[i].name);
        fprintf(out, "bytes_%zu, sizeof bytes_%zu - 1},\n", i, i);
    }
    fprintf(out, "};\nconst size_t %s_count = %zu;\n", symbol, n);
    return 0;
}

static int collect(char **path, size_t n, const char *root, struct entry *file) {
    for (size_t i = 0; i < n; i++) {
        file[i] = (struct entry){path[i], name_of(path[i], root)};
        if (file[i].name) continue;
        fprintf(stderr, "embed: %s is not below %s\n", path[i], root);
        return 1;
    }
    qsort(file, n, sizeof *file, by_name);
    for (size_t i = 1; i < n; i++)
        if (by_name(&file[i - 1], &file[i]) == 0) {
            fprintf(stderr, "embed: two files are called %s\n", file[i].name);
            return 1;
        }
    return 0;
}

static int embed(const char *output, const char *symbol, const struct entry *file, size_t n) {
    FILE *out = fopen(output, "w");
    if (!out) {
        perror(output);
        return 1;
    }
    int failed = write_all(out, symbol, file, n);
    failed |= ferror(out);
    failed |= fclose(out) != 0;
    if (failed) remove(output);
    return failed;
}

int main(int argc, char **argv) {
    const char *root = NULL;
    if (argc > 2 && strcmp(argv[1], "--root") == 0) {
        root = argv[2];
        argv += 2;
        argc -= 2;
    }
    if (argc < 4) {
        fputs("usage: embed [--root DIR] OUTPUT.c SYMBOL FILE...\n", stderr);
        return 2;
    }
    size_t n = (size_t)argc - 3;
    struct entry *file = calloc(n, sizeof *file);
    if (!file) return 1;
    int failed = collect(argv + 3, n, root, file) || embed(argv[1], argv[2], file, n);
    free(file);
    return failed ? 1 : 0;
}
