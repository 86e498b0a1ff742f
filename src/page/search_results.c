#include "page/search_results.h"

#include "base/clock.h"
#include "store/edition_read.h"
#include "store/search_find.h"
#include "story/search_snippet.h"

enum { MOST_OF_OTHERS = 100 /* matches in each of the other languages */ };

struct found {
    struct search_hit hit;
    struct str language;
};

struct finder {
    struct arena *a;
    const struct page_maker *maker;
    const struct search_wish *wish;
    int64_t now_ms;
    struct found *found;
    size_t n, capacity;
    bool more;
};

static void add(struct finder *f, const struct search_hit *hit, struct str language) {
    f->found = arena_grow(f->a, f->found, f->n, &f->capacity, sizeof *f->found);
    f->found[f->n++] = (struct found){*hit, language};
}

static bool is_there(const struct finder *f, int64_t story_id) {
    for (size_t i = 0; i < f->n; i++)
        if (f->found[i].hit.story_id == story_id) return true;
    return false;
}

static int search(struct finder *f, struct str language, int64_t most, struct search_hit **ret_hit,
                  size_t *ret_n, struct err *e) {
    const struct search_wish *wish = f->wish;
    struct search_request request = {.query = &wish->query,
                                     .language = language,
                                     .section_id = wish->section_id,
                                     .from_ms = wish->from_ms,
                                     .before_ms = wish->before_ms,
                                     .newest = wish->newest,
                                     .most = most,
                                     .now_ms = f->now_ms};
    bool more = false;
    int code = search_find(f->maker->db, f->a, search_stemmer_find(f->maker->stemmers, language),
                           &request, ret_hit, ret_n, &more, e);
    f->more |= more;
    return code;
}

static int find_own(struct finder *f, struct err *e) {
    struct search_hit *hit;
    size_t n;
    int code = search(f, f->wish->language, 0, &hit, &n, e);
    for (size_t i = 0; !code && i < n; i++) add(f, &hit[i], f->wish->language);
    return code;
}

static int find_in(struct finder *f, struct str language, struct err *e) {
    struct search_hit *hit;
    size_t n;
    int code = search(f, language, MOST_OF_OTHERS, &hit, &n, e);
    for (size_t i = 0; !code && i < n; i++) {
        code = search_find_story(f->maker->db, &hit[i], e);
        if (!code && !is_there(f, hit[i].story_id)) add(f, &hit[i], language);
    }
    return code;
}

/* Whoever types in another language than they read in finds the stories through their editions. */
static int find_in_others(struct finder *f, struct err *e) {
    const struct site_info *site = f->maker->site;
    int code = 0;
    for (size_t i = 0; i < f->n && !code; i++)
        code = search_find_story(f->maker->db, &f->found[i].hit, e);
    for (size_t i = 0; i < site->n_languages && !code; i++)
        if (!str_eq(site->language[i].tag, f->wish->language))
            code = find_in(f, site->language[i].tag, e);
    return code;
}

/* The index may be a moment behind: what readers see is what the edition is now. */
static bool is_public(const struct card *card, int64_t now_ms) {
    const struct edition_row *row = &card->edition;
    return row->state == EDITION_LIVE && row->published_ms <= now_ms &&
           str_eq(row->text_language, row->language);
}

static int fill_result(struct finder *f, struct found *found, struct search_results *results,
                       struct err *e) {
    struct search_marks marks;
    struct search_result *r = &results->result[results->n];
    struct edition edition;
    int code = found->hit.story_id ? 0 : search_find_story(f->maker->db, &found->hit, e);
    if (!code)
        code = card_load(f->maker->db, f->a, found->hit.story_id, found->language, &r->card, e);
    if (code == E_NOTFOUND || (!code && !is_public(&r->card, f->now_ms))) return 0;
    if (!code) code = edition_read_row(f->a, &r->card.edition, &edition, e);
    if (code) return code;
    search_snippet_marks(&f->wish->query, search_stemmer_find(f->maker->stemmers, found->language),
                         &marks);
    r->headline = search_snippet_text(f->a, &marks, r->card.edition.headline);
    struct document shown = edition_shown(&edition.document, r->card.edition.policy.scope);
    r->snippet = search_snippet_make(f->a, &marks, &shown);
    results->n++;
    return 0;
}

int search_results_find(struct arena *a, const struct page_maker *maker,
                        const struct search_wish *wish, struct search_results *ret_results,
                        struct err *e) {
    struct finder f = {.a = a, .maker = maker, .wish = wish, .now_ms = clock_wall_ms()};
    struct search_results results = {0};
    size_t limit = maker->site->stories_per_page, skip = ((size_t)wish->page - 1) * limit;
    *ret_results = results;
    if (wish->query.n_terms == 0) return 0;
    int code = find_own(&f, e);
    if (!code && f.n < skip + limit) code = find_in_others(&f, e);
    if (code) return code;
    results.result = arena_array(a, limit, sizeof *results.result);
    for (size_t i = skip; i < f.n && i < skip + limit && !code; i++)
        code = fill_result(&f, &f.found[i], &results, e);
    results.total = (int64_t)f.n;
    results.more = f.more;
    results.next = f.n > skip + limit && wish->page < SEARCH_RESULTS_MAX_PAGES;
    if (!code) *ret_results = results;
    return code;
}
