#include "translate/check_spelling.h"

#include "base/utf8.h"

enum { SHORTEST = 4 }; /* bytes: what is shorter is a unit or an abbreviation as well */

/* What the language does not have; each list ends with NULL. Loan words in daily use ("parking",
   "jazz") must not be caught. */
struct spelling {
    const char *own;     /* letters beyond a to z that it does have */
    const char *without; /* letters of a to z that it has not */
    const char *group[6];
    const char *end[14];
};

static const struct spelling table[CHECK_LANGUAGES] = {
    [CHECK_EU] = {"ñü", "cqvwy", {NULL}, {NULL}},
    [CHECK_ES] = {"áéíóúüñ",
                  "",
                  {"ss", "lho", "lhe", "tge", NULL},
                  {"nt", "ny", "nys", "tat", "gut", "nho", "nha", "dade", "eiro", "eira", "ou",
                   "eu", NULL}},
    [CHECK_EN] = {"éèêëïöñç", "", {"tx", NULL}, {"mente", "amos", "eron", "iendo", "eiro", NULL}},
    [CHECK_FR] = {"àâæçéèêëîïôœùûüÿ",
                  "",
                  {"tx", "lho", "lha", NULL},
                  {"ado", "ada", "dad", "dade", "eiro", "inho", "tzea", NULL}},
    [CHECK_CA] = {"àèéíïòóúüç·",
                  "",
                  {"lho", "lhe", NULL},
                  {"ción", "ado", "ados", "idos", "mente", "ez", "dad", "dade", "nho", "nha",
                   NULL}},
    [CHECK_GL] = {"áéíóúüñï", "jyç", {"ss", "lho", "lhe", NULL}, {"am", "em", "lha", "ny", NULL}},
    [CHECK_PT] = {"áàâãçéêíóôõúü",
                  "ñy",
                  {"ll", NULL},
                  {"en", "in", "on", "un", "ón", "án", "dad", "nt", "tat", NULL}},
};

static bool has_rune(const char *list, uint32_t rune) {
    struct str s = str_of(list);
    for (size_t at = 0; at < s.n;)
        if (utf8_next(s, &at) == rune) return true;
    return false;
}

static bool has_foreign_letter(const struct spelling *spelling, struct str word) {
    for (size_t at = 0; at < word.n;) {
        uint32_t rune = utf8_next(word, &at);
        if (rune < 0x80 ? has_rune(spelling->without, rune) : !has_rune(spelling->own, rune))
            return true;
    }
    return false;
}

bool check_spelling_is_foreign(enum check_language language, struct str word) {
    if (language >= CHECK_LANGUAGES || word.n < SHORTEST) return false;
    const struct spelling *spelling = &table[language];
    if (has_foreign_letter(spelling, word)) return true;
    for (size_t i = 0; spelling->group[i]; i++)
        if (str_search(word, str_of(spelling->group[i])) < word.n) return true;
    for (size_t i = 0; spelling->end[i]; i++)
        if (str_ends(word, str_of(spelling->end[i]))) return true;
    return false;
}
