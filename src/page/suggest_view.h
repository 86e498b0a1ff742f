#ifndef PAGE_SUGGEST_VIEW_H
#define PAGE_SUGGEST_VIEW_H
/* Pages on which a reader suggests a better translation of a sentence. */

#include "page/original_view.h"

struct suggest_form {
    const struct original_pair *pair;
    size_t segment;
    struct str text, note;     /* what stands in the fields */
    struct str token;          /* comes back with the form */
    size_t text_max, note_max; /* characters, told to the browser */
    const char *problem;       /* key of a message: why the form is shown again; NULL: it is new */
};

int suggest_view_form(struct arena *a, const struct page_maker *maker, const struct card *card,
                      const struct suggest_form *form, struct buf *out, struct err *e) MUST_CHECK;
int suggest_view_thanks(struct arena *a, const struct page_maker *maker, const struct card *card,
                        struct buf *out, struct err *e) MUST_CHECK;

#endif
