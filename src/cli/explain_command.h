#ifndef CLI_EXPLAIN_COMMAND_H
#define CLI_EXPLAIN_COMMAND_H

#include "base/err.h"

extern const char explain_usage[];
int explain_run(int argc, char **argv, struct err *e);

#endif
