#include "site/search_page.h"

#include "base/utf8.h"
#include "http/form.h"
#include "http/url.h"
#include "site/site_answer.h"

enum { MAX_PARAMETERS = 8192 };

static void add_parameter(struct buf *out, const char *name, struct str value) {
    if (value.n == 0) return;
    buf_printf(out, "%s%s=", out->n ? "&" : "", name);
    url_encode(out, value);
}

/* What goes on to the next page and to other languages. */
static struct str parameters(struct arena *a, const struct search_form *form) {
    struct buf out;
    buf_init(&out, MAX_PARAMETERS);
    add_parameter(&out, "q", form->q);
    add_parameter(&out, "section", form->section);
    add_parameter(&out, "from", form->from);
    add_parameter(&out, "to", form->to);
    if (form->newest) add_parameter(&out, "order", STR("newest"));
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

static struct str short_text(const struct form *query, const char *name, size_t most) {
    struct str value = form_text(query, str_of(name));
    return utf8_cut(value, most);
}

static int read_form(const struct request *req, struct search_form *form, struct err *e) {
    struct form query = {0};
    int code = req->query.p ? form_parse(req->arena, req->query, &query, e) : 0;
    if (code) return code;
    *form = (struct search_form){
        .q = short_text(&query, "q", SEARCH_QUERY_MAX_BYTES),
        .section = short_text(&query, "section", 200),
        .from = short_text(&query, "from", 10),
        .to = short_text(&query, "to", 10),
        .newest = str_eq(form_text(&query, STR("order")), STR("newest")),
        .fragment = form_text(&query, STR("fragment")).n > 0,
        .page = 1,
    };
    (void)str_to_int64(form_text(&query, STR("page")), 1, SEARCH_RESULTS_MAX_PAGES, &form->page);
    form->parameters = parameters(req->arena, form);
    form->words = parameters(req->arena, &(struct search_form){.q = form->q});
    return 0;
}

void search_page_handle(struct request *req, struct response *res) {
    const struct site_language *language = site_path_language(req);
    struct search_form form;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    struct buf *page = site_page(req);
    int code = read_form(req, &form, &e);
    if (!code)
        code = search_view_render(req->arena, &site_worker(req)->maker, language, &form, page, &e);
    response_header(res, STR("X-Robots-Tag"), STR("noindex"));
    site_send_private(req, res, page, code, &e);
}

void search_page_suggest(struct request *req, struct response *res) {
    const struct site_language *language = site_path_language(req);
    struct search_form form;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    struct buf *page = site_page(req);
    int code = read_form(req, &form, &e);
    if (!code)
        code =
            search_view_suggest(req->arena, &site_worker(req)->maker, language, form.q, page, &e);
    response_header(res, STR("X-Robots-Tag"), STR("noindex"));
    site_send_private(req, res, page, code, &e);
}
