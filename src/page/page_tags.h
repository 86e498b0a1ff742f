#ifndef PAGE_PAGE_TAGS_H
#define PAGE_PAGE_TAGS_H
/* What a page was made of, written down while it is made: so that a change is known to touch it or
   not. Names of sections stand on every page and need no tag: a change of them touches all pages.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "store/card.h"
#include "store/section_store.h"

/* A list that the page shows a part of: what is filed between the two places would be on it. */
struct page_list_tag {
    int64_t section_id, topic_id; /* both 0: the list of all stories */
    int64_t above_ms, above_id;   /* the part begins below this place */
    int64_t below_ms, below_id;   /* and ends with this one */
};

/* Stories by their numbers, in all languages; 0 and 0: none. */
struct page_range_tag {
    int64_t first_id, last_id;
    bool editions; /* what happens to one edition alone counts too */
};

struct page_tags {
    struct arena *arena;
    struct str language;
    int64_t story_id; /* whose page it is, with what is said of its other editions; 0: nobody's */
    int64_t *card;    /* stories that it shows in its own language */
    size_t n_cards, cards_capacity;
    int64_t *topic; /* whose names it shows */
    size_t n_topics, topics_capacity;
    struct page_list_tag *list;
    size_t n_lists, lists_capacity;
    bool alternates; /* of its cards it shows the other languages too */
    struct page_range_tag range;
    int64_t until_ms; /* wall time at which it becomes another one by itself; 0: never */
    uint64_t menu;    /* of page_tags_menu; 0: it has none */
    bool refused;     /* depends on something else: must not be kept */
};

/* Something that happened to a story, or to all pages. */
struct page_change {
    int64_t id;     /* of the change log: pages that have read it already are not touched */
    int64_t due_ms; /* when a story that was there already became public; else 0 */
    bool all;
    int64_t named_topic_id; /* it was this topic that changed, no story; 0: not so */
    int64_t story_id;
    struct str language;                        /* of the edition; "": all of the story's */
    int64_t section_id, topic_id, published_ms; /* where the story is filed now */
    bool is_public;                             /* its date has come */
    uint64_t menu;                              /* that pages have now; 0: not known */
};

/* All but init take NULL for tags, when nobody wants to know. `language` and all that is noted
   live as long as the arena. */
void page_tags_init(struct page_tags *ret_tags, struct arena *a, struct str language);
/* It is the page of a story in that state. */
void page_tags_story(struct page_tags *tags, const struct card *card);
/* It shows the name of a topic. */
void page_tags_topic(struct page_tags *tags, int64_t topic_id);
/* The cards that answered a query, with the one that only told that there are more. An empty list
   of a topic must not be kept: whether there is such a topic is up to stories that it does not
   show. */
void page_tags_cards(struct page_tags *tags, const struct card_query *query,
                     const struct card *card, size_t n);
/* It shows, in its own language, a story that no query of cards gave. */
void page_tags_shown(struct page_tags *tags, int64_t story_id);
/* It shows where its cards are in other languages. */
void page_tags_alternates(struct page_tags *tags);
/* It shows all stories of its language that are newer than a wall time. */
void page_tags_since(struct page_tags *tags, int64_t since_ms);
void page_tags_range(struct page_tags *tags, const struct page_range_tag *range);
/* The earliest of several counts. */
void page_tags_until(struct page_tags *tags, int64_t wall_ms);
/* It shows these sections: which they are can change with any story, their names cannot. */
void page_tags_menu(struct page_tags *tags, const struct section *section, size_t n);
/* The same as a number, for struct page_change. */
uint64_t page_tags_menu_hash(const struct section *section, size_t n);
/* This page must not be kept. */
void page_tags_refuse(struct page_tags *tags);
/* A copy in one piece of memory, to be given back with free(). */
struct page_tags *page_tags_copy(const struct page_tags *tags, size_t *ret_size);
/* Whether the change may have made a page with these tags another one. */
bool page_tags_touched(const struct page_tags *tags, const struct page_change *change);

/* The names by which shared caches can forget the page: "story-42" for each story it shows,
   "eu-front", "eu-section-3", "eu-topic-7" for its lists, "stories" for a range; the first `max` of
   them, most important first, each between `quote`s, joined by `separator`. */
void page_tags_names(const struct page_tags *tags, size_t max, const char *quote,
                     const char *separator, struct buf *out);

#endif
