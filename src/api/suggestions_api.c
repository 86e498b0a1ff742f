#include "api/suggestions_api.h"

#include "api/api_json.h"
#include "api/problem.h"
#include "api/token_check.h"
#include "base/clock.h"
#include "http/form.h"
#include "store/edition_read.h"
#include "store/suggestion_write.h"
#include "story/document_html.h"

enum { LIST_LIMIT = 50 };

static void set_text(json_t *object, struct arena *a, const char *key, const struct text *text) {
    if (text->s.n) api_json_set(object, key, document_html_inline(a, text).s);
}

/* Where an open one stands now. */
static int set_standing(struct database *db, struct arena *a, const struct suggestion *s,
                        json_t *object, struct err *e) {
    static const char *const name[] = {
        [SUGGESTION_SAME] = "same", [SUGGESTION_CHANGED] = "changed", [SUGGESTION_GONE] = "gone"};
    struct edition edition;
    struct text text;
    struct err unfit;
    size_t at = 0;
    struct suggestion_seen seen = suggestion_store_seen(s);
    int code = edition_read(db, a, s->story_id, s->language, &edition, NULL, e);
    if (code) return code;
    enum suggestion_standing standing = suggestion_place_find(&edition, &seen, &at);
    api_json_set(object, "sentence", str_of(name[standing]));
    if (standing == SUGGESTION_GONE) return 0;
    const struct segment *segment = &edition.segment[at];
    json_object_set_new(object, "segment", json_integer((json_int_t)at + 1));
    text =
        text_slice(a, &edition.document.block[segment->block].text, segment->start, segment->end);
    set_text(object, a, "present_html", &text);
    if (suggestion_write_text(a, s, &edition, at, &text, &unfit) == 0)
        set_text(object, a, "html", &text);
    return 0;
}

static int make_object(struct database *db, struct arena *a, const struct suggestion *s,
                       json_t **ret_object, struct err *e) {
    json_t *object = json_object();
    *ret_object = object;
    json_object_set_new(object, "id", json_integer(s->id));
    json_object_set_new(object, "story", json_integer(s->story_id));
    api_json_set(object, "language", s->language);
    json_object_set_new(object, "segment", json_integer(s->segment));
    api_json_set(object, "state", str_of(suggestion_state_name(s->state)));
    api_json_set(object, "at", clock_format(a, s->at_ms));
    set_text(object, a, "source_html", &s->source);
    set_text(object, a, "seen_html", &s->present);
    api_json_set(object, "text", s->proposed);
    api_json_set(object, "note", s->note);
    if (s->state == SUGGESTION_OPEN) return set_standing(db, a, s, object, e);
    api_json_set(object, "who", s->who);
    api_json_set(object, "settled_at", clock_format(a, s->settled_ms));
    if (s->ledger_id) json_object_set_new(object, "ledger", json_integer(s->ledger_id));
    return 0;
}

static int read_query(struct request *req, struct suggestion_query *query, struct err *e) {
    struct form form = {0};
    int code = req->query.p ? form_parse(req->arena, req->query, &form, e) : 0;
    if (code) return code;
    struct str state = form_get(&form, STR("state")), story = form_get(&form, STR("story"));
    struct str after = form_get(&form, STR("after"));
    query->language = form_text(&form, STR("lang"));
    query->limit = LIST_LIMIT + 1;
    if (state.p && !suggestion_state_from_name(state, &query->state)) {
        err_set(e, E_INVALID, "\"state\" is \"%.*s\"", (int)state.n, state.p);
        return err_hint(e, "it is one of open, taken, dismissed");
    }
    if (story.p && !str_to_int64(story, 1, INT64_MAX, &query->story_id))
        return err_set(e, E_INVALID, "\"story\" is a whole number");
    if (after.p && !str_to_int64(after, 0, INT64_MAX, &query->after_id))
        return err_set(e, E_INVALID, "\"after\" is the number of a suggestion");
    return 0;
}

static int make_list(struct request *req, json_t *body, struct err *e) {
    struct web_worker *worker = req->worker;
    struct database *db = worker->maker.db;
    struct suggestion_query query = {.state = SUGGESTION_OPEN};
    struct suggestion *s;
    size_t n;
    int code = read_query(req, &query, e);
    if (!code) code = suggestion_store_list(db, req->arena, &query, &s, &n, e);
    if (code) return code;
    json_t *list = json_array();
    json_object_set_new(body, "suggestions", list);
    if (n > LIST_LIMIT) json_object_set_new(body, "next", json_integer(s[LIST_LIMIT - 1].id));
    for (size_t i = 0; i < n && i < LIST_LIMIT && !code; i++) {
        json_t *object;
        code = make_object(db, req->arena, &s[i], &object, e);
        json_array_append_new(list, object);
    }
    return code;
}

void suggestions_api_list(struct request *req, struct response *res) {
    struct err e;
    json_t *body = json_object();
    if (token_check(req, &e) || make_list(req, body, &e)) {
        json_decref(body);
        problem_send(req, res, &e);
        return;
    }
    api_json_send(req, res, body);
}

static int read_decision(struct request *req, const json_t *object,
                         struct suggestion_decision *decision, bool *ret_take, struct err *e) {
    struct arena *a = req->arena;
    struct web_worker *worker = req->worker;
    struct suggestion suggestion;
    struct str act, html;
    int code = api_json_text(object, "act", &act, e);
    if (!code) code = api_json_text(object, "html", &html, e);
    if (!code) code = api_json_text(object, "who", &decision->who, e);
    if (!code) code = api_json_text(object, "role", &decision->role, e);
    if (code) return code;
    *ret_take = str_eq(act, STR("take"));
    if (!*ret_take && !str_eq(act, STR("dismiss"))) {
        err_set(e, E_INVALID, "\"act\" is \"%.*s\"", (int)act.n, act.p);
        return err_hint(e, "write take or dismiss");
    }
    decision->who = arena_str(a, str_trim(decision->who)); /* the object goes before the answer */
    decision->role = arena_str(a, str_trim(decision->role));
    decision->anyway = json_is_true(json_object_get(object, "anyway"));
    decision->at_ms = clock_wall_ms();
    code = suggestion_store_find(worker->maker.db, a, decision->id, &suggestion, e);
    if (code || html.n == 0) return code;
    return segment_act_read_text(a, html, suggestion.language, &decision->text, e);
}

static int decide(struct request *req, int64_t id, struct err *e) {
    struct web_worker *worker = req->worker;
    struct suggestion_decision decision = {.id = id};
    struct suggestion taken;
    struct review_written written = {0};
    json_t *object = NULL;
    bool take = false;
    int code = api_json_read(req, &object, e);
    if (!code) code = read_decision(req, object, &decision, &take, e);
    json_decref(object);
    if (code) return code;
    if (!take) return suggestion_write_dismiss(worker->maker.db, &decision, e);
    code = suggestion_write_take(worker->maker.db, req->arena, worker->tools.slug, &decision,
                                 &taken, &written, e);
    if (!code) worker->context->story_saved(worker->context->who);
    return code;
}

void suggestions_api_act(struct request *req, struct response *res) {
    struct web_worker *worker = req->worker;
    struct suggestion suggestion;
    struct err e;
    json_t *object = NULL;
    int64_t id;
    int code = token_check(req, &e);
    if (!code && !str_to_int64(request_param(req, STR("id")), 1, INT64_MAX, &id))
        code = err_set(&e, E_NOTFOUND, "a suggestion's number is a whole number");
    if (!code) code = decide(req, id, &e);
    if (!code) code = suggestion_store_find(worker->maker.db, req->arena, id, &suggestion, &e);
    if (!code) code = make_object(worker->maker.db, req->arena, &suggestion, &object, &e);
    if (code) {
        json_decref(object);
        problem_send(req, res, &e);
        return;
    }
    api_json_send(req, res, object);
}
