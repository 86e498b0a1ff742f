#include "page/page_tags.h"

#include <stdlib.h>
#include <string.h>

void page_tags_init(struct page_tags *ret_tags, struct arena *a, struct str language) {
    *ret_tags = (struct page_tags){.arena = a, .language = language};
}

uint64_t page_tags_menu_hash(const struct section *section, size_t n) {
    uint64_t hash = 0xcbf29ce484222325U + n;
    for (size_t i = 0; i < n; i++) hash = (hash ^ (uint64_t)section[i].id) * 0x100000001b3U;
    return hash ? hash : 1;
}

void page_tags_menu(struct page_tags *tags, const struct section *section, size_t n) {
    if (tags) tags->menu = page_tags_menu_hash(section, n);
}

void page_tags_refuse(struct page_tags *tags) {
    if (tags) tags->refused = true;
}

static int64_t *add_once(struct page_tags *tags, int64_t *item, size_t *n, size_t *capacity,
                         int64_t id) {
    for (size_t i = 0; i < *n; i++)
        if (item[i] == id) return item;
    item = arena_grow(tags->arena, item, *n, capacity, sizeof *item);
    item[(*n)++] = id;
    return item;
}

void page_tags_topic(struct page_tags *tags, int64_t topic_id) {
    if (!tags || !topic_id) return;
    tags->topic = add_once(tags, tags->topic, &tags->n_topics, &tags->topics_capacity, topic_id);
}

void page_tags_story(struct page_tags *tags, const struct card *card) {
    if (!tags) return;
    tags->story_id = card->edition.story_id;
    page_tags_topic(tags, card->edition.topic_id);
}

void page_tags_shown(struct page_tags *tags, int64_t story_id) {
    if (!tags) return;
    tags->card = add_once(tags, tags->card, &tags->n_cards, &tags->cards_capacity, story_id);
}

static void add_card(struct page_tags *tags, const struct card *card) {
    page_tags_shown(tags, card->edition.story_id);
    page_tags_topic(tags, card->edition.topic_id);
}

void page_tags_alternates(struct page_tags *tags) {
    if (tags) tags->alternates = true;
}

void page_tags_range(struct page_tags *tags, const struct page_range_tag *range) {
    if (tags) tags->range = *range;
}

void page_tags_until(struct page_tags *tags, int64_t wall_ms) {
    if (tags && (!tags->until_ms || wall_ms < tags->until_ms)) tags->until_ms = wall_ms;
}

static void add_list(struct page_tags *tags, const struct page_list_tag *list) {
    tags->list = arena_grow(tags->arena, tags->list, tags->n_lists, &tags->lists_capacity,
                            sizeof *tags->list);
    tags->list[tags->n_lists++] = *list;
}

void page_tags_since(struct page_tags *tags, int64_t since_ms) {
    if (tags) add_list(tags, &(struct page_list_tag){.above_ms = INT64_MAX, .below_ms = since_ms});
}

void page_tags_cards(struct page_tags *tags, const struct card_query *query,
                     const struct card *card, size_t n) {
    if (!tags) return;
    struct page_list_tag list = {
        .section_id = query->section_id,
        .topic_id = query->topic_id,
        .above_ms = query->newest ? INT64_MAX : query->before_ms,
        .above_id = query->newest ? 0 : query->before_id,
        .below_ms = INT64_MIN,
    };
    for (size_t i = 0; i < n; i++) add_card(tags, &card[i]);
    page_tags_topic(tags, query->topic_id);
    if (n >= (size_t)query->limit && n > 0) {
        list.below_ms = card[n - 1].edition.published_ms;
        list.below_id = card[n - 1].edition.story_id;
    }
    if (query->topic_id && n == 0) tags->refused = true;
    add_list(tags, &list);
}

static void *put(char **at, const void *p, size_t size) {
    char *copy = *at;
    if (size) memcpy(copy, p, size);
    *at += size;
    return copy;
}

struct page_tags *page_tags_copy(const struct page_tags *tags, size_t *ret_size) {
    size_t lists = tags->n_lists * sizeof *tags->list, cards = tags->n_cards * sizeof *tags->card;
    size_t topics = tags->n_topics * sizeof *tags->topic;
    size_t size = sizeof *tags + lists + cards + topics + tags->language.n;
    struct page_tags *copy = malloc(size);
    if (!copy) abort();
    char *at = (char *)(copy + 1);
    *copy = *tags;
    copy->arena = NULL;
    copy->list = put(&at, tags->list, lists);
    copy->card = put(&at, tags->card, cards);
    copy->topic = put(&at, tags->topic, topics);
    copy->language.p = put(&at, tags->language.p, tags->language.n);
    *ret_size = size;
    return copy;
}

static bool is_before(int64_t ms, int64_t id, int64_t other_ms, int64_t other_id) {
    return ms != other_ms ? ms < other_ms : id < other_id;
}

static bool is_listed(const struct page_list_tag *list, const struct page_change *c) {
    if (list->section_id && list->section_id != c->section_id) return false;
    if (list->topic_id && list->topic_id != c->topic_id) return false;
    return is_before(c->published_ms, c->story_id, list->above_ms, list->above_id) &&
           !is_before(c->published_ms, c->story_id, list->below_ms, list->below_id);
}

static bool is_in_range(const struct page_range_tag *range, const struct page_change *c) {
    return range->last_id && c->story_id >= range->first_id && c->story_id <= range->last_id &&
           (range->editions || !c->language.n);
}

static bool has(const int64_t *item, size_t n, int64_t id) {
    for (size_t i = 0; i < n; i++)
        if (item[i] == id) return true;
    return false;
}

bool page_tags_touched(const struct page_tags *tags, const struct page_change *c) {
    if (c->all) return true;
    if (c->named_topic_id) return has(tags->topic, tags->n_topics, c->named_topic_id);
    if (tags->menu && c->menu && tags->menu != c->menu) return true;
    if (tags->story_id && tags->story_id == c->story_id) return true;
    if (is_in_range(&tags->range, c)) return true;
    bool own = !c->language.n || str_eq(c->language, tags->language);
    if ((own || tags->alternates) && has(tags->card, tags->n_cards, c->story_id)) return true;
    if (!own) return false;
    for (size_t i = 0; i < tags->n_lists && c->is_public; i++)
        if (is_listed(&tags->list[i], c)) return true;
    return false;
}

static void add_list_name(const struct page_tags *tags, const struct page_list_tag *list,
                          struct buf *out) {
    struct str l = tags->language;
    if (list->section_id)
        buf_printf(out, "%.*s-section-%lld", (int)l.n, l.p, (long long)list->section_id);
    else if (list->topic_id)
        buf_printf(out, "%.*s-topic-%lld", (int)l.n, l.p, (long long)list->topic_id);
    else
        buf_printf(out, "%.*s-front", (int)l.n, l.p);
}

void page_tags_names(const struct page_tags *tags, size_t max, const char *quote,
                     const char *separator, struct buf *out) {
    size_t own = tags->story_id != 0 || tags->range.last_id != 0;
    size_t n = own + tags->n_lists + tags->n_cards;
    for (size_t i = 0; i < n && i < max; i++) {
        buf_printf(out, "%s%s", i ? separator : "", quote);
        if (i < own && !tags->story_id)
            buf_add(out, STR("stories"));
        else if (i < own)
            buf_printf(out, "story-%lld", (long long)tags->story_id);
        else if (i < own + tags->n_lists)
            add_list_name(tags, &tags->list[i - own], out);
        else
            buf_printf(out, "story-%lld", (long long)tags->card[i - own - tags->n_lists]);
        buf_printf(out, "%s", quote);
    }
}
