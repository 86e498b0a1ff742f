#include "translate/text_translator.h"

#include "translate/engine_answer.h"
#include "translate/kept_words.h"
#include "translate/line_break.h"
#include "translate/mark_projection.h"

/* One segment on its way through the hops. */
struct passage {
    struct kept_words kept;
    struct str text;        /* as it stands after the hops so far */
    struct link_list links; /* from the first hop's text to it */
    bool failed;
};

static int run_hop(struct hop_cache *cache, struct arena *a, const struct route *route, size_t hop,
                   struct passage *passage, size_t n, struct translated_text *target,
                   struct err *e) {
    struct engine_input *input = arena_array(a, n, sizeof *input);
    struct engine_output *output = arena_array(a, n, sizeof *output);
    size_t *index = arena_array(a, n, sizeof *index);
    size_t asked = 0;
    for (size_t i = 0; i < n; i++) {
        if (passage[i].failed) continue;
        input[asked].text = passage[i].text;
        index[asked++] = i;
    }
    int code = asked ? hop_cache_translate(cache, a, &route->hop[hop], input, asked, output, e) : 0;
    if (code) return code;
    for (size_t k = 0; k < asked; k++) {
        struct passage *p = &passage[index[k]];
        struct link_list links = {output[k].link, output[k].n_links};
        p->failed = output[k].failed || !engine_answer_clean(a, &output[k].text, &links);
        if (hop == 0) {
            target[index[k]].n_words = output[k].n_words;
            target[index[k]].n_unknown = output[k].n_unknown;
        }
        if (p->failed) continue;
        p->links = hop == 0 ? links : link_compose(a, p->links, links);
        p->text = output[k].text;
    }
    return 0;
}

/* From the last hop's plain text to the segment: false when something has no place in it. */
static bool finish(struct arena *a, const struct text *source, struct passage *p,
                   struct text *ret_target) {
    struct rewrite back;
    if (!kept_words_put_back(a, &p->kept, p->text, &back)) return false;
    struct str text = rewrite_apply(a, &back, p->text);
    struct link_list links = rewrite_targets(&back, p->links);
    rewrite_sources_back(&p->kept.sent, links);
    return line_break_restore(a, source->s, text, links, &text) &&
           mark_project(a, source, text, links, ret_target);
}

int text_translate(struct hop_cache *cache, struct arena *a, const struct route *route,
                   const struct text *source, size_t n, struct translated_text *ret_target,
                   struct err *e) {
    struct passage *passage = arena_array(a, n, sizeof *passage);
    for (size_t i = 0; i < n; i++) {
        ret_target[i] = (struct translated_text){0};
        kept_words_take_out(a, &source[i], &passage[i].kept, &passage[i].text);
        passage[i].failed = passage[i].text.n > ENGINE_MAX_SEGMENT;
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
