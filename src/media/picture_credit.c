#include "media/picture_credit.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { CREATOR, CREDIT, SOURCE, RIGHTS, N_FIELDS, MAX_BYTES = 500 };

struct field {
    const char *xmp;            /* element or attribute */
    const char *before, *after; /* what XMP wants around the text */
    unsigned char iim;          /* dataset of record 2 */
};

static const struct field field[N_FIELDS] = {
    [CREATOR] = {"dc:creator", "<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>", 80},
    [CREDIT] = {"photoshop:Credit", "", "", 110},
    [SOURCE] = {"photoshop:Source", "", "", 115},
    [RIGHTS] = {"dc:rights", "<rdf:Alt><rdf:li xml:lang=\"x-default\">", "</rdf:li></rdf:Alt>",
                116},
};

/* Escapes, and makes UTF-8 of what is not. */
static struct str clean(struct arena *a, struct str s) {
    struct buf out;
    bool is_utf8 = utf8_is_valid(s);
    s = is_utf8 ? utf8_cut(s, MAX_BYTES) : str_slice(s, 0, MAX_BYTES);
    buf_init(&out, 8 * MAX_BYTES);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '<' || c == '>' || c == '&' || c == '"')
            buf_printf(&out, "&#%u;", c);
        else if (c >= 0x80 && !is_utf8)
            buf_printf(&out, "&#%u;", c);
        else if (c >= ' ' && c != 0x7F)
            buf_add_char(&out, (char)c);
    }
    struct str text = str_trim(buf_keep(&out, a));
    buf_release(&out);
    return text;
}

/* The first dataset 2:`number`. The block may begin with Photoshop's own words around the IIM. */
static struct str find_iim(struct str block, unsigned char number) {
    size_t at = 0;
    while (at + 5 <= block.n && (block.p[at] != 0x1C || block.p[at + 1] != 2)) at++;
    while (at + 5 <= block.n && block.p[at] == 0x1C) {
        size_t n = (size_t)(unsigned char)block.p[at + 3] << 8 | (unsigned char)block.p[at + 4];
        if (n > block.n - at - 5) break;
        if (block.p[at + 1] == 2 && (unsigned char)block.p[at + 2] == number)
            return (struct str){block.p + at + 5, n};
        at += 5 + n;
    }
    return STR("");
}

/* XML's five entities are the only ones that XMP has. */
static struct str unescape(struct arena *a, struct str s) {
    static const char *const known[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    struct buf out;
    buf_init(&out, s.n + 1);
    while (s.n) {
        size_t i = 0;
        while (i < 5 && !str_starts(s, str_of(known[i][0]))) i++;
        buf_add_char(&out, i < 5 ? known[i][1][0] : s.p[0]);
        s = str_from(s, i < 5 ? str_of(known[i][0]).n : 1);
    }
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

/* Between the next '>' and the '<' behind it, past elements that only hold others. */
static struct str inner_text(struct str s, struct str end) {
    s = str_slice(s, 0, str_search(s, end));
    while (s.n) {
        s = str_from(s, str_find(s, '>') + 1);
        struct str text = str_trim(str_slice(s, 0, str_find(s, '<')));
        if (text.n) return text;
    }
    return STR("");
}

static struct str find_xmp(struct arena *a, struct str packet, const char *name) {
    struct str open = arena_printf(a, "<%s", name), close = arena_printf(a, "</%s>", name),
               attribute = arena_printf(a, " %s=\"", name);
    size_t at = str_search(packet, open);
    if (at < packet.n) return unescape(a, inner_text(str_from(packet, at), close));
    at = str_search(packet, attribute);
    if (at == packet.n) return STR("");
    struct str value = str_from(packet, at + attribute.n);
    return unescape(a, str_slice(value, 0, str_find(value, '"')));
}

struct str picture_credit_xmp(struct arena *a, struct str iim, struct str xmp) {
    struct buf out;
    bool any = false;
    buf_init(&out, 32768);
    buf_add(&out,
            STR("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\">"));
    for (size_t i = 0; i < N_FIELDS; i++) {
        struct str text = clean(a, find_xmp(a, xmp, field[i].xmp));
        if (text.n == 0) text = clean(a, find_iim(iim, field[i].iim));
        if (text.n == 0) continue;
        any = true;
        buf_printf(&out, "<%s>%s%.*s%s</%s>", field[i].xmp, field[i].before, (int)text.n, text.p,
                   field[i].after, field[i].xmp);
    }
    buf_add(&out, STR("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"));
    struct str packet = any ? buf_keep(&out, a) : STR("");
    buf_release(&out);
    return packet;
}
