#include "media/picture_render.h"

#include <math.h>
#include <string.h>

#include "media/picture_credit.h"

/* Measured on photographs of a newspaper: the smallest numbers at which the three look alike at
   arm's length. AVIF's effort 2 makes files as small as 4 does, in a seventh of the time. */
enum { JPEG_QUALITY = 78, WEBP_QUALITY = 75, AVIF_QUALITY = 50, AVIF_EFFORT = 2 };

/* To the loader: half a picture is none. (The thumbnailer's own fail_on does not reach it.) */
#define STRICT "fail_on=truncated"

int picture_render_fail(const struct picture_vips *vips, const char *what, struct err *e) {
    struct str said = str_trim(str_of(vips->error_buffer()));
    said = str_slice(said, 0, str_find(said, '\n'));
    err_set(e, E_INVALID, "the picture cannot be %s: %.*s", what, (int)said.n, said.p);
    vips->error_clear();
    return err_hint(e, "open it in an image editor and save it again");
}

/* The loader that libvips would choose has to be that of the type we read, and to find the size
   that we read: else something in the file lies. */
static int check(const struct picture_vips *vips, const struct picture_order *order,
                 struct str bytes, struct err *e) {
    static const char *const pair[][2] = {
        {"jpeg", "Jpeg"}, {"png", "Png"}, {"webp", "Webp"}, {"gif", "Nsgif"}, {"avif", "Heif"}};
    const char *loader = vips->foreign_find_load_buffer(bytes.p, bytes.n);
    bool fits = false;
    for (size_t i = 0; loader && i < sizeof pair / sizeof *pair; i++)
        fits |= strcmp(order->source_type, pair[i][0]) == 0 && strstr(loader, pair[i][1]);
    if (!fits) return picture_render_fail(vips, "read as what its first bytes say", e);
    VipsImage *image = vips->image_new_from_buffer(bytes.p, bytes.n, "", NULL);
    if (!image) return picture_render_fail(vips, "read", e);
    uint32_t w = (uint32_t)vips->image_get_width(image),
             h = (uint32_t)vips->image_get_height(image);
    vips->unref(image);
    const struct picture *said = &order->source;
    if ((w == said->width && h == said->height) || (h == said->width && w == said->height))
        return 0;
    err_set(e, E_INVALID, "the picture's head says %u × %u pixels, but it has %u × %u", said->width,
            said->height, w, h);
    return err_hint(e, "open it in an image editor and save it again");
}

static int to_rgb(const struct picture_vips *vips, VipsImage **image, struct err *e) {
    VipsImage *rgb;
    if (vips->colourspace(*image, &rgb, VIPS_INTERPRETATION_sRGB, NULL))
        return picture_render_fail(vips, "brought to sRGB", e);
    vips->unref(*image);
    *image = rgb;
    return 0;
}

/* Where the cut begins so that the focus is in its middle, or as near as the edge allows. */
static int begin(double whole, uint32_t part, unsigned focus) {
    double at = round(whole * focus / 100 - part / 2.0), last = whole - part;
    return (int)(at < 0 ? 0 : at > last ? last : at);
}

static int cut_at_focus(const struct picture_vips *vips, const struct picture_order *order,
                        struct str bytes, uint32_t width, uint32_t height, VipsImage **ret_image,
                        struct err *e) {
    double by_width = (double)width / order->source.width,
           by_height = (double)height / order->source.height;
    double scale = by_width > by_height ? by_width : by_height;
    double w = fmax(round(order->source.width * scale), width),
           h = fmax(round(order->source.height * scale), height);
    VipsImage *whole;
    if (vips->thumbnail_buffer((void *)(uintptr_t)bytes.p, bytes.n, &whole, (int)w, "height",
                               (int)h, "size", VIPS_SIZE_FORCE, "export_profile", "srgb",
                               "option_string", STRICT, NULL))
        return picture_render_fail(vips, "made smaller", e);
    int failed =
        vips->extract_area(whole, ret_image, begin(w, width, order->focus_x),
                           begin(h, height, order->focus_y), (int)width, (int)height, NULL);
    vips->unref(whole);
    return failed ? picture_render_fail(vips, "cut", e) : 0;
}

int picture_render_scale(const struct picture_vips *vips, const struct picture_order *order,
                         struct str bytes, uint32_t width, uint32_t height, VipsImage **ret_image,
                         struct err *e) {
    VipsImage *image;
    int code = check(vips, order, bytes, e), failed = 0;
    if (code) return code;
    void *memory = (void *)(uintptr_t)bytes.p;
    if (order->is_cut && order->has_focus)
        code = cut_at_focus(vips, order, bytes, width, height, &image, e);
    else if (order->is_cut)
        failed = vips->thumbnail_buffer(memory, bytes.n, &image, (int)width, "height", (int)height,
                                        "crop", VIPS_INTERESTING_ATTENTION, "export_profile",
                                        "srgb", "option_string", STRICT, NULL);
    else
        failed = vips->thumbnail_buffer(memory, bytes.n, &image, (int)width, "height", (int)height,
                                        "size", VIPS_SIZE_FORCE, "export_profile", "srgb",
                                        "option_string", STRICT, NULL);
    if (failed) return picture_render_fail(vips, "made smaller", e);
    if (!code) code = to_rgb(vips, &image, e);
    if (!code) *ret_image = image;
    return code;
}

static struct str blob(const struct picture_vips *vips, VipsImage *image, const char *name) {
    const void *bytes;
    size_t n;
    if (!vips->image_get_typeof(image, name) || vips->image_get_blob(image, name, &bytes, &n))
        return STR("");
    return (struct str){bytes, n};
}

/* Takes away all that describes the picture but what the order lets through; says whether anything
   is left. The colours are sRGB now: what every browser takes a picture without a profile for. */
static bool settle_metadata(const struct picture_vips *vips, const struct picture_order *order,
                            VipsImage *image) {
    struct arena a = {0};
    if (order->metadata == PICTURE_META_ALL) return true;
    struct str credit = STR("");
    if (order->metadata == PICTURE_META_CREDIT)
        credit = picture_credit_xmp(&a, blob(vips, image, VIPS_META_IPTC_NAME),
                                    blob(vips, image, VIPS_META_XMP_NAME));
    gchar **field = vips->image_get_fields(image);
    static const char *const telling[] = {"exif",       "iptc", "xmp", "icc",        "png-comment",
                                          "jpeg-thumb", "heif", "gif", "orientation"};
    for (size_t i = 0; field[i]; i++)
        for (size_t j = 0; j < sizeof telling / sizeof *telling; j++)
            if (strncmp(field[i], telling[j], strlen(telling[j])) == 0)
                vips->image_remove(image, field[i]);
    vips->strfreev(field);
    if (credit.n) vips->image_set_blob_copy(image, VIPS_META_XMP_NAME, credit.p, credit.n);
    bool any = credit.n > 0;
    arena_release(&a);
    return any;
}

static int save_jpeg(const struct picture_vips *vips, VipsImage *image, gboolean strip,
                     void **ret_bytes, size_t *ret_n) {
    static const double paper[] = {255, 255, 255};
    VipsImage *opaque = image;
    int failed = 0;
    if (vips->image_hasalpha(image)) {
        VipsArrayDouble *white = vips->array_double_new(paper, 3);
        failed = vips->flatten(image, &opaque, "background", white, NULL);
        vips->area_unref(VIPS_AREA(white));
    }
    if (failed) return -1;
    failed = vips->jpegsave_buffer(opaque, ret_bytes, ret_n, "Q", JPEG_QUALITY, "interlace", TRUE,
                                   "optimize_coding", TRUE, "strip", strip, NULL);
    if (opaque != image) vips->unref(opaque);
    return failed;
}

int picture_render_save(const struct picture_vips *vips, const struct picture_order *order,
                        VipsImage *image, void **ret_bytes, size_t *ret_n, struct err *e) {
    VipsImage *own; /* metadata is changed on an image that nothing else uses */
    int failed = -1;
    if (vips->copy(image, &own, NULL)) return picture_render_fail(vips, "made", e);
    gboolean strip = !settle_metadata(vips, order, own);
    switch (order->format) {
    case PICTURE_AVIF:
        failed = vips->heifsave_buffer(own, ret_bytes, ret_n, "compression",
                                       VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "Q", AVIF_QUALITY,
                                       "effort", AVIF_EFFORT, "strip", strip, NULL);
        break;
    case PICTURE_WEBP:
        failed = vips->webpsave_buffer(own, ret_bytes, ret_n, "Q", WEBP_QUALITY, "effort", 4,
                                       "strip", strip, NULL);
        break;
    case PICTURE_JPEG:
    case PICTURE_N_FORMATS: failed = save_jpeg(vips, own, strip, ret_bytes, ret_n); break;
    }
    vips->unref(own);
    return failed ? picture_render_fail(vips, "made", e) : 0;
}
