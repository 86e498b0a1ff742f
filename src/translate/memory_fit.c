#include "translate/memory_fit.h"

#include <string.h>

#include "story/segment_act.h"
#include "translate/aligner.h"
#include "translate/mark_projection.h"

static bool same_value(const struct mark *a, const struct mark *b) {
    return a->kind == b->kind && str_eq(a->value, b->value) && str_eq(a->title, b->title);
}

static bool same_marks(const struct text *a, const struct text *b) {
    if (a->n_marks != b->n_marks) return false;
    for (size_t i = 0; i < a->n_marks; i++) {
        const struct mark *x = &a->mark[i], *y = &b->mark[i];
        if (!same_value(x, y) || x->start != y->start || x->end != y->end) return false;
    }
    return true;
}

static bool same_places(const struct text *a, const struct text *b) {
    if (a->n_marks != b->n_marks) return false;
    for (size_t i = 0; i < a->n_marks; i++) {
        const struct mark *x = &a->mark[i], *y = &b->mark[i];
        if (x->kind != y->kind || x->start != y->start || x->end != y->end) return false;
    }
    return true;
}

/* The one mark of the text of this kind and value; NULL when there is none, or more. */
static struct mark *only(struct text *text, const struct mark *like) {
    struct mark *found = NULL;
    for (size_t i = 0; i < text->n_marks; i++) {
        struct mark *m = &text->mark[i];
        if (m->kind != like->kind || !str_eq(m->value, like->value)) continue;
        if (found) return NULL;
        found = m;
    }
    return found;
}

static struct text copy(struct arena *a, const struct text *text) {
    struct text t = *text;
    t.mark = arena_array(a, text->n_marks, sizeof *t.mark);
    if (text->n_marks) memcpy(t.mark, text->mark, text->n_marks * sizeof *t.mark);
    return t;
}

/* Marks on the same words with other addresses: a link that leads elsewhere. */
static bool rename_marks(struct arena *a, const struct text *source, const struct text *target,
                         const struct text *wanted, struct text *ret_text) {
    struct text old_source = *source, old = copy(a, target), text = copy(a, target);
    for (size_t i = 0; i < source->n_marks; i++) {
        if (!only(&old_source, &source->mark[i])) return false;
        struct mark *m = only(&old, &source->mark[i]);
        if (!m) return false;
        struct mark *renamed = &text.mark[m - old.mark];
        renamed->value = wanted->mark[i].value;
        renamed->title = wanted->mark[i].title;
    }
    *ret_text = text;
    return true;
}

static bool place_marks(struct arena *a, const struct text *target, const struct text *wanted,
                        struct text *ret_text) {
    if (wanted->n_marks == 0) {
        struct text text = copy(a, target);
        text.n_marks = 0;
        for (size_t i = 0; i < target->n_marks; i++)
            if (target->mark[i].kind == MARK_LANGUAGE) text.mark[text.n_marks++] = target->mark[i];
        *ret_text = text;
        return true;
    }
    return mark_project(a, wanted, target->s, aligner_link(a, wanted->s, target->s), ret_text);
}

/* What a CODE mark covers is in both the same, in any order. */
static bool keeps_code(const struct text *source, const struct text *target) {
    for (size_t i = 0; i < target->n_marks; i++) {
        const struct mark *m = &target->mark[i];
        bool found = m->kind != MARK_CODE;
        for (size_t j = 0; j < source->n_marks && !found; j++) {
            const struct mark *from = &source->mark[j];
            found = from->kind == MARK_CODE && str_eq(str_slice(source->s, from->start, from->end),
                                                      str_slice(target->s, m->start, m->end));
        }
        if (!found) return false;
    }
    return true;
}

static bool is_paragraph(const struct text *text) {
    struct err ignored;
    struct block block = {.kind = BLOCK_PARAGRAPH, .text = *text};
    return document_check(&(struct document){&block, 1}, &ignored) == 0;
}

bool memory_fit(struct arena *a, const struct text *source, const struct text *target,
                const struct text *wanted, struct text *ret_text) {
    struct err ignored;
    struct text text = *target;
    bool same_words = str_eq(source->s, wanted->s), placed = true;
    bool as_it_is =
        same_words ? same_marks(source, wanted) : segment_act_fits(target, wanted, &ignored) == 0;
    if (!as_it_is && !(same_words && same_places(source, wanted) &&
                       rename_marks(a, source, target, wanted, &text)))
        placed = place_marks(a, target, wanted, &text);
    if (!placed || segment_act_fits(&text, wanted, &ignored) || !keeps_code(wanted, &text) ||
        !is_paragraph(&text))
        return false;
    *ret_text = text;
    return true;
}
