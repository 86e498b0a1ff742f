#include "page/search_view.h"

#include "base/clock.h"
#include "i18n/number.h"
#include "page/card_view.h"
#include "page/page_url.h"
#include "store/search_find.h"
#include "store/search_topic_store.h"
#include "store/section_store.h"
#include "story/search_snippet.h"

enum { SUGGESTED_TOPICS = 3, SUGGESTED_STORIES = 6 };

static struct str search_url(struct arena *a, struct str language, const struct search_form *form,
                             int64_t page) {
    struct str url = page_url_search(a, language), p = form->parameters;
    if (page > 1)
        return arena_printf(a, "%.*s?%.*s%spage=%lld", (int)url.n, url.p, (int)p.n, p.p,
                            p.n ? "&" : "", (long long)page);
    return p.n ? arena_printf(a, "%.*s?%.*s", (int)url.n, url.p, (int)p.n, p.p) : url;
}

/* The same question in each language: the words are the reader's, whichever they are. */
static struct page_address *addresses(struct arena *a, const struct site_info *site,
                                      const struct search_form *form) {
    struct page_address *address = arena_array(a, site->n_languages, sizeof *address);
    for (size_t i = 0; i < site->n_languages; i++)
        address[i] = (struct page_address){
            .language = &site->language[i],
            .url = search_url(a, site->language[i].tag, form, 1),
        };
    return address;
}

int search_view_wish(struct arena *a, const struct page_maker *maker, struct str language,
                     struct search_form *form, struct search_wish *ret_wish, struct err *e) {
    struct search_wish wish = {.query = search_query_parse(a, form->q, false),
                               .language = language,
                               .newest = form->newest,
                               .page = form->page};
    struct section section;
    struct err unknown;
    form->q = wish.query.text;
    if (!date_day_start(maker->dates, form->from, 0, &wish.from_ms)) form->from = STR("");
    if (!date_day_start(maker->dates, form->to, 1, &wish.before_ms)) form->to = STR("");
    int code = form->section.n ? section_store_find_public(maker->db, a, form->section, language,
                                                           maker->site->source, clock_wall_ms(),
                                                           &section, &unknown)
                               : E_NOTFOUND;
    if (!code) wish.section_id = section.id;
    if (code == E_NOTFOUND) form->section = STR("");
    if (code && code != E_NOTFOUND) {
        *e = unknown;
        return code;
    }
    *ret_wish = wish;
    return 0;
}

/* "Written in Basque, translated automatically". */
static struct str written_text(const struct page *page, const struct card *card) {
    static const char *const keys[] = {[LABEL_ORIGINAL] = "search_original",
                                       [LABEL_AUTOMATIC] = "search_automatic",
                                       [LABEL_PARTLY_REVISED] = "search_partly_revised",
                                       [LABEL_REVISED] = "search_revised"};
    struct message_value value = {"language", page_language_name(page, card->source_language)};
    return page_message(page, keys[card->edition.label], &value, 1);
}

static void fill_result(const struct page *page, struct mustache_value *object,
                        const struct search_result *result) {
    struct arena *a = page->a;
    const struct card *card = &result->card;
    struct str in = card->edition.language;
    bool foreign = !str_eq(in, page->language->tag);
    card_view_fill(page, object, card);
    mustache_set_html(a, object, "headline", result->headline);
    mustache_set_html(a, object, "lead", result->snippet);
    mustache_set_text(a, object, "written", written_text(page, card));
    if (!foreign) return;
    mustache_set_text(
        a, object, "url",
        page_url_story(a, in, card->section_key, card->edition.slug, card->edition.story_id));
    mustache_set_text(a, object, "lang", in);
    mustache_set_text(a, object, "lang_name", page_language_name(page, in));
    struct mustache_value *topic = mustache_set_object(a, object, "topic");
    mustache_set_text(a, topic, "name", card->topic_name);
    mustache_set_text(a, topic, "url", page_url_topic(a, in, card->topic_key));
    mustache_set_text(a, topic, "lang", in);
    if (card->topic_key.n == 0) mustache_set(a, object, "topic", mustache_null(a));
}

/* The sections of the menu as options. */
static int set_sections(struct page *page, const struct search_form *form, struct err *e) {
    struct section *section;
    size_t n;
    struct arena *a = page->a;
    int code = section_store_public(page->maker->db, a, page->language->tag,
                                    page->maker->site->source, clock_wall_ms(), &section, &n, e);
    if (code) return code;
    struct mustache_value *list = mustache_set_list(a, page->root, "options");
    for (size_t i = 0; i < n; i++) {
        struct mustache_value *option = mustache_add_object(a, list);
        mustache_set_text(a, option, "key", section[i].key);
        mustache_set_text(a, option, "name", section[i].name);
        mustache_set_bool(a, option, "chosen", str_eq(section[i].key, form->section));
    }
    return 0;
}

static void set_form(struct page *page, const struct search_form *form) {
    struct arena *a = page->a;
    mustache_set_text(a, page->root, "q", form->q);
    mustache_set_text(a, page->root, "from", form->from);
    mustache_set_text(a, page->root, "to", form->to);
    mustache_set_bool(a, page->root, "newest", form->newest);
    mustache_set_bool(a, page->root, "filtered",
                      form->section.n || form->from.n || form->to.n || form->newest);
    struct str url = page_url_search(a, page->language->tag);
    mustache_set_text(a, page->root, "action", url);
    mustache_set_text(a, page->root, "suggest_url",
                      arena_printf(a, "%.*s/suggest", (int)url.n, url.p));
}

static struct str count_text(const struct page *page, const struct search_results *results) {
    struct str tag = page->language->tag;
    struct message_value value = {"n", number_format(page->a, tag, results->total)};
    if (results->more) return page_message(page, "search_many", &value, 1);
    return message_format(
        page->a,
        message_plural(page->language->catalog, STR("search_count"), (uint64_t)results->total),
        &value, 1);
}

static void set_results(struct page *page, const struct search_form *form,
                        const struct search_wish *wish, const struct search_results *results) {
    struct arena *a = page->a;
    bool asked = wish->query.n_terms > 0;
    mustache_set_bool(a, page->root, "asked", asked);
    mustache_set_bool(a, page->root, "found", results->n > 0);
    mustache_set_text(a, page->root, "count_text", asked ? count_text(page, results) : STR(""));
    struct mustache_value *list = mustache_set_list(a, page->root, "items");
    for (size_t i = 0; i < results->n; i++)
        fill_result(page, mustache_add_object(a, list), &results->result[i]);
    mustache_set_text(a, page->root, "next_url",
                      results->next ? search_url(a, page->language->tag, form, form->page + 1)
                                    : STR(""));
    struct search_form plain = {.parameters = form->words};
    mustache_set_text(a, page->root, "everywhere_url",
                      search_url(a, page->language->tag, &plain, 1));
}

int search_view_render(struct arena *a, const struct page_maker *maker,
                       const struct site_language *language, struct search_form *form,
                       struct buf *out, struct err *e) {
    struct page page;
    struct search_wish wish;
    struct search_results results;
    int code = search_view_wish(a, maker, language->tag, form, &wish, e);
    if (!code)
        code = page_begin(&page, a, maker, language, addresses(a, maker->site, form), STR(""), e);
    if (!code) code = search_results_find(a, maker, &wish, &results, e);
    if (!code) code = set_sections(&page, form, e);
    if (code) return code;
    struct str title = page_message(&page, "search", NULL, 0);
    if (wish.query.n_terms)
        title = arena_printf(a, "%.*s: %.*s", (int)title.n, title.p, (int)form->q.n, form->q.p);
    page_title(&page, title, STR(""));
    mustache_set_text(a, page.root, "robots", STR("noindex"));
    mustache_set(a, page.root, "canonical_url", mustache_null(a));
    set_form(&page, form);
    set_results(&page, form, &wish, &results);
    return page_render(&page, form->fragment ? STR("search_items") : STR("search"), out, e);
}

static void add_suggestion(const struct page *page, struct mustache_value *list, struct html text,
                           struct str url, struct str kind) {
    struct arena *a = page->a;
    struct mustache_value *item = mustache_add_object(a, list);
    mustache_set_number(a, item, "number", (int64_t)list->n);
    mustache_set_html(a, item, "text", text);
    mustache_set_text(a, item, "url", url);
    mustache_set_text(a, item, "kind", kind);
}

static int suggest_topics(const struct page *page, struct mustache_value *list, struct str typed,
                          const struct search_marks *marks, struct err *e) {
    struct arena *a = page->a;
    struct str tag = page->language->tag, kind = page_message(page, "topic", NULL, 0);
    struct topic *topic;
    size_t n;
    int code = search_topic_store_find(page->maker->db, a, tag, typed, clock_wall_ms(),
                                       SUGGESTED_TOPICS, &topic, &n, e);
    for (size_t i = 0; i < n && !code; i++)
        add_suggestion(page, list, search_snippet_text(a, marks, topic[i].name),
                       page_url_topic(a, tag, topic[i].key), kind);
    return code;
}

static int suggest_stories(const struct page *page, struct mustache_value *list,
                           const struct search_query *query, const struct search_marks *marks,
                           struct err *e) {
    struct arena *a = page->a;
    struct str tag = page->language->tag;
    struct search_request request = {.query = query,
                                     .language = tag,
                                     .newest = true,
                                     .headline_only = true,
                                     .most = SUGGESTED_STORIES,
                                     .now_ms = clock_wall_ms()};
    struct search_hit *hit;
    size_t n;
    bool more;
    int code = search_find(page->maker->db, a, marks->stemmer, &request, &hit, &n, &more, e);
    int64_t id[SUGGESTED_STORIES];
    struct card *card;
    if (code) return code;
    if (n > SUGGESTED_STORIES) n = SUGGESTED_STORIES;
    for (size_t i = 0; i < n && !code; i++) {
        code = search_find_story(page->maker->db, &hit[i], e);
        id[i] = hit[i].story_id;
    }
    if (!code) code = card_by_ids(page->maker->db, a, tag, id, n, &card, &n, e);
    for (size_t i = 0; i < n && !code; i++) {
        const struct edition_row *row = &card[i].edition;
        if (row->state != EDITION_LIVE || row->published_ms > request.now_ms) continue;
        add_suggestion(page, list, search_snippet_text(a, marks, row->headline),
                       page_url_story(a, tag, card[i].section_key, row->slug, row->story_id),
                       STR(""));
    }
    return code;
}

int search_view_suggest(struct arena *a, const struct page_maker *maker,
                        const struct site_language *language, struct str typed, struct buf *out,
                        struct err *e) {
    struct page page = {a, maker, language, mustache_object(a)};
    struct mustache_value *list = mustache_set_list(a, page.root, "items");
    struct search_query query = search_query_parse(a, typed, true);
    struct search_marks marks;
    search_snippet_marks(&query, search_stemmer_find(maker->stemmers, language->tag), &marks);
    int code = suggest_topics(&page, list, query.text, &marks, e);
    if (!code && query.n_terms) code = suggest_stories(&page, list, &query, &marks, e);
    return code ? code : page_render(&page, STR("search_suggest"), out, e);
}
