#ifndef APP_PICTURES_H
#define APP_PICTURES_H

#include "app/settings.h"
#include "media/picture_shop.h"

/* What [pictures] in the settings says. E_INVALID for a word that means nothing. */
int pictures_read_metadata(const struct settings *s, enum picture_metadata *ret_metadata,
                           struct err *e) MUST_CHECK;
/* Where the newsroom in `dir`, which must outlive it, makes its pictures; closed with
   picture_shop_close. */
int pictures_open(const struct settings *s, const char *dir, struct picture_shop **ret_shop,
                  struct err *e) MUST_CHECK;

#endif
