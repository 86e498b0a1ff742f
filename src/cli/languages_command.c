#include "cli/languages_command.h"

#include <stdio.h>

#include "app/engines.h"
#include "app/newsroom.h"
#include "cli/options.h"
#include "cli/policy_print.h"

const char languages_usage[] =
    "usage: zubi languages [--data DIR]\n"
    "\n"
    "Lists which language leads to which, by which route, engine and "
    "version. With --data, between\n"
    "the languages of that newsroom, those without a route included, and what "
    "its language policy makes of each.\n";

static void print_row(struct str from, struct str to, const char *route, const char *engine) {
    printf("%-12.*s %-16.*s %-16s %s\n", (int)from.n, from.p, (int)to.n, to.p, route, engine);
}

static void print_route(struct arena *a, const struct engines *engines, struct str from,
                        struct str to) {
    struct route route;
    if (!route_find(&engines->routes, from, to, &route)) {
        print_row(from, to, "none", "no engine leads there");
        return;
    }
    print_row(from, to, arena_cstr(a, route_name(a, &route)),
              arena_cstr(a, route_version(a, &route)));
}

static void print_directions(struct arena *a, const struct engines *engines) {
    for (size_t i = 0; i < engines->n; i++) {
        size_t n;
        const struct engine_direction *d =
            engines->engine[i]->ops->directions(engines->engine[i], &n);
        for (size_t j = 0; j < n; j++) {
            struct route direct = {.hop = {{engines->engine[i], &d[j]}}, .n_hops = 1};
            print_row(d[j].from, d[j].to, arena_cstr(a, route_name(a, &direct)),
                      arena_cstr(a, route_version(a, &direct)));
        }
        if (n == 0)
            printf("%s has no directions here: install Debian's packages apertium-…\n",
                   engines->engine[i]->ops->name);
    }
}

static int print_newsroom(const char *data, struct err *e) {
    struct newsroom newsroom;
    struct database *db = NULL;
    int code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    const struct site_info *site = &newsroom.site;
    for (size_t i = 0; i < site->n_languages; i++)
        for (size_t j = 0; j < site->n_languages; j++)
            if (i != j)
                print_route(&newsroom.arena, &newsroom.engines, site->language[i].tag,
                            site->language[j].tag);
    code = newsroom_database(&newsroom, DATABASE_REPEATABLE, &db, e);
    if (!code) code = policy_print(db, &newsroom.arena, site, e);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}

static int print_all(struct err *e) {
    struct engines engines;
    struct settings settings;
    struct arena a;
    arena_init(&a);
    settings_defaults(&settings);
    int code = engines_open(&engines, &a, &settings, NULL, e);
    if (!code) print_directions(&a, &engines);
    if (!code) engines_close(&engines);
    arena_release(&a);
    return code;
}

int languages_run(int argc, char **argv, struct err *e) {
    const char *data = NULL;
    const struct option_spec options[] = {{"data", &data, NULL}};
    int n;
    int code = options_parse(options, 1, argc, argv, &n, e);
    if (code) return code;
    print_row(STR("FROM"), STR("TO"), "ROUTE", "ENGINES AND VERSIONS");
    return data ? print_newsroom(data, e) : print_all(e);
}
