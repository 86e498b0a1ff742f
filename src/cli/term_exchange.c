#include "cli/term_exchange.h"

struct tbx_term *term_exchange_to_tbx(struct arena *a, const struct term *term, size_t n) {
    struct tbx_term *tbx = arena_array(a, n, sizeof *tbx);
    for (size_t i = 0; i < n; i++) {
        const struct term *t = &term[i];
        tbx[i] = (struct tbx_term){.language = t->language,
                                   .text = t->text,
                                   .section = t->section,
                                   .kind = str_of(term_kind_name(t->kind)),
                                   .keep = t->keep,
                                   .any_case = t->any_case,
                                   .note = t->note,
                                   .n_renderings = t->n_renderings};
        tbx[i].rendering = arena_array(a, t->n_renderings, sizeof *tbx[i].rendering);
        for (size_t j = 0; j < t->n_renderings; j++) {
            const struct term_rendering *r = &t->rendering[j];
            tbx[i].rendering[j] =
                (struct tbx_rendering){r->language, r->text, r->plural, r->gender};
        }
    }
    return tbx;
}

int term_exchange_from_tbx(struct arena *a, const struct tbx_term *tbx, size_t n,
                           struct term **ret_term, struct err *e) {
    struct term *term = arena_array(a, n, sizeof *term);
    for (size_t i = 0; i < n; i++) {
        const struct tbx_term *t = &tbx[i];
        term[i] = (struct term){.language = t->language,
                                .text = t->text,
                                .section = t->section,
                                .keep = t->keep,
                                .any_case = t->any_case,
                                .note = t->note,
                                .n_renderings = t->n_renderings};
        if (!term_kind_from_name(t->kind, &term[i].kind))
            return err_set(e, E_INVALID, "\"%.*s\" is of no kind that is known",
                           (int)(t->text.n < 100 ? t->text.n : 100), t->text.p);
        term[i].rendering = arena_array(a, t->n_renderings, sizeof *term[i].rendering);
        for (size_t j = 0; j < t->n_renderings; j++) {
            const struct tbx_rendering *r = &t->rendering[j];
            term[i].rendering[j] =
                (struct term_rendering){r->language, r->text, r->plural, r->gender};
        }
    }
    *ret_term = term;
    return 0;
}
