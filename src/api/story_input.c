#include "api/story_input.h"

#include "api/api_json.h"
#include "base/clock.h"
#include "i18n/language.h"
#include "store/media_store.h"
#include "story/document_html.h"
#include "story/document_markdown.h"
#include "story/document_plain.h"
#include "story/picture_name.h"
#include "story/story_field.h"

static int read_language(const struct web_worker *worker, struct arena *a, struct str text,
                         struct str *ret_language, struct err *e) {
    if (text.n == 0) {
        err_set(e, E_INVALID, "\"language\" is missing");
        return err_hint(e, "say which language the story is written in, as in \"eu\"");
    }
    int code = language_parse(a, text, ret_language, e);
    if (code) return err_add(e, "\"language\": ");
    if (site_find_language(worker->context->site, *ret_language)) return 0;
    err_set(e, E_INVALID, "\"language\": the newsroom has no stories in \"%.*s\"",
            (int)ret_language->n, ret_language->p);
    return err_hint(e, "its languages are in zubi.ini, under [newsroom]");
}

static int read_body(struct arena *a, const json_t *object, struct str language,
                     struct document *body, struct err *e) {
    struct str html, markdown, plain;
    int code = api_json_text(object, "body_html", &html, e);
    if (!code) code = api_json_text(object, "body_markdown", &markdown, e);
    if (!code) code = api_json_text(object, "body_text", &plain, e);
    if (code) return code;
    if ((html.n > 0) + (markdown.n > 0) + (plain.n > 0) > 1)
        return err_set(e, E_INVALID, "give one body: body_html, body_markdown or body_text");
    if (markdown.n)
        code = document_markdown_parse(a, markdown, language, body, e);
    else if (plain.n)
        code = document_plain_parse(a, plain, body, e);
    else
        code = document_html_parse(a, html, language, body, e);
    return code ? err_add(e, "the body: ") : 0;
}

/* A picture the newsroom has already, by its name or its address here. */
static int find_media(const struct web_worker *worker, struct arena *a, struct str name,
                      struct media_row *ret_media, struct err *e) {
    if (str_starts(name, STR("/media/"))) name = str_from(name, 7);
    struct str original = picture_name_original(a, name);
    int code = media_store_find(worker->maker.db, a, original, ret_media, e);
    if (!code) ret_media->name = name; /* with its focus */
    if (code != E_NOTFOUND) return code;
    err_set(e, E_INVALID, "the newsroom has no picture \"%.*s\"", (int)name.n, name.p);
    return err_hint(e, "send it to /api/v1/media first");
}

static int read_picture(const struct web_worker *worker, struct arena *a, const json_t *object,
                        struct story_field_set *field, struct err *e) {
    const json_t *picture = json_object_get(object, "picture");
    struct media_row media;
    struct str name, focus = STR("");
    if (!picture || json_is_null(picture)) return 0;
    if (!json_is_object(picture)) return err_set(e, E_INVALID, "\"picture\" must be an object");
    int code = api_json_text(picture, "media", &name, e);
    if (!code) code = api_json_text(picture, "alt", &field->alt, e);
    if (!code) code = api_json_text(picture, "caption", &field->caption, e);
    if (!code) code = api_json_text(picture, "credit", &field->credit, e);
    if (!code) code = api_json_text(picture, "focus", &focus, e);
    if (!code) code = find_media(worker, a, name, &media, e);
    if (!code && focus.n && !picture_name_focus(a, media.name, focus, &media.name)) {
        code = err_set(e, E_INVALID, "its focus is \"%.*s\"", (int)focus.n, focus.p);
        err_hint(e, "write two numbers from 0 to 1, from the left and from the top: 0.3 0.6");
    }
    if (code) return err_add(e, "\"picture\": ");
    field->picture = media.name;
    field->picture_width = (uint32_t)media.width;
    field->picture_height = (uint32_t)media.height;
    return 0;
}

/* Pictures within the body: those the newsroom has stay, all others are left out. */
static int settle_pictures(const struct web_worker *worker, struct arena *a, struct document *d,
                           struct err *e) {
    size_t kept = 0;
    bool dropping = false;
    for (size_t i = 0; i < d->n_blocks; i++) {
        struct block *block = &d->block[i];
        struct media_row media;
        if (block->kind == BLOCK_PICTURE) {
            int code = find_media(worker, a, block->value, &media, e);
            if (code && code != E_INVALID) return code;
            dropping = code != 0;
            if (!code) {
                block->value = media.name;
                block->width = (uint32_t)media.width;
                block->height = (uint32_t)media.height;
            }
        } else if (block->kind < BLOCK_ALT) {
            dropping = false;
        }
        if (!dropping) d->block[kept++] = *block;
    }
    d->n_blocks = kept;
    return 0;
}

static int read_date(const json_t *object, int64_t *ret_ms, struct err *e) {
    struct str date;
    int code = api_json_text(object, "date", &date, e);
    *ret_ms = 0;
    if (code || date.n == 0) return code;
    if (clock_parse(date, ret_ms)) return 0;
    err_set(e, E_INVALID, "\"date\": \"%.*s\" is no date", (int)date.n, date.p);
    return err_hint(e, "write it as in 2026-11-20T08:30:00+01:00");
}

/* Rules as in zubi.ini; left out, what the story said before holds. */
static int read_policy(struct arena *a, const json_t *object, struct story_draft *draft,
                       struct err *e) {
    struct str rules;
    int code = api_json_text(object, "policy", &rules, e);
    if (code || !json_is_string(json_object_get(object, "policy"))) return code;
    draft->policy = arena_alloc(a, sizeof *draft->policy);
    code = language_policy_parse(a, rules, draft->policy, e);
    return code ? err_add(e, "\"policy\": ") : 0;
}

int story_input_read(struct web_worker *worker, struct arena *a, const json_t *object,
                     struct story_draft *ret_draft, struct err *e) {
    struct story_draft draft = {.import_key = STR(""), .import_hash = STR("")};
    struct story_field_set field = {0};
    struct document body;
    struct str language;
    int code = api_json_text(object, "language", &language, e);
    if (!code) code = api_json_text(object, "section", &draft.section, e);
    if (!code) code = api_json_text(object, "byline", &draft.byline, e);
    if (!code) code = api_json_text(object, "topic", &field.topic, e);
    if (!code) code = api_json_text(object, "headline", &field.headline, e);
    if (!code) code = api_json_text(object, "lead", &field.lead, e);
    if (!code) code = read_date(object, &draft.published_ms, e);
    if (!code) code = read_policy(a, object, &draft, e);
    if (!code) code = read_language(worker, a, language, &draft.language, e);
    if (!code) code = read_picture(worker, a, object, &field, e);
    if (!code) code = read_body(a, object, draft.language, &body, e);
    if (!code) code = settle_pictures(worker, a, &body, e);
    if (!code)
        code = story_field_document(a, &field, STORY_FIELD_TEXT, draft.language, &body,
                                    &draft.document, e);
    if (!code) code = story_draft_finish(&worker->tools, a, &draft, e);
    if (!code) *ret_draft = draft;
    return code;
}
