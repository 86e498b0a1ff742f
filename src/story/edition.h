#ifndef STORY_EDITION_H
#define STORY_EDITION_H
/* A story in one language. The document is what readers see; the segments say, for pieces of its
   blocks, who wrote them and from what source. */

#include "story/document.h"

enum segment_origin { ORIGIN_PERSON, ORIGIN_MACHINE, ORIGIN_MEMORY };

enum segment_state {
    SEGMENT_CURRENT,
    SEGMENT_OUTDATED, /* a person's text whose source has changed since */
    SEGMENT_HELD,     /* not fit to publish: the text is the source's, marked with its language */
};

struct segment {
    uint32_t block;       /* index in the document */
    uint32_t start, end;  /* bytes of that block's text, start < end, no space at the ends */
    uint64_t source_hash; /* segment_hash of the source text this is (a translation) of */
    enum segment_origin origin;
    enum segment_state state;
};

enum edition_state {
    EDITION_QUEUED,      /* waits for a worker */
    EDITION_TRANSLATING, /* a worker has it */
    EDITION_LIVE,
    EDITION_HELD,   /* not good enough to show; the desk is told */
    EDITION_FAILED, /* given up after several tries; `zubi status` says why */
    EDITION_OFF,    /* no route into this language, or not wanted */
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
/* The label that these segments earn. `is_source` when the edition is the story's own. */
enum edition_label edition_label_of(const struct segment *segment, size_t n, bool is_source);

const char *edition_state_name(enum edition_state state);
bool edition_state_from_name(struct str name, enum edition_state *ret_state);
/* "original", "automatic", "partly_revised", "revised" */
const char *edition_label_name(enum edition_label label);
bool edition_label_from_name(struct str name, enum edition_label *ret_label);
const char *segment_origin_name(enum segment_origin origin);
const char *segment_state_name(enum segment_state state);

#endif
