#include "api/story_output.h"

#include "api/api_json.h"
#include "base/clock.h"
#include "page/label_notice.h"
#include "page/page_url.h"
#include "page/picture_view.h"
#include "store/card.h"
#include "store/edition_store.h"
#include "store/policy_store.h"
#include "store/story_store.h"
#include "story/document_html.h"
#include "story/document_json.h"
#include "story/translated_tag.h"

/* "eu-es es-en" to ["eu-es","es-en"]. */
static json_t *route_list(struct str route) {
    json_t *list = json_array();
    while (route.p && route.n) {
        struct str hop = str_cut(&route, ' ');
        json_array_append_new(list, json_stringn(hop.p, hop.n));
    }
    return list;
}

static void set_time(json_t *object, struct arena *a, const char *key, int64_t wall_ms) {
    if (wall_ms) api_json_set(object, key, clock_format(a, wall_ms));
}

static void set_revision(json_t *object, const struct web_worker *worker, struct arena *a,
                         const struct segment *segment, size_t n) {
    struct str *person;
    size_t n_people;
    json_t *people = json_array();
    label_notice_people(a, worker->context->site, segment, n, &person, &n_people);
    for (size_t i = 0; i < n_people; i++)
        json_array_append_new(people, json_stringn(person[i].p, person[i].n));
    json_object_set_new(object, "label_share", json_integer(edition_revised_share(segment, n)));
    json_object_set_new(object, "reviewed_by", people);
}

/* The picture in all its widths, formats, and cut for cards. */
static json_t *variants(struct arena *a, const struct edition_row *row) {
    static const enum picture_crop crop[] = {PICTURE_WHOLE, PICTURE_3X2, PICTURE_16X9, PICTURE_1X1};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof crop / sizeof *crop; i++) {
        struct picture_view view = {row->picture, row->picture_width, row->picture_height, crop[i]};
        size_t n;
        struct picture_file *file = picture_view_files(a, &view, &n);
        for (size_t j = 0; j < n; j++) {
            json_t *one = json_object();
            api_json_set(one, "url", file[j].url);
            api_json_set(one, "type", str_of(file[j].type));
            json_object_set_new(one, "width", json_integer(file[j].width));
            json_object_set_new(one, "height", json_integer(file[j].height));
            json_array_append_new(list, one);
        }
    }
    return list;
}

/* The texts of an edition that has its own; one that waits for its translation has none. */
static int set_texts(json_t *object, const struct web_worker *worker, struct arena *a,
                     const struct edition_row *row, struct err *e) {
    struct document d;
    struct segment *segment;
    size_t n;
    int code = document_json_read(a, row->json, &d, &segment, &n, e);
    if (code) return code;
    n = edition_shown_segments(&d, segment, n, row->policy.scope);
    d = edition_shown(&d, row->policy.scope);
    if (row->label != LABEL_ORIGINAL) set_revision(object, worker, a, segment, n);
    api_json_set(object, "topic", document_text_of(&d, BLOCK_TOPIC));
    api_json_set(object, "headline", row->headline);
    api_json_set(object, "lead", row->lead);
    api_json_set(object, "body_html", document_html_body(a, &d).s);
    if (row->picture.n == 0) return 0;
    json_t *picture = json_object();
    api_json_set(picture, "url", page_url_media(a, row->picture));
    api_json_set(picture, "alt", row->picture_alt);
    json_object_set_new(picture, "variants", variants(a, row));
    json_object_set_new(object, "picture", picture);
    return 0;
}

static int make_edition(const struct web_worker *worker, struct arena *a,
                        const struct edition_row *row, const struct card *story,
                        json_t **ret_object, struct err *e) {
    json_t *object = json_object();
    bool has_text = str_eq(row->text_language, row->language);
    struct str url = page_url_story(a, row->language, story->section_key, row->slug, row->story_id);
    struct str base = worker->context->site->base_url;
    api_json_set(object, "language", row->language);
    api_json_set(object, "state", str_of(edition_state_name(row->state)));
    json_object_set_new(object, "route", route_list(row->route));
    api_json_set(object, "url",
                 arena_printf(a, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p));
    if (row->problem.n) api_json_set(object, "problem", row->problem);
    int code = 0;
    if (has_text) {
        json_object_set_new(object, "revision", json_integer(row->revision));
        api_json_set(object, "label", str_of(edition_label_name(row->label)));
        api_json_set(object, "language_tag",
                     translated_tag(a, row->language, story->source_language, row->label));
        if (row->live_ms)
            json_object_set_new(object, "clock_ms", json_integer(row->live_ms - row->saved_ms));
        set_time(object, a, "live", row->live_ms);
        code = set_texts(object, worker, a, row, e);
    }
    if (code)
        json_decref(object);
    else
        *ret_object = object;
    return code;
}

/* What the language policy makes of the edition, and who says so. */
static void set_policy(json_t *object, const struct policy_levels *levels, struct str language) {
    static const char *const name[] = {"edition", "scope", "review", "delay_minutes", "noindex"};
    struct policy_resolved r;
    json_t *policy = json_object(), *from = json_object();
    language_policy_resolve(levels->level, language, &r);
    for (int f = 0; f < POLICY_FIELDS; f++) {
        json_t *value = f == POLICY_DELAY ? json_integer(r.value[f]) : json_boolean(r.value[f]);
        if (f == POLICY_SCOPE) {
            json_decref(value);
            value = json_string(edition_scope_name((enum edition_scope)r.value[f]));
        }
        json_object_set_new(policy, name[f], value);
        api_json_set(from, name[f], str_of(language_policy_level_name(r.from[f])));
    }
    json_object_set_new(policy, "from", from);
    json_object_set_new(object, "policy", policy);
}

/* Strangers get what readers get. */
static int add_editions(const struct web_worker *worker, struct arena *a, json_t *object,
                        const struct story_row *own, bool authorised, const struct card *story,
                        struct err *e) {
    struct edition_row *row;
    struct policy_levels levels;
    size_t n;
    int64_t now_ms = clock_wall_ms();
    struct database *db = worker->maker.db;
    int code = edition_store_list(db, a, own->id, true, &row, &n, e);
    if (!code) code = policy_store_levels(db, a, own->id, own->section_id, &levels, e);
    if (!code && authorised)
        api_json_set(object, "policy", language_policy_text(a, &levels.level[POLICY_STORY]));
    json_t *list = json_array();
    for (size_t i = 0; i < n && !code; i++) {
        json_t *edition;
        if (!site_find_language(worker->context->site, row[i].language)) continue;
        if (!authorised && !edition_row_is_public(&row[i], now_ms)) continue;
        code = make_edition(worker, a, &row[i], story, &edition, e);
        if (code) break;
        if (authorised && !str_eq(row[i].language, own->source_language))
            set_policy(edition, &levels, row[i].language);
        json_array_append_new(list, edition);
    }
    json_object_set_new(object, "editions", list);
    return code;
}

int story_output_make(struct web_worker *worker, struct arena *a, int64_t id, bool with_unpublished,
                      json_t **ret_object, struct err *e) {
    struct story_row story;
    struct card card;
    int code = story_store_find(worker->maker.db, a, id, &story, e);
    if (!code && !with_unpublished && story.published_ms > clock_wall_ms()) code = E_NOTFOUND;
    if (code == E_NOTFOUND) return err_set(e, E_NOTFOUND, "there is no story %lld", (long long)id);
    if (!code) code = card_load(worker->maker.db, a, id, story.source_language, &card, e);
    if (code) return code;
    json_t *object = json_object();
    json_object_set_new(object, "id", json_integer(id));
    api_json_set(object, "language", story.source_language);
    api_json_set(object, "section", card.section_key);
    api_json_set(object, "section_name", card.section_name);
    if (card.topic_key.n) api_json_set(object, "topic", card.topic_name);
    api_json_set(object, "byline", story.byline);
    set_time(object, a, "date", story.published_ms);
    set_time(object, a, "saved", story.updated_ms);
    json_object_set_new(object, "revision", json_integer(story.revision));
    code = add_editions(worker, a, object, &story, with_unpublished, &card, e);
    if (code)
        json_decref(object);
    else
        *ret_object = object;
    return code;
}
