#include "wire/html_story.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "html/html5.h"
#include "story/document_html.h"
#include "story/story_field.h"

static struct str inner_text(const struct html5 *page, size_t at) {
    for (size_t i = at + 1; i < page->event[at].close; i++)
        if (page->event[i].kind == HTML5_TEXT) return page->event[i].text;
    return STR("");
}

static int read_meta(const struct html5_event *meta, struct story_draft *draft,
                     struct story_field_set *field, struct err *e) {
    struct str name = html5_attribute(meta, STR("name"));
    struct str content = html5_attribute(meta, STR("content"));
    const struct {
        const char *name;
        struct str *place;
    } known[] = {
        {"id", &draft->import_key}, {"section", &draft->section}, {"author", &draft->byline},
        {"byline", &draft->byline}, {"topic", &field->topic},     {"description", &field->lead},
        {"lead", &field->lead},
    };
    if (!name.p || !content.p) return 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq_nocase(name, str_of(known[i].name))) *known[i].place = content;
    if (!str_eq_nocase(name, STR("date")) || clock_parse(content, &draft->published_ms)) return 0;
    err_set(e, E_INVALID, "<meta name=\"date\">: \"%.*s\" is no date", (int)content.n, content.p);
    return err_hint(e, "write it as in 2026-11-20T08:30:00+01:00");
}

static int read_head(const struct html5 *page, struct story_draft *draft,
                     struct story_field_set *field, struct err *e) {
    for (size_t i = 0; i < page->n; i++) {
        const struct html5_event *event = &page->event[i];
        int code = 0;
        if (event->kind != HTML5_OPEN) continue;
        if (str_eq(event->name, STR("body"))) break;
        if (str_eq(event->name, STR("html")) && html5_attribute(event, STR("lang")).p)
            draft->language = html5_attribute(event, STR("lang"));
        if (str_eq(event->name, STR("title"))) field->headline = inner_text(page, i);
        if (str_eq(event->name, STR("meta"))) code = read_meta(event, draft, field, e);
        if (code) return code;
    }
    return 0;
}

int html_story_parse(struct arena *a, struct str bytes, struct story_draft *draft,
                     struct story_file_warnings *warnings, struct err *e) {
    struct html5 page;
    struct story_field_set field = {0};
    struct document body;
    (void)warnings;
    if (!utf8_is_valid(bytes) || str_find(bytes, '\0') < bytes.n) {
        err_set(e, E_INVALID, "the file is not text in UTF-8");
        return err_hint(e, "convert it first, as in: iconv -f latin1 -t utf-8");
    }
    int code = html5_parse(a, bytes, &page, e);
    if (!code) code = read_head(&page, draft, &field, e);
    if (!code) code = document_html_parse(a, bytes, draft->language, &body, e);
    if (code) return code;
    bool begins = body.n_blocks > 0 && body.block[0].kind == BLOCK_HEADING;
    if (begins && field.headline.n == 0) field.headline = body.block[0].text.s;
    if (begins && str_eq(str_trim(field.headline), body.block[0].text.s)) {
        body.block++;
        body.n_blocks--;
    }
    return story_field_document(a, &field, STORY_FIELD_TEXT, draft->language, &body,
                                &draft->document, e);
}
