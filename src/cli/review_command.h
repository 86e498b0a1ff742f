#ifndef CLI_REVIEW_COMMAND_H
#define CLI_REVIEW_COMMAND_H

#include "base/err.h"

extern const char review_usage[];
int review_run(int argc, char **argv, struct err *e);

#endif
