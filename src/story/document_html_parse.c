#include "story/document_html.h"

#include "html/html5.h"
#include "story/document_html_reader.h"

static int parse(struct arena *a, struct str html, struct str language, bool whole,
                 struct document *ret_document, struct err *e) {
    int result = text_clean_admit(html, e);
    if (result) return result;
    struct document_html_reader r = {.whole = whole};
    document_build_init(&r.build, a, language);
    result = html5_parse(&r.build.scratch, html, &r.html5, e);
    if (!result) {
        document_html_reader_walk(&r, 0, r.html5.n);
        result = document_build_finish(&r.build, ret_document, e);
    }
    document_build_release(&r.build);
    return result;
}

int document_html_parse(struct arena *a, struct str html, struct str language,
                        struct document *ret_document, struct err *e) {
    return parse(a, html, language, false, ret_document, e);
}

int document_html_parse_whole(struct arena *a, struct str html, struct str language,
                              struct document *ret_document, struct err *e) {
    return parse(a, html, language, true, ret_document, e);
}
