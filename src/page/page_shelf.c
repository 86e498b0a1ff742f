#include "page/page_shelf.h"

#include <stdlib.h>

#include "base/clock.h"

enum { LISTS = 32, LONGEST = 8 };

struct list {
    struct card_query query; /* without except_id */
    struct card *card;
    size_t n;
};

struct page_shelf {
    struct arena arena; /* of all that follows */
    bool begun;
    int64_t version;
    int64_t until_ms; /* a story becomes public then */
    struct list list[LISTS];
    size_t n_lists;
};

struct page_shelf *page_shelf_open(void) {
    struct page_shelf *shelf = calloc(1, sizeof *shelf);
    if (!shelf) abort();
    return shelf;
}

void page_shelf_close(struct page_shelf *shelf) {
    if (!shelf) return;
    arena_release(&shelf->arena);
    free(shelf);
}

void page_shelf_begin(struct page_shelf *shelf, int64_t version) {
    if (!shelf) return;
    shelf->begun = true;
    if (shelf->version == version && clock_wall_ms() < shelf->until_ms) return;
    arena_release(&shelf->arena);
    shelf->version = version;
    shelf->until_ms = INT64_MAX;
    shelf->n_lists = 0;
}

void page_shelf_end(struct page_shelf *shelf) {
    if (shelf) shelf->begun = false;
}

static struct list *find(struct page_shelf *shelf, const struct card_query *q) {
    for (size_t i = 0; i < shelf->n_lists; i++) {
        const struct card_query *own = &shelf->list[i].query;
        if (own->section_id == q->section_id && own->topic_id == q->topic_id &&
            own->limit == q->limit && str_eq(own->language, q->language))
            return &shelf->list[i];
    }
    return NULL;
}

/* One story more than is asked for, so that one can be left out. */
static int fetch(struct page_shelf *shelf, struct database *db, const struct card_query *query,
                 struct list **ret_list, struct err *e) {
    struct list list = {.query = *query};
    int64_t due_ms;
    list.query.except_id = 0;
    list.query.limit++;
    list.query.language = arena_str(&shelf->arena, query->language);
    int code = card_next_due(db, query->language, query->before_ms - 1, &due_ms, e);
    if (!code) code = card_list(db, &shelf->arena, &list.query, &list.card, &list.n, e);
    if (code) return code;
    if (due_ms < shelf->until_ms) shelf->until_ms = due_ms;
    list.query.limit--;
    shelf->list[shelf->n_lists] = list;
    *ret_list = &shelf->list[shelf->n_lists++];
    return 0;
}

static void take(struct arena *a, const struct list *list, const struct card_query *query,
                 struct card **ret_card, size_t *ret_n) {
    struct card *card = arena_array(a, list->n, sizeof *card);
    size_t n = 0;
    for (size_t i = 0; i < list->n && n < (size_t)query->limit; i++)
        if (list->card[i].edition.story_id != query->except_id) card[n++] = list->card[i];
    *ret_card = card;
    *ret_n = n;
}

int page_shelf_cards(struct page_shelf *shelf, struct database *db, struct arena *a,
                     const struct card_query *query, struct card **ret_card, size_t *ret_n,
                     struct err *e) {
    /* Stories in other languages' words become public unseen by card_next_due. */
    bool fits = shelf && shelf->begun && query->newest && query->limit <= LONGEST &&
                !query->with_off && query->before_ms <= shelf->until_ms;
    struct list *list = fits ? find(shelf, query) : NULL;
    if (!fits || (!list && shelf->n_lists == LISTS))
        return card_list(db, a, query, ret_card, ret_n, e);
    int code = list ? 0 : fetch(shelf, db, query, &list, e);
    if (!code) take(a, list, query, ret_card, ret_n);
    return code;
}
