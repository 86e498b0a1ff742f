#ifndef CLI_TOKEN_COMMAND_H
#define CLI_TOKEN_COMMAND_H

#include "base/err.h"

extern const char token_usage[];
/* `zubi token`; see struct cli_command. */
int token_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
