#ifndef MEDIA_PICTURE_RENDER_H
#define MEDIA_PICTURE_RENDER_H
/* Pictures made by libvips. Runs in the process of its own (picture_worker.h). */

#include "media/picture_order.h"
#include "media/picture_vips.h"

/* What libvips said last, as an error about the picture. */
int picture_render_fail(const struct picture_vips *vips, const char *what, struct err *e);
/* The picture of an order, upright, in sRGB, 8 bits, exactly `width` × `height`, cut as the order
   says. The caller unrefs it. E_INVALID when the bytes are not what their head says. */
int picture_render_scale(const struct picture_vips *vips, const struct picture_order *order,
                         struct str bytes, uint32_t width, uint32_t height, VipsImage **ret_image,
                         struct err *e) MUST_CHECK;
/* Its bytes in the order's format, with the metadata that the order lets through. The caller frees
 *ret_bytes with vips->free. */
int picture_render_save(const struct picture_vips *vips, const struct picture_order *order,
                        VipsImage *image, void **ret_bytes, size_t *ret_n,
                        struct err *e) MUST_CHECK;

#endif
