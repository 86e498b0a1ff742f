#include "store/suggestion_write.h"

#include "store/edition_read.h"
#include "store/ledger_store.h"

int suggestion_write_text(struct arena *a, const struct suggestion *suggestion,
                          const struct edition *edition, size_t segment, struct text *ret_text,
                          struct err *e) {
    const struct segment *s = &edition->segment[segment];
    struct text model = text_slice(a, &edition->document.block[s->block].text, s->start, s->end);
    if (suggestion_place_marks(a, &model, suggestion->proposed, ret_text)) return 0;
    err_set(e, E_INVALID,
            "suggestion %lld is plain text, and the marks of segment %zu have no certain place in "
            "it",
            (long long)suggestion->id, segment + 1);
    return err_hint(e, "write it yourself with its marks: --edit TEXT, \"html\" in the API");
}

/* The segment, with the text that is to stand there. */
static int read_edit(struct database *db, struct arena *a, const struct suggestion *suggestion,
                     const struct suggestion_decision *decision, struct segment_review *review,
                     struct err *e) {
    struct edition edition;
    struct suggestion_seen seen = suggestion_store_seen(suggestion);
    long long id = (long long)suggestion->id;
    int code = edition_read(db, a, suggestion->story_id, suggestion->language, &edition, NULL, e);
    if (code) return code;
    switch (suggestion_place_find(&edition, &seen, &review->segment)) {
    case SUGGESTION_GONE:
        err_set(e, E_CONFLICT, "the sentence of suggestion %lld is not in the story any more", id);
        return err_hint(e, "dismiss it, or edit the segment that says this now");
    case SUGGESTION_CHANGED:
        if (decision->anyway) break;
        err_set(e, E_CONFLICT, "segment %zu has changed since a reader made suggestion %lld for it",
                review->segment + 1, id);
        return err_hint(e, "look at it; to take it all the same: --anyway, \"anyway\" in the API");
    case SUGGESTION_SAME: break;
    }
    review->expected = segment_act_tag(&edition, review->segment);
    review->text = decision->text;
    if (decision->text.s.n) return 0;
    return suggestion_write_text(a, suggestion, &edition, review->segment, &review->text, e);
}

static int take(struct database *db, struct arena *a, struct slug_maker *slug,
                const struct suggestion_decision *decision, struct suggestion *suggestion,
                struct review_written *written, struct err *e) {
    struct segment_review review = {
        .act = ACT_EDIT, .who = decision->who, .role = decision->role, .at_ms = decision->at_ms};
    int64_t entry = 0;
    int code = suggestion_store_find(db, a, decision->id, suggestion, e);
    if (code) return code;
    if (suggestion->state != SUGGESTION_OPEN)
        return err_set(e, E_CONFLICT, "suggestion %lld is %s already", (long long)suggestion->id,
                       suggestion_state_name(suggestion->state));
    code = read_edit(db, a, suggestion, decision, &review, e);
    if (!code)
        code = review_write_within(db, a, slug, suggestion->story_id, suggestion->language, &review,
                                   1, written, e);
    if (!code) code = ledger_store_last(db, &entry, e);
    if (!code)
        code = suggestion_store_settle(db, suggestion->id, SUGGESTION_TAKEN, decision->who,
                                       decision->at_ms, entry, e);
    suggestion->segment = (int64_t)review.segment + 1;
    suggestion->ledger_id = entry;
    return code;
}

int suggestion_write_take(struct database *db, struct arena *a, struct slug_maker *slug,
                          const struct suggestion_decision *decision,
                          struct suggestion *ret_suggestion, struct review_written *ret_written,
                          struct err *e) {
    struct suggestion suggestion = {0};
    struct review_written written = {0};
    int code = database_begin(db, e);
    if (code) return code;
    code = database_end(db, take(db, a, slug, decision, &suggestion, &written, e), e);
    if (code) return code;
    suggestion.state = SUGGESTION_TAKEN;
    suggestion.who = decision->who;
    suggestion.settled_ms = decision->at_ms;
    *ret_suggestion = suggestion;
    *ret_written = written;
    return 0;
}

static int dismiss(struct database *db, const struct suggestion_decision *d, struct err *e) {
    struct suggestion found;
    struct arena a = {0};
    int code = suggestion_store_find(db, &a, d->id, &found, e);
    if (!code)
        code = suggestion_store_settle(db, d->id, SUGGESTION_DISMISSED, d->who, d->at_ms, 0, e);
    arena_release(&a);
    return code;
}

int suggestion_write_dismiss(struct database *db, const struct suggestion_decision *d,
                             struct err *e) {
    if (d->who.n == 0 || d->who.n > SEGMENT_ACT_MAX_WHO) {
        err_set(e, E_INVALID, "nobody is named who dismisses it, or the name is too long");
        return err_hint(e, "say who does it");
    }
    int code = database_begin(db, e);
    return code ? code : database_end(db, dismiss(db, d, e), e);
}
