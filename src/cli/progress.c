#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { WIDTH = 30 };

void progress_start(struct progress *p, const char *what) {
    *p = (struct progress){.what = what, .shown = isatty(STDERR_FILENO)};
}

void progress_show(struct progress *p, size_t done, size_t all) {
    int64_t now = clock_monotonic_ms();
    if (!p->shown || all == 0 || (p->drawn_ms && now - p->drawn_ms < 100)) return;
    p->drawn_ms = now;
    size_t filled = done >= all ? WIDTH : done * WIDTH / all;
    fprintf(stderr, "\r%s [", p->what);
    for (size_t i = 0; i < WIDTH; i++) fputc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %zu of %zu ", done, all);
}

void progress_end(struct progress *p) {
    if (p->shown && p->drawn_ms) fprintf(stderr, "\r\033[K");
    p->drawn_ms = 0;
}
