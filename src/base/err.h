#ifndef BASE_ERR_H
#define BASE_ERR_H
/* The one way errors travel. A function that can fail returns int: 0, or a code of this list, and
   takes `struct err *e` last. `e` then says what failed and why, and, where there is one, what the
   person in front of the screen can do about it. Failing never allocates. Functions below the
   edges (cli, request loop, job loop) never log an error: they return it, the edge says it once. */

#include "base/str.h"

enum err_code {
    E_OK = 0,
    E_NOTFOUND, /* there is no such thing */
    E_INVALID,  /* what was given cannot be right */
    E_DENIED,   /* not allowed */
    E_CONFLICT, /* somebody else was first, or the states do not fit */
    E_LIMIT,    /* larger, longer or more than is allowed */
    E_BUSY,     /* try again later */
    E_IO,       /* files, sockets, processes */
    E_DB,       /* the database */
    E_ENGINE,   /* a translation engine */
};

struct err {
    enum err_code code;
    int line;         /* where it was set, for the log */
    const char *file; /* static */
    char text[400];   /* what failed and why; no final stop */
    char hint[240];   /* what to do next; may be empty */
};

/* Sets *e and returns `code`: return err_set(e, E_IO, "cannot read %s: %s", ...). */
#define err_set(e, code, ...) err_set_at((e), (code), __FILE__, __LINE__, __VA_ARGS__)
int err_set_at(struct err *e, enum err_code code, const char *file, int line, const char *format,
               ...) __attribute__((format(printf, 5, 6), cold));
/* Says what can be done; returns the code, so that it can end a return statement. */
int err_hint(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3), cold));
/* Puts context in front: "stories/a.md: " + what was there. Returns the code. */
int err_add(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3), cold));
/* "not-found", "invalid", …: the stable word for logs and the API. */
const char *err_code_name(enum err_code code);
/* The exit status of a command that ended with this code (sysexits where one fits). */
int err_exit_status(enum err_code code);

#define MUST_CHECK __attribute__((warn_unused_result))

#endif
