#include "page/original_view.h"

#include "base/clock.h"
#include "i18n/language.h"
#include "page/label_notice.h"
#include "page/page_url.h"
#include "page/story_view.h"
#include "store/edition_read.h"
#include "store/edition_store.h"
#include "story/document_html.h"
#include "story/segment_act.h"

enum { LEVELS = 7 };

struct original_page {
    struct page page;
    const struct card *card;
    struct original_pair pair;
    struct mustache_value *groups;
    struct mustache_value *blocks; /* of the last group */
    const struct block *before;    /* the block that it ends with, NULL before the first */
    size_t count[LEVELS];          /* items of an ordered list so far, by level */
    size_t next;                   /* segment */
};

bool original_view_has(const struct card *card) {
    struct str text = card->edition.text_language;
    return str_eq(text, card->edition.language) && !str_eq(text, card->source_language);
}

int original_view_load(struct arena *a, const struct page_maker *maker, const struct card *card,
                       struct original_pair *ret_pair, struct err *e) {
    struct original_pair pair;
    int code = edition_read_row(a, &card->edition, &pair.edition, e);
    if (!code)
        code = edition_read(maker->db, a, card->edition.story_id, card->source_language,
                            &pair.source, NULL, e);
    if (code) return code;
    struct edition *edition = &pair.edition;
    enum edition_scope scope = card->edition.policy.scope;
    edition->n_segments =
        edition_shown_segments(&edition->document, edition->segment, edition->n_segments, scope);
    edition->document = edition_shown(&edition->document, scope);
    *ret_pair = pair;
    return 0;
}

int original_view_addresses(struct arena *a, const struct page_maker *maker,
                            const struct card *card, struct page_address **ret_address,
                            struct err *e) {
    struct edition_row *row;
    size_t n;
    struct page_address *address;
    int64_t now_ms = clock_wall_ms();
    int code = story_view_addresses(a, maker, card, &address, e);
    if (!code) code = edition_store_list(maker->db, a, card->edition.story_id, false, &row, &n, e);
    for (size_t i = 0; !code && i < maker->site->n_languages; i++) {
        struct str tag = address[i].language->tag;
        address[i].is_alternate = false;
        for (size_t j = 0; j < n && !str_eq(tag, card->source_language); j++)
            if (str_eq(row[j].language, tag) && str_eq(row[j].text_language, tag) &&
                edition_row_is_public(&row[j], now_ms))
                address[i].url = page_url_original(a, address[i].url);
    }
    if (!code) *ret_address = address;
    return code;
}

/* What is to be said of a sentence besides the label of the whole; NULL: nothing. */
static const char *note_of(const struct segment *s, bool has_source) {
    if (s->state == SEGMENT_HELD) return "beside_held";
    if (s->state == SEGMENT_OUTDATED)
        return segment_is_kept(s) ? "beside_outdated" : "beside_on_its_way";
    if (!has_source) return "beside_on_its_way";
    if (segment_is_revised(s)) return "beside_revised";
    if (s->origin == ORIGIN_PERSON) return "beside_spelling";
    return s->origin == ORIGIN_MEMORY ? "beside_memory" : NULL;
}

static const char *class_of(const struct segment *s) {
    if (s->state != SEGMENT_CURRENT) return "open";
    return segment_is_revised(s) ? "revised" : "";
}

static void add_pair(struct original_page *o, struct mustache_value *pairs, size_t at) {
    struct page *page = &o->page;
    struct arena *a = page->a;
    const struct edition *edition = &o->pair.edition;
    const struct segment *s = &edition->segment[at];
    struct text text = text_slice(a, &edition->document.block[s->block].text, s->start, s->end);
    struct text source = segment_act_source(a, edition, at, &o->pair.source);
    const char *note = note_of(s, source.s.n > 0);
    struct mustache_value *pair = mustache_add_object(a, pairs);
    mustache_set_number(a, pair, "n", (int64_t)at + 1);
    mustache_set_html(a, pair, "text", document_html_inline(a, &text));
    mustache_set_html(a, pair, "source", document_html_inline(a, &source));
    mustache_set_text(a, pair, "class", str_of(class_of(s)));
    mustache_set_text(a, pair, "note", note ? page_message(page, note, NULL, 0) : STR(""));
    mustache_set_text(a, pair, "suggest_url",
                      page_url_suggest(a, page->language->tag, edition->story_id, at + 1));
}

static bool goes_on(const struct block *before, const struct block *b) {
    bool same = before && before->kind == b->kind;
    if (b->kind == BLOCK_ITEM)
        return same && before->level == b->level && before->ordered == b->ordered;
    return same && b->kind == BLOCK_QUOTE;
}

/* Lists and quotations of several blocks are one; all else stands alone. */
static void begin_group(struct original_page *o, const struct block *b) {
    struct arena *a = o->page.a;
    size_t level = b->level < LEVELS ? b->level : LEVELS - 1;
    bool item = b->kind == BLOCK_ITEM, quote = b->kind == BLOCK_QUOTE;
    for (size_t i = item ? level + 1 : 0; i < LEVELS; i++) o->count[i] = 0;
    if (!goes_on(o->before, b)) {
        struct mustache_value *group = mustache_add_object(a, o->groups);
        mustache_set_bool(a, group, "ordered", item && b->ordered);
        mustache_set_bool(a, group, "unordered", item && !b->ordered);
        mustache_set_bool(a, group, "quote", quote);
        mustache_set_bool(a, group, "other", !item && !quote);
        mustache_set_number(a, group, "level", (int64_t)level);
        mustache_set_number(a, group, "start", (int64_t)o->count[level] + 1);
        o->blocks = mustache_set_list(a, group, "blocks");
    }
    if (item) o->count[level]++;
    o->before = b;
}

/* The name of what cannot be told from its looks. */
static struct str name_of(const struct page *page, enum block_kind kind) {
    switch (kind) {
    case BLOCK_TOPIC: return page_message(page, "topic", NULL, 0);
    case BLOCK_ALT: return page_message(page, "beside_alt", NULL, 0);
    case BLOCK_CAPTION: return page_message(page, "beside_caption", NULL, 0);
    case BLOCK_CREDIT: return page_message(page, "beside_credit", NULL, 0);
    default: return STR("");
    }
}

static void add_block(struct original_page *o, size_t at) {
    struct arena *a = o->page.a;
    const struct edition *edition = &o->pair.edition;
    const struct block *b = &edition->document.block[at];
    if (b->kind == BLOCK_PICTURE) return;
    begin_group(o, b);
    bool code = b->kind == BLOCK_CODE;
    struct mustache_value *block = mustache_add_object(a, o->blocks);
    mustache_set_text(a, block, "kind", str_of(block_kind_name(b->kind)));
    mustache_set_text(a, block, "name", name_of(&o->page, b->kind));
    mustache_set_bool(a, block, "heading", b->kind == BLOCK_HEADLINE || b->kind == BLOCK_HEADING);
    mustache_set_bool(a, block, "rule", b->kind == BLOCK_RULE);
    mustache_set_text(a, block, "code", code ? b->text.s : STR(""));
    struct mustache_value *pairs = mustache_set_list(a, block, "pairs");
    bool none = true;
    for (; o->next < edition->n_segments && edition->segment[o->next].block == at; o->next++) {
        add_pair(o, pairs, o->next);
        none = false;
    }
    struct text empty = {.s = STR("")};
    mustache_set_html(a, block, "alone",
                      document_html_inline(a, none && !code ? &b->text : &empty));
}

static void set_notice(struct original_page *o) {
    struct page *page = &o->page;
    struct arena *a = page->a;
    const struct edition *edition = &o->pair.edition;
    struct str source = o->card->source_language;
    struct message_value language = {"language", page_language_name(page, source)};
    struct mustache_value *notice = mustache_set_object(a, page->root, "notice");
    mustache_set_text(a, notice, "text",
                      label_notice_text(a, page->maker->site, page->language->catalog,
                                        edition->label, edition->segment, edition->n_segments));
    mustache_set_text(
        a, notice, "original_url",
        page_url_story(a, source, o->card->section_key, o->pair.source.slug, edition->story_id));
    mustache_set_text(a, notice, "original_lang", source);
    mustache_set_text(a, notice, "original_text",
                      page_message(page, "read_original", &language, 1));
    bool behind = edition->revision != o->pair.source.revision;
    mustache_set_text(a, page->root, "behind",
                      behind ? page_message(page, "beside_behind", NULL, 0) : STR(""));
}

static struct str direction_of(struct str language) {
    return language_is_rtl(language) ? STR("rtl") : STR("ltr");
}

static void set_text(struct original_page *o, struct str story_url) {
    struct page *page = &o->page;
    struct arena *a = page->a;
    struct str source = o->card->source_language, own = page->language->tag;
    mustache_set_text(a, page->root, "story_url", story_url);
    mustache_set_text(a, page->root, "article_lang", own);
    mustache_set_text(a, page->root, "article_dir", direction_of(own));
    mustache_set_text(a, page->root, "article_name", page_language_name(page, own));
    mustache_set_text(a, page->root, "original_lang", source);
    mustache_set_text(a, page->root, "original_dir", direction_of(source));
    mustache_set_text(a, page->root, "original_name", page_language_name(page, source));
    o->groups = mustache_set_list(a, page->root, "groups");
    for (size_t i = 0; i < o->pair.edition.document.n_blocks; i++) add_block(o, i);
}

int original_view_render(struct arena *a, const struct page_maker *maker, const struct card *card,
                         struct buf *out, struct err *e) {
    struct original_page o = {.card = card};
    struct page_address *address;
    const struct site_language *language = site_find_language(maker->site, card->edition.language);
    if (!language) return err_set(e, E_NOTFOUND, "the site is not in this language");
    page_tags_story(maker->tags, card);
    int code = original_view_load(a, maker, card, &o.pair, e);
    if (!code) code = original_view_addresses(a, maker, card, &address, e);
    if (!code) code = page_begin(&o.page, a, maker, language, address, card->section_key, e);
    if (code) return code;
    struct str headline = card->edition.headline, url;
    struct str what = page_message(&o.page, "beside_title", NULL, 0);
    page_title(&o.page,
               arena_printf(a, "%.*s: %.*s", (int)what.n, what.p, (int)headline.n, headline.p),
               STR(""));
    url = page_url_story(a, language->tag, card->section_key, card->edition.slug,
                         card->edition.story_id);
    page_is_further(&o.page, url);
    set_notice(&o);
    set_text(&o, url);
    return page_render(&o.page, STR("original"), out, e);
}
