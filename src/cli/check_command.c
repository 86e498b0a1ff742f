#include "cli/check_command.h"

#include <stdio.h>
#include <unistd.h>

#include "app/newsroom.h"
#include "app/web_server.h"
#include "cli/options.h"
#include "media/media_folder.h"
#include "store/edition_store.h"
#include "store/status_store.h"
#include "store/story_store.h"
#include "story/document_json.h"
#include "story/picture_name.h"

const char check_usage[] =
    "usage: zubi check [--data DIR]\n"
    "\n"
    "Looks for mistakes in the newsroom's settings and theme, for languages without a route, for\n"
    "stored editions that cannot be read and for pictures whose file is gone. Prints one line for\n"
    "each; exit status 1 when there is any. Also lists the sentences of live translations that "
    "are\n"
    "held, and why: these wait for a person, but are no mistake of the newsroom.\n";

static size_t check_routes(const struct newsroom *newsroom) {
    const struct site_info *site = &newsroom->site;
    size_t n = 0;
    for (size_t i = 0; i < site->n_languages; i++) {
        const struct site_language *l = &site->language[i];
        for (size_t j = 0; j < l->n_targets; j++)
            if (l->tag.n && str_eq(l->tag, site->source) && l->target[j].off.n) {
                printf("languages: %.*s\n", (int)l->target[j].off.n, l->target[j].off.p);
                n++;
            }
    }
    return n;
}

static size_t check_pictures(const struct newsroom *newsroom, struct arena *a,
                             const struct edition_row *row, const struct document *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_blocks; i++) {
        if (d->block[i].kind != BLOCK_PICTURE) continue;
        const char *path =
            media_path(a, newsroom->dir, picture_name_original(a, d->block[i].value));
        if (access(path, R_OK) == 0) continue;
        printf("story %lld in %.*s: its picture %s is gone\n", (long long)row->story_id,
               (int)row->language.n, row->language.p, path);
        n++;
    }
    return n;
}

static void list_held(const struct edition_row *row, const struct segment *segment, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct segment_more *more = segment[i].more;
        if (segment[i].state != SEGMENT_HELD) continue;
        printf("held: story %lld in %.*s, segment %zu: %.*s\n", (long long)row->story_id,
               (int)row->language.n, row->language.p, i + 1, more ? (int)more->why.n : 0,
               more ? more->why.p : "");
    }
}

static int check_story(const struct newsroom *newsroom, struct database *db, struct arena *a,
                       int64_t id, size_t *problems, struct err *e) {
    struct edition_row *row;
    size_t n;
    int code = edition_store_list(db, a, id, true, &row, &n, e);
    for (size_t i = 0; i < n && !code; i++) {
        struct document d;
        struct segment *segment;
        size_t n_segments;
        struct err why;
        if (document_json_read(a, row[i].json, &d, &segment, &n_segments, &why)) {
            printf("story %lld in %.*s: %s\n", (long long)id, (int)row[i].language.n,
                   row[i].language.p, why.text);
            ++*problems;
        } else {
            *problems += check_pictures(newsroom, a, &row[i], &d);
            list_held(&row[i], segment, n_segments);
        }
    }
    return code;
}

static int check_stories(const struct newsroom *newsroom, struct database *db, size_t *problems,
                         struct err *e) {
    struct arena a;
    int64_t last;
    int code = status_store_last_story(db, &last, e);
    arena_init(&a);
    for (int64_t id = 1; id <= last && !code; id++) {
        code = check_story(newsroom, db, &a, id, problems, e);
        arena_reset(&a);
    }
    arena_release(&a);
    return code;
}

int check_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom", *address;
    const struct option_spec options[] = {{"data", &data, NULL}};
    struct newsroom newsroom;
    struct database *db = NULL;
    int n, port;
    int code = options_parse(options, 1, argc, argv, &n, e);
    if (!code) code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    size_t problems = check_routes(&newsroom);
    code = web_server_parse_listen(&newsroom.arena, newsroom.settings.listen, &address, &port, e);
    if (!code) code = newsroom_database(&newsroom, DATABASE_REPEATABLE, &db, e);
    if (!code) code = check_stories(&newsroom, db, &problems, e);
    database_close(db);
    newsroom_close(&newsroom);
    if (code) return code;
    printf(problems ? "%zu found\n" : "nothing wrong was found\n", problems);
    return problems ? E_CONFLICT : 0;
}
