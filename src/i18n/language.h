#ifndef I18N_LANGUAGE_H
#define I18N_LANGUAGE_H
/* Languages, named by BCP 47 tags: "eu", "pt-BR", "sr-Latn", "ca-valencia". Everything here may be
   called from any thread. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
    LANGUAGE_MAX_TAG = 35,      /* bytes */
    LANGUAGE_MAX_HEADER = 4096, /* bytes of Accept-Language that are read */
    LANGUAGE_MAX_RANGES = 32,
};

/* The canonical form of a tag: "EU" -> "eu", "pt_BR" -> "pt-BR", "spa" -> "es", "iw" -> "he". A tag
   is language[-Script][-REGION][-variant…]; extensions and private use are not languages a
   newsroom publishes in and are E_INVALID, as is everything else. */
int language_parse(struct arena *a, struct str tag, struct str *ret_tag, struct err *e) MUST_CHECK;
/* Whether `tag` is in the form that language_parse gives back. */
bool language_is_canonical(struct str tag);
/* Whether canonical `tag` is `wanted` or a kind of it: "pt-BR" is "pt", "pt" is not "pt-BR". */
bool language_is(struct str tag, struct str wanted);
/* The index in available[] of the longest tag that `wanted` is a kind of ("es-MX" -> "es"), or `n`
   when there is none. Tags are canonical. */
size_t language_match(struct str wanted, const struct str *available, size_t n);
/* Whether it is written from right to left. */
bool language_is_rtl(struct str tag);
/* Its name in itself, with the capitals it has within a sentence there: "euskara", "English". The
   tag where no name is known. */
struct str language_autonym(struct arena *a, struct str tag);
/* Its name in the language `in`: "gaztelania", "Spanish". In English, or else the tag, where
   nothing better is known. */
struct str language_name(struct arena *a, struct str tag, struct str in);

/* As programs that want a country name it: "eu_ES", "pt_BR"; the likeliest country where the tag
   has none, and the language alone where none is likely. */
struct str language_locale(struct arena *a, struct str tag);

/* Whether ICU knows how this language writes names and dates; where it does not, it must not be
   asked, for it would answer in the language of the machine. */
bool language_has_data(struct str tag);

/* What a reader's program says it can read. */
struct language_range {
    struct str tag; /* canonical, or "*" */
    int quality;    /* 0 (never) to 1000 */
};

/* The ranges of an Accept-Language header, best first, equals in the order of the header. Items
   that make no sense, and those beyond the ceilings above, are left out: a header cannot be
   wrong. */
struct language_range *language_accept(struct arena *a, struct str header, size_t *ret_n);
/* The best of site[] for these ranges, or `otherwise`. "es-MX" takes "es"; "pt" takes "pt-BR" when
   the site has no "pt"; "*" takes `otherwise`; what the reader refuses (q=0) is not offered. */
struct str language_negotiate(const struct language_range *range, size_t n_ranges,
                              const struct str *site, size_t n_site, struct str otherwise);

#endif
