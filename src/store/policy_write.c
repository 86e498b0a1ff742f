#include "store/policy_write.h"

#include "base/clock.h"
#include "store/change_store.h"
#include "store/edition_read.h"
#include "store/edition_store.h"
#include "store/job_store.h"
#include "store/story_write.h"

enum { MINUTE_MS = 60000 };

struct str policy_write_job_kind(void) {
    return STR("policy");
}

enum edition_state policy_write_state(const struct edition_policy *policy, bool is_reviewed) {
    return policy->review && !is_reviewed ? EDITION_REVIEW : EDITION_LIVE;
}

/* One statement, however many they are. */
static int queue_stories(struct database *db, enum policy_level level, int64_t owner,
                         int64_t now_ms, struct err *e) {
    return database_run(
        db,
        "INSERT INTO job (kind, story_id, language, state, priority, attempts, run_after_ms,"
        " lease, lease_owner, lease_until_ms, problem, created_ms)"
        " SELECT $1, s.id, '', 'ready', $2, 0, 0, 0, '', 0, '', $3 FROM story s"
        " WHERE $4 = 0 OR s.section_id = $4"
        " ON CONFLICT (story_id, language, kind) DO UPDATE SET state = 'ready', attempts = 0,"
        " run_after_ms = 0, lease_owner = '', lease_until_ms = 0, created_ms = excluded.created_ms",
        SQL_VALUES(value_text(policy_write_job_kind()), value_int64(POLICY_PRIORITY),
                   value_int64(now_ms), value_int64(level == POLICY_SECTION ? owner : 0)),
        e);
}

static int write_rules(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                       const struct language_policy *policy, bool *ret_changed, struct err *e) {
    int rc = policy_store_set(db, a, level, owner, policy, ret_changed, e);
    return rc || !*ret_changed ? rc : queue_stories(db, level, owner, clock_wall_ms(), e);
}

int policy_write_rules(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                       const struct language_policy *policy, bool *ret_changed, struct err *e) {
    if (database_in_transaction(db))
        return write_rules(db, a, level, owner, policy, ret_changed, e);
    int rc = database_begin(db, e);
    if (rc) return rc;
    return database_end(db, write_rules(db, a, level, owner, policy, ret_changed, e), e);
}

/* An edition on its way to what the policy says. */
struct settling {
    struct database *db;
    struct arena *a;
    const struct story_row *story;
    const struct policy_target *target;
    struct policy_resolved resolved;
    struct edition_row row; /* as it is */
    bool is_there, has_text, is_reviewed;
    bool changed; /* readers may get something else now */
    int64_t now_ms;
};

/* Only for a review must the segments be looked at. */
static int find_reviewed(struct settling *s, struct err *e) {
    struct edition edition;
    if (!s->has_text || !s->resolved.value[POLICY_REVIEW]) return 0;
    int rc = edition_read_row(s->a, &s->row, &edition, e);
    if (rc) return rc;
    enum edition_scope scope = policy_write_resolved(&s->resolved).scope;
    size_t shown =
        edition_shown_segments(&edition.document, edition.segment, edition.n_segments, scope);
    s->is_reviewed = edition_is_reviewed(edition.segment, shown);
    return 0;
}

/* That it is not there yet is no failure. */
static int load(struct settling *s, struct err *e) {
    struct err missing;
    int rc = edition_store_find(s->db, s->a, s->story->id, s->target->language, &s->row, &missing);
    if (rc == E_NOTFOUND) return 0;
    if (rc) return *e = missing, rc;
    s->is_there = true;
    s->has_text = str_eq(s->row.text_language, s->row.language);
    return find_reviewed(s, e);
}

struct edition_policy policy_write_resolved(const struct policy_resolved *resolved) {
    const int64_t *value = resolved->value;
    return (struct edition_policy){
        .scope = value[POLICY_SCOPE] == SCOPE_HEADLINE ? SCOPE_HEADLINE : SCOPE_WHOLE,
        .review = value[POLICY_REVIEW] != 0,
        .delay_ms = value[POLICY_DELAY] * MINUTE_MS,
        .noindex = value[POLICY_NOINDEX] != 0,
    };
}

/* A text that is to become whole is shown as it is until it is: the job tells. */
static struct edition_policy wanted_policy(const struct settling *s) {
    struct edition_policy policy = policy_write_resolved(&s->resolved);
    if (s->has_text && s->row.policy.scope == SCOPE_HEADLINE) policy.scope = SCOPE_HEADLINE;
    return policy;
}

static int await(struct settling *s, enum edition_state state, struct str problem, struct err *e) {
    s->changed |= !s->has_text && s->row.state != state;
    return edition_store_await(s->db, s->story->id, s->story->source_language, s->target->language,
                               state, problem, e);
}

static int queue(struct settling *s, struct err *e) {
    return job_store_queue(s->db, story_write_job_kind(), s->story->id, s->target->language,
                           s->target->priority, s->now_ms, e);
}

static int cancel(struct settling *s, struct err *e) {
    return job_store_cancel(s->db, story_write_job_kind(), s->story->id, s->target->language, e);
}

/* live_ms stays where it was live and stays so. */
static int show(struct settling *s, enum edition_state state, struct err *e) {
    bool is_live = state == EDITION_LIVE;
    int64_t live_ms = is_live && s->row.live_ms ? s->row.live_ms : is_live ? s->now_ms : 0;
    if (!s->has_text || s->row.state == state) return 0;
    s->changed = true;
    return edition_store_show(s->db, s->story->id, s->target->language, state, live_ms, e);
}

static int withhold(struct settling *s, struct err *e) {
    static const char why[] = "the language policy wants no edition in this language";
    int rc = await(s, EDITION_WITHHELD, STR(why), e);
    if (!rc) rc = show(s, EDITION_WITHHELD, e);
    return rc ? rc : cancel(s, e);
}

/* A text that was out of sight while its source changed stays so until it is of the source again.
 */
static int allow(struct settling *s, const struct edition_policy *policy, struct err *e) {
    bool has_engine = s->target->off.n == 0;
    bool was_withheld = s->is_there && s->row.state == EDITION_WITHHELD;
    bool is_old = s->has_text && s->row.revision != s->story->revision;
    bool is_short = (int64_t)s->row.policy.scope != s->resolved.value[POLICY_SCOPE];
    bool needs_job = s->target->anew || !s->is_there ||
                     (was_withheld && (is_old || !s->has_text)) || (s->has_text && is_short);
    int rc = 0;
    if (s->target->anew || !s->is_there || (was_withheld && !s->has_text))
        rc = await(s, has_engine ? EDITION_QUEUED : EDITION_OFF, s->target->off, e);
    if (!rc && !(was_withheld && is_old))
        rc = show(s, policy_write_state(policy, s->is_reviewed), e);
    if (rc || !needs_job) return rc;
    return has_engine ? queue(s, e) : cancel(s, e);
}

static int settle(struct settling *s, struct err *e) {
    int rc = load(s, e);
    if (rc) return rc;
    struct edition_policy policy = wanted_policy(s);
    rc = s->resolved.value[POLICY_EDITION] ? allow(s, &policy, e) : withhold(s, e);
    if (rc) return rc;
    const struct edition_policy *before = &s->row.policy;
    s->changed |= before->scope != policy.scope || before->review != policy.review ||
                  before->delay_ms != policy.delay_ms || before->noindex != policy.noindex;
    return edition_store_set_policy(s->db, s->story->id, s->target->language, &policy,
                                    s->story->published_ms, e);
}

int policy_write_edition(struct database *db, struct arena *a, const struct story_row *story,
                         const struct policy_levels *levels, const struct policy_target *target,
                         int64_t now_ms, bool *ret_changed, struct err *e) {
    struct settling s = {.db = db, .a = a, .story = story, .target = target, .now_ms = now_ms};
    language_policy_resolve(levels->level, target->language, &s.resolved);
    int rc = settle(&s, e);
    if (!rc) *ret_changed = s.changed;
    return rc;
}

static int settle_story(struct database *db, struct arena *a, const struct story_row *story,
                        const struct policy_levels *levels, int64_t now_ms, struct err *e) {
    struct edition_row *row;
    size_t n;
    int rc = edition_store_list(db, a, story->id, false, &row, &n, e);
    for (size_t i = 0; i < n && !rc; i++) {
        if (str_eq(row[i].language, story->source_language)) continue;
        struct policy_target target = {row[i].language,
                                       row[i].state == EDITION_OFF ? row[i].problem : STR(""),
                                       false, POLICY_PRIORITY};
        bool changed = false;
        rc = policy_write_edition(db, a, story, levels, &target, now_ms, &changed, e);
        if (!rc && changed)
            rc = change_store_add(db, CHANGE_EDITION, story->id, row[i].language, now_ms, e);
    }
    return rc;
}

int policy_write_story(struct database *db, struct arena *a, int64_t story_id, int64_t now_ms,
                       struct err *e) {
    struct story_row story;
    struct policy_levels levels;
    int rc = story_store_find(db, a, story_id, &story, e);
    if (!rc) rc = policy_store_levels(db, a, story_id, story.section_id, &levels, e);
    return rc ? rc : settle_story(db, a, &story, &levels, now_ms, e);
}
