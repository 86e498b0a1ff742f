#include "translate/text_translator.h"

#include "translate/aligner.h"
#include "translate/engine_answer.h"
#include "translate/kept_words.h"
#include "translate/line_break.h"
#include "translate/mark_projection.h"

/* One segment on its way through the hops. */
struct passage {
    struct kept_words kept;
    struct str source;      /* without what is kept, but with its line breaks */
    struct str text;        /* as it stands after the hops so far */
    struct link_list links; /* from the first hop's text to it */
    bool failed;
};

static void take_answer(struct arena *a, struct passage *p, size_t hop,
                        struct engine_output *output, struct translated_text *target) {
    struct link_list links = {output->link, output->n_links};
    p->failed = output->failed || !engine_answer_clean(a, &output->text, &links);
    if (hop == 0) {
        target->n_words = output->n_words;
        target->n_unknown = output->n_unknown;
    }
    if (p->failed) return;
    if (links.n == 0) links = aligner_link(a, p->text, output->text);
    p->links = hop == 0 ? links : link_compose(a, p->links, links);
    p->text = output->text;
}

static int run_hop(struct hop_cache *cache, struct arena *a, const struct route *route, size_t hop,
                   struct passage *passage, size_t n, struct translated_text *target,
                   struct err *e) {
    struct engine_input *input = arena_array(a, n, sizeof *input);
    struct engine_output *output = arena_array(a, n, sizeof *output);
    size_t *index = arena_array(a, n, sizeof *index);
    size_t asked = 0;
    for (size_t i = 0; i < n; i++) {
        if (passage[i].text.n > ENGINE_MAX_SEGMENT) passage[i].failed = true;
        if (passage[i].failed) continue;
        input[asked].text = passage[i].text;
        index[asked++] = i;
    }
    for (size_t from = 0; from < asked; from += ENGINE_MAX_BATCH) {
        size_t batch = asked - from < ENGINE_MAX_BATCH ? asked - from : ENGINE_MAX_BATCH;
        int code =
            hop_cache_translate(cache, a, &route->hop[hop], input + from, batch, output + from, e);
        if (code) return code;
    }
    for (size_t k = 0; k < asked; k++)
        take_answer(a, &passage[index[k]], hop, &output[k], &target[index[k]]);
    return 0;
}

/* What is put back may not fit its new neighbours (a combining character, say): no text leaves
   here that a document could not have. */
static bool is_fit(struct text *t) {
    struct err ignored;
    struct block block = {.kind = BLOCK_PARAGRAPH, .text = *t};
    return document_check(&(struct document){&block, 1}, &ignored) == 0;
}

/* From the last hop's plain text to the segment: false when something has no place in it. */
static bool finish(struct arena *a, const struct text *source, struct passage *p,
                   struct text *ret_target) {
    struct rewrite back;
    struct str text;
    if (!line_break_restore(a, p->source, p->text, p->links, &text) ||
        !kept_words_put_back(a, &p->kept, text, &back))
        return false;
    text = rewrite_apply(a, &back, text);
    struct link_list links = rewrite_targets(&back, p->links);
    rewrite_sources_back(&p->kept.sent, links);
    links = kept_words_link(a, &p->kept, links);
    return mark_project(a, source, text, links, ret_target) && is_fit(ret_target);
}

int text_translate(struct hop_cache *cache, struct arena *a, const struct route *route,
                   const struct text *source, size_t n, struct translated_text *ret_target,
                   struct err *e) {
    struct passage *passage = arena_array(a, n, sizeof *passage);
    for (size_t i = 0; i < n; i++) {
        struct passage *p = &passage[i];
        ret_target[i] = (struct translated_text){0};
        p->failed = !kept_words_take_out(a, &source[i], &p->kept, &p->source);
        p->text = line_break_take_out(a, p->source);
    }
    for (size_t hop = 0; hop < route->n_hops; hop++) {
        int code = run_hop(cache, a, route, hop, passage, n, ret_target, e);
        if (code) return code;
    }
    for (size_t i = 0; i < n; i++) {
        struct translated_text *t = &ret_target[i];
        t->held = passage[i].failed || !finish(a, &source[i], &passage[i], &t->text);
        if (t->held) t->text = (struct text){0};
    }
    return 0;
}
