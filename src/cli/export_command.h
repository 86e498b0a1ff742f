#ifndef CLI_EXPORT_COMMAND_H
#define CLI_EXPORT_COMMAND_H

#include "base/err.h"

extern const char export_usage[];
int export_run(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
