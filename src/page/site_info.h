#ifndef PAGE_SITE_INFO_H
#define PAGE_SITE_INFO_H
/* What every page of the site needs to know about the newsroom. Filled at start, read-only from
   then on, shared by all threads. */

#include "html/mustache_value.h"
#include "i18n/message.h"
#include "page/theme.h"
#include "store/story_write.h"

struct site_language {
    struct str tag, name; /* BCP 47 and its name in itself */
    bool is_rtl;
    const struct message_catalog *catalog;
    const struct mustache_value *messages; /* every plain message, by key, for templates */
    struct story_target *target;           /* where a story in this language goes to */
    size_t n_targets;
    bool has_route; /* whether any of the site's other languages can be translated into it */
};

/* What readers are told of who revised a translation. */
enum site_reviewer { REVIEWER_ROLE, REVIEWER_NAME, REVIEWER_NONE };

struct site_info {
    struct str name, tagline, timezone;
    struct str base_url; /* "https://example.eus", no '/' at its end */
    struct str source;   /* the language most stories are written in */
    struct site_language *language;
    size_t n_languages;
    size_t stories_per_page;
    bool list_untranslated;
    enum site_reviewer reviewer;
    struct str hub_url; /* of a WebSub hub; "": none */
    const struct theme *theme;
};

/* The language of this tag, or NULL when the site is not in it. */
const struct site_language *site_find_language(const struct site_info *site, struct str tag);
/* Whether lists in this language show stories that no engine can bring into it. */
bool site_lists_untranslated(const struct site_info *site, const struct site_language *language);
/* Whether search engines are to find an edition in `language`, which readers may see, whose words
   are in `text_language` and bear this label; with `noindex` of its policy only once a person has
   revised it. Robots meta, hreflang, structured data and sitemaps all ask here, so that
   they never contradict each other. */
bool site_is_found(const struct site_language *language, struct str text_language,
                   enum edition_label label, bool noindex);

#endif
