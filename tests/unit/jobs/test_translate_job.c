#include "unit/app/house.h"

#include "store/card.h"
#include "store/edition_store.h"
#include "store/section_store.h"
#include "story/document_json.h"

static const char STORY[] = "---\nsection: kirola\ntopic: Errekak handi\nheadline: Ura gora doa\n"
                            "lead: Euria atzo.\n---\nIbaia handitu da.\n\nInork ez daki noiz.\n";

static struct card card_of(struct house *h, int64_t id, const char *language) {
    struct card card;
    scratch_ok(h->s, card_load(house_db(h), &h->s->a, id, str_of(language), &card, &h->s->e));
    return card;
}

static enum edition_state state_of(struct house *h, int64_t id, const char *language) {
    return card_of(h, id, language).edition.state;
}

/* The job of a language, leased; it must be there. */
static struct job lease_of(struct house *h, const char *language) {
    struct job job, wanted = {0};
    while (house_lease(h, clock_wall_ms(), &job))
        if (str_eq(job.language, str_of(language))) wanted = job;
    assert_true(wanted.id != 0);
    return wanted;
}

static void answer_never(struct arena *a, struct str text, struct engine_output *ret) {
    (void)a;
    (void)text;
    ret->failed = true;
}

/* Fails on whatever is about rivers. */
static void answer_not_rivers(struct arena *a, struct str text, struct engine_output *ret) {
    if (house_has(text, "Errekak"))
        ret->failed = true;
    else
        fake_reverse(a, text, ret);
}

static void an_edition_is_live_whole_once_its_job_has_run(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job job = lease_of(&h, "es");
    assert_int_equal(state_of(&h, id, "es"), EDITION_QUEUED);
    assert_int_equal(house_run(&h, &job).code, 0);
    struct card card = card_of(&h, id, "es");
    assert_int_equal(card.edition.state, EDITION_LIVE);
    assert_int_equal(card.edition.label, LABEL_AUTOMATIC);
    assert_true(str_eq(card.edition.text_language, STR("es")));
    assert_true(str_eq(card.edition.headline, STR("doa gora Ura")));
    assert_true(str_eq(card.edition.slug, STR("doa-gora-ura")));
    assert_true(str_eq(card.edition.route, STR("eu-es")));
    assert_true(card.edition.live_ms >= card.edition.saved_ms);
    assert_true(str_eq(card.topic_name, STR("handi Errekak")));
    assert_true(str_eq(card.section_name, STR("Kirola")));
    house_close(&h);
}

static void while_a_machine_works_readers_see_the_source(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job job = lease_of(&h, "es");
    h.fake.fail_calls = 1;
    assert_int_equal(house_run(&h, &job).code, E_ENGINE);
    struct card card = card_of(&h, id, "es");
    assert_int_equal(card.edition.state, EDITION_QUEUED);
    assert_int_equal(card.edition.label, LABEL_ORIGINAL);
    assert_true(str_eq(card.edition.text_language, STR("eu")));
    assert_true(str_eq(card.edition.headline, STR("Ura gora doa")));
    assert_true(card.edition.problem.n > 0);
    house_close(&h);
}

static void only_what_changed_is_translated_again(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    hop_cache_close(h.cache); /* what is asked from now on, the engine is asked */
    scratch_ok(h.s, hop_cache_open(1 << 20, &h.cache, &h.s->e));
    h.translate.cache = h.cache;
    size_t before = h.fake.segments;
    house_save(&h, id,
               "---\nsection: kirola\ntopic: Errekak handi\nheadline: Ura gora doa\n"
               "lead: Euria atzo.\n---\nIbaia handitu da.\n\nInork badaki noiz.\n");
    struct job job = lease_of(&h, "es");
    assert_int_equal(house_run(&h, &job).code, 0);
    assert_int_equal(h.fake.segments - before, 1);
    assert_true(str_eq(h.fake.asked[before], STR("Inork badaki noiz.")));
    struct card card = card_of(&h, id, "es");
    assert_int_equal(card.edition.revision, 2);
    house_assert_has(card.edition.json, "noiz. badaki Inork");
    house_close(&h);
}

static void the_languages_of_a_story_ask_the_pivot_once(void **state) {
    static const struct engine_direction many[] = {
        {STR("eu"), STR("es"), STR("fake"), STR("eu-es"), STR("1")},
        {STR("es"), STR("en"), STR("fake"), STR("es-en"), STR("1")},
        {STR("es"), STR("fr"), STR("fake"), STR("es-fr"), STR("1")},
        {STR("es"), STR("ca"), STR("fake"), STR("es-ca"), STR("1")},
        {STR("es"), STR("gl"), STR("fake"), STR("es-gl"), STR("1")},
        {STR("es"), STR("pt"), STR("fake"), STR("es-pt"), STR("1")},
    };
    struct house h;
    house_open(&h, *state, "[newsroom]\nlanguages = eu, es, en, fr, ca, gl, pt\n");
    fake_init(&h.fake, many, 6, fake_reverse);
    house_find_targets(&h);
    int64_t id = house_save(&h, 0, STORY);
    assert_int_equal(house_work(&h), 6);
    size_t headline = 0;
    for (size_t i = 0; i < h.fake.segments && i < FAKE_MAX_ASKED; i++)
        headline += str_eq(h.fake.asked[i], STR("Ura gora doa"));
    assert_int_equal(headline, 1);
    assert_true(str_eq(card_of(&h, id, "pt").edition.route, STR("eu-es es-pt")));
    assert_true(str_eq(card_of(&h, id, "pt").edition.headline, STR("Ura gora doa")));
    house_close(&h);
}

static void a_language_without_a_route_is_off_and_has_no_job(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY), pending;
    assert_int_equal(state_of(&h, id, "fr"), EDITION_OFF);
    house_assert_has(card_of(&h, id, "fr").edition.problem, "no engine leads from eu to fr");
    scratch_ok(h.s, job_store_pending(house_db(&h), id, &pending, &h.s->e));
    assert_int_equal(pending, 2);
    house_close(&h);
}

static void a_route_that_is_gone_turns_its_edition_off(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job job = lease_of(&h, "en");
    h.fake.n_directions = 1;
    assert_int_equal(house_run(&h, &job).code, E_NOTFOUND);
    assert_int_equal(state_of(&h, id, "en"), EDITION_OFF);
    assert_false(house_lease(&h, clock_wall_ms() + 3600000, &job) &&
                 str_eq(job.language, STR("en")));
    house_close(&h);
}

static void a_failing_engine_is_asked_again_later_and_later(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY), now = clock_wall_ms(), last = 0;
    h.fake.fail_calls = 1000;
    struct job job = lease_of(&h, "es");
    for (int attempt = 1; attempt < HOUSE_ATTEMPTS; attempt++) {
        int64_t due = 0;
        assert_int_equal(house_run(&h, &job).code, E_ENGINE);
        assert_int_equal(state_of(&h, id, "es"), EDITION_QUEUED);
        scratch_ok(h.s, job_store_next_due(house_db(&h), &due, &h.s->e));
        assert_true(due - now > 2 * last);
        last = due - now;
        assert_true(house_lease(&h, due + 1, &job));
        assert_true(str_eq(job.language, STR("es")));
        assert_int_equal(job.attempts, attempt + 1);
    }
    assert_int_equal(house_run(&h, &job).code, E_ENGINE);
    assert_int_equal(state_of(&h, id, "es"), EDITION_FAILED);
    struct job *failed;
    size_t n;
    scratch_ok(h.s, job_store_failed(house_db(&h), &h.s->a, 10, &failed, &n, &h.s->e));
    assert_int_equal(n, 1);
    house_assert_has(failed[0].problem, "the engine is asleep");
    house_close(&h);
}

static void a_job_that_ends_the_program_each_time_is_given_up(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job job = lease_of(&h, "es");
    for (int i = 0; i < HOUSE_ATTEMPTS; i++) /* a lease that ends without a word */
        assert_true(house_lease(&h, clock_wall_ms() + (i + 1) * 100000, &job));
    while (!str_eq(job.language, STR("es")))
        assert_true(house_lease(&h, clock_wall_ms() + HOUSE_ATTEMPTS * 100000, &job));
    size_t calls = h.fake.calls;
    job.attempts = HOUSE_ATTEMPTS + 1;
    assert_int_equal(house_run(&h, &job).code, E_ENGINE);
    assert_int_equal(h.fake.calls, calls);
    assert_int_equal(state_of(&h, id, "es"), EDITION_FAILED);
    house_close(&h);
}

static void who_has_lost_the_lease_changes_nothing(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job old = lease_of(&h, "es");
    int64_t later = clock_wall_ms() + 60000;
    struct job job;
    assert_true(house_lease(&h, later, &job));
    assert_true(house_lease(&h, later, &job));
    house_run(&h, &old);
    assert_int_equal(state_of(&h, id, "es"), EDITION_QUEUED);
    assert_int_equal(h.fake.calls, 0);
    house_close(&h);
}

struct intruder {
    struct house *h;
    int64_t id;
    bool done;
} intruder;

/* Somebody saves the story while it is translated. */
static void answer_with_a_change(struct arena *a, struct str text, struct engine_output *ret) {
    if (!intruder.done) {
        intruder.done = true;
        house_save(intruder.h, intruder.id,
                   "---\nsection: kirola\nheadline: Beste bat\n---\nBerria.\n");
    }
    fake_reverse(a, text, ret);
}

static void what_was_made_of_an_old_text_is_thrown_away(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job job = lease_of(&h, "es");
    intruder = (struct intruder){&h, id, false};
    h.fake.answer = answer_with_a_change;
    house_run(&h, &job);
    struct card card = card_of(&h, id, "es");
    assert_int_equal(card.edition.state, EDITION_QUEUED);
    assert_true(str_eq(card.edition.headline, STR("Beste bat")));
    house_work(&h);
    card = card_of(&h, id, "es");
    assert_int_equal(card.edition.state, EDITION_LIVE);
    assert_true(str_eq(card.edition.headline, STR("bat Beste")));
    assert_int_equal(card.edition.revision, 2);
    house_close(&h);
}

static void an_edition_nobody_could_translate_is_held_and_says_so(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct job job = lease_of(&h, "es");
    h.fake.answer = answer_never;
    struct err problem = house_run(&h, &job);
    assert_int_equal(problem.code, E_ENGINE);
    struct card card = card_of(&h, id, "es");
    assert_int_equal(card.edition.state, EDITION_HELD);
    assert_true(str_eq(card.edition.problem, str_of(problem.text)));
    assert_true(str_eq(card.edition.text_language, STR("eu")));
    assert_false(house_lease(&h, clock_wall_ms() + 3600000, &job) &&
                 str_eq(job.language, STR("es")));
    house_close(&h);
}

static void a_topic_that_is_held_gets_no_name(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    h.fake.answer = answer_not_rivers;
    struct job job = lease_of(&h, "es");
    assert_int_equal(house_run(&h, &job).code, 0);
    assert_int_equal(state_of(&h, id, "es"), EDITION_LIVE);
    assert_int_equal(
        scratch_number(h.s, house_db(&h), "SELECT count(*) FROM topic_name WHERE language = 'es'"),
        0);
    house_close(&h);
}

static void a_persons_name_for_a_section_stays(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t section;
    scratch_ok(h.s, section_store_ensure(house_db(&h), STR("kirola"), STR("es"), STR("Deportes"),
                                         &section, &h.s->e));
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    assert_true(str_eq(card_of(&h, id, "es").section_name, STR("Deportes")));
    assert_true(str_eq(card_of(&h, id, "en").section_name, STR("Kirola")));
    house_close(&h);
}

static void a_live_edition_stays_when_its_next_translation_fails(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    house_save(&h, id, "---\nsection: kirola\nheadline: Beste bat\n---\nBerria.\n");
    h.fake.answer = answer_never;
    house_work(&h);
    struct card card = card_of(&h, id, "es");
    assert_int_equal(card.edition.state, EDITION_LIVE);
    assert_true(str_eq(card.edition.headline, STR("doa gora Ura")));
    assert_int_equal(card.edition.revision, 1);
    assert_true(card.edition.problem.n > 0);
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(an_edition_is_live_whole_once_its_job_has_run),
        SCRATCH_TEST(while_a_machine_works_readers_see_the_source),
        SCRATCH_TEST(only_what_changed_is_translated_again),
        SCRATCH_TEST(the_languages_of_a_story_ask_the_pivot_once),
        SCRATCH_TEST(a_language_without_a_route_is_off_and_has_no_job),
        SCRATCH_TEST(a_route_that_is_gone_turns_its_edition_off),
        SCRATCH_TEST(a_failing_engine_is_asked_again_later_and_later),
        SCRATCH_TEST(a_job_that_ends_the_program_each_time_is_given_up),
        SCRATCH_TEST(who_has_lost_the_lease_changes_nothing),
        SCRATCH_TEST(what_was_made_of_an_old_text_is_thrown_away),
        SCRATCH_TEST(an_edition_nobody_could_translate_is_held_and_says_so),
        SCRATCH_TEST(a_topic_that_is_held_gets_no_name),
        SCRATCH_TEST(a_persons_name_for_a_section_stays),
        SCRATCH_TEST(a_live_edition_stays_when_its_next_translation_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
