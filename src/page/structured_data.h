#ifndef PAGE_STRUCTURED_DATA_H
#define PAGE_STRUCTURED_DATA_H
/* What machines read on a page: schema.org's words as JSON-LD, for the template to put into
   <script type="application/ld+json">. Browsers do not run such a block, and nothing in it can end
   it: there is no '<', '>' or '&' in the bytes. */

#include "page/page.h"
#include "store/card.h"

struct structured_story {
    const struct card *card;
    const struct page_address *address; /* of all languages, as page_begin got them */
    int64_t modified_ms;                /* the date that readers see as that of the last change; 0:
                                           none */
    struct str notice;                  /* what readers are told about the translation; "" for an
                                           original */
    struct str caption, credit;         /* of the picture, may be "" */
};

/* A story's page. The text is a NewsArticle in its own language; a translation names the original
   (translationOfWork), the original its translations (workTranslation), and only what search
   engines are to find is named. */
struct html structured_data_story(const struct page *page, const struct structured_story *story);
/* A front page: the newsroom and its site. */
struct html structured_data_site(const struct page *page);

#endif
