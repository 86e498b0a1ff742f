#include "page/page_url.h"

#include <stdio.h>

struct str page_url_front(struct arena *a, struct str language) {
    return arena_printf(a, "/%.*s/", (int)language.n, language.p);
}

struct str page_url_section(struct arena *a, struct str language, struct str section) {
    return arena_printf(a, "/%.*s/%.*s/", (int)language.n, language.p, (int)section.n, section.p);
}

struct str page_url_topic(struct arena *a, struct str language, struct str topic) {
    return arena_printf(a, "/%.*s/topic/%.*s/", (int)language.n, language.p, (int)topic.n, topic.p);
}

struct str page_url_story(struct arena *a, struct str language, struct str section, struct str slug,
                          int64_t story_id) {
    return arena_printf(a, "/%.*s/%.*s/%.*s-%lld", (int)language.n, language.p, (int)section.n,
                        section.p, (int)slug.n, slug.p, (long long)story_id);
}

struct str page_url_original(struct arena *a, struct str story) {
    return arena_printf(a, "%.*s/original", (int)story.n, story.p);
}

struct str page_url_suggest(struct arena *a, struct str language, int64_t story_id,
                            size_t segment) {
    return arena_printf(a, "/%.*s/suggest/%lld/%zu", (int)language.n, language.p,
                        (long long)story_id, segment);
}

struct str page_url_thanks(struct arena *a, struct str language, int64_t story_id) {
    return arena_printf(a, "/%.*s/suggest/%lld/thanks", (int)language.n, language.p,
                        (long long)story_id);
}

struct str page_url_my_list(struct arena *a, struct str language) {
    return arena_printf(a, "/my-list/%.*s", (int)language.n, language.p);
}

struct str page_url_search(struct arena *a, struct str language) {
    return arena_printf(a, "/%.*s/search", (int)language.n, language.p);
}

struct str page_url_media(struct arena *a, struct str name) {
    return arena_printf(a, "/media/%.*s", (int)name.n, name.p);
}

const char *page_url_media_type(struct str name) {
    static const char *const known[][2] = {
        {".jpg", "image/jpeg"}, {".png", "image/png"},   {".webp", "image/webp"},
        {".gif", "image/gif"},  {".avif", "image/avif"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ends(name, str_of(known[i][0]))) return known[i][1];
    return "application/octet-stream";
}

struct str page_url_before(struct arena *a, struct str list, int64_t at_ms, int64_t id) {
    return arena_printf(a, "%.*sbefore-%lld-%lld/", (int)list.n, list.p, (long long)at_ms,
                        (long long)id);
}

bool page_url_parse_before(struct str value, int64_t *ret_at_ms, int64_t *ret_id) {
    size_t dash = value.n;
    while (dash > 0 && value.p[dash - 1] != '-') dash--;
    int64_t at, id;
    if (dash < 2 || !str_to_int64(str_slice(value, 0, dash - 1), INT64_MIN + 1, INT64_MAX, &at) ||
        !str_to_int64(str_from(value, dash), 0, INT64_MAX, &id))
        return false;
    char written[48];
    int n = snprintf(written, sizeof written, "%lld-%lld", (long long)at, (long long)id);
    if (!str_eq(value, (struct str){written, (size_t)n})) return false;
    *ret_at_ms = at;
    *ret_id = id;
    return true;
}

bool page_url_parse_story(struct str last_part, struct str *ret_slug, int64_t *ret_id) {
    size_t dash = last_part.n;
    while (dash > 0 && last_part.p[dash - 1] != '-') dash--;
    int64_t id;
    if (!str_to_int64(str_from(last_part, dash), 1, INT64_MAX, &id)) return false;
    *ret_slug = str_slice(last_part, 0, dash > 0 ? dash - 1 : 0);
    *ret_id = id;
    return true;
}
