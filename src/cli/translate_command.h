#ifndef CLI_TRANSLATE_COMMAND_H
#define CLI_TRANSLATE_COMMAND_H

#include "base/err.h"

extern const char translate_usage[];
/* `zubi translate`; see struct cli_command. */
int translate_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
