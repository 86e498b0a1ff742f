#include "wire/ninjs.h"

#include <jansson.h>
#include <stdarg.h>

#include "base/clock.h"
#include "story/document_html.h"
#include "story/document_plain.h"
#include "story/story_field.h"

/* The first of the names (NULL ends them) that holds a text, or "". The versions of ninjs differ in
   the case of their names. */
__attribute__((sentinel)) static struct str text_of(struct arena *a, const json_t *item, ...) {
    struct str text = STR("");
    va_list names;
    va_start(names, item);
    for (const char *name; text.n == 0 && (name = va_arg(names, const char *));) {
        const json_t *value = json_object_get(item, name);
        if (json_is_string(value))
            text = arena_str(a, (struct str){json_string_value(value), json_string_length(value)});
    }
    va_end(names);
    return text;
}

/* Of [{role, contentType, value}, …] the first value that is not empty. */
static struct str first_value(struct arena *a, const json_t *list) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct str value = text_of(a, json_array_get(list, i), "value", "name", NULL);
        if (value.n) return value;
    }
    return STR("");
}

struct body_text {
    struct str text;
    bool plain;
};

static bool is_plain_type(struct str type) {
    return str_eq_nocase(str_trim(str_slice(type, 0, str_find(type, ';'))), STR("text/plain"));
}

/* Marked-up text is taken before plain text. */
static struct body_text find_body(struct arena *a, const json_t *item) {
    struct body_text found = {STR(""), false};
    const json_t *bodies = json_object_get(item, "bodies");
    for (size_t i = 0; i < json_array_size(bodies); i++) {
        const json_t *body = json_array_get(bodies, i);
        struct str type = text_of(a, body, "contentType", "contenttype", NULL);
        bool plain = is_plain_type(type);
        struct str text = text_of(a, body, "value", NULL);
        if (text.n && (found.text.n == 0 || (found.plain && !plain)))
            found = (struct body_text){text, plain};
    }
    if (found.text.n == 0) found.text = text_of(a, item, "body_xhtml", "body_html", NULL);
    if (found.text.n == 0) found = (struct body_text){text_of(a, item, "body_text", NULL), true};
    return found;
}

/* What holds a story back must be understood: a value of another type is never taken for none. */
static int check_texts(const json_t *item, struct err *e) {
    static const char *const name[] = {"embargoedUntil", "embargoeduntil", "embargoed",
                                       "pubStatus",      "pubstatus",      "type"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        const json_t *value = json_object_get(item, name[i]);
        if (!value || json_is_null(value) || json_is_string(value)) continue;
        err_set(e, E_INVALID, "\"%s\" is not a text", name[i]);
        return err_hint(e, "ask the agency; the item may be one to hold back");
    }
    return 0;
}

static int read_date(struct arena *a, const json_t *item, int64_t *ret_ms, struct err *e) {
    struct str date = text_of(a, item, "embargoedUntil", "embargoeduntil", "embargoed",
                              "contentCreated", "contentcreated", "firstCreated", "firstcreated",
                              "versionCreated", "versioncreated", NULL);
    if (date.n == 0 || clock_parse(date, ret_ms)) return 0;
    err_set(e, E_INVALID, "\"%.*s\" is no date", (int)date.n, date.p);
    return err_hint(e, "dates are as in 2026-11-20T08:30:00+01:00");
}

static int check_status(struct arena *a, const json_t *item, struct err *e) {
    struct str status = text_of(a, item, "pubStatus", "pubstatus", NULL);
    struct str type = text_of(a, item, "type", NULL);
    if (type.n && !str_eq(type, STR("text")))
        return err_set(e, E_INVALID, "the item is of type \"%.*s\", not a text", (int)type.n,
                       type.p);
    if (status.n == 0 || str_eq(status, STR("usable"))) return 0;
    err_set(e, E_CONFLICT, "its agency has marked the item as %.*s", (int)status.n, status.p);
    return err_hint(e, "only usable items are taken");
}

static int read_item(struct arena *a, const json_t *item, struct story_draft *draft,
                     struct err *e) {
    struct story_field_set field = {0};
    struct document body;
    int code = check_texts(item, e);
    if (!code) code = check_status(a, item, e);
    if (!code) code = read_date(a, item, &draft->published_ms, e);
    if (code) return code;
    draft->import_key = text_of(a, item, "uri", "guid", NULL);
    draft->language = text_of(a, item, "language", NULL);
    draft->byline = text_of(a, item, "by", "byline", NULL);
    field.headline = first_value(a, json_object_get(item, "headlines"));
    if (field.headline.n == 0) field.headline = text_of(a, item, "headline", "title", NULL);
    field.lead = first_value(a, json_object_get(item, "descriptions"));
    if (field.lead.n == 0) field.lead = text_of(a, item, "description_text", NULL);
    draft->section = first_value(a, json_object_get(item, "subjects"));
    if (draft->section.n == 0) draft->section = first_value(a, json_object_get(item, "subject"));
    struct body_text text = find_body(a, item);
    code = text.plain ? document_plain_parse(a, text.text, &body, e)
                      : document_html_parse(a, text.text, draft->language, &body, e);
    return code ? code
                : story_field_document(a, &field, STORY_FIELD_TEXT, draft->language, &body,
                                       &draft->document, e);
}

int ninjs_parse(struct arena *a, struct str bytes, struct story_draft *draft,
                struct story_file_warnings *warnings, struct err *e) {
    json_error_t why;
    json_t *item = json_loadb(bytes.p ? bytes.p : "", bytes.n, JSON_REJECT_DUPLICATES, &why);
    if (!item)
        return err_set(e, E_INVALID, "line %d, column %d: %s", why.line, why.column, why.text);
    int code;
    if (!json_is_string(json_object_get(item, "uri"))) {
        code = err_set(e, E_INVALID, "this JSON is no ninjs item: it has no \"uri\"");
        err_hint(e, "one file holds one item of ninjs 1, 2 or 3");
    } else {
        code = read_item(a, item, draft, e);
    }
    if (!code && json_array_size(json_object_get(item, "associations")) > 0)
        story_file_warn(warnings, a, "its associated pictures and items are left out");
    json_decref(item);
    return code;
}
