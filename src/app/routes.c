#include "app/routes.h"

#include "api/media_api.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/search_api.h"
#include "api/segments_api.h"
#include "api/stories_api.h"
#include "api/suggestions_api.h"
#include "media/picture.h"
#include "site/feed_page.h"
#include "site/file_page.h"
#include "site/list_page.h"
#include "site/live_page.h"
#include "site/my_list_page.h"
#include "site/original_page.h"
#include "site/robots_page.h"
#include "site/search_page.h"
#include "site/sitemap_page.h"
#include "site/story_page.h"
#include "site/suggestion_page.h"

enum { ALL = METHOD_GET | METHOD_POST | METHOD_PUT | METHOD_PATCH | METHOD_DELETE };

const struct router_entry routes_table[] = {
    {METHOD_GET, "/", list_page_root, 0},
    {METHOD_GET, "/{lang}", list_page_slash, 0},
    {METHOD_GET, "/{lang}/", list_page_front, 0},
    {METHOD_GET, "/{lang}/{section}", list_page_slash, 0},
    {METHOD_GET, "/{lang}/{section}/", list_page_section, 0},
    {METHOD_GET, "/{lang}/topic/{topic}/", list_page_topic, 0},
    {METHOD_GET, "/{lang}/before-{place}/", list_page_front, 0},
    {METHOD_GET, "/{lang}/{section}/before-{place}/", list_page_section, 0},
    {METHOD_GET, "/{lang}/topic/{topic}/before-{place}/", list_page_topic, 0},
    {METHOD_GET, "/{lang}/{section}/{story}", story_page_handle, 0},
    {METHOD_GET, "/{lang}/{section}/{story}/original", original_page_handle, 0},
    {METHOD_GET, "/{lang}/suggest/{story}/{segment}", suggestion_page_show, 0},
    {METHOD_POST, "/{lang}/suggest/{story}/{segment}", suggestion_page_send,
     SUGGESTION_PAGE_MAX_BODY},

    {METHOD_GET, "/{lang}/live", live_page_handle, 0},
    {METHOD_GET, "/{lang}/feed.xml", feed_page_rss, 0},
    {METHOD_GET, "/{lang}/atom.xml", feed_page_atom, 0},
    {METHOD_GET, "/{lang}/feed.json", feed_page_json, 0},
    {METHOD_GET, "/{lang}/{section}/feed.xml", feed_page_rss, 0},
    {METHOD_GET, "/{lang}/{section}/atom.xml", feed_page_atom, 0},
    {METHOD_GET, "/{lang}/{section}/feed.json", feed_page_json, 0},
    {METHOD_GET, "/{lang}/topic/{topic}/feed.xml", feed_page_rss, 0},
    {METHOD_GET, "/{lang}/topic/{topic}/atom.xml", feed_page_atom, 0},
    {METHOD_GET, "/{lang}/topic/{topic}/feed.json", feed_page_json, 0},

    {METHOD_GET, "/{lang}/search", search_page_handle, 0},
    {METHOD_GET, "/{lang}/search/suggest", search_page_suggest, 0},

    {METHOD_GET, "/robots.txt", robots_page_handle, 0},
    {METHOD_GET, "/favicon.ico", robots_page_icon, 0},
    {METHOD_GET, "/favicon.svg", robots_page_icon, 0},
    {METHOD_GET, "/sitemap.xml", sitemap_page_index, 0},
    {METHOD_GET, "/sitemap-lists.xml", sitemap_page_lists, 0},
    {METHOD_GET, "/sitemap-{n}.xml", sitemap_page_stories, 0},
    {METHOD_GET, "/news-{lang}.xml", sitemap_page_news, 0},

    {METHOD_GET, "/my-list/{lang}", my_list_page_show, 0},
    {METHOD_POST, "/my-list/{lang}", my_list_page_change, 4096},

    {METHOD_GET, "/media/{name}", file_page_media, 0},
    {METHOD_GET, "/assets/{name}", file_page_asset, 0},
    {METHOD_GET, "/healthz", file_page_health, 0},

    {METHOD_GET, "/api/v1/openapi.json", openapi_handle, 0},
    {METHOD_GET, "/api/v1/stories", stories_api_list, 0},
    {METHOD_POST, "/api/v1/stories", stories_api_create, 0},
    {METHOD_GET, "/api/v1/stories/{id}", stories_api_read, 0},
    {METHOD_PUT, "/api/v1/stories/{id}", stories_api_replace, 0},
    {METHOD_GET, "/api/v1/stories/{id}/editions/{lang}/segments", segments_api_list, 0},
    {METHOD_POST, "/api/v1/stories/{id}/editions/{lang}/segments/{n}", segments_api_act, 0},
    {METHOD_GET, "/api/v1/search", search_api_handle, 0},
    {METHOD_GET, "/api/v1/suggestions", suggestions_api_list, 0},
    {METHOD_POST, "/api/v1/suggestions/{id}", suggestions_api_act, 0},
    {METHOD_POST, "/api/v1/media", media_api_create, PICTURE_MAX_BYTES},
    {ALL, "/api/{path*}", problem_not_found, 0},
};

const size_t routes_count = sizeof routes_table / sizeof *routes_table;
