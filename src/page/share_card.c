#include "page/share_card.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "i18n/language.h"
#include "page/label_notice.h"
#include "page/page_url.h"
#include "page/picture_view.h"

enum { LAYOUT = 1, HASH_DIGITS = 16, MAX_HEADLINE = 600 };

struct share_card share_card_of(struct arena *a, const struct site_info *site,
                                const struct site_language *language,
                                const struct edition_row *edition) {
    struct share_card card = {.headline = utf8_cut(edition->headline, MAX_HEADLINE),
                              .newsroom = site->name,
                              .language = edition->text_language};
    if (str_eq(edition->text_language, language->tag))
        card.notice = label_notice_text(a, site, language->catalog, edition->label, NULL, 0);
    if (edition->picture_width > 0) card.picture = edition->picture;
    struct str all = arena_printf(
        a, "%d\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", LAYOUT, (int)card.headline.n, card.headline.p,
        (int)card.newsroom.n, card.newsroom.p, (int)card.notice.n, card.notice.p,
        (int)card.language.n, card.language.p, (int)card.picture.n, card.picture.p);
    card.name =
        arena_printf(a, "card-%lld-%.*s-%.*s.jpg", (long long)edition->story_id,
                     (int)language->tag.n, language->tag.p, HASH_DIGITS, hash_hex(a, all).p);
    return card;
}

bool share_card_parse(struct str name, int64_t *ret_story_id, struct str *ret_language) {
    if (!str_starts(name, STR("card-")) || !str_ends(name, STR(".jpg"))) return false;
    struct str rest = str_slice(name, 5, name.n - 4), number = str_cut(&rest, '-');
    if (rest.n < HASH_DIGITS + 2 || rest.p[rest.n - HASH_DIGITS - 1] != '-') return false;
    if (!str_to_int64(number, 1, INT64_MAX, ret_story_id)) return false;
    *ret_language = str_slice(rest, 0, rest.n - HASH_DIGITS - 1);
    return true;
}

static struct mustache_value *begin(struct page *page, const char *type, struct str title,
                                    struct str description) {
    struct arena *a = page->a;
    struct mustache_value *og = mustache_set_object(a, page->root, "og");
    mustache_set_text(a, og, "type", str_of(type));
    mustache_set_text(a, og, "title", title.n ? title : page->maker->site->name);
    mustache_set_text(a, og, "description", description);
    mustache_set_text(a, og, "locale", language_locale(a, page->language->tag));
    mustache_set(a, og, "image", mustache_null(a));
    mustache_set(a, og, "article", mustache_null(a));
    return og;
}

static void set_picture(const struct page *page, struct mustache_value *og,
                        const struct edition_row *edition) {
    struct arena *a = page->a;
    struct share_card card = share_card_of(a, page->maker->site, page->language, edition);
    struct mustache_value *image = mustache_set_object(a, og, "image");
    mustache_set_text(a, image, "url", page_absolute(page, page_url_media(a, card.name)));
    mustache_set_number(a, image, "width", SHARE_CARD_WIDTH);
    mustache_set_number(a, image, "height", SHARE_CARD_HEIGHT);
    mustache_set_text(a, image, "alt", edition->headline);
}

void share_card_page(struct page *page, struct str title, struct str description) {
    begin(page, "website", title, description);
}

void share_card_story(struct page *page, const struct card *card, int64_t modified_ms) {
    struct arena *a = page->a;
    struct date_formats *dates = page->maker->dates;
    const struct edition_row *edition = &card->edition;
    struct mustache_value *og = begin(page, "article", edition->headline, edition->lead);
    struct mustache_value *article = mustache_set_object(a, og, "article");
    mustache_set_text(a, article, "published", date_iso(dates, a, edition->published_ms));
    mustache_set_text(a, article, "modified",
                      modified_ms ? date_iso(dates, a, modified_ms) : STR(""));
    mustache_set_text(a, article, "section", card->section_name);
    mustache_set_text(a, article, "tag", card->topic_name);
    set_picture(page, og, edition);
}
