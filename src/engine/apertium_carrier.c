#include "engine/apertium_carrier.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

enum { PIANO, GUITAR, ELEPHANT, SPIDER, N_CARRIERS };

/* Singular and plural in each language; no plural where it is a source only. */
static const struct words {
    const char *language;
    const char *form[N_CARRIERS][2];
} words[] = {
    {"eu", {{"piano", ""}, {"gitarra", ""}, {"elefante", ""}, {"armiarma", ""}}},
    {"es",
     {{"piano", "pianos"},
      {"guitarra", "guitarras"},
      {"elefante", "elefantes"},
      {"araña", "arañas"}}},
    {"en",
     {{"piano", "pianos"},
      {"guitar", "guitars"},
      {"elephant", "elephants"},
      {"spider", "spiders"}}},
    {"fr",
     {{"piano", "pianos"},
      {"guitare", "guitares"},
      {"éléphant", "éléphants"},
      {"araignée", "araignées"}}},
    {"ca",
     {{"piano", "pianos"},
      {"guitarra", "guitarres"},
      {"elefant", "elefants"},
      {"aranya", "aranyes"}}},
    {"gl",
     {{"piano", "pianos"},
      {"guitarra", "guitarras"},
      {"elefante", "elefantes"},
      {"araña", "arañas"}}},
    {"pt",
     {{"piano", "pianos"},
      {"guitarra", "guitarras"},
      {"elefante", "elefantes"},
      {"aranha", "aranhas"}}},
};

static const struct words *words_of(struct str language) {
    language = str_slice(language, 0, str_find(language, '-'));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(language, str_of(words[i].language))) return &words[i];
    return NULL;
}

/* The first letter in small and without its accent; 0 for what is no Latin letter. */
static char initial(struct str s) {
    static const char *const accented[] = {"aàáâãä", "eèéêë", "iìíîï", "oòóôõö", "uùúûü"};
    size_t at = 0;
    if (s.n == 0) return 0;
    uint32_t rune = (uint32_t)u_tolower((UChar32)utf8_next(s, &at));
    if (rune < 0x80) return (char)rune;
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++) {
        struct str set = str_of(accented[i]);
        for (size_t j = 0; j < set.n;)
            if (utf8_next(set, &j) == rune) return set.p[0];
    }
    return 0;
}

/* Whether words before it take the form they have before vowels. */
static bool elides(const char *language, struct str target) {
    char first = initial(target);
    if (strcmp(language, "en") == 0) return first && strchr("aeio", first);
    if (strcmp(language, "fr") && strcmp(language, "ca")) return false;
    return first && strchr("aeiouh", first);
}

bool apertium_carrier_find(struct str from, struct str to, enum engine_gender gender,
                           struct str target, struct apertium_carrier *ret_carrier) {
    const struct words *source = words_of(from), *goal = words_of(to);
    if (!source || !goal) return false;
    bool feminine = gender == ENGINE_FEMININE, vowel = elides(goal->language, target);
    if (strcmp(goal->language, "en") == 0) feminine = false;
    int which = feminine ? (vowel ? SPIDER : GUITAR) : vowel ? ELEPHANT : PIANO;
    bool has_gender = strcmp(source->language, "eu") && strcmp(source->language, "en");
    *ret_carrier = (struct apertium_carrier){.lemma = source->form[which][0],
                                             .gender = !has_gender ? ""
                                                       : feminine  ? "<f>"
                                                                   : "<m>",
                                             .singular = goal->form[which][0],
                                             .plural = goal->form[which][1]};
    return true;
}

bool apertium_carrier_adjective(struct str from, struct str to,
                                struct apertium_adjective *ret_carrier) {
    static const struct apertium_adjective spanish = {"elektriko", "eléctrico", "eléctricos",
                                                      "eléctrica", "eléctricas"};
    static const struct apertium_adjective english = {"elektriko", "electrical", NULL, NULL, NULL};
    bool is_english = str_starts(to, STR("en"));
    if (!str_starts(from, STR("eu")) || (!is_english && !str_starts(to, STR("es")))) return false;
    *ret_carrier = is_english ? english : spanish;
    return true;
}

const char *apertium_carrier_name(struct str name) {
    switch (initial(name)) {
    case 'a': return "Aqvzo";
    case 'e': return "Eqvzo";
    case 'h': return "Hqvzo";
    case 'i': return "Iqvzo";
    case 'o': return "Oqvzo";
    case 'u': return "Uqvzo";
    default: return "Xqvzo";
    }
}

bool apertium_carrier_is_in(struct str text) {
    for (size_t i = 0; i + 4 <= text.n; i++)
        if ((text.p[i] | 32) == 'q' && (text.p[i + 1] | 32) == 'v' && (text.p[i + 2] | 32) == 'z' &&
            (text.p[i + 3] | 32) == 'o')
            return true;
    return false;
}
