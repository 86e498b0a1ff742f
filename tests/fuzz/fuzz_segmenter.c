/* Sentences: the first byte chooses the language, the second places a link; the rest is the text.
   Ranges and the white space between them are the whole text, and the link is in one piece. */
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "story/segmenter.h"
#include "story/sentence_end.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_gap(struct str text, size_t from, size_t to) {
    for (size_t at = from; at < to;) assert(sentence_end_is_space(utf8_next(text, &at)));
}

static void check(const struct text *text, const struct segment_range *range, size_t n) {
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        assert(range[i].start >= at && range[i].start < range[i].end);
        assert(utf8_is_valid(str_slice(text->s, range[i].start, range[i].end)));
        check_gap(text->s, at, range[i].start);
        bool cut =
            text->n_marks && i > 0 && text->mark->start < at && text->mark->end > range[i].start;
        assert(!cut);
        at = range[i].end;
    }
    check_gap(text->s, at, text->s.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const language[] = {"eu", "es", "fr", "en", "ca", "gl", "pt", "el"};
    if (size < 2) return 0;
    struct arena a;
    arena_init(&a);
    struct text text = {.s = {(const char *)data + 2, size - 2}};
    if (!utf8_is_valid(text.s)) {
        arena_release(&a);
        return 0;
    }
    struct str before = utf8_cut(text.s, data[1]), linked = utf8_cut(text.s, data[1] + 40U);
    struct mark mark = {MARK_LINK, (uint32_t)before.n, (uint32_t)linked.n, STR("/"), STR("")};
    text.mark = &mark;
    text.n_marks = before.n < linked.n;
    struct segmenter *segmenter;
    struct err e;
    int err = segmenter_open(str_of(language[data[0] % 8]), &segmenter, &e);
    assert(!err);
    struct segment_range *range;
    size_t n;
    segmenter_split(segmenter, &a, &text, &range, &n);
    check(&text, range, n);
    segmenter_close(segmenter);
    arena_release(&a);
    return 0;
}
