#include "base/log.h"

#include <stdatomic.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"

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

/* A line is written with one write(2) of at most PIPE_BUF bytes, which no other thread's can be
   mixed with. */
enum { MAX_LINE = 4096, MAX_VALUE = 600 };

/* What some viewer would take for a line break, or not show: control characters (C1 too), the line
   and paragraph separators, direction overrides and isolates; U+FFFD stands for bytes that are not
   UTF-8. */
static bool is_hidden(uint32_t rune) {
    return rune < ' ' || (rune >= 0x7F && rune < 0xA0) || (rune >= 0x2028 && rune <= 0x202E) ||
           (rune >= 0x2066 && rune <= 0x2069) || rune == 0xFFFD;
}

static bool is_plain(struct str s) {
    for (size_t at = 0; at < s.n;) {
        uint32_t rune = utf8_next(s, &at);
        if (rune == ' ' || rune == '"' || rune == '=' || rune == '\\' || is_hidden(rune))
            return false;
    }
    return s.n > 0;
}

static void add_quoted(struct buf *line, struct str s) {
    buf_add_char(line, '"');
    for (size_t at = 0, start = 0; at < s.n; start = at) {
        uint32_t rune = utf8_next(s, &at);
        if (rune == '"' || rune == '\\') buf_add_char(line, '\\');
        if (!is_hidden(rune))
            buf_add(line, str_slice(s, start, at));
        else
            for (size_t i = start; i < at; i++) buf_printf(line, "\\x%02x", (unsigned char)s.p[i]);
    }
    buf_add_char(line, '"');
}

static void add_field(struct buf *line, const struct log_field *field) {
    struct str value = utf8_cut(field->text, MAX_VALUE);
    buf_printf(line, " %s=", field->key);
    if (!field->text.p)
        buf_printf(line, "%lld", (long long)field->number);
    else if (is_plain(value))
        buf_add(line, value);
    else
        add_quoted(line, value);
    if (value.n < field->text.n) buf_printf(line, " %s_bytes=%zu", field->key, field->text.n);
}

void log_event(enum log_level level, const char *event, const struct log_field *field,
               size_t n_fields) {
    static const char *const name[] = {"error", "warn", "info", "debug"};
    if ((int)level > max_level) return;
    struct buf line;
    struct arena a;
    buf_init(&line, MAX_LINE - 1);
    arena_init(&a);
    struct str now = clock_format(&a, clock_wall_ms());
    buf_printf(&line, "%.*s level=%s event=%s", (int)now.n, now.p, name[level], event);
    for (size_t i = 0; i < n_fields; i++) {
        size_t before = line.n;
        add_field(&line, &field[i]);
        if (!buf_failed(&line)) continue;
        line.n = before; /* a field that does not fit is left out whole */
        line.failed = false;
    }
    line.max = MAX_LINE;
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
