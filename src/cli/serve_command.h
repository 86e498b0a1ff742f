#ifndef CLI_SERVE_COMMAND_H
#define CLI_SERVE_COMMAND_H

#include "base/err.h"

extern const char serve_usage[];
/* `zubi serve`; see struct cli_command. */
int serve_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
