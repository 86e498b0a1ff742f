#include "engine/lexicon.h"

#include "base/map.h"
#include "engine/embedded_lexicon.h"

enum { COLUMNS = 7, MOST_WORDS = 100000 };

struct lexicon {
    struct map word[LEXICON_LANGUAGES];
    struct map first[LEXICON_LANGUAGES]; /* of names of several words */
};

static const char *const kinds[] = {"noun", "adjective", "form", "place", "name"};

static bool find_kind(struct str name, enum lexicon_kind *ret_kind) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_eq(name, str_of(kinds[i]))) continue;
        *ret_kind = (enum lexicon_kind)i;
        return true;
    }
    return false;
}

static bool read_line(struct str line, struct lexicon_word *w) {
    struct str column[COLUMNS] = {{0}};
    for (size_t i = 0; i < COLUMNS && line.p; i++) column[i] = str_cut(&line, '\t');
    if (line.p || !find_kind(column[0], &w->kind)) return false;
    w->text[LEXICON_BASQUE] = column[1];
    w->text[LEXICON_SPANISH] = column[2];
    if (w->kind == LEXICON_FORM) {
        w->analysis = column[3];
        return column[1].n + column[2].n > 0 && column[3].n > 0;
    }
    w->plural[LEXICON_SPANISH] = column[3];
    w->feminine = str_eq(column[4], STR("f"));
    w->text[LEXICON_ENGLISH] = column[5];
    w->plural[LEXICON_ENGLISH] = column[6];
    bool plural = w->kind != LEXICON_NOUN || (column[3].n > 0 && column[6].n > 0);
    return column[1].n > 0 && column[2].n > 0 && column[5].n > 0 && plural;
}

/* Of two words with one text the first holds: two may be the same in another language. */
static void put(struct lexicon *l, struct arena *a, enum lexicon_language language, struct str text,
                struct lexicon_word *w) {
    if (text.n == 0 || map_get(&l->word[language], text)) return;
    map_put(&l->word[language], a, text, w);
    size_t space = str_find(text, ' ');
    if (space < text.n && w->kind >= LEXICON_PLACE)
        map_put(&l->first[language], a, str_slice(text, 0, space), w);
}

int lexicon_make(struct arena *a, struct str table, struct lexicon **ret, struct err *e) {
    struct lexicon *l = arena_alloc(a, sizeof *l);
    size_t number = 0;
    for (struct str rest = table; rest.p;) {
        struct str line = str_cut(&rest, '\n');
        number++;
        if (line.n == 0 || line.p[0] == '#') continue;
        struct lexicon_word *w = arena_alloc(a, sizeof *w);
        if (number > MOST_WORDS || !read_line(line, w))
            return err_set(e, E_INVALID, "line %zu of the lexicon makes no sense", number);
        for (size_t i = 0; i < LEXICON_LANGUAGES; i++) {
            put(l, a, (enum lexicon_language)i, w->text[i], w);
            put(l, a, (enum lexicon_language)i, w->plural[i], w);
        }
    }
    *ret = l;
    return 0;
}

struct str lexicon_table(void) {
    return (struct str){(const char *)embedded_lexicon[0].bytes, embedded_lexicon[0].n};
}

enum lexicon_language lexicon_language_of(struct str tag) {
    static const char *const code[] = {"eu", "es", "en"};
    struct str primary = str_slice(tag, 0, str_find(tag, '-'));
    for (size_t i = 0; i < LEXICON_LANGUAGES; i++)
        if (str_eq_nocase(primary, str_of(code[i]))) return (enum lexicon_language)i;
    return LEXICON_LANGUAGES;
}

const struct lexicon_word *lexicon_find(const struct lexicon *l, enum lexicon_language language,
                                        struct str text) {
    return map_get(&l->word[language], text);
}

bool lexicon_begins(const struct lexicon *l, enum lexicon_language language, struct str word) {
    return map_get(&l->first[language], word) != NULL;
}
