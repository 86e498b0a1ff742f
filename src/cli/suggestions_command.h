#ifndef CLI_SUGGESTIONS_COMMAND_H
#define CLI_SUGGESTIONS_COMMAND_H

#include "base/err.h"

/* `zubi suggestions`: what readers propose as better translations. */
extern const char suggestions_usage[];
int suggestions_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
