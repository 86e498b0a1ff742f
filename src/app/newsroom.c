#include "app/newsroom.h"

#include <string.h>

#include "app/embedded_locale.h"
#include "app/pictures.h"
#include "i18n/language.h"
#include "store/policy_write.h"
#include "store/schema.h"

int newsroom_parse_languages(struct arena *a, struct str list, struct str **ret_tag, size_t *ret_n,
                             struct err *e) {
    struct str *tag = NULL, rest = list;
    size_t n = 0, capacity = 0;
    while (rest.p) {
        struct str piece = str_trim(str_cut(&rest, ','));
        if (piece.n == 0) continue;
        tag = arena_grow(a, tag, n, &capacity, sizeof *tag);
        int code = language_parse(a, piece, &tag[n], e);
        if (code) return code;
        for (size_t i = 0; i < n; i++)
            if (str_eq(tag[i], tag[n]))
                return err_set(e, E_INVALID, "language \"%.*s\" is named twice", (int)piece.n,
                               piece.p);
        n++;
    }
    if (n == 0) return err_set(e, E_INVALID, "no language is named");
    *ret_tag = tag;
    *ret_n = n;
    return 0;
}

const char *newsroom_database_url(struct arena *a, const char *dir, struct str setting) {
    struct str path = str_from(setting, sizeof "sqlite:" - 1);
    bool within = str_starts(setting, STR("sqlite:")) && path.n > 0 && path.p[0] != '/';
    if (!within) return arena_cstr(a, setting);
    return arena_printf(a, "sqlite:%s/%.*s", dir, (int)path.n, path.p).p;
}

static int load_messages(struct newsroom *newsroom, struct err *e) {
    for (size_t i = 0; i < embedded_locale_count; i++) {
        struct str name = str_of(embedded_locale[i].name);
        struct str po = {(const char *)embedded_locale[i].bytes, embedded_locale[i].n};
        struct str tag = str_slice(name, 0, str_find(name, '.'));
        int code = message_add(&newsroom->messages, &newsroom->arena, tag, po, e);
        if (code) return err_add(e, "locale/%.*s: ", (int)name.n, name.p);
    }
    return 0;
}

/* All messages of a language as templates see them; those that this language lacks, in English. */
static struct mustache_value *message_values(struct arena *a, const struct message_catalog *c) {
    struct mustache_value *values = mustache_object(a);
    const struct message_catalog *known = c && c->english ? c->english : c;
    for (size_t i = 0; known && i < known->entry.capacity; i++) {
        struct str key = known->entry.entry[i].key;
        if (key.p) mustache_set_key(a, values, key, mustache_text(a, message_get(c, key)));
    }
    return values;
}

/* The languages a story in `source` is to be read in, and why it cannot be in some. */
static void fill_targets(struct newsroom *newsroom, struct site_language *source) {
    struct site_info *site = &newsroom->site;
    struct arena *a = &newsroom->arena;
    source->target = arena_array(a, site->n_languages, sizeof *source->target);
    for (size_t i = 0; i < site->n_languages; i++) {
        struct site_language *l = &site->language[i];
        struct route route;
        if (l == source) continue;
        bool found = route_find(&newsroom->engines.routes, source->tag, l->tag, &route);
        struct str off =
            found ? STR("")
                  : arena_printf(a, "no engine leads from %.*s to %.*s", (int)source->tag.n,
                                 source->tag.p, (int)l->tag.n, l->tag.p);
        l->has_route |= found;
        source->target[source->n_targets++] = (struct story_target){l->tag, off};
    }
}

static int fill_languages(struct newsroom *newsroom, struct err *e) {
    struct site_info *site = &newsroom->site;
    struct arena *a = &newsroom->arena;
    struct str *tag;
    int code =
        newsroom_parse_languages(a, newsroom->settings.languages, &tag, &site->n_languages, e);
    if (code) return err_add(e, "languages in [newsroom]: ");
    site->language = arena_array(a, site->n_languages, sizeof *site->language);
    for (size_t i = 0; i < site->n_languages; i++) {
        struct site_language *l = &site->language[i];
        l->tag = tag[i];
        l->name = language_autonym(a, tag[i]);
        l->is_rtl = language_is_rtl(tag[i]);
        l->catalog = message_catalog(&newsroom->messages, tag[i]);
        l->messages = message_values(a, l->catalog);
    }
    for (size_t i = 0; i < site->n_languages; i++) fill_targets(newsroom, &site->language[i]);
    code = language_parse(a, newsroom->settings.source, &site->source, e);
    if (code) return err_add(e, "source in [newsroom]: ");
    if (site_find_language(site, site->source)) return 0;
    err_set(e, E_INVALID, "source in [newsroom] is \"%.*s\", which is not among its languages",
            (int)site->source.n, site->source.p);
    return err_hint(e, "add it to languages in zubi.ini");
}

static int fill_reviewer(struct newsroom *newsroom, struct err *e) {
    static const char *const name[] = {
        [REVIEWER_ROLE] = "role", [REVIEWER_NAME] = "name", [REVIEWER_NONE] = "none"};
    struct str wanted = newsroom->settings.reviewer;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        if (!str_eq(wanted, str_of(name[i]))) continue;
        newsroom->site.reviewer = (enum site_reviewer)i;
        return 0;
    }
    err_set(e, E_INVALID, "reviewer in [newsroom] is \"%.*s\"", (int)wanted.n, wanted.p);
    return err_hint(e, "write role, name or none");
}

static void fill_site(struct newsroom *newsroom) {
    const struct settings *s = &newsroom->settings;
    struct site_info *site = &newsroom->site;
    struct str base = s->base_url;
    while (base.n > 0 && base.p[base.n - 1] == '/') base.n--;
    if (base.n == 0)
        base = arena_printf(&newsroom->arena, "http://%s%.*s",
                            str_starts(s->listen, STR(":")) ? "localhost" : "", (int)s->listen.n,
                            s->listen.p);
    site->name = s->name;
    site->tagline = s->tagline;
    site->timezone = s->timezone;
    site->base_url = base;
    site->stories_per_page = (size_t)s->stories_per_page;
    site->list_untranslated = s->list_untranslated;
    site->hub_url = s->websub_hub;
    site->theme = &newsroom->theme;
}

/* What search engines and feed readers are to know. */
static int fill_found(struct newsroom *newsroom, struct err *e) {
    const struct settings *s = &newsroom->settings;
    struct str hub = s->websub_hub;
    if (hub.n && !str_starts(hub, STR("https://")) && !str_starts(hub, STR("http://"))) {
        err_set(e, E_INVALID, "websub_hub in [site] is \"%.*s\"", (int)hub.n, hub.p);
        return err_hint(e, "write the hub's whole address, as in https://hub.example/");
    }
    return 0;
}

int newsroom_database(const struct newsroom *newsroom, enum database_durability durability,
                      struct database **ret_database, struct err *e) {
    struct database_options options = {.durability = durability};
    return database_open(str_of(newsroom->database_url), &options, ret_database, e);
}

/* What the settings say of languages; the setting of old about search engines is a part of it. */
static int read_policy(struct newsroom *newsroom, struct language_policy *policy, struct err *e) {
    const struct settings *s = &newsroom->settings;
    struct arena *a = &newsroom->arena;
    struct str *tag;
    size_t n = 0;
    int code = language_policy_parse(a, s->policy, policy, e);
    if (code) return err_add(e, "policy in [newsroom]: ");
    if (str_trim(s->noindex_unrevised).n == 0) return 0;
    code = newsroom_parse_languages(a, s->noindex_unrevised, &tag, &n, e);
    if (code) return err_add(e, "noindex_unrevised in [site]: ");
    for (size_t i = 0; i < n; i++) {
        const struct policy_rule *rule = language_policy_find(policy, tag[i]);
        if (!rule || rule->value[POLICY_NOINDEX] == POLICY_UNSET)
            language_policy_set(a, policy, tag[i], POLICY_NOINDEX, 1);
    }
    return 0;
}

/* Settings that changed since the newsroom was last opened hold for all that is there. */
static int apply_policy(struct newsroom *newsroom, struct database *db, struct err *e) {
    struct arena *a = &newsroom->arena;
    struct language_policy said, policy;
    bool changed;
    int code = read_policy(newsroom, &said, e);
    if (!code) code = policy_store_find(db, a, POLICY_NEWSROOM, 0, &policy, e);
    if (code || str_eq(language_policy_text(a, &said), language_policy_text(a, &policy)))
        return code;
    return policy_write_rules(db, a, POLICY_NEWSROOM, 0, &said, &changed, e);
}

static int prepare_database(struct newsroom *newsroom, struct err *e) {
    struct database *db;
    int code = newsroom_database(newsroom, DATABASE_ACKNOWLEDGED, &db, e);
    if (code) return code;
    code = schema_prepare(db, e);
    if (!code) code = apply_policy(newsroom, db, e);
    database_close(db);
    return code;
}

int newsroom_open(struct newsroom *newsroom, const char *dir, const char *listen, struct err *e) {
    memset(newsroom, 0, sizeof *newsroom);
    struct arena *a = &newsroom->arena;
    arena_init(a);
    newsroom->dir = dir;
    settings_defaults(&newsroom->settings);
    int code = settings_read(&newsroom->settings, a, arena_printf(a, "%s/zubi.ini", dir), e);
    if (listen) newsroom->settings.listen = str_of(listen);
    newsroom->database_url = newsroom_database_url(a, dir, newsroom->settings.database);
    if (!code) code = prepare_database(newsroom, e);
    if (!code) code = engines_open(&newsroom->engines, a, &newsroom->settings, dir, e);
    if (!code) code = load_messages(newsroom, e);
    if (!code) code = theme_load(&newsroom->theme, a, arena_printf(a, "%s/theme", dir).p, e);
    if (!code) code = fill_languages(newsroom, e);
    if (!code) code = fill_reviewer(newsroom, e);
    if (!code) code = fill_found(newsroom, e);
    enum picture_metadata metadata;
    if (!code) code = pictures_read_metadata(&newsroom->settings, &metadata, e);
    if (code) {
        newsroom_close(newsroom);
        return code;
    }
    fill_site(newsroom);
    return 0;
}

void newsroom_close(struct newsroom *newsroom) {
    engines_close(&newsroom->engines);
    arena_release(&newsroom->arena);
    memset(newsroom, 0, sizeof *newsroom);
}
