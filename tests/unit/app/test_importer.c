#include <sys/stat.h>

#include "app/importer.h"
#include "store/card.h"
#include "store/section_store.h"
#include "unit/app/house.h"

#define GIF_OF(width)                                                                              \
    "GIF89a" width "\0\2\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0" width "\0\2\0\0\2\2\x84Q\0;"

struct desk {
    struct house h;
    struct importer importer;
};

static void open_desk(struct desk *d, struct scratch *s) {
    house_open(&d->h, s, "");
    scratch_ok(s, importer_open(&d->importer, &d->h.newsroom, &s->e));
}

static void close_desk(struct desk *d) {
    importer_close(&d->importer);
    house_close(&d->h);
}

/* As `zubi import` does: within a transaction that is only kept when it went well. */
static int import_file(struct desk *d, const char *name, struct imported *ret_imported) {
    struct scratch *s = d->h.s;
    scratch_ok(s, database_begin(d->importer.db, &s->e));
    int code = importer_file(&d->importer, &s->a, scratch_path(s, name).p, ret_imported, &s->e);
    return database_end(d->importer.db, code, &s->e);
}

static struct imported import(struct desk *d, const char *name) {
    struct imported imported = {0};
    scratch_ok(d->h.s, import_file(d, name, &imported));
    return imported;
}

static struct card card_of(struct desk *d, int64_t id) {
    struct card card;
    scratch_ok(d->h.s, card_load(house_db(&d->h), &d->h.s->a, id, STR("eu"), &card, &d->h.s->e));
    return card;
}

static void a_file_imported_twice_is_one_story(void **state) {
    struct scratch *s = *state;
    struct desk d;
    open_desk(&d, s);
    house_file(s, "a.md", STR("---\nsection: kirola\nheadline: Bat\n---\nx\n"));
    struct imported first = import(&d, "a.md"), second = import(&d, "a.md");
    assert_true(first.saved.is_new);
    assert_true(second.saved.unchanged);
    assert_int_equal(first.saved.id, second.saved.id);
    assert_int_equal(second.saved.revision, 1);
    house_file(s, "a.md", STR("---\nsection: kirola\nheadline: Bi\n---\nx\n"));
    struct imported third = import(&d, "a.md");
    assert_int_equal(third.saved.id, first.saved.id);
    assert_int_equal(third.saved.revision, 2);
    assert_true(str_eq(card_of(&d, first.saved.id).edition.headline, STR("Bi")));
    close_desk(&d);
}

static void the_same_id_in_another_file_is_the_same_story(void **state) {
    struct scratch *s = *state;
    struct desk d;
    open_desk(&d, s);
    house_file(s, "a.md", STR("---\nid: x-1\nsection: kirola\nheadline: Bat\n---\nx\n"));
    house_file(s, "b.html",
               STR("<meta name=id content=x-1><meta name=section content=kirola>"
                   "<title>Bi</title><p>x"));
    struct imported first = import(&d, "a.md"), second = import(&d, "b.html");
    assert_int_equal(first.saved.id, second.saved.id);
    assert_int_equal(second.saved.revision, 2);
    close_desk(&d);
}

static void a_changed_picture_is_an_update(void **state) {
    struct scratch *s = *state;
    struct desk d;
    open_desk(&d, s);
    mkdir(scratch_path(s, "pictures").p, 0755);
    house_file(s, "pictures/a.gif", STR(GIF_OF("\3")));
    house_file(s, "a.md",
               STR("---\nsection: kirola\nheadline: Bat\npicture: pictures/a.gif\nalt: Zubia\n"
                   "---\nx\n"));
    struct imported first = import(&d, "a.md");
    assert_int_equal(first.warnings.n, 0);
    struct card before = card_of(&d, first.saved.id);
    assert_int_equal(before.edition.picture_width, 3);
    assert_true(str_eq(before.edition.picture_alt, STR("Zubia")));
    assert_true(import(&d, "a.md").saved.unchanged);
    house_file(s, "pictures/a.gif", STR(GIF_OF("\5")));
    assert_int_equal(import(&d, "a.md").saved.revision, 2);
    struct card after = card_of(&d, first.saved.id);
    assert_int_equal(after.edition.picture_width, 5);
    assert_false(str_eq(before.edition.picture, after.edition.picture));
    close_desk(&d);
}

static void a_picture_that_cannot_be_taken_is_left_out_with_a_word(void **state) {
    static const char *const picture[] = {"no.jpg",    "folder", "text.jpg", "https://a.eus/x.jpg",
                                          "/dev/zero", "pipe"};
    struct scratch *s = *state;
    struct desk d;
    open_desk(&d, s);
    mkdir(scratch_path(s, "folder").p, 0755);
    mkfifo(scratch_path(s, "pipe").p, 0644);
    house_file(s, "text.jpg", STR("not a picture"));
    for (size_t i = 0; i < sizeof picture / sizeof *picture; i++) {
        house_file(s, "a.md",
                   arena_printf(&s->a,
                                "---\nsection: kirola\nheadline: Bat %zu\npicture: %s\nalt: A\n"
                                "caption: Ez hau\n---\nTestua.\n",
                                i, picture[i]));
        struct imported imported = import(&d, "a.md");
        assert_int_equal(imported.warnings.n, 1);
        house_assert_has(imported.warnings.text[0], picture[i]);
        struct card card = card_of(&d, imported.saved.id);
        assert_int_equal(card.edition.picture.n, 0);
        house_assert_not(card.edition.json, "Ez hau");
        house_assert_has(card.edition.json, "Testua.");
    }
    close_desk(&d);
}

static void a_file_that_is_no_story_is_named_and_nothing_is_kept(void **state) {
    static const struct {
        const char *text;
        enum err_code code;
        const char *says;
    } bad[] = {
        {"---\nheadline: Bat\n---\nx\n", E_INVALID, "no section"},
        {"---\nsection: x\n---\nx\n", E_INVALID, "no headline"},
        {"---\nsection: x\nheadline: y\nlanguage: de\n---\nx\n", E_INVALID, "\"de\""},
        {"---\nsection: x\nheadline: y\ndate: gaur\n---\nx\n", E_INVALID, "\"gaur\""},
        {"---\nsection: x\nheadline: y\n", E_INVALID, "does not end"},
        {"\xff", E_INVALID, "UTF-8"},
    };
    struct scratch *s = *state;
    struct desk d;
    struct imported imported;
    open_desk(&d, s);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        house_file(s, "a.md", str_of(bad[i].text));
        assert_int_equal(import_file(&d, "a.md", &imported), bad[i].code);
        house_assert_has(str_of(s->e.text), "/a.md: ");
        house_assert_has(str_of(s->e.text), bad[i].says);
    }
    assert_int_equal(import_file(&d, "nowhere.md", &imported), E_NOTFOUND);
    assert_int_equal(scratch_number(s, house_db(&d.h), "SELECT count(*) FROM story"), 0);
    close_desk(&d);
}

static void a_story_keeps_its_language(void **state) {
    struct scratch *s = *state;
    struct desk d;
    struct imported imported;
    open_desk(&d, s);
    house_file(s, "a.md", STR("---\nsection: kirola\nheadline: Bat\n---\nx\n"));
    import(&d, "a.md");
    house_file(s, "a.md", STR("---\nlanguage: es\nsection: kirola\nheadline: Uno\n---\nx\n"));
    assert_int_equal(import_file(&d, "a.md", &imported), E_INVALID);
    house_assert_has(str_of(s->e.text), "is written in \"eu\"");
    close_desk(&d);
}

static void without_translation_nothing_is_queued(void **state) {
    struct scratch *s = *state;
    struct desk d;
    open_desk(&d, s);
    d.importer.translate = false;
    house_file(s, "a.md", STR("---\nsection: kirola\nheadline: Bat\n---\nx\n"));
    import(&d, "a.md");
    assert_int_equal(scratch_number(s, house_db(&d.h), "SELECT count(*) FROM job"), 0);
    assert_int_equal(scratch_number(s, house_db(&d.h), "SELECT count(*) FROM edition"), 1);
    close_desk(&d);
}

static int import_sections(struct desk *d, const char *text) {
    struct scratch *s = d->h.s;
    house_file(s, "sections.ini", str_of(text));
    scratch_ok(s, database_begin(d->importer.db, &s->e));
    int code = importer_sections(&d->importer, &s->a, scratch_path(s, "sections.ini").p, &s->e);
    return database_end(d->importer.db, code, &s->e);
}

static void sections_are_named_and_put_in_order(void **state) {
    struct scratch *s = *state;
    struct desk d;
    struct section *section;
    size_t n;
    open_desk(&d, s);
    scratch_ok(s, import_sections(&d, "[kirola]\nposition = 2\neu = Kirola\nen = Sport ; & more\n"
                                      "[herria]\nposition = 1\neu = Herria\n"));
    scratch_ok(
        s, section_store_list(house_db(&d.h), &s->a, STR("en"), STR("eu"), &section, &n, &s->e));
    assert_int_equal(n, 2);
    assert_true(str_eq(section[0].name, STR("Herria")));
    assert_true(str_eq(section[1].name, STR("Sport ; & more")));
    close_desk(&d);
}

static void mistakes_in_sections_name_their_line(void **state) {
    static const char *const bad[] = {
        "[kirola]\nposition = lehena\n",   "[kirola]\nx y = Kirola\n", "[kirola]\neu\n",
        "# a\n[Kirol Berriak!]\neu = x\n", "# a\neu = Kirola\n",       "[kirola]\neu =\n",
    };
    struct scratch *s = *state;
    struct desk d;
    open_desk(&d, s);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(import_sections(&d, bad[i]), E_INVALID);
        house_assert_has(str_of(s->e.text), "sections.ini, line ");
    }
    assert_int_equal(scratch_number(s, house_db(&d.h), "SELECT count(*) FROM section"), 0);
    close_desk(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_file_imported_twice_is_one_story),
        SCRATCH_TEST(the_same_id_in_another_file_is_the_same_story),
        SCRATCH_TEST(a_changed_picture_is_an_update),
        SCRATCH_TEST(a_picture_that_cannot_be_taken_is_left_out_with_a_word),
        SCRATCH_TEST(a_file_that_is_no_story_is_named_and_nothing_is_kept),
        SCRATCH_TEST(a_story_keeps_its_language),
        SCRATCH_TEST(without_translation_nothing_is_queued),
        SCRATCH_TEST(sections_are_named_and_put_in_order),
        SCRATCH_TEST(mistakes_in_sections_name_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
