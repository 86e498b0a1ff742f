#ifndef HTTP_URL_H
#define HTTP_URL_H
/* Addresses: percent-encoding both ways, and the pieces of an absolute one. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* Everything but letters, digits and -._~ as %XX: one segment of a path, or one name or value of
   a query. Adds to the buffer. */
void url_encode(struct buf *b, struct str s);
/* As url_encode, but leaves all that may stand in an address as it is (so '/', '?', '%', '#'…),
   and encodes the rest: spaces, quotes, control characters, bytes above 127. For a Location. */
void url_escape(struct buf *b, struct str s);
/* Takes %XX back; with `plus_is_space` also '+'. False, when a '%' is not followed by two
   hexadecimal digits. The result may hold any byte. */
bool url_decode(struct arena *a, struct str s, bool plus_is_space, struct str *ret_text);
/* The path of a request, decoded. False when it does not start with '/', is wrongly encoded, is
   not valid UTF-8, or has after decoding a control character, a backslash, a '/' that was encoded,
   or a segment "." or "..": then nobody below need think of those again. May return `raw` itself.
 */
bool url_decode_path(struct arena *a, struct str raw, struct str *ret_path);
/* May stand in a redirect to this same site: starts with one '/', has no backslash and no control
   character. */
bool url_is_local(struct str s);
/* "host", "host:8080", "[::1]:80", nothing else: letters, digits and -._~!$&'()*+,;=%. */
bool url_is_host(struct str s);

struct url {
    struct str scheme; /* "http" or "https", in lower case */
    struct str host;   /* without port; IPv6 keeps its brackets */
    int port;          /* the scheme's own when none is given */
    struct str path;   /* raw, "/" when empty */
    struct str query;  /* raw, without '?'; p is NULL when there is none */
};

/* An absolute http or https address without user name and password. The pieces point into `s`.
   A fragment is dropped. E_INVALID otherwise. */
int url_parse(struct str s, struct url *ret_url, struct err *e) MUST_CHECK;

#endif
