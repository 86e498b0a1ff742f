#ifndef STORY_STORY_DRAFT_H
#define STORY_STORY_DRAFT_H
/* A story as it comes in, from a file, an agency or the API, before it is saved. Text lives in the
   arena it was read into. */

#include "i18n/slug.h"
#include "story/edition.h"
#include "story/language_policy.h"
#include "story/segmenter.h"

struct story_draft {
    struct str language; /* BCP 47, canonical; empty when its author did not say */
    struct str section;  /* name, or key */
    struct str topic;    /* name; may be empty. Also the document's TOPIC block */
    struct str byline;
    struct language_policy *policy; /* NULL: it says nothing of languages, and what it said before
                                       holds */
    int64_t published_ms;           /* 0: now */
    int64_t story_id; /* the story to replace; 0: a new one, or the one with the import key */
    struct str import_key, import_hash; /* empty for what is not imported */
    struct str focus;         /* of the lead picture, as its author wrote it; may be empty */
    struct document document; /* PICTURE blocks may still have the author's file or address */

    /* These are made by story_draft_finish. */
    struct str section_key, topic_key, slug;
    struct segment *segment;
    size_t n_segments;
};

/* Bytes of what every list shows: over them is E_LIMIT, since one story must not make a page of
   others too large. */
enum {
    STORY_DRAFT_MAX_NAME = 400, /* section, topic, byline */
    STORY_DRAFT_MAX_HEADLINE = 2000,
    STORY_DRAFT_MAX_LEAD = 20000, /* and the alternative text of each picture */
    STORY_DRAFT_MAX_KEY = 2000,   /* of an import */
    STORY_DRAFT_MAX_LANGUAGES = 64,
};

/* What finishing drafts needs, costly to make: one for each thread. */
struct draft_tools {
    struct slug_maker *slug;
    struct str language[STORY_DRAFT_MAX_LANGUAGES]; /* copies of its own */
    struct segmenter *segmenter[STORY_DRAFT_MAX_LANGUAGES];
    size_t n;
};

int draft_tools_init(struct draft_tools *tools, struct err *e) MUST_CHECK;
/* Takes a zeroed struct. */
void draft_tools_release(struct draft_tools *tools);
/* Checks what a story must have (language, section, headline; E_INVALID says which is missing),
   cleans section and byline as the document's texts are, and makes keys, slug and segments. */
int story_draft_finish(struct draft_tools *tools, struct arena *a, struct story_draft *draft,
                       struct err *e) MUST_CHECK;

#endif
