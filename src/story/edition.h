#ifndef STORY_EDITION_H
#define STORY_EDITION_H
/* A story in one language. The document is what readers see; the segments say, for pieces of its
   blocks, who wrote them and from what source. */

#include "story/document.h"

enum segment_origin { ORIGIN_PERSON, ORIGIN_MACHINE, ORIGIN_MEMORY };

enum segment_state {
    SEGMENT_CURRENT,
    SEGMENT_OUTDATED, /* a person's text whose source has changed since; a machine's that was
                         unlocked a moment ago: it is made anew */
    SEGMENT_HELD,     /* not fit to publish: the text is the source's, marked with its language;
                         origin machine says that no other engine than the present one is of use,
                         memory that a person's text was rejected and engines were not yet asked */
};

/* What is known of the few segments that a person touched or that were held. Empty and 0 where
   there is nothing to say. */
struct segment_more {
    struct text source;    /* what the text is a translation of, as the person saw it */
    uint64_t present_hash; /* OUTDATED: hash of the source text it stands for now */
    struct text draft;     /* OUTDATED: what engines make of that source text; HELD: what they made
                              of the source, but a check stopped */
    uint64_t rejected;     /* hash of a text that a person did not want: never shown again */
    struct str why;        /* HELD: one sentence for the desk */
    struct str who, role;  /* whose act was the last */
    int64_t at_ms;         /* and when */
};

/* A translation's segments stand in the order of its source's, one for one. Three facts say what a
   person did: origin person means the words are theirs; `approved` that they stand for the whole
   text (they wrote it, or found it right); `locked` that nobody else is to change it. */
struct segment {
    uint32_t block;       /* index in the document */
    uint32_t start, end;  /* bytes of that block's text, start < end, no space at the ends */
    uint64_t source_hash; /* segment_hash of the source text this is (a translation) of */
    enum segment_origin origin;
    enum segment_state state;
    bool approved;
    bool locked;
    struct segment_more *more; /* NULL: there is no more to say */
};

/* How much of the story it tells. */
enum edition_scope { SCOPE_WHOLE, SCOPE_HEADLINE };

enum edition_state {
    EDITION_QUEUED,      /* waits for a worker */
    EDITION_TRANSLATING, /* a worker has it */
    EDITION_LIVE,
    EDITION_HELD,     /* not good enough to show; the desk is told */
    EDITION_FAILED,   /* given up after several tries; `zubi status` says why */
    EDITION_OFF,      /* no route into this language */
    EDITION_REVIEW,   /* translated, and kept from readers until a person has approved it */
    EDITION_WITHHELD, /* the language policy wants none: there is no trace of it, but what people
                         wrote for it stays */
};

enum edition_label { LABEL_ORIGINAL, LABEL_AUTOMATIC, LABEL_PARTLY_REVISED, LABEL_REVISED };

struct edition {
    int64_t story_id;
    struct str language;      /* BCP 47 */
    struct str text_language; /* of the document: the story's own while no translation is live */
    enum edition_state state;
    enum edition_label label;
    struct document document;
    struct segment *segment; /* in the order of the document */
    size_t n_segments;
    struct str slug;    /* from this edition's own headline */
    struct str route;   /* "eu-es es-en"; empty for the source edition */
    struct str engine;  /* engines and versions of the route, as the engines give them */
    int64_t revision;   /* of the source that this is (a translation) of */
    int64_t saved_ms;   /* wall time the source was saved */
    int64_t live_ms;    /* wall time this became visible; 0 when it is not */
    struct str problem; /* FAILED, HELD, OFF: one sentence for the desk */
};

/* Hash of a segment's text with its marks: kind, range and value of each. The same text with the
   same marks gives the same number in every version of zubi. */
uint64_t segment_hash(const struct text *t);
/* A piece of a text with the marks that overlap it, cut to it; in the arena. */
struct text text_slice(struct arena *a, const struct text *t, uint32_t start, uint32_t end);
/* Whether a machine must leave the text alone: a person wrote it, found it right or locked it. */
bool segment_is_kept(const struct segment *segment);
/* Hash of the source text that the segment stands for now, whatever it is a translation of. */
uint64_t segment_wanted_hash(const struct segment *segment);
/* Whether a person answers for the text as it stands: approved, and of the present source. */
bool segment_is_revised(const struct segment *segment);
/* The label that these segments earn. `is_source` when the edition is the story's own. REVISED when
   all are revised, PARTLY_REVISED when any is. Correcting the spelling of a machine's text without
   approving it does not make a segment revised (segment_act.h). */
enum edition_label edition_label_of(const struct segment *segment, size_t n, bool is_source);
/* How much of the text is revised, in percent of its bytes, rounded down; 1 to 99 where some but
   not all is. */
unsigned edition_revised_share(const struct segment *segment, size_t n);

/* Whether people answer for all of the text: each segment is approved or locked, or in the source's
   own words. */
bool edition_is_reviewed(const struct segment *segment, size_t n);
/* How many of the segments, which are its first ones, an edition of this scope shows: all, or those
   above the body (document_html_body_start). */
size_t edition_shown_segments(const struct document *d, const struct segment *segment, size_t n,
                              enum edition_scope scope);
/* The document as an edition of this scope shows it. */
struct document edition_shown(const struct document *d, enum edition_scope scope);
/* "whole", "headline" */
const char *edition_scope_name(enum edition_scope scope);

const char *edition_state_name(enum edition_state state);
bool edition_state_from_name(struct str name, enum edition_state *ret_state);
/* "original", "automatic", "partly_revised", "revised" */
const char *edition_label_name(enum edition_label label);
bool edition_label_from_name(struct str name, enum edition_label *ret_label);
const char *segment_origin_name(enum segment_origin origin);
const char *segment_state_name(enum segment_state state);

#endif
