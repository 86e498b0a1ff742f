#ifndef HTTP_LISTENER_H
#define HTTP_LISTENER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/err.h"

/* Opens `n` listening sockets, not blocking, on one address and port (0: any free one); with more
   than one the kernel spreads connections over them. Two programs never share a port, though. The
   errors are those of server_open. */
int listener_open(const char *address, int port, size_t n, int *ret_fd, int *ret_port,
                  struct err *e) MUST_CHECK;

enum { LISTENER_TEXT_SIZE = 64 };

/* "192.0.2.1", "2001:db8::1"; IPv4 within IPv6 as IPv4. */
void listener_address_text(const struct sockaddr_storage *address,
                           char ret_text[LISTENER_TEXT_SIZE]);

#endif
