#include "app/refusal.h"

#include "api/problem.h"
#include "i18n/language.h"
#include "page/refusal_view.h"

/* A header of any length may come: browsers send a few dozen bytes. */
enum { MOST_LANGUAGES = 512 };

static const struct site_language *reader_language(const struct site_info *site, struct arena *a,
                                                   struct str languages) {
    struct str *tag = arena_array(a, site->n_languages, sizeof *tag);
    for (size_t i = 0; i < site->n_languages; i++) tag[i] = site->language[i].tag;
    size_t n;
    struct language_range *range = language_accept(a, str_slice(languages, 0, MOST_LANGUAGES), &n);
    return site_find_language(site,
                              language_negotiate(range, n, tag, site->n_languages, site->source));
}

static void send_problem(const struct server_refusal *refusal, struct response *res) {
    struct request req = {.method = METHOD_GET, .path = refusal->path, .arena = res->arena};
    struct err e;
    err_set(&e, E_INVALID, "%.*s", (int)refusal->why.n, refusal->why.p);
    problem_send_status(&req, res, refusal->status, &e);
}

void refusal_answer(const struct site_info *site, const struct server_refusal *refusal,
                    struct response *res) {
    if (str_starts(refusal->path, STR("/api/"))) {
        send_problem(refusal, res);
        return;
    }
    const struct site_language *language = reader_language(site, res->arena, refusal->languages);
    struct str page =
        language ? refusal_view_make(res->arena, site, language, refusal->status) : STR("");
    if (page.n) response_body(res, STR("text/html; charset=utf-8"), page);
}
