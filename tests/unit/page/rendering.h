#ifndef TESTS_UNIT_PAGE_RENDERING_H
#define TESTS_UNIT_PAGE_RENDERING_H
/* Pages of the newsroom in house.h, as text. */

#include "page/error_view.h"
#include "page/list_view.h"
#include "page/my_list_view.h"
#include "page/story_view.h"
#include "unit/app/house.h"

static inline const struct site_language *language_of(struct house *h, const char *tag) {
    const struct site_language *l = site_find_language(&h->newsroom.site, str_of(tag));
    assert_non_null(l);
    return l;
}

static inline struct str story_page(struct house *h, int64_t id, const char *language) {
    struct buf page;
    struct card card;
    struct arena *a = &h->s->a;
    buf_init(&page, PAGE_MAX_BYTES);
    scratch_ok(h->s, card_load(house_db(h), a, id, str_of(language), &card, &h->s->e));
    scratch_ok(h->s, story_view_render(a, &h->worker->maker, &card, &page, &h->s->e));
    assert_false(buf_failed(&page));
    struct str text = buf_keep(&page, a);
    buf_release(&page);
    return text;
}

enum page_list { PAGE_FRONT, PAGE_SECTION, PAGE_TOPIC };

static inline int list_page_code(struct house *h, enum page_list kind, const char *language,
                                 const char *key, const struct list_place *place,
                                 struct str *ret_text) {
    struct buf page;
    struct arena *a = &h->s->a;
    const struct page_maker *maker = &h->worker->maker;
    const struct site_language *l = language_of(h, language);
    struct err *e = &h->s->e;
    buf_init(&page, PAGE_MAX_BYTES);
    int code = kind == PAGE_FRONT     ? list_view_front(a, maker, l, place, &page, e)
               : kind == PAGE_SECTION ? list_view_section(a, maker, l, str_of(key), place, &page, e)
                                      : list_view_topic(a, maker, l, str_of(key), place, &page, e);
    *ret_text = buf_keep(&page, a);
    buf_release(&page);
    return code;
}

static inline struct str list_page(struct house *h, enum page_list kind, const char *language,
                                   const char *key) {
    struct str text;
    struct list_place first = {0};
    scratch_ok(h->s, list_page_code(h, kind, language, key, &first, &text));
    return text;
}

static inline struct str my_list(struct house *h, const char *language, const int64_t *id,
                                 size_t n) {
    struct buf page;
    buf_init(&page, PAGE_MAX_BYTES);
    scratch_ok(h->s, my_list_view_render(&h->s->a, &h->worker->maker, language_of(h, language), id,
                                         n, &page, &h->s->e));
    struct str text = buf_keep(&page, &h->s->a);
    buf_release(&page);
    return text;
}

static inline struct str error_page(struct house *h, const char *language, int status) {
    struct buf page;
    buf_init(&page, PAGE_MAX_BYTES);
    scratch_ok(h->s, error_view_render(&h->s->a, &h->worker->maker, language_of(h, language),
                                       status, &page, &h->s->e));
    struct str text = buf_keep(&page, &h->s->a);
    buf_release(&page);
    return text;
}

/* Each piece stands behind the one before; NULL ends them. */
static inline void assert_in_order(struct str text, const char *const *piece) {
    size_t at = 0;
    for (; *piece; piece++) {
        size_t found = str_search(str_from(text, at), str_of(*piece));
        if (found == text.n - at)
            fail_msg("no \"%s\" behind what should stand before it: %.*s", *piece, (int)text.n,
                     text.p);
        at += found + strlen(*piece);
    }
}

/* From the first `from` to the next `to`. */
static inline struct str part_of(struct str text, const char *from, const char *to) {
    size_t start = str_search(text, str_of(from));
    if (start == text.n) fail_msg("no \"%s\" in %.*s", from, (int)text.n, text.p);
    struct str rest = str_from(text, start);
    return str_slice(rest, 0, str_search(rest, str_of(to)));
}

/* What must not be seen before its time: a whole story of its own section and topic. */
#define EMBARGOED                                                                                  \
    "---\nsection: kirola\ntopic: Sekretua\nheadline: Isilpekoa bihar\nlead: Inork ez daki.\n"     \
    "date: 2999-01-01\n---\nEz irakurri.\n"

static inline void assert_no_secret(struct str text) {
    house_assert_not(text, "Isilpekoa");
    house_assert_not(text, "isilpekoa");
    house_assert_not(text, "Inork ez daki");
    house_assert_not(text, "Sekretua");
    house_assert_not(text, "sekretua");
    house_assert_not(text, "2999");
}

#endif
