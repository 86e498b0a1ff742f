#include "story/document_markdown.h"

#include <cmark.h>
#include <stdlib.h>

#include "story/document_html.h"
#include "story/text_clean.h"

/* cmark 0.30.2 takes time that grows with the square of some things that no story has many of. */
enum { MAX_BRACKETS = 20000 };

struct lines {
    struct str rest;
    size_t number;
};

static bool next_line(struct lines *l, struct str *ret_line) {
    if (!l->rest.p || l->rest.n == 0) return false;
    *ret_line = str_cut(&l->rest, '\n');
    l->number++;
    return true;
}

/* How many quotations and lists a line begins. */
static size_t markers(struct str line) {
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i], next = i + 1 < line.n ? line.p[i + 1] : ' ';
        bool digit = c >= '0' && c <= '9';
        if (c == '>' ||
            ((c == '-' || c == '*' || c == '+' || c == '.' || c == ')') && str_is_space(next)))
            n++;
        else if (!str_is_space(c) && !digit)
            break;
    }
    return n;
}

static int check(struct str markdown, struct err *e) {
    if (markdown.n > DOCUMENT_MARKDOWN_MAX_BYTES) {
        err_set(e, E_LIMIT, "the Markdown has %zu bytes; at most %d (1 MiB) are taken", markdown.n,
                DOCUMENT_MARKDOWN_MAX_BYTES);
        return err_hint(e, "split it into several stories");
    }
    struct lines l = {.rest = markdown};
    struct str line;
    size_t paragraph = 0, start = 1, brackets = 0;
    while (next_line(&l, &line)) {
        if (markers(line) > DOCUMENT_MARKDOWN_MAX_DEPTH)
            return err_set(e, E_LIMIT, "line %zu begins more than %d quotations and lists",
                           l.number, DOCUMENT_MARKDOWN_MAX_DEPTH);
        bool blank = str_trim(line).n == 0;
        if (blank || paragraph == 0) start = l.number;
        paragraph = blank ? 0 : paragraph + line.n + 1;
        if (paragraph > DOCUMENT_MARKDOWN_MAX_PARAGRAPH) {
            err_set(e, E_LIMIT, "the paragraph that begins on line %zu is longer than %d bytes",
                    start, DOCUMENT_MARKDOWN_MAX_PARAGRAPH);
            return err_hint(e, "paragraphs are separated by empty lines");
        }
        for (size_t i = 0; i < line.n; i++) brackets += line.p[i] == '[';
    }
    if (brackets > MAX_BRACKETS)
        return err_set(e, E_LIMIT, "the text has more than %d brackets", MAX_BRACKETS);
    return 0;
}

int document_markdown_parse(struct arena *a, struct str markdown, struct str language,
                            struct document *ret_document, struct err *e) {
    int result = text_clean_admit(markdown, e);
    if (!result) result = check(markdown, e);
    if (result) return result;
    char *html = cmark_markdown_to_html(markdown.n ? markdown.p : "", markdown.n, CMARK_OPT_UNSAFE);
    struct str s = str_of(html);
    if (s.n > DOCUMENT_MAX_BYTES)
        result = err_set(e, E_LIMIT, "the Markdown makes more than %d bytes (4 MiB) of HTML",
                         DOCUMENT_MAX_BYTES);
    else
        result = document_html_parse(a, s, language, ret_document, e);
    free(html);
    return result;
}
