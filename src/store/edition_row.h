#ifndef STORE_EDITION_ROW_H
#define STORE_EDITION_ROW_H
/* A row of the table of editions as it is stored, and how it is read. */

#include "sql/database.h"
#include "story/edition.h"

/* What the language policy makes of an edition; all 0 is as usual. */
struct edition_policy {
    enum edition_scope scope;
    bool review;
    int64_t delay_ms;
    bool noindex;
};

struct edition_row {
    int64_t story_id;
    struct str language;
    struct str text_language; /* of the words below: the source's until a translation is live */
    enum edition_state state;
    enum edition_label label;
    int64_t section_id;
    int64_t topic_id; /* 0: none */
    int64_t published_ms;
    struct str headline, lead, slug;
    struct str picture; /* name in the media table, "" without one */
    int64_t picture_width, picture_height;
    struct str picture_alt;
    struct str route, engine;
    int64_t revision; /* of the source */
    int64_t saved_ms, live_ms;
    struct str problem;
    struct str json;              /* the document; "" where the row was read without */
    struct edition_policy policy; /* as usual where the row was read without: in lists, which hold
                                     nothing that is not shown */
    bool is_reviewed;             /* only for story_write_translation */
};

/* For a SELECT from `edition e`: the columns of a row but for the document. */
#define EDITION_ROW_COLUMNS                                                                        \
    "e.story_id, e.language, e.text_language, e.state, e.label, e.section_id, e.topic_id,"         \
    " e.published_ms, e.headline, e.lead, e.slug, e.picture, e.picture_width, e.picture_height,"   \
    " e.picture_alt, e.route, e.engine, e.revision, e.saved_ms, e.live_ms, e.problem"
/* One more column: the document these words are of. A row that shows the source's words takes the
   source edition's, in the same read. */
#define EDITION_ROW_DOCUMENT                                                                       \
    "CASE WHEN e.text_language = e.language THEN e.document ELSE"                                  \
    " (SELECT o.document FROM edition o"                                                           \
    " WHERE o.story_id = e.story_id AND o.language = e.text_language) END"
enum { EDITION_ROW_N_COLUMNS = 21 };
/* More columns and their table, for who must know what readers are shown: those of its policy. */
#define EDITION_ROW_POLICY "p.scope, p.review, p.delay_ms, p.noindex"
#define EDITION_ROW_POLICY_JOIN                                                                    \
    " LEFT JOIN edition_policy p ON p.story_id = e.story_id AND p.language = e.language"
enum { EDITION_ROW_N_POLICY = 4 };

/* Reads the present row, whose first columns are EDITION_ROW_COLUMNS. E_DB when it holds a state or
   label that does not exist. */
int edition_row_read(const struct rows *rows, struct arena *a, struct edition_row *ret_row,
                     struct err *e) MUST_CHECK;
/* Reads the columns of EDITION_ROW_POLICY, the first of which is number `first`. */
struct edition_policy edition_row_read_policy(const struct rows *rows, struct arena *a, int first);
/* Whether readers may know that there is such an edition: nothing that the language policy keeps
   from them, nothing dated later than now_ms. */
bool edition_row_is_public(const struct edition_row *row, int64_t now_ms);

#endif
