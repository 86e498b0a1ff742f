#include "site/robots_page.h"

#include "site/site_answer.h"

/* What readers alone need. What search engines are not to show says so itself (robots meta), and
   must be read for that. */
static const char RULES[] = "User-agent: *\n"
                            "Disallow: /my-list/\n"
                            "Disallow: /*/suggest/\n"
                            "Disallow: /api/\n\n";

void robots_page_handle(struct request *req, struct response *res) {
    const struct site_info *site = site_worker(req)->context->site;
    struct str base = site->base_url;
    struct buf *out = site_page(req);
    buf_add(out, str_of(RULES));
    buf_printf(out, "Sitemap: %.*s/sitemap.xml\n", (int)base.n, base.p);
    for (size_t i = 0; i < site->n_languages; i++) {
        struct str tag = site->language[i].tag;
        buf_printf(out, "Sitemap: %.*s/news-%.*s.xml\n", (int)base.n, base.p, (int)tag.n, tag.p);
    }
    site_send_data(req, res, STR("text/plain; charset=utf-8"), out, 0, NULL);
}

void robots_page_icon(struct request *req, struct response *res) {
    const struct theme_asset *icon =
        theme_find_asset(site_worker(req)->context->site->theme, STR("favicon.svg"));
    if (!icon) {
        site_not_found(req, res);
        return;
    }
    response_header(res, STR("Cache-Control"), STR("public, max-age=86400"));
    response_body(res, str_of(icon->type), icon->bytes);
}
