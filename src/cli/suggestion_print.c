#include "cli/suggestion_print.h"

#include <stdio.h>

#include "base/clock.h"
#include "store/edition_read.h"
#include "story/document_html.h"

static void print_line(const char *what, struct str s) {
    if (s.n) printf("       %-8s %.*s\n", what, (int)s.n, s.p);
}

static void print_text(struct arena *a, const char *what, const struct text *text) {
    print_line(what, text->s.n ? document_html_inline(a, text).s : STR(""));
}

/* Readers write what they like: on a terminal it is one line without control characters, as stored
   (text_clean), but for the line breaks. */
static struct str one_line(struct arena *a, struct str s) {
    struct str line = arena_str(a, s);
    char *p = (char *)(uintptr_t)line.p;
    for (size_t i = 0; i < line.n; i++)
        if (p[i] == '\n') p[i] = ' ';
    return line;
}

void suggestion_print_below(struct arena *a, const struct suggestion *s, bool changed) {
    struct str at = clock_format(a, s->at_ms);
    printf("       reader's suggestion %lld, %.*s%s\n", (long long)s->id, (int)at.n, at.p,
           changed ? "; of an earlier translation" : "");
    print_line("words", one_line(a, s->proposed));
    print_line("note", one_line(a, s->note));
}

static const char *place(const struct edition *edition, const struct suggestion *s,
                         size_t *ret_segment) {
    struct suggestion_seen seen = suggestion_store_seen(s);
    switch (suggestion_place_find(edition, &seen, ret_segment)) {
    case SUGGESTION_SAME: return "";
    case SUGGESTION_CHANGED: return "; the translation has changed since";
    case SUGGESTION_GONE: break;
    }
    return "; the sentence is gone";
}

int suggestion_print(struct database *db, struct arena *a, const struct suggestion *s,
                     struct err *e) {
    struct edition edition;
    size_t at = SIZE_MAX;
    int code = edition_read(db, a, s->story_id, s->language, &edition, NULL, e);
    if (code) return code;
    const char *standing = s->state == SUGGESTION_OPEN ? place(&edition, s, &at) : "";
    struct str when = clock_format(a, s->at_ms);
    printf("%5lld  story %lld in %.*s, segment %lld, %.*s: %s%s", (long long)s->id,
           (long long)s->story_id, (int)s->language.n, s->language.p,
           at == SIZE_MAX ? (long long)s->segment : (long long)at + 1, (int)when.n, when.p,
           suggestion_state_name(s->state), standing);
    if (s->who.n) printf(" by %.*s", (int)s->who.n, s->who.p);
    if (s->ledger_id) printf(", ledger %lld", (long long)s->ledger_id);
    printf("\n");
    print_text(a, "source", &s->source);
    print_text(a, "seen", &s->present);
    if (at != SIZE_MAX && *standing) {
        const struct segment *now = &edition.segment[at];
        struct text text =
            text_slice(a, &edition.document.block[now->block].text, now->start, now->end);
        print_text(a, "now", &text);
    }
    print_line("words", one_line(a, s->proposed));
    print_line("note", one_line(a, s->note));
    return 0;
}
