#ifndef MEDIA_PICTURE_CARD_H
#define MEDIA_PICTURE_CARD_H
/* The picture that other sites show of a story: newsroom, headline and label, on the edition's
   picture or without one. Runs in the process of its own (picture_worker.h). */

#include "media/picture_order.h"
#include "media/picture_vips.h"

/* PICTURE_CARD_WIDTH × PICTURE_CARD_HEIGHT; the caller unrefs it. The headline is set as large as
   it fits: any headline fits, the longest ones cut at their end. */
int picture_card_make(const struct picture_vips *vips, const struct picture_order *order,
                      const struct str text[PICTURE_N_TEXTS], struct str bytes,
                      VipsImage **ret_image, struct err *e) MUST_CHECK;

#endif
