#include "http/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BACKLOG = 4096 };

struct place {
    const char *address;
    int port;
    struct sockaddr_storage socket;
    socklen_t n;
};

static int resolve(struct place *place, struct err *e) {
    struct addrinfo hints = {.ai_family = AF_UNSPEC,
                             .ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_PASSIVE | AI_NUMERICSERV},
                    *list;
    char port[16];
    snprintf(port, sizeof port, "%d", place->port);
    int failed = getaddrinfo(place->address, port, &hints, &list);
    if (failed) {
        err_set(e, E_INVALID, "cannot listen on \"%s\": %s", place->address, gai_strerror(failed));
        return err_hint(e, "Give an address of this machine: 127.0.0.1 for itself only, :: for "
                           "everybody.");
    }
    memcpy(&place->socket, list->ai_addr, list->ai_addrlen);
    place->n = list->ai_addrlen;
    freeaddrinfo(list);
    return 0;
}

static int cannot(const struct place *place, const char *doing, struct err *e) {
    int error = errno;
    if (error == EADDRINUSE) {
        err_set(e, E_CONFLICT, "cannot listen on %s port %d: another program does already",
                place->address, place->port);
        return err_hint(e,
                        "Stop that program (ss -ltnp 'sport = :%d' names it), or choose another "
                        "port.",
                        place->port);
    }
    if (error == EACCES) {
        err_set(e, E_DENIED, "cannot listen on %s port %d: not allowed", place->address,
                place->port);
        return err_hint(e, "Ports below 1024 need a permission: choose another port, as 8080.");
    }
    if (error == EADDRNOTAVAIL) {
        err_set(e, E_INVALID, "cannot listen on %s: it is not an address of this machine",
                place->address);
        return err_hint(e, "Use 127.0.0.1 for this machine only, :: for everybody.");
    }
    return err_set(e, E_IO, "cannot %s %s port %d: %s", doing, place->address, place->port,
                   strerror(error));
}

static int open_one(struct place *place, bool shared, int *ret_fd, struct err *e) {
    int on = 1, off = 0;
    int fd = socket(place->socket.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return cannot(place, "listen on", e);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (shared) setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (place->socket.ss_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    /* Inherited by what is accepted: answers are written whole, waiting would only delay them. */
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    int code = 0;
    if (bind(fd, (struct sockaddr *)&place->socket, place->n) != 0)
        code = cannot(place, "listen on", e);
    place->n = sizeof place->socket;
    if (code == 0 && getsockname(fd, (struct sockaddr *)&place->socket, &place->n) != 0)
        code = cannot(place, "look at", e);
    if (code) {
        close(fd);
        return code;
    }
    *ret_fd = fd;
    return 0;
}

static int port_of(const struct sockaddr_storage *a) {
    if (a->ss_family == AF_INET6) return ntohs(((const struct sockaddr_in6 *)a)->sin6_port);
    return ntohs(((const struct sockaddr_in *)a)->sin_port);
}

/* A socket that does not share tells whether the port is free, and which one "any" is. A shared
   one cannot be bound beside it, so it has to go first. */
static int find_port(struct place *place, struct err *e) {
    int fd, code = open_one(place, false, &fd, e);
    if (code) return code;
    if (listen(fd, BACKLOG) != 0) code = cannot(place, "listen on", e);
    close(fd);
    place->port = port_of(&place->socket);
    return code;
}

int listener_open(const char *address, int port, size_t n, int *ret_fd, int *ret_port,
                  struct err *e) {
    struct place place = {.address = address, .port = port};
    int code = resolve(&place, e);
    if (code == 0 && n > 1) code = find_port(&place, e);
    size_t opened = 0;
    while (code == 0 && opened < n) {
        int fd;
        code = open_one(&place, n > 1, &fd, e);
        if (code) break;
        ret_fd[opened++] = fd;
        if (listen(fd, BACKLOG) != 0) code = cannot(&place, "listen on", e);
    }
    if (code) {
        while (opened > 0) close(ret_fd[--opened]);
        return code;
    }
    *ret_port = port_of(&place.socket);
    return 0;
}

void listener_address_text(const struct sockaddr_storage *address,
                           char ret_text[LISTENER_TEXT_SIZE]) {
    const void *bytes = &((const struct sockaddr_in *)address)->sin_addr;
    int family = address->ss_family;
    if (family == AF_INET6) {
        const struct in6_addr *in6 = &((const struct sockaddr_in6 *)address)->sin6_addr;
        bool is_v4 = IN6_IS_ADDR_V4MAPPED(in6);
        bytes = in6->s6_addr + (is_v4 ? 12 : 0);
        if (is_v4) family = AF_INET;
    }
    if (!inet_ntop(family, bytes, ret_text, LISTENER_TEXT_SIZE)) ret_text[0] = 0;
}
