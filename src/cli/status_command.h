#ifndef CLI_STATUS_COMMAND_H
#define CLI_STATUS_COMMAND_H

#include "base/err.h"

extern const char status_usage[];
/* `zubi status`; see struct cli_command. */
int status_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
