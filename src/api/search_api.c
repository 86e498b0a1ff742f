#include "api/search_api.h"

#include "api/api_json.h"
#include "api/problem.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "http/form.h"
#include "page/page_url.h"
#include "page/search_view.h"
#include "page/web_worker.h"

static int read_form(const struct request *req, struct str *lang, struct search_form *form,
                     struct err *e) {
    const struct site_info *site = ((struct web_worker *)req->worker)->context->site;
    struct form query = {0};
    int code = req->query.p ? form_parse(req->arena, req->query, &query, e) : 0;
    if (code) return code;
    *lang = form_text(&query, STR("lang"));
    if (lang->n == 0) *lang = site->source;
    if (!site_find_language(site, *lang))
        return err_set(e, E_INVALID, "the newsroom has no stories in \"%.*s\"",
                       (int)utf8_cut(*lang, 40).n, lang->p);
    struct str page = form_text(&query, STR("page"));
    *form = (struct search_form){
        .q = form_text(&query, STR("q")),
        .section = form_text(&query, STR("section")),
        .from = form_text(&query, STR("from")),
        .to = form_text(&query, STR("to")),
        .newest = str_eq(form_text(&query, STR("order")), STR("newest")),
        .page = 1,
    };
    if (page.n && !str_to_int64(page, 1, SEARCH_RESULTS_MAX_PAGES, &form->page))
        return err_set(e, E_INVALID, "\"page\" goes from 1 to %d", SEARCH_RESULTS_MAX_PAGES);
    return 0;
}

/* Programs are told of what readers would only miss. */
static int check_filters(const struct search_form *sent, const struct search_form *known,
                         struct err *e) {
    if (sent->from.n != known->from.n || sent->to.n != known->to.n) {
        err_set(e, E_INVALID, "\"from\" and \"to\" are days");
        return err_hint(e, "write them as in 2026-11-20");
    }
    if (sent->section.n == known->section.n) return 0;
    return err_set(e, E_NOTFOUND, "there is no such section");
}

static json_t *item_of(struct arena *a, const struct search_result *result, struct str base) {
    const struct edition_row *row = &result->card.edition;
    json_t *item = json_object();
    struct str url =
        page_url_story(a, row->language, result->card.section_key, row->slug, row->story_id);
    json_object_set_new(item, "id", json_integer(row->story_id));
    api_json_set(item, "language", row->language);
    api_json_set(item, "original_language", result->card.source_language);
    api_json_set(item, "label", str_of(edition_label_name(row->label)));
    api_json_set(item, "section", result->card.section_key);
    api_json_set(item, "headline", row->headline);
    api_json_set(item, "headline_html", result->headline.s);
    api_json_set(item, "snippet_html", result->snippet.s);
    api_json_set(item, "date", clock_format(a, row->published_ms));
    api_json_set(item, "url", arena_printf(a, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p));
    return item;
}

static void send_results(struct request *req, struct response *res, const struct search_form *form,
                         const struct search_results *results) {
    const struct site_info *site = ((struct web_worker *)req->worker)->context->site;
    json_t *answer = json_object(), *items = json_array();
    for (size_t i = 0; i < results->n; i++)
        json_array_append_new(items, item_of(req->arena, &results->result[i], site->base_url));
    json_object_set_new(answer, "stories", items);
    json_object_set_new(answer, "total", json_integer(results->total));
    json_object_set_new(answer, "more_than_total", json_boolean(results->more));
    json_object_set_new(answer, "next_page",
                        results->next ? json_integer(form->page + 1) : json_null());
    api_json_send(req, res, answer);
}

void search_api_handle(struct request *req, struct response *res) {
    const struct page_maker *maker = &((struct web_worker *)req->worker)->maker;
    struct search_form form, known;
    struct search_wish wish;
    struct search_results results;
    struct str lang;
    struct err e;
    int code = read_form(req, &lang, &form, &e);
    known = form;
    if (!code) code = search_view_wish(req->arena, maker, lang, &known, &wish, &e);
    if (!code) code = check_filters(&form, &known, &e);
    if (!code) code = search_results_find(req->arena, maker, &wish, &results, &e);
    if (code)
        problem_send(req, res, &e);
    else
        send_results(req, res, &form, &results);
}
