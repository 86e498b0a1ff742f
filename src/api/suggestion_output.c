#include "api/suggestion_output.h"

#include "api/api_json.h"
#include "base/clock.h"
#include "story/document_html.h"
#include "story/segment_act.h"
#include "translate/memory_suggest.h"

static json_t *suggestion_object(struct arena *a, const struct memory_suggestion *s) {
    json_t *object = json_object();
    json_object_set_new(object, "entry", json_integer(s->entry->id));
    json_object_set_new(object, "likeness", json_integer(s->likeness));
    json_object_set_new(object, "adapted", json_boolean(s->adapted));
    api_json_set(object, "html", document_html_inline(a, &s->text).s);
    if (s->difference.n)
        api_json_set(object, "difference_html", sentence_difference_html(a, &s->difference));
    if (s->entry->story_id) json_object_set_new(object, "story", json_integer(s->entry->story_id));
    if (s->entry->who.n) api_json_set(object, "who", s->entry->who);
    if (s->entry->role.n) api_json_set(object, "role", s->entry->role);
    api_json_set(object, "at", clock_format(a, s->entry->at_ms));
    return object;
}

int suggestion_output_list(struct database *db, struct arena *a, const struct edition *edition,
                           size_t at, const struct edition *source, int64_t section_id,
                           json_t **ret_list, struct err *e) {
    const struct segment *s = &edition->segment[at];
    struct text from = segment_act_source(a, edition, at, source);
    struct memory_wish wish = {.from = source->language,
                               .to = edition->language,
                               .words = from.s,
                               .story_id = edition->story_id,
                               .section_id = section_id};
    struct str present = str_slice(edition->document.block[s->block].text.s, s->start, s->end);
    struct memory_suggestion *suggestion;
    size_t n;
    int code = memory_suggest(db, a, &wish, &from, present, &suggestion, &n, e);
    if (code) return code;
    json_t *list = n ? json_array() : NULL;
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, suggestion_object(a, &suggestion[i]));
    *ret_list = list;
    return 0;
}
