#include "cli/memory_print.h"

#include <stdio.h>

#include "base/clock.h"
#include "story/document_html.h"
#include "story/segment_act.h"

static const char *what_they_did(const struct memory_entry *entry) {
    switch (entry->origin) {
    case MEMORY_EDIT: return entry->approved ? "wrote it" : "corrected its spelling";
    case MEMORY_APPROVE: return "approved it";
    case MEMORY_IMPORT: return "it came from outside";
    }
    return "";
}

void memory_print_origin(struct arena *a, const struct memory_entry *entry) {
    struct str at = clock_format(a, entry->at_ms);
    printf("entry %lld: %.*s%s%.*s%s%s%s, %.*s", (long long)entry->id, (int)entry->who.n,
           entry->who.p, entry->role.n ? " (" : "", (int)entry->role.n, entry->role.p,
           entry->role.n ? ")" : "", entry->who.n ? " " : "", what_they_did(entry), (int)at.n,
           at.p);
    if (entry->story_id) printf(", story %lld", (long long)entry->story_id);
    printf("\n");
}

void memory_print_suggestion(struct arena *a, const struct memory_suggestion *s) {
    struct str html = document_html_inline(a, &s->text).s;
    printf("       %3u %%    %.*s%s\n", s->likeness, (int)html.n, html.p,
           s->adapted ? "  (with the numbers of this sentence)" : "");
    if (s->difference.n) {
        struct str difference = sentence_difference_plain(a, &s->difference);
        printf("                of %.*s\n", (int)difference.n, difference.p);
    }
    printf("                ");
    memory_print_origin(a, s->entry);
}

static int print_source(struct database *db, struct arena *a, const struct memory_wish *wish,
                        struct str target, struct err *e) {
    struct memory_entry *entry;
    size_t n;
    int code = memory_search_exact(db, a, wish, &entry, &n, e);
    for (size_t i = 0; i < n && !code; i++) {
        if (!str_eq(entry[i].target.s, target)) continue;
        printf("       memory   ");
        memory_print_origin(a, &entry[i]);
        break;
    }
    return code;
}

int memory_print_segment(struct database *db, struct arena *a, const struct edition *edition,
                         size_t at, const struct edition *source, int64_t section_id,
                         struct err *e) {
    const struct segment *s = &edition->segment[at];
    struct text now = segment_act_source(a, edition, at, source);
    struct str target = str_slice(edition->document.block[s->block].text.s, s->start, s->end);
    struct memory_wish wish = {.from = source->language,
                               .to = edition->language,
                               .words = now.s,
                               .story_id = edition->story_id,
                               .section_id = section_id};
    struct memory_suggestion *suggestion;
    size_t n = 0;
    int code = 0;
    if (s->origin == ORIGIN_MEMORY) code = print_source(db, a, &wish, target, e);
    if (!code && !segment_is_revised(s))
        code = memory_suggest(db, a, &wish, &now, target, &suggestion, &n, e);
    if (!code && n) printf("       the memory offers\n");
    for (size_t i = 0; i < n && !code; i++) memory_print_suggestion(a, &suggestion[i]);
    return code;
}
