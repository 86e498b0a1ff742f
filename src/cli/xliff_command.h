#ifndef CLI_XLIFF_COMMAND_H
#define CLI_XLIFF_COMMAND_H

#include "base/err.h"

extern const char xliff_usage[];
int xliff_run(int argc, char **argv, struct err *e);

#endif
