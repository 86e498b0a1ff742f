#include "interchange/tmx_edition.h"

#include "interchange/tmx_writer.h"
#include "story/segment_act.h"

void tmx_edition_write(struct arena *a, const struct edition *edition, const struct edition *source,
                       struct buf *out) {
    struct tmx_writer w;
    tmx_writer_start(&w, out, source->language);
    for (size_t i = 0; i < edition->n_segments; i++) {
        const struct segment *s = &edition->segment[i];
        struct tmx_entry entry = {.source_language = source->language,
                                  .target_language = edition->language,
                                  .source = segment_act_source(a, edition, i, source),
                                  .who = STR("")};
        if (s->state != SEGMENT_CURRENT || entry.source.s.n == 0) continue;
        entry.target = text_slice(a, &edition->document.block[s->block].text, s->start, s->end);
        entry.id = arena_printf(a, "%lld.%zu", (long long)edition->story_id, i + 1);
        entry.origin = s->approved ? ORIGIN_PERSON : s->origin;
        if (s->more && entry.origin == ORIGIN_PERSON) {
            entry.who = s->more->who;
            entry.at_ms = s->more->at_ms;
        }
        tmx_writer_add(&w, a, &entry);
    }
    tmx_writer_end(&w);
}
