#include "story/document.h"

#include "base/utf8.h"

/* Characters that browsers drop, hide or take for the end of an address. */
static bool breaks_address(uint32_t rune) {
    if (rune <= 0x20 || (rune >= 0x7F && rune <= 0xA0) || rune == 0xAD || rune == 0xFEFF)
        return true;
    if (rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200F) || rune == 0x3000) return true;
    return (rune >= 0x2028 && rune <= 0x202F) || (rune >= 0x205F && rune <= 0x206F);
}

/* Whether `address` is `scheme` and something behind it. */
static bool has_scheme(struct str address, struct str scheme) {
    if (!str_eq_nocase(str_slice(address, 0, scheme.n), scheme) || address.n == scheme.n)
        return false;
    char next = address.p[scheme.n];
    return next != '/' && next != '\\' && next != '?' && next != '#';
}

bool mark_address_allowed(struct str address) {
    if (address.n == 0 || address.n > DOCUMENT_MAX_ADDRESS || !utf8_is_valid(address)) return false;
    for (size_t i = 0; i < address.n;)
        if (breaks_address(utf8_next(address, &i))) return false;
    if (address.p[0] == '#') return true;
    if (address.p[0] == '/') return address.n == 1 || (address.p[1] != '/' && address.p[1] != '\\');
    return has_scheme(address, STR("https://")) || has_scheme(address, STR("http://")) ||
           has_scheme(address, STR("mailto:"));
}

static const char *const kind_name[] = {
    [MARK_EMPHASIS] = "em", [MARK_STRONG] = "strong", [MARK_LINK] = "a",
    [MARK_QUOTE] = "q",     [MARK_CODE] = "code",     [MARK_LANGUAGE] = "lang",
};

const char *mark_kind_name(enum mark_kind kind) {
    return kind_name[kind];
}

bool mark_kind_from_name(struct str name, enum mark_kind *ret_kind) {
    for (size_t i = 0; i < sizeof kind_name / sizeof *kind_name; i++) {
        if (!str_eq(name, str_of(kind_name[i]))) continue;
        *ret_kind = (enum mark_kind)i;
        return true;
    }
    return false;
}
