#include "page/error_view.h"

#include "page/card_view.h"
#include "page/page_url.h"

enum { HELPFUL_STORIES = 5 };

static int with_words(int status) {
    static const int known[] = {400, 403, 404, 405, 410, 413, 429, 500, 503};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i] == status) return status;
    return status >= 500 ? 500 : status == 414 || status == 431 ? 413 : 400;
}

static struct page_address *addresses(struct arena *a, const struct site_info *site) {
    struct page_address *address = arena_array(a, site->n_languages, sizeof *address);
    for (size_t i = 0; i < site->n_languages; i++)
        address[i] = (struct page_address){
            .language = &site->language[i],
            .url = page_url_front(a, site->language[i].tag),
        };
    return address;
}

int error_view_render(struct arena *a, const struct page_maker *maker,
                      const struct site_language *language, int status, struct buf *out,
                      struct err *e) {
    struct page page;
    int code = page_begin(&page, a, maker, language, addresses(a, maker->site), STR(""), e);
    if (code) return code;
    int words = with_words(status);
    struct str heading = page_message(&page, arena_printf(a, "error_%d_heading", words).p, NULL, 0);
    page_title(&page, heading, STR(""));
    mustache_set(a, page.root, "canonical_url", mustache_null(a));
    mustache_set_number(a, page.root, "status", status);
    mustache_set_text(a, page.root, "robots", STR("noindex"));
    mustache_set_text(a, page.root, "heading", heading);
    mustache_set_text(a, page.root, "text",
                      page_message(&page, arena_printf(a, "error_%d_text", words).p, NULL, 0));
    mustache_set_text(
        a, page.root, "hint",
        page_message(&page, status >= 429 ? "error_hint_retry" : "error_hint_home", NULL, 0));
    mustache_set_text(a, page.root, "home_url", page_url_front(a, language->tag));
    struct card *card;
    size_t n;
    bool more;
    struct card_query query = {.limit = HELPFUL_STORIES};
    card_view_newest(&query);
    code = card_view_query(&page, &query, &card, &n, &more, e);
    if (code) return code;
    card_view_list(&page, page.root, "items", card, n);
    mustache_set_bool(a, page.root, "has_items", n > 0);
    return page_render(&page, STR("error"), out, e);
}
