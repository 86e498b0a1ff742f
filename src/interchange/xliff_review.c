#include "interchange/xliff_review.h"

#include "i18n/language.h"
#include "interchange/xliff_edition.h"

struct reviewer {
    struct arena *a;
    const struct edition *edition, *source;
    const struct segment_review *like;
    struct xliff_reviews out;
    struct text *source_text; /* of each segment of the edition */
    uint64_t *source_hash;    /* 0 for those without */
    bool *taken;              /* segments that a unit is of */
    size_t refusals_capacity;
};

static bool same(const struct text *x, const struct text *y) {
    return str_eq(x->s, y->s) && segment_hash(x) == segment_hash(y);
}

static void refuse(struct reviewer *r, const struct xliff_unit *u, size_t segment,
                   const char *why) {
    struct xliff_reviews *out = &r->out;
    out->refusal =
        arena_grow(r->a, out->refusal, out->n_refused, &r->refusals_capacity, sizeof *out->refusal);
    out->refusal[out->n_refused++] =
        (struct xliff_refusal){u->line, segment, arena_str(r->a, str_of(why))};
}

/* The segment that the unit is of: the one of its number, or wherever that sentence went. */
static bool find_segment(const struct reviewer *r, const struct xliff_edition_id *id,
                         size_t *ret_segment) {
    size_t n = r->edition->n_segments;
    if (id->segment < n && !r->taken[id->segment] &&
        r->source_hash[id->segment] == id->source_hash) {
        *ret_segment = id->segment;
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (r->taken[i] || r->source_hash[i] != id->source_hash) continue;
        *ret_segment = i;
        return true;
    }
    return false;
}

/* Does it on a copy that is thrown away: whether it can be done, and what becomes of the segment.
 */
static int rehearse(const struct reviewer *r, const struct segment_review *review, size_t n,
                    bool *ret_revised, struct err *e) {
    struct edition copy = *r->edition;
    struct segment_change unused;
    struct arena scratch = {0};
    int code = 0;
    for (size_t i = 0; i < n && !code; i++)
        code = segment_act_apply(&scratch, &copy, r->source, &review[i], &unused, e);
    if (!code) *ret_revised = segment_is_revised(&copy.segment[review->segment]);
    arena_release(&scratch);
    return code;
}

/* The acts for one unit: an edit, an approval, or both. */
static void take_acts(struct reviewer *r, const struct xliff_unit *u, size_t segment,
                      const struct text *text, bool is_changed) {
    struct segment_review act[2] = {*r->like, *r->like};
    struct err e = {0};
    bool revised = segment_is_revised(&r->edition->segment[segment]);
    bool wants_approval = u->state >= XLIFF_REVIEWED;
    size_t n = 0;
    for (size_t i = 0; i < 2; i++) act[i].segment = segment;
    act[0].expected = segment_act_tag(r->edition, segment);
    if (is_changed) {
        act[n].act = ACT_EDIT;
        act[n++].text = *text;
        if (rehearse(r, act, n, &revised, &e)) {
            refuse(r, u, segment + 1, e.text);
            return;
        }
    }
    if (wants_approval && !revised) {
        act[n++].act = ACT_APPROVE;
        if (rehearse(r, act, n, &revised, &e)) {
            refuse(r, u, segment + 1, e.text);
            return;
        }
    }
    for (size_t i = 0; i < n; i++) r->out.review[r->out.n++] = act[i];
    r->out.n_edited += is_changed;
    r->out.n_approved += n && !is_changed;
    r->out.n_unchanged += n == 0;
}

static void read_target(struct reviewer *r, const struct xliff_unit *u,
                        const struct xliff_edition_id *id, size_t segment) {
    const struct segment *s = &r->edition->segment[segment];
    struct text now =
        text_slice(r->a, &r->edition->document.block[s->block].text, s->start, s->end);
    struct coded_text known[2] = {coded_text_make(r->a, &r->source_text[segment])};
    struct text source, text;
    struct err e = {0};
    known[1] = coded_text_like(r->a, &now, &known[0]);
    if (coded_text_resolve(r->a, &u->source, known, 1, &source, &e) ||
        !same(&source, &r->source_text[segment])) {
        refuse(r, u, segment + 1, "the source in the file is not the story's");
        return;
    }
    if (!u->has_target || (u->target.s.n == 0 && u->target.n == 0)) {
        r->out.n_unchanged++;
        return;
    }
    uint64_t present = s->state == SEGMENT_HELD ? 0 : segment_hash(&now);
    if (coded_text_resolve(r->a, &u->target, known, 2, &text, &e)) {
        refuse(r, u, segment + 1, e.text);
        return;
    }
    bool is_touched = segment_hash(&text) != id->target_hash;
    bool is_raised = u->state >= XLIFF_REVIEWED && u->state > id->state;
    if (!is_touched && (!is_raised || segment_is_revised(s))) {
        r->out.n_unchanged++;
        return;
    }
    if (present != 0 && same(&text, &now))
        take_acts(r, u, segment, &text, false);
    else if (present != id->target_hash)
        refuse(r, u, segment + 1, "it has been changed in the newsroom since the file was written");
    else
        take_acts(r, u, segment, &text, true);
}

static void read_unit(struct reviewer *r, const struct xliff_unit *u) {
    struct xliff_edition_id id;
    size_t segment;
    if (!xliff_edition_read_id(u->id, &id)) {
        refuse(r, u, 0, "the unit's id names no segment of a story");
    } else if (!find_segment(r, &id, &segment)) {
        bool is_twice = id.segment < r->edition->n_segments && r->taken[id.segment] &&
                        r->source_hash[id.segment] == id.source_hash;
        refuse(r, u, id.segment + 1,
               is_twice ? "the file has it twice" : "its source has changed since");
    } else {
        r->taken[segment] = true;
        read_target(r, u, &id, segment);
    }
}

static int check_languages(struct arena *a, const struct xliff *x, const struct edition *edition,
                           const struct edition *source, struct err *e) {
    struct str from, to, of;
    if (xml_tree_next(x->file)) {
        err_set(e, E_INVALID, "line %u: there is more than one <file>", x->file->line);
        return err_hint(e, "read them back one by one");
    }
    int code = language_parse(a, x->source_language, &from, e);
    if (!code) code = language_parse(a, x->target_language, &to, e);
    if (code) return err_add(e, "line %u: the languages of the file: ", x->file->line);
    if (!str_eq(from, source->language) || !str_eq(to, edition->language))
        return err_set(e, E_INVALID, "line %u: the file is %.*s to %.*s, the story is %.*s to %.*s",
                       x->file->line, (int)from.n, from.p, (int)to.n, to.p, (int)source->language.n,
                       source->language.p, (int)edition->language.n, edition->language.p);
    if (xliff_edition_story(x, &of) == edition->story_id && str_eq(of, edition->language)) return 0;
    return err_set(e, E_INVALID, "line %u: the file is not of story %lld in %.*s", x->file->line,
                   (long long)edition->story_id, (int)to.n, to.p);
}

int xliff_review_make(struct arena *a, const struct xliff *x, const struct edition *edition,
                      const struct edition *source, const struct segment_review *like,
                      struct xliff_reviews *ret_reviews, struct err *e) {
    struct reviewer r = {.a = a, .edition = edition, .source = source, .like = like};
    int code = check_languages(a, x, edition, source, e);
    if (code) return code;
    r.source_text = arena_array(a, edition->n_segments, sizeof *r.source_text);
    r.source_hash = arena_array(a, edition->n_segments, sizeof *r.source_hash);
    r.taken = arena_array(a, edition->n_segments, sizeof *r.taken);
    r.out.review = arena_array(a, 2 * edition->n_segments, sizeof *r.out.review);
    for (size_t i = 0; i < edition->n_segments; i++) {
        r.source_text[i] = segment_act_source(a, edition, i, source);
        if (r.source_text[i].s.n) r.source_hash[i] = segment_hash(&r.source_text[i]);
    }
    for (size_t i = 0; i < x->n; i++) read_unit(&r, &x->unit[i]);
    if (r.out.n * edition->n_segments > XLIFF_REVIEW_MOST) {
        err_set(e, E_LIMIT, "more than %zu changes at once",
                XLIFF_REVIEW_MOST / edition->n_segments);
        return err_hint(e, "take units out of the file, and read it back in parts");
    }
    *ret_reviews = r.out;
    return 0;
}
