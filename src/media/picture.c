#include "media/picture.h"

static uint32_t byte(struct str s, size_t at) {
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

static uint32_t big16(struct str s, size_t at) {
    return byte(s, at) << 8 | byte(s, at + 1);
}

static uint32_t big32(struct str s, size_t at) {
    return big16(s, at) << 16 | big16(s, at + 2);
}

static uint32_t little16(struct str s, size_t at) {
    return byte(s, at) | byte(s, at + 1) << 8;
}

static bool read_png(struct str s, struct picture *p) {
    if (s.n < 33 || !str_starts(s, STR("\x89PNG\r\n\x1a\n")) ||
        !str_eq(str_slice(s, 8, 16), STR("\0\0\0\x0dIHDR")))
        return false;
    *p = (struct picture){"image/png", ".png", big32(s, 16), big32(s, 20)};
    return true;
}

static bool read_gif(struct str s, struct picture *p) {
    if (s.n < 13 || (!str_starts(s, STR("GIF87a")) && !str_starts(s, STR("GIF89a")))) return false;
    *p = (struct picture){"image/gif", ".gif", little16(s, 6), little16(s, 8)};
    return true;
}

/* Whether the Exif orientation turns the picture on its side: then browsers swap its sides. */
static bool is_turned(struct str exif) {
    if (!str_starts(exif, STR("Exif\0\0"))) return false;
    struct str t = str_from(exif, 6);
    bool little = str_starts(t, STR("II"));
    uint32_t at = little ? little16(t, 4) | little16(t, 6) << 16 : big32(t, 4);
    if (at > t.n) return false;
    uint32_t n = little ? little16(t, at) : big16(t, at);
    for (uint32_t i = 0; i < n && at + 2 + 12 * (size_t)i + 12 <= t.n; i++) {
        size_t entry = at + 2 + 12 * (size_t)i;
        uint32_t tag = little ? little16(t, entry) : big16(t, entry);
        uint32_t value = little ? little16(t, entry + 8) : big16(t, entry + 8);
        if (tag == 0x0112) return value >= 5 && value <= 8;
    }
    return false;
}

/* The first frame header says the size; SOF markers but DHT (C4), JPG (C8) and DAC (CC). */
static bool read_jpeg(struct str s, struct picture *p) {
    if (!str_starts(s, STR("\xff\xd8\xff"))) return false;
    bool turned = false;
    for (size_t at = 2; at + 4 <= s.n;) {
        if (byte(s, at) != 0xFF) return false;
        uint32_t marker = byte(s, at + 1), length = big16(s, at + 2);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (marker == 0xE1) turned |= is_turned(str_slice(s, at + 4, at + 2 + length));
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
            marker != 0xCC) {
            if (length < 8 || at + 2 + length > s.n) return false;
            uint32_t height = big16(s, at + 5), width = big16(s, at + 7);
            *p = (struct picture){"image/jpeg", ".jpg", turned ? height : width,
                                  turned ? width : height};
            return true;
        }
        if (length < 2) return false;
        at += 2 + (size_t)length;
    }
    return false;
}

static bool read_webp(struct str s, struct picture *p) {
    if (s.n < 30 || !str_starts(s, STR("RIFF")) || !str_eq(str_slice(s, 8, 12), STR("WEBP")))
        return false;
    struct str chunk = str_slice(s, 12, 16);
    *p = (struct picture){"image/webp", ".webp", 0, 0};
    if (str_eq(chunk, STR("VP8X"))) {
        p->width = 1 + (little16(s, 24) | byte(s, 26) << 16);
        p->height = 1 + (little16(s, 27) | byte(s, 29) << 16);
    } else if (str_eq(chunk, STR("VP8L")) && byte(s, 20) == 0x2F) {
        uint32_t bits = little16(s, 21) | little16(s, 23) << 16;
        p->width = 1 + (bits & 0x3FFF);
        p->height = 1 + (bits >> 14 & 0x3FFF);
    } else if (str_eq(chunk, STR("VP8 ")) && str_eq(str_slice(s, 23, 26), STR("\x9d\x01\x2a"))) {
        p->width = little16(s, 26) & 0x3FFF;
        p->height = little16(s, 28) & 0x3FFF;
    }
    return true;
}

/* The first `ispe` property: of the primary item in every file that encoders write. */
static bool read_avif(struct str s, struct picture *p) {
    if (!str_eq(str_slice(s, 4, 8), STR("ftyp"))) return false;
    struct str brands = str_slice(s, 8, big32(s, 0));
    if (str_search(brands, STR("avif")) == brands.n) return false;
    struct str head = str_slice(s, 0, 65536);
    size_t at = str_search(head, STR("ispe"));
    if (at == head.n || s.n - at < 16) return false;
    *p = (struct picture){"image/avif", ".avif", big32(s, at + 8), big32(s, at + 12)};
    return true;
}

int picture_read(struct str bytes, struct picture *ret_picture, struct err *e) {
    struct picture p;
    if (bytes.n > PICTURE_MAX_BYTES) {
        err_set(e, E_LIMIT, "the picture has %zu bytes", bytes.n);
        return err_hint(e, "pictures may have up to %d (%d MB)", PICTURE_MAX_BYTES,
                        PICTURE_MAX_BYTES >> 20);
    }
    bool known = read_jpeg(bytes, &p) || read_png(bytes, &p) || read_webp(bytes, &p) ||
                 read_gif(bytes, &p) || read_avif(bytes, &p);
    if (!known || p.width == 0 || p.height == 0) {
        err_set(e, E_INVALID, "these bytes are no picture that can be shown");
        return err_hint(e, "pictures may be JPEG, PNG, WebP, GIF or AVIF");
    }
    if (p.width > PICTURE_MAX_SIDE || p.height > PICTURE_MAX_SIDE) {
        err_set(e, E_LIMIT, "the picture has %u × %u pixels", p.width, p.height);
        return err_hint(e, "a side may have up to %d pixels", PICTURE_MAX_SIDE);
    }
    if ((uint64_t)p.width * p.height > PICTURE_MAX_PIXELS) {
        err_set(e, E_LIMIT, "the picture has %u × %u pixels", p.width, p.height);
        return err_hint(e, "all together may be %d million", PICTURE_MAX_PIXELS / 1000000);
    }
    *ret_picture = p;
    return 0;
}
