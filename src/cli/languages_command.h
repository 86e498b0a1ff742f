#ifndef CLI_LANGUAGES_COMMAND_H
#define CLI_LANGUAGES_COMMAND_H

#include "base/err.h"

extern const char languages_usage[];
/* `zubi languages`; see struct cli_command. */
int languages_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
