#include "wire/story_file.h"

#include <stdarg.h>

#include "i18n/language.h"
#include "wire/html_story.h"
#include "wire/markdown_story.h"
#include "wire/ninjs.h"

void story_file_warn(struct story_file_warnings *warnings, struct arena *a, const char *format,
                     ...) {
    if (warnings->n == STORY_FILE_MAX_WARNINGS) return;
    va_list args;
    va_start(args, format);
    warnings->text[warnings->n++] = arena_vprintf(a, format, args);
    va_end(args);
}

enum format { MARKDOWN, HTML, NINJS, OTHER };

static enum format format_of(struct str name) {
    size_t dot = name.n;
    while (dot > 0 && name.p[dot - 1] != '.') dot--;
    struct str ending = dot ? str_from(name, dot) : STR("");
    if (str_eq_nocase(ending, STR("md")) || str_eq_nocase(ending, STR("markdown"))) return MARKDOWN;
    if (str_eq_nocase(ending, STR("html")) || str_eq_nocase(ending, STR("htm"))) return HTML;
    return str_eq_nocase(ending, STR("json")) ? NINJS : OTHER;
}

bool story_file_is_one(struct str name) {
    return format_of(name) != OTHER;
}

int story_file_parse(struct arena *a, struct str name, struct str bytes,
                     struct story_draft *ret_draft, struct story_file_warnings *ret_warnings,
                     struct err *e) {
    struct story_draft draft = {.language = STR(""),
                                .section = STR(""),
                                .byline = STR(""),
                                .import_key = STR(""),
                                .import_hash = STR("")};
    int code;
    ret_warnings->n = 0;
    switch (format_of(name)) {
    case MARKDOWN: code = markdown_story_parse(a, bytes, &draft, ret_warnings, e); break;
    case HTML: code = html_story_parse(a, bytes, &draft, ret_warnings, e); break;
    case NINJS: code = ninjs_parse(a, bytes, &draft, ret_warnings, e); break;
    default:
        err_set(e, E_INVALID, "a story cannot be read from a file of this kind");
        return err_hint(e, "stories are .md, .html or .json (ninjs)");
    }
    if (!code && draft.language.n) code = language_parse(a, draft.language, &draft.language, e);
    if (!code) *ret_draft = draft;
    return code;
}
