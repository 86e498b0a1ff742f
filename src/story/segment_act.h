#ifndef STORY_SEGMENT_ACT_H
#define STORY_SEGMENT_ACT_H
/* What a person does to one segment of a translation, and what becomes of the edition. No I/O:
   store/review_write.h does it in the database, with its entry in the ledger.

   edit     These are the words now, the person's own. They count as a revision unless they only
            correct spelling (text_similarity_is_spelling) in a text that nobody had approved: then
            the words are kept like all that a person wrote, but the segment is not revised. An
            outdated text is brought up to date by an edit, again unless it only corrects spelling.
   approve  The text is right as it is, for the source as it is now.
   reject   The text is not fit to be read. Of an outdated one the draft beside it takes the place;
            without one, and of any other, the source's words stand there until somebody writes
            others, or an engine gives a text that was not rejected.
   lock     Nobody changes the text before it is unlocked, no machine either. */

#include "story/edition.h"

enum segment_act {
    ACT_EDIT,
    ACT_APPROVE,
    ACT_REJECT,
    ACT_LOCK,
    ACT_UNLOCK,
    ACT_DROP, /* nobody's: the sentence went out of the source, and a person's text with it */
};

enum { SEGMENT_ACT_MAX_WHO = 200 }; /* bytes of a name or role */

struct segment_review {
    enum segment_act act;
    size_t segment;       /* index in the edition */
    struct text text;     /* EDIT */
    uint64_t expected;    /* segment_act_tag of what the person saw; 0: do it whatever there is */
    struct str who, role; /* who must be named; the role may be empty */
    int64_t at_ms;
};

struct segment_change {
    struct text source;   /* empty when the source text is not there any more */
    uint64_t source_hash; /* that the text stands for after the act */
    struct text before, after;
    bool needs_engine; /* a rejected text of a person: an engine may have a better one */
};

/* Does it. `source` is the story's source edition as it is now, which may be newer than what the
   translation is of. E_INVALID: no such segment, no name, or a text that cannot stand there (its
   marks are not those of the source; it says what is missing); E_CONFLICT: locked, not what was
   expected, or nothing would change; E_BUSY: the source changed, and its translation is on its way.
 */
int segment_act_apply(struct arena *a, struct edition *edition, const struct edition *source,
                      const struct segment_review *review, struct segment_change *ret_change,
                      struct err *e) MUST_CHECK;
/* Changes with everything that a person sees of a segment; never 0. */
uint64_t segment_act_tag(const struct edition *edition, size_t segment);
/* The source text that a segment of a translation stands for now; empty when it is gone. */
struct text segment_act_source(struct arena *a, const struct edition *edition, size_t segment,
                               const struct edition *source);
/* Whether `text` could be the translation of `source`: it is not empty, each of its marks but those
   of language is as often in it as in the source, and it has no more line breaks. E_INVALID says
   what is missing. */
int segment_act_fits(const struct text *text, const struct text *source, struct err *e) MUST_CHECK;
/* A person's words as they write them: inline HTML of one paragraph. */
int segment_act_read_text(struct arena *a, struct str html, struct str language,
                          struct text *ret_text, struct err *e) MUST_CHECK;

/* "edit", "approve", "reject", "lock", "unlock", "drop" */
const char *segment_act_name(enum segment_act act);
bool segment_act_from_name(struct str name, enum segment_act *ret_act);

#endif
