#ifndef TESTS_DOCUMENT_RANDOM_H
#define TESTS_DOCUMENT_RANDOM_H
/* Valid documents at random, the same for the same seed: words of several languages, emoji,
   combining marks, marks nested, adjacent and over whole texts, every kind of block. */

#include "story/document.h"
#include "story/text_clean.h"

struct random {
    uint64_t state;
};

static inline uint32_t random_below(struct random *r, uint32_t n) {
    r->state = r->state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(r->state >> 33) % n;
}

static inline struct str random_word(struct random *r) {
    static const char *const word[] = {
        "etxea",
        "zubia",
        "Bilbon",
        "45.",
        "dago",
        "XIX.",
        "mendean",
        "ñandú",
        "«¿Cómo?»",
        "así,",
        "l’été",
        "œuvre",
        "ça",
        "va\u00A0?",
        "10\u202F000\u00A0€",
        "naïve",
        "<b>",
        "&amp;",
        "&",
        "\"q\"",
        "it's",
        "a<b",
        "😀",
        "👩‍👩‍👧",
        "❤️",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "q\u0307\u0323",
        "x\u0301",
        "مرحبا",
        "日本語",
        "-",
        "…",
        "—",
        "1.",
        "*",
        "#",
        "</p>",
        "می‌خواهم",
        "\u1100\u1161",
        "a\u0315\u0300",
    };
    return str_of(word[random_below(r, sizeof word / sizeof *word)]);
}

static inline struct str random_text(struct arena *a, struct random *r, bool breaks) {
    struct buf b;
    buf_init(&b, 1 << 20);
    uint32_t words = 1 + random_below(r, 12);
    for (uint32_t i = 0; i < words; i++) {
        if (i > 0) buf_add_char(&b, breaks && random_below(r, 8) == 0 ? '\n' : ' ');
        buf_add(&b, random_word(r));
    }
    struct text_cleaner c;
    text_clean_init(&c);
    struct str s = text_clean(&c, a, buf_str(&b), NULL, 0, TEXT_CLEAN_LINES).s;
    text_clean_release(&c);
    buf_release(&b);
    return s;
}

static inline struct str random_address(struct random *r) {
    static const char *const address[] = {"https://example.org/a?b=1&c=\"2\"#x",
                                          "http://example.org",
                                          "mailto:a@example.org",
                                          "/eu/mundua/ipuina-12",
                                          "#oharra",
                                          "/",
                                          "https://example.org/ñ/日本",
                                          "HTTPS://EXAMPLE.ORG/%20"};
    return str_of(address[random_below(r, 8)]);
}

/* Whether a mark of this kind and value may stand within those that hold it. */
static inline bool random_mark_fits(const struct text *t, const struct mark *m) {
    size_t around = 0;
    struct str language = STR("");
    for (size_t i = 0; i < t->n_marks; i++) {
        const struct mark *o = &t->mark[i];
        if (o->end <= m->start) continue;
        around++;
        if (o->kind == MARK_LANGUAGE) language = o->value;
        if (o->kind == m->kind && m->kind != MARK_QUOTE && m->kind != MARK_LANGUAGE) return false;
    }
    if (m->kind == MARK_LANGUAGE && str_eq(language, m->value)) return false;
    return around < DOCUMENT_MAX_NESTING;
}

/* Marks in [start, end), in order. */
static inline void random_marks(struct random *r, struct text *t, uint32_t start, uint32_t end,
                                int depth) {
    static const char *const tag[] = {"es", "fr", "pt-BR", "ca-valencia", "ar"};
    while (start < end && depth < 5) {
        uint32_t from = start + random_below(r, 2) * random_below(r, end - start + 1);
        uint32_t to = from + 1 + random_below(r, end - start);
        if (random_below(r, 4) == 0) from = start, to = end;
        while (from < end && !text_clean_boundary(t->s, from)) from++;
        if (to > end) to = end;
        while (to < end && !text_clean_boundary(t->s, to)) to++;
        if (from >= to || t->n_marks > 60) return;
        struct mark m = {.kind = (enum mark_kind)random_below(r, 6), .start = from, .end = to};
        m.value = m.title = STR("");
        if (m.kind == MARK_LANGUAGE) m.value = str_of(tag[random_below(r, 5)]);
        if (m.kind == MARK_LINK) m.value = random_address(r);
        if (m.kind == MARK_LINK && random_below(r, 2))
            m.title = STR("«Izenburua» & \"beste\" 'bat'");
        if (random_mark_fits(t, &m)) {
            t->mark[t->n_marks++] = m;
            random_marks(r, t, from, to, depth + 1);
        }
        start = to;
        if (random_below(r, 3) == 0) return;
    }
}

static inline struct block *random_block(struct arena *a, struct random *r, struct document *d,
                                         enum block_kind kind) {
    struct block *b = &d->block[d->n_blocks++];
    *b = (struct block){.kind = kind, .value = STR(""), .text.s = STR("")};
    if (kind == BLOCK_RULE || kind == BLOCK_PICTURE) return b;
    bool line = kind == BLOCK_HEADLINE || kind == BLOCK_TOPIC || kind == BLOCK_ALT;
    b->text.s = random_text(a, r, !line);
    b->text.mark = arena_array(a, 70, sizeof *b->text.mark);
    if (kind == BLOCK_CODE)
        b->text.s = STR("  if (a < b)\n\n\t\treturn \"<&>\";\n}");
    else if (kind != BLOCK_ALT)
        random_marks(r, &b->text, 0, (uint32_t)b->text.s.n, 0);
    else if (random_below(r, 2))
        b->text.mark[b->text.n_marks++] =
            (struct mark){MARK_LANGUAGE, 0, (uint32_t)b->text.s.n, STR("gl"), STR("")};
    return b;
}

static inline void random_picture(struct arena *a, struct random *r, struct document *d) {
    static const char *const name[] = {"0a1b2c.jpg", "https://example.org/a b.png?x=1&y=2",
                                       "../pictures/zubia.jpg", "ñ.png"};
    struct block *b = random_block(a, r, d, BLOCK_PICTURE);
    b->value = str_of(name[random_below(r, 4)]);
    b->width = random_below(r, 2) * (100 + random_below(r, 4000));
    b->height = random_below(r, 2) * (100 + random_below(r, 4000));
    if (random_below(r, 2)) random_block(a, r, d, BLOCK_ALT);
    if (random_below(r, 2)) random_block(a, r, d, BLOCK_CAPTION);
    if (random_below(r, 2)) random_block(a, r, d, BLOCK_CREDIT);
}

static inline struct document random_document(struct arena *a, struct random *r) {
    static const enum block_kind kinds[] = {BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_HEADING,
                                            BLOCK_ITEM,      BLOCK_ITEM,      BLOCK_ITEM,
                                            BLOCK_QUOTE,     BLOCK_CODE,      BLOCK_RULE};
    struct document d = {arena_array(a, 60, sizeof *d.block), 0};
    for (enum block_kind kind = BLOCK_HEADLINE; kind <= BLOCK_TOPIC; kind++)
        if (random_below(r, 3)) random_block(a, r, &d, kind);
    uint32_t blocks = random_below(r, 12);
    for (uint32_t i = 0; i < blocks; i++) {
        if (random_below(r, 6) == 0) {
            random_picture(a, r, &d);
            continue;
        }
        struct block *b = random_block(a, r, &d, kinds[random_below(r, 9)]);
        if (b->kind == BLOCK_HEADING) b->level = (uint8_t)(2 + random_below(r, 3));
        if (b->kind != BLOCK_ITEM) continue;
        b->level = (uint8_t)(1 + random_below(r, 6));
        b->ordered = random_below(r, 2);
    }
    return d;
}

#endif
