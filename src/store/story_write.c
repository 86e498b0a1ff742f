#include "store/story_write.h"

#include "store/change_store.h"
#include "store/edition_store.h"
#include "store/policy_write.h"

struct str story_write_job_kind(void) {
    return STR("translate");
}

static int need_transaction(struct database *db, struct err *e) {
    if (database_in_transaction(db)) return 0;
    return err_set(e, E_INVALID, "a story is written within a transaction");
}

static int check_language(struct database *db, const struct story_row *story, struct err *e) {
    int64_t same;
    int rc = database_int64(
        db, "SELECT count(*) FROM story WHERE id = $1 AND source_language <> $2",
        SQL_VALUES(value_int64(story->id), value_text(story->source_language)), &same, e);
    if (rc || !same) return rc;
    err_set(e, E_INVALID, "story %lld is not written in %.*s", (long long)story->id,
            (int)story->source_language.n, story->source_language.p);
    return err_hint(e, "a story keeps its language; make a new one");
}

static int write_story(struct database *db, struct story_row *story, int64_t now_ms,
                       struct err *e) {
    story->updated_ms = now_ms;
    if (story->id) {
        int rc = check_language(db, story, e);
        return rc ? rc : story_store_update(db, story, &story->revision, e);
    }
    story->created_ms = now_ms;
    story->revision = 1;
    return story_store_insert(db, story, &story->id, e);
}

static int write_source_edition(struct database *db, const struct story_row *story,
                                struct edition_row *edition, int64_t now_ms, struct err *e) {
    edition->story_id = story->id;
    edition->language = edition->text_language = story->source_language;
    edition->state = EDITION_LIVE;
    edition->label = LABEL_ORIGINAL;
    edition->section_id = story->section_id;
    edition->topic_id = story->topic_id;
    edition->published_ms = story->published_ms;
    edition->revision = story->revision;
    edition->saved_ms = edition->live_ms = now_ms;
    return edition_store_put(db, edition, e);
}

static int write_targets(struct database *db, struct arena *a, const struct story_write *write,
                         int64_t now_ms, struct err *e) {
    const struct story_row *story = &write->story;
    struct policy_levels levels;
    bool ignored;
    int rc = write->policy
                 ? policy_store_set(db, a, POLICY_STORY, story->id, write->policy, &ignored, e)
                 : 0;
    if (!rc) rc = policy_store_levels(db, a, story->id, story->section_id, &levels, e);
    for (size_t i = 0; i < write->n_targets && !rc; i++) {
        struct policy_target target = {write->target[i].language, write->target[i].off, true,
                                       write->priority};
        rc = policy_write_edition(db, a, story, &levels, &target, now_ms, &ignored, e);
    }
    return rc;
}

int story_write_source(struct database *db, struct story_write *write, int64_t now_ms,
                       struct err *e) {
    struct story_row *story = &write->story;
    bool fresh = story->id == 0;
    struct arena a = {0};
    int rc = need_transaction(db, e);
    if (!rc) rc = write_story(db, story, now_ms, e);
    if (!rc) rc = write_source_edition(db, story, &write->edition, now_ms, e);
    if (!rc) rc = write_targets(db, &a, write, now_ms, e);
    arena_release(&a);
    if (!rc && !fresh)
        rc = edition_store_refile(db, story->id, story->section_id, story->topic_id,
                                  story->published_ms, e);
    if (!rc) rc = change_store_add(db, CHANGE_STORY, story->id, STR(""), now_ms, e);
    return rc;
}

int story_write_started(struct database *db, const struct job *job, struct err *e) {
    int rc = need_transaction(db, e);
    if (!rc) rc = job_store_extend(db, job, job->lease_until_ms, e);
    if (rc) return rc;
    return edition_store_set_state(db, job->story_id, job->language, EDITION_TRANSLATING, STR(""),
                                   e);
}

int story_write_retry(struct database *db, const struct job *job, int64_t run_after_ms,
                      struct str problem, struct err *e) {
    int rc = need_transaction(db, e);
    if (!rc) rc = job_store_retry(db, job, run_after_ms, problem, e);
    if (rc) return rc;
    return edition_store_set_state(db, job->story_id, job->language, EDITION_QUEUED, problem, e);
}

int story_write_wait(struct database *db, const struct job *job, int64_t run_after_ms,
                     struct str problem, struct err *e) {
    int rc = story_write_retry(db, job, run_after_ms, problem, e);
    return rc ? rc : job_store_forgive(db, job, e);
}

/* What the policy says at this moment, whatever it was when the work began. */
static int apply_policy(struct database *db, struct arena *a, const struct story_row *story,
                        struct edition_row *edition, struct err *e) {
    struct policy_levels levels;
    struct policy_resolved resolved;
    int rc = policy_store_levels(db, a, story->id, story->section_id, &levels, e);
    if (rc) return rc;
    language_policy_resolve(levels.level, edition->language, &resolved);
    enum edition_scope scope = edition->policy.scope;
    edition->policy = policy_write_resolved(&resolved);
    if (scope == SCOPE_HEADLINE) edition->policy.scope = scope;
    edition->state = policy_write_state(&edition->policy, edition->is_reviewed);
    if (!resolved.value[POLICY_EDITION]) edition->state = EDITION_WITHHELD;
    edition->published_ms = story->published_ms + edition->policy.delay_ms;
    return 0;
}

int story_write_translation(struct database *db, struct arena *a, const struct job *job,
                            struct edition_row *edition, int64_t now_ms, struct err *e) {
    struct story_row story;
    int rc = need_transaction(db, e);
    if (!rc) rc = job_store_done(db, job, e);
    if (!rc) rc = story_store_find(db, a, job->story_id, &story, e);
    if (rc) return rc;
    edition->story_id = job->story_id;
    edition->language = edition->text_language = job->language;
    edition->section_id = story.section_id;
    edition->topic_id = story.topic_id;
    edition->saved_ms = story.updated_ms;
    rc = apply_policy(db, a, &story, edition, e);
    if (rc) return rc;
    if (edition->live_ms == 0) edition->live_ms = now_ms;
    if (edition->state != EDITION_LIVE) edition->live_ms = 0;
    if (edition->revision != story.revision)
        return err_set(e, E_CONFLICT, "story %lld has changed during its translation",
                       (long long)story.id);
    rc = edition_store_put(db, edition, e);
    if (!rc)
        rc = edition_store_set_policy(db, story.id, edition->language, &edition->policy,
                                      story.published_ms, e);
    if (!rc) rc = change_store_add(db, CHANGE_EDITION, job->story_id, job->language, now_ms, e);
    return rc;
}

int story_write_problem(struct database *db, const struct job *job, enum edition_state state,
                        struct str problem, int64_t now_ms, struct err *e) {
    int rc = need_transaction(db, e);
    if (!rc) {
        bool failed = state == EDITION_FAILED;
        rc = failed ? job_store_give_up(db, job, problem, e) : job_store_done(db, job, e);
    }
    if (!rc) rc = edition_store_set_state(db, job->story_id, job->language, state, problem, e);
    if (!rc) rc = change_store_add(db, CHANGE_EDITION, job->story_id, job->language, now_ms, e);
    return rc;
}
