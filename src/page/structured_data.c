#include "page/structured_data.h"

#include <jansson.h>
#include <stdlib.h>

#include "page/page_url.h"
#include "page/picture_view.h"

/* No word of schema.org says "translated by a machine"; this one says that a person's work and what
   was made by machines that learnt came together. */
#define TRANSLATED "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"

static void set(json_t *object, const char *key, struct str text) {
    if (text.n) json_object_set_new(object, key, json_stringn(text.p, text.n));
}

static json_t *make(const char *type) {
    json_t *object = json_object();
    set(object, "@type", str_of(type));
    return object;
}

static json_t *make_list(json_t *item) {
    json_t *list = json_array();
    json_array_append_new(list, item);
    return list;
}

static struct str newsroom_id(const struct page *page) {
    return page_absolute(page, STR("/#newsroom"));
}

static json_t *make_newsroom(const struct page *page) {
    json_t *newsroom = make("NewsMediaOrganization");
    set(newsroom, "@id", newsroom_id(page));
    set(newsroom, "name", page->maker->site->name);
    set(newsroom, "url", page_absolute(page, STR("/")));
    return newsroom;
}

static void set_date(const struct page *page, json_t *object, const char *key, int64_t wall_ms) {
    set(object, key, date_iso(page->maker->dates, page->a, wall_ms));
}

static const struct page_address *
find_address(const struct page *page, const struct page_address *address, struct str language) {
    for (size_t i = 0; i < page->maker->site->n_languages; i++)
        if (str_eq(address[i].language->tag, language)) return &address[i];
    return NULL;
}

/* The same story in another language, in few words: its own page says the rest. */
static json_t *make_other(const struct page *page, const struct page_address *address) {
    json_t *other = make("NewsArticle");
    set(other, "@id", page_absolute(page, address->url));
    set(other, "url", page_absolute(page, address->url));
    set(other, "inLanguage", address->language->tag);
    return other;
}

static void set_translations(const struct page *page, const struct structured_story *story,
                             json_t *article) {
    struct str source = story->card->source_language;
    const struct page_address *address = story->address;
    json_t *translations = json_array();
    for (size_t i = 0; i < page->maker->site->n_languages; i++)
        if (address[i].is_alternate && !str_eq(address[i].language->tag, source))
            json_array_append_new(translations, make_other(page, &address[i]));
    if (json_array_size(translations))
        json_object_set_new(article, "workTranslation", translations);
    else
        json_decref(translations);
}

static void set_origin(const struct page *page, const struct structured_story *story,
                       json_t *article) {
    const struct page_address *origin =
        find_address(page, story->address, story->card->source_language);
    if (origin && origin->is_alternate)
        json_object_set_new(article, "translationOfWork", make_other(page, origin));
    json_t *translator = json_object();
    set(translator, "@id", newsroom_id(page));
    json_object_set_new(article, "translator", translator);
    set(article, "creditText", story->notice);
    set(article, "digitalSourceType", STR(TRANSLATED));
}

static void set_picture(const struct page *page, const struct structured_story *story,
                        json_t *article) {
    const struct edition_row *edition = &story->card->edition;
    if (edition->picture.n == 0) return;
    json_t *picture = make("ImageObject");
    struct picture_view view = {edition->picture, edition->picture_width, edition->picture_height,
                                PICTURE_WHOLE};
    struct picture_file file = picture_view_file(page->a, &view, UINT32_MAX);
    set(picture, "url", page_absolute(page, file.url));
    if (file.width) json_object_set_new(picture, "width", json_integer(file.width));
    if (file.height) json_object_set_new(picture, "height", json_integer(file.height));
    set(picture, "caption", story->caption);
    set(picture, "creditText", story->credit);
    json_object_set_new(article, "image", make_list(picture));
}

static void set_people(const struct page *page, const struct card *card, json_t *article) {
    json_t *author;
    if (card->byline.n) {
        author = make("Person");
        set(author, "name", card->byline);
    } else {
        author = make_newsroom(page);
    }
    json_object_set_new(article, "author", make_list(author));
    json_object_set_new(article, "publisher", make_newsroom(page));
}

static int add_escaped(const char *bytes, size_t n, void *out) {
    for (size_t i = 0; i < n; i++)
        if (bytes[i] == '<' || bytes[i] == '>' || bytes[i] == '&')
            buf_printf(out, "\\u%04x", (unsigned)bytes[i]);
        else
            buf_add_char(out, bytes[i]);
    return 0;
}

/* Takes the object. */
static struct html write(struct arena *a, json_t *object) {
    struct buf out;
    buf_init(&out, PAGE_MAX_BYTES);
    if (json_dump_callback(object, add_escaped, &out, JSON_COMPACT)) abort();
    json_decref(object);
    struct html html = escape_trust(buf_keep(&out, a));
    buf_release(&out);
    return html;
}

struct html structured_data_story(const struct page *page, const struct structured_story *story) {
    const struct card *card = story->card;
    const struct edition_row *edition = &card->edition;
    struct str language = edition->text_language;
    const struct page_address *own = find_address(page, story->address, language);
    json_t *article = make("NewsArticle");
    set(article, "@context", STR("https://schema.org"));
    if (own) set(article, "@id", page_absolute(page, own->url));
    if (own) set(article, "url", page_absolute(page, own->url));
    if (own) set(article, "mainEntityOfPage", page_absolute(page, own->url));
    set(article, "inLanguage", language);
    set(article, "headline", edition->headline);
    set(article, "description", edition->lead);
    set_date(page, article, "datePublished", edition->published_ms);
    set_date(page, article, "dateModified",
             story->modified_ms ? story->modified_ms : edition->published_ms);
    set_people(page, card, article);
    set(article, "articleSection", card->section_name);
    set(article, "keywords", card->topic_name);
    json_object_set_new(article, "isAccessibleForFree", json_true());
    set_picture(page, story, article);
    if (str_eq(language, card->source_language))
        set_translations(page, story, article);
    else
        set_origin(page, story, article);
    return write(page->a, article);
}

struct html structured_data_site(const struct page *page) {
    struct str tag = page->language->tag;
    json_t *graph = json_array(), *site = make("WebSite"), *publisher = json_object();
    set(site, "@id", page_absolute(page, page_url_front(page->a, tag)));
    set(site, "url", page_absolute(page, page_url_front(page->a, tag)));
    set(site, "name", page->maker->site->name);
    set(site, "description", page->maker->site->tagline);
    set(site, "inLanguage", tag);
    set(publisher, "@id", newsroom_id(page));
    json_object_set_new(site, "publisher", publisher);
    json_array_append_new(graph, make_newsroom(page));
    json_array_append_new(graph, site);
    json_t *whole = json_object();
    set(whole, "@context", STR("https://schema.org"));
    json_object_set_new(whole, "@graph", graph);
    return write(page->a, whole);
}
