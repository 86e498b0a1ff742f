#include "site/suggestion_form.h"

#include "base/utf8.h"
#include "story/segment_act.h"
#include "story/text_clean.h"

/* No form of ours sends more than this, whatever its language. */
enum { MAX_TYPED = 4 * SUGGESTION_FORM_MAX_TEXT };

static struct str words_of(const struct edition *edition, size_t segment) {
    const struct segment *s = &edition->segment[segment];
    return str_slice(edition->document.block[s->block].text.s, s->start, s->end);
}

size_t suggestion_form_room(const struct original_pair *pair, size_t segment) {
    size_t room = 2 * utf8_length(words_of(&pair->edition, segment)) + 300;
    return room < SUGGESTION_FORM_MAX_TEXT ? room : SUGGESTION_FORM_MAX_TEXT;
}

struct str suggestion_form_present(const struct original_pair *pair, size_t segment) {
    if (pair->edition.segment[segment].state == SEGMENT_HELD) return STR("");
    return words_of(&pair->edition, segment);
}

static size_t count_lines(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

/* Clean text. Line breaks stand where the present text has as many; else they are spaces, as who
   typed them only broke a line. */
static struct str clean(struct arena *a, struct str typed, size_t most_lines) {
    struct text_cleaner cleaner;
    text_clean_init(&cleaner);
    struct str text = text_clean(&cleaner, a, typed, NULL, 0, TEXT_CLEAN_LINES).s;
    if (count_lines(text) > most_lines)
        text = text_clean(&cleaner, a, typed, NULL, 0, TEXT_CLEAN_LINE).s;
    text_clean_release(&cleaner);
    return text;
}

static bool contains(struct str s, struct str needle) {
    for (size_t at = 0; at + needle.n <= s.n; at++)
        if (str_eq_nocase(str_slice(s, at, at + needle.n), needle)) return true;
    return false;
}

/* Whether there is the look of an address in it that none of the others has. */
static bool has_link(struct str s, struct str source, struct str present) {
    static const char *const look[] = {"://", "www.", "href=", "[url", "mailto:", "<a "};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        struct str sign = str_of(look[i]);
        if (contains(s, sign) && !contains(source, sign) && !contains(present, sign)) return true;
    }
    return false;
}

static const char *judge(struct arena *a, const struct form *form, const struct original_pair *pair,
                         size_t segment, const struct suggestion_words *words) {
    struct str present = words_of(&pair->edition, segment);
    struct str source = segment_act_source(a, &pair->edition, segment, &pair->source).s;
    if (form_text(form, STR("website")).n) return "suggest_problem_trap";
    if (words->text.n == 0) return "suggest_problem_empty";
    if (str_eq(words->text, present)) return "suggest_problem_same";
    if (utf8_length(words->text) > suggestion_form_room(pair, segment) ||
        utf8_length(words->note) > SUGGESTION_FORM_MAX_NOTE)
        return "suggest_problem_long";
    if (has_link(words->text, source, present) || has_link(words->note, STR(""), STR("")))
        return "suggest_problem_link";
    return NULL;
}

const char *suggestion_form_read(struct arena *a, const struct form *form,
                                 const struct original_pair *pair, size_t segment,
                                 struct suggestion_words *ret_words) {
    struct str text = form_text(form, STR("text")), note = form_text(form, STR("note"));
    *ret_words = (struct suggestion_words){
        .text = clean(a, text, count_lines(words_of(&pair->edition, segment))),
        .note = clean(a, note, SUGGESTION_FORM_MAX_NOTE),
        .typed_text = utf8_cut(text, MAX_TYPED),
        .typed_note = utf8_cut(note, MAX_TYPED),
    };
    return judge(a, form, pair, segment, ret_words);
}
