#ifndef CLI_MEMORY_PRINT_H
#define CLI_MEMORY_PRINT_H
/* The memory on the terminal. */

#include "story/edition.h"
#include "translate/memory_suggest.h"

/* "entry 7: Ane (editor) wrote it, 2026-…, story 12" */
void memory_print_origin(struct arena *a, const struct memory_entry *entry);
/* What is offered: how alike, what is different, the text, whose it is. */
void memory_print_suggestion(struct arena *a, const struct memory_suggestion *suggestion);
/* Of a segment of an edition: whose words it has from the memory, and, unless people answer for it,
   what the memory offers. */
int memory_print_segment(struct database *db, struct arena *a, const struct edition *edition,
                         size_t at, const struct edition *source, int64_t section_id,
                         struct err *e) MUST_CHECK;

#endif
