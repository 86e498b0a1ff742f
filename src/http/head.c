#include "http/head.h"

#include <string.h>

#include "http/url.h"

/* "OPTIONS " before the target, " HTTP/1.1" and the line break after it. */
enum { AROUND_TARGET = 8 + 9 + 2, MAX_EMPTY_LINES = 2 };

static const struct refusal fine = {0, NULL};

static struct refusal refuse(int status, const char *why) {
    return (struct refusal){status, why};
}

static struct refusal too_long_target(void) {
    return refuse(414, "the address is too long");
}

/* Whether the first line, going up to there at least, cannot have a target of the right size. */
static bool is_too_long(const struct head_scan *s, size_t to, const struct head_limits *limits) {
    return s->n_lines == 0 && to - s->line > limits->max_target + AROUND_TARGET;
}

static struct refusal end_line(struct head_scan *s, size_t end, const struct head_limits *limits,
                               bool *ret_last) {
    size_t length = end - s->line;
    s->line = end + 2;
    *ret_last = false;
    if (length == 0 && s->n_lines == 0) {
        s->start = s->line;
        return s->start > 2 * MAX_EMPTY_LINES ? refuse(400, "empty lines instead of a request")
                                              : fine;
    }
    *ret_last = length == 0;
    if (!*ret_last && s->n_lines > limits->max_headers) return refuse(431, "too many headers");
    s->n_lines++;
    return fine;
}

struct refusal head_scan(struct head_scan *s, struct str in, const struct head_limits *limits,
                         size_t *ret_end) {
    *ret_end = 0;
    size_t stop = in.n < limits->max_head ? in.n : limits->max_head;
    while (s->at < stop) {
        const char *feed = memchr(in.p + s->at, '\n', stop - s->at);
        if (!feed) {
            s->at = stop;
            break;
        }
        size_t at = (size_t)(feed - in.p);
        /* Before anything else about the line: it might have come without its end so far. */
        if (is_too_long(s, at, limits)) return too_long_target();
        if (at == s->line || in.p[at - 1] != '\r')
            return refuse(400, "a line that does not end with CR LF");
        s->at = at + 1;
        bool last;
        struct refusal r = end_line(s, at - 1, limits, &last);
        if (r.status) return r;
        if (last) {
            *ret_end = s->at;
            return fine;
        }
    }
    if (is_too_long(s, stop, limits)) return too_long_target();
    return stop == limits->max_head ? refuse(431, "the headers are too large") : fine;
}

static bool parse_method(struct str s, struct request *req) {
    static const struct {
        struct str text;
        enum method method;
    } known[] = {
        {STR("GET"), METHOD_GET},         {STR("HEAD"), METHOD_HEAD},
        {STR("POST"), METHOD_POST},       {STR("PUT"), METHOD_PUT},
        {STR("PATCH"), METHOD_PATCH},     {STR("DELETE"), METHOD_DELETE},
        {STR("OPTIONS"), METHOD_OPTIONS},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (!str_eq(known[i].text, s)) continue;
        req->method = known[i].method;
        req->method_text = s;
        return true;
    }
    return false;
}

static struct refusal parse_version(struct str s, struct framing *f) {
    if (s.n != 8 || memcmp(s.p, "HTTP/", 5) != 0 || s.p[6] != '.' || s.p[5] < '0' || s.p[5] > '9' ||
        s.p[7] < '0' || s.p[7] > '9')
        return refuse(400, "no HTTP version at the end of the first line");
    if (s.p[5] != '1') return refuse(505, "this server speaks HTTP/1.1");
    f->old = s.p[7] == '0';
    return fine;
}

static bool is_target(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || c == '#' || c == '"' || c == '<' || c == '>') return false;
    }
    return s.n > 0;
}

/* "http://host/path?query": what clients send to proxies, and a server must take too. */
static bool cut_authority(struct str *target, struct request *req) {
    size_t scheme = str_eq_nocase(str_slice(*target, 0, 7), STR("http://"))    ? 7
                    : str_eq_nocase(str_slice(*target, 0, 8), STR("https://")) ? 8
                                                                               : 0;
    if (scheme == 0) return false;
    struct str rest = str_from(*target, scheme);
    size_t end = 0;
    while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?') end++;
    req->host = str_slice(rest, 0, end);
    *target = str_from(rest, end);
    return url_is_host(req->host);
}

static struct refusal parse_target(struct arena *a, struct str target, struct request *req) {
    if (!is_target(target)) return refuse(400, "the address has a character that none may have");
    if (target.p[0] == '*') {
        if (target.n > 1 || req->method != METHOD_OPTIONS)
            return refuse(400, "the address does not start with a slash");
        req->path = req->raw_path = target;
        return fine;
    }
    if (target.p[0] != '/' && !cut_authority(&target, req))
        return refuse(400, "the address does not start with a slash");
    size_t question = str_find(target, '?');
    if (question < target.n) req->query = str_from(target, question + 1);
    req->raw_path = question == 0 ? STR("/") : str_slice(target, 0, question);
    if (!url_decode_path(a, req->raw_path, &req->path))
        return refuse(400, "the path of the address is not well formed");
    return fine;
}

static struct refusal parse_first_line(struct arena *a, struct str line,
                                       const struct head_limits *limits, struct request *req) {
    size_t space = str_find(line, ' ');
    struct str rest = str_from(line, space + 1);
    size_t end = str_find(rest, ' ');
    if (space == line.n || end == rest.n) return refuse(400, "the first line is no HTTP request");
    struct refusal r = parse_version(str_from(rest, end + 1), &req->framing);
    if (r.status) return r;
    struct str method = str_slice(line, 0, space);
    if (!header_is_token(method)) return refuse(400, "the first line is no HTTP request");
    if (!parse_method(method, req)) return refuse(501, "a method that this server does not know");
    if (end > limits->max_target) return too_long_target();
    return parse_target(a, str_slice(rest, 0, end), req);
}

static struct refusal parse_field(struct str line, struct header *ret_header) {
    if (line.p[0] == ' ' || line.p[0] == '\t')
        return refuse(400, "a header that goes on in the next line");
    size_t colon = str_find(line, ':');
    *ret_header =
        (struct header){str_slice(line, 0, colon), header_trim(str_from(line, colon + 1))};
    if (colon == line.n || !header_is_token(ret_header->name))
        return refuse(400, "a header without a right name");
    if (!header_is_value(ret_header->value))
        return refuse(400, "a header with a control character");
    return fine;
}

static struct refusal take_length(struct framing *f, struct str value) {
    int64_t length;
    if (f->has_length) return refuse(400, "more than one Content-Length");
    if (value.n == 0 || value.p[0] == '-' || !str_to_int64(value, 0, INT64_MAX, &length))
        return refuse(400, "a Content-Length that is no number");
    f->has_length = true;
    f->length = (uint64_t)length;
    return fine;
}

static struct refusal take_coding(struct framing *f, struct str value) {
    if (f->chunked) return refuse(400, "more than one Transfer-Encoding");
    if (f->old) return refuse(400, "a Transfer-Encoding in HTTP/1.0");
    if (!str_eq_nocase(value, STR("chunked")))
        return refuse(501, "a Transfer-Encoding other than chunked");
    f->chunked = true;
    return fine;
}

struct connection_words {
    bool close, keep_alive;
};

static void take_connection(struct connection_words *words, struct str value) {
    struct str word;
    while (header_next(&value, &word)) {
        if (str_eq_nocase(word, STR("close"))) words->close = true;
        if (str_eq_nocase(word, STR("keep-alive"))) words->keep_alive = true;
    }
}

/* Acts on the headers that frame the message; most headers fall through by their length. */
static struct refusal take_field(struct request *req, const struct header *h, size_t *n_hosts,
                                 struct connection_words *words) {
    switch (h->name.n) {
    case 4:
        if (!str_eq_nocase(h->name, STR("Host"))) return fine;
        if (++*n_hosts > 1) return refuse(400, "more than one Host");
        if (h->value.n && !url_is_host(h->value)) return refuse(400, "a Host that is none");
        if (!req->host.p) req->host = h->value;
        return fine;
    case 6:
        if (!str_eq_nocase(h->name, STR("Expect"))) return fine;
        if (!str_eq_nocase(h->value, STR("100-continue")))
            return refuse(417, "an expectation other than 100-continue");
        req->framing.expect_continue = !req->framing.old;
        return fine;
    case 10:
        if (str_eq_nocase(h->name, STR("Connection"))) take_connection(words, h->value);
        return fine;
    case 14:
        return str_eq_nocase(h->name, STR("Content-Length")) ? take_length(&req->framing, h->value)
                                                             : fine;
    case 17:
        return str_eq_nocase(h->name, STR("Transfer-Encoding"))
                   ? take_coding(&req->framing, h->value)
                   : fine;
    }
    return fine;
}

static struct refusal parse_fields(struct str rest, size_t max_headers, struct request *req,
                                   struct connection_words *words) {
    size_t n_hosts = 0;
    while (rest.n > 2) {
        const char *end = memmem(rest.p, rest.n, "\r\n", 2);
        size_t n = end ? (size_t)(end - rest.p) : 0;
        if (n == 0) return refuse(400, "the headers are not well formed");
        if (req->n_headers == max_headers) return refuse(431, "too many headers");
        struct header *h = &req->header[req->n_headers++];
        struct refusal r = parse_field(str_slice(rest, 0, n), h);
        if (r.status == 0) r = take_field(req, h, &n_hosts, words);
        if (r.status) return r;
        rest = str_from(rest, n + 2);
    }
    if (n_hosts == 0 && !req->framing.old) return refuse(400, "no Host");
    if (req->framing.chunked && req->framing.has_length)
        return refuse(400, "both Content-Length and Transfer-Encoding");
    return fine;
}

static size_t count_lines(struct str s) {
    size_t n = 0;
    for (const char *p = s.p; (p = memchr(p, '\n', (size_t)(s.p + s.n - p))); p++) n++;
    return n;
}

struct refusal head_parse(struct arena *a, struct str head, const struct head_limits *limits,
                          struct request *ret_req) {
    struct request req = {.arena = a};
    const char *end = head.n ? memmem(head.p, head.n, "\r\n", 2) : NULL;
    if (!end) return refuse(400, "the first line is no HTTP request");
    size_t line = (size_t)(end - head.p);
    struct refusal r = parse_first_line(a, str_slice(head, 0, line), limits, &req);
    if (r.status) return r;
    struct str fields = str_from(head, line + 2);
    size_t n = count_lines(fields);
    if (n > limits->max_headers) n = limits->max_headers;
    req.header = arena_array(a, n, sizeof *req.header);
    struct connection_words words = {0};
    r = parse_fields(fields, n, &req, &words);
    if (r.status) return r;
    req.framing.keep_alive = !words.close && (!req.framing.old || words.keep_alive);
    if (!req.host.p) req.host = STR("");
    *ret_req = req;
    return fine;
}
