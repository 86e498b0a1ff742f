#ifndef TRANSLATE_TERM_BINDING_H
#define TRANSLATE_TERM_BINDING_H
/* From the terms and names of a segment to what an engine is asked to follow. */

#include "translate/link.h"
#include "translate/term_glossary.h"
#include "translate/term_name.h"

/* What holds for the segments of one story. Any part may be NULL or empty. */
struct term_use {
    const struct term_glossary *glossary;
    struct str section;
    const struct term_names *names;
};

/* A term on its way through the hops. */
struct term_passage {
    const struct term *term; /* NULL: a name that an engine or the story knows */
    uint32_t start, end;     /* in the text as it stands after the hops so far */
    bool is_lost;            /* nobody knows where it went */
    bool is_plural;
    enum engine_term kind;
    uint32_t base_n; /* bytes from start without the ending */
    bool is_guess;   /* only where the engine does not know the word */
};

/* The terms and names of a source segment, by place. */
struct term_passage *term_binding_start(const struct term_use *use, struct arena *a,
                                        struct str text, struct str language, size_t *ret_n);
/* What an engine is told for a hop into `language`: one binding for each passage that something is
   known about, with ret_index saying which passage it is of. */
struct engine_binding *term_binding_make(struct arena *a, const struct term_passage *passage,
                                         size_t n, struct str text, struct str language,
                                         size_t **ret_index, size_t *ret_n);
/* After a hop: where the passages are now, by what the engine says and else by the alignment;
   names that the engine kept by itself are added. */
struct term_passage *term_binding_follow(struct arena *a, const struct term_passage *passage,
                                         size_t *n, const size_t *index, size_t n_index,
                                         const struct engine_bound *bound, size_t n_bound,
                                         struct link_list links);
/* After the last hop: puts the rendering where the alignment says that an engine put something
   else. Says how many terms are not in the text that should be. */
size_t term_binding_force(struct arena *a, const struct term_passage *passage, size_t n,
                          struct str language, struct str *text, struct link_list *links);

#endif
