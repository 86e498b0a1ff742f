#include "cli/picture_worker_command.h"

#include <unistd.h>

#include "media/picture_worker.h"

const char picture_worker_usage[] =
    "usage: zubi picture-worker\n\n"
    "Makes pictures of other sizes and kinds from pictures. Started by `zubi serve` and\n"
    "`zubi export` when they need it, as a process of its own that opens no connection and\n"
    "writes no file; of no use to people.\n";

int picture_worker_run_command(int argc, char **argv, struct err *e) {
    (void)argc;
    (void)argv;
    if (isatty(STDIN_FILENO)) {
        err_set(e, E_INVALID, "this takes its orders from another process");
        return err_hint(e, "`zubi serve` starts it by itself");
    }
    return picture_worker_run(STDIN_FILENO, STDOUT_FILENO, e);
}
