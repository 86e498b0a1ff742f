#ifndef MEDIA_PICTURE_SHOP_H
#define MEDIA_PICTURE_SHOP_H
/* What is made from pictures, on demand and once: variants by their names, cards by the hash of
   what stands on them. What was made is kept in DIR/made, and the oldest thrown away when all
   together are larger than they may be: it can be made again, with the same bytes. Any thread. */

#include "base/arena.h"
#include "media/picture_studio.h"
#include "story/picture_name.h"

struct picture_shop;

struct picture_shop_config {
    const char *data_dir;
    struct picture_studio_config studio;
    enum picture_metadata metadata;
    uint64_t kept_bytes; /* of DIR/made, more or less */
};

/* Texts and picture of a card. */
struct picture_card {
    struct str headline, newsroom, notice, language;
    struct str picture; /* as the document names it; "" without one */
};

int picture_shop_open(const struct picture_shop_config *config, struct picture_shop **ret_shop,
                      struct err *e) MUST_CHECK;
/* Nobody may be waiting. Takes NULL. */
void picture_shop_close(struct picture_shop *shop);
/* To be called now and then. */
void picture_shop_tidy(struct picture_shop *shop);

/* The file of what was made under this name before, to be closed by the caller; -1: not there.
   Does not wait. `name` must be a variant's or a card's. */
int picture_shop_find(struct picture_shop *shop, struct arena *a, struct str name);
/* The same, made now when it is not there; may take seconds. Of those who ask for one name at once,
   one makes it. E_NOTFOUND when there is no such picture, or none in that width. Other errors as
   picture_studio_make: they are remembered for a minute. */
int picture_shop_variant(struct picture_shop *shop, struct arena *a,
                         const struct picture_variant *variant, struct str name, int *ret_fd,
                         struct err *e) MUST_CHECK;
int picture_shop_card(struct picture_shop *shop, struct arena *a, const struct picture_card *card,
                      struct str name, int *ret_fd, struct err *e) MUST_CHECK;
/* Reads a whole picture that nobody knows yet, as readers' pictures will be made from it: E_INVALID
   and E_LIMIT when that cannot be done. */
int picture_shop_try(struct picture_shop *shop, struct arena *a, struct str bytes,
                     struct err *e) MUST_CHECK;

#endif
