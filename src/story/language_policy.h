#ifndef STORY_LANGUAGE_POLICY_H
#define STORY_LANGUAGE_POLICY_H
/* What becomes of stories in other languages, as the newsroom, a section and a story say it, each
   in one line of rules:

       en: review, delay 30; fr: headline; pt: off; *: noindex

   A rule is a language, or * for all that the same line does not name, a colon, and words:

       on, off               whether there is an edition
       whole, headline       the whole story, or headline and lead (with what belongs to the
   picture) review, no-review     whether readers get it only once a person has approved it delay
   MINUTES         how long after the story readers get it noindex, index        whether search
   engines get it only once a person has revised it

   What a line does not say is as the next further one says. */

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "story/edition.h"

enum policy_field {
    POLICY_EDITION, /* 1: on */
    POLICY_SCOPE,   /* enum edition_scope */
    POLICY_REVIEW,  /* 1: wanted */
    POLICY_DELAY,   /* minutes */
    POLICY_NOINDEX, /* 1: until revised */
    POLICY_FIELDS
};

enum { POLICY_UNSET = -1, POLICY_MAX_DELAY = 366 * 24 * 60, POLICY_MAX_RULES = 100 };

struct policy_rule {
    struct str language; /* BCP 47, canonical; "*": those without a rule of their own */
    int64_t value[POLICY_FIELDS];
};

/* Each language has one rule at most. */
struct language_policy {
    struct policy_rule *rule;
    size_t n;
};

/* Nearest first. */
enum policy_level { POLICY_STORY, POLICY_SECTION, POLICY_NEWSROOM, POLICY_NOBODY };

/* What holds for a language, and who says so: POLICY_NOBODY where it is as it always is (on, whole,
   no review, no delay, index). */
struct policy_resolved {
    int64_t value[POLICY_FIELDS];
    enum policy_level from[POLICY_FIELDS];
};

/* Reads rules; an empty text has none. Texts live in the arena. E_INVALID says which rule cannot be
   understood and what may stand there, E_LIMIT that there are too many. */
int language_policy_parse(struct arena *a, struct str text, struct language_policy *ret_policy,
                          struct err *e) MUST_CHECK;
/* "es, fr": an edition in these and in no other; "none" in none at all. In place of the rules on
   this in *policy, to which it is added. */
int language_policy_only(struct arena *a, struct str list, struct language_policy *policy,
                         struct err *e) MUST_CHECK;
/* The rule of exactly that language, or of "*"; NULL when there is none. */
struct policy_rule *language_policy_find(const struct language_policy *policy, struct str language);
/* Sets one field of one language's rule. */
void language_policy_set(struct arena *a, struct language_policy *policy, struct str language,
                         enum policy_field field, int64_t value);
/* The rules in one line that language_policy_parse reads as the same again; "" for none. */
struct str language_policy_text(struct arena *a, const struct language_policy *policy);
/* For each field the nearest value that is set; at one level that of the language itself before
   that of "*". */
void language_policy_resolve(const struct language_policy level[POLICY_NOBODY], struct str language,
                             struct policy_resolved *ret_resolved);
/* For people: "headline and lead only (section), after 30 minutes (newsroom)"; "as usual" when all
   is so. */
struct str language_policy_describe(struct arena *a, const struct policy_resolved *resolved);
/* "story", "section", "newsroom", "default" */
const char *language_policy_level_name(enum policy_level level);

#endif
