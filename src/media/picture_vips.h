#ifndef MEDIA_PICTURE_VIPS_H
#define MEDIA_PICTURE_VIPS_H
/* libvips, loaded when it is wanted: it brings a hundred libraries along, which the server and all
   other commands neither need nor trust. */

#include <vips/vips.h>

#include "base/err.h"

/* Functions of libvips and GLib under their own names less the prefix. */
struct picture_vips {
    __typeof__(vips_init) *init;
    __typeof__(vips_block_untrusted_set) *block_untrusted_set;
    __typeof__(vips_operation_block_set) *operation_block_set;
    __typeof__(vips_cache_set_max) *cache_set_max;
    __typeof__(vips_concurrency_set) *concurrency_set;
    __typeof__(vips_error_buffer) *error_buffer;
    __typeof__(vips_error_clear) *error_clear;
    __typeof__(vips_foreign_find_load_buffer) *foreign_find_load_buffer;
    __typeof__(vips_image_new_from_buffer) *image_new_from_buffer;
    __typeof__(vips_image_get_width) *image_get_width;
    __typeof__(vips_image_get_height) *image_get_height;
    __typeof__(vips_image_hasalpha) *image_hasalpha;
    __typeof__(vips_image_get_fields) *image_get_fields;
    __typeof__(vips_image_get_typeof) *image_get_typeof;
    __typeof__(vips_image_get_blob) *image_get_blob;
    __typeof__(vips_image_set_blob_copy) *image_set_blob_copy;
    __typeof__(vips_image_remove) *image_remove;
    __typeof__(vips_image_new_from_image) *image_new_from_image;
    __typeof__(vips_thumbnail_buffer) *thumbnail_buffer;
    __typeof__(vips_extract_area) *extract_area;
    __typeof__(vips_colourspace) *colourspace;
    __typeof__(vips_flatten) *flatten;
    __typeof__(vips_copy) *copy;
    __typeof__(vips_embed) *embed;
    __typeof__(vips_insert) *insert;
    __typeof__(vips_ifthenelse) *ifthenelse;
    __typeof__(vips_black) *black;
    __typeof__(vips_text) *text;
    __typeof__(vips_jpegsave_buffer) *jpegsave_buffer;
    __typeof__(vips_webpsave_buffer) *webpsave_buffer;
    __typeof__(vips_heifsave_buffer) *heifsave_buffer;
    __typeof__(vips_array_double_new) *array_double_new;
    __typeof__(vips_area_unref) *area_unref;
    __typeof__(g_object_unref) *unref;
    __typeof__(g_free) *free;
    __typeof__(g_strfreev) *strfreev;
};

/* Loads and starts it with the loaders of JPEG, PNG, WebP, GIF and AVIF alone, without a cache, on
   one thread. E_IO when it is not installed. */
int picture_vips_load(struct picture_vips *ret_vips, struct err *e) MUST_CHECK;

#endif
