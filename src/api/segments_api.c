#include "api/segments_api.h"

#include "api/api_json.h"
#include "api/problem.h"
#include "api/suggestion_output.h"
#include "api/token_check.h"
#include "base/clock.h"
#include "i18n/language.h"
#include "page/web_worker.h"
#include "store/edition_read.h"
#include "store/memory_search.h"
#include "store/review_write.h"
#include "store/story_store.h"
#include "story/document_html.h"

static int read_place(struct request *req, int64_t *ret_id, struct str *ret_language,
                      struct err *e) {
    if (!str_to_int64(request_param(req, STR("id")), 1, INT64_MAX, ret_id))
        return err_set(e, E_NOTFOUND, "a story's id is a whole number");
    if (language_parse(req->arena, request_param(req, STR("lang")), ret_language, e))
        return err_set(e, E_NOTFOUND, "there is no such language");
    return 0;
}

static int load(struct request *req, int64_t id, struct str language, struct edition *edition,
                struct edition *source, int64_t *ret_section_id, struct err *e) {
    struct web_worker *worker = req->worker;
    struct database *db = worker->maker.db;
    struct story_row story;
    int code = story_store_find(db, req->arena, id, &story, e);
    if (!code) *ret_section_id = story.section_id;
    if (!code) code = edition_read(db, req->arena, id, story.source_language, source, NULL, e);
    if (!code) code = edition_read(db, req->arena, id, language, edition, NULL, e);
    return code;
}

static void set_html(json_t *object, struct arena *a, const char *key, const struct text *text) {
    if (text->s.n) api_json_set(object, key, document_html_inline(a, text).s);
}

static struct str tag_text(struct arena *a, const struct edition *edition, size_t at) {
    return arena_printf(a, "%016llx", (unsigned long long)segment_act_tag(edition, at));
}

static void set_more(json_t *object, struct arena *a, const struct segment *s) {
    const struct segment_more *more = s->more;
    if (!more) return;
    if (s->state == SEGMENT_OUTDATED) {
        set_html(object, a, "old_source_html", &more->source);
        set_html(object, a, "draft_html", &more->draft);
    }
    if (s->state == SEGMENT_HELD) set_html(object, a, "draft_html", &more->draft);
    if (more->why.n) api_json_set(object, "held_because", more->why);
    if (more->who.n) {
        api_json_set(object, "who", more->who);
        api_json_set(object, "role", more->role);
        api_json_set(object, "at", clock_format(a, more->at_ms));
    }
}

static json_t *segment_object(struct arena *a, const struct edition *edition, size_t at,
                              const struct edition *source) {
    const struct segment *s = &edition->segment[at];
    const struct block *block = &edition->document.block[s->block];
    struct text from = segment_act_source(a, edition, at, source);
    struct text text = text_slice(a, &block->text, s->start, s->end);
    json_t *object = json_object();
    json_object_set_new(object, "n", json_integer((json_int_t)at + 1));
    api_json_set(object, "tag", tag_text(a, edition, at));
    api_json_set(object, "block", str_of(block_kind_name(block->kind)));
    api_json_set(object, "origin", str_of(segment_origin_name(s->origin)));
    api_json_set(object, "state", str_of(segment_state_name(s->state)));
    json_object_set_new(object, "approved", json_boolean(s->approved));
    json_object_set_new(object, "locked", json_boolean(s->locked));
    set_html(object, a, "source_html", &from);
    set_html(object, a, "html", &text);
    set_more(object, a, s);
    return object;
}

/* Segments with what the memory offers for those that people do not answer for. */
static int list_segments(struct request *req, const struct edition *edition,
                         const struct edition *source, int64_t section_id, json_t *list,
                         struct err *e) {
    struct web_worker *worker = req->worker;
    struct database *db = worker->maker.db;
    size_t n_open = 0;
    bool has;
    int code = memory_search_has(db, source->language, edition->language, &has, e);
    for (size_t i = 0; i < edition->n_segments && !code; i++) {
        json_t *object = segment_object(req->arena, edition, i, source), *suggestions = NULL;
        json_array_append_new(list, object);
        if (!has || segment_is_revised(&edition->segment[i]) || n_open++ >= SUGGESTION_OUTPUT_MOST)
            continue;
        code =
            suggestion_output_list(db, req->arena, edition, i, source, section_id, &suggestions, e);
        if (suggestions) json_object_set_new(object, "suggestions", suggestions);
    }
    return code;
}

void segments_api_list(struct request *req, struct response *res) {
    struct edition edition, source;
    struct str language;
    struct err e;
    int64_t id, section_id;
    json_t *list = json_array();
    int code = token_check(req, &e);
    if (!code) code = read_place(req, &id, &language, &e);
    if (!code) code = load(req, id, language, &edition, &source, &section_id, &e);
    if (!code) code = list_segments(req, &edition, &source, section_id, list, &e);
    if (code) {
        json_decref(list);
        problem_send(req, res, &e);
        return;
    }
    json_t *body = json_object();
    json_object_set_new(body, "story", json_integer(id));
    api_json_set(body, "language", edition.language);
    api_json_set(body, "original_language", source.language);
    api_json_set(body, "state", str_of(edition_state_name(edition.state)));
    api_json_set(body, "label", str_of(edition_label_name(edition.label)));
    json_object_set_new(body, "label_share",
                        json_integer(edition_revised_share(edition.segment, edition.n_segments)));
    json_object_set_new(body, "segments", list);
    api_json_send(req, res, body);
}

static bool read_tag(struct str s, uint64_t *ret_tag) {
    uint64_t tag = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return false;
        tag = tag << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
    }
    *ret_tag = tag;
    return s.n == 0 || s.n == 16;
}

static int read_review(struct request *req, const json_t *object, struct str language,
                       struct segment_review *r, struct err *e) {
    struct str act, html, tag;
    int64_t number;
    int code = api_json_text(object, "act", &act, e);
    if (!code) code = api_json_text(object, "html", &html, e);
    if (!code) code = api_json_text(object, "tag", &tag, e);
    if (!code) code = api_json_text(object, "who", &r->who, e);
    if (!code) code = api_json_text(object, "role", &r->role, e);
    if (code) return code;
    if (!segment_act_from_name(act, &r->act) || r->act == ACT_DROP) {
        err_set(e, E_INVALID, "\"act\" is \"%.*s\"", (int)act.n, act.p);
        return err_hint(e, "write edit, approve, reject, lock or unlock");
    }
    if (!read_tag(tag, &r->expected))
        return err_set(e, E_INVALID, "\"tag\" is not what the list of segments gives");
    if (!str_to_int64(request_param(req, STR("n")), 1, UINT32_MAX, &number))
        return err_set(e, E_NOTFOUND, "a segment's number is a whole number from 1 on");
    r->segment = (size_t)number - 1;
    r->who = arena_str(req->arena, str_trim(r->who)); /* the object goes before the answer */
    r->role = arena_str(req->arena, str_trim(r->role));
    r->at_ms = clock_wall_ms();
    if (r->act != ACT_EDIT) return 0;
    return segment_act_read_text(req->arena, html, language, &r->text, e);
}

static int act(struct request *req, int64_t id, struct str language, struct review_written *written,
               struct segment_review *review, struct err *e) {
    struct web_worker *worker = req->worker;
    json_t *object = NULL;
    int code = api_json_read(req, &object, e);
    if (!code) code = read_review(req, object, language, review, e);
    if (!code)
        code = review_write(worker->maker.db, req->arena, worker->tools.slug, id, language, review,
                            1, written, e);
    json_decref(object);
    if (!code && written->needs_worker) worker->context->story_saved(worker->context->who);
    return code;
}

void segments_api_act(struct request *req, struct response *res) {
    struct segment_review review = {0};
    struct review_written written;
    struct edition edition, source;
    struct str language;
    struct err e;
    int64_t id, section_id;
    int code = token_check(req, &e);
    if (!code) code = read_place(req, &id, &language, &e);
    if (!code) code = act(req, id, language, &written, &review, &e);
    if (!code) code = load(req, id, language, &edition, &source, &section_id, &e);
    if (code) {
        problem_send(req, res, &e);
        return;
    }
    api_json_send(req, res, segment_object(req->arena, &written.edition, review.segment, &source));
}
