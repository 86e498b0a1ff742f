#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <glob.h>

#include "base/map.h"
#include "i18n/language.h"
#include "i18n/po.h"

/* The catalogs of the site's own words, locale/LANGUAGE.po. */

static struct arena a;

static struct str read_whole(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("cannot open %s", path);
    char *bytes = arena_alloc(&a, PO_MAX_BYTES + 1);
    size_t n = fread(bytes, 1, PO_MAX_BYTES + 1, f);
    fclose(f);
    return (struct str){bytes, n};
}

static struct po read_catalog(const char *path) {
    struct po po;
    struct err e;
    if (po_parse(&a, read_whole(path), &po, &e)) fail_msg("%s: %s", path, e.text);
    return po;
}

static struct str language_of(const char *path) {
    struct str s = str_of(strrchr(path, '/') + 1);
    return str_slice(s, 0, s.n - 3);
}

/* Whether each "{name}" of one stands in the other. */
static bool has_places_of(struct str text, struct str other) {
    while (str_find(other, '{') < other.n) {
        other = str_from(other, str_find(other, '{'));
        struct str place = str_slice(other, 0, str_find(other, '}') + 1);
        if (str_search(text, place) == text.n) return false;
        other = str_from(other, place.n);
    }
    return true;
}

static void check_entry(const char *path, const struct po_entry *english,
                        const struct po_entry *entry) {
    if (!entry->n_forms) fail_msg("%s: %s is not translated", path, english->key.p);
    if (!str_eq(entry->id, english->id) || !entry->plural.p != !english->plural.p) {
        fail_msg("%s: %s: another English text", path, english->key.p);
    }
    for (uint32_t i = 0; i < entry->n_forms; i++) {
        /* The one form may say "one" in a word; the others must name the number. */
        bool free_of_number = entry->plural.p && i == 0;
        struct str model = entry->plural.p ? entry->plural : entry->id;
        bool same = has_places_of(model, entry->form[i]) &&
                    (free_of_number || has_places_of(entry->form[i], model));
        if (!same) fail_msg("%s: %s: other places than in English", path, english->key.p);
    }
}

static void check_catalog(const char *path, const struct po *english) {
    struct po po = read_catalog(path);
    struct str language = language_of(path);
    assert_true(language_is_canonical(language));
    if (po.language.n && !str_eq_nocase(po.language, language)) {
        fail_msg("%s: its header names another language", path);
    }
    bool is_english = str_eq(language, STR("en"));
    struct map by_key = {0};
    for (size_t i = 0; i < po.n_entries; i++) {
        map_put(&by_key, &a, po.entry[i].key, &po.entry[i]);
    }
    for (size_t i = 0; i < english->n_entries; i++) {
        const struct po_entry *entry = map_get(&by_key, english->entry[i].key);
        if (!entry) fail_msg("%s: %s is missing", path, english->entry[i].key.p);
        if (!is_english || entry->n_forms) check_entry(path, &english->entry[i], entry);
    }
    if (po.n_entries != english->n_entries) fail_msg("%s: keys that English lacks", path);
}

static void every_language_says_everything(void **state) {
    (void)state;
    glob_t found;
    if (glob("locale/*.po", 0, NULL, &found) != 0) {
        globfree(&found);
        print_message("locale/ is absent\n");
        skip();
    }
    struct po english = read_catalog("locale/en.po");
    for (size_t i = 0; i < found.gl_pathc; i++) check_catalog(found.gl_pathv[i], &english);
    globfree(&found);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_language_says_everything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
