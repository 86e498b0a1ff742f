#include "story/story_draft.h"

#include <stdlib.h>
#include <string.h>

#include "i18n/language.h"
#include "i18n/normalize.h"
#include "story/segmentation.h"
#include "story/text_clean.h"

int draft_tools_init(struct draft_tools *tools, struct err *e) {
    memset(tools, 0, sizeof *tools);
    return slug_open(&tools->slug, e);
}

void draft_tools_release(struct draft_tools *tools) {
    slug_close(tools->slug);
    for (size_t i = 0; i < tools->n; i++) {
        segmenter_close(tools->segmenter[i]);
        free((char *)tools->language[i].p);
    }
    memset(tools, 0, sizeof *tools);
}

static int find_segmenter(struct draft_tools *tools, struct str language,
                          struct segmenter **ret_segmenter, struct err *e) {
    for (size_t i = 0; i < tools->n; i++)
        if (str_eq(tools->language[i], language)) {
            *ret_segmenter = tools->segmenter[i];
            return 0;
        }
    if (tools->n == STORY_DRAFT_MAX_LANGUAGES)
        return err_set(e, E_LIMIT, "stories in more than %d languages", STORY_DRAFT_MAX_LANGUAGES);
    char *copy = strndup(language.p, language.n);
    if (!copy) abort();
    tools->language[tools->n] = str_of(copy);
    int code = segmenter_open(tools->language[tools->n], &tools->segmenter[tools->n], e);
    if (code) {
        free(copy);
        return code;
    }
    *ret_segmenter = tools->segmenter[tools->n++];
    return 0;
}

static int missing(struct err *e, const char *what, const char *field) {
    err_set(e, E_INVALID, "the story has no %s", what);
    return err_hint(e, "give it one in the field \"%s\"", field);
}

static int check_size(const char *field, struct str text, size_t max, struct err *e) {
    if (text.n <= max) return 0;
    err_set(e, E_LIMIT, "%s: %zu bytes are too many", field, text.n);
    return err_hint(e, "at most %zu are allowed", max);
}

static int clean_name(struct arena *a, const char *field, struct str *text, struct err *e) {
    struct text_cleaner cleaner;
    if (text->n == 0) return 0;
    int code = text_clean_admit(*text, e);
    if (code) return err_add(e, "%s: ", field);
    text_clean_init(&cleaner);
    *text = text_clean(&cleaner, a, *text, NULL, 0, TEXT_CLEAN_LINE).s;
    text_clean_release(&cleaner);
    return check_size(field, *text, STORY_DRAFT_MAX_NAME, e);
}

static int check_sizes(const struct story_draft *draft, struct err *e) {
    static const size_t max[] = {
        [BLOCK_HEADLINE] = STORY_DRAFT_MAX_HEADLINE,
        [BLOCK_LEAD] = STORY_DRAFT_MAX_LEAD,
        [BLOCK_TOPIC] = STORY_DRAFT_MAX_NAME,
        [BLOCK_ALT] = STORY_DRAFT_MAX_LEAD,
        [BLOCK_CREDIT] = 0, /* no limit of its own */
    };
    int code = check_size("id", draft->import_key, STORY_DRAFT_MAX_KEY, e);
    for (size_t i = 0; i < draft->document.n_blocks && !code; i++) {
        const struct block *block = &draft->document.block[i];
        if (max[block->kind])
            code = check_size(block_kind_name(block->kind), block->text.s, max[block->kind], e);
    }
    return code;
}

int story_draft_finish(struct draft_tools *tools, struct arena *a, struct story_draft *draft,
                       struct err *e) {
    struct segmenter *segmenter = NULL;
    struct str headline = document_text_of(&draft->document, BLOCK_HEADLINE);
    int code = clean_name(a, "section", &draft->section, e);
    if (!code) code = clean_name(a, "byline", &draft->byline, e);
    if (!code) code = check_sizes(draft, e);
    if (code) return code;
    if (draft->language.n == 0) return missing(e, "language", "language");
    if (headline.n == 0) return missing(e, "headline", "headline");
    if (draft->section.n == 0) return missing(e, "section", "section");
    code = find_segmenter(tools, draft->language, &segmenter, e);
    if (code) return code;
    draft->section_key = slug_make(tools->slug, a, draft->section);
    draft->section = normalize_upper_first(a, draft->language, draft->section);
    draft->topic = document_text_of(&draft->document, BLOCK_TOPIC);
    draft->topic_key = draft->topic.n ? slug_make(tools->slug, a, draft->topic) : STR("");
    draft->slug = slug_make(tools->slug, a, headline);
    segmentation_make(segmenter, a, &draft->document, &draft->segment, &draft->n_segments);
    return code;
}
