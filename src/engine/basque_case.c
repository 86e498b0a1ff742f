#include "engine/basque_case.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

enum base_end { VOWEL = 1, CONSONANT = 2, ANY = 3, SOFT = 4 /* n or l */ };

struct ending {
    const char *text;
    enum base_end after;
    const char *tags;
    bool place;
};

/* Of two that fit, the first one holds. */
static const struct ending endings[] = {
    {"k", VOWEL, "+k<post>", false},
    {"ek", CONSONANT, "+k<post>", false},
    {"ak", CONSONANT, "+k<post>", false},
    {"a", CONSONANT, "", false},
    {"ri", VOWEL, "+i<post>", false},
    {"i", CONSONANT, "+i<post>", false},
    {"ari", CONSONANT, "+i<post>", false},
    {"ren", VOWEL, "+en<post>", false},
    {"en", CONSONANT, "+en<post>", false},
    {"aren", CONSONANT, "+en<post>", false},
    {"rena", VOWEL, "+en<post>+a<det><art><sg>", false},
    {"ena", CONSONANT, "+en<post>+a<det><art><sg>", false},
    {"rekin", VOWEL, "+ekin<post>", false},
    {"ekin", CONSONANT, "+ekin<post>", false},
    {"arekin", CONSONANT, "+ekin<post>", false},
    {"rentzat", VOWEL, "+entzat<post>", false},
    {"entzat", CONSONANT, "+entzat<post>", false},
    {"arentzat", CONSONANT, "+entzat<post>", false},
    {"rentzako", VOWEL, "+entzat<post><ko>", false},
    {"entzako", CONSONANT, "+entzat<post><ko>", false},
    {"rengatik", VOWEL, "+gatik<post>", false},
    {"engatik", CONSONANT, "+gatik<post>", false},
    {"arengatik", CONSONANT, "+gatik<post>", false},
    {"gatik", ANY, "+gatik<post>", false},
    {"rengana", VOWEL, "+gana<post>", false},
    {"engana", CONSONANT, "+gana<post>", false},
    {"rengandik", VOWEL, "+gandik<post>", false},
    {"engandik", CONSONANT, "+gandik<post>", false},
    {"rengan", VOWEL, "+gan<post>", false},
    {"engan", CONSONANT, "+gan<post>", false},
    {"z", VOWEL, "+z<post>", false},
    {"ez", CONSONANT, "+z<post>", false},
    {"n", VOWEL, "+an<post>", true},
    {"en", CONSONANT, "+an<post>", true},
    {"ean", CONSONANT, "+an<post>", true},
    {"tik", ANY, "+tik<post>", true},
    {"etik", CONSONANT, "+tik<post>", true},
    {"dik", SOFT, "+tik<post>", true},
    {"ra", ANY, "+ra<post>", true},
    {"era", CONSONANT, "+ra<post>", true},
    {"ko", ANY, "+ko<post>", true},
    {"eko", CONSONANT, "+ko<post>", true},
    {"go", SOFT, "+ko<post>", true},
    {"koa", ANY, "+ko<post>+a<det><art><sg>", true},
    {"ekoa", CONSONANT, "+ko<post>+a<det><art><sg>", true},
    {"goa", SOFT, "+ko<post>+a<det><art><sg>", true},
    {"rako", VOWEL, "+ra<post><ko>", true},
    {"erako", CONSONANT, "+ra<post><ko>", true},
    {"raino", ANY, "+aino<post>", true},
    {"eraino", CONSONANT, "+aino<post>", true},
    {"rantz", ANY, "+antz<post>", true},
    {"erantz", CONSONANT, "+antz<post>", true},
};
enum { N_ENDINGS = sizeof endings / sizeof *endings };

struct noun_ending {
    const char *text;
    const char *tags;
};

/* On common nouns that the analyser does not know; a final a of the base belongs to the ending. */
static const struct noun_ending noun_endings[] = {
    {"", "<n>"},
    {"a", "<n>+a<det><art><sg>"},
    {"ak", "<n>+a<det><art><pl>"},
    {"ek", "<n>+a<det><art><pl>+k<post>"},
    {"aren", "<n>+a<det><art><sg>+en<post>"},
    {"en", "<n>+a<det><art><pl>+en<post>"},
    {"ari", "<n>+a<det><art><sg>+i<post>"},
    {"ei", "<n>+a<det><art><pl>+i<post>"},
    {"arekin", "<n>+a<det><art><sg>+ekin<post>"},
    {"ekin", "<n>+a<det><art><pl>+ekin<post>"},
    {"arentzat", "<n>+a<det><art><sg>+entzat<post>"},
    {"entzat", "<n>+a<det><art><pl>+entzat<post>"},
    {"az", "<n>+a<det><art><sg>+z<post>"},
    {"ez", "<n>+a<det><art><pl>+z<post>"},
    {"an", "<n>+a<det><art><sg>+an<post>"},
    {"etan", "<n>+a<det><art><pl>+an<post>"},
    {"tik", "<n>+a<det><art><sg>+tik<post>"},
    {"etatik", "<n>+a<det><art><pl>+tik<post>"},
    {"ra", "<n>+a<det><art><sg>+ra<post>"},
    {"etara", "<n>+a<det><art><pl>+ra<post>"},
    {"ko", "<n>+a<det><art><sg>+ko<post>"},
    {"eko", "<n>+a<det><art><sg>+ko<post>"},
    {"etako", "<n>+a<det><art><pl>+ko<post>"},
    {"ean", "<n>+a<det><art><sg>+an<post>"},
    {"etik", "<n>+a<det><art><sg>+tik<post>"},
    {"era", "<n>+a<det><art><sg>+ra<post>"},
    {"rako", "<n>+a<det><art><sg>+ra<post><ko>"},
    {"erako", "<n>+a<det><art><sg>+ra<post><ko>"},
    {"etarako", "<n>+a<det><art><pl>+ra<post><ko>"},
    {"koa", "<n>+a<det><art><sg>+ko<post>+a<det><art><sg>"},
    {"ekoa", "<n>+a<det><art><sg>+ko<post>+a<det><art><sg>"},
    {"agatik", "<n>+a<det><art><sg>+gatik<post>"},
    {"engatik", "<n>+a<det><art><pl>+gatik<post>"},
    {"ik", "<n>+ik<post>"},
    {"rik", "<n>+ik<post>"},
    {"tan", "<n>+an<post>"},
    {"tako", "<n>+ko<post>"},
    {"tzat", "<n>+tzat<post>"},
};

static uint32_t last_rune(struct str s) {
    size_t at = s.n;
    return s.n > 0 ? (uint32_t)u_tolower((UChar32)utf8_previous(s, &at)) : 0;
}

/* The letter without its accent, as far as names are written with them here. */
static uint32_t plain(uint32_t rune) {
    static const char *const accented[] = {"aàáâãäåā", "eèéêëēė", "iìíîïī",
                                           "oòóôõöøō", "uùúûüū",  "yýÿ"};
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++) {
        struct str set = str_of(accented[i]);
        for (size_t at = 0; at < set.n;)
            if (utf8_next(set, &at) == rune) return (uint32_t)(unsigned char)set.p[0];
    }
    return rune;
}

static bool is_vowel(uint32_t rune) {
    rune = plain(rune);
    return rune < 0x80 && rune > 0 && strchr("aeiouy", (int)rune);
}

static bool fits(struct str base, enum base_end after) {
    uint32_t last = last_rune(base);
    if (after == ANY) return true;
    if (after == SOFT) return last == 'n' || last == 'l' || last == 'm';
    return is_vowel(last) == (after == VOWEL);
}

/* An abbreviation is read letter by letter or as a word: "EAJk", "NATOk", "PPk", "PPek". */
static bool is_abbreviation(struct str base) {
    size_t at = 0, n = 0;
    for (; at < base.n; n++)
        if (u_islower((UChar32)utf8_next(base, &at))) return false;
    return n > 1;
}

static struct str without_joint(struct str base, struct str ending) {
    if (str_starts(ending, STR("-"))) return str_from(ending, 1);
    if (ending.n > 2 && ending.p[0] == 'r' && last_rune(base) == 'r') return str_from(ending, 1);
    return ending;
}

static const struct ending *find_ending(struct str base, struct str ending, bool prefer_place) {
    bool any = is_abbreviation(base);
    const struct ending *found = NULL;
    for (size_t i = 0; i < N_ENDINGS; i++) {
        if (!str_eq(str_of(endings[i].text), ending)) continue;
        if (!any && !fits(base, endings[i].after)) continue;
        if (!found || (prefer_place && endings[i].place)) found = &endings[i];
    }
    return found;
}

static struct str noun_tags(struct str base, struct str ending) {
    bool organic = last_rune(base) == 'a';
    for (size_t i = 0; i < sizeof noun_endings / sizeof *noun_endings; i++) {
        struct str text = str_of(noun_endings[i].text);
        if (str_eq(text, ending)) return str_of(noun_endings[i].tags);
        if (organic && str_starts(text, STR("a")) && text.n > 1 &&
            str_eq(str_from(text, 1), ending))
            return str_of(noun_endings[i].tags);
    }
    return STR("");
}

struct str basque_case_tags(struct arena *a, struct str base, struct str ending,
                            enum engine_term kind) {
    ending = without_joint(base, ending);
    if (kind == ENGINE_NOUN) return noun_tags(base, ending);
    const char *name = kind == ENGINE_PLACE ? "<np><loc>" : "<np><ant>";
    if (ending.n == 0) return str_of(name);
    const struct ending *found = find_ending(base, ending, kind == ENGINE_PLACE);
    if (!found) return STR("");
    return arena_printf(a, "%s%s", found->place ? "<np><loc>" : name, found->tags);
}

bool basque_case_is_ending(struct str base, struct str ending, enum engine_term kind) {
    if (ending.n == 0) return true;
    ending = without_joint(base, ending);
    return kind == ENGINE_NOUN ? noun_tags(base, ending).n > 0
                               : find_ending(base, ending, false) != NULL;
}

bool basque_case_is_place(struct str base, struct str ending) {
    const struct ending *found = find_ending(base, without_joint(base, ending), false);
    return found && found->place;
}

static size_t count_syllables(struct str s) {
    size_t n = 0;
    bool in_vowel = false;
    for (size_t at = 0; at < s.n;) {
        bool vowel = is_vowel((uint32_t)u_tolower((UChar32)utf8_next(s, &at)));
        n += vowel && !in_vowel;
        in_vowel = vowel;
    }
    return n;
}

/* A base that may well have lost its own final e ("Uriarte", "Mbappe", "Zubialde", "Itsasbide"). */
static bool may_miss_e(struct str base) {
    static const char *const end[] = {"rt", "nt", "rd", "qu", "gu", "ch", "c",  "dd",  "ff",
                                      "gg", "ll", "mm", "nn", "pp", "rr", "ss", "tt",  "zz",
                                      "rg", "tz", "nd", "x",  "rb", "lb", "ld", "bid", "gun"};
    if (str_ends(base, STR("berg")) || str_ends(base, STR("ic"))) return false;
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (str_ends(base, str_of(end[i]))) return true;
    return false;
}

/* One that may well have lost its own "en" ("Carmen", "Rubén", "Hansen", "Volkswagen"). */
static bool may_miss_en(struct str base) {
    static const char end[] = "smbvhgwdzfr";
    return base.n > 0 && (strchr(end, base.p[base.n - 1]) || str_ends(base, STR("ll")));
}

/* Names of institutions that Basque writes with its article. */
static bool takes_article(struct str base) {
    static const char *const name[] = {"Kremlin",    "Bundestag", "Reichstag", "Knesset",
                                       "Brexit",     "Pentagon",  "Capitol",   "Bundesrat",
                                       "Guggenheim", "Louvre"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (str_eq(base, str_of(name[i]))) return true;
    return false;
}

/* When an ending shows itself clearly enough. */
enum proof {
    CLEAR,     /* no name ends so */
    CLEAR_E,   /* unless the name ends in e itself */
    LONG_BASE, /* what is left has two syllables */
    ERGATIVE,
    DATIVE,
    DATIVE_LONG, /* or what is left has three syllables */
    GOAL,
    GENITIVE, /* a postposition asks for it, or it cannot well be part of the name */
    NOUN,
    NOUN_E,
};

static const struct guess {
    const char *text;
    enum base_end after;
    enum proof proof;
} guesses[] = {
    {"rengandik", VOWEL, CLEAR},   {"engandik", CONSONANT, CLEAR},
    {"rengatik", VOWEL, CLEAR},    {"engatik", CONSONANT, CLEAR},
    {"rentzako", VOWEL, CLEAR},    {"entzako", CONSONANT, CLEAR},
    {"rentzat", VOWEL, CLEAR},     {"entzat", CONSONANT, CLEAR},
    {"rengana", VOWEL, CLEAR},     {"engana", CONSONANT, CLEAR},
    {"eraino", CONSONANT, CLEAR},  {"erantz", CONSONANT, CLEAR},
    {"rekin", VOWEL, CLEAR},       {"ekin", CONSONANT, CLEAR},
    {"raino", VOWEL, LONG_BASE},   {"rantz", VOWEL, LONG_BASE},
    {"rengan", VOWEL, CLEAR},      {"engan", CONSONANT, CLEAR},
    {"gatik", VOWEL, LONG_BASE},   {"etik", CONSONANT, CLEAR_E},
    {"erako", CONSONANT, CLEAR_E}, {"rako", VOWEL, LONG_BASE},
    {"tik", ANY, LONG_BASE},       {"dik", SOFT, LONG_BASE},
    {"ren", VOWEL, LONG_BASE},     {"eko", CONSONANT, NOUN_E},
    {"ek", CONSONANT, CLEAR_E},    {"en", CONSONANT, GENITIVE},
    {"ko", VOWEL, NOUN},           {"ri", VOWEL, DATIVE_LONG},
    {"era", CONSONANT, GOAL},      {"ra", VOWEL, GOAL},
    {"k", VOWEL, ERGATIVE},        {"i", CONSONANT, DATIVE},
};

static bool is_proved(const struct guess *g, struct str base,
                      const struct basque_case_context *context) {
    size_t syllables = count_syllables(base);
    switch (g->proof) {
    case CLEAR: return true;
    case CLEAR_E: return utf8_length(base) >= 4 && !may_miss_e(base);
    case LONG_BASE: return syllables >= 2 || (g->after == ANY && utf8_length(base) >= 4);
    case ERGATIVE: return context->wants_ergative && syllables >= 2;
    case DATIVE:
        return context->wants_dative && utf8_length(base) >= (context->behind_name ? 3 : 4);
    case DATIVE_LONG: return syllables >= 3 || (context->wants_dative && syllables >= 2);
    case GOAL: return context->wants_goal && utf8_length(base) >= 4 && !may_miss_e(base);
    case GENITIVE:
        return context->before_postposition ||
               (context->before_noun && syllables >= 2 && !may_miss_e(base) && !may_miss_en(base));
    case NOUN: return context->before_noun && syllables >= 3;
    case NOUN_E: return context->before_noun && !may_miss_e(base);
    }
    return false;
}

static bool cut(struct str form, struct str ending, struct str *ret_base) {
    if (form.n <= ending.n || !str_ends(form, ending)) return false;
    *ret_base = str_slice(form, 0, form.n - ending.n);
    return utf8_length(*ret_base) >= 3;
}

static size_t capitals(struct str s) {
    size_t at = 0, end = 0, n = 0;
    while (at < s.n && u_isupper((UChar32)utf8_next(s, &at))) {
        end = at;
        n++;
    }
    return n >= 2 ? end : 0;
}

/* Words that other parts of the program made up: no name has a q before such a letter. */
static bool is_made_up(struct str form) {
    for (size_t i = 0; i + 1 < form.n; i++)
        if ((form.p[i] == 'q' || form.p[i] == 'Q') &&
            strchr("bcdfgjkmnpqrtvxz", form.p[i + 1] | 32))
            return true;
    return false;
}

/* Behind the last capital, when there is more than one. */
static size_t last_capital(struct str s) {
    size_t end = 0, n = 0;
    for (size_t at = 0; at < s.n;) {
        if (!u_isupper((UChar32)utf8_next(s, &at))) continue;
        end = at;
        n++;
    }
    return n >= 2 ? end : 0;
}

/* "EITBk", "AfDk": behind the last of the capitals there is only an ending. */
static bool split_abbreviation(struct str form, struct str *ret_base, struct str *ret_ending) {
    size_t n = last_capital(form);
    if (n == 0 || n == form.n) return false;
    struct str base = str_slice(form, 0, n), ending = str_from(form, n);
    if (!find_ending(base, ending, false)) return false;
    *ret_base = base;
    *ret_ending = ending;
    return true;
}

static bool split_article(struct str form, struct str *ret_base, struct str *ret_ending) {
    for (size_t n = form.n > 0 ? form.n - 1 : 0; n > 4; n--) {
        struct str base = str_slice(form, 0, n), ending = str_from(form, n);
        if (!takes_article(base) || !find_ending(base, ending, true)) continue;
        *ret_base = base;
        *ret_ending = ending;
        return true;
    }
    return false;
}

/* Towns are named by what they are or where ("Zubi-alde", "Itsas-bide"): after such a word there
   is only an ending. */
static bool split_town(struct str form, struct str *ret_base, struct str *ret_ending) {
    static const char *const part[] = {"alde",  "bide",  "gune",  "buru", "iturri",
                                       "mendi", "zubi",  "etxe",  "toki", "ondo",
                                       "zelai", "berri", "zahar", "gain", "zabal"};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct str word = str_of(part[i]);
        for (size_t at = form.n - 1; at > 1 && form.n > word.n; at--) {
            if (!str_starts(str_from(form, at), word)) continue;
            struct str base = str_slice(form, 0, at + word.n), ending = str_from(form, base.n);
            if (ending.n == 0 || !basque_case_is_ending(base, ending, ENGINE_PLACE)) continue;
            *ret_base = base;
            *ret_ending = ending;
            return true;
        }
    }
    return false;
}

/* "Ortuzarren": only a name that ends in r doubles it. */
static bool split_doubled(struct str form, struct str *ret_base, struct str *ret_ending) {
    if (!str_ends(form, STR("rren")) || count_syllables(str_slice(form, 0, form.n - 3)) < 2)
        return false;
    *ret_base = str_slice(form, 0, form.n - 3);
    *ret_ending = str_from(form, form.n - 3);
    return true;
}

bool basque_case_split(struct str form, const struct basque_case_context *context,
                       struct str *ret_base, struct str *ret_ending) {
    if (is_made_up(form)) return false;
    if (split_abbreviation(form, ret_base, ret_ending)) return true;
    if (capitals(form) == form.n || split_article(form, ret_base, ret_ending))
        return capitals(form) != form.n;
    if (split_town(form, ret_base, ret_ending)) return true;
    if (split_doubled(form, ret_base, ret_ending)) return true;
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        struct str base, ending = str_of(guesses[i].text);
        if (!cut(form, ending, &base)) continue;
        if (guesses[i].after == CONSONANT && str_ends(base, STR("rr")))
            base.n--;
        else if (guesses[i].proof == GENITIVE && str_ends(base, STR("r")))
            return false;
        if (!fits(base, guesses[i].after)) continue;
        if (!is_proved(&guesses[i], base, context)) return false;
        *ret_base = base;
        *ret_ending = str_from(form, base.n);
        return true;
    }
    return false;
}
