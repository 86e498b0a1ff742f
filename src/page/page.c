#include "page/page.h"

#include "base/clock.h"
#include "i18n/language.h"
#include "page/page_url.h"
#include "page/share_card.h"
#include "store/section_store.h"

struct str page_message(const struct page *page, const char *key, const struct message_value *value,
                        size_t n_values) {
    struct str text = message_get(page->language->catalog, str_of(key));
    return n_values ? message_format(page->a, text, value, n_values) : text;
}

struct str page_language_name(const struct page *page, struct str tag) {
    return language_name(page->a, tag, page->language->tag);
}

void page_set_date(const struct page *page, struct mustache_value *object, const char *key,
                   int64_t wall_ms, bool with_time) {
    struct date_formats *dates = page->maker->dates;
    struct mustache_value *date = mustache_set_object(page->a, object, key);
    struct str tag = page->language->tag;
    mustache_set_text(page->a, date, "iso", date_iso(dates, page->a, wall_ms));
    mustache_set_text(page->a, date, "text",
                      with_time ? date_long(dates, page->a, tag, wall_ms)
                                : date_day(dates, page->a, tag, wall_ms));
}

static int set_sections(struct page *page, struct str current, struct err *e) {
    struct section *section;
    size_t n;
    struct arena *a = page->a;
    struct str tag = page->language->tag;
    int code = section_store_public(page->maker->db, a, tag, page->maker->site->source,
                                    clock_wall_ms(), &section, &n, e);
    if (code) return code;
    page_tags_menu(page->maker->tags, section, n);
    struct mustache_value *list = mustache_set_list(a, page->root, "sections");
    for (size_t i = 0; i < n; i++) {
        struct mustache_value *item = mustache_add_object(a, list);
        mustache_set_text(a, item, "name", section[i].name);
        mustache_set_text(a, item, "url", page_url_section(a, tag, section[i].key));
        mustache_set_bool(a, item, "current", str_eq(section[i].key, current));
        mustache_set(a, item, "lang", mustache_null(a));
    }
    return 0;
}

struct str page_absolute(const struct page *page, struct str url) {
    struct str base = page->maker->site->base_url;
    return arena_printf(page->a, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p);
}

static void add_alternate(struct page *page, struct mustache_value *list, struct str language,
                          struct str url) {
    struct mustache_value *item = mustache_add_object(page->a, list);
    mustache_set_text(page->a, item, "lang", language);
    mustache_set_text(page->a, item, "url", page_absolute(page, url));
}

/* Where readers of languages that the site does not have are sent; NULL: nowhere. */
static const struct page_address *find_origin(const struct site_info *site,
                                              const struct page_address *address) {
    const struct page_address *origin = NULL;
    for (size_t i = 0; i < site->n_languages; i++) {
        if (address[i].is_origin) return address[i].is_alternate ? &address[i] : NULL;
        if (str_eq(address[i].language->tag, site->source)) origin = &address[i];
    }
    return origin && origin->is_alternate ? origin : NULL;
}

/* Search engines take them only when each page names itself and all others: a page that is not
   among them names none. */
static void set_alternates(struct page *page, const struct page_address *address) {
    const struct site_info *site = page->maker->site;
    struct mustache_value *list = mustache_set_list(page->a, page->root, "alternates");
    for (size_t i = 0; i < site->n_languages; i++)
        if (address[i].language == page->language && !address[i].is_alternate) return;
    for (size_t i = 0; i < site->n_languages; i++)
        if (address[i].is_alternate)
            add_alternate(page, list, address[i].language->tag, address[i].url);
    const struct page_address *origin = find_origin(site, address);
    if (origin) add_alternate(page, list, STR("x-default"), origin->url);
}

static void set_languages(struct page *page, const struct page_address *address) {
    const struct site_info *site = page->maker->site;
    struct arena *a = page->a;
    struct mustache_value *languages = mustache_set_list(a, page->root, "languages");
    for (size_t i = 0; i < site->n_languages; i++) {
        const struct site_language *l = address[i].language;
        struct mustache_value *item = mustache_add_object(a, languages);
        mustache_set_text(a, item, "lang", l->tag);
        mustache_set_text(a, item, "name", l->name);
        mustache_set_text(a, item, "url", address[i].url);
        mustache_set_bool(a, item, "current", l == page->language);
        if (l == page->language)
            mustache_set_text(a, page->root, "canonical_url", page_absolute(page, address[i].url));
    }
    set_alternates(page, address);
}

void page_is_further(struct page *page, struct str url) {
    mustache_set_text(page->a, page->root, "canonical_url", page_absolute(page, url));
    mustache_set_list(page->a, page->root, "alternates");
    mustache_set_text(page->a, page->root, "robots", STR("noindex"));
}

void page_set_feeds(struct page *page, struct str url, struct str title) {
    static const struct {
        const char *file, *type, *name;
    } format[] = {{"feed.xml", "application/rss+xml", "RSS"},
                  {"atom.xml", "application/atom+xml", "Atom"},
                  {"feed.json", "application/feed+json", "JSON Feed"}};
    struct arena *a = page->a;
    struct mustache_value *list = mustache_set_list(a, page->root, "feeds");
    for (size_t i = 0; i < sizeof format / sizeof *format; i++) {
        struct mustache_value *item = mustache_add_object(a, list);
        mustache_set_text(a, item, "type", str_of(format[i].type));
        mustache_set_text(a, item, "url",
                          arena_printf(a, "%.*s%s", (int)url.n, url.p, format[i].file));
        mustache_set_text(a, item, "title",
                          arena_printf(a, "%.*s (%s)", (int)title.n, title.p, format[i].name));
    }
}

static struct str asset_url(const struct page *page, const char *name) {
    const struct theme_asset *asset = theme_find_asset(page->maker->site->theme, str_of(name));
    return asset ? asset->url : STR("");
}

int page_begin(struct page *ret_page, struct arena *a, const struct page_maker *maker,
               const struct site_language *language, const struct page_address *address,
               struct str section, struct err *e) {
    struct page page = {a, maker, language, mustache_object(a)};
    struct mustache_value *root = page.root;
    mustache_set_text(a, root, "lang", language->tag);
    mustache_set_text(a, root, "dir", language->is_rtl ? STR("rtl") : STR("ltr"));
    mustache_set(a, root, "m", language->messages);
    struct mustache_value *site = mustache_set_object(a, root, "site");
    mustache_set_text(a, site, "name", maker->site->name);
    mustache_set_text(a, site, "tagline", maker->site->tagline);
    mustache_set_text(a, site, "home_url", page_url_front(a, language->tag));
    mustache_set_text(a, root, "css_url", asset_url(&page, "site.css"));
    mustache_set_text(a, root, "js_url", asset_url(&page, "site.js"));
    mustache_set_text(a, root, "icon_url", asset_url(&page, "favicon.svg"));
    mustache_set_text(a, root, "my_list_url", page_url_my_list(a, language->tag));
    mustache_set_text(a, root, "search_url", page_url_search(a, language->tag));
    mustache_set_text(a, root, "robots", STR("max-image-preview:large"));
    mustache_set(a, root, "structured_data", mustache_null(a));
    mustache_set(a, root, "live", mustache_null(a));
    set_languages(&page, address);
    page_set_feeds(&page, page_url_front(a, language->tag), maker->site->name);
    int code = set_sections(&page, section, e);
    if (code) return code;
    *ret_page = page;
    return 0;
}

void page_title(struct page *page, struct str title, struct str description) {
    struct str name = page->maker->site->name;
    struct str whole =
        title.n ? arena_printf(page->a, "%.*s – %.*s", (int)title.n, title.p, (int)name.n, name.p)
                : name;
    mustache_set_text(page->a, page->root, "title", whole);
    mustache_set_text(page->a, page->root, "description", description);
    share_card_page(page, title, description);
}

int page_render(const struct page *page, struct str template, struct buf *out, struct err *e) {
    return mustache_render(&page->maker->site->theme->templates, template, page->root, out, e);
}
