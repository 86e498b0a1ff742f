#include "wire/markdown_story.h"

#include "base/clock.h"
#include "story/document_markdown.h"
#include "story/front_matter.h"
#include "story/story_field.h"

/* Where the value of a key goes; NULL for a key that means nothing here. */
static struct str *place_of(struct str key, struct story_draft *draft,
                            struct story_field_set *field) {
    const struct {
        const char *key;
        struct str *place;
    } known[] = {
        {"id", &draft->import_key},  {"language", &draft->language}, {"section", &draft->section},
        {"byline", &draft->byline},  {"topic", &field->topic},       {"headline", &field->headline},
        {"title", &field->headline}, {"lead", &field->lead},         {"picture", &field->picture},
        {"alt", &field->alt},        {"caption", &field->caption},   {"credit", &field->credit},
        {"focus", &draft->focus},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(key, str_of(known[i].key))) return known[i].place;
    return NULL;
}

static int read_date(const struct front_matter_field *date, int64_t *ret_ms, struct err *e) {
    if (clock_parse(date->value, ret_ms)) return 0;
    err_set(e, E_INVALID, "line %u: \"%.*s\" is no date", date->line, (int)date->value.n,
            date->value.p);
    return err_hint(e, "write it as in 2026-11-20T08:30:00+01:00");
}

static bool is_policy(struct str key) {
    return str_eq(key, STR("policy")) || str_eq(key, STR("languages"));
}

/* `languages` says in which there is an edition, `policy` all the rest; each line only adds to the
   other. */
static int read_policy(struct arena *a, const struct front_matter_field *f,
                       struct language_policy *policy, struct err *e) {
    struct language_policy said;
    if (str_eq(f->key, STR("languages"))) return language_policy_only(a, f->value, policy, e);
    int code = language_policy_parse(a, f->value, &said, e);
    for (size_t i = 0; !code && i < said.n; i++)
        for (int field = 0; field < POLICY_FIELDS; field++)
            if (said.rule[i].value[field] != POLICY_UNSET)
                language_policy_set(a, policy, said.rule[i].language, (enum policy_field)field,
                                    said.rule[i].value[field]);
    return code;
}

static int read_fields(struct arena *a, const struct front_matter *front, struct story_draft *draft,
                       struct story_field_set *field, struct story_file_warnings *warnings,
                       struct err *e) {
    for (size_t i = 0; i < front->n_fields; i++) {
        const struct front_matter_field *f = &front->field[i];
        struct str *place = place_of(f->key, draft, field);
        if (place) {
            *place = f->value;
        } else if (is_policy(f->key)) {
            int code = read_policy(a, f, draft->policy, e);
            if (code) return err_add(e, "line %u: ", f->line);
        } else if (str_eq(f->key, STR("date"))) {
            int code = read_date(f, &draft->published_ms, e);
            if (code) return code;
        } else {
            story_file_warn(warnings, a, "line %u: \"%.*s\" means nothing here and is left out",
                            f->line, (int)f->key.n, f->key.p);
        }
    }
    return 0;
}

/* The heading that many Markdown files begin with is the headline, said once. */
static void take_headline(struct document *body, struct story_field_set *field) {
    if (body->n_blocks == 0 || body->block[0].kind != BLOCK_HEADING) return;
    if (field->headline.n == 0) field->headline = body->block[0].text.s;
    if (!str_eq(field->headline, body->block[0].text.s)) return;
    body->block++;
    body->n_blocks--;
}

int markdown_story_parse(struct arena *a, struct str bytes, struct story_draft *draft,
                         struct story_file_warnings *warnings, struct err *e) {
    struct front_matter front;
    struct story_field_set field = {0};
    struct document body;
    int code = front_matter_parse(a, bytes, &front, e);
    draft->policy = arena_alloc(a, sizeof *draft->policy); /* the file says all there is to say */
    if (!code) code = read_fields(a, &front, draft, &field, warnings, e);
    if (!code) code = document_markdown_parse(a, front.body, draft->language, &body, e);
    if (code) return code;
    take_headline(&body, &field);
    return story_field_document(a, &field, STORY_FIELD_TEXT, draft->language, &body,
                                &draft->document, e);
}
