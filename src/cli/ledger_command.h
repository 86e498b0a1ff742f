#ifndef CLI_LEDGER_COMMAND_H
#define CLI_LEDGER_COMMAND_H

#include "base/err.h"

extern const char ledger_usage[];
int ledger_run(int argc, char **argv, struct err *e);

#endif
