#include "page/my_list_view.h"

#include "base/clock.h"
#include "page/card_view.h"
#include "page/page_url.h"

static struct page_address *addresses(struct arena *a, const struct site_info *site) {
    struct page_address *address = arena_array(a, site->n_languages, sizeof *address);
    for (size_t i = 0; i < site->n_languages; i++)
        address[i] = (struct page_address){
            .language = &site->language[i],
            .url = page_url_my_list(a, site->language[i].tag),
        };
    return address;
}

static size_t drop_unpublished(struct card *card, size_t n) {
    int64_t now = clock_wall_ms();
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (edition_row_is_public(&card[i].edition, now)) card[kept++] = card[i];
    return kept;
}

int my_list_view_render(struct arena *a, const struct page_maker *maker,
                        const struct site_language *language, const int64_t *id, size_t n,
                        struct buf *out, struct err *e) {
    struct page page;
    struct card *card;
    size_t n_cards;
    int code = page_begin(&page, a, maker, language, addresses(a, maker->site), STR(""), e);
    if (!code) code = card_by_ids(maker->db, a, language->tag, id, n, &card, &n_cards, e);
    if (code) return code;
    n_cards = drop_unpublished(card, n_cards);
    page_title(&page, page_message(&page, "my_list", NULL, 0), STR(""));
    struct str action = page_url_my_list(a, language->tag);
    struct str count = arena_printf(a, "%zu", n_cards);
    struct message_value value = {"n", count};
    mustache_set_text(a, page.root, "count_text",
                      message_format(a,
                                     message_plural(language->catalog, STR("story_count"), n_cards),
                                     &value, 1));
    mustache_set_text(a, page.root, "clear_action", action);
    mustache_set_text(a, page.root, "remove_action", action);
    mustache_set_bool(a, page.root, "empty", n_cards == 0);
    mustache_set_text(a, page.root, "robots", STR("noindex"));
    mustache_set(a, page.root, "canonical_url", mustache_null(a));
    card_view_list(&page, page.root, "items", card, n_cards);
    return page_render(&page, STR("my_list"), out, e);
}
