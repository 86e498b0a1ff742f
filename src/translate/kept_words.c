#include "translate/kept_words.h"

enum { N_LETTERS = 3 };

/* Capitalised, so that case repair leaves them; with letters that no language here combines. */
static const char *const stem[] = {"Xqzv", "Zxqj", "Qxjz", "Jqxzk"};

/* One that the text does not have, or "" when somebody took pains to use them all. */
static struct str free_stem(struct str text) {
    for (size_t i = 0; i < sizeof stem / sizeof *stem; i++)
        if (str_search(text, str_of(stem[i])) == text.n) return str_of(stem[i]);
    return STR("");
}

static struct str made_up_word(struct arena *a, struct str start, size_t i) {
    return arena_printf(a, "%.*s%c%c%c", (int)start.n, start.p, (char)('a' + i / 26 / 26 % 26),
                        (char)('a' + i / 26 % 26), (char)('a' + i % 26));
}

/* The number that the letters behind a stem say; SIZE_MAX when they are no letters. */
static size_t number_of(struct str letters) {
    size_t number = 0;
    if (letters.n < N_LETTERS) return SIZE_MAX;
    for (size_t i = 0; i < N_LETTERS; i++) {
        if (letters.p[i] < 'a' || letters.p[i] > 'z') return SIZE_MAX;
        number = number * 26 + (size_t)(letters.p[i] - 'a');
    }
    return number;
}

static bool is_kept(const struct mark *m) {
    return m->kind == MARK_CODE || m->kind == MARK_LANGUAGE;
}

bool kept_words_take_out(struct arena *a, const struct text *source, struct kept_words *ret_kept,
                         struct str *ret_sent) {
    struct kept_words kept = {.stem = STR("")};
    kept.text = arena_array(a, source->n_marks, sizeof *kept.text);
    size_t at = 0;
    for (size_t i = 0; i < source->n_marks; i++) {
        const struct mark *m = &source->mark[i];
        if (!is_kept(m) || m->start < at) continue;
        if (kept.n == 0) kept.stem = free_stem(source->s);
        if (kept.stem.n == 0) return false;
        rewrite_add(&kept.sent, a, m->start, m->end, made_up_word(a, kept.stem, kept.n));
        kept.text[kept.n++] = str_slice(source->s, m->start, m->end);
        at = m->end;
    }
    *ret_sent = rewrite_apply(a, &kept.sent, source->s);
    *ret_kept = kept;
    return true;
}

bool kept_words_put_back(struct arena *a, const struct kept_words *kept, struct str answer,
                         struct rewrite *ret_back) {
    *ret_back = (struct rewrite){0};
    if (kept->n == 0) return true;
    bool *seen = arena_array(a, kept->n, sizeof *seen);
    size_t found = 0, at = 0;
    for (;;) {
        at += str_search(str_from(answer, at), kept->stem);
        if (at == answer.n) break;
        size_t end = at + kept->stem.n + N_LETTERS;
        size_t i = number_of(str_from(answer, at + kept->stem.n));
        if (i >= kept->n || seen[i]) return false;
        seen[i] = true;
        found++;
        rewrite_add(ret_back, a, (uint32_t)at, (uint32_t)end, kept->text[i]);
        at = end;
    }
    return found == kept->n;
}
