#ifndef STORY_DOCUMENT_JSON_H
#define STORY_DOCUMENT_JSON_H
/* The stored form of an edition's document and segments: one line of JSON.
       {"v":2,
        "b":[{"k":"headline","t":"Text"},
             {"k":"item","t":"Text with marks","m":[["em",0,4],["a",5,9,"/x","title"]],"l":1,"o":1},
             {"k":"picture","v":"name","w":640,"h":480}],
        "s":[[0,0,4,"0123456789abcdef","machine","current"],
             [1,0,9,"0123456789abcdef","person","outdated",{"a":1,"s":{"t":"Old"},"n":"Ane"}]]}
   v: version of the format. b: blocks; k: block_kind_name, t: text, m: marks as [mark_kind_name,
   start, end, value, title], the last two left out at the end when empty, l: level, o: 1 when
   ordered, v: value, w and h: width and height; what is empty, 0 or false is left out. s: segments
   as [block, start, end, source hash in hexadecimal, origin, state, more]; left out when there are
   none. more, left out when empty: a and l: 1 when approved, locked; of segment_more s: source and
   d: draft, each as {t, m}; p: present_hash, r: rejected, w: why, n: who, o: role, at: at_ms.
   Version 1 had no more; there a person's text counts as approved. */

#include "base/arena.h"
#include "base/err.h"
#include "story/edition.h"

enum {
    DOCUMENT_JSON_VERSION = 2,
    DOCUMENT_JSON_MAX_BYTES = 64 << 20,
    DOCUMENT_JSON_MAX_SEGMENTS = 200000,
};

struct str document_json_write(struct arena *a, const struct document *d,
                               const struct segment *segment, size_t n_segments);
/* Strict: E_INVALID for anything that document_json_write would not write: unknown keys and names,
   a document that document_check refuses, segments that are not in order, overlap, or do not end at
   whole characters within their block. A later version is E_INVALID with a hint. */
int document_json_read(struct arena *a, struct str json, struct document *ret_document,
                       struct segment **ret_segment, size_t *ret_n_segments,
                       struct err *e) MUST_CHECK;

/* One text with its marks in the same form, {"t":"Text","m":[["em",0,4]]}; "" for the empty one. */
struct str document_json_write_text(struct arena *a, const struct text *t);
/* Strict; the marks are held to the rules of a PARAGRAPH, and the empty str is the empty text. */
int document_json_read_text(struct arena *a, struct str json, struct text *ret_text,
                            struct err *e) MUST_CHECK;

#endif
