#include "export/export_link.h"

#include <string.h>

static bool ends_path(char c) {
    return (unsigned char)c <= ' ' || strchr("\"'<>?#&\\,)", c) != NULL;
}

/* Within a list of pictures: "400w, /media/…", "2x, /media/…". */
static bool is_behind_picture(struct str before) {
    if (before.n < 4 || !str_ends(before, STR(", "))) return false;
    char unit = before.p[before.n - 3], digit = before.p[before.n - 4];
    return (unit == 'w' || unit == 'x') && digit >= '0' && digit <= '9';
}

static bool begins_path(struct str text, size_t slash, struct str base_url) {
    if (slash + 1 < text.n && text.p[slash + 1] == '/') return false;
    if (slash == 0) return false;
    char before = text.p[slash - 1];
    if (before == '"') return true;
    if (is_behind_picture(str_slice(text, 0, slash))) return true;
    return base_url.n > 0 && slash >= base_url.n &&
           memcmp(text.p + slash - base_url.n, base_url.p, base_url.n) == 0;
}

bool export_link_next(struct str *rest, struct str base_url, struct str *ret_path) {
    size_t from = 0;
    for (;;) {
        const char *found = from < rest->n ? memchr(rest->p + from, '/', rest->n - from) : NULL;
        if (!found) return false;
        size_t start = (size_t)(found - rest->p), end = start + 1;
        if (!begins_path(*rest, start, base_url)) {
            from = start + 1;
            continue;
        }
        while (end < rest->n && !ends_path(rest->p[end])) end++;
        *ret_path = str_slice(*rest, start, end);
        /* The character that ended the path may be the quotation mark before the next. */
        *rest = str_from(*rest, end);
        return true;
    }
}
