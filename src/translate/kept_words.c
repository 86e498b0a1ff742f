#include "translate/kept_words.h"

#include "translate/word.h"

enum { N_LETTERS = 3 };

/* Capitalised, so that case repair leaves them; with letters that no language here combines. */
static const char *const stem[] = {"Xqzv", "Zxqj", "Qxjz", "Jqxzk"};

/* One that the text does not have, or "" when somebody took pains to use them all. */
static struct str free_stem(struct str text) {
    for (size_t i = 0; i < sizeof stem / sizeof *stem; i++)
        if (str_search(text, str_of(stem[i])) == text.n) return str_of(stem[i]);
    return STR("");
}

static struct str made_up_word(struct arena *a, struct str start, size_t i) {
    return arena_printf(a, "%.*s%c%c%c", (int)start.n, start.p, (char)('a' + i / 26 / 26 % 26),
                        (char)('a' + i / 26 % 26), (char)('a' + i % 26));
}

/* The number that the letters behind a stem say; SIZE_MAX when they are no letters. */
static size_t number_of(struct str letters) {
    size_t number = 0;
    if (letters.n < N_LETTERS) return SIZE_MAX;
    for (size_t i = 0; i < N_LETTERS; i++) {
        if (letters.p[i] < 'a' || letters.p[i] > 'z') return SIZE_MAX;
        number = number * 26 + (size_t)(letters.p[i] - 'a');
    }
    return number;
}

static bool is_kept(const struct mark *m) {
    return m->kind == MARK_CODE || m->kind == MARK_LANGUAGE;
}

bool kept_words_take_out(struct arena *a, const struct text *source, struct kept_words *ret_kept,
                         struct str *ret_sent) {
    struct kept_words kept = {.stem = STR("")};
    kept.piece = arena_array(a, source->n_marks, sizeof *kept.piece);
    size_t at = 0;
    for (size_t i = 0; i < source->n_marks; i++) {
        const struct mark *m = &source->mark[i];
        if (!is_kept(m) || m->start < at) continue;
        if (kept.n == 0) kept.stem = free_stem(source->s);
        if (kept.stem.n == 0) return false;
        rewrite_add(&kept.sent, a, m->start, m->end, made_up_word(a, kept.stem, kept.n));
        kept.piece[kept.n++] =
            (struct kept_piece){str_slice(source->s, m->start, m->end), m->start, 0};
        at = m->end;
    }
    *ret_sent = rewrite_apply(a, &kept.sent, source->s);
    *ret_kept = kept;
    return true;
}

bool kept_words_put_back(struct arena *a, struct kept_words *kept, struct str answer,
                         struct rewrite *ret_back) {
    *ret_back = (struct rewrite){0};
    if (kept->n == 0) return true;
    bool *seen = arena_array(a, kept->n, sizeof *seen);
    size_t found = 0, at = 0;
    for (;;) {
        at += str_search(str_from(answer, at), kept->stem);
        if (at == answer.n) break;
        size_t end = at + kept->stem.n + N_LETTERS;
        size_t i = number_of(str_from(answer, at + kept->stem.n));
        if (i >= kept->n || seen[i]) return false;
        seen[i] = true;
        found++;
        rewrite_add(ret_back, a, (uint32_t)at, (uint32_t)end, kept->piece[i].text);
        kept->piece[i].target = ret_back->piece[ret_back->n - 1].new_start;
        at = end;
    }
    return found == kept->n;
}

/* Whether byte `at` of the source is within a kept piece; those are in the order of the source. */
static bool is_inside(const struct kept_words *kept, uint32_t at) {
    size_t low = 0, high = kept->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (kept->piece[middle].source <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && at - kept->piece[low - 1].source < kept->piece[low - 1].text.n;
}

struct link_list kept_words_link(struct arena *a, const struct kept_words *kept,
                                 struct link_list links) {
    if (kept->n == 0) return links;
    struct link_list linked = {NULL, 0};
    size_t capacity = 0;
    for (size_t i = 0; i < links.n; i++) {
        if (is_inside(kept, links.link[i].source_start)) continue;
        linked.link = arena_grow(a, linked.link, linked.n, &capacity, sizeof *linked.link);
        linked.link[linked.n++] = links.link[i];
    }
    for (size_t i = 0; i < kept->n; i++) {
        const struct kept_piece *p = &kept->piece[i];
        size_t n;
        const struct word *word = word_list(a, p->text, &n);
        for (size_t w = 0; w < n; w++) {
            linked.link = arena_grow(a, linked.link, linked.n, &capacity, sizeof *linked.link);
            linked.link[linked.n++] =
                (struct engine_link){p->source + word[w].start, p->source + word[w].end,
                                     p->target + word[w].start, p->target + word[w].end};
        }
    }
    link_sort(linked);
    return linked;
}
