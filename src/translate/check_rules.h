#ifndef TRANSLATE_CHECK_RULES_H
#define TRANSLATE_CHECK_RULES_H
/* Which checks there are, how grave each is for each pair of languages, and the words they know.
   Made once, then read-only: any thread may use it. */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum check_kind {
    CHECK_NUMBER,
    CHECK_UNIT,
    CHECK_NAME,
    CHECK_NEGATION,
    CHECK_QUOTE,
    CHECK_REPETITION,
    CHECK_RESIDUE,
    CHECK_UNKNOWN,
    CHECK_LANGUAGE,
    CHECK_LENGTH,
    CHECK_HEADLINE,
    CHECK_MARK,
    CHECK_URL,
    CHECK_PLACEHOLDER,
    CHECK_DOUBLE_WORD,
    CHECK_PUNCTUATION,
    CHECK_SPACING,
    CHECK_PROFANITY,
    CHECK_KINDS,
};

/* OFF is never the severity of a finding. HOLD keeps the segment from readers. */
enum check_severity { CHECK_OFF, CHECK_NOTE, CHECK_WARN, CHECK_HOLD };

struct check_words;
struct check_rules;

/* `setting` tunes what is usual: "negation: hold, eu-en/length: off, *-fr/name: note", pieces
   separated by commas, each KIND: SEVERITY, or with FROM-TO/ in front for one pair of languages,
   where either may be *. Later pieces win. Empty is as usual. E_INVALID says which piece cannot be
   read. */
int check_rules_open(struct str setting, struct check_rules **ret_rules, struct err *e) MUST_CHECK;
/* Takes NULL too. */
void check_rules_close(struct check_rules *rules);
/* How grave clear cases of this kind are in this direction; a doubtful case is one step less. */
enum check_severity check_rules_severity(const struct check_rules *rules, enum check_kind kind,
                                         struct str from, struct str to);
/* Another number whenever the checks may judge otherwise: for comparing later. */
uint64_t check_rules_version(const struct check_rules *rules);
const struct check_words *check_rules_words(const struct check_rules *rules);

/* "number", "double-word", …: the stable word for settings, tables and the API. */
const char *check_kind_name(enum check_kind kind);
/* "the numbers, dates and times of the source": what it looks at, for the manual. */
const char *check_kind_help(enum check_kind kind);
const char *check_severity_name(enum check_severity severity);
/* "number        hold  …" for each, for `zubi help settings`. */
void check_rules_describe(struct buf *out);

#endif
