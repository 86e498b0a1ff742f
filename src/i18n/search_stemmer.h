#ifndef I18N_SEARCH_STEMMER_H
#define I18N_SEARCH_STEMMER_H
/* The two forms a word is found by: as it is written, and its stem; both without case and marks, so
   that "educacion" finds "educación". Marks go after stemming, which needs them. "ñ" and "ç" go
   too: many keyboards have none, and a word more that is found does less harm than one less. */

#include "base/arena.h"
#include "base/str.h"

enum { SEARCH_STEMMER_MAX = 60 /* bytes of a form; what is longer is cut */ };

/* Changes with every change of what is said here and of search_word_next: indexes made by another
 * one are made anew. */
#define SEARCH_STEMMER_FORM "1"

struct search_forms {
    char surface[SEARCH_STEMMER_MAX]; /* letters and digits without case and marks */
    char stem[SEARCH_STEMMER_MAX];    /* the same of the stem */
    size_t n_surface, n_stem;         /* bytes; a word of marks only has none */
};

/* Stems words of one language; not for two threads at once. */
struct search_stemmer;

/* For a language nobody has made a stemmer for, stems are the words themselves. Galician takes the
   Portuguese one, Basque's is completed by the cases it leaves. Never NULL. */
struct search_stemmer *search_stemmer_open(struct str language);
/* Takes NULL. */
void search_stemmer_close(struct search_stemmer *stemmer);
/* `word` is one that search_word_next found. */
void search_stemmer_forms(struct search_stemmer *stemmer, struct str word,
                          struct search_forms *ret_forms);

/* The words of a text as surface forms with a space between, in the arena: for comparing names. */
struct str search_stemmer_fold(struct arena *a, struct str text);

/* Stemmers of the languages that were asked for. Zero it before use; one thread's own. */
enum { SEARCH_MAX_STEMMERS = 64 };
struct search_stemmer_set {
    struct {
        char language[36];
        struct search_stemmer *stemmer;
    } of[SEARCH_MAX_STEMMERS];
    size_t n;
};
/* Of a canonical tag; lives as long as the set. */
struct search_stemmer *search_stemmer_find(struct search_stemmer_set *all, struct str language);
void search_stemmer_release(struct search_stemmer_set *all);

#endif
