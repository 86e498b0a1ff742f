#include "sys/stop_signal.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

static sigset_t awaited(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

void stop_signal_prepare(void) {
    sigset_t set = awaited();
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int stop_signal_wait(int64_t wait_ms) {
    sigset_t set = awaited();
    struct timespec wait = {wait_ms / 1000, wait_ms % 1000 * 1000000};
    int number = wait_ms < 0 ? sigwaitinfo(&set, NULL) : sigtimedwait(&set, NULL, &wait);
    return number > 0 ? number : 0;
}
