#include "translate/engine_answer.h"

#include "base/utf8.h"
#include "story/text_clean.h"

/* Links become marks, which move with their words when the text is cleaned. A mark's value tells
   which link it was. Links that do not lie within the text are left out. */
static struct mark *marks_of(struct arena *a, struct str text, struct link_list links,
                             size_t *ret_n) {
    struct mark *mark = arena_array(a, links.n, sizeof *mark);
    size_t n = 0;
    for (size_t i = 0; i < links.n; i++) {
        const struct engine_link *l = &links.link[i];
        if (l->target_start >= l->target_end || l->target_end > text.n) continue;
        mark[n++] = (struct mark){
            .start = l->target_start, .end = l->target_end, .value = {NULL, i}, .title = STR("")};
    }
    *ret_n = n;
    return mark;
}

static struct link_list links_of(struct arena *a, const struct text *t, struct link_list old) {
    struct link_list links = {arena_array(a, t->n_marks, sizeof *links.link), t->n_marks};
    for (size_t i = 0; i < t->n_marks; i++) {
        links.link[i] = old.link[t->mark[i].value.n];
        links.link[i].target_start = t->mark[i].start;
        links.link[i].target_end = t->mark[i].end;
    }
    return links;
}

bool engine_answer_clean(struct arena *a, struct str *text, struct link_list *links) {
    if (!utf8_is_valid(*text)) return false;
    size_t n;
    struct mark *mark = marks_of(a, *text, *links, &n);
    struct text_cleaner cleaner;
    text_clean_init(&cleaner);
    bool changed = n < links->n || !text_clean_is_clean(&cleaner, *text, TEXT_CLEAN_LINE);
    struct text clean = {.s = *text};
    if (changed) clean = text_clean(&cleaner, a, *text, mark, n, TEXT_CLEAN_LINE);
    bool fits =
        clean.s.n > 0 && (!changed || text_clean_is_clean(&cleaner, clean.s, TEXT_CLEAN_LINE));
    text_clean_release(&cleaner);
    if (!fits) return false;
    if (changed) *links = links_of(a, &clean, *links);
    *text = clean.s;
    return true;
}
