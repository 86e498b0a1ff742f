/* Any bytes as a story's file: the first byte says of which kind. What is read must be a document,
   and can be finished as a story or is refused. */
#include <stdlib.h>

#include "wire/story_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const name[] = {"a.md", "a.html", "a.json"};
    static struct draft_tools tools;
    struct arena a;
    struct err e;
    struct story_draft draft;
    struct story_file_warnings warnings;
    if (size == 0) return 0;
    if (!tools.slug && draft_tools_init(&tools, &e)) abort();
    if (tools.n == STORY_DRAFT_MAX_LANGUAGES) { /* any language may come: begin anew */
        draft_tools_release(&tools);
        if (draft_tools_init(&tools, &e)) abort();
    }
    arena_init(&a);
    struct str bytes = {(const char *)data + 1, size - 1};
    const char *kind = name[data[0] == 'h' ? 1 : data[0] == 'j' ? 2 : 0];
    if (story_file_parse(&a, str_of(kind), bytes, &draft, &warnings, &e) == 0) {
        if (document_check(&draft.document, &e)) abort();
        if (draft.section.n == 0) draft.section = STR("mundua");
        if (draft.language.n == 0) draft.language = STR("eu");
        if (story_draft_finish(&tools, &a, &draft, &e) == 0 && draft.slug.n == 0) abort();
    }
    arena_release(&a);
    return 0;
}
