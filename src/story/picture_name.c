#include "story/picture_name.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const uint32_t standard[PICTURE_MAX_WIDTHS] = {320, 640, 960, 1280, 1920};

static const struct {
    const char *extension, *type;
} format_of[PICTURE_N_FORMATS] = {
    [PICTURE_AVIF] = {"avif", "image/avif"},
    [PICTURE_WEBP] = {"webp", "image/webp"},
    [PICTURE_JPEG] = {"jpg", "image/jpeg"},
};

static const struct {
    const char *name;
    uint32_t x, y;
} crop_of[PICTURE_N_CROPS] = {
    [PICTURE_WHOLE] = {"", 1, 1},
    [PICTURE_3X2] = {"3x2", 3, 2},
    [PICTURE_16X9] = {"16x9", 16, 9},
    [PICTURE_1X1] = {"1x1", 1, 1},
};

const char *picture_name_type(enum picture_format format) {
    return format_of[format].type;
}

const char *picture_name_extension(enum picture_format format) {
    return format_of[format].extension;
}

static bool begins_with_hash(struct str name) {
    if (name.n < PICTURE_HASH_DIGITS) return false;
    for (size_t i = 0; i < PICTURE_HASH_DIGITS; i++) {
        char c = name.p[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return false;
    }
    return true;
}

static bool read_two_digits(struct str s, size_t at, unsigned *ret) {
    int64_t n;
    if (s.n < at + 2 || !str_to_int64(str_slice(s, at, at + 2), 0, 99, &n)) return false;
    *ret = (unsigned)n;
    return true;
}

/* "-f3060" behind the hash. */
static bool read_focus(struct str behind_hash, unsigned *ret_x, unsigned *ret_y) {
    return str_starts(behind_hash, STR("-f")) && read_two_digits(behind_hash, 2, ret_x) &&
           read_two_digits(behind_hash, 4, ret_y);
}

enum { FOCUS_BYTES = 6 };

bool picture_name_read_focus(struct str picture, unsigned *ret_x, unsigned *ret_y) {
    unsigned x, y;
    if (!begins_with_hash(picture) || !read_focus(str_from(picture, PICTURE_HASH_DIGITS), &x, &y))
        return false;
    *ret_x = x;
    *ret_y = y;
    return true;
}

struct str picture_name_original(struct arena *a, struct str picture) {
    unsigned x, y;
    if (!picture_name_read_focus(picture, &x, &y)) return picture;
    struct str rest = str_from(picture, PICTURE_HASH_DIGITS + FOCUS_BYTES);
    return arena_printf(a, "%.*s%.*s", PICTURE_HASH_DIGITS, picture.p, (int)rest.n, rest.p);
}

/* A number from 0 to 1 in hundredths, 99 at most: the last place within a picture. */
static bool read_share(struct str word, unsigned *ret_share) {
    char text[16];
    if (word.n == 0 || word.n >= sizeof text) return false;
    for (size_t i = 0; i < word.n; i++)
        if (!(word.p[i] >= '0' && word.p[i] <= '9') && word.p[i] != '.') return false;
    snprintf(text, sizeof text, "%.*s", (int)word.n, word.p);
    char *end;
    double share = strtod(text, &end);
    if (*end || !(share >= 0 && share <= 1)) return false;
    *ret_share = share >= 0.99 ? 99 : (unsigned)lround(share * 100);
    return true;
}

bool picture_name_focus(struct arena *a, struct str picture, struct str focus,
                        struct str *ret_picture) {
    struct str original = picture_name_original(a, picture), rest = str_trim(focus);
    unsigned x, y;
    if (rest.n == 0) return *ret_picture = original, true;
    size_t cut = 0;
    while (cut < rest.n && rest.p[cut] != ',' && !str_is_space(rest.p[cut])) cut++;
    struct str second = str_trim(str_from(rest, cut));
    if (str_starts(second, STR(","))) second = str_trim(str_from(second, 1));
    if (!read_share(str_slice(rest, 0, cut), &x) || !read_share(second, &y)) return false;
    if (!begins_with_hash(original)) return false;
    struct str extension = str_from(original, PICTURE_HASH_DIGITS);
    *ret_picture = arena_printf(a, "%.*s-f%02u%02u%.*s", PICTURE_HASH_DIGITS, original.p, x, y,
                                (int)extension.n, extension.p);
    return true;
}

bool picture_name_is_still(struct str picture) {
    return begins_with_hash(picture) && !str_ends(picture, STR(".gif"));
}

static struct str write_variant(struct arena *a, const struct picture_variant *v) {
    char focus[16] = "";
    if (v->has_focus) snprintf(focus, sizeof focus, "-f%02u%02u", v->focus_x, v->focus_y);
    return arena_printf(a, "%.*s%s-%u%s%s.%s", PICTURE_HASH_DIGITS, v->hash.p, focus, v->width,
                        v->crop ? "-" : "", crop_of[v->crop].name, format_of[v->format].extension);
}

struct str picture_name_variant(struct arena *a, struct str picture, enum picture_crop crop,
                                uint32_t width, enum picture_format format) {
    struct picture_variant v = {.hash = picture, .crop = crop, .width = width, .format = format};
    if (crop) v.has_focus = picture_name_read_focus(picture, &v.focus_x, &v.focus_y);
    return write_variant(a, &v);
}

/* Takes the words apart without asking whether they are written as they have to be. */
static bool take_apart(struct str name, struct picture_variant *v) {
    if (!begins_with_hash(name)) return false;
    size_t dot = str_find(name, '.');
    struct str rest = str_slice(name, PICTURE_HASH_DIGITS, dot),
               extension = str_from(name, dot + 1);
    v->hash = str_slice(name, 0, PICTURE_HASH_DIGITS);
    v->has_focus = read_focus(rest, &v->focus_x, &v->focus_y);
    if (v->has_focus) rest = str_from(rest, FOCUS_BYTES);
    if (!str_starts(rest, STR("-"))) return false;
    rest = str_from(rest, 1);
    struct str number = str_cut(&rest, '-');
    int64_t width;
    if (!str_to_int64(number, 1, standard[PICTURE_MAX_WIDTHS - 1], &width)) return false;
    v->width = (uint32_t)width;
    while (v->crop < PICTURE_N_CROPS && !str_eq(rest, str_of(crop_of[v->crop].name))) v->crop++;
    while (v->format < PICTURE_N_FORMATS &&
           !str_eq(extension, str_of(format_of[v->format].extension)))
        v->format++;
    return v->crop < PICTURE_N_CROPS && v->format < PICTURE_N_FORMATS;
}

bool picture_name_parse(struct str name, struct picture_variant *ret_variant) {
    struct picture_variant v = {0};
    if (!take_apart(name, &v) || (v.has_focus && !v.crop)) return false;
    /* One name for one variant: no 0640, no dash too many. */
    struct arena a = {0};
    bool same = str_eq(write_variant(&a, &v), name);
    arena_release(&a);
    if (same) *ret_variant = v;
    return same;
}

/* The widest that can be cut from the picture. */
static uint32_t widest(uint32_t width, uint32_t height, enum picture_crop crop) {
    if (!crop) return width;
    uint64_t by_height = (uint64_t)height * crop_of[crop].x / crop_of[crop].y;
    return by_height < width ? (uint32_t)by_height : width;
}

size_t picture_name_widths(uint32_t width, uint32_t height, enum picture_crop crop,
                           uint32_t ret_width[PICTURE_MAX_WIDTHS]) {
    uint32_t most = width && height ? widest(width, height, crop) : 0;
    size_t n = 0;
    while (n < PICTURE_MAX_WIDTHS && standard[n] <= most) {
        ret_width[n] = standard[n];
        n++;
    }
    if (n == 0 && most > 0) ret_width[n++] = most;
    return n;
}

uint32_t picture_name_height(uint32_t width, uint32_t height, enum picture_crop crop,
                             uint32_t variant_width) {
    uint64_t x = crop ? crop_of[crop].x : width, y = crop ? crop_of[crop].y : height;
    uint64_t high = x ? (variant_width * y + x / 2) / x : 0;
    if (crop && high > height) high = height;
    return high ? (uint32_t)high : 1;
}
