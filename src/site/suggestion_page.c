#include "site/suggestion_page.h"

#include "base/clock.h"
#include "base/log.h"
#include "http/secure_headers.h"
#include "page/page_url.h"
#include "page/suggest_view.h"
#include "site/site_answer.h"
#include "site/story_page.h"
#include "site/suggestion_form.h"
#include "site/suggestion_gate.h"
#include "store/suggestion_store.h"
#include "story/segment_act.h"

/* One request on its way. */
struct visit {
    struct request *req;
    struct response *res;
    struct suggestion_gate *gate;
    struct card card;
    struct original_pair pair;
    size_t segment;
    int64_t now_ms;
};

/* The story and its translation; E_NOTFOUND when the address leads nowhere. */
static int load(struct visit *v, struct err *e) {
    const struct site_language *language = site_path_language(v->req);
    int64_t id;
    v->gate = site_worker(v->req)->context->suggestions;
    v->now_ms = clock_wall_ms();
    if (!language || !v->gate ||
        !str_to_int64(request_param(v->req, STR("story")), 1, INT64_MAX, &id))
        return err_set(e, E_NOTFOUND, "there is nothing at this address");
    int code = story_page_card(v->req, id, language->tag, &v->card, e);
    if (!code && !original_view_has(&v->card))
        code = err_set(e, E_NOTFOUND, "there is no translation to be made better");
    if (code) return code;
    return original_view_load(v->req->arena, &site_worker(v->req)->maker, &v->card, &v->pair, e);
}

static int load_segment(struct visit *v, struct err *e) {
    int64_t number;
    int code = load(v, e);
    if (code) return code;
    if (!str_to_int64(request_param(v->req, STR("segment")), 1, (int64_t)v->pair.edition.n_segments,
                      &number))
        return err_set(e, E_NOTFOUND, "there is no such sentence");
    v->segment = (size_t)number - 1;
    return 0;
}

static struct text present_text(const struct visit *v) {
    const struct edition *edition = &v->pair.edition;
    const struct segment *s = &edition->segment[v->segment];
    return text_slice(v->req->arena, &edition->document.block[s->block].text, s->start, s->end);
}

/* For the sentence as it is now, as if the form had been made at `at_ms`. */
static struct str token_of(const struct visit *v, int64_t at_ms) {
    struct text present = present_text(v);
    struct suggestion_token token = {.at_ms = at_ms,
                                     .source_hash =
                                         segment_wanted_hash(&v->pair.edition.segment[v->segment]),
                                     .text_hash = segment_hash(&present)};
    return suggestion_gate_write(v->gate, v->req->arena, v->pair.edition.story_id,
                                 v->pair.edition.language, &token);
}

static void send_form(struct visit *v, const struct suggest_form *form) {
    struct err e;
    struct buf *page = site_page(v->req);
    struct suggest_form whole = *form;
    whole.pair = &v->pair;
    whole.segment = v->segment;
    whole.text_max = suggestion_form_room(&v->pair, v->segment);
    whole.note_max = SUGGESTION_FORM_MAX_NOTE;
    int code =
        suggest_view_form(v->req->arena, &site_worker(v->req)->maker, &v->card, &whole, page, &e);
    site_send_private(v->req, v->res, page, code, &e);
}

static void show_thanks(struct visit *v) {
    struct err e;
    struct buf *page = site_page(v->req);
    int code = load(v, &e);
    if (!code)
        code = suggest_view_thanks(v->req->arena, &site_worker(v->req)->maker, &v->card, page, &e);
    site_send_private(v->req, v->res, page, code, &e);
}

void suggestion_page_show(struct request *req, struct response *res) {
    struct visit v = {.req = req, .res = res};
    struct err e;
    if (str_eq(request_param(req, STR("segment")), STR("thanks"))) {
        show_thanks(&v);
        return;
    }
    int code = load_segment(&v, &e);
    if (code) {
        site_send_private(req, res, NULL, code, &e);
        return;
    }
    struct suggest_form form = {.text = suggestion_form_present(&v.pair, v.segment),
                                .note = STR(""),
                                .token = token_of(&v, v.now_ms)};
    send_form(&v, &form);
}

/* Finds the sentence that the form was made for. NULL, or why it cannot be taken as it is; then
 *ret_at_ms is when the form that is shown again was made. */
static const char *find_sentence(struct visit *v, const struct form *form, int64_t *ret_at_ms) {
    struct suggestion_token token;
    *ret_at_ms = v->now_ms;
    if (!suggestion_gate_read(v->gate, v->req->arena, form_text(form, STR("token")),
                              v->pair.edition.story_id, v->pair.edition.language, &token) ||
        token.at_ms > v->now_ms || v->now_ms - token.at_ms > SUGGESTION_GATE_MOST_MS)
        return "suggest_problem_old";
    *ret_at_ms = token.at_ms;
    struct suggestion_seen seen = {v->segment, token.source_hash, token.text_hash};
    if (suggestion_place_find(&v->pair.edition, &seen, &v->segment) != SUGGESTION_SAME)
        return "suggest_problem_changed";
    return v->now_ms - token.at_ms < SUGGESTION_GATE_LEAST_MS ? "suggest_problem_quick" : NULL;
}

static const char *store(struct visit *v, const struct suggestion_words *words, int *ret_status) {
    struct arena *a = v->req->arena;
    struct err e;
    const struct edition *edition = &v->pair.edition;
    struct suggestion suggestion = {
        .story_id = edition->story_id,
        .language = edition->language,
        .segment = (int64_t)v->segment + 1,
        .source_hash = segment_wanted_hash(&edition->segment[v->segment]),
        .source = segment_act_source(a, edition, v->segment, &v->pair.source),
        .present = present_text(v),
        .proposed = words->text,
        .note = words->note,
        .at_ms = v->now_ms,
    };
    *ret_status = 429;
    if (!suggestion_gate_admit(v->gate, v->req->remote, v->now_ms, clock_monotonic_ms()))
        return "suggest_problem_many";
    *ret_status = 503;
    int code = suggestion_store_add(site_worker(v->req)->maker.db, a, &suggestion, &e);
    if (code == E_LIMIT) return "suggest_problem_full";
    if (!code) return NULL;
    log_err(LOG_ERROR, "suggestion", &e, v->req->path);
    return "suggest_problem_failed";
}

static void take(struct visit *v, const struct form *form) {
    struct suggestion_words words;
    int64_t at_ms;
    int status = 422;
    const char *moved = find_sentence(v, form, &at_ms);
    const char *problem = suggestion_form_read(v->req->arena, form, &v->pair, v->segment, &words);
    if (!problem) problem = moved;
    if (!problem) problem = store(v, &words, &status);
    if (!problem) {
        response_header(v->res, STR("Cache-Control"), STR("private, no-store"));
        response_redirect(
            v->res, 303,
            page_url_thanks(v->req->arena, v->pair.edition.language, v->pair.edition.story_id));
        return;
    }
    struct suggest_form again = {.text = words.typed_text,
                                 .note = words.typed_note,
                                 .token = token_of(v, at_ms),
                                 .problem = problem};
    response_status(v->res, status);
    if (status != 422) response_header(v->res, STR("Retry-After"), STR("60"));
    send_form(v, &again);
}

void suggestion_page_send(struct request *req, struct response *res) {
    struct visit v = {.req = req, .res = res};
    struct form form;
    struct err e;
    int code = 0;
    if (secure_headers_origin(req) == SECURE_ORIGIN_FOREIGN)
        code = err_set(&e, E_DENIED, "the form is not of this site");
    if (!code && !form_is_type(request_header_text(req, STR("content-type"))))
        code = err_set(&e, E_INVALID, "this is not a form");
    if (!code) code = form_parse(req->arena, req->body, &form, &e);
    if (!code) code = load_segment(&v, &e);
    if (code)
        site_send_private(req, res, NULL, code, &e);
    else
        take(&v, &form);
}
