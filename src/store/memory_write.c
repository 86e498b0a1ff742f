#include "store/memory_write.h"

#include "story/memory_shape.h"

static bool is_too_long(const struct memory_entry *entry) {
    return entry->source.s.n > MEMORY_SHAPE_MAX_BYTES || entry->target.s.n > MEMORY_SHAPE_MAX_BYTES;
}

int memory_write_act(struct database *db, struct arena *a, struct str from, int64_t section_id,
                     const struct edition *edition, const struct segment_review *r,
                     const struct segment_change *change, struct err *e) {
    const struct segment *s = &edition->segment[r->segment];
    struct memory_entry entry = {
        .from = from,
        .to = edition->language,
        .source = change->source,
        .target = change->after,
        .story_id = edition->story_id,
        .section_id = section_id,
        .who = r->who,
        .role = r->role.n ? r->role : STR(""),
        .origin = r->act == ACT_EDIT ? MEMORY_EDIT : MEMORY_APPROVE,
        .approved = s->approved,
        .at_ms = r->at_ms,
    };
    struct err ignored;
    int64_t id;
    bool puts = r->act == ACT_EDIT || r->act == ACT_APPROVE;
    if (!puts && r->act != ACT_REJECT) return 0;
    if (r->act == ACT_REJECT) entry.target = change->before;
    /* An outdated text that only had its spelling corrected is still of the old sentence. */
    if (puts && s->more && s->more->source.s.n) entry.source = s->more->source;
    if (entry.source.s.n == 0 || is_too_long(&entry)) return 0;
    /* Nor has an outdated text that was approved as it is all marks of its new source. */
    if (puts && segment_act_fits(&entry.target, &entry.source, &ignored)) return 0;
    int code = memory_store_come_last(db, &entry, e);
    if (code) return code;
    return puts ? memory_store_put(db, a, &entry, &id, e) : memory_store_refuse(db, a, &entry, e);
}

int memory_write_remove(struct database *db, struct arena *a, int64_t id, int64_t now_ms,
                        struct err *e) {
    struct memory_entry entry;
    int code = memory_store_get(db, a, id, &entry, e);
    if (code) return code;
    entry.story_id = 0;
    entry.at_ms = now_ms;
    code = memory_store_come_last(db, &entry, e);
    return code ? code : memory_store_refuse(db, a, &entry, e);
}
