/* The tables that only put and get: media, tokens, changes; and the schema as a whole. */

#include "base/embedded.h"
#include "store/change_store.h"
#include "store/media_store.h"
#include "store/token_store.h"
#include "unit/store/newsroom.h"

extern const struct embedded_file embedded_sql[];
extern const size_t embedded_sql_count;

static void a_picture_is_known_by_what_was_said_first(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct media_row in = {STR("ab.jpg"), STR("image/jpeg"), 800, 600, 12345, NOW, STR("zubi.JPG")};
    struct media_row out;
    scratch_ok(s, media_store_put(db, &in, &s->e));
    in.original_name = STR("beste.jpg");
    scratch_ok(s, media_store_put(db, &in, &s->e));
    scratch_ok(s, media_store_find(db, &s->a, STR("ab.jpg"), &out, &s->e));
    assert_str(out.original_name, "zubi.JPG");
    assert_str(out.type, "image/jpeg");
    assert_int_equal(out.width, 800);
    assert_int_equal(out.height, 600);
    assert_int_equal(out.bytes, 12345);
    assert_int_equal(out.created_ms, NOW);
    assert_int_equal(media_store_find(db, &s->a, STR("x.jpg"), &out, &s->e), E_NOTFOUND);
    database_close(db);
}

static void a_token_that_is_not_known_is_refused(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t id;
    struct token token;
    scratch_ok(s, token_store_add(db, STR("hash"), STR("wire"), NOW, &id, &s->e));
    assert_int_equal(token_store_add(db, STR("hash"), STR("other"), NOW, &id, &s->e), E_CONFLICT);
    scratch_ok(s, token_store_check(db, &s->a, STR("hash"), NOW + 5, &token, &s->e));
    assert_int_equal(token.id, id);
    assert_str(token.name, "wire");
    assert_int_equal(token_store_check(db, &s->a, STR("hash2"), NOW, &token, &s->e), E_DENIED);
    assert_int_equal(token_store_check(db, &s->a, STR(""), NOW, &token, &s->e), E_DENIED);
    assert_int_equal(scratch_number(s, db, "SELECT last_used_ms FROM token"), NOW + 5);
    scratch_ok(s, token_store_check(db, &s->a, STR("hash"), NOW + 100, &token, &s->e));
    assert_int_equal(scratch_number(s, db, "SELECT last_used_ms FROM token"), NOW + 5);
    database_close(db);
}

static void changes_are_read_in_order_from_any_place(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t last;
    scratch_ok(s, change_store_last(db, &last, &s->e));
    assert_int_equal(last, 0);
    for (int i = 1; i <= 10; i++)
        scratch_ok(s, change_store_add(db, i % 2 ? CHANGE_EDITION : CHANGE_FILING, i, STR("es"),
                                       NOW + i, &s->e));
    struct change *change;
    size_t n;
    scratch_ok(s, change_store_since(db, &s->a, 4, 3, &change, &n, &s->e));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(change[i].id, 5 + i);
        assert_int_equal(change[i].story_id, 5 + i);
        assert_int_equal(change[i].at_ms, NOW + 5 + (int64_t)i);
        assert_int_equal(change[i].kind, i % 2 ? CHANGE_FILING : CHANGE_EDITION);
    }
    scratch_ok(s, change_store_last(db, &last, &s->e));
    assert_int_equal(last, 10);
    scratch_run(s, db, "UPDATE change SET kind = 'xyz' WHERE id = 10");
    assert_int_equal(change_store_since(db, &s->a, 9, 3, &change, &n, &s->e), E_DB);
    database_close(db);
}

static void a_database_without_a_newsroom_is_told_and_left_empty(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    assert_int_equal(schema_prepare(db, &s->e), E_NOTFOUND);
    assert_non_null(strstr(s->e.hint, "zubi init"));
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM sqlite_master"), 0);
    scratch_ok(s, schema_create(db, &s->e));
    scratch_ok(s, schema_create(db, &s->e));
    scratch_ok(s, schema_prepare(db, &s->e));
    scratch_run(s, db, "INSERT INTO schema_version VALUES (9999, 'future', 0)");
    assert_int_equal(schema_prepare(db, &s->e), E_CONFLICT);
    assert_non_null(strstr(s->e.text, "newer zubi"));
    database_close(db);
}

/* Compares a file of the tree with its copy in the program. */
static void check_embedded(struct scratch *s, const struct embedded_file *f) {
    FILE *file = fopen(arena_printf(&s->a, "sql/%s", f->name).p, "rb");
    if (!file) skip();
    char *bytes = arena_alloc(&s->a, f->n + 2);
    size_t n = fread(bytes, 1, f->n + 2, file);
    fclose(file);
    assert_int_equal(n, f->n);
    assert_memory_equal(bytes, f->bytes, n);
}

static void the_schema_in_the_program_is_that_of_the_tree(void **state) {
    struct scratch *s = *state;
    assert_true(embedded_sql_count > 0);
    for (size_t i = 0; i < embedded_sql_count; i++) check_embedded(s, &embedded_sql[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_picture_is_known_by_what_was_said_first),
        SCRATCH_TEST(a_token_that_is_not_known_is_refused),
        SCRATCH_TEST(changes_are_read_in_order_from_any_place),
        SCRATCH_TEST(the_schema_in_the_program_is_that_of_the_tree),
        SCRATCH_TEST(a_database_without_a_newsroom_is_told_and_left_empty),
    };
    return cmocka_run_group_tests_name("small_tables", tests, NULL, NULL);
}
