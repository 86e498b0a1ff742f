#include "translate/edition_translator.h"

#include "story/edition_replace.h"
#include "translate/edition_assemble.h"
#include "translate/edition_check.h"
#include "translate/edition_keep.h"
#include "translate/edition_recall.h"
#include "translate/term_version.h"
#include "translate/text_translator.h"

/* One edition being made. */
struct work {
    struct arena *a;
    struct arena scratch;
    const struct edition_tools *tools;
    const struct edition *source;
    struct edition_check check;
    struct edition_piece *piece; /* one for each segment of the source */
    size_t n_wanted;             /* the first of them are to be translated */
};

/* The source's words, marked with their language. */
static void hold(struct work *w, struct str why, struct edition_piece *piece) {
    struct segment_more *more = arena_alloc(w->a, sizeof *more);
    if (piece->more) *more = *piece->more;
    more->why = why;
    piece->more = more;
    piece->target = edition_replace_foreign(w->a, &piece->source, w->source->language);
    piece->state = SEGMENT_HELD;
}

/* A machine's text goes in, when the checks let it through. */
static void take_tested(struct work *w, const struct translated_text *answer,
                        struct edition_piece *piece) {
    enum block_kind slot = w->source->document.block[piece->from->block].kind;
    struct str why = edition_check_objection(&w->check, w->a, &w->scratch, slot, &piece->source,
                                             &answer->text, answer->n_words, answer->n_unknown);
    piece->target = answer->text;
    piece->state = SEGMENT_CURRENT;
    if (why.n == 0) return;
    hold(w, why, piece);
    piece->more->draft = answer->text;
}

/* What an engine said of a piece: the target, or the draft beside a person's words. */
static void settle(struct work *w, const struct translated_text *answer,
                   struct edition_piece *piece) {
    if (piece->wants_draft) {
        if (!answer->held) piece->more->draft = answer->text;
        return;
    }
    piece->done = true;
    bool again = piece->more && piece->more->rejected == segment_hash(&answer->text);
    if (answer->held)
        hold(w, STR("no engine could translate it with all its marks"), piece);
    else if (again)
        hold(w, STR("the engine gives a text that was rejected"), piece);
    else
        take_tested(w, answer, piece);
}

static int ask_engines(struct work *w, size_t *ret_n_asked, struct err *e) {
    struct arena *a = w->a;
    size_t n = w->n_wanted, m = 0;
    struct text *source = arena_array(a, n, sizeof *source);
    struct translated_text *answer = arena_array(a, n, sizeof *answer);
    struct edition_piece **asked = arena_array(a, n, sizeof *asked);
    for (size_t i = 0; i < n; i++) {
        if (w->piece[i].done && !w->piece[i].wants_draft) continue;
        source[m] = w->piece[i].source;
        asked[m++] = &w->piece[i];
    }
    int code = m ? text_translate_bound(w->tools->cache, a, w->tools->route, w->check.use, source,
                                        m, answer, e)
                 : 0;
    for (size_t i = 0; i < m && !code; i++) settle(w, &answer[i], asked[i]);
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

/* What the newsroom does not want to be translated, and nobody has translated before. */
static void leave(struct work *w) {
    for (size_t i = w->n_wanted; i < w->source->n_segments; i++) {
        if (w->piece[i].done) continue;
        hold(w, STR("only headline and lead are translated"), &w->piece[i]);
        w->piece[i].done = true;
    }
}

static void count_pieces(const struct edition_piece *piece, size_t n, struct edition_count *count) {
    count->n_reused = n - count->n_translated;
    for (size_t i = 0; i < n; i++) {
        count->n_held += piece[i].state == SEGMENT_HELD;
        count->n_outdated += piece[i].state == SEGMENT_OUTDATED;
    }
}

static void list_recalled(const struct work *w, struct edition_count *count) {
    size_t n = w->source->n_segments;
    count->recalled = arena_array(w->a, n, sizeof *count->recalled);
    for (size_t i = 0; i < n; i++)
        if (w->piece[i].memory) count->recalled[count->n_recalled++] = w->piece[i].memory;
}

/* What a person rejected is theirs to decide: it does not keep the rest from readers. */
static bool is_failure(const struct segment *s) {
    return s->state == SEGMENT_HELD && !(s->more && s->more->rejected);
}

static enum edition_state state_of(const struct edition *target, size_t n_wanted) {
    size_t n_failed = 0;
    for (size_t i = 0; i < n_wanted; i++) {
        const struct segment *s = &target->segment[i];
        if (!is_failure(s)) continue;
        n_failed++;
        if (target->document.block[s->block].kind == BLOCK_HEADLINE) return EDITION_HELD;
    }
    return n_failed * 2 > n_wanted ? EDITION_HELD : EDITION_LIVE;
}

static bool is_machines(const struct edition_piece *p) {
    return p->done && p->origin == ORIGIN_MACHINE && !p->approved && !p->locked;
}

/* What an engine said: shown, or stopped by a check; NULL when there is no such text. */
static const struct text *said(const struct edition_piece *p) {
    if (p->state == SEGMENT_CURRENT) return &p->target;
    return p->state == SEGMENT_HELD && p->more && p->more->draft.s.n ? &p->more->draft : NULL;
}

/* What machines wrote before a term changed is written anew, where the term stands in the source;
   so are drafts beside a person's words. */
static void open_changed_terms(struct work *w, const struct term_since *since) {
    const struct term_use *use = w->check.use;
    for (size_t i = 0; i < w->source->n_segments; i++) {
        struct edition_piece *p = &w->piece[i];
        bool has_draft = p->done && p->state == SEGMENT_OUTDATED && !p->wants_draft;
        if (!is_machines(p) && !has_draft) continue;
        if (!term_glossary_touches(use->glossary, w->a, p->source.s, w->check.from, use->section,
                                   since))
            continue;
        if (has_draft) {
            p->wants_draft = true;
            continue;
        }
        p->done = false;
        p->state = SEGMENT_CURRENT;
    }
}

/* What a machine wrote before the checks changed is tested again. */
static void test_again(struct work *w) {
    for (size_t i = 0; i < w->source->n_segments; i++) {
        struct edition_piece *p = &w->piece[i];
        if (!is_machines(p) || !said(p)) continue;
        struct translated_text again = {.text = *said(p)};
        if (p->more) {
            struct segment_more *more = arena_alloc(w->a, sizeof *more);
            *more = *p->more;
            more->why = STR("");
            more->draft = (struct text){0};
            p->more = more;
        }
        take_tested(w, &again, p);
    }
}

/* "3 of 4 segments could not be translated; the headline: name: …" */
static struct str problem_of(struct arena *a, const struct edition *target, size_t n_wanted,
                             size_t n_held) {
    struct str what = STR(""), why = STR("");
    for (size_t i = n_wanted; i-- > 0;) {
        const struct segment *s = &target->segment[i];
        if (!is_failure(s)) continue;
        what = str_of(block_kind_name(target->document.block[s->block].kind));
        why = s->more ? s->more->why : STR("");
    }
    return arena_printf(a, "%zu of %zu segments could not be translated; %.*s: %.*s", n_held,
                        n_wanted, (int)what.n, what.p, (int)why.n, why.p);
}

/* What there was, and what is to be done about it. */
static void keep(struct work *w, const struct edition *previous, struct str made_by,
                 struct edition_count *count) {
    struct term_since since = {0, STR("")};
    struct str before = previous ? term_version_cut(previous->engine, &since) : STR("");
    bool same_engine =
        previous && str_eq(edition_check_engines(before), edition_check_engines(made_by));
    edition_keep(w->a, previous, w->source, same_engine, w->piece, &count->dropped,
                 &count->n_dropped);
    if (w->tools->recall) edition_recall(w->a, w->tools->recall, w->piece, w->n_wanted);
    open_changed_terms(w, &since);
    if (previous && !str_eq(before, made_by)) test_again(w);
}

int edition_translate(const struct edition_tools *tools, struct arena *a,
                      const struct edition *source, size_t n_wanted, const struct edition *previous,
                      struct str language, struct edition *ret_target,
                      struct edition_count *ret_count, struct err *e) {
    struct term_use bound = tools->use ? *tools->use : (struct term_use){0};
    struct term_names names = term_name_of_story(a, &source->document);
    bound.names = &names;
    struct work w = {.a = a,
                     .tools = tools,
                     .source = source,
                     .piece = make_pieces(a, source),
                     .n_wanted = n_wanted};
    w.check = (struct edition_check){tools->checks, &bound, source->language, language};
    struct edition_count count = {0};
    struct edition target = {.language = language, .text_language = language};
    struct str made_by = edition_check_version(a, route_version(a, tools->route), tools->checks);
    target.route = route_name(a, tools->route);
    target.engine = term_version_add(a, made_by, bound.glossary, bound.section);
    keep(&w, previous, made_by, &count);
    int code = ask_engines(&w, &count.n_translated, e);
    arena_release(&w.scratch);
    if (code) return code;
    leave(&w);
    count_pieces(w.piece, n_wanted, &count);
    list_recalled(&w, &count);
    edition_assemble(a, source, w.piece, &target);
    target.label = edition_label_of(target.segment, n_wanted, false);
    target.state = state_of(&target, n_wanted);
    target.problem =
        target.state == EDITION_HELD ? problem_of(a, &target, n_wanted, count.n_held) : STR("");
    code = document_check(&target.document, e);
    if (code)
        return err_add(e, "the translation into %.*s is not a document: ", (int)language.n,
                       language.p);
    *ret_target = target;
    *ret_count = count;
    return 0;
}
