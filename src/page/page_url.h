#ifndef PAGE_PAGE_URL_H
#define PAGE_PAGE_URL_H
/* Addresses within the site, all starting with '/', in the arena. */

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct str page_url_front(struct arena *a, struct str language);
struct str page_url_section(struct arena *a, struct str language, struct str section);
struct str page_url_topic(struct arena *a, struct str language, struct str topic);
struct str page_url_story(struct arena *a, struct str language, struct str section, struct str slug,
                          int64_t story_id);
/* A story's translation beside its original; `story` is the story's own address. */
struct str page_url_original(struct arena *a, struct str story);
/* Where readers suggest a better translation of a segment, whose number is from 1. */
struct str page_url_suggest(struct arena *a, struct str language, int64_t story_id, size_t segment);
/* Where they are thanked for it. */
struct str page_url_thanks(struct arena *a, struct str language, int64_t story_id);
struct str page_url_my_list(struct arena *a, struct str language);
struct str page_url_search(struct arena *a, struct str language);
struct str page_url_media(struct arena *a, struct str name);
/* "image/jpeg", by the end of a picture's name. */
const char *page_url_media_type(struct str name);
/* A list's address with the place it goes on from; `at` and `id` are the last story's time and
   number. */
struct str page_url_before(struct arena *a, struct str list, int64_t at_ms, int64_t id);
/* The place in that address, "1763622000000-42", as page_url_before writes it; else false. */
bool page_url_parse_before(struct str value, int64_t *ret_at_ms, int64_t *ret_id);
/* "some-words-42" to "some-words" and 42; false when no number is at its end. */
bool page_url_parse_story(struct str last_part, struct str *ret_slug, int64_t *ret_id);

#endif
