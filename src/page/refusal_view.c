#include "page/refusal_view.h"

#include "base/buf.h"
#include "html/escape.h"
#include "page/page_url.h"

enum { MOST = 8192 };

/* What the words are of. */
static const char *words_of(int status) {
    if (status == 413 || status == 414 || status == 431) return "error_413";
    return status == 503 ? "error_503" : "error_request";
}

static void add(struct buf *b, const char *before, struct str text, const char *after) {
    buf_add(b, str_of(before));
    escape_attribute(b, text);
    buf_add(b, str_of(after));
}

struct str refusal_view_make(struct arena *a, const struct site_info *site,
                             const struct site_language *language, int status) {
    const struct message_catalog *catalog = language->catalog;
    const char *words = words_of(status);
    struct str heading = message_get(catalog, arena_printf(a, "%s_heading", words));
    struct buf b;
    buf_init(&b, MOST);
    add(&b, "<!DOCTYPE html>\n<html lang=\"", language->tag, "\"");
    buf_printf(&b, " dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
               language->is_rtl ? "rtl" : "ltr");
    add(&b, "<title>", heading, " – ");
    add(&b, "", site->name, "</title>\n");
    buf_add(&b, STR("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"robots\" content=\"noindex\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n"));
    buf_printf(&b, "<main>\n<p>%d</p>\n", status);
    add(&b, "<h1>", heading, "</h1>\n");
    add(&b, "<p>", message_get(catalog, arena_printf(a, "%s_text", words)), "</p>\n");
    if (status == 503 || status == 408)
        add(&b, "<p>", message_get(catalog, STR("error_hint_retry")), "</p>\n");
    add(&b, "<p><a href=\"", page_url_front(a, language->tag), "\">");
    add(&b, "", message_get(catalog, STR("front_page")), "</a></p>\n</main>\n</body>\n</html>\n");
    struct str page = buf_failed(&b) ? (struct str){0} : buf_keep(&b, a);
    buf_release(&b);
    return page;
}
