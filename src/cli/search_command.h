#ifndef CLI_SEARCH_COMMAND_H
#define CLI_SEARCH_COMMAND_H

#include "base/err.h"

extern const char search_usage[];
int search_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
