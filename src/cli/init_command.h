#ifndef CLI_INIT_COMMAND_H
#define CLI_INIT_COMMAND_H

#include "base/err.h"

extern const char init_usage[];
/* `zubi init`; see struct cli_command. */
int init_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
