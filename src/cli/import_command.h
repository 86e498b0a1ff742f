#ifndef CLI_IMPORT_COMMAND_H
#define CLI_IMPORT_COMMAND_H

#include "base/err.h"

extern const char import_usage[];
/* `zubi import`; see struct cli_command. */
int import_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
