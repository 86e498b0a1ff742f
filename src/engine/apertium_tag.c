#include "engine/apertium_tag.h"

#include <string.h>

#include "base/buf.h"

/* How Apertium's names become BCP 47. Its codes have two or three letters, without a rule. */
struct name {
    const char *apertium, *tag;
};

static const struct name languages[] = {
    {"afr", "af"}, {"arg", "an"}, {"bel", "be"}, {"bre", "br"}, {"bul", "bg"}, {"cat", "ca"},
    {"cym", "cy"}, {"dan", "da"}, {"deu", "de"}, {"ell", "el"}, {"eng", "en"}, {"epo", "eo"},
    {"eus", "eu"}, {"fra", "fr"}, {"glg", "gl"}, {"hbs", "sh"}, {"hin", "hi"}, {"ind", "id"},
    {"isl", "is"}, {"ita", "it"}, {"kaz", "kk"}, {"mkd", "mk"}, {"mlt", "mt"}, {"nld", "nl"},
    {"nno", "nn"}, {"nob", "nb"}, {"oci", "oc"}, {"pol", "pl"}, {"por", "pt"}, {"ron", "ro"},
    {"rus", "ru"}, {"slv", "sl"}, {"sme", "se"}, {"spa", "es"}, {"srd", "sc"}, {"swe", "sv"},
    {"tur", "tr"}, {"ukr", "uk"}, {"urd", "ur"}, {"zlm", "ms"},
};

/* Variants with a registered subtag of their own; all others are private ones (x-…). */
static const struct name variants[] = {{"aran", "aranes"}, {"valencia", "valencia"}};

static const char *find(const struct name *name, size_t n, struct str s) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, str_of(name[i].apertium))) return name[i].tag;
    return NULL;
}

static bool is_code(struct str s) {
    if (s.n < 2 || s.n > 3) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'a' || s.p[i] > 'z') return false;
    return true;
}

/* Letters and digits, as many as a subtag may have. */
static bool is_subtag(struct str s) {
    if (s.n < 2 || s.n > 8) return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9'))
            return false;
    }
    return true;
}

static bool is_region(struct str s) {
    return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

static bool add_part(struct buf *b, struct str part, bool *is_private) {
    const char *variant = find(variants, sizeof variants / sizeof *variants, part);
    if (!is_subtag(part)) return false;
    if (!*is_private && !variant && !is_region(part)) {
        buf_add(b, STR("-x"));
        *is_private = true;
    }
    buf_add_char(b, '-');
    buf_add(b, variant ? str_of(variant) : part);
    return true;
}

static int tag(struct arena *a, struct str name, struct str *ret_tag, struct err *e) {
    struct str rest = name, code = str_cut(&rest, '_');
    if (!is_code(code))
        return err_set(e, E_INVALID, "\"%.*s\" is no language code", (int)name.n, name.p);
    const char *known = find(languages, sizeof languages / sizeof *languages, code);
    struct buf b;
    buf_init(&b, 64);
    buf_add(&b, known ? str_of(known) : code);
    bool ok = true, is_private = false;
    while (rest.p && ok) ok = add_part(&b, str_cut(&rest, '_'), &is_private);
    ok = ok && !buf_failed(&b);
    if (ok) *ret_tag = buf_keep(&b, a);
    buf_release(&b);
    if (!ok) return err_set(e, E_INVALID, "\"%.*s\" is no language", (int)name.n, name.p);
    return 0;
}

int apertium_tag_pair(struct arena *a, struct str name, struct str *ret_from, struct str *ret_to,
                      struct err *e) {
    struct str rest = name, from = str_cut(&rest, '-'), from_tag, to_tag;
    if (!rest.p || str_find(rest, '-') < rest.n)
        return err_set(e, E_INVALID, "\"%.*s\" does not name two languages", (int)name.n, name.p);
    int rc = tag(a, from, &from_tag, e);
    if (rc == 0) rc = tag(a, rest, &to_tag, e);
    if (rc != 0) return rc;
    *ret_from = from_tag;
    *ret_to = to_tag;
    return 0;
}
