#include "interchange/coded_text.h"

#include "base/utf8.h"
#include "story/text_clean.h"

static const struct str stand_in = STR("\xEF\xBF\xBC"); /* U+FFFC, which no document has */

bool coded_text_may_lose(const struct coded_mark *code) {
    return code->kind != CODED_SPAN || code->mark.kind == MARK_LANGUAGE;
}

struct str coded_text_shown(struct arena *a, const struct coded_mark *code, bool is_end) {
    const struct mark *m = &code->mark;
    const char *name = m->kind == MARK_LANGUAGE ? "span" : mark_kind_name(m->kind);
    if (code->kind == CODED_POINT) return STR("<br>");
    if (is_end) return arena_printf(a, "</%s>", name);
    if (m->value.n == 0) return arena_printf(a, "<%s>", name);
    return arena_printf(a, "<%s %s=\"%.*s\">", name, m->kind == MARK_LINK ? "href" : "lang",
                        (int)m->value.n, m->value.p);
}

/* Marks and line breaks in the order of the text: what begins first, then what is outside. */
static struct coded_text lay_out(struct arena *a, const struct text *t) {
    size_t n_breaks = 0, mark = 0;
    for (size_t i = 0; i < t->s.n; i++) n_breaks += t->s.p[i] == '\n';
    struct coded_text coded = {.s = t->s};
    coded.code = arena_array(a, t->n_marks + n_breaks, sizeof *coded.code);
    for (size_t i = 0; i <= t->s.n; i++) {
        for (; mark < t->n_marks && t->mark[mark].start == i; mark++)
            coded.code[coded.n++] = (struct coded_mark){.kind = CODED_SPAN,
                                                        .start = t->mark[mark].start,
                                                        .end = t->mark[mark].end,
                                                        .mark = t->mark[mark]};
        if (i < t->s.n && t->s.p[i] == '\n')
            coded.code[coded.n++] = (struct coded_mark){
                .kind = CODED_POINT, .start = (uint32_t)i, .end = (uint32_t)i + 1};
    }
    return coded;
}

struct coded_text coded_text_make(struct arena *a, const struct text *t) {
    struct coded_text coded = lay_out(a, t);
    unsigned marks = 0, breaks = 0;
    for (size_t i = 0; i < coded.n; i++)
        coded.code[i].id = coded.code[i].kind == CODED_SPAN ? arena_printf(a, "%u", ++marks)
                                                            : arena_printf(a, "b%u", ++breaks);
    return coded;
}

static bool is_same(const struct coded_mark *x, const struct coded_mark *y) {
    return x->kind == y->kind && (x->kind == CODED_POINT || (x->mark.kind == y->mark.kind &&
                                                             str_eq(x->mark.value, y->mark.value)));
}

struct coded_text coded_text_like(struct arena *a, const struct text *t,
                                  const struct coded_text *source) {
    struct coded_text coded = lay_out(a, t);
    bool *used = arena_array(a, source->n, sizeof *used);
    unsigned own = 0;
    for (size_t i = 0; i < coded.n; i++) {
        size_t j = 0;
        while (j < source->n && (used[j] || !is_same(&source->code[j], &coded.code[i]))) j++;
        if (j < source->n) used[j] = true;
        coded.code[i].id = j < source->n ? source->code[j].id : arena_printf(a, "t%u", ++own);
    }
    return coded;
}

static const struct coded_mark *find(const struct coded_text *t, struct str id) {
    for (size_t i = 0; i < t->n; i++)
        if (t->code[i].kind != CODED_NOTE && str_eq(t->code[i].id, id)) return &t->code[i];
    return NULL;
}

static int name_code(struct arena *a, struct err *e, const char *what,
                     const struct coded_mark *code) {
    struct str shown = coded_text_shown(a, code, false);
    return err_set(e, E_INVALID, "%s code %.*s, %.*s", what, (int)code->id.n, code->id.p,
                   (int)(shown.n < 120 ? shown.n : 120), shown.p);
}

static int check_lost(struct arena *a, const struct coded_text *t, const struct coded_text *source,
                      struct err *e) {
    for (size_t i = 0; i < source->n; i++)
        if (!coded_text_may_lose(&source->code[i]) && !find(t, source->code[i].id))
            return name_code(a, e, "the text has lost", &source->code[i]);
    return 0;
}

/* Codes open in the order of the text: each must end within those that are open around it. */
static int check_nesting(struct arena *a, const struct coded_text *t, struct err *e) {
    const struct coded_mark *around[DOCUMENT_MAX_NESTING];
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct coded_mark *code = &t->code[i];
        if (code->kind == CODED_NOTE) continue;
        while (n > 0 && around[n - 1]->end <= code->start) n--;
        if (n > 0 && code->end > around[n - 1]->end)
            return name_code(a, e, "wrongly nested:", code);
        if (n == DOCUMENT_MAX_NESTING) return name_code(a, e, "too deep in others:", code);
        if (code->kind == CODED_SPAN) around[n++] = code;
    }
    return 0;
}

/* The code of that id in the first of the known texts that has it; *ret_in is that text. */
static const struct coded_mark *find_known(const struct coded_text *known, size_t n_known,
                                           struct str id, const struct coded_text **ret_in) {
    const struct coded_mark *code = NULL;
    for (size_t k = 0; k < n_known && !code; k++) {
        code = find(&known[k], id);
        *ret_in = &known[k];
    }
    return code;
}

static bool is_around_words(const struct coded_text *t, const struct coded_mark *code) {
    return str_trim(str_slice(t->s, code->start, code->end)).n > 0;
}

static int check_code(const struct coded_text *t, const struct coded_mark *code,
                      const struct coded_mark *meant, const struct coded_text *in, struct err *e) {
    int n = (int)(code->id.n < 60 ? code->id.n : 60);
    if (!meant || meant->kind != code->kind)
        return err_set(e, E_INVALID, "the text has a code \"%.*s\" that its source has not", n,
                       code->id.p);
    if (find(t, code->id) != code)
        return err_set(e, E_INVALID, "the text has code %.*s twice", n, code->id.p);
    if (code->kind == CODED_SPAN && !is_around_words(t, code) && is_around_words(in, meant))
        return err_set(e, E_INVALID, "code %.*s is around no words", n, code->id.p);
    return 0;
}

static int take_marks(const struct coded_text *t, const struct coded_text *known, size_t n_known,
                      struct mark *mark, size_t *ret_n, struct err *e) {
    const struct coded_text *in = NULL;
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct coded_mark *code = &t->code[i];
        if (code->kind == CODED_NOTE) continue;
        const struct coded_mark *meant = find_known(known, n_known, code->id, &in);
        int result = check_code(t, code, meant, in, e);
        if (result) return result;
        if (code->kind != CODED_SPAN) continue;
        mark[n] = meant->mark;
        mark[n].start = code->start;
        mark[n++].end = code->end;
    }
    *ret_n = n;
    return 0;
}

int coded_text_resolve(struct arena *a, const struct coded_text *t, const struct coded_text *known,
                       size_t n_known, struct text *ret_text, struct err *e) {
    struct mark *mark = arena_array(a, t->n, sizeof *mark);
    struct text_cleaner cleaner;
    size_t n = 0;
    int code = take_marks(t, known, n_known, mark, &n, e);
    if (!code) code = check_lost(a, t, &known[0], e);
    if (!code) code = check_nesting(a, t, e);
    if (code) return code;
    text_clean_init(&cleaner);
    struct text text = text_clean(&cleaner, a, t->s, mark, n, TEXT_CLEAN_LINES);
    text_clean_release(&cleaner);
    if (text.s.n == 0) return err_set(e, E_INVALID, "the text is empty");
    if (text.n_marks != n) return err_set(e, E_INVALID, "a code is around no words");
    *ret_text = text;
    return 0;
}

void coded_build_start(struct coded_build *b, struct arena *a) {
    *b = (struct coded_build){.a = a};
    buf_init(&b->text, DOCUMENT_MAX_BYTES);
}

void coded_build_text(struct coded_build *b, struct str text) {
    size_t start = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool is_stand_in = str_starts(str_from(text, i), stand_in);
        if (!is_stand_in && text.p[i] != '\n' && text.p[i] != '\r' && text.p[i] != '\t') continue;
        buf_add(&b->text, str_slice(text, start, i));
        if (!is_stand_in) buf_add_char(&b->text, ' ');
        start = i + (is_stand_in ? stand_in.n : 1);
    }
    buf_add(&b->text, str_from(text, start));
}

static struct coded_mark *add_code(struct coded_build *b, enum coded_kind kind, struct str id,
                                   const void *node) {
    if (b->n == CODED_MOST) b->failed = true;
    if (b->failed) return NULL;
    b->code = arena_grow(b->a, b->code, b->n, &b->capacity, sizeof *b->code);
    b->code[b->n] = (struct coded_mark){.id = id.p ? id : STR(""), .kind = kind, .node = node};
    b->code[b->n].start = (uint32_t)b->text.n;
    return &b->code[b->n++];
}

void coded_build_open(struct coded_build *b, enum coded_kind kind, struct str id,
                      const void *node) {
    struct coded_mark *code = add_code(b, kind, id, node);
    if (code) code->end = UINT32_MAX;
}

bool coded_build_close(struct coded_build *b, struct str id, const void *node) {
    for (size_t i = b->n; i-- > 0;) {
        if (b->code[i].end != UINT32_MAX || !str_eq(b->code[i].id, id)) continue;
        b->code[i].end = (uint32_t)b->text.n;
        b->code[i].end_node = node;
        return true;
    }
    return b->failed;
}

void coded_build_point(struct coded_build *b, struct str id, bool is_break, const void *node) {
    struct coded_mark *code = add_code(b, CODED_POINT, id, node);
    if (!code) return;
    buf_add(&b->text, is_break ? STR("\n") : stand_in);
    code->end = (uint32_t)b->text.n;
}

int coded_build_end(struct coded_build *b, struct coded_text *ret_text, struct err *e) {
    struct str text = buf_keep(&b->text, b->a);
    bool failed = b->failed || buf_failed(&b->text);
    buf_release(&b->text);
    if (failed)
        return err_set(e, E_LIMIT, "a text has more than %d codes or %d MB", CODED_MOST,
                       DOCUMENT_MAX_BYTES >> 20);
    for (size_t i = 0; i < b->n; i++)
        if (b->code[i].end == UINT32_MAX)
            return err_set(e, E_INVALID, "code \"%.*s\" has no end",
                           (int)(b->code[i].id.n < 60 ? b->code[i].id.n : 60), b->code[i].id.p);
    *ret_text = (struct coded_text){text, b->code, b->n};
    return 0;
}

/* Words up to byte `to`, if there are any. */
static bool step_words(struct coded_walk *w, uint32_t to) {
    if (to <= w->at) return false;
    w->words = str_slice(w->t->s, w->at, to);
    w->at = to;
    return true;
}

enum coded_step coded_walk_step(struct coded_walk *w) {
    const struct coded_mark *next = w->next < w->t->n ? &w->t->code[w->next] : NULL;
    if (w->n_open > 0) {
        const struct coded_mark *open = w->open[w->n_open - 1];
        if (!next || next->start >= open->end) {
            if (step_words(w, open->end)) return CODED_WORDS;
            w->n_open--;
            w->code = open;
            return CODED_CLOSES;
        }
    }
    if (!next) return step_words(w, (uint32_t)w->t->s.n) ? CODED_WORDS : CODED_ENDS;
    if (step_words(w, next->start)) return CODED_WORDS;
    w->next++;
    w->code = next;
    if (next->kind == CODED_POINT) {
        w->at = next->end;
        return CODED_STANDS;
    }
    w->open[w->n_open++] = next;
    return CODED_OPENS;
}
