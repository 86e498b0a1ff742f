#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H
/* The head of a request, read strictly (RFC 9112): what two programs could understand in two ways
   is refused, because a proxy in front of us might be the other program. Finding the end of a head
   takes bytes as they come; understanding it happens once, when all of it is there. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/request.h"

/* Why a request is not taken; status 0 when it is. */
struct refusal {
    int status;
    const char *why; /* static, for people */
};

struct head_limits {
    size_t max_head;    /* bytes, request line and final empty line included; more is 431 */
    size_t max_target;  /* bytes; more is 414 */
    size_t max_headers; /* more is 431 */
};

/* Zeroed at the start of each head. */
struct head_scan {
    size_t at;      /* bytes looked at */
    size_t line;    /* where the current line starts */
    size_t start;   /* where the head starts: an empty line before it is passed over */
    size_t n_lines; /* ended ones */
};

/* Looks for the end of the head that `in` starts with; on later calls `in` has the same bytes and
   more. *ret_end is behind the final empty line, or 0 when more bytes are needed. The outcome
   depends on the bytes only, never on how they were cut. */
struct refusal head_scan(struct head_scan *s, struct str in, const struct head_limits *limits,
                         size_t *ret_end);
/* Reads a head whose end has been found: in[start, end). Sets all of *ret_req that a head can tell;
   its text points into `head` or lives in the arena. */
struct refusal head_parse(struct arena *a, struct str head, const struct head_limits *limits,
                          struct request *ret_req);

#endif
