#include "site/feed_items.h"

#include "base/clock.h"
#include "i18n/language.h"
#include "page/page_url.h"
#include "page/picture_view.h"
#include "store/edition_store.h"
#include "story/document_absolute.h"
#include "story/document_html.h"
#include "story/document_json.h"
#include "story/translated_tag.h"

enum { CONTENT_MAX_BYTES = 16 << 20, PICTURE_WIDTH = 960 };

/* What all items of a feed have in common. */
struct source {
    struct arena *a;
    const struct page_maker *maker;
    const struct site_language *language;
};

static struct str absolute(const struct source *s, struct str url) {
    struct str base = s->maker->site->base_url;
    return arena_printf(s->a, "%.*s%.*s", (int)base.n, base.p, (int)url.n, url.p);
}

static struct str story_url(const struct source *s, const struct card *card,
                            const struct edition_row *edition) {
    return absolute(s, page_url_story(s->a, edition->language, card->section_key, edition->slug,
                                      edition->story_id));
}

/* The label in the reader's language, with the way to the original: before anything else, as on the
   page. */
static void write_notice(const struct source *s, const struct card *card, struct str original_url,
                         struct buf *out) {
    static const char *const key[] = {
        [LABEL_AUTOMATIC] = "notice_automatic",
        [LABEL_PARTLY_REVISED] = "notice_partly_revised",
        [LABEL_REVISED] = "notice_revised",
    };
    if (card->edition.label == LABEL_ORIGINAL) return;
    struct str name = language_name(s->a, card->source_language, s->language->tag);
    struct message_value value = {"language", name};
    struct str link = message_get(s->language->catalog, STR("read_original"));
    buf_add(out, STR("<p><em>"));
    escape_text(out, message_get(s->language->catalog, str_of(key[card->edition.label])));
    buf_add(out, STR("</em>"));
    if (original_url.n) {
        buf_add(out, STR(" <a href=\""));
        escape_attribute(out, original_url);
        buf_printf(out, "\" hreflang=\"%.*s\">", (int)card->source_language.n,
                   card->source_language.p);
        escape_text(out, message_format(s->a, link, &value, 1));
        buf_add(out, STR("</a>"));
    }
    buf_add(out, STR("</p>\n"));
}

/* The notice above has the link. */
static void write_rest(const struct source *s, struct buf *out) {
    buf_add(out, STR("<p>"));
    escape_text(out, message_get(s->language->catalog, STR("headline_only")));
    buf_add(out, STR("</p>\n"));
}

static int make_content(const struct source *s, const struct card *card, struct feed_item *item,
                        struct str original_url, struct err *e) {
    struct document d;
    struct segment *segment;
    size_t n;
    struct buf out;
    int code = document_json_read(s->a, card->edition.json, &d, &segment, &n, e);
    if (code) return err_add(e, "story %lld: ", (long long)card->edition.story_id);
    bool is_short = card->edition.policy.scope == SCOPE_HEADLINE;
    if (is_short) d = edition_shown(&d, SCOPE_HEADLINE);
    d = document_absolute(s->a, &d, s->maker->site->base_url, item->url);
    buf_init(&out, CONTENT_MAX_BYTES);
    write_notice(s, card, original_url, &out);
    const struct block *lead = document_find(&d, BLOCK_LEAD);
    if (lead) {
        buf_add(&out, STR("<p><strong>"));
        buf_add(&out, document_html_inline(s->a, &lead->text).s);
        buf_add(&out, STR("</strong></p>\n"));
    }
    buf_add(&out, document_html_abroad(s->a, &d, s->maker->site->base_url).s);
    if (is_short) write_rest(s, &out);
    if (buf_failed(&out))
        code = err_set(e, E_LIMIT, "the text of story %lld is too large for a feed",
                       (long long)card->edition.story_id);
    else
        item->content = escape_trust(buf_keep(&out, s->a));
    buf_release(&out);
    return code;
}

/* The same story in the site's other languages; *ret_original is where it was written. */
static int set_alternates(const struct source *s, const struct card *card, struct feed_item *item,
                          struct str *ret_original, struct err *e) {
    struct edition_row *edition;
    size_t n;
    int code =
        edition_store_list(s->maker->db, s->a, card->edition.story_id, false, &edition, &n, e);
    if (code) return code;
    *ret_original = STR("");
    item->alternate = arena_array(s->a, n, sizeof *item->alternate);
    for (size_t i = 0; i < n; i++) {
        struct str tag = edition[i].language;
        const struct site_language *l = site_find_language(s->maker->site, tag);
        if (!l || l == s->language || edition[i].state != EDITION_LIVE) continue;
        if (!edition_row_is_public(&edition[i], clock_wall_ms())) continue;
        struct str url = story_url(s, card, &edition[i]);
        item->alternate[item->n_alternates++] = (struct feed_alternate){tag, url};
        if (str_eq(tag, card->source_language)) *ret_original = url;
    }
    return 0;
}

static struct feed_picture make_picture(const struct source *s, const struct edition_row *edition) {
    if (edition->picture.n == 0) return (struct feed_picture){0};
    struct picture_view view = {edition->picture, edition->picture_width, edition->picture_height,
                                PICTURE_WHOLE};
    struct picture_file file = picture_view_file(s->a, &view, PICTURE_WIDTH);
    return (struct feed_picture){
        .url = absolute(s, file.url),
        .type = file.type,
        .width = file.width,
        .height = file.height,
        .alt = edition->picture_alt,
    };
}

static int make_item(const struct source *s, const struct card *card, struct feed_item *ret_item,
                     struct err *e) {
    const struct edition_row *edition = &card->edition;
    struct str what = arena_printf(s->a, "story/%lld/%.*s", (long long)edition->story_id,
                                   (int)edition->language.n, edition->language.p);
    struct str original;
    struct feed_item item = {
        .id = feed_tag(s->a, s->maker->site->base_url, card->created_ms, what),
        .url = story_url(s, card, edition),
        .language = edition->language,
        .headline = edition->headline,
        .lead = edition->lead,
        .byline = card->byline,
        .section = card->section_name,
        .topic = card->topic_name,
        .label = str_of(edition_label_name(edition->label)),
        .language_tag =
            translated_tag(s->a, edition->language, card->source_language, edition->label),
        .published_ms = edition->published_ms,
        .updated_ms =
            edition->live_ms > edition->published_ms ? edition->live_ms : edition->published_ms,
        .picture = make_picture(s, edition),
    };
    int code = set_alternates(s, card, &item, &original, e);
    if (!code) code = make_content(s, card, &item, original, e);
    if (!code) *ret_item = item;
    return code;
}

int feed_items_load(struct arena *a, const struct page_maker *maker,
                    const struct site_language *language, const struct card_query *query,
                    struct feed_item **ret_item, size_t *ret_n, struct err *e) {
    struct source s = {a, maker, language};
    struct card *listed;
    size_t n_listed, n = 0;
    int64_t now_ms = clock_wall_ms();
    struct card_query newest = *query;
    newest.language = language->tag;
    newest.before_ms = now_ms + 1;
    newest.before_id = 0;
    newest.limit = FEED_ITEMS_MAX;
    newest.newest = true;
    int code = card_list(maker->db, a, &newest, &listed, &n_listed, e);
    if (!code) page_tags_cards(maker->tags, &newest, listed, n_listed);
    page_tags_alternates(maker->tags);
    struct feed_item *item = code ? NULL : arena_array(a, n_listed, sizeof *item);
    for (size_t i = 0; !code && i < n_listed; i++) {
        struct card card;
        /* Text and label in one read: a save between two would give one the other's. */
        code = card_load(maker->db, a, listed[i].edition.story_id, language->tag, &card, e);
        bool gone =
            code == E_NOTFOUND ||
            (!code && (card.edition.state != EDITION_LIVE || card.edition.published_ms > now_ms));
        if (gone)
            code = 0;
        else if (!code)
            code = make_item(&s, &card, &item[n++], e);
    }
    if (code) return code;
    *ret_item = item;
    *ret_n = n;
    return 0;
}
