#include "store/memory_learn.h"

#include "store/ledger_store.h"
#include "store/memory_store.h"
#include "store/story_store.h"
#include "story/document_json.h"
#include "story/memory_shape.h"
#include "story/text_similarity.h"

/* Whether the act stood for the whole text. An edit of spelling does when the text did before. */
static int is_approval(struct database *db, struct arena *a, const struct ledger_entry *act,
                       const struct text *before, const struct memory_entry *entry,
                       bool *ret_approved, struct err *e) {
    struct memory_query query = {
        .from = entry->from, .to = entry->to, .story_id = entry->story_id, .limit = INT32_MAX};
    struct memory_entry *known;
    size_t n;
    bool spelling = act->act == ACT_EDIT && text_similarity_is_spelling(before->s, entry->target.s);
    *ret_approved = !spelling;
    if (!spelling) return 0;
    int code = memory_store_list(db, a, &query, &known, &n, e);
    for (size_t i = 0; i < n && !code; i++)
        *ret_approved |= known[i].approved && str_eq(known[i].source.s, entry->source.s);
    return code;
}

static int learn_act(struct database *db, struct arena *a, const struct ledger_entry *act,
                     struct memory_learned *learned, struct err *e) {
    struct memory_entry entry = {.to = act->language,
                                 .story_id = act->story_id,
                                 .who = act->who,
                                 .role = act->role,
                                 .origin = act->act == ACT_EDIT ? MEMORY_EDIT : MEMORY_APPROVE,
                                 .at_ms = act->at_ms};
    struct err ignored;
    struct story_row story;
    struct text before, after;
    int64_t id;
    int code = document_json_read_text(a, act->source, &entry.source, e);
    if (!code) code = document_json_read_text(a, act->before, &before, e);
    if (!code) code = document_json_read_text(a, act->after, &after, e);
    if (!code) code = story_store_find(db, a, act->story_id, &story, e);
    if (code) return err_add(e, "entry %lld of the ledger: ", (long long)act->id);
    entry.from = story.source_language;
    entry.section_id = story.section_id;
    entry.target = act->act == ACT_REJECT ? before : after;
    if (entry.source.s.n == 0 || entry.target.s.n == 0 ||
        entry.source.s.n > MEMORY_SHAPE_MAX_BYTES || entry.target.s.n > MEMORY_SHAPE_MAX_BYTES)
        return 0;
    learned->n_acts++;
    if (act->act == ACT_REJECT) return memory_store_refuse(db, a, &entry, e);
    /* A spelling that was corrected in an outdated text: the ledger has another sentence. */
    if (segment_hash(&entry.source) != act->source_hash) return 0;
    if (segment_act_fits(&entry.target, &entry.source, &ignored)) return 0;
    code = is_approval(db, a, act, &before, &entry, &entry.approved, e);
    if (!code) code = memory_store_put(db, a, &entry, &id, e);
    if (!code) learned->n_stored += id != 0;
    return code;
}

static int learn_page(struct database *db, struct arena *a, struct memory_learned *learned,
                      bool *ret_more, struct err *e) {
    struct ledger_query query = {
        .after_id = learned->last_id, .language = STR(""), .limit = MEMORY_LEARN_AT_ONCE};
    struct ledger_entry *act;
    size_t n;
    int code = ledger_store_list(db, a, &query, &act, &n, e);
    for (size_t i = 0; i < n && !code; i++) {
        learned->last_id = act[i].id;
        if (act[i].act == ACT_EDIT || act[i].act == ACT_APPROVE || act[i].act == ACT_REJECT)
            code = learn_act(db, a, &act[i], learned, e);
    }
    if (!code) *ret_more = n == MEMORY_LEARN_AT_ONCE;
    return code;
}

int memory_learn(struct database *db, struct memory_learned *learned, bool *ret_more,
                 struct err *e) {
    struct memory_learned next = *learned;
    struct arena a = {0};
    int code = database_begin(db, e);
    if (code) return code;
    code = database_end(db, learn_page(db, &a, &next, ret_more, e), e);
    arena_release(&a);
    if (!code) *learned = next;
    return code;
}
