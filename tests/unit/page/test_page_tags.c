#include "page/page_tags.h"

#include "unit/sql/scratch.h"

enum { KIROLA = 1, HERRIA = 2, KLIMA = 7 };

static struct card card_at(int64_t id, int64_t published_ms, int64_t topic_id) {
    struct card card = {0};
    card.edition.story_id = id;
    card.edition.published_ms = published_ms;
    card.edition.topic_id = topic_id;
    return card;
}

static struct page_change story_changed(int64_t id, int64_t section_id, int64_t published_ms) {
    return (struct page_change){.id = 9,
                                .story_id = id,
                                .section_id = section_id,
                                .published_ms = published_ms,
                                .is_public = true};
}

/* The newest two of three stories of KIROLA, in Basque. */
static void read_list(struct scratch *s, struct page_tags *tags) {
    struct card card[] = {card_at(30, 3000, KLIMA), card_at(20, 2000, 0)};
    struct card_query query = {.section_id = KIROLA, .limit = 2, .before_ms = 9000, .newest = true};
    page_tags_init(tags, &s->a, STR("eu"));
    page_tags_cards(tags, &query, card, 2);
}

static void a_list_is_touched_by_the_stories_it_shows(void **state) {
    struct page_tags tags;
    read_list(*state, &tags);
    struct page_change moved = story_changed(30, HERRIA, 10);
    assert_true(page_tags_touched(&tags, &moved));
    moved.is_public = false;
    assert_true(page_tags_touched(&tags, &moved));
    struct page_change other = story_changed(40, HERRIA, 2500);
    assert_false(page_tags_touched(&tags, &other));
}

static void a_list_is_touched_by_a_story_that_belongs_among_them(void **state) {
    struct page_tags tags;
    read_list(*state, &tags);
    struct page_change newer = story_changed(40, KIROLA, 99000);
    struct page_change between = story_changed(41, KIROLA, 2500);
    struct page_change older = story_changed(42, KIROLA, 1999);
    struct page_change last = story_changed(19, KIROLA, 2000);
    assert_true(page_tags_touched(&tags, &newer));
    assert_true(page_tags_touched(&tags, &between));
    assert_false(page_tags_touched(&tags, &older));
    assert_false(page_tags_touched(&tags, &last));
    newer.is_public = false;
    assert_false(page_tags_touched(&tags, &newer));
}

static void a_short_list_is_touched_by_any_older_story(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    struct card card = card_at(30, 3000, 0);
    struct card_query query = {.topic_id = KLIMA, .limit = 5, .before_ms = 9000, .newest = true};
    page_tags_init(&tags, &s->a, STR("eu"));
    page_tags_cards(&tags, &query, &card, 1);
    struct page_change older = story_changed(3, KIROLA, 1);
    assert_false(page_tags_touched(&tags, &older));
    older.topic_id = KLIMA;
    assert_true(page_tags_touched(&tags, &older));
}

static void a_further_page_of_a_list_does_not_care_for_newer_stories(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    struct card card = card_at(30, 3000, 0);
    struct card_query query = {.limit = 1, .before_ms = 4000, .before_id = 40};
    page_tags_init(&tags, &s->a, STR("eu"));
    page_tags_cards(&tags, &query, &card, 1);
    struct page_change newer = story_changed(41, KIROLA, 4000),
                       older = story_changed(39, KIROLA, 4000);
    assert_false(page_tags_touched(&tags, &newer));
    assert_true(page_tags_touched(&tags, &older));
}

static void an_edition_touches_lists_of_its_language_and_all_pages_of_its_story(void **state) {
    struct scratch *s = *state;
    struct page_tags list, page;
    struct card card = card_at(30, 3000, 0);
    read_list(s, &list);
    page_tags_init(&page, &s->a, STR("eu"));
    page_tags_story(&page, &card);
    struct page_change spanish = story_changed(30, KIROLA, 3000), basque = spanish;
    spanish.language = STR("es");
    basque.language = STR("eu");
    assert_false(page_tags_touched(&list, &spanish));
    assert_true(page_tags_touched(&list, &basque));
    assert_true(page_tags_touched(&page, &spanish));
    assert_true(page_tags_touched(&page, &basque));
}

static void what_shows_alternates_is_touched_by_all_editions_of_its_cards(void **state) {
    struct page_tags tags;
    read_list(*state, &tags);
    page_tags_alternates(&tags);
    struct page_change shown = story_changed(30, KIROLA, 3000),
                       other = story_changed(40, KIROLA, 5000);
    shown.language = other.language = STR("es");
    assert_true(page_tags_touched(&tags, &shown));
    assert_false(page_tags_touched(&tags, &other));
    other.language = STR("eu");
    assert_true(page_tags_touched(&tags, &other));
}

static void a_range_is_touched_by_what_happens_to_its_stories(void **state) {
    struct scratch *s = *state;
    struct page_tags file, index;
    struct page_range_tag range = {.first_id = 11, .last_id = 20, .editions = true};
    page_tags_init(&file, &s->a, STR(""));
    page_tags_init(&index, &s->a, STR(""));
    page_tags_range(&file, &range);
    range.editions = false;
    page_tags_range(&index, &range);
    struct page_change first = story_changed(11, KIROLA, 1), last = story_changed(20, KIROLA, 1),
                       before = story_changed(10, KIROLA, 1), after = story_changed(21, KIROLA, 1);
    assert_true(page_tags_touched(&file, &first) && page_tags_touched(&file, &last));
    assert_false(page_tags_touched(&file, &before) || page_tags_touched(&file, &after));
    assert_true(page_tags_touched(&index, &first));
    first.language = STR("es");
    assert_true(page_tags_touched(&file, &first));
    assert_false(page_tags_touched(&index, &first));
}

static void all_newer_than_a_time_are_those_of_the_language(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    page_tags_init(&tags, &s->a, STR("eu"));
    page_tags_since(&tags, 1000);
    struct page_change newer = story_changed(3, HERRIA, 1001),
                       older = story_changed(3, HERRIA, 999);
    assert_true(page_tags_touched(&tags, &newer));
    assert_false(page_tags_touched(&tags, &older));
    page_tags_shown(&tags, 3);
    assert_true(page_tags_touched(&tags, &older));
    newer.language = STR("es");
    assert_false(page_tags_touched(&tags, &newer));
}

static void the_earliest_end_counts(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    page_tags_init(&tags, &s->a, STR("eu"));
    page_tags_until(&tags, 30);
    page_tags_until(&tags, 20);
    page_tags_until(&tags, 40);
    assert_int_equal(tags.until_ms, 20);
}

static void an_empty_list_of_a_topic_is_not_kept(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    struct card_query query = {.section_id = KIROLA, .limit = 5, .before_ms = 9000};
    page_tags_init(&tags, &s->a, STR("eu"));
    page_tags_cards(&tags, &query, NULL, 0);
    assert_false(tags.refused);
    query = (struct card_query){.topic_id = KLIMA, .limit = 5, .before_ms = 9000};
    page_tags_cards(&tags, &query, NULL, 0);
    assert_true(tags.refused);
}

static void a_name_touches_the_pages_that_show_it(void **state) {
    struct page_tags tags;
    read_list(*state, &tags);
    struct page_change klima = {.named_topic_id = KLIMA}, other = {.named_topic_id = KLIMA + 1},
                       all = {.all = true};
    assert_true(page_tags_touched(&tags, &klima));
    assert_false(page_tags_touched(&tags, &other));
    assert_true(page_tags_touched(&tags, &all));
}

static void a_copy_is_the_same_in_one_piece(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    size_t size;
    read_list(s, &tags);
    struct page_tags *copy = page_tags_copy(&tags, &size);
    assert_true(size >= sizeof tags + sizeof *tags.list + 3 * sizeof(int64_t) + 2);
    struct page_change change = story_changed(40, KIROLA, 2500);
    arena_release(&s->a);
    assert_true(page_tags_touched(copy, &change));
    assert_int_equal(copy->card[1], 20);
    assert_int_equal(copy->topic[0], KLIMA);
    assert_memory_equal(copy->language.p, "eu", 2);
    free(copy);
}

static void names_for_shared_caches_begin_with_what_matters_most(void **state) {
    struct scratch *s = *state;
    struct page_tags tags;
    struct card card = card_at(42, 1, 0);
    struct buf out;
    read_list(s, &tags);
    page_tags_story(&tags, &card);
    buf_init(&out, 1000);
    page_tags_names(&tags, 10, "", " ", &out);
    assert_string_equal(arena_cstr(&s->a, buf_str(&out)),
                        "story-42 eu-section-1 story-30 story-20");
    buf_clear(&out);
    page_tags_names(&tags, 2, "\"", ", ", &out);
    assert_string_equal(arena_cstr(&s->a, buf_str(&out)), "\"story-42\", \"eu-section-1\"");
    buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_list_is_touched_by_the_stories_it_shows),
        SCRATCH_TEST(a_list_is_touched_by_a_story_that_belongs_among_them),
        SCRATCH_TEST(a_short_list_is_touched_by_any_older_story),
        SCRATCH_TEST(a_further_page_of_a_list_does_not_care_for_newer_stories),
        SCRATCH_TEST(an_edition_touches_lists_of_its_language_and_all_pages_of_its_story),
        SCRATCH_TEST(what_shows_alternates_is_touched_by_all_editions_of_its_cards),
        SCRATCH_TEST(a_range_is_touched_by_what_happens_to_its_stories),
        SCRATCH_TEST(all_newer_than_a_time_are_those_of_the_language),
        SCRATCH_TEST(the_earliest_end_counts),
        SCRATCH_TEST(an_empty_list_of_a_topic_is_not_kept),
        SCRATCH_TEST(a_name_touches_the_pages_that_show_it),
        SCRATCH_TEST(a_copy_is_the_same_in_one_piece),
        SCRATCH_TEST(names_for_shared_caches_begin_with_what_matters_most),
    };
    return cmocka_run_group_tests_name("page_tags", tests, NULL, NULL);
}
