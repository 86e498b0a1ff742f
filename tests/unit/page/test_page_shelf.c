#include "page/page_shelf.h"

#include "page/card_view.h"
#include "store/change_store.h"
#include "unit/app/house.h"

static int64_t save(struct house *h, const char *section, int n) {
    return house_save(h, 0,
                      arena_printf(&h->s->a,
                                   "---\nsection: %s\nheadline: Albistea %d\ndate: 2026-10-%02d\n"
                                   "---\nTestua.\n",
                                   section, n, n)
                          .p);
}

static int64_t version(struct house *h) {
    int64_t id;
    scratch_ok(h->s, change_store_last(house_db(h), &id, &h->s->e));
    return id;
}

/* Through the shelf, and without it: the same. */
static void assert_same(struct house *h, struct page_shelf *shelf, const struct card_query *query) {
    struct arena *a = &h->s->a;
    struct card *kept, *read;
    size_t n_kept, n_read;
    struct err *e = &h->s->e;
    scratch_ok(h->s, page_shelf_cards(shelf, house_db(h), a, query, &kept, &n_kept, e));
    scratch_ok(h->s, card_list(house_db(h), a, query, &read, &n_read, e));
    assert_int_equal(n_kept, n_read);
    for (size_t i = 0; i < n_read; i++)
        assert_int_equal(kept[i].edition.story_id, read[i].edition.story_id);
}

static void a_list_is_the_same_from_the_shelf(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct page_shelf *shelf = page_shelf_open();
    for (int n = 1; n <= 12; n++) save(&h, n % 2 ? "kirola" : "herria", n);
    for (int round = 0; round < 3; round++) {
        page_shelf_begin(shelf, version(&h));
        for (int64_t section = 0; section <= 2; section++)
            for (int64_t except = 0; except <= 12; except++)
                for (int64_t limit = 1; limit <= 9; limit++) {
                    struct card_query query = {.language = STR("eu"),
                                               .section_id = section,
                                               .except_id = except,
                                               .limit = limit};
                    card_view_newest(&query);
                    assert_same(&h, shelf, &query);
                    query.language = STR("es");
                    query.with_off = true;
                    assert_same(&h, shelf, &query);
                    card_view_from(&query, query.before_ms - 1000000000, 5);
                    assert_same(&h, shelf, &query);
                }
        page_shelf_end(shelf);
        save(&h, "kirola", 20 + round);
    }
    page_shelf_close(shelf);
    house_close(&h);
}

static void the_shelf_knows_when_a_story_becomes_public(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct page_shelf *shelf = page_shelf_open();
    save(&h, "kirola", 1);
    int64_t id = save(&h, "kirola", 2), due_ms = clock_wall_ms() + 3600000;
    scratch_ok(h.s, database_run(house_db(&h),
                                 "UPDATE edition SET published_ms = $2 WHERE story_id = $1",
                                 SQL_VALUES(value_int64(id), value_int64(due_ms)), &h.s->e));
    struct card_query query = {.language = STR("eu"), .limit = 3};
    page_shelf_begin(shelf, version(&h));
    card_view_newest(&query);
    assert_same(&h, shelf, &query);
    query.before_ms = due_ms + 1; /* an hour later, within the same page */
    assert_same(&h, shelf, &query);
    page_shelf_end(shelf);
    page_shelf_close(shelf);
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_list_is_the_same_from_the_shelf),
        SCRATCH_TEST(the_shelf_knows_when_a_story_becomes_public),
    };
    return cmocka_run_group_tests_name("page_shelf", tests, NULL, NULL);
}
