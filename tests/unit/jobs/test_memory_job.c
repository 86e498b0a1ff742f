/* People change the memory while a worker is using it. */

#include "unit/app/house.h"

#include "store/edition_read.h"
#include "store/memory_learn.h"
#include "store/review_write.h"

static const char FIRST[] =
    "---\nsection: kirola\nheadline: Ura gora doa\n---\nIbaia handitu da.\n";
static const char SECOND[] =
    "---\nsection: kirola\nheadline: Beste bat\n---\nIbaia handitu da.\n\nInork ez daki.\n";

static struct house *house; /* the engine has no other way to know it */
static int64_t first_id;
static void (*meanwhile)(void);

static void answer(struct arena *a, struct str text, struct engine_output *ret) {
    void (*now)(void) = meanwhile;
    meanwhile = NULL;
    if (now) now();
    fake_reverse(a, text, ret);
}

static struct edition load(int64_t id) {
    struct edition edition;
    scratch_ok(house->s, edition_read(house_db(house), &house->s->a, id, STR("es"), &edition, NULL,
                                      &house->s->e));
    return edition;
}

static struct str text_of(const struct edition *edition, size_t at) {
    const struct segment *s = &edition->segment[at];
    return str_slice(edition->document.block[s->block].text.s, s->start, s->end);
}

static void act(int64_t id, enum segment_act what, const char *text) {
    static int64_t at_ms = 1000;
    struct segment_review r = {.act = what,
                               .segment = 1,
                               .text.s = str_of(text),
                               .who = STR("Ane"),
                               .role = STR("editor"),
                               .at_ms = ++at_ms};
    struct review_written written;
    scratch_ok(house->s, review_write(house_db(house), &house->s->a, house->worker->tools.slug, id,
                                      STR("es"), &r, 1, &written, &house->s->e));
}

static void reject(void) {
    act(first_id, ACT_REJECT, "");
}

static void edit_again(void) {
    act(first_id, ACT_EDIT, "El cauce del Ibaizabal crece.");
}

static void set_up(struct house *h, void **state) {
    house_open(h, *state, "");
    house = h;
    first_id = house_save(h, 0, FIRST);
    house_work(h);
    act(first_id, ACT_EDIT, "Sube el caudal del río.");
    h->fake.answer = answer;
}

static void a_sentence_comes_out_as_a_person_wrote_it_elsewhere(void **state) {
    struct house h;
    set_up(&h, state);
    int64_t id = house_save(&h, 0, SECOND);
    size_t asked = h.fake.segments;
    house_work(&h);
    struct edition edition = load(id);
    assert_true(str_eq(text_of(&edition, 1), STR("Sube el caudal del río.")));
    assert_int_equal(edition.segment[1].origin, ORIGIN_MEMORY);
    assert_int_equal(edition.segment[2].origin, ORIGIN_MACHINE);
    assert_int_equal(edition.label, LABEL_AUTOMATIC);
    for (size_t i = asked; i < h.fake.segments; i++)
        if (str_eq(h.fake.asked[i], STR("Ibaia handitu da."))) /* for English only */
            assert_true(i > asked);
    house_close(&h);
}

static void what_is_rejected_while_a_worker_uses_it_is_not_stored(void **state) {
    struct house h;
    set_up(&h, state);
    int64_t id = house_save(&h, 0, SECOND);
    meanwhile = reject;
    house_work(&h);
    struct edition edition = load(id);
    assert_int_equal(edition.segment[1].origin, ORIGIN_MACHINE);
    assert_false(str_eq(text_of(&edition, 1), STR("Sube el caudal del río.")));
    house_close(&h);
}

static void what_is_written_anew_while_a_worker_uses_it_is_stored_anew(void **state) {
    struct house h;
    set_up(&h, state);
    int64_t id = house_save(&h, 0, SECOND);
    meanwhile = edit_again;
    house_work(&h);
    struct edition edition = load(id);
    assert_int_equal(edition.segment[1].origin, ORIGIN_MEMORY);
    assert_true(str_eq(text_of(&edition, 1), STR("El cauce del Ibaizabal crece.")));
    edition = load(first_id);
    assert_int_equal(edition.segment[1].origin, ORIGIN_PERSON);
    house_close(&h);
}

static struct str rows_of_memory(struct house *h) {
    struct rows *rows;
    struct str all = STR("");
    scratch_ok(h->s, database_query(house_db(h),
                                    "SELECT words, target, story_id, origin, approved, who"
                                    " FROM memory WHERE withdrawn = 0 ORDER BY key, story_id",
                                    NULL, 0, &rows, &h->s->e));
    while (rows_next(rows, &h->s->e))
        for (int i = 0; i < 6; i++) {
            struct str column = rows_text(rows, &h->s->a, i);
            all = arena_printf(&h->s->a, "%.*s|%.*s", (int)all.n, all.p, (int)column.n, column.p);
        }
    scratch_ok(h->s, rows_close(rows, 0, &h->s->e));
    return all;
}

static void learn(struct house *h) {
    struct memory_learned learned = {0};
    bool more = true;
    while (more) scratch_ok(h->s, memory_learn(house_db(h), &learned, &more, &h->s->e));
}

/* Random acts on a few stories that share their sentences. */
static void the_ledger_teaches_what_the_memory_had(void **state) {
    static const char *const text[] = {"Uno dos tres.", "Cuatro cinco seis.", "Siete ocho nueve."};
    static const enum segment_act acts[] = {ACT_EDIT, ACT_EDIT, ACT_EDIT, ACT_APPROVE, ACT_REJECT};
    struct house h;
    uint64_t seed = 11;
    set_up(&h, state);
    int64_t id[4] = {first_id};
    for (int i = 1; i < 4; i++) id[i] = house_save(&h, 0, SECOND);
    house_work(&h);
    for (int i = 0; i < 120; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        struct segment_review r = {.act = acts[(seed >> 33) % 5],
                                   .segment = (seed >> 40) % 2,
                                   .text.s = str_of(text[(seed >> 45) % 3]),
                                   .who = STR("Jon"),
                                   .role = STR(""),
                                   .at_ms = 2000 + i};
        struct review_written written;
        int code = review_write(house_db(&h), &h.s->a, h.worker->tools.slug, id[(seed >> 50) % 4],
                                STR("es"), &r, 1, &written, &h.s->e);
        if (code != E_CONFLICT) scratch_ok(h.s, code);
        if (i % 10 == 0) house_work(&h);
    }
    struct str before = rows_of_memory(&h);
    assert_true(before.n > 50);
    learn(&h);
    assert_true(str_eq(rows_of_memory(&h), before));
    scratch_run(h.s, house_db(&h), "DELETE FROM memory_use");
    scratch_run(h.s, house_db(&h), "DELETE FROM memory_band");
    scratch_run(h.s, house_db(&h), "DELETE FROM memory");
    scratch_run(h.s, house_db(&h), "DELETE FROM memory_refusal");
    learn(&h);
    assert_true(str_eq(rows_of_memory(&h), before));
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_sentence_comes_out_as_a_person_wrote_it_elsewhere),
        SCRATCH_TEST(what_is_rejected_while_a_worker_uses_it_is_not_stored),
        SCRATCH_TEST(what_is_written_anew_while_a_worker_uses_it_is_stored_anew),
        SCRATCH_TEST(the_ledger_teaches_what_the_memory_had),
    };
    return cmocka_run_group_tests_name("memory_job", tests, NULL, NULL);
}
