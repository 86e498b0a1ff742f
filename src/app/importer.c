#include "app/importer.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app/ini_reader.h"
#include "base/clock.h"
#include "base/hash.h"
#include "i18n/language.h"
#include "media/media_folder.h"
#include "store/media_store.h"
#include "store/policy_write.h"
#include "store/section_store.h"
#include "story/picture_name.h"
#include "sys/file.h"

enum { MAX_SECTIONS_BYTES = 1 << 20 };

int importer_open(struct importer *importer, struct newsroom *newsroom, struct err *e) {
    *importer = (struct importer){.newsroom = newsroom, .translate = true};
    int code = draft_tools_init(&importer->tools, e);
    struct database_options options = {.durability = DATABASE_ACKNOWLEDGED,
                                       .cache_bytes = 32 << 20};
    if (!code) code = database_open(str_of(newsroom->database_url), &options, &importer->db, e);
    if (code) importer_close(importer);
    return code;
}

void importer_close(struct importer *importer) {
    draft_tools_release(&importer->tools);
    database_close(importer->db);
    memset(importer, 0, sizeof *importer);
}

/* A picture's file, named from the story's: kept in the newsroom. */
static int keep_picture(struct importer *importer, struct arena *a, const char *story_path,
                        struct block *block, struct err *e) {
    struct str folder = str_of(story_path), bytes, name;
    struct picture picture;
    while (folder.n > 0 && folder.p[folder.n - 1] != '/') folder.n--;
    bool absolute = block->value.n > 0 && block->value.p[0] == '/';
    const char *path = arena_printf(a, "%.*s%.*s", absolute ? 0 : (int)folder.n, folder.p,
                                    (int)block->value.n, block->value.p)
                           .p;
    if (str_search(block->value, STR("://")) < block->value.n)
        return err_set(e, E_INVALID, "only a file can be taken");
    int code = file_read(a, path, PICTURE_MAX_BYTES + 1, &bytes, e);
    if (!code) code = media_keep(a, importer->newsroom->dir, bytes, &name, &picture, e);
    if (code) return code;
    struct media_row media = {.name = name,
                              .type = str_of(picture.type),
                              .width = picture.width,
                              .height = picture.height,
                              .bytes = (int64_t)bytes.n,
                              .created_ms = clock_wall_ms(),
                              .original_name = block->value};
    block->value = name;
    block->width = picture.width;
    block->height = picture.height;
    return media_store_put(importer->db, &media, e);
}

/* A story goes on without a picture that cannot be taken; its author is told. */
static int settle_pictures(struct importer *importer, struct arena *a, const char *story_path,
                           struct document *d, struct story_file_warnings *warnings,
                           struct err *e) {
    size_t kept = 0;
    bool dropping = false;
    for (size_t i = 0; i < d->n_blocks; i++) {
        struct block *block = &d->block[i];
        if (block->kind == BLOCK_PICTURE) {
            struct str name = block->value;
            int code = keep_picture(importer, a, story_path, block, e);
            if (code == E_DB || code == E_BUSY) return code;
            dropping = code != 0;
            if (code)
                story_file_warn(warnings, a, "picture \"%.*s\" is left out: %s%s%s", (int)name.n,
                                name.p, e->text, e->hint[0] ? "; " : "", e->hint);
        } else if (block->kind < BLOCK_ALT) {
            dropping = false;
        }
        if (!dropping) d->block[kept++] = *block;
    }
    d->n_blocks = kept;
    return 0;
}

/* Where the lead picture's author says it must not be cut off. */
static void set_focus(struct arena *a, const struct story_draft *draft,
                      struct story_file_warnings *warnings) {
    size_t i = 0;
    while (i < draft->document.n_blocks && draft->document.block[i].kind <= BLOCK_TOPIC) i++;
    if (draft->focus.n == 0 || i == draft->document.n_blocks ||
        draft->document.block[i].kind != BLOCK_PICTURE)
        return;
    struct str *name = &draft->document.block[i].value;
    if (!picture_name_focus(a, *name, draft->focus, name))
        story_file_warn(warnings, a,
                        "focus \"%.*s\" is left out; write two numbers from 0 to 1, from the left "
                        "and from the top: 0.3 0.6",
                        (int)draft->focus.n, draft->focus.p);
}

/* What tells whether a file has changed since: its bytes and those of its pictures. */
static struct str import_hash(struct arena *a, struct str bytes, const struct document *d) {
    struct str all = hash_hex(a, bytes);
    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->block[i].kind == BLOCK_PICTURE)
            all = arena_printf(a, "%.*s %.*s", (int)all.n, all.p, (int)d->block[i].value.n,
                               d->block[i].value.p);
    return hash_hex(a, all);
}

/* What the file calls itself; else where it lies. */
static struct str import_key(struct arena *a, struct str own, const char *path) {
    if (own.n) return own;
    char absolute[PATH_MAX];
    return arena_printf(a, "file:%s", realpath(path, absolute) ? absolute : path);
}

static int find_targets(struct importer *importer, struct story_draft *draft,
                        const struct site_language **ret_language, struct err *e) {
    const struct site_info *site = &importer->newsroom->site;
    if (draft->language.n == 0) draft->language = site->source;
    *ret_language = site_find_language(site, draft->language);
    if (*ret_language) return 0;
    err_set(e, E_INVALID, "the newsroom has no stories in \"%.*s\"", (int)draft->language.n,
            draft->language.p);
    return err_hint(e, "its languages are in zubi.ini, under [newsroom]");
}

int importer_file(struct importer *importer, struct arena *a, const char *path,
                  struct imported *ret_imported, struct err *e) {
    struct imported imported = {0};
    struct story_draft draft;
    const struct site_language *language;
    struct str bytes;
    int code = file_read(a, path, STORY_FILE_MAX_BYTES, &bytes, e);
    if (code) return code;
    code = story_file_parse(a, str_of(path), bytes, &draft, &imported.warnings, e);
    if (!code) code = find_targets(importer, &draft, &language, e);
    if (!code) code = settle_pictures(importer, a, path, &draft.document, &imported.warnings, e);
    if (!code) set_focus(a, &draft, &imported.warnings);
    if (!code) code = story_draft_finish(&importer->tools, a, &draft, e);
    if (code) return err_add(e, "%s: ", path);
    draft.import_key = import_key(a, draft.import_key, path);
    draft.import_hash = import_hash(a, bytes, &draft.document);
    code = story_save(importer->db, a, &draft, language->target,
                      importer->translate ? language->n_targets : 0, &imported.saved, e);
    if (code) return err_add(e, "%s: ", path);
    imported.language = draft.language;
    imported.headline = document_text_of(&draft.document, BLOCK_HEADLINE);
    *ret_imported = imported;
    return 0;
}

/* Stories that are there follow it too, one job for each. */
static int read_policy(struct importer *importer, struct arena *a, int64_t section_id,
                       struct str rules, struct err *e) {
    struct language_policy policy;
    bool changed;
    int code = language_policy_parse(a, rules, &policy, e);
    if (code) return code;
    return policy_write_rules(importer->db, a, POLICY_SECTION, section_id, &policy, &changed, e);
}

static int read_section(struct importer *importer, struct arena *a, const struct ini_entry *entry,
                        struct err *e) {
    struct database *db = importer->db;
    int64_t id, position;
    struct str language, slug = slug_make(importer->tools.slug, a, entry->section);
    if (!str_eq(entry->section, slug)) {
        err_set(e, E_INVALID, "[%.*s] cannot be a section's key: it stands in addresses",
                (int)entry->section.n, entry->section.p);
        return err_hint(e, "write [%.*s]", (int)slug.n, slug.p);
    }
    int code = section_store_ensure(db, entry->section, STR(""), STR(""), &id, e);
    if (code) return code;
    if (str_eq(entry->key, STR("position"))) {
        if (str_to_int64(entry->value, 0, 1000000, &position))
            return section_store_set_position(db, id, position, e);
        return err_set(e, E_INVALID, "position of [%.*s] is \"%.*s\", no number",
                       (int)entry->section.n, entry->section.p, (int)entry->value.n,
                       entry->value.p);
    }
    if (str_eq(entry->key, STR("policy"))) return read_policy(importer, a, id, entry->value, e);
    code = language_parse(a, entry->key, &language, e);
    return code ? code : section_store_set_name(db, id, language, entry->value, ORIGIN_PERSON, e);
}

int importer_sections(struct importer *importer, struct arena *a, const char *path, struct err *e) {
    struct str text;
    struct ini_reader reader;
    struct ini_entry entry;
    int code = file_read(a, path, MAX_SECTIONS_BYTES, &text, e);
    if (code) return code;
    ini_reader_init(&reader, text);
    do {
        code = ini_reader_next(&reader, &entry, e);
        if (!code && entry.key.n) code = read_section(importer, a, &entry, e);
        if (code) return err_add(e, "%s, line %zu: ", path, reader.line);
    } while (entry.key.n);
    return 0;
}
