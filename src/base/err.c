#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut in the middle of a UTF-8 sequence would make the message itself invalid. */
static void drop_half_character(char *text, size_t size) {
    size_t n = strlen(text);
    if (n + 1 < size) return;
    while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80) n--;
    if (n > 0 && (unsigned char)text[n - 1] >= 0xC0) n--;
    text[n] = 0;
}

int err_set_at(struct err *e, enum err_code code, const char *file, int line, const char *format,
               ...) {
    e->code = code;
    e->file = file;
    e->line = line;
    e->hint[0] = 0;
    va_list args;
    va_start(args, format);
    vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    drop_half_character(e->text, sizeof e->text);
    return code;
}

int err_hint(struct err *e, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(e->hint, sizeof e->hint, format, args);
    va_end(args);
    drop_half_character(e->hint, sizeof e->hint);
    return e->code;
}

int err_add(struct err *e, const char *format, ...) {
    char before[sizeof e->text];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(before, sizeof before, format, args);
    va_end(args);
    if (n < 0) return e->code;
    size_t used = (size_t)n < sizeof before ? (size_t)n : sizeof before - 1;
    size_t room = sizeof before - used - 1;
    size_t text = strlen(e->text);
    memcpy(before + used, e->text, text < room ? text : room);
    before[used + (text < room ? text : room)] = 0;
    memcpy(e->text, before, sizeof before);
    drop_half_character(e->text, sizeof e->text);
    return e->code;
}

const char *err_code_name(enum err_code code) {
    switch (code) {
    case E_OK: return "ok";
    case E_NOTFOUND: return "not-found";
    case E_INVALID: return "invalid";
    case E_DENIED: return "denied";
    case E_CONFLICT: return "conflict";
    case E_LIMIT: return "limit";
    case E_BUSY: return "busy";
    case E_IO: return "io";
    case E_DB: return "database";
    case E_ENGINE: return "engine";
    }
    return "unknown";
}

int err_exit_status(enum err_code code) {
    switch (code) {
    case E_OK: return 0;
    case E_INVALID:
    case E_LIMIT: return 65;    /* EX_DATAERR */
    case E_NOTFOUND: return 66; /* EX_NOINPUT */
    case E_ENGINE: return 69;   /* EX_UNAVAILABLE */
    case E_IO: return 74;       /* EX_IOERR */
    case E_BUSY:
    case E_DB: return 75;     /* EX_TEMPFAIL */
    case E_DENIED: return 77; /* EX_NOPERM */
    case E_CONFLICT: return 73;
    }
    return 1;
}
