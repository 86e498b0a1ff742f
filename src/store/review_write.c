#include "store/review_write.h"

#include "store/change_store.h"
#include "store/edition_fill.h"
#include "store/edition_read.h"
#include "store/edition_store.h"
#include "store/job_store.h"
#include "store/ledger_store.h"
#include "store/memory_write.h"
#include "store/policy_write.h"
#include "store/story_store.h"
#include "store/story_write.h"
#include "story/document_json.h"

struct writer {
    struct database *db;
    struct arena *a;
    struct edition source, edition;
    struct edition_row row;
    int64_t section_id;
    bool needs_engine;
};

static int load(struct writer *w, int64_t story_id, struct str language, struct err *e) {
    struct story_row story;
    int code = story_store_find(w->db, w->a, story_id, &story, e);
    if (!code)
        code = edition_read(w->db, w->a, story_id, story.source_language, &w->source, NULL, e);
    if (!code) code = edition_read(w->db, w->a, story_id, language, &w->edition, &w->row, e);
    if (code) return code;
    w->section_id = story.section_id;
    int n = (int)language.n;
    if (str_eq(language, story.source_language)) {
        err_set(e, E_CONFLICT, "story %lld is written in %.*s: there is no translation to review",
                (long long)story_id, n, language.p);
        return err_hint(e, "save the story itself to change it");
    }
    if (w->edition.n_segments) return 0;
    err_set(e, E_CONFLICT, "story %lld has no translation in %.*s yet (it is %s)",
            (long long)story_id, n, language.p, edition_state_name(w->edition.state));
    return err_hint(e, "`zubi explain %lld %.*s` says more", (long long)story_id, n, language.p);
}

static int add_entry(struct writer *w, const struct segment_review *r,
                     const struct segment_change *change, struct err *e) {
    struct ledger_entry entry = {
        .story_id = w->row.story_id,
        .language = w->row.language,
        .revision = w->row.revision,
        .segment = (int64_t)r->segment + 1,
        .act = r->act,
        .who = r->who,
        .role = r->role.n ? r->role : STR(""),
        .source_hash = change->source_hash,
        .source = document_json_write_text(w->a, &change->source),
        .before = document_json_write_text(w->a, &change->before),
        .after = document_json_write_text(w->a, &change->after),
        .at_ms = r->at_ms,
    };
    return ledger_store_add(w->db, w->a, &entry, e);
}

/* The source text that a segment is a translation of, as far as it is known. */
static struct text known_source(const struct edition *edition, size_t segment) {
    static const struct text none = {.s = {"", 0}};
    const struct segment_more *more =
        segment < edition->n_segments ? edition->segment[segment].more : NULL;
    return more ? more->source : none;
}

static int apply(struct writer *w, const struct segment_review *review, size_t n, struct err *e) {
    int code = 0;
    for (size_t i = 0; i < n && !code; i++) {
        struct segment_change change;
        struct text of = known_source(&w->edition, review[i].segment);
        code = segment_act_apply(w->a, &w->edition, &w->source, &review[i], &change, e);
        if (!code) code = add_entry(w, &review[i], &change, e);
        if (code) return code;
        w->needs_engine |= change.needs_engine;
        if (change.source.s.n == 0) change.source = of;
        code = memory_write_act(w->db, w->a, w->source.language, w->section_id, &w->edition,
                                &review[i], &change, e);
    }
    return code;
}

/* Only what readers are shown counts; and an edition that waits for people's approval is theirs to
   let go, or to call back. */
static void settle_state(struct writer *w, int64_t now_ms) {
    struct edition *edition = &w->edition;
    struct edition_row *row = &w->row;
    size_t shown = edition_shown_segments(&edition->document, edition->segment, edition->n_segments,
                                          row->policy.scope);
    row->label = edition->label = edition_label_of(edition->segment, shown, false);
    if (row->state != EDITION_LIVE && row->state != EDITION_REVIEW) return;
    row->state = policy_write_state(&row->policy, edition_is_reviewed(edition->segment, shown));
    if (row->live_ms == 0) row->live_ms = now_ms;
    if (row->state != EDITION_LIVE) row->live_ms = 0;
    edition->state = row->state;
    edition->live_ms = row->live_ms;
}

static int store(struct writer *w, struct slug_maker *slug, int64_t now_ms, struct err *e) {
    struct edition *edition = &w->edition;
    struct str headline = document_text_of(&edition->document, BLOCK_HEADLINE);
    if (!str_eq(headline, w->row.headline)) edition->slug = slug_make(slug, w->a, headline);
    settle_state(w, now_ms);
    w->row.slug = edition->slug;
    edition_fill(w->a, &edition->document, edition->segment, edition->n_segments, &w->row);
    int code = edition_store_put(w->db, &w->row, e);
    if (!code)
        code = change_store_add(w->db, CHANGE_EDITION, w->row.story_id, w->row.language, now_ms, e);
    return code;
}

/* A worker that has read the edition before must not store what it makes of that. */
static int set_worker_back(struct writer *w, int64_t now_ms, bool *ret_needs_worker,
                           struct err *e) {
    struct str kind = story_write_job_kind();
    int64_t id = w->row.story_id;
    if (w->needs_engine) {
        *ret_needs_worker = true;
        return job_store_queue(w->db, kind, id, w->row.language, 0, now_ms, e);
    }
    return job_store_take_back(w->db, kind, id, w->row.language, ret_needs_worker, e);
}

int review_write_within(struct database *db, struct arena *a, struct slug_maker *slug,
                        int64_t story_id, struct str language, const struct segment_review *review,
                        size_t n, struct review_written *ret_written, struct err *e) {
    struct writer w = {.db = db, .a = a};
    struct review_written written = {.n = n};
    if (n == 0) return err_set(e, E_INVALID, "there is nothing to do");
    int code = load(&w, story_id, language, e);
    if (!code) code = apply(&w, review, n, e);
    if (!code) code = store(&w, slug, review[0].at_ms, e);
    if (!code) code = set_worker_back(&w, review[0].at_ms, &written.needs_worker, e);
    if (code) return code;
    written.edition = w.edition;
    *ret_written = written;
    return 0;
}

int review_write(struct database *db, struct arena *a, struct slug_maker *slug, int64_t story_id,
                 struct str language, const struct segment_review *review, size_t n,
                 struct review_written *ret_written, struct err *e) {
    struct review_written written;
    int code = database_begin(db, e);
    if (code) return code;
    code = review_write_within(db, a, slug, story_id, language, review, n, &written, e);
    code = database_end(db, code, e);
    if (!code) *ret_written = written;
    return code;
}

void review_write_approvals(struct arena *a, const struct edition *edition,
                            const struct segment_review *like, struct segment_review **ret_review,
                            size_t *ret_n) {
    struct segment_review *review = arena_array(a, edition->n_segments, sizeof *review);
    size_t n = 0;
    for (size_t i = 0; i < edition->n_segments; i++) {
        const struct segment *s = &edition->segment[i];
        if (s->state == SEGMENT_HELD || s->locked || segment_is_revised(s)) continue;
        review[n] = *like;
        review[n].act = ACT_APPROVE;
        review[n].segment = i;
        review[n++].expected = segment_act_tag(edition, i);
    }
    *ret_review = review;
    *ret_n = n;
}

int review_write_dropped(struct database *db, struct arena *a, const struct edition *previous,
                         const size_t *dropped, size_t n, int64_t now_ms, struct err *e) {
    int code = 0;
    for (size_t i = 0; i < n && !code; i++) {
        const struct segment *s = &previous->segment[dropped[i]];
        const struct text *block = &previous->document.block[s->block].text;
        struct text text = text_slice(a, block, s->start, s->end);
        struct ledger_entry entry = {
            .story_id = previous->story_id,
            .language = previous->language,
            .revision = previous->revision,
            .segment = (int64_t)dropped[i] + 1,
            .act = ACT_DROP,
            .who = s->more && s->more->who.n ? s->more->who : STR(""),
            .role = s->more && s->more->role.n ? s->more->role : STR(""),
            .source_hash = s->source_hash,
            .source = s->more ? document_json_write_text(a, &s->more->source) : STR(""),
            .before = document_json_write_text(a, &text),
            .after = STR(""),
            .at_ms = now_ms,
        };
        code = ledger_store_add(db, a, &entry, e);
    }
    return code;
}
