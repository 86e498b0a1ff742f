#ifndef CLI_CHECK_COMMAND_H
#define CLI_CHECK_COMMAND_H

#include "base/err.h"

extern const char check_usage[];
/* `zubi check`; see struct cli_command. */
int check_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
