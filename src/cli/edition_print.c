#include "cli/edition_print.h"

#include <stdio.h>

#include "base/clock.h"
#include "i18n/language.h"
#include "store/edition_read.h"
#include "store/story_store.h"
#include "story/document_html.h"
#include "story/segment_act.h"

int edition_print_load(struct database *db, struct arena *a, const char *story,
                       const char *language, struct edition *ret_edition,
                       struct edition *ret_source, struct err *e) {
    struct story_row row;
    struct str tag;
    int64_t id;
    if (!str_to_int64(str_of(story), 1, INT64_MAX, &id)) {
        err_set(e, E_INVALID, "\"%s\" is no story's number", story);
        return err_hint(e, "it is the number at the end of the story's address");
    }
    int code = language_parse(a, str_of(language), &tag, e);
    if (!code) code = story_store_find(db, a, id, &row, e);
    if (!code) code = edition_read(db, a, id, row.source_language, ret_source, NULL, e);
    if (!code) code = edition_read(db, a, id, tag, ret_edition, NULL, e);
    return code;
}

void edition_print_head(const struct edition *edition, const struct edition *source) {
    printf("story %lld in %.*s: %s", (long long)edition->story_id, (int)edition->language.n,
           edition->language.p, edition_state_name(edition->state));
    if (edition->n_segments)
        printf(", %s, %u %% revised", edition_label_name(edition->label),
               edition_revised_share(edition->segment, edition->n_segments));
    if (edition->revision != source->revision)
        printf(", of revision %lld; the story is at %lld", (long long)edition->revision,
               (long long)source->revision);
    printf("\n");
    if (edition->problem.n) printf("  %.*s\n", (int)edition->problem.n, edition->problem.p);
}

static void print_text(struct arena *a, const char *what, const struct text *text) {
    if (text->s.n == 0) return;
    struct str html = document_html_inline(a, text).s;
    printf("       %-8s %.*s\n", what, (int)html.n, html.p);
}

static void print_who(struct arena *a, const struct segment_more *more) {
    if (!more || more->who.n == 0) return;
    struct str at = clock_format(a, more->at_ms);
    printf("; %.*s%s%.*s%s, %.*s", (int)more->who.n, more->who.p, more->role.n ? " (" : "",
           (int)more->role.n, more->role.p, more->role.n ? ")" : "", (int)at.n, at.p);
}

void edition_print_segment(struct arena *a, const struct edition *edition, size_t at,
                           const struct edition *source) {
    const struct segment *s = &edition->segment[at];
    const struct block *block = &edition->document.block[s->block];
    const struct segment_more *more = s->more;
    struct text now = segment_act_source(a, edition, at, source);
    struct text text = text_slice(a, &block->text, s->start, s->end);
    printf("%5zu  %s: %s, %s%s%s", at + 1, block_kind_name(block->kind),
           segment_origin_name(s->origin), segment_state_name(s->state),
           s->approved ? ", approved" : "", s->locked ? ", locked" : "");
    print_who(a, more);
    printf("\n");
    if (more && s->state == SEGMENT_OUTDATED) print_text(a, "was of", &more->source);
    print_text(a, arena_cstr(a, source->language), &now);
    print_text(a, arena_cstr(a, edition->language), &text);
    if (more && s->state == SEGMENT_OUTDATED) print_text(a, "draft", &more->draft);
    if (more && s->state == SEGMENT_HELD) print_text(a, "stopped", &more->draft);
    if (more && more->why.n) printf("       held     %.*s\n", (int)more->why.n, more->why.p);
}
