#include "media/picture_card.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "media/picture_render.h"

enum { MARGIN = 64, RULE_Y = 128, HEADLINE_Y = 168, HEADLINE_END = 500, NOTICE_Y = 530 };

/* Paper and inks of the site's own style. */
static const double paper[3] = {251, 251, 248}, ink[3] = {23, 29, 27}, soft[3] = {85, 97, 92};

struct line {
    enum { SERIF, SANS } face;
    bool is_bold;
    int x, y, width, height;
    const double *colour;
};

struct painter {
    const struct picture_vips *vips;
    struct arena *a;
    struct str language;
    VipsImage *canvas;
};

/* Pango reads its text as markup; the language chooses among forms of letters. */
static const char *markup(struct painter *p, struct str text) {
    struct buf out;
    buf_init(&out, 65536);
    buf_printf(&out, "<span lang=\"%.*s\">", (int)p->language.n, p->language.p);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '<' || text.p[i] == '>' || text.p[i] == '&')
            buf_printf(&out, "&#%d;", text.p[i]);
        else
            buf_add_char(&out, text.p[i]);
    buf_add(&out, STR("</span>"));
    const char *made = arena_cstr(p->a, buf_str(&out));
    buf_release(&out);
    return made;
}

static VipsImage *set(struct painter *p, const struct line *line, struct str text, int size,
                      VipsTextWrap wrap) {
    VipsImage *mask;
    const char *font = arena_printf(p->a, "DejaVu %s %s %d", line->face == SERIF ? "Serif" : "Sans",
                                    line->is_bold ? "Bold" : "", size)
                           .p;
    if (p->vips->text(&mask, markup(p, text), "font", font, "width", line->width, "dpi", 72, "wrap",
                      wrap, "spacing", size / 8, NULL)) {
        p->vips->error_clear();
        return NULL;
    }
    return mask;
}

/* The text in the largest size in which it stays within its box without cutting a word; when there
   is none, in the smallest, cut anywhere. */
static VipsImage *fit(struct painter *p, const struct line *line, struct str text, int largest,
                      int smallest) {
    for (int size = largest; size >= smallest; size -= 2) {
        VipsImage *mask = set(p, line, text, size, VIPS_TEXT_WRAP_WORD);
        if (!mask) return NULL;
        if (p->vips->image_get_width(mask) <= line->width &&
            p->vips->image_get_height(mask) <= line->height)
            return mask;
        p->vips->unref(mask);
    }
    for (size_t n = text.n;; n = n * 4 / 5) {
        struct str part = utf8_cut(text, n);
        if (n < text.n) part = arena_printf(p->a, "%.*s…", (int)part.n, part.p);
        VipsImage *mask = set(p, line, part, smallest, VIPS_TEXT_WRAP_WORD_CHAR);
        if (!mask || p->vips->image_get_height(mask) <= line->height || n < 8) return mask;
        p->vips->unref(mask);
    }
}

static void replace(struct painter *p, VipsImage *canvas) {
    p->vips->unref(p->canvas);
    p->canvas = canvas;
}

/* Paints the canvas with a colour where the mask is. Takes the mask. */
static int paint(struct painter *p, VipsImage *mask, int x, int y, const double *colour) {
    VipsImage *whole = NULL, *flat = NULL, *painted = NULL;
    const struct picture_vips *vips = p->vips;
    int failed = vips->embed(mask, &whole, x, y, PICTURE_CARD_WIDTH, PICTURE_CARD_HEIGHT, NULL);
    vips->unref(mask);
    if (!failed) flat = vips->image_new_from_image(p->canvas, colour, 3);
    failed = !flat || vips->ifthenelse(whole, flat, p->canvas, &painted, "blend", TRUE, NULL);
    if (flat) vips->unref(flat);
    if (whole) vips->unref(whole);
    if (failed) return -1;
    replace(p, painted);
    return 0;
}

static int write_line(struct painter *p, const struct line *line, struct str text, int largest,
                      int smallest) {
    if (str_trim(text).n == 0) return 0;
    VipsImage *mask = fit(p, line, text, largest, smallest);
    return mask ? paint(p, mask, line->x, line->y, line->colour) : -1;
}

static int add_photo(struct painter *p, const struct picture_order *order, struct str bytes,
                     struct err *e) {
    VipsImage *photo, *opaque = NULL, *with;
    const struct picture_vips *vips = p->vips;
    int code = picture_render_scale(vips, order, bytes, PICTURE_CARD_PHOTO_WIDTH,
                                    PICTURE_CARD_HEIGHT, &photo, e);
    if (code) return code;
    VipsArrayDouble *behind = vips->array_double_new(paper, 3);
    int failed =
        vips->image_hasalpha(photo) && vips->flatten(photo, &opaque, "background", behind, NULL);
    vips->area_unref(VIPS_AREA(behind));
    if (!failed)
        failed = vips->insert(p->canvas, opaque ? opaque : photo, &with,
                              PICTURE_CARD_WIDTH - PICTURE_CARD_PHOTO_WIDTH, 0, NULL);
    vips->unref(photo);
    if (opaque) vips->unref(opaque);
    if (failed) return picture_render_fail(vips, "put on a card", e);
    replace(p, with);
    return 0;
}

/* A canvas of one colour: a blank image from which the others take their size and kind. */
static VipsImage *blank(const struct picture_vips *vips, int width, int height,
                        const double *colour) {
    VipsImage *black, *rgb = NULL, *flat = NULL;
    if (vips->black(&black, width, height, "bands", 3, NULL)) return NULL;
    if (!vips->copy(black, &rgb, "interpretation", VIPS_INTERPRETATION_sRGB, NULL))
        flat = vips->image_new_from_image(rgb, colour, 3);
    if (rgb) vips->unref(rgb);
    vips->unref(black);
    return flat;
}

static int add_rule(struct painter *p, int width) {
    VipsImage *rule = blank(p->vips, width, 4, ink), *with;
    if (!rule) return -1;
    int failed = p->vips->insert(p->canvas, rule, &with, MARGIN, RULE_Y, NULL);
    p->vips->unref(rule);
    if (failed) return -1;
    replace(p, with);
    return 0;
}

int picture_card_make(const struct picture_vips *vips, const struct picture_order *order,
                      const struct str text[PICTURE_N_TEXTS], struct str bytes,
                      VipsImage **ret_image, struct err *e) {
    struct arena a = {0};
    struct painter p = {.vips = vips, .a = &a, .language = text[PICTURE_LANGUAGE]};
    int width = PICTURE_CARD_WIDTH - 2 * MARGIN;
    if (bytes.n) width -= PICTURE_CARD_PHOTO_WIDTH - MARGIN / 4;
    const struct line name = {SANS, true, MARGIN, 72, width, 48, ink},
                      headline = {SERIF, true, MARGIN, HEADLINE_Y, width, HEADLINE_END - HEADLINE_Y,
                                  ink},
                      notice = {SANS, false, MARGIN, NOTICE_Y, width, 70, soft};
    p.canvas = blank(vips, PICTURE_CARD_WIDTH, PICTURE_CARD_HEIGHT, paper);
    if (!p.canvas) return picture_render_fail(vips, "painted", e);
    int code = bytes.n ? add_photo(&p, order, bytes, e) : 0;
    if (!code && (add_rule(&p, width) || write_line(&p, &name, text[PICTURE_NEWSROOM], 34, 18) ||
                  write_line(&p, &headline, text[PICTURE_HEADLINE], 64, 26) ||
                  write_line(&p, &notice, text[PICTURE_NOTICE], 21, 13)))
        code = picture_render_fail(vips, "painted", e);
    if (code)
        vips->unref(p.canvas);
    else
        *ret_image = p.canvas;
    arena_release(&a);
    return code;
}
