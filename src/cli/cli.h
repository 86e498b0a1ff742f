#ifndef CLI_CLI_H
#define CLI_CLI_H
/* The command line: one row a command. */

#include "base/err.h"

struct cli_command {
    const char *name;
    const char *summary; /* one line, for the list */
    const char *usage;   /* the whole help text, starting with "usage: " */
    /* argv[0] is the command's name. Returns 0 or an error code; writes what it has to say to
       standard output, progress to standard error. E_CONFLICT with an empty text ends with status
       1 and no message: the answer itself was no. */
    int (*run)(int argc, char **argv, struct err *e);
};

/* Ends with NULL in name. */
extern const struct cli_command cli_commands[];

/* Runs the command that argv names; the program's exit status. Prints errors and what to do. */
int cli_main(int argc, char **argv);
/* "zubi: …" and the hint below it, on standard error. */
void cli_print_error(const struct err *e);

#endif
