#include "story/segment_act.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "story/document_html.h"
#include "story/edition_replace.h"
#include "story/text_similarity.h"

static const char *const act_name[] = {
    [ACT_EDIT] = "edit", [ACT_APPROVE] = "approve", [ACT_REJECT] = "reject",
    [ACT_LOCK] = "lock", [ACT_UNLOCK] = "unlock",   [ACT_DROP] = "drop",
};

const char *segment_act_name(enum segment_act act) {
    return act_name[act];
}

bool segment_act_from_name(struct str name, enum segment_act *ret_act) {
    for (size_t i = 0; i < sizeof act_name / sizeof *act_name; i++) {
        if (!str_eq(name, str_of(act_name[i]))) continue;
        *ret_act = (enum segment_act)i;
        return true;
    }
    return false;
}

static struct text text_of(struct arena *a, const struct edition *edition,
                           const struct segment *s) {
    return text_slice(a, &edition->document.block[s->block].text, s->start, s->end);
}

uint64_t segment_act_tag(const struct edition *edition, size_t at) {
    const struct segment *s = &edition->segment[at];
    struct arena a = {0};
    struct text text = text_of(&a, edition, s);
    struct str seen =
        arena_printf(&a, "%llx %llx %llx %d %d %d %d", (unsigned long long)segment_hash(&text),
                     (unsigned long long)s->source_hash,
                     (unsigned long long)(s->more ? s->more->present_hash : 0), s->origin, s->state,
                     s->approved, s->locked);
    uint64_t tag = hash_text(seen);
    arena_release(&a);
    return tag ? tag : 1;
}

struct text segment_act_source(struct arena *a, const struct edition *edition, size_t at,
                               const struct edition *source) {
    uint64_t hash = segment_wanted_hash(&edition->segment[at]);
    if (at < source->n_segments && source->segment[at].source_hash == hash)
        return text_of(a, source, &source->segment[at]);
    for (size_t i = 0; i < source->n_segments; i++)
        if (source->segment[i].source_hash == hash) return text_of(a, source, &source->segment[i]);
    return (struct text){.s = STR("")};
}

int segment_act_read_text(struct arena *a, struct str html, struct str language,
                          struct text *ret_text, struct err *e) {
    struct document d;
    int code = document_html_parse(a, html, language, &d, e);
    if (code) return code;
    if (d.n_blocks == 1 && d.block[0].kind == BLOCK_PARAGRAPH) {
        *ret_text = d.block[0].text;
        return 0;
    }
    if (d.n_blocks == 0) {
        err_set(e, E_INVALID, "the text is empty");
        return err_hint(e, "to have it not shown, reject it");
    }
    err_set(e, E_INVALID, "the text is more than one piece");
    return err_hint(e, "write one paragraph of inline HTML; a < of the text itself is &lt;");
}

static size_t count_mark(const struct text *t, const struct mark *mark) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_marks; i++)
        n += t->mark[i].kind == mark->kind && str_eq(t->mark[i].value, mark->value);
    return n;
}

/* Every mark of `from` but those of language is as often in `in`. */
static int compare_marks(const struct text *from, const struct text *in, const char *what,
                         struct err *e) {
    for (size_t i = 0; i < from->n_marks; i++) {
        const struct mark *m = &from->mark[i];
        if (m->kind == MARK_LANGUAGE || count_mark(from, m) <= count_mark(in, m)) continue;
        err_set(e, E_INVALID, "the text %s <%s>%s%.*s", what, mark_kind_name(m->kind),
                m->value.n ? " to " : "", (int)m->value.n, m->value.p);
        return err_hint(e, "a translation has the same marks as its source, on other words");
    }
    return 0;
}

static size_t count_breaks(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

static int check_edit(const struct text *text, const struct text *source, const struct text *before,
                      struct err *e) {
    if (text->s.n == 0) return err_set(e, E_INVALID, "the text is empty");
    const struct text *model = source->s.n ? source : before;
    int code = compare_marks(model, text, "lacks", e);
    if (!code) code = compare_marks(text, model, "has one too many", e);
    if (code) return code;
    if (count_breaks(text->s) > count_breaks(model->s))
        return err_set(e, E_INVALID, "the text has a line break that its source has not");
    return 0;
}

int segment_act_fits(const struct text *text, const struct text *source, struct err *e) {
    return check_edit(text, source, source, e);
}

static bool same_texts(const struct text *a, const struct text *b) {
    return str_eq(a->s, b->s) && segment_hash(a) == segment_hash(b);
}

/* The segment's own copy of what more is known, to be changed. */
static struct segment_more *own_more(struct arena *a, struct segment *s) {
    struct segment_more *more = arena_alloc(a, sizeof *more);
    if (s->more) *more = *s->more;
    s->more = more;
    return more;
}

static void sign(const struct segment_review *review, struct segment_more *more) {
    more->who = review->who;
    more->role = review->role;
    more->at_ms = review->at_ms;
}

/* The text is of the source as it is now. */
static void bring_up_to_date(struct segment *s, const struct text *source) {
    struct segment_more *more = s->more;
    s->source_hash = segment_wanted_hash(s);
    s->state = SEGMENT_CURRENT;
    *more = (struct segment_more){
        .source = *source, .who = more->who, .role = more->role, .at_ms = more->at_ms};
}

static int edit(struct arena *a, struct edition *edition, const struct segment_review *r,
                struct segment_change *change, struct err *e) {
    struct segment *s = &edition->segment[r->segment];
    if (same_texts(&r->text, &change->before)) {
        err_set(e, E_CONFLICT, "segment %zu has this text already", r->segment + 1);
        return err_hint(e, "if it is right as it is, approve it");
    }
    int code = check_edit(&r->text, &change->source, &change->before, e);
    if (!code) code = edition_replace(a, edition, r->segment, &r->text, e);
    if (code) return code;
    s = &edition->segment[r->segment];
    bool spelling =
        s->state != SEGMENT_HELD && text_similarity_is_spelling(change->before.s, r->text.s);
    struct segment_more *more = own_more(a, s);
    sign(r, more);
    s->origin = ORIGIN_PERSON;
    if (!spelling || s->state == SEGMENT_CURRENT) bring_up_to_date(s, &change->source);
    if (!spelling) s->approved = true;
    change->after = r->text;
    return 0;
}

static int approve(struct arena *a, struct edition *edition, const struct segment_review *r,
                   const struct segment_change *change, struct err *e) {
    struct segment *s = &edition->segment[r->segment];
    if (s->state == SEGMENT_HELD) {
        err_set(e, E_CONFLICT, "segment %zu is held: there is no translation to approve",
                r->segment + 1);
        return err_hint(e, "write one with edit");
    }
    if (segment_is_revised(s))
        return err_set(e, E_CONFLICT, "segment %zu is approved already", r->segment + 1);
    if (change->source.s.n == 0) {
        err_set(e, E_BUSY, "segment %zu is of a source text that has changed", r->segment + 1);
        return err_hint(e, "its new translation is on its way; look again in a moment");
    }
    sign(r, own_more(a, s));
    s->approved = true;
    bring_up_to_date(s, &change->source);
    return 0;
}

/* The draft of an outdated text, or the source's words. */
static int reject(struct arena *a, struct edition *edition, struct str source_language,
                  const struct segment_review *r, struct segment_change *change, struct err *e) {
    struct segment *s = &edition->segment[r->segment];
    if (s->state == SEGMENT_HELD)
        return err_set(e, E_CONFLICT, "segment %zu is held already", r->segment + 1);
    bool has_draft = s->state == SEGMENT_OUTDATED && s->more && s->more->draft.s.n > 0;
    if (!has_draft && change->source.s.n == 0) {
        err_set(e, E_BUSY, "segment %zu is of a source text that has changed", r->segment + 1);
        return err_hint(e, "its new translation is on its way; look again in a moment");
    }
    change->after =
        has_draft ? s->more->draft : edition_replace_foreign(a, &change->source, source_language);
    int code = edition_replace(a, edition, r->segment, &change->after, e);
    if (code) return code;
    s = &edition->segment[r->segment];
    struct segment_more *more = own_more(a, s);
    change->needs_engine = !has_draft && s->origin != ORIGIN_MACHINE;
    sign(r, more);
    bring_up_to_date(s, &(struct text){.s = STR("")});
    more->rejected = segment_hash(&change->before);
    s->origin = change->needs_engine ? ORIGIN_MEMORY : ORIGIN_MACHINE;
    s->approved = false;
    if (!has_draft) {
        s->state = SEGMENT_HELD;
        more->why = arena_printf(a, "rejected by %.*s", (int)r->who.n, r->who.p);
    }
    return 0;
}

static int set_lock(struct arena *a, struct edition *edition, const struct segment_review *r,
                    struct segment_change *change, struct err *e) {
    struct segment *s = &edition->segment[r->segment];
    bool lock = r->act == ACT_LOCK;
    if (lock && s->state == SEGMENT_HELD)
        return err_set(e, E_CONFLICT, "segment %zu is held: there is no translation to lock",
                       r->segment + 1);
    if (s->locked == lock)
        return err_set(e, E_CONFLICT, "segment %zu is %s already", r->segment + 1,
                       lock ? "locked" : "unlocked");
    struct segment_more *more = own_more(a, s);
    s->locked = lock;
    if (!s->approved) sign(r, more);
    if (s->state == SEGMENT_CURRENT && change->source.s.n) more->source = change->source;
    if (segment_is_kept(s) || s->origin != ORIGIN_MACHINE) return 0;
    if (s->state == SEGMENT_CURRENT) more->present_hash = s->source_hash;
    s->state = SEGMENT_OUTDATED; /* engines may have changed since it was locked */
    change->needs_engine = true;
    return 0;
}

static int check_review(const struct edition *edition, const struct segment_review *r,
                        struct err *e) {
    if (r->segment >= edition->n_segments) {
        err_set(e, E_INVALID, "there is no segment %zu: the edition has %zu", r->segment + 1,
                edition->n_segments);
        return err_hint(e, "`zubi review STORY LANG` lists them");
    }
    if (r->who.n == 0 || r->who.n > SEGMENT_ACT_MAX_WHO || r->role.n > SEGMENT_ACT_MAX_WHO ||
        !utf8_is_valid(r->who) || !utf8_is_valid(r->role)) {
        err_set(e, E_INVALID, "the act has no name to it, or one that is too long");
        return err_hint(e, "say who does it: the ledger keeps who answers for a text");
    }
    if (r->expected && r->expected != segment_act_tag(edition, r->segment)) {
        err_set(e, E_CONFLICT, "segment %zu has changed since you saw it", r->segment + 1);
        return err_hint(e, "look at it again and repeat what you did");
    }
    if (!edition->segment[r->segment].locked || r->act == ACT_UNLOCK || r->act == ACT_LOCK)
        return 0;
    err_set(e, E_CONFLICT, "segment %zu is locked", r->segment + 1);
    return err_hint(e, "unlock it first");
}

int segment_act_apply(struct arena *a, struct edition *edition, const struct edition *source,
                      const struct segment_review *r, struct segment_change *ret_change,
                      struct err *e) {
    int code = check_review(edition, r, e);
    if (code) return code;
    struct edition changed = *edition;
    struct segment_change change = {.source = segment_act_source(a, edition, r->segment, source)};
    change.before = change.after = text_of(a, edition, &edition->segment[r->segment]);
    changed.segment = arena_array(a, edition->n_segments, sizeof *changed.segment);
    for (size_t i = 0; i < edition->n_segments; i++) changed.segment[i] = edition->segment[i];
    switch (r->act) {
    case ACT_EDIT: code = edit(a, &changed, r, &change, e); break;
    case ACT_APPROVE: code = approve(a, &changed, r, &change, e); break;
    case ACT_REJECT: code = reject(a, &changed, source->language, r, &change, e); break;
    case ACT_LOCK:
    case ACT_UNLOCK: code = set_lock(a, &changed, r, &change, e); break;
    case ACT_DROP: code = err_set(e, E_INVALID, "nobody drops a text"); break;
    }
    if (code) return code;
    change.source_hash = changed.segment[r->segment].source_hash;
    changed.label = edition_label_of(changed.segment, changed.n_segments, false);
    *edition = changed;
    *ret_change = change;
    return 0;
}
