#ifndef INTERCHANGE_XLIFF_H
#define INTERCHANGE_XLIFF_H
/* XLIFF, the files that translators' tools work on: one story in two languages, unit by unit. The
   same structs for 1.2 and 2.x; xliff1_*.h and xliff2_*.h read and write them. */

#include "interchange/coded_text.h"
#include "interchange/xml_tree.h"

enum xliff_state { XLIFF_INITIAL, XLIFF_TRANSLATED, XLIFF_REVIEWED, XLIFF_FINAL };

struct xliff_unit {
    struct str id;
    struct coded_text source, target;
    bool has_target;
    enum xliff_state state;
    /* For writers: */
    enum segment_origin origin; /* of the target */
    bool is_outdated;           /* it is of an earlier source text */
    struct str name;            /* what it is: "headline", "paragraph" */
    struct str note;            /* for the translator, may be empty */
    /* From readers: */
    unsigned line;
    bool is_fixed;                                     /* translate="no" */
    struct xml_node *unit, *source_node, *target_node; /* the last is NULL where there is none */
    struct xml_node *segment; /* 2.x: the only segment of the unit; NULL when it has several */
};

struct xliff {
    int version;                                 /* 1 or 2 */
    struct str source_language, target_language; /* as the file writes them; may be empty */
    struct str original;                         /* "story/12/es" for one of ours; 2.x: or the id */
    struct xliff_unit *unit;
    size_t n;
    struct xml_node *root; /* from readers */
    struct xml_node *file; /* from readers: the first; units are those of all */
};

enum { XLIFF_MAX_UNITS = 200000 };

/* Reads 1.0 to 1.2 and 2.0 to 2.2. E_INVALID, E_LIMIT name the line. */
int xliff_read(struct arena *a, struct str bytes, struct xliff *ret_xliff,
               struct err *e) MUST_CHECK;
/* One more unit at the end, zeroed; NULL with E_LIMIT in *e when there are too many. */
struct xliff_unit *xliff_add(struct arena *a, struct xliff *x, size_t *capacity, struct err *e);

#endif
