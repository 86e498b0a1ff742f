#include "page/live_view.h"

#include <inttypes.h>

#include "base/hash.h"

static void add(struct buf *b, struct str part) {
    buf_printf(b, "%zu:", part.n);
    buf_add(b, part);
}

struct str live_view_tag(struct arena *a, const struct card *card) {
    const struct edition_row *edition = &card->edition;
    struct buf b;
    buf_init(&b, PAGE_MAX_BYTES);
    buf_printf(&b, "%d %d %d %" PRId64 " ", (int)edition->state, (int)edition->label,
               (int)edition->policy.scope, edition->published_ms);
    add(&b, edition->text_language);
    add(&b, edition->headline);
    add(&b, edition->lead);
    add(&b, edition->picture);
    add(&b, edition->picture_alt);
    add(&b, card->byline);
    add(&b, edition->json);
    struct str tag = arena_printf(a, "%016" PRIx64, hash_text(buf_str(&b)));
    buf_release(&b);
    return tag;
}

static void set(const struct page *page, struct str url) {
    struct arena *a = page->a;
    const struct message_catalog *catalog = page->language->catalog;
    struct message_value one = {"n", STR("1")}, number = {"n", STR("#")};
    struct mustache_value *live = mustache_set_object(a, page->root, "live");
    mustache_set_text(a, live, "url", url);
    mustache_set_text(a, live, "one",
                      message_format(a, message_plural(catalog, STR("live_stories"), 1), &one, 1));
    mustache_set_text(
        a, live, "many",
        message_format(a, message_plural(catalog, STR("live_stories"), 2), &number, 1));
}

void live_view_story(const struct page *page, const struct card *card) {
    struct str tag = live_view_tag(page->a, card), language = page->language->tag;
    set(page, arena_printf(page->a, "/%.*s/live?story=%" PRId64 "&seen=%.*s", (int)language.n,
                           language.p, card->edition.story_id, (int)tag.n, tag.p));
}

void live_view_list(const struct page *page, struct str of, struct str key, const struct card *card,
                    size_t n) {
    struct arena *a = page->a;
    struct str language = page->language->tag;
    struct str list =
        of.n ? arena_printf(a, "%.*s=%.*s&", (int)of.n, of.p, (int)key.n, key.p) : STR("");
    set(page, arena_printf(a, "/%.*s/live?%.*sseen=%" PRId64 "-%" PRId64, (int)language.n,
                           language.p, (int)list.n, list.p, n ? card[0].edition.published_ms : 0,
                           n ? card[0].edition.story_id : 0));
}
