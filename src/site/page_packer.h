#ifndef SITE_PAGE_PACKER_H
#define SITE_PAGE_PACKER_H
/* A thread behind all others that packs pages which are read again and again as small as they get.
 */

#include "page/page_cache.h"

struct page_packer;

int page_packer_open(struct page_cache *cache, struct page_packer **ret_packer,
                     struct err *e) MUST_CHECK;
/* Takes NULL. The cache must still be there. */
void page_packer_close(struct page_packer *packer);

#endif
