#ifndef PAGE_THEME_H
#define PAGE_THEME_H
/* How pages look: templates and files. The built-in theme is part of the binary; a file of the same
   name in the newsroom's theme/ folder takes its place. Read-only after loading. */

#include "html/mustache.h"

struct theme_asset {
    struct str name; /* "site.css" */
    struct str url;  /* "/assets/site.3fa9c1d2.css": changes with the bytes, so it may be kept
                        for ever */
    struct str bytes;
    const char *type; /* MIME */
};

struct theme {
    struct mustache_set templates;
    struct theme_asset *asset;
    size_t n_assets;
};

/* Loads the built-in theme and puts the files of `folder` (NULL, or one that need not exist) over
   it; all memory is the arena's. E_INVALID names the template, the line and the mistake; E_LIMIT
   and E_IO the file that is too large or cannot be read. */
int theme_load(struct theme *ret_theme, struct arena *a, const char *folder,
               struct err *e) MUST_CHECK;
/* By its plain name ("site.css"), or by the last part of its url; NULL when there is none. */
const struct theme_asset *theme_find_asset(const struct theme *theme, struct str name);
const struct theme_asset *theme_find_address(const struct theme *theme, struct str file);

#endif
