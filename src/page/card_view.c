#include "page/card_view.h"

#include "base/clock.h"
#include "page/page_url.h"
#include "page/picture_view.h"

/* A member that is not there would be looked for in the page around the card: so each is set. */
static void set_topic(const struct page *page, struct mustache_value *object,
                      const struct card *card) {
    struct arena *a = page->a;
    if (card->topic_key.n == 0) {
        mustache_set(a, object, "topic", mustache_null(a));
        return;
    }
    struct mustache_value *topic = mustache_set_object(a, object, "topic");
    mustache_set_text(a, topic, "name", card->topic_name);
    mustache_set_text(a, topic, "url", page_url_topic(a, page->language->tag, card->topic_key));
    mustache_set(a, topic, "lang", mustache_null(a));
}

static void set_picture(const struct page *page, struct mustache_value *object,
                        const struct edition_row *edition) {
    struct arena *a = page->a;
    if (edition->picture.n == 0) {
        mustache_set(a, object, "picture", mustache_null(a));
        return;
    }
    struct mustache_value *picture = mustache_set_object(a, object, "picture");
    picture_view_set(page, picture,
                     &(struct picture_view){edition->picture, edition->picture_width,
                                            edition->picture_height, PICTURE_3X2});
    mustache_set_text(a, picture, "alt", edition->picture_alt);
}

void card_view_fill(const struct page *page, struct mustache_value *object,
                    const struct card *card) {
    struct arena *a = page->a;
    const struct edition_row *edition = &card->edition;
    struct str tag = page->language->tag;
    bool foreign = !str_eq(edition->text_language, tag);
    mustache_set_number(a, object, "id", edition->story_id);
    mustache_set_text(a, object, "url",
                      page_url_story(a, tag, card->section_key, edition->slug, edition->story_id));
    mustache_set_text(a, object, "lang", foreign ? edition->text_language : STR(""));
    mustache_set_text(a, object, "lang_name",
                      foreign ? page_language_name(page, edition->text_language) : STR(""));
    mustache_set_text(a, object, "headline", edition->headline);
    mustache_set_text(a, object, "lead", edition->lead);
    set_topic(page, object, card);
    struct mustache_value *section = mustache_set_object(a, object, "section");
    mustache_set_text(a, section, "name", card->section_name);
    mustache_set_text(a, section, "url", page_url_section(a, tag, card->section_key));
    page_set_date(page, object, "date", edition->published_ms, false);
    set_picture(page, object, edition);
}

void card_view_list(const struct page *page, struct mustache_value *object, const char *key,
                    const struct card *card, size_t n) {
    struct mustache_value *list = mustache_set_list(page->a, object, key);
    for (size_t i = 0; i < n; i++)
        card_view_fill(page, mustache_add_object(page->a, list), &card[i]);
}

void card_view_newest(struct card_query *query) {
    query->before_ms = clock_wall_ms() + 1;
    query->before_id = 0;
    query->newest = true;
}

void card_view_from(struct card_query *query, int64_t before_ms, int64_t before_id) {
    if (before_ms >= query->before_ms) return;
    query->before_ms = before_ms;
    query->before_id = before_id;
    query->newest = false;
}

int card_view_query(const struct page *page, const struct card_query *query, struct card **ret_card,
                    size_t *ret_n, bool *ret_more, struct err *e) {
    struct card_query one_more = *query;
    one_more.language = page->language->tag;
    one_more.with_off = site_lists_untranslated(page->maker->site, page->language);
    one_more.limit++;
    int code = page_shelf_cards(page->maker->shelf, page->maker->db, page->a, &one_more, ret_card,
                                ret_n, e);
    if (code) return code;
    page_tags_cards(page->maker->tags, &one_more, *ret_card, *ret_n);
    *ret_more = *ret_n > (size_t)query->limit;
    if (*ret_more) *ret_n = (size_t)query->limit;
    return 0;
}

struct str card_view_next(const struct page *page, struct str url, const struct card *card,
                          size_t n, bool more) {
    if (!more || n == 0) return STR("");
    const struct edition_row *last = &card[n - 1].edition;
    return page_url_before(page->a, url, last->published_ms, last->story_id);
}
