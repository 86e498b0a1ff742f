#ifndef INTERCHANGE_TBX_H
#define INTERCHANGE_TBX_H
/* Terms of a glossary, as TBX-Basic carries them between programs. */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct tbx_rendering {
    struct str language, text;
    struct str plural; /* may be empty */
    char gender;       /* 'm', 'f' or 0 */
};

struct tbx_term {
    struct str language, text;
    struct str section; /* may be empty */
    struct str kind;    /* "person", "place", "organisation", "noun" */
    bool keep;          /* never translated */
    bool any_case;      /* found whatever its capitals */
    struct str note;    /* may be empty */
    struct tbx_rendering *rendering;
    size_t n_renderings;
};

enum { TBX_MAX_TERMS = 200000, TBX_MAX_RENDERINGS = 100 };

#endif
