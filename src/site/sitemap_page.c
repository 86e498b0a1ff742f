#include "site/sitemap_page.h"

#include "base/clock.h"
#include "page/page_url.h"
#include "site/kept_page.h"
#include "site/site_answer.h"
#include "store/section_store.h"
#include "store/sitemap_store.h"
#include "wire/sitemap.h"

enum {
    MAX_FILES = 50000,
    MAX_STORIES = 1000,
    MAX_LINKS = 100000, /* in a file: every page links to every language it is in */
    NEWS_MS = 2 * 24 * 3600 * 1000,
};

static struct str absolute(const struct request *req, struct str url) {
    struct str base = site_worker(req)->context->site->base_url;
    return arena_printf(req->arena, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p);
}

/* How many numbers of stories a file stands for: as many as fit below the ceilings of 50,000 pages
   and 50 MB in the languages that the site has. */
static int64_t stories_in_file(const struct site_info *site) {
    size_t n = site->n_languages, stories = MAX_LINKS / (n * (n + 2));
    return stories > MAX_STORIES ? MAX_STORIES : stories > 0 ? (int64_t)stories : 1;
}

static void send(struct request *req, struct response *res, struct kept_page *kept,
                 const struct buf *out, int code, const struct err *e) {
    kept->type = STR(SITEMAP_TYPE);
    kept_page_send(req, res, kept, out, code, e);
    kept_page_end(req, kept);
}

static int write_index(const struct request *req, struct xml_writer *w, struct err *e) {
    const struct page_maker *maker = &site_worker(req)->maker;
    int64_t in_file = stories_in_file(maker->site), now_ms = clock_wall_ms(), id = 1;
    sitemap_add_file(w, absolute(req, STR("/sitemap-lists.xml")));
    for (size_t n = 1; n < MAX_FILES; n++) {
        int code = sitemap_store_next(maker->db, id, now_ms, &id, e);
        if (code) return code;
        if (id == 0) break;
        int64_t file = (id - 1) / in_file + 1;
        sitemap_add_file(
            w, absolute(req, arena_printf(req->arena, "/sitemap-%lld.xml", (long long)file)));
        id = file * in_file + 1;
    }
    return 0;
}

void sitemap_page_index(struct request *req, struct response *res) {
    struct kept_page kept;
    struct xml_writer w;
    struct err e;
    if (kept_page_begin(req, res, &kept)) return;
    /* What happens to a translation neither makes a file nor takes one away. */
    struct page_range_tag all = {.first_id = 1, .last_id = INT64_MAX};
    page_tags_range(site_worker(req)->maker.tags, &all);
    struct buf *out = site_page(req);
    sitemap_begin_index(&w, out);
    int code = write_index(req, &w, &e);
    sitemap_end(&w);
    send(req, res, &kept, out, code, &e);
}

/* The front pages, or those of a section, in all languages. */
static void add_list(const struct request *req, struct xml_writer *w, struct str section) {
    const struct site_info *site = site_worker(req)->context->site;
    struct arena *a = req->arena;
    const struct sitemap_page *origin = NULL;
    struct sitemap_page *page = arena_array(a, site->n_languages, sizeof *page);
    for (size_t i = 0; i < site->n_languages; i++) {
        struct str tag = site->language[i].tag;
        struct str url = section.n ? page_url_section(a, tag, section) : page_url_front(a, tag);
        page[i] = (struct sitemap_page){.language = tag, .url = absolute(req, url)};
        if (str_eq(tag, site->source)) origin = &page[i];
    }
    sitemap_add(w, a, page, site->n_languages, origin);
}

void sitemap_page_lists(struct request *req, struct response *res) {
    const struct page_maker *maker = &site_worker(req)->maker;
    struct buf *out = site_page(req);
    struct section *section = NULL;
    size_t n = 0;
    struct xml_writer w;
    struct err e;
    struct kept_page kept;
    if (kept_page_begin(req, res, &kept)) return;
    struct str source = maker->site->source;
    int code = section_store_public(maker->db, req->arena, source, source, clock_wall_ms(),
                                    &section, &n, &e);
    if (!code) page_tags_menu(maker->tags, section, n);
    sitemap_begin(&w, out);
    add_list(req, &w, STR(""));
    for (size_t i = 0; i < n; i++) add_list(req, &w, section[i].key);
    sitemap_end(&w);
    send(req, res, &kept, out, code, &e);
}

/* The editions of one story, of which there is at least one row. */
static void add_story(const struct request *req, struct xml_writer *w,
                      const struct sitemap_row *row, size_t n) {
    const struct site_info *site = site_worker(req)->context->site;
    struct arena *a = req->arena;
    const struct sitemap_page *origin = NULL;
    struct sitemap_page *page = arena_array(a, n, sizeof *page);
    size_t n_pages = 0;
    for (size_t i = 0; i < n; i++) {
        const struct site_language *l = site_find_language(site, row[i].language);
        if (!l || !site_is_found(l, row[i].language, row[i].label, row[i].noindex)) continue;
        struct str url =
            page_url_story(a, l->tag, row[i].section_key, row[i].slug, row[i].story_id);
        page[n_pages] = (struct sitemap_page){
            .language = l->tag,
            .url = absolute(req, url),
            .changed_ms =
                row[i].live_ms > row[i].published_ms ? row[i].live_ms : row[i].published_ms,
        };
        if (str_eq(l->tag, row[i].source_language)) origin = &page[n_pages];
        n_pages++;
    }
    sitemap_add(w, a, page, n_pages, origin);
}

/* The file's number, as the index writes it: each file has one address. */
static bool read_number(const struct request *req, int64_t in_file, int64_t *ret_file) {
    struct str text = request_param(req, STR("n"));
    return str_to_int64(text, 1, INT64_MAX / in_file, ret_file) &&
           str_eq(text, arena_printf(req->arena, "%lld", (long long)*ret_file));
}

void sitemap_page_stories(struct request *req, struct response *res) {
    const struct page_maker *maker = &site_worker(req)->maker;
    int64_t file, in_file = stories_in_file(maker->site);
    struct sitemap_row *row;
    struct kept_page kept;
    size_t n;
    struct xml_writer w;
    struct err e;
    if (!read_number(req, in_file, &file)) {
        site_not_found(req, res);
        return;
    }
    if (kept_page_begin(req, res, &kept)) return;
    struct page_range_tag range = {
        .first_id = (file - 1) * in_file + 1, .last_id = file * in_file, .editions = true};
    page_tags_range(maker->tags, &range);
    int code = sitemap_store_range(maker->db, req->arena, range.first_id, range.last_id,
                                   clock_wall_ms(), &row, &n, &e);
    if (!code && n == 0) code = err_set(&e, E_NOTFOUND, "no published story has such a number");
    struct buf *out = site_page(req);
    sitemap_begin(&w, out);
    for (size_t i = 0, end; !code && i < n; i = end) {
        for (end = i + 1; end < n && row[end].story_id == row[i].story_id;) end++;
        add_story(req, &w, &row[i], end - i);
    }
    sitemap_end(&w);
    send(req, res, &kept, out, code, &e);
}

static int write_news(const struct request *req, const struct site_language *language,
                      struct xml_writer *w, struct err *e) {
    const struct page_maker *maker = &site_worker(req)->maker;
    int64_t now_ms = clock_wall_ms();
    struct sitemap_row *row;
    size_t n;
    int code = sitemap_store_news(maker->db, req->arena, language->tag, now_ms - NEWS_MS, now_ms,
                                  SITEMAP_MAX_NEWS, &row, &n, e);
    page_tags_since(maker->tags, now_ms - NEWS_MS);
    for (size_t i = 0; !code && i < n; i++) {
        page_tags_shown(maker->tags, row[i].story_id);
        page_tags_until(maker->tags, row[i].published_ms + NEWS_MS);
        if (!site_is_found(language, row[i].language, row[i].label, row[i].noindex)) continue;
        struct str url = page_url_story(req->arena, language->tag, row[i].section_key, row[i].slug,
                                        row[i].story_id);
        struct sitemap_news news = {
            .url = absolute(req, url),
            .headline = row[i].headline,
            .language = str_slice(language->tag, 0, str_find(language->tag, '-')),
            .publication = maker->site->name,
            .published_ms = row[i].published_ms,
        };
        sitemap_add_news(w, req->arena, &news);
    }
    return code;
}

void sitemap_page_news(struct request *req, struct response *res) {
    const struct site_language *language = site_path_language(req);
    struct xml_writer w;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    struct kept_page kept;
    if (kept_page_begin(req, res, &kept)) return;
    struct buf *out = site_page(req);
    sitemap_begin_news(&w, out);
    int code = write_news(req, language, &w, &e);
    sitemap_end(&w);
    send(req, res, &kept, out, code, &e);
}
