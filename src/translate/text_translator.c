#include "translate/text_translator.h"

#include "translate/aligner.h"
#include "translate/engine_answer.h"
#include "translate/kept_words.h"
#include "translate/line_break.h"
#include "translate/mark_projection.h"
#include "translate/number_style.h"
#include "translate/punctuation.h"

/* One segment on its way through the hops. */
struct passage {
    struct kept_words kept;
    struct str source;      /* without what is kept, but with its line breaks */
    struct str text;        /* as it stands after the hops so far */
    struct link_list links; /* from the first hop's text to it */
    struct term_passage *term;
    size_t n_terms;
    size_t *index; /* of the bindings under way: whose they are */
    size_t n_bindings;
    bool failed;
};

/* The places of what is bound are cleaned along with the links: as links whose source is a number
   that no place has. */
static bool clean(struct arena *a, struct engine_output *output, struct str language,
                  struct link_list *links) {
    struct link_list all = {arena_array(a, links->n + output->n_bound, sizeof *all.link), 0};
    for (size_t i = 0; i < links->n; i++) all.link[all.n++] = links->link[i];
    for (size_t i = 0; i < output->n_bound; i++)
        if (output->bound[i].target_start < output->bound[i].target_end)
            all.link[all.n++] =
                (struct engine_link){UINT32_MAX, (uint32_t)i, output->bound[i].target_start,
                                     output->bound[i].target_end};
    link_sort(all);
    if (!engine_answer_clean(a, &output->text, &all)) return false;
    punctuation_tidy(a, language, &output->text, &all);
    size_t n_links = 0, n_bound = 0;
    struct engine_bound *bound = arena_array(a, output->n_bound, sizeof *bound);
    for (size_t i = 0; i < all.n; i++) {
        struct engine_link l = all.link[i];
        if (l.source_start != UINT32_MAX) {
            all.link[n_links++] = l;
            continue;
        }
        bound[n_bound] = output->bound[l.source_end];
        bound[n_bound].target_start = l.target_start;
        bound[n_bound++].target_end = l.target_end;
    }
    for (size_t i = 0; i < output->n_bound; i++)
        if (output->bound[i].target_start == output->bound[i].target_end)
            bound[n_bound++] = output->bound[i];
    output->bound = bound;
    output->n_bound = n_bound;
    *links = (struct link_list){all.link, n_links};
    return true;
}

static void take_answer(struct arena *a, struct passage *p, size_t hop, struct str to,
                        struct engine_output *output, struct translated_text *target) {
    struct link_list links = {output->link, output->n_links};
    p->failed = output->failed || !clean(a, output, to, &links);
    if (hop == 0) {
        target->n_words = output->n_words;
        target->n_unknown = output->n_unknown;
    }
    if (p->failed) return;
    if (links.n == 0) links = aligner_link(a, p->text, output->text);
    p->term = term_binding_follow(a, p->term, &p->n_terms, p->index, p->n_bindings, output->bound,
                                  output->n_bound, links);
    p->links = hop == 0 ? links : link_compose(a, p->links, links);
    p->text = output->text;
}

static struct engine_input ask(struct arena *a, struct passage *p, struct str to) {
    struct engine_input input = {.text = p->text};
    input.binding =
        term_binding_make(a, p->term, p->n_terms, p->text, to, &p->index, &p->n_bindings);
    input.n_bindings = p->n_bindings;
    return input;
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
        input[asked] = ask(a, &passage[i], route->hop[hop].direction->to);
        index[asked++] = i;
    }
    for (size_t from = 0; from < asked; from += ENGINE_MAX_BATCH) {
        size_t batch = asked - from < ENGINE_MAX_BATCH ? asked - from : ENGINE_MAX_BATCH;
        int code =
            hop_cache_translate(cache, a, &route->hop[hop], input + from, batch, output + from, e);
        if (code && route->failed) *route->failed = hop;
        if (code) return code;
    }
    for (size_t k = 0; k < asked; k++)
        take_answer(a, &passage[index[k]], hop, route->hop[hop].direction->to, &output[k],
                    &target[index[k]]);
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
    return text_translate_bound(cache, a, route, NULL, source, n, ret_target, e);
}

int text_translate_bound(struct hop_cache *cache, struct arena *a, const struct route *route,
                         const struct term_use *use, const struct text *source, size_t n,
                         struct translated_text *ret_target, struct err *e) {
    if (route->n_hops == 0) return err_set(e, E_INVALID, "a route without directions");
    struct str from = route->hop[0].direction->from;
    struct str to = route->hop[route->n_hops - 1].direction->to;
    struct passage *passage = arena_array(a, n, sizeof *passage);
    for (size_t i = 0; i < n; i++) {
        struct passage *p = &passage[i];
        ret_target[i] = (struct translated_text){0};
        p->failed = !kept_words_take_out(a, &source[i], &p->kept, &p->source);
        p->text = line_break_take_out(a, p->source);
        if (!p->failed) p->term = term_binding_start(use, a, p->text, from, &p->n_terms);
    }
    for (size_t hop = 0; hop < route->n_hops; hop++) {
        int code = run_hop(cache, a, route, hop, passage, n, ret_target, e);
        if (code) return code;
    }
    for (size_t i = 0; i < n; i++) {
        struct translated_text *t = &ret_target[i];
        struct passage *p = &passage[i];
        if (!p->failed) {
            p->text = number_style(a, p->source, from, p->text, to);
            t->n_missing =
                (uint32_t)term_binding_force(a, p->term, p->n_terms, to, &p->text, &p->links);
        }
        t->held = p->failed || !finish(a, &source[i], p, &t->text);
        if (t->held) t->text = (struct text){0};
    }
    return 0;
}
