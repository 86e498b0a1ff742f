/* The marks of the translation are those of the source, well nested, and on the words that the
   alignment, or a name or number both texts have, says. */
#include <string.h>

#include "base/hash.h"
#include "translate/check_fold.h"
#include "translate/check_part.h"
#include "translate/check_set.h"

enum { MAX_FORMS = 500 }; /* words of a text in which names are looked for in other forms */

static uint64_t kind_hash(const struct mark *m) {
    return hash_quick(m->value) * 31 + hash_quick(m->title) * 17 + (uint64_t)m->kind + 1;
}

static void tell(struct check_work *w, const struct mark *m, bool lost, const char *what) {
    struct check_place place = {lost ? m->start : 0, lost ? m->end : 0, lost ? 0 : m->start,
                                lost ? 0 : m->end};
    int shown = m->value.n < 100 ? (int)m->value.n : 100;
    check_report(w, CHECK_MARK, CHECK_CLEAR, place, "the mark %s%s%.*s %s", mark_kind_name(m->kind),
                 shown ? " " : "", shown, m->value.p, what);
}

static bool is_nested(const struct text *t) {
    uint32_t end[64];
    size_t depth = 0;
    for (size_t i = 0; i < t->n_marks; i++) {
        const struct mark *m = &t->mark[i];
        while (depth > 0 && end[depth - 1] <= m->start) depth--;
        if (m->start >= m->end || m->end > t->s.n || (depth > 0 && m->end > end[depth - 1]) ||
            depth == 64 || (i > 0 && m->start < m[-1].start))
            return false;
        end[depth++] = m->end;
    }
    return true;
}

/* As many of each kind, with the same value, on both sides. */
static void compare_multisets(struct check_work *w) {
    const struct text *s = w->source.text, *t = w->target.text;
    struct check_set set = check_set_make(w->arena, s->n_marks + t->n_marks);
    int *count = arena_array(w->arena, s->n_marks + t->n_marks, sizeof *count);
    for (size_t i = 0; i < s->n_marks; i++) {
        const uint32_t *at = check_set_add(&set, kind_hash(&s->mark[i]), (uint32_t)i);
        count[at ? *at : i]++;
    }
    for (size_t i = 0; i < t->n_marks; i++) {
        uint32_t own = (uint32_t)(s->n_marks + i);
        const uint32_t *at = check_set_add(&set, kind_hash(&t->mark[i]), own);
        count[at ? *at : own]--;
    }
    for (size_t i = 0; i < s->n_marks; i++)
        if (count[i] > 0) tell(w, &s->mark[i], true, "of the source is not in the translation");
    for (size_t i = 0; i < s->n_marks; i++)
        if (count[i] < 0) tell(w, &s->mark[i], true, "stands more often in the translation");
    for (size_t i = 0; i < t->n_marks; i++)
        if (count[s->n_marks + i] < 0) tell(w, &t->mark[i], false, "is not in the source");
}

static bool overlaps_twin(const struct text *t, const struct mark *of, uint32_t start,
                          uint32_t end) {
    for (size_t i = 0; i < t->n_marks; i++) {
        const struct mark *m = &t->mark[i];
        if (m->kind == of->kind && str_eq(m->value, of->value) && m->start < end && m->end > start)
            return true;
    }
    return false;
}

/* Whether the words that the alignment gives for m bear it: at least one of them. No opinion
   without links. */
static bool is_aligned(const struct check_work *w, const struct mark *m) {
    bool linked = false;
    for (size_t i = 0; i < w->pair->links.n; i++) {
        const struct engine_link *l = &w->pair->links.link[i];
        if (l->source_start >= m->end || l->source_end <= m->start) continue;
        linked = true;
        if (overlaps_twin(w->target.text, m, l->target_start, l->target_end)) return true;
    }
    return !linked;
}

/* "Bilboko" and "Bilbo", "Mikroskopia" and "Microscopía": as they sound, but for the ending. */
static bool same_stem(const struct check_token *a, const struct check_token *b, bool basque) {
    char sound[2][64];
    size_t n[2] = {check_fold_sound(str_slice(a->folded, 0, 64), sound[0]),
                   check_fold_sound(str_slice(b->folded, 0, 64), sound[1])};
    size_t less = n[0] < n[1] ? n[0] : n[1], more = n[0] + n[1] - less;
    return less > 3 && more - less < (basque ? 7U : 3U) && memcmp(sound[0], sound[1], less) == 0;
}

/* "Geneva" and "Ginebra". */
static bool same_place(const struct check_token *a, const struct check_token *b) {
    for (size_t i = 0; i < a->n_senses; i++)
        for (size_t k = 0; k < b->n_senses && a->sense[i]->role == ROLE_PLACE; k++)
            if (b->sense[k]->role == ROLE_PLACE && a->sense[i]->value == b->sense[k]->value)
                return true;
    return false;
}

/* The only one of the side that is the same place or sounds alike; or -1. */
static int64_t form_anchor(const struct check_side *side, const struct check_token *t,
                           bool basque) {
    int64_t found = -1;
    for (size_t i = 0; i < side->n && side->n < MAX_FORMS; i++) {
        const struct check_token *other = &side->token[i];
        bool same = other->kind == TOKEN_WORD && other->capital &&
                    (same_place(t, other) || same_stem(t, other, basque));
        if (!same) continue;
        if (found >= 0) return -1;
        found = (int64_t)i;
    }
    return found;
}

/* Both texts have this word or number once: the index in the target, or -1. */
static int64_t anchor(const struct check_side *target, const struct check_set *once,
                      const struct check_token *t) {
    bool firm = t->kind == TOKEN_DIGITS || t->kind == TOKEN_URL ||
                (t->kind == TOKEN_WORD && t->capital && t->folded.n > 2);
    const uint32_t *at = firm ? check_set_find(once, t->hash) : NULL;
    return at && *at < target->n ? (int64_t)*at : -1;
}

static bool is_anchored(const struct check_work *w, const struct check_set *source,
                        const struct check_set *target, const struct mark *m) {
    bool seen = false;
    bool basque = w->source.language == CHECK_EU || w->target.language == CHECK_EU;
    for (size_t i = 0; i < w->source.n; i++) {
        const struct check_token *t = &w->source.token[i];
        if (t->end <= m->start || t->start >= m->end) continue;
        int64_t at = anchor(&w->target, target, t);
        if (at < 0 && t->kind == TOKEN_WORD && t->capital) at = form_anchor(&w->target, t, basque);
        if (at < 0 || anchor(&w->source, source, t) < 0) continue;
        const struct check_token *there = &w->target.token[at];
        if (overlaps_twin(w->target.text, m, there->start, there->end)) return true;
        seen = true;
    }
    return !seen;
}

/* Values are indexes of tokens, or the side's n for those that stand more than once. */
static struct check_set once_of(struct arena *a, const struct check_side *side) {
    struct check_set set = check_set_make(a, side->n);
    for (size_t i = 0; i < side->n; i++) {
        const uint32_t *at = check_set_add(&set, side->token[i].hash, (uint32_t)i);
        if (at) set.value[at - set.value] = (uint32_t)side->n;
    }
    return set;
}

static void check_places(struct check_work *w) {
    const struct text *s = w->source.text;
    struct check_set source = once_of(w->arena, &w->source);
    struct check_set target = once_of(w->arena, &w->target);
    size_t budget = 4000000; /* comparisons: a text of marks only is not looked at to its end */
    for (size_t i = 0; i < s->n_marks; i++) {
        size_t cost = (w->source.n + w->pair->links.n) * (1 + w->target.text->n_marks / 64);
        if (cost > budget) return;
        budget -= cost;
        if (!is_aligned(w, &s->mark[i]) || !is_anchored(w, &source, &target, &s->mark[i]))
            tell(w, &s->mark[i], true, "stands on other words in the translation");
    }
}

void check_mark(struct check_work *w) {
    if (w->source.text->n_marks == 0 && w->target.text->n_marks == 0) return;
    if (!is_nested(w->target.text))
        check_report(w, CHECK_MARK, CHECK_CLEAR, (struct check_place){0},
                     "the marks of the translation are not well nested");
    size_t before = w->n_shown;
    compare_multisets(w);
    if (w->n_shown == before) check_places(w);
}
