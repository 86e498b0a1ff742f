/* Random lives of a story: its source is edited, people review its translation, engines change,
   workers die; and after every translation a simple model says what must be true. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/clock.h"
#include "jobs/translate_job.h"
#include "store/edition_read.h"
#include "store/ledger_store.h"
#include "store/refresh_write.h"
#include "store/review_write.h"
#include "store/schema.h"
#include "store/section_store.h"
#include "store/story_save.h"
#include "story/document_json.h"
#include "unit/sql/scratch.h"
#include "unit/translate/fake_engine.h"

enum { MAX_SENTENCES = 40, MAX_WORDS = 10, STEPS = 350, MAX_PEOPLES = 4000 };

/* A sentence of the source; its id stays while it is changed and moved. */
struct sentence {
    int id;
    int word[MAX_WORDS * 2];
    int n_words;
    bool ends_paragraph;
};

/* What a person wrote or found right, and what became of it. */
struct kept {
    int id;           /* of the sentence; 0: settled, nothing to look after any more */
    struct str words; /* the target */
    struct str of;    /* the source text it is a translation of */
    bool approved, locked, by_person;
    bool loose; /* the sentence was split, merged or changed a lot: it may go anywhere */
};

/* What the memory has of a sentence: the last words that somebody wrote or approved for it, unless
   somebody rejected them since. */
struct recalled {
    struct str of, words;
};

struct world {
    struct scratch *s;
    struct database *db, *other; /* the worker's and the people's */
    struct slug_maker *slug;
    struct fake_engine fake;
    struct engine_direction direction;
    struct engine *engines[1];
    struct route_map routes;
    struct arena keep; /* texts of the model */
    struct arena a;    /* of one step */
    uint64_t seed;
    int version, next_id;
    struct sentence sentence[MAX_SENTENCES];
    int n_sentences;
    int64_t story_id, now;
    int edition_id[MAX_SENTENCES]; /* the sentences as the translation has them */
    int n_edition;
    struct kept *kept;
    size_t n_kept, n_acts;
    struct recalled *memory;
    size_t n_memory;
    size_t n_shown;              /* segments seen that had the memory's words */
    struct str act[MAX_PEOPLES]; /* every text that a person wrote */
    size_t n_written;
    void (*meanwhile)(struct world *); /* happens while the engine works */
    bool dies;
};

static struct world *current; /* the engine has no other way to know the world */

static uint32_t below(struct world *w, uint32_t n) {
    w->seed = w->seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(w->seed >> 33) % n;
}

/* Words of eight letters, of which no two are alike. */
static struct str word_text(struct arena *a, int number) {
    char word[9];
    uint64_t x = ((uint64_t)number + 1) * 0x9E3779B97F4A7C15U;
    for (int i = 0; i < 8; i++) {
        word[i] = (char)('a' + (x >> 40) % 26);
        x = x * 6364136223846793005U + 1442695040888963407U;
    }
    return arena_printf(a, "%.8s", word);
}

static struct str sentence_text(struct arena *a, const struct sentence *s) {
    struct str text = STR("");
    for (int i = 0; i < s->n_words; i++) {
        struct str word = word_text(a, s->word[i]);
        text = arena_printf(a, "%.*s%s%.*s", (int)text.n, text.p ? text.p : "", i ? " " : "",
                            (int)word.n, word.p);
    }
    return arena_printf(a, "%.*s.", (int)text.n, text.p);
}

static struct str machine_text(struct arena *a, int version, struct str source) {
    return arena_printf(a, "m%d %.*s", version, (int)source.n, source.p);
}

static void answer(struct arena *a, struct str text, struct engine_output *ret) {
    struct world *w = current;
    if (w->dies) _exit(1);
    ret->text = machine_text(a, w->version, text);
    void (*meanwhile)(struct world *) = w->meanwhile;
    w->meanwhile = NULL;
    if (meanwhile) meanwhile(w);
}

/* --- the source ------------------------------------------------------------------------------ */

static int new_word(struct world *w) {
    return (int)below(w, 1U << 30);
}

static struct sentence new_sentence(struct world *w) {
    struct sentence s = {.id = ++w->next_id, .n_words = 8, .ends_paragraph = below(w, 3) == 0};
    for (int i = 0; i < s.n_words; i++) s.word[i] = new_word(w);
    return s;
}

static void insert_at(struct world *w, int at, struct sentence s) {
    if (w->n_sentences == MAX_SENTENCES) return;
    memmove(&w->sentence[at + 1], &w->sentence[at],
            (size_t)(w->n_sentences - at) * sizeof *w->sentence);
    w->sentence[at] = s;
    w->n_sentences++;
}

static void delete_at(struct world *w, int at) {
    w->n_sentences--;
    memmove(&w->sentence[at], &w->sentence[at + 1],
            (size_t)(w->n_sentences - at) * sizeof *w->sentence);
}

static void split_at(struct world *w, int at) {
    struct sentence first = w->sentence[at], second = first;
    if (first.n_words < 6 || w->n_sentences == MAX_SENTENCES) return;
    first.id = ++w->next_id;
    second.id = ++w->next_id;
    first.n_words /= 2;
    second.n_words -= first.n_words;
    memmove(second.word, second.word + first.n_words, (size_t)second.n_words * sizeof(int));
    first.ends_paragraph = below(w, 2);
    w->sentence[at] = first;
    insert_at(w, at + 1, second);
}

static void merge_at(struct world *w, int at) {
    if (at + 1 >= w->n_sentences) return;
    struct sentence *s = &w->sentence[at], next = w->sentence[at + 1];
    if (s->n_words + next.n_words > MAX_WORDS * 2) return;
    memcpy(s->word + s->n_words, next.word, (size_t)next.n_words * sizeof(int));
    s->n_words += next.n_words;
    s->id = ++w->next_id;
    s->ends_paragraph = next.ends_paragraph;
    delete_at(w, at + 1);
}

/* One edit; sentence 0 is the headline, which stays the first. */
static void change_source(struct world *w) {
    int at = 1 + (int)below(w, (uint32_t)w->n_sentences - 1);
    struct sentence s = w->sentence[at];
    switch (below(w, 9)) {
    case 0:
    case 1: insert_at(w, at, new_sentence(w)); break;
    case 2:
        if (w->n_sentences > 5) delete_at(w, at);
        break;
    case 3:
        delete_at(w, at);
        insert_at(w, 1 + (int)below(w, (uint32_t)w->n_sentences), s);
        break;
    case 4: split_at(w, at); break;
    case 5: merge_at(w, at); break;
    case 6: w->sentence[at].ends_paragraph ^= true; break;
    default:
        if (below(w, 8) == 0) at = 0;
        w->sentence[at].word[below(w, (uint32_t)w->sentence[at].n_words)] = new_word(w);
    }
}

static void add_block(struct arena *a, struct story_draft *d, enum block_kind kind,
                      const struct str *text, int n) {
    struct block *b = &d->document.block[d->document.n_blocks];
    *b = (struct block){.kind = kind, .text.s = STR(""), .value = STR("")};
    for (int i = 0; i < n; i++) {
        struct str so_far = b->text.s;
        uint32_t start = (uint32_t)(so_far.n + (i > 0));
        b->text.s = arena_printf(a, "%.*s%s%.*s", (int)so_far.n, so_far.p, i ? " " : "",
                                 (int)text[i].n, text[i].p);
        d->segment[d->n_segments++] =
            (struct segment){.block = (uint32_t)d->document.n_blocks,
                             .start = start,
                             .end = (uint32_t)b->text.s.n,
                             .source_hash = segment_hash(&(struct text){.s = text[i]})};
    }
    d->document.n_blocks++;
}

static void save(struct world *w, struct database *db) {
    static const struct story_target target = {{"es", 2}, {"", 0}};
    struct arena *a = &w->a;
    struct story_draft d = {.language = STR("eu"),
                            .section = STR("herria"),
                            .section_key = STR("herria"),
                            .topic_key = STR(""),
                            .slug = STR("s"),
                            .story_id = w->story_id};
    struct story_saved saved;
    struct str text[MAX_SENTENCES];
    d.document.block = arena_array(a, MAX_SENTENCES, sizeof *d.document.block);
    d.segment = arena_array(a, MAX_SENTENCES, sizeof *d.segment);
    for (int i = 0; i < w->n_sentences; i++) text[i] = sentence_text(a, &w->sentence[i]);
    add_block(a, &d, BLOCK_HEADLINE, text, 1);
    for (int i = 1, from = 1; i < w->n_sentences; i++)
        if (w->sentence[i].ends_paragraph || i + 1 == w->n_sentences) {
            add_block(a, &d, BLOCK_PARAGRAPH, &text[from], i + 1 - from);
            from = i + 1;
        }
    scratch_ok(w->s, story_save(db, a, &d, &target, 1, &saved, &w->s->e));
    w->story_id = saved.id;
}

static void save_meanwhile(struct world *w) {
    change_source(w);
    save(w, w->other);
}

/* --- people ---------------------------------------------------------------------------------- */

static struct kept *find_kept(struct world *w, int id) {
    for (size_t i = 0; i < w->n_kept; i++)
        if (w->kept[i].id == id) return &w->kept[i];
    return NULL;
}

static struct kept *add_kept(struct world *w, int id) {
    assert_true(w->n_kept < MAX_PEOPLES);
    w->kept[w->n_kept] = (struct kept){.id = id};
    return &w->kept[w->n_kept++];
}

static struct edition load(struct world *w, const char *language) {
    struct edition edition = {0};
    scratch_ok(w->s, edition_read(w->other, &w->a, w->story_id, str_of(language), &edition, NULL,
                                  &w->s->e));
    return edition;
}

static struct str text_of(const struct edition *edition, size_t at) {
    const struct segment *s = &edition->segment[at];
    return str_slice(edition->document.block[s->block].text.s, s->start, s->end);
}

static struct recalled *find_recalled(struct world *w, struct str of) {
    for (size_t i = 0; i < w->n_memory; i++)
        if (str_eq(w->memory[i].of, of)) return &w->memory[i];
    return NULL;
}

static void remember_words(struct world *w, const struct segment_review *r,
                           const struct edition *before, const struct edition *after) {
    const struct segment *s = &after->segment[r->segment];
    if (r->act == ACT_REJECT)
        for (size_t i = 0; i < w->n_memory; i++)
            if (str_eq(w->memory[i].words, text_of(before, r->segment)))
                w->memory[i].words = STR("");
    if ((r->act != ACT_EDIT && r->act != ACT_APPROVE) || s->more->source.s.n == 0) return;
    struct recalled *known = find_recalled(w, s->more->source.s);
    assert_true(w->n_memory < MAX_PEOPLES);
    if (!known) known = &w->memory[w->n_memory++];
    known->of = arena_str(&w->keep, s->more->source.s);
    known->words = arena_str(&w->keep, text_of(after, r->segment));
}

/* What the model makes of an act that was done; `before` is the edition as it was. */
static void remember(struct world *w, const struct segment_review *r, const struct edition *before,
                     const struct edition *after, struct str source) {
    int id = w->edition_id[r->segment];
    const struct segment *s = &after->segment[r->segment];
    struct kept *kept = find_kept(w, id);
    bool was_outdated = before->segment[r->segment].state == SEGMENT_OUTDATED;
    w->n_acts++;
    remember_words(w, r, before, after);
    if (r->act == ACT_REJECT) {
        assert_false(segment_is_kept(s));
        if (kept) kept->id = 0;
        return;
    }
    if (r->act == ACT_UNLOCK && kept) {
        kept->locked = false;
        if (!kept->by_person && !kept->approved) kept->id = 0;
        return;
    }
    if (!kept) {
        kept = add_kept(w, id);
        kept->words = arena_str(&w->keep, text_of(before, r->segment));
        kept->of = arena_str(&w->keep, source);
    }
    kept->loose |= source.n == 0;
    bool stays_outdated = s->state == SEGMENT_OUTDATED;
    if (!stays_outdated && was_outdated) kept->of = arena_str(&w->keep, source);
    if (r->act == ACT_LOCK) kept->locked = true;
    if (r->act == ACT_APPROVE) kept->approved = true;
    if (r->act == ACT_EDIT) {
        kept->words = arena_str(&w->keep, r->text.s);
        kept->by_person = true;
        kept->approved = s->approved;
        assert_true(w->n_written < MAX_PEOPLES);
        w->act[w->n_written++] = kept->words;
    }
}

static struct text edited_text(struct world *w, struct str before) {
    if (below(w, 4) == 0 && before.n > 12 && before.p[before.n - 2] != 'x')
        return (struct text){
            .s = arena_printf(&w->a, "%.*sx.", (int)before.n - 2, before.p)}; /* spelling */
    struct str word = word_text(&w->a, new_word(w));
    return (struct text){.s = arena_printf(&w->a, "Pertsona %.*s idatzi du.", (int)word.n, word.p)};
}

static void review(struct world *w) {
    static const enum segment_act acts[] = {ACT_EDIT,   ACT_EDIT, ACT_EDIT,  ACT_APPROVE,
                                            ACT_REJECT, ACT_LOCK, ACT_UNLOCK};
    struct edition before = load(w, "es"), source = load(w, "eu");
    if (before.n_segments == 0) return;
    struct segment_review r = {.act = acts[below(w, 7)],
                               .segment = below(w, (uint32_t)before.n_segments),
                               .who = STR("Ane"),
                               .role = STR("editor"),
                               .at_ms = ++w->now};
    struct review_written written;
    if (r.act == ACT_EDIT) r.text = edited_text(w, text_of(&before, r.segment));
    if (below(w, 2)) r.expected = segment_act_tag(&before, r.segment);
    struct text of = segment_act_source(&w->a, &before, r.segment, &source);
    int code =
        review_write(w->other, &w->a, w->slug, w->story_id, STR("es"), &r, 1, &written, &w->s->e);
    if (code == E_CONFLICT || code == E_BUSY) return;
    scratch_ok(w->s, code);
    remember(w, &r, &before, &written.edition, of.s);
}

/* --- what must be true ----------------------------------------------------------------------- */

static bool in_ledger(struct world *w, struct str words) {
    struct ledger_query q = {.story_id = w->story_id, .language = STR("es"), .limit = 100000};
    struct ledger_entry *entry;
    size_t n;
    struct text text;
    scratch_ok(w->s, ledger_store_list(w->other, &w->a, &q, &entry, &n, &w->s->e));
    for (size_t i = n; i > 0; i--) {
        if (entry[i - 1].act != ACT_DROP) continue;
        scratch_ok(w->s, document_json_read_text(&w->a, entry[i - 1].before, &text, &w->s->e));
        if (str_search(text.s, words) < text.s.n) return true;
    }
    return false;
}

static bool in_edition(const struct edition *edition, struct str words) {
    for (size_t i = 0; i < edition->n_segments; i++) {
        struct str text = text_of(edition, i);
        if (segment_is_kept(&edition->segment[i]) && str_search(text, words) < text.n) return true;
    }
    return false;
}

static int count_changed(const struct kept *kept, struct str present) {
    struct str a = kept->of, b = present;
    int n = 0;
    while (a.p && b.p) n += !str_eq(str_cut(&a, ' '), str_cut(&b, ' '));
    return a.p || b.p ? 100 : n;
}

/* The words stand where their sentence stands, in the state that this earns. */
static void check_kept(struct world *w, const struct edition *target, size_t at, struct kept *kept,
                       struct str present) {
    const struct segment *s = &target->segment[at];
    bool same = str_eq(kept->of, present);
    bool stands = segment_is_kept(s) && str_eq(text_of(target, at), kept->words);
    if (!same && (kept->loose || count_changed(kept, present) > 2)) {
        if (stands) return;
        assert_true(in_edition(target, kept->words) || in_ledger(w, kept->words));
        kept->id = 0;
        return;
    }
    if (!stands)
        fail_msg("seed %llu: \"%.*s\" became \"%.*s\"", (unsigned long long)w->seed,
                 (int)kept->words.n, kept->words.p, (int)text_of(target, at).n,
                 text_of(target, at).p);
    assert_int_equal(s->state, same ? SEGMENT_CURRENT : SEGMENT_OUTDATED);
    assert_int_equal(s->approved, kept->approved);
    assert_int_equal(s->locked, kept->locked);
    assert_int_equal(s->origin == ORIGIN_PERSON, kept->by_person);
}

static void check_segment(struct world *w, const struct edition *target, size_t at) {
    const struct segment *s = &target->segment[at];
    struct str present = sentence_text(&w->a, &w->sentence[at]), text = text_of(target, at);
    struct kept *kept = find_kept(w, w->sentence[at].id);
    uint64_t hash = segment_hash(&(struct text){.s = present});
    if (kept) check_kept(w, target, at, kept, present);
    if (s->state == SEGMENT_OUTDATED) {
        assert_true(s->more->present_hash == hash);
        assert_true(str_eq(s->more->draft.s, machine_text(&w->a, w->version, present)));
    } else {
        assert_true(s->source_hash == hash);
    }
    kept = find_kept(w, w->sentence[at].id);
    if (kept || segment_is_kept(s)) {
        assert_true(segment_is_kept(s));
        if (kept) return;
        kept = add_kept(w, w->sentence[at].id); /* of a sentence that was split or merged */
        *kept = (struct kept){.id = kept->id,
                              .words = arena_str(&w->keep, text),
                              .of = arena_str(&w->keep, s->more->source.s),
                              .approved = s->approved,
                              .locked = s->locked,
                              .by_person = s->origin == ORIGIN_PERSON,
                              .loose = true};
        bool again = str_eq(kept->of, present); /* split, and merged again */
        assert_int_equal(s->state, again ? SEGMENT_CURRENT : SEGMENT_OUTDATED);
        return;
    }
    const struct recalled *recalled = find_recalled(w, present);
    if (recalled && recalled->words.n) {
        assert_int_equal(s->origin, ORIGIN_MEMORY);
        assert_int_equal(s->state, SEGMENT_CURRENT);
        assert_true(str_eq(text, recalled->words));
        w->n_shown++;
    } else if (s->state == SEGMENT_HELD) {
        assert_true(s->more->rejected != 0);
        assert_true(str_eq(text, present));
    } else {
        assert_int_equal(s->origin, ORIGIN_MACHINE);
        assert_true(str_eq(text, machine_text(&w->a, w->version, present)));
    }
}

static uint64_t present_hash(const struct segment *s) {
    return s->state == SEGMENT_OUTDATED ? s->more->present_hash : s->source_hash;
}

/* Whether the old edition had what the new one has there: then no engine is to be asked. */
static bool was_there(const struct edition *old, const struct edition *target, size_t at) {
    const struct segment *s = &target->segment[at];
    if (segment_is_kept(s) && s->state == SEGMENT_CURRENT) return true;
    if (s->origin == ORIGIN_MEMORY && s->state == SEGMENT_CURRENT) return true;
    if (!str_eq(old->engine, target->engine)) return false;
    for (size_t i = 0; i < old->n_segments; i++) {
        const struct segment *o = &old->segment[i];
        if (present_hash(o) != present_hash(s) || o->state != s->state) continue;
        if (str_eq(text_of(old, i), text_of(target, at))) return true;
    }
    return false;
}

static void check_work(struct world *w, const struct edition *old, const struct edition *target) {
    size_t expected = 0;
    for (size_t i = 0; i < target->n_segments; i++) expected += !was_there(old, target, i);
    assert_int_equal(w->fake.segments, expected);
}

static void check_label(const struct edition *target) {
    size_t revised = 0;
    for (size_t i = 0; i < target->n_segments; i++)
        revised += target->segment[i].approved && target->segment[i].state == SEGMENT_CURRENT;
    assert_int_equal(target->label, revised == 0                    ? LABEL_AUTOMATIC
                                    : revised == target->n_segments ? LABEL_REVISED
                                                                    : LABEL_PARTLY_REVISED);
}

static void check_translation(struct world *w, const struct edition *old) {
    struct edition target = load(w, "es");
    assert_int_equal(target.n_segments, w->n_sentences);
    for (size_t i = 0; i < target.n_segments; i++) check_segment(w, &target, i);
    for (size_t i = 0; i < w->n_kept; i++) {
        struct kept *kept = &w->kept[i];
        bool there = kept->id == 0;
        for (int j = 0; j < w->n_sentences; j++) there |= w->sentence[j].id == kept->id;
        if (there) continue;
        assert_true(in_edition(&target, kept->words) || in_ledger(w, kept->words));
        kept->id = 0;
    }
    check_work(w, old, &target);
    check_label(&target);
    w->n_edition = w->n_sentences;
    for (int i = 0; i < w->n_sentences; i++) w->edition_id[i] = w->sentence[i].id;
}

/* --- workers --------------------------------------------------------------------------------- */

static int run_job(struct world *w, struct database *db, const struct job *job,
                   struct hop_cache *cache) {
    struct translate_context context = {.routes = &w->routes, .cache = cache, .max_attempts = 5};
    struct err problem;
    int code = translate_job_run(&context, db, w->slug, &w->a, job, &problem, &w->s->e);
    if (!code && problem.code) fail_msg("%s", problem.text);
    return code;
}

/* The worker's process ends in the middle of its work. False when there was nothing to ask of the
   engine, and the work was done. */
static bool run_and_die(struct world *w, const struct job *job) {
    pid_t child = fork();
    if (child == 0) {
        struct database *db = scratch_open(w->s, DATABASE_REPEATABLE);
        struct hop_cache *cache;
        w->dies = true;
        if (hop_cache_open(1 << 20, &cache, &w->s->e) == 0) run_job(w, db, job, cache);
        _exit(0);
    }
    int status = 0;
    assert_true(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status) == 1;
}

static bool is_translated(struct world *w) {
    int64_t n;
    scratch_ok(w->s, job_store_pending(w->other, w->story_id, &n, &w->s->e));
    return n == 0;
}

static void translate(struct world *w) {
    struct job job;
    struct hop_cache *cache;
    struct edition old = load(w, "es");
    int64_t now = clock_wall_ms(), past = now - 100000;
    bool dies = below(w, 12) == 0;
    int code = job_store_lease(w->db, &w->a, STR("worker"), now, dies ? past - now : 60000, &job,
                               &w->s->e);
    if (code == E_NOTFOUND) return;
    scratch_ok(w->s, code);
    if (dies && !run_and_die(w, &job)) {
        w->fake.segments = 0;
        check_translation(w, &old);
        return;
    }
    if (dies) {
        struct edition again = load(w, "es");
        assert_true(document_equal(&again.document, &old.document)); /* whole, or not at all */
        return;
    }
    if (below(w, 4) == 0) w->meanwhile = below(w, 2) ? review : save_meanwhile;
    w->fake.segments = 0;
    scratch_ok(w->s, hop_cache_open(1 << 20, &cache, &w->s->e));
    scratch_ok(w->s, run_job(w, w->db, &job, cache));
    hop_cache_close(cache);
    w->meanwhile = NULL;
    if (is_translated(w)) check_translation(w, &old);
}

static void change_engine(struct world *w) {
    int64_t n;
    w->direction.version = arena_printf(&w->keep, "%d", ++w->version);
    struct route route;
    assert_true(route_find(&w->routes, STR("eu"), STR("es"), &route));
    scratch_ok(w->s, refresh_write(w->other, STR("eu"), STR("es"), route_version(&w->a, &route), 1,
                                   clock_wall_ms(), &n, &w->s->e));
}

static void reopen(struct world *w) {
    database_close(w->db);
    database_close(w->other);
    w->db = scratch_open(w->s, DATABASE_REPEATABLE);
    w->other = scratch_open(w->s, DATABASE_REPEATABLE);
}

/* Every text that a person ever wrote is in the ledger, and the ledger is whole. */
static void check_ledger(struct world *w) {
    struct ledger_query q = {.language = STR(""), .limit = 100000};
    struct ledger_entry *entry;
    size_t n, acts = 0, written = 0;
    int64_t broken, all;
    struct text text;
    scratch_ok(w->s, ledger_store_list(w->other, &w->a, &q, &entry, &n, &w->s->e));
    for (size_t i = 0; i < n; i++) {
        acts += entry[i].act != ACT_DROP;
        if (entry[i].act != ACT_EDIT) continue;
        scratch_ok(w->s, document_json_read_text(&w->a, entry[i].after, &text, &w->s->e));
        assert_true(str_eq(text.s, w->act[written++]));
    }
    assert_int_equal(acts, w->n_acts);
    assert_int_equal(written, w->n_written);
    scratch_ok(w->s, ledger_store_verify(w->other, &broken, &all, &w->s->e));
    assert_int_equal(broken, 0);
    assert_int_equal(all, n);
}

static void step(struct world *w) {
    switch (below(w, 12)) {
    case 0:
    case 1:
    case 2:
        for (uint32_t i = 1 + below(w, 3); i > 0; i--) change_source(w);
        save(w, w->other);
        break;
    case 3:
    case 4:
    case 5:
    case 6: review(w); break;
    case 7:
        if (below(w, 3) == 0) change_engine(w);
        break;
    case 8:
        if (below(w, 4) == 0) reopen(w);
        break;
    default: translate(w);
    }
    arena_reset(&w->a);
}

static void set_up(struct world *w, struct scratch *s, uint64_t seed) {
    *w = (struct world){.s = s, .seed = seed * 77, .now = 1000000};
    current = w;
    w->db = scratch_open(s, DATABASE_REPEATABLE);
    scratch_ok(s, schema_create(w->db, &s->e));
    w->other = scratch_open(s, DATABASE_REPEATABLE);
    scratch_ok(s, slug_open(&w->slug, &s->e));
    w->kept = calloc(MAX_PEOPLES, sizeof *w->kept);
    w->memory = calloc(MAX_PEOPLES, sizeof *w->memory);
    w->direction =
        (struct engine_direction){STR("eu"), STR("es"), STR("fake"), STR("eu-es"), STR("0")};
    fake_init(&w->fake, &w->direction, 1, answer);
    w->engines[0] = &w->fake.engine;
    w->routes = (struct route_map){.engine = w->engines, .n_engines = 1};
    int64_t section;
    scratch_ok(
        s, section_store_ensure(w->db, STR("herria"), STR("eu"), STR("Herria"), &section, &s->e));
    scratch_ok(
        s, section_store_set_name(w->db, section, STR("es"), STR("Pueblo"), ORIGIN_PERSON, &s->e));
    for (int i = 0; i < 12; i++) w->sentence[w->n_sentences++] = new_sentence(w);
    save(w, w->db);
}

static void nothing_that_a_person_wrote_is_lost_and_only_changes_are_translated(void **state) {
    struct scratch *s = *state;
    size_t n_shown = 0;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct world w;
        s->url = arena_printf(&s->a, "sqlite:%s/%d.db", s->folder, (int)seed);
        set_up(&w, s, seed);
        for (int i = 0; i < STEPS; i++) step(&w);
        while (!is_translated(&w)) {
            translate(&w);
            arena_reset(&w.a);
        }
        assert_true(w.n_written > 20 && w.version > 0);
        check_ledger(&w);
        n_shown += w.n_shown;
        free(w.memory);
        free(w.kept);
        slug_close(w.slug);
        database_close(w.db);
        database_close(w.other);
        arena_release(&w.a);
        arena_release(&w.keep);
    }
    assert_true(n_shown > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(nothing_that_a_person_wrote_is_lost_and_only_changes_are_translated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
