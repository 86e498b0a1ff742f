#ifndef CLI_VERSION_COMMAND_H
#define CLI_VERSION_COMMAND_H

#include "base/err.h"

extern const char version_usage[];
/* `zubi version`; see struct cli_command. */
int version_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
