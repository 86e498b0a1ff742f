#ifndef CLI_PICTURE_WORKER_COMMAND_H
#define CLI_PICTURE_WORKER_COMMAND_H

#include "base/err.h"

extern const char picture_worker_usage[];
int picture_worker_run_command(int argc, char **argv, struct err *e) MUST_CHECK;

#endif
