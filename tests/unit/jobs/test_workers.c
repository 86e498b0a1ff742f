#include "jobs/workers.h"
#include "unit/app/house.h"

#include "base/log.h"
#include "store/card.h"

static const char STORY[] =
    "---\nsection: kirola\nheadline: Ura gora doa\n---\nIbaia handitu da.\n";

static struct workers *start(struct house *h, size_t n) {
    struct workers *workers;
    struct workers_config config = {
        .database = h->newsroom.database_url, .n = n, .translate = h->translate};
    scratch_ok(h->s, workers_open(&config, &workers, &h->s->e));
    return workers;
}

/* Until no job is left; the test's own time limit ends what never does. */
static void wait_until_done(struct house *h) {
    int64_t pending = 1;
    while (pending) {
        usleep(2000);
        scratch_ok(h->s, job_store_pending(house_db(h), 0, &pending, &h->s->e));
    }
}

static void several_workers_bring_all_stories_into_all_languages(void **state) {
    enum { STORIES = 12 };
    struct house h;
    house_open(&h, *state, "");
    struct workers *workers = start(&h, 4);
    int64_t id[STORIES];
    for (size_t i = 0; i < STORIES; i++) {
        id[i] = house_save(&h, 0, STORY);
        workers_wake(workers);
    }
    wait_until_done(&h);
    for (size_t i = 0; i < STORIES; i++) {
        struct card card;
        scratch_ok(h.s, card_load(house_db(&h), &h.s->a, id[i], STR("en"), &card, &h.s->e));
        assert_int_equal(card.edition.state, EDITION_LIVE);
        assert_true(str_eq(card.edition.headline, STR("Ura gora doa")));
    }
    workers_close(workers);
    house_close(&h);
}

static void closing_waits_for_the_job_at_hand(void **state) {
    struct house h;
    house_open(&h, *state, "");
    fake_set_gate(&h.fake, true);
    int64_t id = house_save(&h, 0, STORY);
    struct workers *workers = start(&h, 1);
    fake_wait_for_calls(&h.fake, 1);
    fake_set_gate(&h.fake, false);
    workers_close(workers);
    assert_int_equal(
        scratch_number(h.s, house_db(&h), "SELECT count(*) FROM edition WHERE state = 'live'") >= 2,
        1);
    assert_int_equal(
        scratch_number(h.s, house_db(&h), "SELECT count(*) FROM job WHERE state = 'leased'"), 0);
    assert_true(id > 0);
    house_close(&h);
}

static void workers_without_work_end_at_once(void **state) {
    struct house h;
    house_open(&h, *state, "");
    struct workers *workers = start(&h, 3);
    workers_wake(workers);
    workers_close(workers);
    workers_close(NULL);
    house_close(&h);
}

int main(void) {
    log_set_level(LOG_ERROR);
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(several_workers_bring_all_stories_into_all_languages),
        SCRATCH_TEST(closing_waits_for_the_job_at_hand),
        SCRATCH_TEST(workers_without_work_end_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
