#include "i18n/search_stemmer.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "i18n/language.h"
#include "i18n/search_word.h"

struct search_stemmer {
    struct sb_stemmer *snowball; /* NULL: there is none */
    const UNormalizer2 *nfkd;
    bool is_basque, is_galician;
};

/* Snowball's own names of what BCP 47 names otherwise. */
static const struct {
    const char *tag, *algorithm;
} languages[] = {
    {"ar", "arabic"},   {"ca", "catalan"},    {"da", "danish"},    {"de", "german"},
    {"el", "greek"},    {"en", "english"},    {"es", "spanish"},   {"eu", "basque"},
    {"fi", "finnish"},  {"fr", "french"},     {"ga", "irish"},     {"gl", "portuguese"},
    {"hi", "hindi"},    {"hu", "hungarian"},  {"hy", "armenian"},  {"id", "indonesian"},
    {"it", "italian"},  {"lt", "lithuanian"}, {"nb", "norwegian"}, {"ne", "nepali"},
    {"nl", "dutch"},    {"nn", "norwegian"},  {"no", "norwegian"}, {"pt", "portuguese"},
    {"ro", "romanian"}, {"ru", "russian"},    {"sr", "serbian"},   {"sv", "swedish"},
    {"ta", "tamil"},    {"tr", "turkish"},    {"yi", "yiddish"},
};

struct search_stemmer *search_stemmer_open(struct str language) {
    struct search_stemmer *s = calloc(1, sizeof *s);
    UErrorCode status = U_ZERO_ERROR;
    if (!s) abort();
    s->nfkd = unorm2_getNFKDInstance(&status);
    if (U_FAILURE(status)) abort();
    s->is_basque = language_is(language, STR("eu"));
    s->is_galician = language_is(language, STR("gl"));
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (language_is(language, str_of(languages[i].tag)))
            s->snowball = sb_stemmer_new(languages[i].algorithm, NULL);
    return s;
}

void search_stemmer_close(struct search_stemmer *stemmer) {
    if (!stemmer) return;
    sb_stemmer_delete(stemmer->snowball);
    free(stemmer);
}

struct form {
    char *p;
    size_t n;
};

static void add(struct form *form, UChar32 c) {
    char bytes[4];
    size_t n = utf8_encode((uint32_t)c, bytes);
    if (form->n + n > SEARCH_STEMMER_MAX) return;
    memcpy(form->p + form->n, bytes, n);
    form->n += n;
}

/* Letters that Unicode takes for letters of their own, as keyboards without them write them. */
static const char *spelled(UChar32 c) {
    switch (c) {
    case 0xe6: return "ae";
    case 0x153: return "oe";
    case 0xf8: return "o";
    case 0x142: return "l";
    case 0x111:
    case 0xf0: return "d";
    case 0xfe: return "th";
    case 0x131: return "i";
    case 0xdf: return "ss";
    default: return NULL;
    }
}

static void add_folded(struct form *form, UChar32 c) {
    c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
    const char *letters = spelled(c);
    for (; letters && *letters; letters++) add(form, (UChar32)*letters);
    if (!letters && u_isalnum(c)) add(form, c);
}

/* Without case and marks. */
static void fold(const UNormalizer2 *nfkd, struct str word, struct form *form) {
    for (size_t at = 0; at < word.n;) {
        uint32_t rune = utf8_next(word, &at);
        if (rune < 0x80) {
            add(form, rune >= 'A' && rune <= 'Z' ? (UChar32)rune + 32 : (UChar32)rune);
            continue;
        }
        UChar parts[32];
        UErrorCode status = U_ZERO_ERROR;
        int32_t n = unorm2_getDecomposition(nfkd, (UChar32)rune, parts, 32, &status);
        if (n < 0 || n > 32 || U_FAILURE(status)) {
            add_folded(form, (UChar32)rune);
            continue;
        }
        UChar32 rune_of[32];
        int32_t n_runes = 0;
        u_strToUTF32(rune_of, 32, &n_runes, parts, n, &status);
        for (int32_t i = 0; i < n_runes && U_SUCCESS(status); i++) add_folded(form, rune_of[i]);
    }
}

/* In small letters, with their marks, as stemmers want them. */
static size_t lower(struct str word, char *to) {
    struct form form = {to, 0};
    for (size_t at = 0; at < word.n;) add(&form, u_tolower((UChar32)utf8_next(word, &at)));
    return form.n;
}

/* "elección" and "eleccións" as Portuguese, whose stemmer Galician borrows, would end them. */
static size_t end_portuguese(char *p, size_t n) {
    static const char *const endings[][2] = {{"ión", "ão"}, {"ións", "ões"}};
    for (size_t i = 0; i < 2; i++) {
        struct str word = {p, n}, ending = str_of(endings[i][0]), with = str_of(endings[i][1]);
        if (!str_ends(word, ending)) continue;
        memcpy(p + n - ending.n, with.p, with.n);
        return n - ending.n + with.n;
    }
    return n;
}

static bool is_vowel(char c) {
    return c && strchr("aeiou", c);
}

/* Takes an ending off where enough is left of the word. */
static bool cut(struct form *form, const char *ending, bool behind_vowel, size_t least) {
    size_t n = strlen(ending);
    if (form->n < n + least || memcmp(form->p + form->n - n, ending, n) != 0) return false;
    if (behind_vowel && !is_vowel(form->p[form->n - n - 1])) return false;
    form->n -= n;
    return true;
}

/* Snowball's Basque leaves the article and some cases behind short words and names: "etxea",
   "Bilbora", "gobernuan". Cut further in words and questions alike, they meet. */
static void cut_basque(struct form *form) {
    static const struct {
        const char *ending;
        bool behind_vowel;
    } cases[] = {{"arentzat", false}, {"rentzat", true}, {"arekin", false}, {"rekin", true},
                 {"etako", false},    {"aren", false},   {"ren", true},     {"etan", false},
                 {"etara", false},    {"etatik", false}, {"tik", true},     {"ari", false},
                 {"raino", true},     {"rantz", true},   {"ra", true},      {"ek", false},
                 {"ak", false},       {"an", false},     {"n", true},       {"k", true},
                 {"t", true} /* Snowball takes "ik" off "hiritik" */};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cut(form, cases[i].ending, cases[i].behind_vowel, 4)) break;
    cut(form, "a", false, 4);
}

/* Snowball's Portuguese leaves "eleiçã" of "eleição" and "eleiçõ" of its plural. */
static struct str without_nasal(const struct search_stemmer *stemmer, const unsigned char *stem) {
    struct str s = {(const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball)};
    bool nasal = s.n > 5 && (str_ends(s, STR("ã")) || str_ends(s, STR("õ")));
    return nasal ? str_slice(s, 0, s.n - 2) : s;
}

void search_stemmer_forms(struct search_stemmer *stemmer, struct str word,
                          struct search_forms *ret_forms) {
    struct form surface = {ret_forms->surface, 0}, stem = {ret_forms->stem, 0};
    fold(stemmer->nfkd, word, &surface);
    char small[SEARCH_STEMMER_MAX];
    size_t n = stemmer->snowball ? lower(word, small) : 0;
    if (stemmer->is_galician) n = end_portuguese(small, n);
    const unsigned char *cut =
        n ? sb_stemmer_stem(stemmer->snowball, (const unsigned char *)small, (int)n) : NULL;
    if (cut) fold(stemmer->nfkd, without_nasal(stemmer, cut), &stem);
    if (cut && stemmer->is_basque) cut_basque(&stem);
    if (stem.n == 0) {
        memcpy(stem.p, surface.p, surface.n);
        stem.n = surface.n;
    }
    ret_forms->n_surface = surface.n;
    ret_forms->n_stem = stem.n;
}

struct search_stemmer *search_stemmer_find(struct search_stemmer_set *all, struct str language) {
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(str_of(all->of[i].language), language)) return all->of[i].stemmer;
    if (all->n == SEARCH_MAX_STEMMERS) search_stemmer_release(all);
    size_t n = language.n < 35 ? language.n : 35;
    memcpy(all->of[all->n].language, language.p, n);
    all->of[all->n].language[n] = 0;
    return all->of[all->n++].stemmer = search_stemmer_open(language);
}

void search_stemmer_release(struct search_stemmer_set *all) {
    for (size_t i = 0; i < all->n; i++) search_stemmer_close(all->of[i].stemmer);
    memset(all, 0, sizeof *all);
}

struct str search_stemmer_fold(struct arena *a, struct str text) {
    struct search_stemmer *none = search_stemmer_open(STR("und"));
    struct search_word word;
    struct search_forms forms;
    /* One byte may become three ("ﬃ" takes three itself); a space for each word. */
    char *p = arena_alloc(a, text.n * 4 + 2);
    size_t at = 0, n = 0;
    while (search_word_next(text, &at, &word)) {
        search_stemmer_forms(none, str_slice(text, word.start, word.end), &forms);
        if (forms.n_surface == 0) continue;
        if (n) p[n++] = ' ';
        for (size_t i = 0; i < forms.n_surface; i++) p[n++] = forms.surface[i];
    }
    search_stemmer_close(none);
    return (struct str){p, n};
}
