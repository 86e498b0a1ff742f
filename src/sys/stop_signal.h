#ifndef SYS_STOP_SIGNAL_H
#define SYS_STOP_SIGNAL_H
/* Being asked to end (SIGINT, SIGTERM) or to read the settings again (SIGHUP), without a handler:
   the main thread asks for it. */

#include <stdint.h>

/* Blocks those signals in this thread and all that it starts later, and ignores SIGPIPE. Call
   first in main. Child processes inherit the mask: who starts one empties it there. */
void stop_signal_prepare(void);
/* Waits for one of them and returns its number; 0 when none came within wait_ms (negative: no
   bound). */
int stop_signal_wait(int64_t wait_ms);

#endif
