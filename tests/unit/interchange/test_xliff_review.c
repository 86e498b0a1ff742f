#include "interchange/xliff2_writer.h"
#include "interchange/xliff_edition.h"
#include "interchange/xliff_review.h"
#include "unit/interchange/random_edition.h"

/* A translation of five sentences, each in a block of its own, as a file that a translator changes.
 */
struct desk {
    struct arena a;
    struct edition source, target;
    struct xliff x;
    struct segment_review like;
    struct xliff_reviews out;
    struct err e;
};

enum { N = 5 };

static struct mark link[] = {{MARK_LINK, 0, 3, STR("https://example.org/"), STR("")},
                             {MARK_STRONG, 4, 6, STR(""), STR("")}};

static struct edition edition_of(struct desk *d, const char *language, const char *const *words) {
    struct edition edition = {.story_id = 12, .language = str_of(language)};
    edition.text_language = edition.language;
    edition.document.block = arena_array(&d->a, N, sizeof *edition.document.block);
    edition.document.n_blocks = N;
    for (size_t i = 0; i < N; i++)
        edition.document.block[i] =
            (struct block){.kind = BLOCK_PARAGRAPH,
                           .value = STR(""),
                           .text = {str_of(words[i]), i == 1 ? link : NULL, i == 1 ? 2 : 0}};
    random_segments(&d->a, &edition);
    for (size_t i = 0; i < N; i++) edition.segment[i].origin = ORIGIN_MACHINE;
    return edition;
}

static void set_up(struct desk *d) {
    static const char *const from[] = {"Bat.", "Bai da hau.", "Hiru\nlerro.", "Lau.", "Bost."};
    static const char *const to[] = {"Uno.", "Eso si es.", "Tres\nrayas.", "Cuatro.", "Cinco."};
    memset(d, 0, sizeof *d);
    d->source = edition_of(d, "eu", from);
    d->target = edition_of(d, "es", to);
    for (size_t i = 0; i < N; i++)
        d->target.segment[i].source_hash = d->source.segment[i].source_hash;
    d->like = (struct segment_review){.who = STR("Ane"), .role = STR("translator"), .at_ms = 5};
}

static void export(struct desk *d) {
    struct buf out;
    struct xliff x;
    buf_init(&out, 1 << 20);
    xliff_edition_make(&d->a, &d->target, &d->source, &x);
    xliff2_writer_write(&d->a, &x, &out);
    assert_int_equal(xliff_read(&d->a, buf_keep(&out, &d->a), &d->x, &d->e), 0);
    buf_release(&out);
}

static void import(struct desk *d) {
    int code = xliff_review_make(&d->a, &d->x, &d->target, &d->source, &d->like, &d->out, &d->e);
    if (code) fail_msg("%s", d->e.text);
}

static void write_plain(struct desk *d, size_t at, const char *words, enum xliff_state state) {
    d->x.unit[at].target = (struct coded_text){.s = str_of(words)};
    d->x.unit[at].has_target = true;
    d->x.unit[at].state = state;
}

static void tear_down(struct desk *d) {
    arena_release(&d->a);
}

static void assert_refused(const struct desk *d, size_t segment, const char *why) {
    assert_int_equal(d->out.n_refused, 1);
    assert_int_equal(d->out.refusal[0].segment, segment);
    assert_true(d->out.refusal[0].line > 0);
    if (!strstr(d->out.refusal[0].why.p, why)) fail_msg("%s", d->out.refusal[0].why.p);
}

static void a_file_nobody_touched_is_no_act(void **state) {
    (void)state;
    struct random r = {5};
    for (int i = 0; i < 200; i++) {
        struct desk d = {.like = {.who = STR("Ane")}};
        random_editions(&d.a, &r, &d.source, &d.target);
        if (d.target.n_segments > 0) {
            export(&d);
            import(&d);
            assert_int_equal(d.out.n, 0);
            if (d.out.n_refused) fail_msg("%s", d.out.refusal[0].why.p);
            assert_int_equal(d.out.n_unchanged, d.target.n_segments);
        }
        tear_down(&d);
    }
}

static void changes_are_edits_and_states_are_approvals(void **state) {
    (void)state;
    struct desk d;
    set_up(&d);
    export(&d);
    write_plain(&d, 0, "Vaya uno más.", XLIFF_TRANSLATED);
    d.x.unit[1].state = XLIFF_REVIEWED;
    write_plain(&d, 3, "Cuatroo.", XLIFF_FINAL);
    d.x.unit[4].state = XLIFF_TRANSLATED;
    import(&d);
    assert_int_equal(d.out.n_refused, 0);
    assert_int_equal(d.out.n, 4);
    assert_int_equal(d.out.review[0].act, ACT_EDIT);
    assert_int_equal(d.out.review[0].segment, 0);
    assert_int_equal(d.out.review[1].act, ACT_APPROVE);
    assert_int_equal(d.out.review[1].segment, 1);
    assert_int_equal(d.out.review[2].act, ACT_EDIT); /* only spelling: the state approves it */
    assert_int_equal(d.out.review[3].act, ACT_APPROVE);
    assert_int_equal(d.out.review[3].segment, 3);
    assert_true(str_eq(d.out.review[3].who, STR("Ane")));
    assert_int_equal(d.out.n_edited, 2);
    assert_int_equal(d.out.n_approved, 1);
    assert_int_equal(d.out.n_unchanged, 2);
    tear_down(&d);
}

static void a_held_segment_is_filled(void **state) {
    (void)state;
    struct desk d;
    set_up(&d);
    d.target.document.block[3].text = d.source.document.block[3].text;
    d.target.segment[3].end = (uint32_t)d.target.document.block[3].text.s.n;
    d.target.segment[3].state = SEGMENT_HELD;
    export(&d);
    assert_false(d.x.unit[3].has_target);
    write_plain(&d, 3, "Cuatro.", XLIFF_TRANSLATED);
    import(&d);
    assert_int_equal(d.out.n_refused, 0);
    assert_int_equal(d.out.n_edited, 1);
    tear_down(&d);
}

static void a_sentence_is_found_wherever_it_went(void **state) {
    (void)state;
    struct desk d;
    set_up(&d);
    export(&d);
    write_plain(&d, 4, "El número cinco.", XLIFF_TRANSLATED);
    struct edition *both[] = {&d.source, &d.target};
    for (size_t i = 0; i < 2; i++) {
        struct block block = both[i]->document.block[0];
        struct segment segment = both[i]->segment[0];
        both[i]->document.block[0] = both[i]->document.block[4];
        both[i]->document.block[4] = block;
        both[i]->segment[0] = both[i]->segment[4];
        both[i]->segment[4] = segment;
        both[i]->segment[0].block = 0;
        both[i]->segment[4].block = 4;
    }
    import(&d);
    assert_int_equal(d.out.n_refused, 0);
    assert_int_equal(d.out.n, 1);
    assert_int_equal(d.out.review[0].segment, 0);
    tear_down(&d);
}

static void a_changed_source_is_refused(void **state) {
    (void)state;
    struct desk d;
    set_up(&d);
    export(&d);
    d.x.unit[4].source.s = STR("Sei.");
    import(&d);
    assert_refused(&d, 5, "the source in the file is not the story's");
    tear_down(&d);
    set_up(&d);
    export(&d);
    d.source.document.block[4].text.s = STR("Bosna.");
    d.source.segment[4].end = 6;
    d.source.segment[4].source_hash = d.target.segment[4].source_hash =
        segment_hash(&d.source.document.block[4].text);
    import(&d);
    assert_refused(&d, 5, "its source has changed since");
    tear_down(&d);
}

static void lost_doubled_and_foreign_codes_are_refused(void **state) {
    (void)state;
    static const struct coded_mark good[] = {{.id = STR("1"), .end = 3},
                                             {.id = STR("2"), .start = 4, .end = 6}};
    static const struct {
        struct coded_mark code[3];
        size_t n;
        const char *why;
    } bad[] = {
        {{{.id = STR("2"), .start = 4, .end = 6}},
         1,
         "lost code 1, <a href=\"https://example.org/"},
        {{{.id = STR("1"), .end = 3}}, 1, "lost code 2, <strong>"},
        {{{.id = STR("1"), .end = 3}, {.id = STR("1"), .start = 4, .end = 6}}, 2, "code 1 twice"},
        {{good[0], good[1], {.id = STR("3"), .start = 7, .end = 9}}, 3, "a code \"3\""},
        {{good[0], {.id = STR("2"), .start = 4, .end = 4}}, 2, "code 2 is around no words"},
        {{{.id = STR("1"), .end = 5}, {.id = STR("2"), .start = 4, .end = 6}}, 2, "wrongly nested"},
        {{good[0], {.id = STR("2"), .start = 3, .end = 4}}, 2, "code 2 is around no words"},
        {{good[0], {.id = STR("2"), .kind = CODED_POINT, .start = 4, .end = 6}}, 2, "a code \"2\""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct desk d;
        set_up(&d);
        export(&d);
        write_plain(&d, 1, "Eso ya es.", XLIFF_TRANSLATED);
        struct coded_mark code[3] = {bad[i].code[0], bad[i].code[1], bad[i].code[2]};
        d.x.unit[1].target.code = code;
        d.x.unit[1].target.n = bad[i].n;
        import(&d);
        assert_refused(&d, 2, bad[i].why);
        assert_int_equal(d.out.n, 0);
        tear_down(&d);
    }
}

static void locked_segments_and_units_that_stand_twice_are_refused(void **state) {
    (void)state;
    struct desk d;
    set_up(&d);
    export(&d);
    d.target.segment[3].locked = true;
    write_plain(&d, 3, "Otra cosa.", XLIFF_TRANSLATED);
    import(&d);
    assert_refused(&d, 4, "segment 4 is locked");
    tear_down(&d);
    set_up(&d);
    export(&d);
    d.x.unit[4] = d.x.unit[3];
    import(&d);
    assert_refused(&d, 4, "the file has it twice");
    tear_down(&d);
}

static void a_file_of_another_story_or_language_is_refused_whole(void **state) {
    (void)state;
    struct desk d;
    set_up(&d);
    export(&d);
    static const char *const original[] = {"story/13/es", "story/12/fr", "story/12",   "x",
                                           "story/",      "story-12/es", "story-12-fr"};
    for (size_t i = 0; i < sizeof original / sizeof *original; i++) {
        d.x.original = str_of(original[i]);
        assert_int_equal(xliff_review_make(&d.a, &d.x, &d.target, &d.source, &d.like, &d.out, &d.e),
                         E_INVALID);
    }
    d.x.original = STR("story-12-es");
    d.x.target_language = STR("fr");
    assert_int_equal(xliff_review_make(&d.a, &d.x, &d.target, &d.source, &d.like, &d.out, &d.e),
                     E_INVALID);
    d.x.target_language = STR("ES");
    import(&d);
    tear_down(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_nobody_touched_is_no_act),
        cmocka_unit_test(changes_are_edits_and_states_are_approvals),
        cmocka_unit_test(a_held_segment_is_filled),
        cmocka_unit_test(a_sentence_is_found_wherever_it_went),
        cmocka_unit_test(a_changed_source_is_refused),
        cmocka_unit_test(lost_doubled_and_foreign_codes_are_refused),
        cmocka_unit_test(locked_segments_and_units_that_stand_twice_are_refused),
        cmocka_unit_test(a_file_of_another_story_or_language_is_refused_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
