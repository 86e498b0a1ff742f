#include "translate/kept_words.h"

/* Capitalised, so that case repair leaves them; with letters that no language here combines. */
static const char *const stem[] = {"Xqzv", "Zxqj", "Qxjz"};

static struct str free_stem(struct str text) {
    for (size_t i = 0; i < sizeof stem / sizeof *stem; i++)
        if (str_search(text, str_of(stem[i])) == text.n) return str_of(stem[i]);
    return STR("Jqxzk");
}

static void add_breaks(struct arena *a, struct rewrite *r, struct str text, size_t from,
                       size_t to) {
    for (size_t i = from; i < to; i++)
        if (text.p[i] == '\n') rewrite_add(r, a, (uint32_t)i, (uint32_t)i + 1, STR(" "));
}

void kept_words_take_out(struct arena *a, const struct text *source, struct kept_words *ret_kept,
                         struct str *ret_sent) {
    struct kept_words kept = {0};
    kept.word = arena_array(a, source->n_marks, sizeof *kept.word);
    kept.text = arena_array(a, source->n_marks, sizeof *kept.text);
    struct str start = source->n_marks ? free_stem(source->s) : STR("");
    size_t at = 0;
    for (size_t i = 0; i < source->n_marks; i++) {
        const struct mark *m = &source->mark[i];
        if ((m->kind != MARK_CODE && m->kind != MARK_LANGUAGE) || m->start < at) continue;
        struct str word = arena_printf(a, "%.*s%c%c", (int)start.n, start.p,
                                       (char)('a' + kept.n / 26 % 26), (char)('a' + kept.n % 26));
        add_breaks(a, &kept.sent, source->s, at, m->start);
        rewrite_add(&kept.sent, a, m->start, m->end, word);
        kept.word[kept.n] = word;
        kept.text[kept.n++] = str_slice(source->s, m->start, m->end);
        at = m->end;
    }
    add_breaks(a, &kept.sent, source->s, at, source->s.n);
    *ret_sent = rewrite_apply(a, &kept.sent, source->s);
    *ret_kept = kept;
}

static bool stands_at(struct str text, struct str word, size_t at) {
    return text.n - at >= word.n && str_eq(str_slice(text, at, at + word.n), word);
}

bool kept_words_put_back(struct arena *a, const struct kept_words *kept, struct str answer,
                         struct rewrite *ret_back) {
    *ret_back = (struct rewrite){0};
    if (kept->n == 0) return true;
    bool *seen = arena_array(a, kept->n, sizeof *seen);
    size_t found = 0;
    for (size_t at = 0; at < answer.n; at++) {
        if (answer.p[at] != kept->word[0].p[0]) continue;
        for (size_t i = 0; i < kept->n; i++) {
            if (!stands_at(answer, kept->word[i], at)) continue;
            if (seen[i]) return false;
            seen[i] = true;
            found++;
            rewrite_add(ret_back, a, (uint32_t)at, (uint32_t)(at + kept->word[i].n), kept->text[i]);
            at += kept->word[i].n - 1;
            break;
        }
    }
    return found == kept->n;
}
