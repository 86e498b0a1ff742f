#include "page/suggest_view.h"

#include "i18n/language.h"
#include "page/page_url.h"
#include "story/document_html.h"
#include "story/segment_act.h"

/* What both pages have. They are nobody's to find, and have no address for others. */
static int begin(struct page *page, struct arena *a, const struct page_maker *maker,
                 const struct card *card, struct err *e) {
    struct page_address *address;
    const struct site_language *language = site_find_language(maker->site, card->edition.language);
    if (!language) return err_set(e, E_NOTFOUND, "the site is not in this language");
    int code = original_view_addresses(a, maker, card, &address, e);
    if (!code) code = page_begin(page, a, maker, language, address, card->section_key, e);
    if (code) return code;
    struct str url = page_url_story(a, language->tag, card->section_key, card->edition.slug,
                                    card->edition.story_id);
    mustache_set_text(a, page->root, "robots", STR("noindex"));
    mustache_set(a, page->root, "canonical_url", mustache_null(a));
    mustache_set_text(a, page->root, "headline", card->edition.headline);
    mustache_set_text(a, page->root, "story_url", url);
    mustache_set_text(a, page->root, "beside_url", page_url_original(a, url));
    return 0;
}

static struct str direction_of(struct str language) {
    return language_is_rtl(language) ? STR("rtl") : STR("ltr");
}

static void set_sentence(struct page *page, const struct suggest_form *form) {
    struct arena *a = page->a;
    const struct edition *edition = &form->pair->edition, *source = &form->pair->source;
    const struct segment *s = &edition->segment[form->segment];
    struct text text = text_slice(a, &edition->document.block[s->block].text, s->start, s->end);
    struct text from = segment_act_source(a, edition, form->segment, source);
    if (s->state == SEGMENT_HELD) text = (struct text){.s = STR("")};
    mustache_set_number(a, page->root, "n", (int64_t)form->segment + 1);
    mustache_set_html(a, page->root, "source", document_html_inline(a, &from));
    mustache_set_html(a, page->root, "text", document_html_inline(a, &text));
    mustache_set_text(a, page->root, "original_lang", source->language);
    mustache_set_text(a, page->root, "original_dir", direction_of(source->language));
    mustache_set_text(a, page->root, "original_name", page_language_name(page, source->language));
    mustache_set_text(a, page->root, "article_lang", edition->language);
    mustache_set_text(a, page->root, "article_dir", direction_of(edition->language));
    mustache_set_text(a, page->root, "article_name", page_language_name(page, edition->language));
}

int suggest_view_form(struct arena *a, const struct page_maker *maker, const struct card *card,
                      const struct suggest_form *form, struct buf *out, struct err *e) {
    struct page page;
    int code = begin(&page, a, maker, card, e);
    if (code) return code;
    page_title(&page, page_message(&page, "suggest", NULL, 0), STR(""));
    set_sentence(&page, form);
    mustache_set_text(
        a, page.root, "action_url",
        page_url_suggest(a, page.language->tag, card->edition.story_id, form->segment + 1));
    mustache_set_text(a, page.root, "token", form->token);
    mustache_set_text(a, page.root, "words", form->text);
    mustache_set_text(a, page.root, "note", form->note);
    mustache_set_number(a, page.root, "words_max", (int64_t)form->text_max);
    mustache_set_number(a, page.root, "note_max", (int64_t)form->note_max);
    mustache_set_text(a, page.root, "problem",
                      form->problem ? page_message(&page, form->problem, NULL, 0) : STR(""));
    return page_render(&page, STR("suggest"), out, e);
}

int suggest_view_thanks(struct arena *a, const struct page_maker *maker, const struct card *card,
                        struct buf *out, struct err *e) {
    struct page page;
    int code = begin(&page, a, maker, card, e);
    if (code) return code;
    page_title(&page, page_message(&page, "suggest_thanks", NULL, 0), STR(""));
    return page_render(&page, STR("suggest_thanks"), out, e);
}
