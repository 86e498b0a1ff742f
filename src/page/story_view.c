#include "page/story_view.h"

#include "base/clock.h"
#include "i18n/language.h"
#include "page/card_view.h"
#include "page/label_notice.h"
#include "page/live_view.h"
#include "page/page_url.h"
#include "page/picture_view.h"
#include "page/share_card.h"
#include "page/structured_data.h"
#include "store/edition_store.h"
#include "story/document_html.h"
#include "story/document_json.h"

enum { MORE_STORIES = 6, WORDS_A_MINUTE = 200 };

struct story_page {
    struct page page;
    const struct card *card;
    struct document document;
    struct segment *segment;
    size_t n_segments;
    struct edition_row *edition;  /* of all languages */
    struct structured_story told; /* to machines */
    size_t n_editions;
};

static const struct edition_row *find_edition(const struct edition_row *edition, size_t n,
                                              struct str language) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(edition[i].language, language)) return &edition[i];
    return NULL;
}

/* Where the policy keeps an edition from readers, its language leads to that language's front page,
   as if there were none. */
static struct page_address *addresses(struct arena *a, const struct site_info *site,
                                      const struct card *card, const struct edition_row *edition,
                                      size_t n) {
    struct page_address *address = arena_array(a, site->n_languages, sizeof *address);
    int64_t now_ms = clock_wall_ms();
    for (size_t i = 0; i < site->n_languages; i++) {
        const struct site_language *l = &site->language[i];
        const struct edition_row *row = find_edition(edition, n, l->tag);
        struct str slug = row ? row->slug : card->edition.slug;
        if (row && !edition_row_is_public(row, now_ms)) {
            address[i] = (struct page_address){.language = l, .url = page_url_front(a, l->tag)};
            continue;
        }
        address[i] = (struct page_address){
            .language = l,
            .url = page_url_story(a, l->tag, card->section_key, slug, card->edition.story_id),
            .is_alternate =
                row && site_is_found(l, row->text_language, row->label, row->policy.noindex),
            .is_origin = str_eq(l->tag, card->source_language),
        };
    }
    return address;
}

int story_view_addresses(struct arena *a, const struct page_maker *maker, const struct card *card,
                         struct page_address **ret_address, struct err *e) {
    struct edition_row *edition;
    size_t n;
    int code = edition_store_list(maker->db, a, card->edition.story_id, false, &edition, &n, e);
    if (!code) *ret_address = addresses(a, maker->site, card, edition, n);
    return code;
}

static bool is_source_text(const struct card *card) {
    return str_eq(card->edition.text_language, card->source_language);
}

static struct str original_url(const struct story_page *s, const struct edition_row *original) {
    return page_url_story(s->page.a, s->card->source_language, s->card->section_key,
                          original ? original->slug : STR("s"), s->card->edition.story_id);
}

/* Only headline and lead are in this language: where the rest is, in place of the body. */
static void set_rest(struct story_page *s, const struct edition_row *original,
                     const struct message_value *language) {
    struct page *page = &s->page;
    struct arena *a = page->a;
    struct mustache_value *rest = mustache_set_object(a, page->root, "rest");
    mustache_set_text(a, rest, "text", page_message(page, "headline_only", NULL, 0));
    mustache_set_text(a, rest, "url", original_url(s, original));
    mustache_set_text(a, rest, "lang", s->card->source_language);
    mustache_set_text(a, rest, "link", page_message(page, "read_original", language, 1));
}

/* What readers must know before they read: a machine wrote this; or it is not in their language
   yet, or never will be. */
static void set_notices(struct story_page *s) {
    struct page *page = &s->page;
    struct arena *a = page->a;
    const struct edition_row *edition = &s->card->edition;
    struct str source = page_language_name(page, s->card->source_language);
    struct message_value language = {"language", source};
    if (!is_source_text(s->card) && edition->label != LABEL_ORIGINAL) {
        const struct edition_row *original =
            find_edition(s->edition, s->n_editions, s->card->source_language);
        struct mustache_value *notice = mustache_set_object(a, page->root, "notice");
        s->told.notice = label_notice_text(a, page->maker->site, page->language->catalog,
                                           edition->label, s->segment, s->n_segments);
        mustache_set_text(a, notice, "text", s->told.notice);
        mustache_set_text(a, notice, "original_url", original_url(s, original));
        mustache_set_text(a, notice, "original_lang", s->card->source_language);
        mustache_set_text(a, notice, "original_text",
                          page_message(page, "read_original", &language, 1));
        struct str own = page_url_story(a, page->language->tag, s->card->section_key, edition->slug,
                                        edition->story_id);
        mustache_set_text(a, notice, "beside_url", page_url_original(a, own));
        if (edition->policy.scope == SCOPE_HEADLINE) set_rest(s, original, &language);
        return;
    }
    if (str_eq(edition->text_language, page->language->tag)) return;
    bool on_its_way = edition->state == EDITION_QUEUED || edition->state == EDITION_TRANSLATING;
    struct mustache_value *waiting =
        mustache_set_object(a, page->root, on_its_way ? "pending" : "unavailable");
    mustache_set_text(a, waiting, "text",
                      page_message(page, on_its_way ? "pending" : "unavailable", &language, 1));
}

static void set_inline(struct story_page *s, struct mustache_value *object, const char *key,
                       const struct block *block) {
    struct arena *a = s->page.a;
    if (block)
        mustache_set_html(a, object, key, document_html_inline(a, &block->text));
    else
        mustache_set(a, object, key, mustache_null(a));
}

/* The picture that stands above the body, when there is one. */
static void set_picture(struct story_page *s) {
    struct arena *a = s->page.a;
    size_t body = document_html_body_start(&s->document), at = 0;
    while (at < body && s->document.block[at].kind != BLOCK_PICTURE) at++;
    if (at == body) return;
    const struct block *block = &s->document.block[at], *found[3] = {NULL, NULL, NULL};
    for (size_t i = at + 1; i < body; i++)
        if (s->document.block[i].kind >= BLOCK_ALT)
            found[s->document.block[i].kind - BLOCK_ALT] = &s->document.block[i];
    struct mustache_value *picture = mustache_set_object(a, s->page.root, "picture");
    picture_view_set(
        &s->page, picture,
        &(struct picture_view){block->value, block->width, block->height, PICTURE_WHOLE});
    mustache_set_text(a, picture, "alt", found[0] ? found[0]->text.s : STR(""));
    s->told.caption = found[1] ? found[1]->text.s : STR("");
    s->told.credit = found[2] ? found[2]->text.s : STR("");
    set_inline(s, picture, "caption", found[1]);
    set_inline(s, picture, "credit", found[2]);
}

static uint64_t count_minutes(const struct document *d) {
    uint64_t words = 0;
    for (size_t i = 0; i < d->n_blocks; i++) {
        struct str text = d->block[i].text.s;
        if (d->block[i].kind == BLOCK_ALT || text.n == 0) continue;
        words++;
        for (size_t j = 0; j < text.n; j++) words += text.p[j] == ' ';
    }
    return words / WORDS_A_MINUTE + 1;
}

static void set_text(struct story_page *s) {
    struct page *page = &s->page;
    struct arena *a = page->a;
    const struct card *card = s->card;
    struct str language = card->edition.text_language;
    mustache_set_text(a, page->root, "article_lang", language);
    mustache_set_text(a, page->root, "article_dir",
                      language_is_rtl(language) ? STR("rtl") : STR("ltr"));
    set_inline(s, page->root, "headline", document_find(&s->document, BLOCK_HEADLINE));
    set_inline(s, page->root, "lead", document_find(&s->document, BLOCK_LEAD));
    mustache_set_html(a, page->root, "body", document_html_shown(a, &s->document));
    set_picture(s);
    struct message_value name = {"name", card->byline};
    mustache_set_text(a, page->root, "byline",
                      card->byline.n ? page_message(page, "byline", &name, 1) : STR(""));
    page_set_date(page, page->root, "date", card->edition.published_ms, true);
    if (card->edition.revision > 1 && card->updated_ms > card->edition.published_ms)
        s->told.modified_ms = card->updated_ms;
    if (s->told.modified_ms) page_set_date(page, page->root, "updated", s->told.modified_ms, true);
    uint64_t minutes = count_minutes(&s->document);
    struct message_value n = {"n", arena_printf(a, "%llu", (unsigned long long)minutes)};
    mustache_set_text(
        a, page->root, "reading_time",
        message_format(a, message_plural(page->language->catalog, STR("reading_time"), minutes), &n,
                       1));
}

static void set_filing(struct story_page *s) {
    struct page *page = &s->page;
    struct arena *a = page->a;
    const struct card *card = s->card;
    struct mustache_value *section = mustache_set_object(a, page->root, "section");
    mustache_set_text(a, section, "name", card->section_name);
    mustache_set_text(a, section, "url",
                      page_url_section(a, page->language->tag, card->section_key));
    mustache_set(a, section, "lang", mustache_null(a));
    if (card->topic_key.n) {
        struct mustache_value *topic = mustache_set_object(a, page->root, "topic");
        mustache_set_text(a, topic, "name", card->topic_name);
        mustache_set_text(a, topic, "url", page_url_topic(a, page->language->tag, card->topic_key));
        mustache_set(a, topic, "lang", mustache_null(a));
    }
    struct mustache_value *favourite = mustache_set_object(a, page->root, "favourite");
    mustache_set_number(a, favourite, "id", card->edition.story_id);
    mustache_set_text(a, favourite, "action_url", page_url_my_list(a, page->language->tag));
    mustache_set_text(a, favourite, "add", page_message(page, "favourite_add", NULL, 0));
    mustache_set_text(a, favourite, "remove", page_message(page, "favourite_remove", NULL, 0));
}

static void set_editions(struct story_page *s, const struct page_address *address) {
    struct arena *a = s->page.a;
    const struct site_info *site = s->page.maker->site;
    int64_t now_ms = clock_wall_ms();
    struct mustache_value *list = mustache_set_list(a, s->page.root, "editions");
    for (size_t i = 0; i < site->n_languages; i++) {
        const struct site_language *l = &site->language[i];
        const struct edition_row *row = find_edition(s->edition, s->n_editions, l->tag);
        if (l == s->page.language || !row || !str_eq(row->text_language, l->tag)) continue;
        if (!edition_row_is_public(row, now_ms)) continue;
        struct mustache_value *item = mustache_add_object(a, list);
        mustache_set_text(a, item, "lang", l->tag);
        mustache_set_text(a, item, "name", l->name);
        mustache_set_text(a, item, "url", address[i].url);
        mustache_set_text(a, item, "headline", row->headline);
    }
    mustache_set_bool(a, s->page.root, "has_editions", mustache_is_true(list));
}

static int set_more(struct story_page *s, struct err *e) {
    struct page *page = &s->page;
    struct card *card;
    size_t n;
    bool more;
    struct card_query query = {.section_id = s->card->edition.section_id,
                               .except_id = s->card->edition.story_id,
                               .limit = MORE_STORIES};
    card_view_newest(&query);
    int code = card_view_query(page, &query, &card, &n, &more, e);
    if (code || n == 0) return code;
    struct mustache_value *object = mustache_set_object(page->a, page->root, "more");
    struct message_value section = {"section", s->card->section_name};
    mustache_set_text(page->a, object, "title", page_message(page, "more_section", &section, 1));
    card_view_list(page, object, "items", card, n);
    struct str url = page_url_section(page->a, page->language->tag, s->card->section_key);
    mustache_set_text(page->a, object, "next_url", card_view_next(page, url, card, n, more));
    return 0;
}

/* A page in another language than its text is kept out of search engines: what it says is already
   found where it belongs. */
static void set_found(struct story_page *s, const struct page_address *address) {
    struct page *page = &s->page;
    const struct edition_row *edition = &s->card->edition;
    s->told.card = s->card;
    s->told.address = address;
    mustache_set_html(page->a, page->root, "structured_data",
                      structured_data_story(page, &s->told));
    share_card_story(page, s->card, s->told.modified_ms);
    if (!site_is_found(page->language, edition->text_language, edition->label,
                       edition->policy.noindex))
        mustache_set_text(page->a, page->root, "robots", STR("noindex"));
}

/* Of an edition with headline and lead only, no more is shown, nor counted. */
static void cut(struct story_page *s) {
    if (is_source_text(s->card)) return;
    enum edition_scope scope = s->card->edition.policy.scope;
    s->n_segments = edition_shown_segments(&s->document, s->segment, s->n_segments, scope);
    s->document = edition_shown(&s->document, scope);
}

int story_view_render(struct arena *a, const struct page_maker *maker, const struct card *card,
                      struct buf *out, struct err *e) {
    struct story_page s = {.card = card};
    const struct site_language *language = site_find_language(maker->site, card->edition.language);
    if (!language) return err_set(e, E_NOTFOUND, "the site is not in this language");
    page_tags_story(maker->tags, card);
    int code = document_json_read(a, card->edition.json, &s.document, &s.segment, &s.n_segments, e);
    if (!code) cut(&s);
    if (!code)
        code = edition_store_list(maker->db, a, card->edition.story_id, false, &s.edition,
                                  &s.n_editions, e);
    if (code) return code;
    struct page_address *address = addresses(a, maker->site, card, s.edition, s.n_editions);
    code = page_begin(&s.page, a, maker, language, address, card->section_key, e);
    if (code) return code;
    page_title(&s.page, card->edition.headline, card->edition.lead);
    set_notices(&s);
    set_filing(&s);
    set_text(&s);
    set_found(&s, address);
    live_view_story(&s.page, card);
    set_editions(&s, address);
    code = set_more(&s, e);
    return code ? code : page_render(&s.page, STR("story"), out, e);
}
