#include "engine/apertium_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "engine/apertium_output.h"
#include "engine/apertium_stream.h"

enum { MOST_BYTES_UNDER_WAY = 128 << 10, BYTES_PER_WORD = 5, LONGEST_WAIT_MS = 1000 };

/* What is known of a segment between its sending and its end. */
struct slot {
    struct arena arena;
    char frame[28];
    size_t n_frame;
    struct apertium_text text;
    struct apertium_units units;
    struct apertium_swaps swaps;
    struct apertium_target target;
};

struct batch {
    struct apertium_set *set;
    struct arena *arena;
    struct apertium_segment **segment;
    size_t n;
    const struct apertium_batch_options *options;
    struct slot *slot; /* segment i is in slot i % n_slots while it is under way */
    size_t n_slots;
    size_t passed[APERTIUM_PARTS]; /* segments that came out of each part */
    size_t n_sent, bytes_under_way;
    struct buf plain; /* finished text being read */
};

static struct slot *slot_of(struct batch *b, size_t i) {
    return &b->slot[i % b->n_slots];
}

static struct str frame_of(const struct slot *s) {
    return (struct str){s->frame, s->n_frame};
}

static void send_next(struct batch *b) {
    struct apertium_segment *segment = b->segment[b->n_sent];
    struct slot *s = slot_of(b, b->n_sent++);
    b->bytes_under_way += segment->source.n;
    arena_reset(&s->arena);
    s->text = apertium_text_prepare(&s->arena, segment->source, segment->keep);
    s->n_frame = (size_t)snprintf(s->frame, sizeof s->frame, "[q%llu]",
                                  (unsigned long long)++b->set->n_requests);
    struct buf *request = apertium_set_request(b->set, APERTIUM_ANALYSIS);
    buf_add(request, frame_of(s));
    apertium_stream_escape(request, s->text.text);
    buf_add_char(request, '.');
    buf_add(request, frame_of(s));
    buf_add_char(request, 0);
}

static void send_what_fits(struct batch *b) {
    size_t done = b->passed[APERTIUM_FINISH];
    while (b->n_sent < b->n && b->n_sent - done < b->n_slots) {
        size_t next = b->segment[b->n_sent]->source.n;
        if (b->n_sent > done && b->bytes_under_way + next > MOST_BYTES_UNDER_WAY) return;
        send_next(b);
    }
}

static void bind(struct batch *b, struct slot *s, const struct apertium_segment *segment) {
    struct apertium_bind_request request = {.from = b->options->from,
                                            .to = b->options->to,
                                            .source = segment->source,
                                            .binding = segment->binding,
                                            .n_bindings = segment->n_bindings,
                                            .lexicon = b->options->lexicon};
    apertium_bind(&s->arena, &request, &s->text, &s->units, &s->swaps);
}

static bool take_analysis(struct batch *b, size_t i, struct str body) {
    struct slot *s = slot_of(b, i);
    if (!apertium_unit_read(&s->arena, body, &s->text, &s->units)) return false;
    b->set->n_words += s->units.n_words;
    s->swaps = (struct apertium_swaps){0};
    if (b->segment[i]->bind) bind(b, s, b->segment[i]);
    struct buf *request = apertium_set_request(b->set, APERTIUM_TRANSLATION);
    buf_add(request, frame_of(s));
    apertium_unit_write(request, &s->units);
    buf_add(request, frame_of(s));
    buf_add_char(request, 0);
    return !buf_failed(request);
}

static void keep_output(struct batch *b, struct apertium_segment *segment,
                        const struct engine_output *output) {
    *segment->output = *output;
    segment->output->text = arena_str(b->arena, output->text);
    segment->output->link = arena_array(b->arena, output->n_links, sizeof *output->link);
    if (output->n_links > 0)
        memcpy(segment->output->link, output->link, output->n_links * sizeof *output->link);
    segment->output->bound = arena_array(b->arena, output->n_bound, sizeof *output->bound);
    if (output->n_bound > 0)
        memcpy(segment->output->bound, output->bound, output->n_bound * sizeof *output->bound);
    segment->done = true;
}

static bool take_finished(struct batch *b, size_t i, struct str body) {
    struct slot *s = slot_of(b, i);
    struct apertium_segment *segment = b->segment[i];
    buf_clear(&b->plain);
    if (!apertium_stream_unescape(&b->plain, body) || buf_failed(&b->plain) ||
        !utf8_is_valid(buf_str(&b->plain)))
        return false;
    struct apertium_output_parts parts = {.source = segment->source,
                                          .text = &s->text,
                                          .units = &s->units,
                                          .target = &s->target,
                                          .swaps = &s->swaps,
                                          .finished = buf_str(&b->plain)};
    struct engine_output output;
    b->bytes_under_way -= segment->source.n;
    if (apertium_output_make(&s->arena, &parts, b->options->repair_case, &output))
        keep_output(b, segment, &output);
    else if (segment->bind)
        segment->bind = false;
    else
        segment->keep = false;
    return true;
}

static bool take_translation(struct batch *b, size_t i, struct str body) {
    struct slot *s = slot_of(b, i);
    struct buf *request = apertium_set_request(b->set, APERTIUM_FINISH);
    size_t start = request->n;
    buf_add(request, frame_of(s));
    if (!apertium_target_read(&s->arena, body, s->units.n_units, request, &s->target)) return false;
    if (b->set->pipe[APERTIUM_FINISH].in < 0) { /* no stage finishes: this is the end */
        struct str stream = str_slice(buf_str(request), start + s->n_frame, request->n);
        bool taken = take_finished(b, i, arena_str(&s->arena, stream));
        b->passed[APERTIUM_FINISH]++;
        buf_clear(request);
        return taken;
    }
    buf_add(request, frame_of(s));
    buf_add_char(request, 0);
    return !buf_failed(request);
}

static bool take(struct batch *b, enum apertium_part part, size_t i, struct str body) {
    switch (part) {
    case APERTIUM_ANALYSIS: return take_analysis(b, i, body);
    case APERTIUM_TRANSLATION: return take_translation(b, i, body);
    case APERTIUM_FINISH: return take_finished(b, i, body);
    case APERTIUM_PARTS: break;
    }
    return false;
}

/* Takes all replies that are there; *moved says whether there were any. */
static int take_replies(struct batch *b, bool *moved, struct err *e) {
    static const char *const name[] = {"analyser", "translator", "finishing stage"};
    for (enum apertium_part part = 0; part < APERTIUM_PARTS; part++) {
        struct str reply, body;
        while (apertium_set_reply(b->set, part, &reply)) {
            size_t i = b->passed[part];
            size_t expected = part == 0 ? b->n_sent : b->passed[part - 1];
            if (i >= expected || !apertium_stream_unframe(reply, frame_of(slot_of(b, i)), &body) ||
                !take(b, part, i, body))
                return err_set(e, E_ENGINE, "Apertium's %s answers out of step", name[part]);
            b->passed[part]++;
            *moved = true;
        }
    }
    return 0;
}

/* The longest time without any reply. */
static int64_t patience(const struct batch *b) {
    size_t longest = 0;
    for (size_t i = 0; i < b->n; i++)
        if (b->segment[i]->source.n > longest) longest = b->segment[i]->source.n;
    int64_t words = (int64_t)(longest / BYTES_PER_WORD) + 1;
    return b->options->base_ms + words * b->options->per_word_us / 1000;
}

static int run(struct batch *b, struct err *e) {
    int64_t limit = patience(b), deadline = clock_monotonic_ms() + limit;
    while (b->passed[APERTIUM_FINISH] < b->n) {
        send_what_fits(b);
        int64_t left = deadline - clock_monotonic_ms();
        if (left <= 0)
            return err_set(e, E_ENGINE, "Apertium has not answered for %lld ms", (long long)limit);
        bool moved, replied = false;
        int rc = apertium_set_turn(b->set, left < LONGEST_WAIT_MS ? (int)left : LONGEST_WAIT_MS,
                                   &moved, e);
        struct err taken;
        int rc_taken = moved ? take_replies(b, &replied, rc == 0 ? e : &taken) : 0;
        if (rc != 0 || rc_taken != 0) return rc != 0 ? rc : rc_taken;
        if (replied) deadline = clock_monotonic_ms() + limit;
    }
    return 0;
}

int apertium_batch_run(struct apertium_set *set, struct arena *a, struct apertium_segment **segment,
                       size_t n, const struct apertium_batch_options *options, size_t *ret_done,
                       size_t *ret_sent, struct err *e) {
    size_t n_slots = n < options->most_under_way ? n : options->most_under_way;
    if (n_slots > APERTIUM_BATCH_UNDER_WAY) n_slots = APERTIUM_BATCH_UNDER_WAY;
    struct batch b = {.set = set,
                      .arena = a,
                      .segment = segment,
                      .n = n,
                      .options = options,
                      .n_slots = n_slots,
                      .slot = calloc(n_slots ? n_slots : 1, sizeof *b.slot)};
    if (!b.slot) abort();
    for (size_t i = 0; i < n_slots; i++) arena_init(&b.slot[i].arena);
    buf_init(&b.plain, 64 << 20);
    int rc = run(&b, e);
    *ret_done = b.passed[APERTIUM_FINISH];
    *ret_sent = b.n_sent;
    buf_release(&b.plain);
    for (size_t i = 0; i < n_slots; i++) arena_release(&b.slot[i].arena);
    free(b.slot);
    return rc;
}
