#include "translate/mark_projection.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "translate/word.h"

enum { LARGEST_GAP = 2, NO_PARENT = -1 };

struct span {
    size_t first, last; /* words, both inclusive */
};

struct projection {
    const struct text *source;
    struct str target;
    struct link_list links;
    struct word *word; /* of the target */
    size_t n_words;
    bool *aligned;     /* per word: has a link at all */
    int *parent;       /* per mark: the mark that holds it in the source, or NO_PARENT */
    struct span *span; /* per mark: where it went */
    bool *in, *taken;  /* per word: scratch of one mark at a time */
};

static bool overlaps(uint32_t a_start, uint32_t a_end, uint32_t b_start, uint32_t b_end) {
    return a_start < b_end && b_start < a_end;
}

/* The words of the target that a link of the list points at, as a range; false when none is. */
static bool words_of_link(const struct projection *p, const struct engine_link *link,
                          size_t *ret_first, size_t *ret_last) {
    size_t low = 0, high = p->n_words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->word[middle].end <= link->target_start)
            low = middle + 1;
        else
            high = middle;
    }
    size_t last = low;
    while (last < p->n_words && p->word[last].start < link->target_end) last++;
    *ret_first = low;
    *ret_last = last - 1;
    return last > low;
}

static void find_aligned_words(struct projection *p) {
    size_t first, last;
    for (size_t i = 0; i < p->links.n; i++)
        if (words_of_link(p, &p->links.link[i], &first, &last))
            for (size_t w = first; w <= last; w++) p->aligned[w] = true;
}

/* Marks are sorted outer first, so that a mark's parent stands before it. */
static void find_parents(struct projection *p) {
    for (size_t i = 0; i < p->source->n_marks; i++) {
        const struct mark *m = &p->source->mark[i];
        p->parent[i] = NO_PARENT;
        for (size_t j = i; j-- > 0 && p->parent[i] == NO_PARENT;)
            if (p->source->mark[j].end >= m->end) p->parent[i] = (int)j;
    }
}

static struct span whole(const struct projection *p, int mark) {
    return mark == NO_PARENT ? (struct span){0, p->n_words - 1} : p->span[mark];
}

/* Notes in p->in the words within `limit` that some word of the mark was translated to. */
static size_t collect(struct projection *p, const struct mark *m, struct span limit) {
    size_t n = 0, first, last;
    memset(p->in, 0, p->n_words * sizeof *p->in);
    for (size_t i = 0; i < p->links.n; i++) {
        const struct engine_link *link = &p->links.link[i];
        if (!overlaps(link->source_start, link->source_end, m->start, m->end)) continue;
        if (!words_of_link(p, link, &first, &last)) continue;
        for (size_t w = first; w <= last; w++) {
            if (w < limit.first || w > limit.last || p->in[w]) continue;
            p->in[w] = true;
            n++;
        }
    }
    return n;
}

/* The run with the most words of the mark, over gaps that may belong to it. */
static struct span longest_run(const struct projection *p, struct span limit) {
    struct span best = {0, 0}, run = {0, 0};
    size_t best_n = 0, run_n = 0, gap = 0;
    for (size_t w = limit.first; w <= limit.last; w++) {
        if (!p->in[w]) {
            gap += p->aligned[w];
            continue;
        }
        if (run_n == 0 || gap > LARGEST_GAP) {
            run.first = w;
            run_n = 0;
        }
        run.last = w;
        run_n++;
        gap = 0;
        if (run_n > best_n) {
            best_n = run_n;
            best = run;
        }
    }
    return best;
}

static uint32_t distance(const struct engine_link *link, const struct mark *m) {
    if (link->source_end <= m->start) return m->start - link->source_end;
    return link->source_start >= m->end ? link->source_start - m->end : 0;
}

static struct span nearest_word(const struct projection *p, const struct mark *m,
                                struct span limit) {
    struct span best = {limit.first, limit.first};
    uint32_t best_distance = UINT32_MAX;
    for (size_t i = 0; i < p->links.n; i++) {
        size_t first, last;
        uint32_t d = distance(&p->links.link[i], m);
        if (d >= best_distance || !words_of_link(p, &p->links.link[i], &first, &last)) continue;
        if (first < limit.first || first > limit.last) continue;
        best = (struct span){first, first};
        best_distance = d;
    }
    return best;
}

/* Marks that stood side by side must not cross: takes from `span` the words that an earlier one
   with the same parent has. False when nothing is left. */
static bool keep_apart(struct projection *p, size_t mark, struct span limit, struct span *span) {
    bool *taken = p->taken;
    memset(taken, 0, p->n_words * sizeof *taken);
    for (size_t i = 0; i < mark; i++)
        if (p->parent[i] == p->parent[mark])
            for (size_t w = p->span[i].first; w <= p->span[i].last; w++) taken[w] = true;
    struct span best = {0, 0}, run;
    size_t best_n = 0;
    for (size_t w = span->first; w <= span->last; w++) {
        if (taken[w]) continue;
        run.first = w;
        while (w < span->last && !taken[w + 1]) w++;
        run.last = w;
        if (run.last - run.first + 1 <= best_n) continue;
        best_n = run.last - run.first + 1;
        best = run;
    }
    for (size_t away = 1; best_n == 0 && away <= limit.last - limit.first; away++) {
        size_t after = span->last + away;
        if (after <= limit.last && !taken[after]) best = (struct span){after, after}, best_n = 1;
        if (best_n == 0 && span->first >= limit.first + away && !taken[span->first - away])
            best = (struct span){span->first - away, span->first - away}, best_n = 1;
    }
    if (best_n) *span = best;
    return best_n > 0;
}

static bool place(struct projection *p, size_t i) {
    const struct mark *m = &p->source->mark[i];
    struct span limit = whole(p, p->parent[i]);
    if (m->start == 0 && m->end == p->source->s.n) {
        p->span[i] = limit;
        return true;
    }
    p->span[i] = collect(p, m, limit) ? longest_run(p, limit) : nearest_word(p, m, limit);
    return keep_apart(p, i, limit, &p->span[i]);
}

/* How many signs the mark has before its first word, and after its last. */
static size_t signs_at_start(const struct text *t, const struct mark *m) {
    size_t n = 0;
    for (size_t at = m->start; at < m->end && u_ispunct((UChar32)utf8_next(t->s, &at));) n++;
    return n;
}

static size_t signs_at_end(const struct text *t, const struct mark *m) {
    size_t n = 0;
    for (size_t at = m->end; at > m->start && u_ispunct((UChar32)utf8_previous(t->s, &at));) n++;
    return n;
}

/* Bytes of a span; as many signs as the mark has in the source are taken in where they touch its
   words in the target. A child never reaches beyond its parent. */
static struct mark written(const struct projection *p, size_t i, const struct mark *parent) {
    struct mark m = p->source->mark[i];
    const struct span *span = &p->span[i];
    size_t low = parent ? parent->start : 0, high = parent ? parent->end : p->target.n;
    if (m.start == 0 && m.end == p->source->s.n) {
        m.end = (uint32_t)p->target.n;
        return m;
    }
    if (span->first > 0 && p->word[span->first - 1].end > low) low = p->word[span->first - 1].end;
    if (span->last + 1 < p->n_words && p->word[span->last + 1].start < high)
        high = p->word[span->last + 1].start;
    size_t start = p->word[span->first].start, end = p->word[span->last].end;
    for (size_t n = signs_at_start(p->source, &m); n > 0 && start > low; n--) {
        size_t at = start;
        if (u_isUWhiteSpace((UChar32)utf8_previous(p->target, &at))) break;
        start = at;
    }
    for (size_t n = signs_at_end(p->source, &m); n > 0 && end < high; n--) {
        size_t at = end;
        if (u_isUWhiteSpace((UChar32)utf8_next(p->target, &at))) break;
        end = at;
    }
    m.start = (uint32_t)start;
    m.end = (uint32_t)end;
    return m;
}

/* Signs taken in on both sides of a gap may meet: mark `i` gives way to its earlier siblings. */
static void give_way(struct mark *mark, const int *parent, size_t i) {
    for (size_t j = 0; j < i; j++) {
        if (parent[i] != parent[j]) continue;
        if (!overlaps(mark[i].start, mark[i].end, mark[j].start, mark[j].end)) continue;
        if (mark[i].start >= mark[j].start)
            mark[i].start = mark[j].end;
        else
            mark[i].end = mark[j].start;
    }
}

/* Sorted as document.h wants it; equal ranges keep their nesting, as the sort is stable. */
static void sort_marks(struct mark *mark, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct mark m = mark[i];
        size_t j = i;
        while (j > 0 && (mark[j - 1].start > m.start ||
                         (mark[j - 1].start == m.start && mark[j - 1].end < m.end))) {
            mark[j] = mark[j - 1];
            j--;
        }
        mark[j] = m;
    }
}

bool mark_project(struct arena *a, const struct text *source, struct str target,
                  struct link_list links, struct text *ret_target) {
    size_t n = source->n_marks;
    struct projection p = {.source = source, .target = target, .links = links};
    *ret_target = (struct text){target, NULL, 0};
    if (n == 0) return true;
    p.word = word_list(a, target, &p.n_words);
    if (p.n_words == 0) return false;
    p.aligned = arena_array(a, p.n_words, sizeof *p.aligned);
    p.parent = arena_array(a, n, sizeof *p.parent);
    p.span = arena_array(a, n, sizeof *p.span);
    p.in = arena_array(a, p.n_words, sizeof *p.in);
    p.taken = arena_array(a, p.n_words, sizeof *p.taken);
    find_aligned_words(&p);
    find_parents(&p);
    struct mark *mark = arena_array(a, n, sizeof *mark);
    for (size_t i = 0; i < n; i++) {
        if (!place(&p, i)) return false;
        mark[i] = written(&p, i, p.parent[i] == NO_PARENT ? NULL : &mark[p.parent[i]]);
        give_way(mark, p.parent, i);
        if (mark[i].start >= mark[i].end) return false;
    }
    sort_marks(mark, n);
    ret_target->mark = mark;
    ret_target->n_marks = n;
    return true;
}
