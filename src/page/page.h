#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H
/* One page on its way: what is the same on every page (names, sections, languages, addresses), to
   which a view adds its own. The fields that templates read are listed in web/README.md. */

#include "base/buf.h"
#include "i18n/date.h"
#include "i18n/search_stemmer.h"
#include "page/page_shelf.h"
#include "page/page_tags.h"
#include "page/site_info.h"
#include "sql/database.h"

enum { PAGE_MAX_BYTES = 32 << 20 };

/* What a worker thread needs to make pages; its own, not to be shared. */
struct page_maker {
    const struct site_info *site;
    struct date_formats *dates;
    struct database *db;
    struct search_stemmer_set *stemmers;
    struct page_shelf *shelf; /* may be NULL */
    struct page_tags *tags;   /* of the page being made; NULL when it will not be kept */
};

struct page {
    struct arena *a;
    const struct page_maker *maker;
    const struct site_language *language;
    struct mustache_value *root; /* what the template gets */
};

/* An address of this page in one of the site's languages. */
struct page_address {
    const struct site_language *language;
    struct str url;    /* from '/' on */
    bool is_alternate; /* the same content is there: search engines are told */
    bool is_origin;    /* readers of other languages are sent here; when none is, to the site's
                          source language */
};

/* Starts a page in a language. `address` has one entry for each of the site's languages, in order.
   `section` is the key of the section the page is in, or "". */
int page_begin(struct page *ret_page, struct arena *a, const struct page_maker *maker,
               const struct site_language *language, const struct page_address *address,
               struct str section, struct err *e) MUST_CHECK;
/* The document's title (the newsroom's name is put behind it) and description. */
void page_title(struct page *page, struct str title, struct str description);
/* The page is one of many in a list: it is no page of other languages', and search engines only
   follow its links. `url` is its own address. */
void page_is_further(struct page *page, struct str url);
/* The feeds that belong to the page, in place of the language's own: `url` is that of the list
   ("/eu/"), `title` what the list is called. */
void page_set_feeds(struct page *page, struct str url, struct str title);
/* An address of this site with scheme and host. */
struct str page_absolute(const struct page *page, struct str url);
/* Fills a template into `out`. */
int page_render(const struct page *page, struct str template, struct buf *out,
                struct err *e) MUST_CHECK;
/* A message in the page's language, with its values put in. */
struct str page_message(const struct page *page, const char *key, const struct message_value *value,
                        size_t n_values);
/* {iso, text} of a time, under `key` of `object`. */
void page_set_date(const struct page *page, struct mustache_value *object, const char *key,
                   int64_t wall_ms, bool with_time);
/* The name of a language, in the page's language. */
struct str page_language_name(const struct page *page, struct str tag);

#endif
