#include "store/edition_fill.h"

#include "story/document_html.h"
#include "story/document_json.h"

/* The picture that stands above the body is also that of lists. */
static void fill_picture(const struct document *d, struct edition_row *edition) {
    size_t body = document_html_body_start(d);
    edition->picture = edition->picture_alt = STR("");
    for (size_t i = 0; i < body; i++) {
        const struct block *block = &d->block[i];
        if (block->kind == BLOCK_PICTURE) {
            edition->picture = block->value;
            edition->picture_width = block->width;
            edition->picture_height = block->height;
        }
        if (block->kind == BLOCK_ALT) edition->picture_alt = block->text.s;
    }
}

void edition_fill(struct arena *a, const struct document *d, const struct segment *segment,
                  size_t n_segments, struct edition_row *edition) {
    edition->headline = document_text_of(d, BLOCK_HEADLINE);
    edition->lead = document_text_of(d, BLOCK_LEAD);
    fill_picture(d, edition);
    edition->json = document_json_write(a, d, segment, n_segments);
}
