#include "base/log.h"

#include <stdatomic.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"

static _Atomic int max_level = LOG_INFO;

void log_set_level(enum log_level level) {
    max_level = (int)level;
}

struct log_field log_text(const char *key, struct str text) {
    return (struct log_field){.key = key, .text = text.p ? text : STR("")};
}

struct log_field log_number(const char *key, int64_t number) {
    return (struct log_field){.key = key, .number = number};
}

static bool is_plain(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7F) return false;
    }
    return s.n > 0;
}

static void add_quoted(struct buf *line, struct str s) {
    buf_add_char(line, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\')
            buf_printf(line, "\\%c", c);
        else if (c < ' ' || c == 0x7F)
            buf_printf(line, "\\x%02x", c);
        else
            buf_add_char(line, (char)c);
    }
    buf_add_char(line, '"');
}

void log_event(enum log_level level, const char *event, const struct log_field *field,
               size_t n_fields) {
    static const char *const name[] = {"error", "warn", "info", "debug"};
    if ((int)level > max_level) return;
    struct buf line;
    struct arena a;
    buf_init(&line, 16384);
    arena_init(&a);
    struct str now = clock_format(&a, clock_wall_ms());
    buf_printf(&line, "%.*s level=%s event=%s", (int)now.n, now.p, name[level], event);
    for (size_t i = 0; i < n_fields; i++) {
        buf_printf(&line, " %s=", field[i].key);
        if (!field[i].text.p)
            buf_printf(&line, "%lld", (long long)field[i].number);
        else if (is_plain(field[i].text))
            buf_add(&line, field[i].text);
        else
            add_quoted(&line, field[i].text);
    }
    buf_add_char(&line, '\n');
    ssize_t written = write(STDERR_FILENO, line.p, line.n);
    (void)written; /* a log that cannot be written has nobody to tell */
    arena_release(&a);
    buf_release(&line);
}

void log_err(enum log_level level, const char *event, const struct err *e, struct str subject) {
    log_event(level, event,
              LOG_FIELDS(log_text("subject", subject),
                         log_text("code", str_of(err_code_name(e->code))),
                         log_text("what", str_of(e->text)), log_text("hint", str_of(e->hint)),
                         log_text("file", str_of(e->file)), log_number("line", e->line)));
}
