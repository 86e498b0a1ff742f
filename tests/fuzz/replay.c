/* Runs a fuzz target over every file of a folder, and over cuts and flips of each, so that the
   targets are ordinary tests too. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t runs;

static void run(const uint8_t *data, size_t size) {
    uint8_t *copy = malloc(size ? size : 1); /* exact size: reading over the end is seen */
    if (!copy) abort();
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    runs++;
}

static void run_variants(uint8_t *data, size_t size) {
    run(data, size);
    size_t step = size / 64 + 1;
    for (size_t i = 0; i < size; i += step) {
        run(data, i);
        uint8_t kept = data[i];
        data[i] ^= (uint8_t)(1U << (i % 8));
        run(data, size);
        data[i] = kept;
    }
}

int main(int argc, char **argv) {
    struct dirent **entry;
    int n = argc > 1 ? scandir(argv[1], &entry, NULL, alphasort) : -1;
    if (n < 0) {
        fprintf(stderr, "no corpus folder: %s\n", argc > 1 ? argv[1] : "(not given)");
        return 1;
    }
    for (int i = 0; i < n; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[1], entry[i]->d_name);
        FILE *f = entry[i]->d_name[0] == '.' ? NULL : fopen(path, "rb");
        free(entry[i]);
        if (!f) continue;
        static uint8_t data[1 << 20];
        run_variants(data, fread(data, 1, sizeof data, f));
        fclose(f);
    }
    free(entry);
    printf("%zu inputs\n", runs);
    return runs == 0;
}
