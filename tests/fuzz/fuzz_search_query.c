/* What is typed into the search field: never an error, and never more than the ceilings; and words,
   forms and snippets of any text. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "i18n/search_word.h"
#include "story/search_query.h"
#include "story/search_snippet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_forms(struct search_stemmer *stemmer, struct str text) {
    size_t at = 0, last = 0;
    struct search_word word;
    while (search_word_next(text, &at, &word)) {
        struct search_forms f;
        assert(word.start >= last && word.start < word.end && word.end == at && at <= text.n);
        last = word.end;
        search_stemmer_forms(stemmer, str_slice(text, word.start, word.end), &f);
        struct str surface = {f.surface, f.n_surface}, stem = {f.stem, f.n_stem};
        assert(utf8_is_valid(surface) && utf8_is_valid(stem));
        assert(!memchr(surface.p, '"', surface.n) && !memchr(surface.p, ' ', surface.n));
        assert(!memchr(stem.p, '|', stem.n) && !memchr(stem.p, '"', stem.n));
        assert((surface.n == 0) == (stem.n == 0));
    }
}

static void check_query(struct arena *a, struct search_stemmer *stemmer, struct str text,
                        bool growing) {
    struct search_query q = search_query_parse(a, text, growing);
    struct search_marks marks;
    bool asks = q.n_terms == 0;
    assert(q.n_terms <= SEARCH_QUERY_MAX_TERMS);
    for (size_t i = 0; i < q.n_terms; i++) {
        struct search_word word;
        size_t at = 0;
        assert(search_word_next(q.term[i].text, &at, &word));
        asks |= !q.term[i].without;
    }
    assert(asks);
    search_snippet_marks(&q, stemmer, &marks);
    struct html marked = search_snippet_text(a, &marks, text);
    assert(utf8_is_valid(marked.s) && marked.s.n >= text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const languages[] = {"eu", "es", "fr", "en", "ja"};
    struct str text = {(const char *)data, size};
    if (size > 2000 || !utf8_is_valid(text)) return 0;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct search_stemmer *stemmer = search_stemmer_open(str_of(languages[i]));
        check_forms(stemmer, text);
        check_query(&a, stemmer, text, i % 2);
        search_stemmer_close(stemmer);
    }
    search_stemmer_fold(&a, text);
    arena_release(&a);
    return 0;
}
