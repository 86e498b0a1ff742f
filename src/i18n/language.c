#include "i18n/language.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>

#include "i18n/utf16.h"

/* Language codes that were withdrawn, and what they are called since. */
static const char *const RENAMED[][2] = {{"iw", "he"}, {"in", "id"}, {"ji", "yi"}, {"jw", "jv"},
                                         {"mo", "ro"}, {"no", "nb"}, {"tl", "fil"}};

/* Names where Unicode's are missing or are not the ones that newspapers use. */
static const struct {
    const char *in, *tag, *name;
} NAME[] = {
    {"eu", "es", "gaztelania"},
    {"eu", "ca-valencia", "valentziera"},
    {"oc", "oc", "occitan"},
    {"an", "an", "aragonés"},
    {"sc", "sc", "sardu"},
    {"ca", "ca-valencia", "valencià"},
    {"es", "ca-valencia", "valenciano"},
    {"en", "ca-valencia", "Valencian"},
    {"fr", "ca-valencia", "valencien"},
    {"gl", "ca-valencia", "valenciano"},
    {"pt", "ca-valencia", "valenciano"},
};

enum { ROOM = 200 }; /* of the name of a language */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool all_letters(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (!is_letter(s.p[i])) return false;
    }
    return true;
}

static bool all_digits(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i])) return false;
    }
    return true;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* What may follow in a tag, in this order. */
enum part { PART_LANGUAGE, PART_SCRIPT, PART_REGION, PART_VARIANT, PART_NONE };

static enum part part_of(struct str s, enum part after) {
    for (size_t i = 0; i < s.n; i++) {
        if (!is_letter(s.p[i]) && !is_digit(s.p[i])) return PART_NONE;
    }
    if (after == PART_NONE) {
        return (s.n == 2 || s.n == 3) && all_letters(s) ? PART_LANGUAGE : PART_NONE;
    }
    if (after < PART_SCRIPT && s.n == 4 && all_letters(s)) return PART_SCRIPT;
    if (after < PART_REGION && s.n == 2 && all_letters(s)) return PART_REGION;
    if (after < PART_REGION && s.n == 3 && all_digits(s)) return PART_REGION;
    if (s.n >= 5 && s.n <= 8) return PART_VARIANT;
    if (s.n == 4 && is_digit(s.p[0])) return PART_VARIANT;
    return PART_NONE;
}

/* Three letters become two where there are two ("eus" -> "eu"); old codes their new ones. */
static struct str shortest_language(struct arena *a, struct str language) {
    char *code = arena_cstr(a, language);
    for (char *c = code; *c; c++) *c = lower(*c);
    char *two = arena_alloc(a, ULOC_LANG_CAPACITY);
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = uloc_getLanguage(code, two, ULOC_LANG_CAPACITY, &status);
    struct str found = U_SUCCESS(status) && n > 0 ? str_of(two) : str_of(code);
    for (size_t i = 0; i < sizeof RENAMED / sizeof RENAMED[0]; i++) {
        if (str_eq(found, str_of(RENAMED[i][0]))) return str_of(RENAMED[i][1]);
    }
    return found;
}

static struct str in_case(struct arena *a, struct str s, enum part part) {
    char *p = arena_cstr(a, s);
    for (size_t i = 0; i < s.n; i++) {
        bool capital = part == PART_REGION || (part == PART_SCRIPT && i == 0);
        p[i] = capital ? upper(p[i]) : lower(p[i]);
    }
    return (struct str){p, s.n};
}

/* False when it is no tag. */
static bool canonical(struct arena *a, struct str tag, struct str *ret_tag) {
    if (tag.n < 2 || tag.n > LANGUAGE_MAX_TAG) return false;
    char *copy = arena_cstr(a, tag);
    for (size_t i = 0; i < tag.n; i++) {
        if (copy[i] == '_') copy[i] = '-';
    }
    struct str rest = {copy, tag.n}, result = {NULL, 0};
    enum part part = PART_NONE;
    while (rest.p) {
        struct str s = str_cut(&rest, '-');
        part = part_of(s, part);
        if (part == PART_NONE) return false;
        if (part == PART_LANGUAGE) {
            result = shortest_language(a, s);
            continue;
        }
        s = in_case(a, s, part);
        result = arena_printf(a, "%.*s-%.*s", (int)result.n, result.p, (int)s.n, s.p);
    }
    *ret_tag = result;
    return true;
}

int language_parse(struct arena *a, struct str tag, struct str *ret_tag, struct err *e) {
    if (canonical(a, tag, ret_tag)) return 0;
    err_set(e, E_INVALID, "\"%.*s\" is not a language tag", (int)(tag.n > 60 ? 60 : tag.n),
            tag.n ? tag.p : "");
    return err_hint(e, "use a BCP 47 tag such as eu, es, pt-BR or ca-valencia");
}

bool language_is_canonical(struct str tag) {
    struct arena a;
    arena_init(&a);
    struct str found;
    bool same = canonical(&a, tag, &found) && str_eq(found, tag);
    arena_release(&a);
    return same;
}

bool language_is(struct str tag, struct str wanted) {
    return wanted.n > 0 && str_starts(tag, wanted) && (tag.n == wanted.n || tag.p[wanted.n] == '-');
}

size_t language_match(struct str wanted, const struct str *available, size_t n) {
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        if (!language_is(wanted, available[i])) continue;
        if (best == n || available[i].n > available[best].n) best = i;
    }
    return best;
}

/* ICU writes the same in its own way ("ca_ES_VALENCIA"). False when it cannot. */
static bool icu_locale(struct str tag, char ret_locale[static ULOC_FULLNAME_CAPACITY]) {
    if (tag.n == 0 || tag.n > LANGUAGE_MAX_TAG) return false;
    char copy[LANGUAGE_MAX_TAG + 1] = "";
    memcpy(copy, tag.p, tag.n);
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;
    int32_t n = uloc_forLanguageTag(copy, ret_locale, ULOC_FULLNAME_CAPACITY, &parsed, &status);
    return U_SUCCESS(status) && n > 0 && n < ULOC_FULLNAME_CAPACITY && (size_t)parsed == tag.n;
}

bool language_is_rtl(struct str tag) {
    char locale[ULOC_FULLNAME_CAPACITY];
    return icu_locale(tag, locale) && uloc_isRightToLeft(locale);
}

static bool known_name(struct str tag, struct str in, struct str *ret_name) {
    for (size_t i = 0; i < sizeof NAME / sizeof NAME[0]; i++) {
        if (!str_eq(tag, str_of(NAME[i].tag)) || !language_is(in, str_of(NAME[i].in))) continue;
        *ret_name = str_of(NAME[i].name);
        return true;
    }
    return false;
}

/* Without this ICU would answer in the language of the machine it runs on. */
static bool icu_speaks(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    UChar name[ROOM];
    char language[ULOC_LANG_CAPACITY];
    int32_t n = uloc_getLanguage(locale, language, sizeof language, &status);
    if (U_FAILURE(status) || n <= 0) return false;
    if (!strcmp(language, "en")) return true;
    uloc_getDisplayLanguage("en", locale, name, ROOM, &status);
    return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

bool language_has_data(struct str tag) {
    char locale[ULOC_FULLNAME_CAPACITY];
    return icu_locale(tag, locale) && icu_speaks(locale);
}

static bool icu_name(struct arena *a, struct str tag, struct str in, struct str *ret_name) {
    char locale[ULOC_FULLNAME_CAPACITY], display[ULOC_FULLNAME_CAPACITY];
    if (!icu_locale(tag, locale) || !icu_locale(in, display) || !icu_speaks(display)) return false;
    UChar name[ROOM];
    UErrorCode status = U_ZERO_ERROR;
    uloc_getDisplayLanguage(locale, display, name, ROOM, &status);
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) return false;
    int32_t n = uloc_getDisplayName(locale, display, name, ROOM, &status);
    if (U_FAILURE(status) || n <= 0 || n >= ROOM) return false;
    *ret_name = utf16_to(a, name, n);
    return true;
}

struct str language_name(struct arena *a, struct str tag, struct str in) {
    struct str name;
    if (known_name(tag, in, &name) || icu_name(a, tag, in, &name)) return name;
    if (icu_name(a, tag, STR("en"), &name)) return name;
    return arena_str(a, tag);
}

struct str language_locale(struct arena *a, struct str tag) {
    char locale[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY];
    char country[ULOC_COUNTRY_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(arena_cstr(a, tag), locale, sizeof locale, NULL, &status);
    char *likely = arena_alloc(a, ULOC_FULLNAME_CAPACITY);
    uloc_addLikelySubtags(locale, likely, ULOC_FULLNAME_CAPACITY, &status);
    uloc_getLanguage(likely, language, sizeof language, &status);
    uloc_getCountry(likely, country, sizeof country, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return tag;
    return arena_printf(a, "%s%s%s", language, *country ? "_" : "", country);
}

struct str language_autonym(struct arena *a, struct str tag) {
    struct str name;
    if (known_name(tag, tag, &name) || icu_name(a, tag, tag, &name)) return name;
    return arena_str(a, tag);
}

/* A qvalue of RFC 9110: "0", "1", "0.8", "1.000". */
static bool read_quality(struct str s, int *ret_quality) {
    if (s.n == 0 || s.n > 5 || (s.p[0] != '0' && s.p[0] != '1')) return false;
    if (s.n == 2 && s.p[1] == '.') s.n = 1;
    if (s.n > 1 && s.p[1] != '.') return false;
    int quality = (s.p[0] - '0') * 1000, unit = 100;
    for (size_t i = 2; i < s.n; i++, unit /= 10) {
        if (!is_digit(s.p[i])) return false;
        quality += (s.p[i] - '0') * unit;
    }
    if (quality > 1000) return false;
    *ret_quality = quality;
    return true;
}

static bool read_range(struct arena *a, struct str item, struct language_range *ret_range) {
    struct language_range range = {.quality = 1000};
    struct str tag = str_trim(str_cut(&item, ';'));
    while (item.p) {
        struct str parameter = str_trim(str_cut(&item, ';'));
        if (!str_starts(parameter, STR("q=")) && !str_starts(parameter, STR("Q="))) continue;
        if (!read_quality(str_from(parameter, 2), &range.quality)) return false;
    }
    if (str_eq(tag, STR("*"))) {
        range.tag = STR("*");
    } else if (!canonical(a, tag, &range.tag)) {
        return false;
    }
    *ret_range = range;
    return true;
}

struct language_range *language_accept(struct arena *a, struct str header, size_t *ret_n) {
    struct language_range *range = arena_array(a, LANGUAGE_MAX_RANGES, sizeof *range);
    size_t n = 0;
    struct str rest = str_slice(header, 0, LANGUAGE_MAX_HEADER);
    while (rest.p && n < LANGUAGE_MAX_RANGES) {
        struct language_range found;
        if (!read_range(a, str_cut(&rest, ','), &found)) continue;
        size_t at = n++;
        for (; at > 0 && range[at - 1].quality < found.quality; at--) range[at] = range[at - 1];
        range[at] = found;
    }
    *ret_n = n;
    return range;
}

/* The quality of the most exact range that speaks of this language; 0 for a refusal, -1 for none.
 */
static int quality_of(const struct language_range *range, size_t n, struct str tag) {
    int quality = -1;
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        bool any = str_eq(range[i].tag, STR("*"));
        size_t length = any ? 0 : range[i].tag.n;
        if (!any && !language_is(tag, range[i].tag)) continue;
        if (quality >= 0 && length <= longest) continue;
        quality = range[i].quality;
        longest = length;
    }
    return quality;
}

/* The site's language for one range: itself, a wider one, or else a narrower one. */
static size_t choose(struct str wanted, const struct str *site, size_t n) {
    size_t best = language_match(wanted, site, n);
    for (size_t i = 0; i < n && best == n; i++) {
        if (language_is(site[i], wanted)) best = i;
    }
    return best;
}

struct str language_negotiate(const struct language_range *range, size_t n_ranges,
                              const struct str *site, size_t n_site, struct str otherwise) {
    for (size_t i = 0; i < n_ranges && range[i].quality > 0; i++) {
        if (str_eq(range[i].tag, STR("*"))) {
            if (quality_of(range, n_ranges, otherwise) != 0) return otherwise;
            continue;
        }
        size_t found = choose(range[i].tag, site, n_site);
        if (found < n_site && quality_of(range, n_ranges, site[found]) != 0) return site[found];
    }
    return otherwise;
}
