/* Plays any stage of an Apertium pipeline in the tests: "translates" words into themselves, and
   misbehaves on certain words. Which part it plays is told by its data file; the misbehaviour for
   part x is asked for by a word that ends in x (a: analyser, b: tagger, g: generator, c:
   finishing): diex      ends;        crashx    is killed by a signal;   oncex    ends, but only one
   time hangx     sleeps;      mutex     gives no answer;         emptyx   answers nothing but a NUL
     rubbishx  answers nonsense;      twicex  answers twice;   floodx   answers without an end
     nulsx     answers NULs without an end
   A data file that starts with "broken" makes it end at once. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct request {
    char *p;
    size_t n;
};

static char part_of(const char *file) {
    if (strstr(file, "automorf")) return 'a';
    if (strstr(file, "autogen")) return 'g';
    if (strstr(file, "autopgen")) return 'c';
    return 'b';
}

static bool asks(const struct request *r, const char *fault, char part) {
    char word[32];
    int n = snprintf(word, sizeof word, "%s%c", fault, part);
    return memmem(r->p, r->n, word, (size_t)n) != NULL;
}

static void stop_here(const char *words) {
    fprintf(stderr, "%s\n", words);
    exit(1);
}

static void flood(const char *with) {
    for (;;)
        if (fwrite(with, 1, 1, stdout) != 1) exit(1);
}

static bool dies_once(const char *file) {
    char path[4096];
    snprintf(path, sizeof path, "%s.once", file);
    return unlink(path) == 0;
}

/* True when there is to be no ordinary answer. */
static bool misbehaves(const struct request *r, char part, const char *file) {
    if (asks(r, "die", part)) stop_here("fake: cannot go on");
    if (asks(r, "crash", part)) raise(SIGKILL);
    if (asks(r, "once", part) && dies_once(file)) stop_here("fake: not this time");
    if (asks(r, "hang", part)) pause();
    if (asks(r, "flood", part)) flood("x");
    if (asks(r, "nuls", part)) flood("");
    if (asks(r, "mute", part)) return true;
    bool empty = asks(r, "empty", part), rubbish = asks(r, "rubbish", part);
    if (rubbish) fputs("[q1]^^ nonsense $[[", stdout);
    if (empty || rubbish) putchar(0);
    return empty || rubbish;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static size_t blank_end(const struct request *r, size_t at) {
    while (at < r->n && r->p[at] != ']') at += r->p[at] == '\\' ? 2 : 1;
    return at < r->n ? at + 1 : r->n;
}

static void analyse(const struct request *r) {
    size_t at = 0;
    while (at < r->n) {
        size_t end = at;
        while (end < r->n && is_letter(r->p[end])) end++;
        if (end > at || r->p[at] == '.') {
            int n = end > at ? (int)(end - at) : 1;
            printf("^%.*s/%.*s<n>$", n, r->p + at, n, r->p + at);
            at += (size_t)n;
            continue;
        }
        end = r->p[at] == '[' ? blank_end(r, at) : at + (r->p[at] == '\\' ? 2 : 1);
        printf("%.*s", (int)(end - at), r->p + at);
        at = end;
    }
}

static void generate(const struct request *r) {
    for (size_t at = 0; at < r->n; at++) {
        if (r->p[at] == '\\' && at + 1 < r->n) {
            printf("%.2s", r->p + at++);
            continue;
        }
        if (r->p[at] != '^') {
            putchar(r->p[at]);
            continue;
        }
        size_t slash = at;
        while (slash < r->n && r->p[slash] != '/') slash++;
        printf("%.*s", (int)(slash - at - 1), r->p + at + 1);
        while (at < r->n && r->p[at] != '$') at++;
    }
}

static void answer(const struct request *r, char part) {
    if (part == 'a')
        analyse(r);
    else if (part == 'g')
        generate(r);
    else
        fwrite(r->p, 1, r->n, stdout);
    putchar(0);
}

int main(int argc, char **argv) {
    const char *file = argv[argc - 1];
    char *line = NULL, start[8] = "";
    FILE *data = fopen(file, "r");
    if (!data || !fgets(start, sizeof start, data) || strncmp(start, "broken", 6) == 0)
        stop_here("fake: the dictionary is broken");
    fclose(data);
    size_t capacity = 0;
    ssize_t n;
    char part = part_of(file);
    while ((n = getdelim(&line, &capacity, 0, stdin)) > 0) {
        struct request r = {line, (size_t)n - (line[n - 1] == 0)};
        if (misbehaves(&r, part, file)) {
            fflush(stdout);
            continue;
        }
        answer(&r, part);
        if (asks(&r, "twice", part)) answer(&r, part);
        fflush(stdout);
    }
    free(line);
    return 0;
}
