#include "media/picture_worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "media/picture_card.h"
#include "media/picture_cell.h"
#include "media/picture_render.h"

/* What an order is done with; without libvips every order is answered with why. */
struct workshop {
    struct picture_vips vips;
    bool is_open;
    struct err closed;
};

/* Bytes read: all of them, or 0 at the very end, or -1. */
static int read_all(int fd, void *bytes, size_t n) {
    size_t done = 0;
    while (done < n) {
        ssize_t got = read(fd, (char *)bytes + done, n - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0 && done == 0 ? 0 : -1;
        done += (size_t)got;
    }
    return 1;
}

static bool write_all(int fd, const void *bytes, size_t n) {
    size_t done = 0;
    while (done < n) {
        ssize_t put = write(fd, (const char *)bytes + done, n - done);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        done += (size_t)put;
    }
    return true;
}

static int make(const struct picture_vips *vips, const struct picture_order *order,
                const struct str text[PICTURE_N_TEXTS], struct str bytes, void **ret_made,
                size_t *ret_n, struct err *e) {
    VipsImage *image;
    int code = order->is_card ? picture_card_make(vips, order, text, bytes, &image, e)
                              : picture_render_scale(vips, order, bytes, order->width,
                                                     order->height, &image, e);
    if (code) return code;
    code = picture_render_save(vips, order, image, ret_made, ret_n, e);
    vips->unref(image);
    if (!code && *ret_n > PICTURE_MAX_MADE) {
        vips->free(*ret_made);
        return err_set(e, E_LIMIT, "the picture became larger than it may be");
    }
    return code;
}

static int serve(const struct workshop *shop, const struct picture_order *order,
                 const struct str text[PICTURE_N_TEXTS], struct str bytes, int out, struct err *e) {
    struct err why = shop->closed;
    void *made = NULL;
    size_t n = 0;
    int code =
        shop->is_open ? make(&shop->vips, order, text, bytes, &made, &n, &why) : (int)why.code;
    struct picture_reply reply = {code, (uint32_t)(code ? sizeof why : n)};
    bool written = write_all(out, &reply, sizeof reply) &&
                   write_all(out, code ? (const void *)&why : made, reply.n);
    if (!code) shop->vips.free(made);
    return written ? 0 : err_set(e, E_IO, "nobody takes the picture: %s", strerror(errno));
}

/* Reads what follows an order and does it. */
static int take(const struct workshop *shop, const struct picture_order *order, int in, int out,
                struct err *e) {
    struct str text[PICTURE_N_TEXTS], all;
    size_t n = order->n_bytes;
    for (size_t i = 0; i < PICTURE_N_TEXTS; i++) {
        if (order->n_text[i] > PICTURE_MAX_TEXT) return err_set(e, E_INVALID, "this is no order");
        n += order->n_text[i];
    }
    if (order->n_bytes > PICTURE_MAX_BYTES) return err_set(e, E_INVALID, "this is no order");
    char *bytes = malloc(n + 1);
    if (!bytes) return err_set(e, E_LIMIT, "no memory for the picture");
    if (read_all(in, bytes, n) != 1 && n > 0) {
        free(bytes);
        return err_set(e, E_IO, "the order ends in its middle");
    }
    all = (struct str){bytes, n};
    for (size_t i = 0; i < PICTURE_N_TEXTS; i++) {
        text[i] = str_slice(all, 0, order->n_text[i]);
        all = str_from(all, order->n_text[i]);
    }
    int code = serve(shop, order, text, all, out, e);
    free(bytes);
    return code;
}

int picture_worker_run(int in, int out, struct err *e) {
    struct workshop shop = {.is_open = false};
    struct picture_order order;
    /* Fonts' caches want to be written, and may not be. */
    signal(SIGXFSZ, SIG_IGN);
    int code = picture_vips_load(&shop.vips, &shop.closed);
    if (!code) code = picture_cell_enter(&shop.closed);
    shop.is_open = code == 0;
    for (;;) {
        int got = read_all(in, &order, sizeof order);
        if (got == 0) return 0;
        if (got < 0) return err_set(e, E_IO, "the order ends in its middle");
        code = take(&shop, &order, in, out, e);
        if (code) return code;
    }
}
