#include "page/page_cache.h"

#include <pthread.h>

#include "base/clock.h"
#include "unit/sql/scratch.h"

static struct page_wish wish(const char *key, int coding) {
    return (struct page_wish){.key = str_of(key), .coding = coding};
}

static struct page_copy *copy_of(struct page_cache *cache, struct str body) {
    struct page_copy texts = {
        .head = STR("head"), .etag = STR("\"1\""), .page_etag = STR("\"1\""), .body = body};
    return page_copy_make(cache, &texts);
}

struct keeping {
    const char *key;
    struct str body;
    int64_t story_id, version, made_ms;
    bool refused;
};

static void land(struct page_cache *cache, struct page_flight *flight, const struct keeping *k) {
    struct page_tags tags = {.language = STR("eu"), .story_id = k->story_id, .refused = k->refused};
    struct page_made made = {.copy = {copy_of(cache, k->body)},
                             .tags = &tags,
                             .version = k->version,
                             .made_ms = k->made_ms};
    page_cache_land(flight, &made);
    page_copy_release(made.copy[0]);
}

static void keep(struct page_cache *cache, const struct keeping *k) {
    struct page_flight flight;
    int coding;
    struct page_wish w = wish(k->key, 0);
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    land(cache, &flight, k);
}

/* What is given out, "" for nothing. */
static struct str find(struct arena *a, struct page_cache *cache, const char *key) {
    struct page_wish w = wish(key, 0);
    struct page_copy *copy = page_cache_find(cache, &w);
    struct str body = copy ? arena_str(a, copy->body) : STR("");
    page_copy_release(copy);
    return body;
}

#define assert_body(s, cache, key, expected)                                                       \
    assert_string_equal(find(&(s)->a, cache, key).n ? find(&(s)->a, cache, key).p : "", expected)

static void change_story(struct page_cache *cache, int64_t change_id, int64_t story_id) {
    struct page_change change = {.id = change_id, .story_id = story_id};
    page_cache_apply(cache, &change);
}

static void what_was_made_is_given_out_again(void **state) {
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    keep(cache, &(struct keeping){"/eu/", STR("bat"), .version = 1});
    keep(cache, &(struct keeping){"/es/", STR("uno"), .version = 1});
    assert_body((struct scratch *)*state, cache, "/eu/", "bat");
    assert_body((struct scratch *)*state, cache, "/es/", "uno");
    assert_body((struct scratch *)*state, cache, "/fr/", "");
    page_cache_close(cache);
}

static void a_change_outdates_what_it_touches_and_nothing_else(void **state) {
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    keep(cache, &(struct keeping){"/1", STR("one"), .story_id = 1, .version = 5});
    keep(cache, &(struct keeping){"/2", STR("two"), .story_id = 2, .version = 5});
    change_story(cache, 6, 1);
    assert_body((struct scratch *)*state, cache, "/2", "two");
    struct page_wish w = wish("/1", 0);
    assert_null(page_cache_find(cache, &w));
    page_cache_close(cache);
}

static void a_change_that_a_page_has_seen_leaves_it(void **state) {
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    keep(cache, &(struct keeping){"/1", STR("one"), .story_id = 1, .version = 5});
    change_story(cache, 5, 1);
    assert_body((struct scratch *)*state, cache, "/1", "one");
    page_cache_close(cache);
}

static void a_change_during_the_making_is_not_missed(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_flight flight;
    struct page_wish w = wish("/1", 0);
    int coding;
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    change_story(cache, 6, 1);
    land(cache, &flight, &(struct keeping){"/1", STR("old"), .story_id = 1, .version = 5});
    assert_null(page_cache_find(cache, &w));
    page_cache_close(cache);
}

static void so_many_changes_during_the_making_that_some_are_forgotten_count_as_one(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_flight flight;
    struct page_wish w = wish("/1", 0);
    int coding;
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    for (int64_t id = 6; id < 1000; id++) change_story(cache, id, id == 6 ? 1 : 2);
    land(cache, &flight, &(struct keeping){"/1", STR("old"), .story_id = 1, .version = 5});
    assert_null(page_cache_find(cache, &w));
    page_cache_close(cache);
}

static void a_story_whose_date_comes_outdates_what_was_made_before(void **state) {
    struct scratch *s = *state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    keep(cache, &(struct keeping){"/1", STR("before"), .story_id = 1, .made_ms = 99});
    struct page_change due = {.due_ms = 100, .story_id = 1};
    page_cache_apply(cache, &due);
    struct page_wish w = wish("/1", 0);
    assert_null(page_cache_find(cache, &w));
    keep(cache, &(struct keeping){"/1", STR("after"), .story_id = 1, .made_ms = 100});
    assert_body(s, cache, "/1", "after");
    page_cache_close(cache);
}

static void an_outdated_page_is_for_others_while_one_makes_the_new_one(void **state) {
    struct scratch *s = *state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_flight flight;
    int coding;
    struct page_wish w = wish("/1", 0), newest = {.key = STR("/1"), .only_newest = true};
    keep(cache, &(struct keeping){"/1", STR("old"), .story_id = 1, .version = 5});
    change_story(cache, 6, 1);
    assert_null(page_cache_find(cache, &w)); /* sent to make it */
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    assert_body(s, cache, "/1", "old");
    assert_null(page_cache_find(cache, &newest));
    land(cache, &flight, &(struct keeping){"/1", STR("new"), .story_id = 1, .version = 6});
    assert_body(s, cache, "/1", "new");
    page_cache_close(cache);
}

static void a_page_that_takes_long_to_make_does_not_win_time_for_what_it_missed(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_flight slow, next;
    struct page_wish w = wish("/1", 0);
    int coding;
    assert_null(page_cache_enter(cache, &w, &slow, &coding));
    change_story(cache, 6, 1);
    change_story(cache, 7, 2);
    usleep((PAGE_CACHE_STALE_MS + 20) * 1000);
    change_story(cache, 8, 1);
    land(cache, &slow, &(struct keeping){"/1", STR("old"), .story_id = 1, .version = 5});
    assert_null(page_cache_find(cache, &w));
    assert_null(page_cache_enter(cache, &w, &next, &coding));
    assert_null(page_cache_find(cache, &w)); /* more than a second old, whoever makes the new one */
    page_cache_leave(&next);
    page_cache_close(cache);
}

static void a_page_with_an_end_is_outdated_from_then_on(void **state) {
    struct scratch *s = *state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_wish w = wish("/past", 0);
    for (int i = 0; i < 2; i++) {
        struct page_flight flight;
        struct page_wish own = wish(i ? "/past" : "/future", 0);
        int coding;
        struct page_tags tags = {.language = STR("eu"),
                                 .until_ms = clock_wall_ms() + (i ? 0 : 60000)};
        struct page_made made = {.copy = {copy_of(cache, STR("news"))}, .tags = &tags};
        assert_null(page_cache_enter(cache, &own, &flight, &coding));
        page_cache_land(&flight, &made);
        page_copy_release(made.copy[0]);
    }
    assert_body(s, cache, "/future", "news");
    assert_null(page_cache_find(cache, &w));
    page_cache_close(cache);
}

static void a_page_that_was_not_made_after_all_is_made_by_the_next(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_flight flight;
    struct page_wish w = wish("/1", 0);
    int coding;
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    assert_true(flight.is_registered);
    page_cache_leave(&flight);
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    assert_true(flight.is_registered);
    page_cache_leave(&flight);
    page_cache_close(cache);
}

static void what_must_not_be_kept_is_not(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    keep(cache, &(struct keeping){"/1", STR("one"), .refused = true});
    struct page_wish w = wish("/1", 0);
    assert_null(page_cache_find(cache, &w));
    page_cache_close(cache);
}

static void while_changes_are_not_heard_of_nothing_is_given_out(void **state) {
    struct scratch *s = *state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_wish w = wish("/1", 0);
    struct page_flight flight;
    int coding;
    keep(cache, &(struct keeping){"/1", STR("one"), .version = 1});
    page_cache_trust(cache, false);
    assert_null(page_cache_find(cache, &w));
    assert_null(page_cache_enter(cache, &w, &flight, &coding));
    land(cache, &flight, &(struct keeping){"/1", STR("two"), .version = 2});
    page_cache_trust(cache, true);
    assert_body(s, cache, "/1", "one");
    page_cache_close(cache);
}

static void another_coding_belongs_to_the_page_it_was_made_of(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_flight flight;
    struct page_wish plain = wish("/1", 0), brotli = wish("/1", 2);
    int coding;
    keep(cache, &(struct keeping){"/1", STR("one"), .version = 1});
    struct page_copy *page = page_cache_find(cache, &plain), *packed = copy_of(cache, STR("1"));
    assert_null(page_cache_find(cache, &brotli));
    struct page_copy *as_made = page_cache_enter(cache, &brotli, &flight, &coding);
    assert_ptr_equal(as_made, page);
    assert_int_equal(coding, 0);
    page_copy_release(as_made);
    page_cache_add(cache, STR("/1"), page, 2, packed);
    struct page_copy *found = page_cache_find(cache, &brotli);
    assert_ptr_equal(found, packed);
    page_copy_release(found);
    change_story(cache, 2, 0);
    struct page_change all = {.id = 3, .all = true};
    page_cache_apply(cache, &all);
    assert_null(page_cache_enter(cache, &plain, &flight, &coding));
    assert_true(flight.coding[2]);
    land(cache, &flight, &(struct keeping){"/1", STR("two"), .version = 3});
    page_cache_add(cache, STR("/1"), page, 2, packed); /* too late */
    assert_null(page_cache_find(cache, &brotli));
    page_copy_release(page);
    page_copy_release(packed);
    page_cache_close(cache);
}

static void what_is_read_again_is_packed_better(void **state) {
    (void)state;
    struct page_cache *cache = page_cache_open(1 << 20, 0);
    struct page_wish plain = wish("/1", 0), brotli = wish("/1", 2);
    struct page_packing packing;
    keep(cache, &(struct keeping){"/1", STR("one"), .version = 1});
    struct page_copy *page = page_cache_find(cache, &plain), *quick = copy_of(cache, STR("111"));
    quick->quick = true;
    page_cache_add(cache, STR("/1"), page, 2, quick);
    for (int i = 0; i < 3; i++) page_copy_release(page_cache_find(cache, &brotli));
    assert_true(page_packing_next(cache, &packing));
    assert_int_equal(packing.coding, 2);
    assert_ptr_equal(packing.original, page);
    page_copy_release(packing.original);
    struct page_copy *small = copy_of(cache, STR("1"));
    page_cache_add(cache, STR("/1"), page, 2, small);
    page_cache_add(cache, STR("/1"), page, 2, quick);
    struct page_copy *found = page_cache_find(cache, &brotli);
    assert_ptr_equal(found, small);
    page_copy_release(found);
    page_copy_release(page);
    page_copy_release(quick);
    page_copy_release(small);
    page_packing_stop(cache);
    assert_false(page_packing_next(cache, &packing));
    page_cache_close(cache);
}

static void a_crawler_does_not_grow_it_and_does_not_drive_out_what_is_read(void **state) {
    struct scratch *s = *state;
    enum { MAX = 1 << 20, PAGE = 20000, PAGES = 2000 };
    struct page_cache *cache = page_cache_open(MAX, 0);
    struct page_cache_stats stats;
    struct str body = {arena_alloc(&s->a, PAGE), PAGE};
    keep(cache, &(struct keeping){"/popular", body, .version = 1});
    for (int i = 0; i < PAGES; i++) {
        struct str popular = find(&s->a, cache, "/popular");
        assert_int_equal(popular.n, PAGE);
        const char *key = arena_printf(&s->a, "/%d", i).p;
        keep(cache, &(struct keeping){key, body, .version = 1});
        page_cache_stats(cache, &stats);
        assert_true(stats.bytes <= MAX);
        if (i % 100 == 0) arena_reset(&s->a), body.p = arena_alloc(&s->a, PAGE);
    }
    assert_true(stats.pages > MAX / PAGE / 2);
    assert_true(stats.evicted > PAGES - MAX / PAGE - 2);
    page_cache_close(cache);
}

static void pages_that_are_still_being_sent_count(void **state) {
    struct scratch *s = *state;
    enum { MAX = 1 << 20, PAGE = 100000, PAGES = 30 };
    struct page_cache *cache = page_cache_open(MAX, 0);
    struct page_cache_stats stats;
    struct page_copy *sending[PAGES];
    struct str body = {arena_alloc(&s->a, PAGE), PAGE};
    for (int i = 0; i < PAGES; i++) {
        sending[i] = copy_of(cache, body);
        page_cache_stats(cache, &stats);
    }
    assert_true(stats.bytes > MAX);
    keep(cache, &(struct keeping){"/1", body, .version = 1});
    page_cache_stats(cache, &stats);
    assert_int_equal(stats.pages, 0);
    for (int i = 0; i < PAGES; i++) page_copy_release(sending[i]);
    page_cache_stats(cache, &stats);
    assert_int_equal(stats.bytes, 0);
    page_cache_close(cache);
}

struct herd {
    struct page_cache *cache;
    atomic_int made, read;
};

static void *read_one(void *context) {
    struct herd *h = context;
    struct page_wish w = wish("/1", 0);
    struct page_flight flight;
    int coding;
    struct page_copy *copy = page_cache_enter(h->cache, &w, &flight, &coding);
    if (copy) {
        atomic_fetch_add(&h->read, 1);
        page_copy_release(copy);
        return NULL;
    }
    atomic_fetch_add(&h->made, 1);
    usleep(20000);
    land(h->cache, &flight, &(struct keeping){"/1", STR("one"), .version = 1});
    return NULL;
}

static void of_many_who_want_a_new_page_one_makes_it(void **state) {
    (void)state;
    enum { READERS = 16 };
    struct herd h = {.cache = page_cache_open(1 << 20, 0)};
    pthread_t thread[READERS];
    for (int i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, read_one, &h), 0);
    for (int i = 0; i < READERS; i++) pthread_join(thread[i], NULL);
    assert_int_equal(h.made, 1);
    assert_int_equal(h.read, READERS - 1);
    page_cache_close(h.cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_was_made_is_given_out_again),
        SCRATCH_TEST(a_change_outdates_what_it_touches_and_nothing_else),
        SCRATCH_TEST(a_change_that_a_page_has_seen_leaves_it),
        SCRATCH_TEST(a_change_during_the_making_is_not_missed),
        SCRATCH_TEST(so_many_changes_during_the_making_that_some_are_forgotten_count_as_one),
        SCRATCH_TEST(a_story_whose_date_comes_outdates_what_was_made_before),
        SCRATCH_TEST(an_outdated_page_is_for_others_while_one_makes_the_new_one),
        SCRATCH_TEST(a_page_that_takes_long_to_make_does_not_win_time_for_what_it_missed),
        SCRATCH_TEST(a_page_with_an_end_is_outdated_from_then_on),
        SCRATCH_TEST(a_page_that_was_not_made_after_all_is_made_by_the_next),
        SCRATCH_TEST(what_must_not_be_kept_is_not),
        SCRATCH_TEST(while_changes_are_not_heard_of_nothing_is_given_out),
        SCRATCH_TEST(another_coding_belongs_to_the_page_it_was_made_of),
        SCRATCH_TEST(what_is_read_again_is_packed_better),
        SCRATCH_TEST(a_crawler_does_not_grow_it_and_does_not_drive_out_what_is_read),
        SCRATCH_TEST(pages_that_are_still_being_sent_count),
        SCRATCH_TEST(of_many_who_want_a_new_page_one_makes_it),
    };
    return cmocka_run_group_tests_name("page_cache", tests, NULL, NULL);
}
