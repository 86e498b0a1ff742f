#include "api/stories_api.h"

#include "api/api_json.h"
#include "api/problem.h"
#include "api/story_input.h"
#include "api/story_output.h"
#include "api/token_check.h"
#include "base/clock.h"
#include "http/form.h"
#include "page/card_view.h"
#include "page/page_url.h"
#include "store/card.h"
#include "store/section_store.h"
#include "store/story_save.h"

enum { LIST_LIMIT = 50 };

/* Saves what the body says; `id` 0 makes a new story. */
static int save(struct request *req, int64_t id, struct story_saved *ret_saved, struct err *e) {
    struct web_worker *worker = req->worker;
    struct story_draft draft;
    json_t *object = NULL;
    if (req->body.n > STORIES_API_MAX_BODY) {
        err_set(e, E_LIMIT, "the story has %zu bytes, %d are allowed", req->body.n,
                STORIES_API_MAX_BODY);
        return err_hint(e, "send pictures to /api/v1/media, and a long text as several stories");
    }
    int code = api_json_read(req, &object, e);
    if (!code) code = story_input_read(worker, req->arena, object, &draft, e);
    if (!code) {
        const struct site_language *language =
            site_find_language(worker->context->site, draft.language);
        draft.story_id = id;
        code = story_save(worker->maker.db, req->arena, &draft, language->target,
                          language->n_targets, ret_saved, e);
    }
    json_decref(object);
    if (!code) worker->context->story_saved(worker->context->who);
    return code;
}

static void send_story(struct request *req, struct response *res, int64_t id, bool authorised) {
    json_t *object;
    struct err e;
    if (story_output_make(req->worker, req->arena, id, authorised, &object, &e))
        problem_send(req, res, &e);
    else
        api_json_send(req, res, object);
}

static bool read_id(struct request *req, struct response *res, int64_t *ret_id) {
    struct err e;
    if (str_to_int64(request_param(req, STR("id")), 1, INT64_MAX, ret_id)) return true;
    err_set(&e, E_NOTFOUND, "a story's id is a whole number");
    problem_send(req, res, &e);
    return false;
}

void stories_api_create(struct request *req, struct response *res) {
    struct story_saved saved;
    struct err e;
    if (token_check(req, &e) || save(req, 0, &saved, &e)) {
        problem_send(req, res, &e);
        return;
    }
    response_status(res, 201);
    response_header(res, STR("Location"),
                    arena_printf(req->arena, "/api/v1/stories/%lld", (long long)saved.id));
    send_story(req, res, saved.id, true);
}

void stories_api_replace(struct request *req, struct response *res) {
    struct story_saved saved;
    struct err e;
    int64_t id;
    if (token_check(req, &e)) {
        problem_send(req, res, &e);
        return;
    }
    if (!read_id(req, res, &id)) return;
    if (save(req, id, &saved, &e))
        problem_send(req, res, &e);
    else
        send_story(req, res, id, true);
}

void stories_api_read(struct request *req, struct response *res) {
    struct err e;
    int64_t id;
    bool authorised = request_header(req, STR("authorization")).p != NULL;
    if (authorised && token_check(req, &e)) {
        problem_send(req, res, &e);
        return;
    }
    if (read_id(req, res, &id)) send_story(req, res, id, authorised);
}

static int read_query(struct request *req, struct card_query *query, struct err *e) {
    struct web_worker *worker = req->worker;
    struct form form = {0};
    struct section section;
    int code = req->query.p ? form_parse(req->arena, req->query, &form, e) : 0;
    if (code) return code;
    const struct site_info *site = worker->context->site;
    struct str lang = form_text(&form, STR("lang")), key = form_text(&form, STR("section"));
    struct str before = form_text(&form, STR("before"));
    int64_t before_ms, before_id;
    query->language = lang.n ? lang : site->source;
    query->limit = LIST_LIMIT + 1;
    card_view_newest(query);
    if (!site_find_language(site, query->language))
        return err_set(e, E_INVALID, "the newsroom has no stories in \"%.*s\"", (int)lang.n,
                       lang.p);
    if (before.n && !page_url_parse_before(before, &before_ms, &before_id)) {
        err_set(e, E_INVALID, "\"before\" is no place in a list");
        return err_hint(e, "take it from \"next\" of the list before");
    }
    if (before.n) card_view_from(query, before_ms, before_id);
    if (key.n == 0) return 0;
    code = section_store_find(worker->maker.db, req->arena, key, query->language, site->source,
                              &section, e);
    if (code == E_NOTFOUND)
        err_set(e, E_NOTFOUND, "there is no section \"%.*s\"", (int)key.n, key.p);
    if (!code) query->section_id = section.id;
    return code;
}

static json_t *list_item(struct arena *a, const struct card *card, struct str base) {
    const struct edition_row *row = &card->edition;
    json_t *item = json_object();
    struct str url = page_url_story(a, row->language, card->section_key, row->slug, row->story_id);
    json_object_set_new(item, "id", json_integer(row->story_id));
    api_json_set(item, "language", row->language);
    api_json_set(item, "original_language", card->source_language);
    api_json_set(item, "label", str_of(edition_label_name(row->label)));
    api_json_set(item, "section", card->section_key);
    api_json_set(item, "headline", row->headline);
    api_json_set(item, "lead", row->lead);
    api_json_set(item, "date", clock_format(a, row->published_ms));
    api_json_set(item, "url", arena_printf(a, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p));
    return item;
}

/* The way on, as a query: it may be used as it is. */
static struct str next_query(struct arena *a, const struct card_query *query, struct str section,
                             const struct edition_row *last) {
    return arena_printf(a, "?lang=%.*s%s%.*s&before=%lld-%lld", (int)query->language.n,
                        query->language.p, section.n ? "&section=" : "", (int)section.n, section.p,
                        (long long)last->published_ms, (long long)last->story_id);
}

void stories_api_list(struct request *req, struct response *res) {
    struct web_worker *worker = req->worker;
    struct card_query query = {0};
    struct card *card;
    size_t n;
    struct err e;
    int code = read_query(req, &query, &e);
    if (!code) code = card_list(worker->maker.db, req->arena, &query, &card, &n, &e);
    if (code) {
        problem_send(req, res, &e);
        return;
    }
    json_t *body = json_object(), *list = json_array();
    size_t shown = n > LIST_LIMIT ? LIST_LIMIT : n;
    for (size_t i = 0; i < shown; i++)
        json_array_append_new(list,
                              list_item(req->arena, &card[i], worker->context->site->base_url));
    json_object_set_new(body, "stories", list);
    if (n > shown) {
        struct str section = query.section_id ? card[0].section_key : STR("");
        struct str next = next_query(req->arena, &query, section, &card[shown - 1].edition);
        api_json_set(body, "next", next);
        response_header(
            res, STR("Link"),
            arena_printf(req->arena, "</api/v1/stories%.*s>; rel=\"next\"", (int)next.n, next.p));
    }
    api_json_send(req, res, body);
}
