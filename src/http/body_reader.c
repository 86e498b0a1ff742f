#include "http/body_reader.h"

/* A size of 15 hexadecimal digits cannot overflow; nobody has an honest use for more. */
enum { MAX_DIGITS = 15, MAX_EXTRA = 8192 };

static const struct refusal fine = {0, NULL};

static struct refusal bad_chunk(void) {
    return (struct refusal){400, "the chunks of the body are not well formed"};
}

static struct refusal too_large(void) {
    return (struct refusal){413, "the body is larger than is allowed here"};
}

void body_reader_start(struct body_reader *r, const struct framing *framing, uint64_t max) {
    *r = (struct body_reader){.chunked = framing->chunked, .max = max, .left = framing->length};
    r->part = r->chunked ? BODY_SIZE : r->left ? BODY_DATA : BODY_DONE;
    if (r->chunked) r->left = 0;
}

static struct refusal take_data(struct body_reader *r, struct str in, struct buf *out,
                                size_t *ret_used) {
    size_t n = in.n < r->left ? in.n : (size_t)r->left;
    buf_add(out, str_slice(in, 0, n));
    if (buf_failed(out)) return too_large();
    *ret_used = n;
    r->left -= n;
    r->taken += n;
    if (r->left == 0) r->part = r->chunked ? BODY_CHUNK_CR : BODY_DONE;
    return fine;
}

static int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static struct refusal take_size(struct body_reader *r, char c) {
    int digit = hex(c);
    if (digit >= 0) {
        if (r->digits == MAX_DIGITS) return bad_chunk();
        r->digits++;
        r->left = r->left * 16 + (uint64_t)digit;
        return r->left > r->max || r->taken + r->left > r->max ? too_large() : fine;
    }
    if (r->digits == 0 || (c != '\r' && c != ';')) return bad_chunk();
    r->part = c == ';' ? BODY_EXTENSION : BODY_SIZE_FEED;
    return fine;
}

static struct refusal take_text(struct body_reader *r, char c, enum body_part next) {
    if (++r->extra > MAX_EXTRA) return (struct refusal){431, "too much around the body's chunks"};
    r->line++;
    if (c == '\r') r->part = next;
    return ((unsigned char)c < 0x20 && c != '\t' && c != '\r') || c == 0x7F ? bad_chunk() : fine;
}

static struct refusal take_feed(struct body_reader *r, char c, enum body_part next) {
    r->part = next;
    return c == '\n' ? fine : bad_chunk();
}

static struct refusal take_char(struct body_reader *r, char c) {
    bool last_line;
    switch (r->part) {
    case BODY_SIZE: return take_size(r, c);
    case BODY_EXTENSION: return take_text(r, c, BODY_SIZE_FEED);
    case BODY_SIZE_FEED:
        r->digits = r->line = 0;
        return take_feed(r, c, r->left ? BODY_DATA : BODY_TRAILER);
    case BODY_CHUNK_CR: r->part = BODY_CHUNK_FEED; return c == '\r' ? fine : bad_chunk();
    case BODY_CHUNK_FEED: return take_feed(r, c, BODY_SIZE);
    case BODY_TRAILER: return take_text(r, c, BODY_TRAILER_FEED);
    case BODY_TRAILER_FEED:
        last_line = r->line == 1; /* only its CR */
        r->line = 0;
        return take_feed(r, c, last_line ? BODY_DONE : BODY_TRAILER);
    case BODY_DATA:
    case BODY_DONE: break;
    }
    return fine;
}

struct refusal body_reader_take(struct body_reader *r, struct str in, struct buf *out,
                                size_t *ret_used) {
    size_t used = 0;
    *ret_used = 0;
    while (used < in.n && r->part != BODY_DONE) {
        struct refusal refusal;
        size_t n = 1;
        if (r->part == BODY_DATA)
            refusal = take_data(r, str_from(in, used), out, &n);
        else
            refusal = take_char(r, in.p[used]);
        if (refusal.status) return refusal;
        used += n;
        *ret_used = used;
    }
    return fine;
}
