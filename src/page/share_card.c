#include "page/share_card.h"

#include "i18n/language.h"
#include "page/page_url.h"

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
    if (edition->picture.n == 0) return;
    struct mustache_value *image = mustache_set_object(a, og, "image");
    mustache_set_text(a, image, "url", page_absolute(page, page_url_media(a, edition->picture)));
    mustache_set_number(a, image, "width", edition->picture_width);
    mustache_set_number(a, image, "height", edition->picture_height);
    mustache_set_text(a, image, "alt", edition->picture_alt);
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
