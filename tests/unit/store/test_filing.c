#include "store/filing.h"

#include "store/change_store.h"
#include "store/section_store.h"
#include "store/topic_store.h"
#include "unit/store/newsroom.h"

static int64_t section(struct scratch *s, struct database *db, const char *key,
                       const char *language, const char *name) {
    int64_t id = 0;
    scratch_ok(s,
               section_store_ensure(db, str_of(key), str_of(language), str_of(name), &id, &s->e));
    return id;
}

static struct str section_name(struct scratch *s, struct database *db, const char *key,
                               const char *language, const char *other) {
    struct section found = {0};
    scratch_ok(s, section_store_find(db, &s->a, str_of(key), str_of(language), str_of(other),
                                     &found, &s->e));
    return found.name;
}

static void a_section_nobody_knows_is_made_and_the_next_time_found(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t sport = section(s, db, "kirola", "eu", "Kirola");
    int64_t world = section(s, db, "mundua", "eu", "");
    assert_int_not_equal(sport, world);
    assert_int_equal(section(s, db, "kirola", "eu", "KIROLA"), sport);
    assert_int_equal(section(s, db, "kirola-2", "eu", "Kirola"), sport);
    assert_int_equal(section(s, db, "mundua", "es", "Mundo"), world);
    assert_str(section_name(s, db, "kirola", "eu", "es"), "Kirola");
    assert_str(section_name(s, db, "mundua", "eu", "es"), "Mundo");
    assert_str(section_name(s, db, "mundua", "eu", "fr"), "mundua");
    int64_t id = -1;
    assert_int_equal(section_store_ensure(db, STR(""), STR("eu"), STR("Kirola"), &id, &s->e),
                     E_INVALID);
    assert_int_equal(id, -1);
    struct section found;
    assert_int_equal(section_store_find(db, &s->a, STR("x"), STR("eu"), STR("es"), &found, &s->e),
                     E_NOTFOUND);
    database_close(db);
}

static void a_machine_never_renames_what_a_person_named(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t id = section(s, db, "kirola", "eu", "Kirola");
    struct str en = STR("en");
    scratch_ok(s, section_store_set_name(db, id, en, STR("Sport"), ORIGIN_MACHINE, &s->e));
    scratch_ok(s, section_store_set_name(db, id, en, STR("Sporting"), ORIGIN_MACHINE, &s->e));
    assert_str(section_name(s, db, "kirola", "en", "eu"), "Sporting");
    scratch_ok(s, section_store_set_name(db, id, en, STR("Sports"), ORIGIN_PERSON, &s->e));
    scratch_ok(s, section_store_set_name(db, id, en, STR("Sport"), ORIGIN_MACHINE, &s->e));
    assert_str(section_name(s, db, "kirola", "en", "eu"), "Sports");
    scratch_ok(s, section_store_set_name(db, id, en, STR("Sport!"), ORIGIN_PERSON, &s->e));
    assert_str(section_name(s, db, "kirola", "en", "eu"), "Sport!");
    assert_int_equal(section_store_set_name(db, id, en, STR(""), ORIGIN_PERSON, &s->e), E_INVALID);
    assert_int_equal(section_store_set_name(db, 99, en, STR("x"), ORIGIN_PERSON, &s->e), E_INVALID);
    database_close(db);
}

static void sections_are_listed_in_the_order_of_the_menu(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    section(s, db, "a", "eu", "A");
    int64_t b = section(s, db, "b", "es", "Be");
    section(s, db, "c", "fr", "C");
    scratch_ok(s, section_store_set_position(db, b, 0, &s->e));
    struct section *list;
    size_t n;
    scratch_ok(s, section_store_list(db, &s->a, STR("eu"), STR("es"), &list, &n, &s->e));
    assert_int_equal(n, 3);
    assert_str(list[0].name, "Be");
    assert_str(list[1].name, "A");
    assert_str(list[2].name, "c");
    assert_int_equal(list[1].position, 1);
    database_close(db);
}

static void topics_are_made_found_and_named_in_the_same_way(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t id, again;
    scratch_ok(s, topic_store_ensure(db, STR("klima"), STR("eu"), STR("Klima"), &id, &s->e));
    scratch_ok(s, topic_store_ensure(db, STR("klima-1"), STR("eu"), STR("Klima"), &again, &s->e));
    assert_int_equal(again, id);
    scratch_ok(s, topic_store_set_name(db, id, STR("en"), STR("Climate"), ORIGIN_MACHINE, &s->e));
    struct topic topic;
    scratch_ok(s, topic_store_find(db, &s->a, STR("klima"), STR("en"), STR("eu"), &topic, &s->e));
    assert_int_equal(topic.id, id);
    assert_str(topic.name, "Climate");
    scratch_ok(s, topic_store_find(db, &s->a, STR("klima"), STR("fr"), STR("eu"), &topic, &s->e));
    assert_str(topic.name, "Klima");
    assert_int_equal(topic_store_find(db, &s->a, STR("x"), STR("fr"), STR("eu"), &topic, &s->e),
                     E_NOTFOUND);
    database_close(db);
}

static int64_t changes(struct scratch *s, struct database *db) {
    int64_t last;
    scratch_ok(s, change_store_last(db, &last, &s->e));
    return last;
}

static void what_stands_in_menus_is_in_the_change_log_when_it_changes(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t a = section(s, db, "a", "eu", "A"), made = changes(s, db);
    assert_int_equal(made, 2); /* the section, and its name */
    section(s, db, "a", "eu", "A");
    scratch_ok(s, section_store_set_position(db, a, 1, &s->e));
    scratch_ok(s, section_store_set_name(db, a, STR("eu"), STR("A"), ORIGIN_PERSON, &s->e));
    assert_int_equal(changes(s, db), made); /* nothing of this is new */
    scratch_ok(s, section_store_set_position(db, a, 7, &s->e));
    scratch_ok(s, section_store_set_name(db, a, STR("es"), STR("B"), ORIGIN_MACHINE, &s->e));
    assert_int_equal(changes(s, db), made + 2);
    int64_t topic;
    scratch_ok(s, topic_store_ensure(db, STR("klima"), STR("eu"), STR("Klima"), &topic, &s->e));
    struct change *change;
    size_t n;
    scratch_ok(s, change_store_since(db, &s->a, made + 2, 9, &change, &n, &s->e));
    assert_int_equal(n, 1);
    assert_int_equal(change[0].kind, CHANGE_TOPIC);
    assert_int_equal(change[0].story_id, topic);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_section_nobody_knows_is_made_and_the_next_time_found),
        SCRATCH_TEST(a_machine_never_renames_what_a_person_named),
        SCRATCH_TEST(sections_are_listed_in_the_order_of_the_menu),
        SCRATCH_TEST(topics_are_made_found_and_named_in_the_same_way),
        SCRATCH_TEST(what_stands_in_menus_is_in_the_change_log_when_it_changes),
    };
    return cmocka_run_group_tests_name("filing", tests, NULL, NULL);
}
