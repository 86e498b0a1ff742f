#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H
/* Options of a command: --name VALUE, --name=VALUE or --flag, anywhere among its arguments; after
   "--" all are arguments. */

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct option_spec {
    const char *name;   /* without the dashes */
    const char **value; /* one of these two is set */
    bool *flag;
};

/* Fills values and flags, moves what is left (the arguments) to the front of argv[1…] and gives
   their number. E_INVALID for an unknown option or one without its value. */
int options_parse(const struct option_spec *spec, size_t n, int argc, char **argv, int *ret_n,
                  struct err *e) MUST_CHECK;

#endif
