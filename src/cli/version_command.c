#include "cli/version_command.h"

#include <stdio.h>

const char version_usage[] = "usage: zubi version\n\nPrints the version of this program.\n";

int version_run(int argc, char **argv, struct err *e) {
    (void)argv;
    if (argc > 1) return err_set(e, E_INVALID, "`zubi version` takes no arguments");
    printf("zubi %s\n", ZUBI_VERSION);
    return 0;
}
