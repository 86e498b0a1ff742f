#include "store/story_save.h"

#include "base/clock.h"
#include "store/edition_fill.h"
#include "store/section_store.h"
#include "store/topic_store.h"
#include "story/word_sieve.h"

static int find_previous(struct database *db, struct arena *a, const struct story_draft *draft,
                         struct story_row *story, struct err *e) {
    *story = (struct story_row){0};
    if (draft->story_id) return story_store_find(db, a, draft->story_id, story, e);
    if (draft->import_key.n == 0) return 0;
    int code = story_store_find_import(db, a, draft->import_key, story, e);
    return code == E_NOTFOUND ? 0 : code;
}

static int write_draft(struct database *db, struct arena *a, const struct story_draft *draft,
                       const struct story_target *target, size_t n_targets,
                       struct story_saved *saved, struct err *e) {
    struct story_write write = {.target = target, .n_targets = n_targets, .policy = draft->policy};
    int code = find_previous(db, a, draft, &write.story, e);
    if (code) return code;
    int64_t now = clock_wall_ms();
    *saved = (struct story_saved){
        .id = write.story.id, .revision = write.story.revision, .is_new = write.story.id == 0};
    if (!saved->is_new && draft->import_hash.n &&
        str_eq(write.story.import_hash, draft->import_hash)) {
        saved->unchanged = true;
        return 0;
    }
    if (!saved->is_new && !str_eq(write.story.source_language, draft->language)) {
        err_set(e, E_INVALID, "story %lld is written in \"%.*s\", not in \"%.*s\"",
                (long long)write.story.id, (int)write.story.source_language.n,
                write.story.source_language.p, (int)draft->language.n, draft->language.p);
        return err_hint(e, "a story keeps its language; import it as another story (another id)");
    }
    write.story.source_language = draft->language;
    write.story.byline = draft->byline;
    if (draft->import_key.n) write.story.import_key = draft->import_key;
    write.story.import_hash = draft->import_hash;
    if (draft->published_ms || saved->is_new)
        write.story.published_ms = draft->published_ms ? draft->published_ms : now;
    write.story.topic_id = 0;
    code = section_store_ensure(db, draft->section_key, draft->language, draft->section,
                                &write.story.section_id, e);
    if (!code && draft->topic_key.n)
        code = topic_store_ensure(db, draft->topic_key, draft->language, draft->topic,
                                  &write.story.topic_id, e);
    if (code) return code;
    write.story.words = word_sieve_make(a, &draft->document, draft->segment, draft->n_segments);
    edition_fill(a, &draft->document, draft->segment, draft->n_segments, &write.edition);
    write.edition.slug = draft->slug;
    code = story_write_source(db, &write, now, e);
    saved->id = write.story.id;
    saved->revision = write.story.revision;
    return code;
}

int story_save(struct database *db, struct arena *a, const struct story_draft *draft,
               const struct story_target *target, size_t n_targets, struct story_saved *ret_saved,
               struct err *e) {
    struct story_saved saved;
    bool own = !database_in_transaction(db);
    int code = own ? database_begin(db, e) : 0;
    if (code) return code;
    code = write_draft(db, a, draft, target, n_targets, &saved, e);
    if (own) code = database_end(db, code, e);
    if (!code) *ret_saved = saved;
    return code;
}
