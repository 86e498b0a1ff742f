#ifndef CLI_HELP_COMMAND_H
#define CLI_HELP_COMMAND_H

#include "base/err.h"

extern const char help_usage[];
/* `zubi help`; see struct cli_command. */
int help_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
