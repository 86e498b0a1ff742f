#include "cli/check_output.h"

#include <jansson.h>
#include <stdio.h>

static void set_text(json_t *object, const char *key, struct str s) {
    json_object_set_new(object, key, json_stringn(s.p ? s.p : "", s.n));
}

static void set_range(json_t *object, const char *key, uint32_t start, uint32_t end) {
    json_object_set_new(object, key, json_pack("[ii]", (int)start, (int)end));
}

static void print_json(size_t segment, const struct check_pair *pair,
                       const struct check_finding *f) {
    json_t *o = json_object();
    json_object_set_new(o, "segment", json_integer((json_int_t)segment));
    json_object_set_new(o, "check", json_string(check_kind_name(f->kind)));
    json_object_set_new(o, "severity", json_string(check_severity_name(f->severity)));
    set_text(o, "sentence", f->sentence);
    set_text(o, "source", pair->source->s);
    set_text(o, "target", pair->target->s);
    set_range(o, "source_range", f->source_start, f->source_end);
    set_range(o, "target_range", f->target_start, f->target_end);
    json_dumpf(o, stderr, JSON_COMPACT);
    fputc('\n', stderr);
    json_decref(o);
}

static void print_row(const struct check_output *o, const struct check_finding *f) {
    if (o->n_findings == 0)
        fprintf(stderr, "%7s  %-4s  %-12s  %s\n", "segment", "", "check", "finding");
    fprintf(stderr, "%7zu  %-4s  %-12s  %.*s\n", o->n_segments, check_severity_name(f->severity),
            check_kind_name(f->kind), (int)f->sentence.n, f->sentence.p);
}

void check_output_segment(struct check_output *o, struct arena *a, const struct check_pair *pair) {
    struct check_finding *finding;
    size_t n;
    if (!o->rules) return;
    o->n_segments++;
    check_find(a, o->rules, pair, &finding, &n);
    o->n_held += check_is_held(finding, n);
    for (size_t i = 0; i < n; i++) {
        if (o->json)
            print_json(o->n_segments, pair, &finding[i]);
        else
            print_row(o, &finding[i]);
        o->n_findings++;
    }
}

void check_output_end(const struct check_output *o) {
    if (o->rules && !o->json)
        fprintf(stderr, "%zu segments, %zu findings, %zu segments to be held\n", o->n_segments,
                o->n_findings, o->n_held);
}
