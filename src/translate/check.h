#ifndef TRANSLATE_CHECK_H
#define TRANSLATE_CHECK_H
/* Tests of a machine's segment against its source, before readers see it. They know no engine and
   need no dictionary: what they compare can be seen in both texts (numbers, names, negation, marks,
   quotes, addresses …). Linear in the length of the texts; any language may be given, what is known
   about eu, es, en, fr, ca, gl and pt is used where it applies. */

#include "story/document.h"
#include "translate/check_rules.h"
#include "translate/link.h"

/* A term that the glossary binds in this segment: these bytes of the source must be so in the
   target (its capital and ending may differ). */
struct check_term {
    uint32_t source_start, source_end;
    struct str target;
};

struct check_pair {
    struct str source_language, target_language; /* BCP 47 */
    const struct text *source, *target;          /* valid UTF-8 */
    struct link_list links;                      /* may be empty */
    const struct check_term *term;
    size_t n_terms;
    uint32_t n_words, n_unknown; /* as the engine counted; 0, 0 when it does not */
    enum block_kind slot;
};

struct check_finding {
    enum check_kind kind;
    enum check_severity severity;
    uint32_t source_start, source_end; /* the bytes it is about; start == end when there are none */
    uint32_t target_start, target_end;
    struct str sentence; /* what is wrong, for a person, in English: "the number 45 is missing" */
};

enum { CHECK_MAX_FINDINGS = 40 }; /* of one segment; what would come after them is not told */

/* All findings of the segment in the arena, gravest first. Scratch memory is the arena's too: about
   twenty times the texts. */
void check_find(struct arena *a, const struct check_rules *rules, const struct check_pair *pair,
                struct check_finding **ret_finding, size_t *ret_n);
/* Whether the segment must not be published. */
bool check_is_held(const struct check_finding *finding, size_t n);
/* One line: "hold number: …; warn name: …", or "no findings". */
struct str check_describe(struct arena *a, const struct check_finding *finding, size_t n);

#endif
