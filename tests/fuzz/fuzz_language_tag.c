/* Language tags and Accept-Language: a tag that is taken stays as it is from then on. */
#include <assert.h>
#include <stdint.h>

#include "i18n/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_tag(struct arena *a, struct str tag) {
    struct str again;
    struct err e;
    assert(tag.n >= 2 && tag.n <= LANGUAGE_MAX_TAG);
    assert(language_is_canonical(tag));
    int err = language_parse(a, tag, &again, &e);
    assert(!err && str_eq(tag, again));
    assert(language_is(tag, tag));
    assert(language_autonym(a, tag).n > 0);
    language_is_rtl(tag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    arena_init(&a);
    struct str bytes = {(const char *)data, size}, tag;
    struct err e;
    if (!language_parse(&a, bytes, &tag, &e)) check_tag(&a, tag);
    size_t n;
    const struct language_range *range = language_accept(&a, bytes, &n);
    assert(n <= LANGUAGE_MAX_RANGES);
    for (size_t i = 0; i < n; i++) {
        assert(range[i].quality >= 0 && range[i].quality <= 1000);
        assert(i == 0 || range[i].quality <= range[i - 1].quality);
        if (!str_eq(range[i].tag, STR("*"))) check_tag(&a, range[i].tag);
    }
    const struct str site[] = {STR("eu"), STR("es"), STR("pt-BR")};
    struct str best = language_negotiate(range, n, site, 3, site[0]);
    assert(language_match(best, site, 3) < 3);
    arena_release(&a);
    return 0;
}
