#include "media/picture_shop.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "media/made_folder.h"
#include "media/media_folder.h"
#include "sys/file.h"

enum { MAX_NAME = 127, MAX_FAILURES = 64, FAILURE_MS = 60000, MAX_AT_ONCE = 128 };

struct failure {
    char name[MAX_NAME + 1];
    struct err why;
    int64_t until_ms;
};

struct picture_shop {
    struct made_folder folder;
    enum picture_metadata metadata;
    struct picture_studio *studio;
    pthread_mutex_t lock;
    pthread_cond_t is_made;
    char making[MAX_AT_ONCE][MAX_NAME + 1]; /* "" where there is none */
    struct failure failure[MAX_FAILURES];   /* a ring */
    size_t n_failures;
};

int picture_shop_open(const struct picture_shop_config *config, struct picture_shop **ret_shop,
                      struct err *e) {
    struct picture_shop *shop = calloc(1, sizeof *shop);
    if (!shop) abort();
    shop->folder.data_dir = config->data_dir;
    shop->folder.max_bytes = config->kept_bytes;
    shop->metadata = config->metadata;
    pthread_mutex_init(&shop->lock, NULL);
    pthread_cond_init(&shop->is_made, NULL);
    int code = picture_studio_open(&config->studio, &shop->studio, e);
    if (code) {
        picture_shop_close(shop);
        return code;
    }
    *ret_shop = shop;
    return 0;
}

void picture_shop_close(struct picture_shop *shop) {
    if (!shop) return;
    picture_studio_close(shop->studio);
    pthread_cond_destroy(&shop->is_made);
    pthread_mutex_destroy(&shop->lock);
    free(shop);
}

void picture_shop_tidy(struct picture_shop *shop) {
    picture_studio_tidy(shop->studio);
}

/* What is made depends on the policy too: another one makes other files. */
static struct str file_of(const struct picture_shop *shop, struct arena *a, struct str name) {
    static const char *const suffix[] = {
        [PICTURE_META_NONE] = ".n", [PICTURE_META_CREDIT] = "", [PICTURE_META_ALL] = ".a"};
    return arena_printf(a, "%.*s%s", (int)name.n, name.p, suffix[shop->metadata]);
}

int picture_shop_find(struct picture_shop *shop, struct arena *a, struct str name) {
    return made_folder_open(&shop->folder, a, file_of(shop, a, name));
}

/* --- one of many that ask for the same ----------------------------------------------------------
 */

static char *slot_of(struct picture_shop *shop, struct str name) {
    for (size_t i = 0; i < MAX_AT_ONCE; i++)
        if (str_eq(str_of(shop->making[i]), name)) return shop->making[i];
    return NULL;
}

static bool has_failed(struct picture_shop *shop, struct str name, struct err *e) {
    for (size_t i = 0; i < MAX_FAILURES; i++) {
        const struct failure *f = &shop->failure[i];
        if (f->until_ms <= clock_monotonic_ms() || !str_eq(str_of(f->name), name)) continue;
        *e = f->why;
        return true;
    }
    return false;
}

/* True when the caller is to make it; false when it has been made, or tried, meanwhile. */
static bool begin(struct picture_shop *shop, struct str name, char **ret_slot) {
    bool waited = false;
    pthread_mutex_lock(&shop->lock);
    while (slot_of(shop, name) || !slot_of(shop, STR(""))) {
        waited = slot_of(shop, name) != NULL;
        pthread_cond_wait(&shop->is_made, &shop->lock);
    }
    if (!waited) {
        *ret_slot = slot_of(shop, STR(""));
        memcpy(*ret_slot, name.p, name.n);
        (*ret_slot)[name.n] = 0;
    }
    pthread_mutex_unlock(&shop->lock);
    return !waited;
}

static void end(struct picture_shop *shop, char *slot, int code, const struct err *e) {
    pthread_mutex_lock(&shop->lock);
    if (code == E_INVALID || code == E_LIMIT) {
        struct failure *f = &shop->failure[shop->n_failures++ % MAX_FAILURES];
        memcpy(f->name, slot, sizeof f->name);
        f->why = *e;
        f->until_ms = clock_monotonic_ms() + FAILURE_MS;
    }
    *slot = 0;
    pthread_cond_broadcast(&shop->is_made);
    pthread_mutex_unlock(&shop->lock);
}

/* --- orders -------------------------------------------------------------------------------------
 */

static int read_original(const struct picture_shop *shop, struct arena *a, struct str hash,
                         struct str *ret_bytes, struct err *e) {
    static const char *const extension[] = {".jpg", ".png", ".webp", ".avif", ".gif"};
    for (size_t i = 0; i < sizeof extension / sizeof *extension; i++) {
        struct str name = arena_printf(a, "%.*s%s", PICTURE_HASH_DIGITS, hash.p, extension[i]);
        const char *path = media_path(a, shop->folder.data_dir, name);
        int code = file_read(a, path, PICTURE_MAX_BYTES, ret_bytes, e);
        if (code != E_NOTFOUND) return code;
    }
    return err_set(e, E_NOTFOUND, "there is no picture %.*s", PICTURE_HASH_DIGITS, hash.p);
}

static int set_source(struct picture_order *order, struct str bytes, struct err *e) {
    int code = picture_read(bytes, &order->source, e);
    if (code) return code;
    struct str type = str_from(str_of(order->source.type), sizeof "image/" - 1);
    memcpy(order->source_type, type.p, type.n + 1);
    return 0;
}

static int order_variant(const struct picture_variant *v, struct picture_order *order,
                         struct err *e) {
    uint32_t width[PICTURE_MAX_WIDTHS];
    const struct picture *p = &order->source;
    size_t n = picture_name_widths(p->width, p->height, v->crop, width), i = 0;
    while (i < n && width[i] != v->width) i++;
    if (i == n) return err_set(e, E_NOTFOUND, "the picture is not made in that width");
    order->format = v->format;
    order->width = v->width;
    order->height = picture_name_height(p->width, p->height, v->crop, v->width);
    order->is_cut = v->crop != PICTURE_WHOLE;
    order->has_focus = v->has_focus;
    order->focus_x = v->focus_x;
    order->focus_y = v->focus_y;
    return 0;
}

static int make_variant(struct picture_shop *shop, struct arena *a, const struct picture_variant *v,
                        struct str name, struct err *e) {
    struct picture_order order = {.metadata = shop->metadata};
    struct str bytes, made;
    int code = read_original(shop, a, v->hash, &bytes, e);
    if (!code) code = set_source(&order, bytes, e);
    if (!code) code = order_variant(v, &order, e);
    if (!code) code = picture_studio_make(shop->studio, a, &order, NULL, bytes, &made, e);
    return code ? code : made_folder_put(&shop->folder, a, file_of(shop, a, name), made, e);
}

static int make_card(struct picture_shop *shop, struct arena *a, const struct picture_card *card,
                     struct str name, struct err *e) {
    struct picture_order order = {.is_card = true,
                                  .format = PICTURE_JPEG,
                                  .width = PICTURE_CARD_WIDTH,
                                  .height = PICTURE_CARD_HEIGHT,
                                  .is_cut = true};
    struct str text[PICTURE_N_TEXTS] = {card->headline, card->newsroom, card->notice,
                                        card->language},
               bytes = STR(""), made;
    int code = 0;
    if (card->picture.n) {
        order.has_focus = picture_name_read_focus(card->picture, &order.focus_x, &order.focus_y);
        code = read_original(shop, a, card->picture, &bytes, e);
        if (!code) code = set_source(&order, bytes, e);
    }
    if (!code) code = picture_studio_make(shop->studio, a, &order, text, bytes, &made, e);
    return code ? code : made_folder_put(&shop->folder, a, file_of(shop, a, name), made, e);
}

/* One of the two is not NULL. */
static int fetch(struct picture_shop *shop, struct arena *a, const struct picture_variant *variant,
                 const struct picture_card *card, struct str name, int *ret_fd, struct err *e) {
    char *slot;
    if (name.n > MAX_NAME) return err_set(e, E_NOTFOUND, "there is no such picture");
    for (;;) {
        pthread_mutex_lock(&shop->lock);
        bool failed = has_failed(shop, name, e);
        pthread_mutex_unlock(&shop->lock);
        if (failed) return (int)e->code;
        int fd = picture_shop_find(shop, a, name);
        if (fd >= 0) return *ret_fd = fd, 0;
        if (!begin(shop, name, &slot)) continue;
        int code =
            variant ? make_variant(shop, a, variant, name, e) : make_card(shop, a, card, name, e);
        end(shop, slot, code, e);
        if (code) return code;
    }
}

int picture_shop_variant(struct picture_shop *shop, struct arena *a,
                         const struct picture_variant *variant, struct str name, int *ret_fd,
                         struct err *e) {
    return fetch(shop, a, variant, NULL, name, ret_fd, e);
}

int picture_shop_card(struct picture_shop *shop, struct arena *a, const struct picture_card *card,
                      struct str name, int *ret_fd, struct err *e) {
    return fetch(shop, a, NULL, card, name, ret_fd, e);
}

int picture_shop_try(struct picture_shop *shop, struct arena *a, struct str bytes, struct err *e) {
    struct picture_order order = {.metadata = shop->metadata};
    struct str made;
    uint32_t width[PICTURE_MAX_WIDTHS];
    int code = set_source(&order, bytes, e);
    if (code) return code;
    const struct picture *p = &order.source;
    if (picture_name_widths(p->width, p->height, PICTURE_WHOLE, width) == 0) return 0;
    order.format = PICTURE_JPEG;
    order.width = width[0];
    order.height = picture_name_height(p->width, p->height, PICTURE_WHOLE, width[0]);
    return picture_studio_make(shop->studio, a, &order, NULL, bytes, &made, e);
}
