#include "story/segmenter.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "story/segmenter_rules.h"
#include "story/sentence_end.h"

struct segmenter {
    const struct segmenter_rules *rules;
    UBreakIterator *icu;
    UText text; /* what the iterator reads, for the time of one call */
};

int segmenter_open(struct str language, struct segmenter **ret, struct err *e) {
    char locale[40] = "";
    if (language.n < sizeof locale && language.n) memcpy(locale, language.p, language.n);
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *icu = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status);
    if (U_FAILURE(status)) {
        return err_set(e, E_IO, "cannot open ICU's sentence rules for \"%s\": %s", locale,
                       u_errorName(status));
    }
    struct segmenter *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->rules = segmenter_rules_for(language);
    s->icu = icu;
    s->text = (UText)UTEXT_INITIALIZER;
    *ret = s;
    return 0;
}

void segmenter_close(struct segmenter *s) {
    if (!s) return;
    ubrk_close(s->icu);
    utext_close(&s->text);
    free(s);
}

/* Both sources of gaps in one, in the order of the text. */
struct gaps {
    struct segmenter *segmenter;
    struct str text;
    struct sentence_gap found, icu; /* the next of each; start == SIZE_MAX at the end */
};

static const struct sentence_gap NO_GAP = {SIZE_MAX, SIZE_MAX};

static struct sentence_gap widen(struct str text, size_t at) {
    struct sentence_gap gap = {at, at};
    for (size_t before = at; before > 0; gap.end = before) {
        if (!sentence_end_is_space(utf8_previous(text, &before))) break;
    }
    for (size_t next = at; next < text.n; gap.start = next) {
        if (!sentence_end_is_space(utf8_next(text, &next))) break;
    }
    return gap;
}

/* ICU's next boundary behind byte `after`. */
static struct sentence_gap next_of_icu(struct gaps *g, size_t after) {
    for (int32_t at = ubrk_next(g->segmenter->icu); at != UBRK_DONE;
         at = ubrk_next(g->segmenter->icu)) {
        if ((size_t)at <= after) continue;
        struct sentence_gap gap = widen(g->text, (size_t)at);
        return gap.start < g->text.n ? gap : NO_GAP;
    }
    return NO_GAP;
}

static struct sentence_gap next_found(const struct gaps *g, size_t from) {
    struct sentence_gap gap;
    return sentence_end_find(g->text, from, &gap) ? gap : NO_GAP;
}

static void start_gaps(struct gaps *g, struct segmenter *segmenter, struct str text, size_t began) {
    *g = (struct gaps){.segmenter = segmenter, .text = text};
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&segmenter->text, text.p, (int64_t)text.n, &status);
    ubrk_setUText(segmenter->icu, &segmenter->text, &status);
    g->icu = U_SUCCESS(status) ? next_of_icu(g, began) : NO_GAP;
    g->found = next_found(g, began);
}

static bool next_gap(struct gaps *g, struct sentence_gap *ret_gap) {
    struct sentence_gap gap = g->found.start <= g->icu.start ? g->found : g->icu;
    if (gap.start == SIZE_MAX) return false;
    if (g->found.start <= gap.start) g->found = next_found(g, gap.start);
    if (g->icu.start <= gap.start) g->icu = next_of_icu(g, gap.start);
    *ret_gap = gap;
    return true;
}

static bool is_whole(enum mark_kind kind) {
    return kind == MARK_LINK || kind == MARK_CODE || kind == MARK_QUOTE;
}

/* Whether a mark that must stay whole would be cut there, or be lost in the white space. */
static bool is_against(const struct mark *m, struct sentence_gap gap) {
    bool cut = m->start < gap.end && m->end > gap.start;
    bool lost = m->start >= gap.end && m->end <= gap.start;
    return is_whole(m->kind) && (cut || lost);
}

/* Gaps come in the order of the text, and so do marks: *first is the first that may matter still.
 */
static bool cuts_mark(const struct text *t, size_t *first, struct sentence_gap gap) {
    while (*first < t->n_marks &&
           (!is_whole(t->mark[*first].kind) || t->mark[*first].end <= gap.end)) {
        ++*first;
    }
    for (size_t i = *first; i < t->n_marks && t->mark[i].start < gap.start; i++) {
        if (is_against(&t->mark[i], gap)) return true;
    }
    return false;
}

static size_t first_byte(struct str text) {
    size_t at = 0;
    while (at < text.n) {
        size_t next = at;
        if (!sentence_end_is_space(utf8_next(text, &next))) break;
        at = next;
    }
    return at;
}

static size_t last_byte(struct str text) {
    size_t at = text.n;
    while (at > 0) {
        size_t before = at;
        if (!sentence_end_is_space(utf8_previous(text, &before))) break;
        at = before;
    }
    return at;
}

void segmenter_split(struct segmenter *segmenter, struct arena *a, const struct text *text,
                     struct segment_range **ret, size_t *ret_n) {
    assert(text->s.n <= INT32_MAX);
    struct segment_range *range = NULL;
    size_t n = 0, capacity = 0, mark = 0;
    size_t began = first_byte(text->s), end = last_byte(text->s);
    struct gaps gaps;
    struct sentence_gap gap;
    if (began < end) start_gaps(&gaps, segmenter, text->s, began);
    while (began < end) {
        bool more = next_gap(&gaps, &gap);
        if (more && (gap.end <= began || cuts_mark(text, &mark, gap) ||
                     !sentence_end_is(segmenter->rules, text->s, began, gap))) {
            continue;
        }
        if (!more) gap = (struct sentence_gap){end, end};
        range = arena_grow(a, range, n, &capacity, sizeof *range);
        range[n++] = (struct segment_range){(uint32_t)began, (uint32_t)gap.end};
        began = gap.start;
    }
    *ret = range;
    *ret_n = n;
}
