#ifndef BASE_LOG_H
#define BASE_LOG_H
/* One line an event, key=value, on standard error:
       2026-11-20T07:30:00Z level=info event=listen url="http://127.0.0.1:8080/"
   Values with anything but plain characters are quoted, and all that could be taken for a line
   break escaped, so that no text from outside can forge a line. A value is cut at 600 bytes (then
   KEY_bytes says how many it had); a line has at most 4096, fields that do not fit are left out.
   Never log a story's text or a secret. Safe from any thread. */

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

/* The only thing in the program that may change behind everybody's back: how much is logged.
   The start value is LOG_INFO. */
void log_set_level(enum log_level level);

struct log_field {
    const char *key;
    struct str text; /* used when p is not NULL */
    int64_t number;
};

struct log_field log_text(const char *key, struct str text);
struct log_field log_number(const char *key, int64_t number);

/* log_event(LOG_INFO, "listen", LOG_FIELDS(log_text("url", url))). */
#define LOG_FIELDS(...)                                                                            \
    (const struct log_field[]){__VA_ARGS__},                                                       \
        sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field)
void log_event(enum log_level level, const char *event, const struct log_field *field,
               size_t n_fields);
/* An error at an edge: its code, text, hint and where it was set, plus what it happened to. */
void log_err(enum log_level level, const char *event, const struct err *e, struct str subject);

#endif
