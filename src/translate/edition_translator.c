#include "translate/edition_translator.h"

#include "story/edition_replace.h"
#include "translate/edition_assemble.h"
#include "translate/edition_keep.h"
#include "translate/term_version.h"
#include "translate/text_translator.h"

/* The source's words, marked with their language. */
static void hold(struct arena *a, struct str language, struct str why,
                 struct edition_piece *piece) {
    struct segment_more *more = arena_alloc(a, sizeof *more);
    if (piece->more) *more = *piece->more;
    more->why = why;
    piece->more = more;
    piece->target = edition_replace_foreign(a, &piece->source, language);
    piece->state = SEGMENT_HELD;
}

/* What an engine said of a piece: the target, or the draft beside a person's words. */
static void settle(struct arena *a, struct str language, const struct translated_text *answer,
                   struct edition_piece *piece) {
    if (piece->wants_draft) {
        if (!answer->held) piece->more->draft = answer->text;
        return;
    }
    piece->done = true;
    piece->target = answer->text;
    if (answer->held) {
        hold(a, language, STR("no engine could translate it with all its marks"), piece);
        return;
    }
    bool again = piece->more && piece->more->rejected == segment_hash(&answer->text);
    if (again) hold(a, language, STR("the engine gives a text that was rejected"), piece);
}

static int ask_engines(struct hop_cache *cache, struct arena *a, const struct route *route,
                       const struct term_use *use, struct str source_language,
                       struct edition_piece *piece, size_t n, size_t *ret_n_asked, struct err *e) {
    struct text *source = arena_array(a, n, sizeof *source);
    struct translated_text *answer = arena_array(a, n, sizeof *answer);
    struct edition_piece **asked = arena_array(a, n, sizeof *asked);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        if (piece[i].done && !piece[i].wants_draft) continue;
        source[m] = piece[i].source;
        asked[m++] = &piece[i];
    }
    int code = m ? text_translate_bound(cache, a, route, use, source, m, answer, e) : 0;
    for (size_t i = 0; i < m && !code; i++) settle(a, source_language, &answer[i], asked[i]);
    *ret_n_asked = m;
    return code;
}

static struct edition_piece *make_pieces(struct arena *a, const struct edition *source) {
    struct edition_piece *piece = arena_array(a, source->n_segments, sizeof *piece);
    for (size_t i = 0; i < source->n_segments; i++) {
        const struct segment *s = &source->segment[i];
        piece[i] = (struct edition_piece){
            .from = s,
            .source = text_slice(a, &source->document.block[s->block].text, s->start, s->end),
            .source_hash = s->source_hash,
            .origin = ORIGIN_MACHINE,
        };
    }
    return piece;
}

static void count_pieces(const struct edition_piece *piece, size_t n, struct edition_count *count) {
    count->n_reused = n - count->n_translated;
    for (size_t i = 0; i < n; i++) {
        count->n_held += piece[i].state == SEGMENT_HELD;
        count->n_outdated += piece[i].state == SEGMENT_OUTDATED;
    }
}

/* What a person rejected is theirs to decide: it does not keep the rest from readers. */
static bool is_failure(const struct segment *s) {
    return s->state == SEGMENT_HELD && !(s->more && s->more->rejected);
}

static enum edition_state state_of(const struct edition *target) {
    size_t n_failed = 0;
    for (size_t i = 0; i < target->n_segments; i++) {
        const struct segment *s = &target->segment[i];
        if (!is_failure(s)) continue;
        n_failed++;
        if (target->document.block[s->block].kind == BLOCK_HEADLINE) return EDITION_HELD;
    }
    return n_failed * 2 > target->n_segments ? EDITION_HELD : EDITION_LIVE;
}

/* What machines wrote before a term changed is written anew, where the term stands in the source;
   so are drafts beside a person's words. */
static void open_changed_terms(struct arena *a, const struct term_use *use,
                               const struct term_since *since, struct str from,
                               struct edition_piece *piece, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct edition_piece *p = &piece[i];
        bool is_machine = p->origin == ORIGIN_MACHINE && !p->approved && !p->locked;
        bool has_draft = p->state == SEGMENT_OUTDATED && !p->wants_draft;
        if (!p->done || (!is_machine && !has_draft)) continue;
        if (!term_glossary_touches(use->glossary, a, p->source.s, from, use->section, since))
            continue;
        if (has_draft) {
            p->wants_draft = true;
            continue;
        }
        p->done = false;
        p->state = SEGMENT_CURRENT;
    }
}

int edition_translate(struct hop_cache *cache, struct arena *a, const struct route *route,
                      const struct edition *source, const struct edition *previous,
                      struct str language, struct edition *ret_target,
                      struct edition_count *ret_count, struct err *e) {
    return edition_translate_bound(cache, a, route, NULL, source, previous, language, ret_target,
                                   ret_count, e);
}

int edition_translate_bound(struct hop_cache *cache, struct arena *a, const struct route *route,
                            const struct term_use *use, const struct edition *source,
                            const struct edition *previous, struct str language,
                            struct edition *ret_target, struct edition_count *ret_count,
                            struct err *e) {
    struct term_use bound = use ? *use : (struct term_use){0};
    struct term_names names = term_name_of_story(a, &source->document);
    bound.names = &names;
    size_t n = source->n_segments;
    struct edition_piece *piece = make_pieces(a, source);
    struct edition_count count = {0};
    struct edition target = {.language = language, .text_language = language};
    target.route = route_name(a, route);
    struct str engines = route_version(a, route);
    target.engine = term_version_add(a, engines, bound.glossary, bound.section);
    struct term_since since = {0, STR("")};
    bool same_engine = previous && str_eq(term_version_cut(previous->engine, &since), engines);
    edition_keep(a, previous, source, same_engine, piece, &count.dropped, &count.n_dropped);
    open_changed_terms(a, &bound, &since, source->language, piece, n);
    int code =
        ask_engines(cache, a, route, &bound, source->language, piece, n, &count.n_translated, e);
    if (code) return code;
    count_pieces(piece, n, &count);
    edition_assemble(a, source, piece, &target);
    target.label = edition_label_of(target.segment, n, false);
    target.state = state_of(&target);
    target.problem = STR("");
    if (target.state == EDITION_HELD)
        target.problem =
            arena_printf(a, "%zu of %zu segments could not be translated", count.n_held, n);
    code = document_check(&target.document, e);
    if (code)
        return err_add(e, "the translation into %.*s is not a document: ", (int)language.n,
                       language.p);
    *ret_target = target;
    *ret_count = count;
    return 0;
}
