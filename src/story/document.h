#ifndef STORY_DOCUMENT_H
#define STORY_DOCUMENT_H
/* A document: everything of an edition that people read, as a flat list of blocks of text with
   inline marks. What these structs cannot say does not exist on any page: that is how text from
   outside is made safe. All memory is the arena's that the document was made in.

   Always true (document_check tells):
   - text is valid UTF-8 in NFC, without control characters, soft hyphens or byte order marks; runs
     of white space are one space (but in CODE blocks), none at the ends; "\n" is a line break
     (none in HEADLINE, TOPIC and ALT);
   - marks are sorted by start, then longer first, then outer first; two marks are apart or one
     holds the other; none is empty; each ends within the text and at whole characters; inside a
     mark there is none of its kind, but for QUOTE and, with another tag, LANGUAGE;
   - a block without text does not exist, but for RULE and PICTURE;
   - HEADLINE, LEAD and TOPIC stand first, in this order, each at most once;
   - ALT, CAPTION and CREDIT follow their PICTURE directly, in this order, each at most once. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum mark_kind {
    MARK_EMPHASIS,
    MARK_STRONG,
    MARK_LINK,
    MARK_QUOTE,    /* an inline quotation, <q> */
    MARK_CODE,     /* never translated */
    MARK_LANGUAGE, /* words in another language than the edition's */
};

struct mark {
    enum mark_kind kind;
    uint32_t start, end; /* bytes of the text, start < end */
    struct str value;    /* LINK: address (http, https, mailto or within the site); LANGUAGE: tag */
    struct str title;    /* LINK: its title, may be empty */
};

struct text {
    struct str s;
    struct mark *mark;
    size_t n_marks;
};

enum block_kind {
    BLOCK_HEADLINE,
    BLOCK_LEAD,
    BLOCK_TOPIC,
    BLOCK_PARAGRAPH,
    BLOCK_HEADING, /* level 2 to 4 */
    BLOCK_ITEM,    /* of a list; level 1 to 6 is its depth; neighbours of one kind are one list */
    BLOCK_QUOTE,   /* a paragraph of a block quotation; neighbours are one quotation */
    BLOCK_CODE,    /* preformatted, white space kept, no marks, never translated */
    BLOCK_RULE,
    BLOCK_PICTURE, /* value names a picture of the newsroom's own */
    BLOCK_ALT,
    BLOCK_CAPTION,
    BLOCK_CREDIT,
};

struct block {
    enum block_kind kind;
    uint8_t level;
    bool ordered; /* ITEM */
    struct text text;
    struct str value;       /* PICTURE: its name in the media table, or until the import knows it
                               the address or file that the author wrote */
    uint32_t width, height; /* PICTURE: pixels, 0 when not known */
};

struct document {
    struct block *block;
    size_t n_blocks;
};

/* Ceilings: over them is E_LIMIT, with a message that names the limit. */
enum {
    DOCUMENT_MAX_BYTES = 4 << 20, /* of what is parsed */
    DOCUMENT_MAX_BLOCKS = 20000,
    DOCUMENT_MAX_MARKS = 2000,   /* in one block */
    DOCUMENT_MAX_NESTING = 16,   /* marks in each other; those further in are left out */
    DOCUMENT_MAX_ADDRESS = 2048, /* bytes of a link's address */
};

/* The first block of this kind, or NULL. */
const struct block *document_find(const struct document *d, enum block_kind kind);
/* The plain text of that block, or "". */
struct str document_text_of(const struct document *d, enum block_kind kind);
/* Whether both say the same, block by block and mark by mark. */
bool document_equal(const struct document *a, const struct document *b);
/* Whether all that this header promises holds; E_INVALID names the block and the rule. */
int document_check(const struct document *d, struct err *e) MUST_CHECK;
/* Whether an address may be a link's: http:, https:, mailto:, or relative within the site ("/…",
   "#…"); no control characters or white space. */
bool mark_address_allowed(struct str address);
/* The word used in stored documents: "em", "strong", "a", "q", "code", "lang". */
const char *mark_kind_name(enum mark_kind kind);
bool mark_kind_from_name(struct str name, enum mark_kind *ret_kind);
/* "headline", "lead", …, the same in stored documents. */
const char *block_kind_name(enum block_kind kind);
bool block_kind_from_name(struct str name, enum block_kind *ret_kind);
/* Whether an engine ever sees the text of such a block. */
bool block_kind_is_translated(enum block_kind kind);

#endif
