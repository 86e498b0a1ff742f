#ifndef CLI_TERM_COMMAND_H
#define CLI_TERM_COMMAND_H

#include "base/err.h"

extern const char term_usage[];
/* `zubi term`; see struct cli_command. */
int term_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
