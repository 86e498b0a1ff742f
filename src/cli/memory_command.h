#ifndef CLI_MEMORY_COMMAND_H
#define CLI_MEMORY_COMMAND_H

#include "base/err.h"

extern const char memory_usage[];
/* `zubi memory`: what people wrote and approved, for other texts. */
int memory_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
