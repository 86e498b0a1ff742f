#ifndef STORY_PICTURE_NAME_H
#define STORY_PICTURE_NAME_H
/* The names of pictures and of what is made from them. A name says all that its bytes depend on,
   so that caches may keep them for ever, and can be worked out without looking at anything:
       HASH.jpg                   the original: 32 hexadecimal digits of the hash of its bytes
       HASH-f3060.jpg             as documents name it when somebody said where its focus is
                                  (30 % from the left, 60 % from the top)
       HASH-640.avif              640 pixels wide
       HASH-f3060-640-3x2.avif    the same, cut to 3:2 around the focus; without one, where the
                                  picture is found to be of most interest */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum picture_format { PICTURE_AVIF, PICTURE_WEBP, PICTURE_JPEG, PICTURE_N_FORMATS };
enum picture_crop { PICTURE_WHOLE, PICTURE_3X2, PICTURE_16X9, PICTURE_1X1, PICTURE_N_CROPS };
enum { PICTURE_HASH_DIGITS = 32, PICTURE_MAX_WIDTHS = 5 };

struct picture_variant {
    struct str hash;
    bool has_focus;            /* only where it is cut */
    unsigned focus_x, focus_y; /* percent, 0 to 99 */
    enum picture_crop crop;
    uint32_t width;
    enum picture_format format;
};

/* Whether `name` is a variant's as picture_name_variant writes it; whether the picture is there and
   that wide is not asked. */
bool picture_name_parse(struct str name, struct picture_variant *ret_variant);
/* The variant of a picture that a document names; a width that picture_name_widths gave. */
struct str picture_name_variant(struct arena *a, struct str picture, enum picture_crop crop,
                                uint32_t width, enum picture_format format);
/* The original of a picture that a document names: without its focus. */
struct str picture_name_original(struct arena *a, struct str picture);
/* The other way; any focus it has is replaced. False when `focus` is not two numbers from 0 to 1
   ("0.3 0.6", a comma between them is fine). An empty one takes the focus away. */
bool picture_name_focus(struct arena *a, struct str picture, struct str focus,
                        struct str *ret_picture);
/* The focus of a picture that a document names; false when nobody said. */
bool picture_name_read_focus(struct str picture, unsigned *ret_x, unsigned *ret_y);
/* Whether there are variants of it to be shown: GIFs may move, and are shown as they are. */
bool picture_name_is_still(struct str picture);

/* The widths that a picture of this size is made in, smallest first: never wider than it is, or
   than what is left when it is cut; a small one only in its own. 0 when its size is not known. */
size_t picture_name_widths(uint32_t width, uint32_t height, enum picture_crop crop,
                           uint32_t ret_width[PICTURE_MAX_WIDTHS]);
/* How high the variant of that width is. */
uint32_t picture_name_height(uint32_t width, uint32_t height, enum picture_crop crop,
                             uint32_t variant_width);
/* "image/avif". */
const char *picture_name_type(enum picture_format format);
/* "avif", as at the end of names. */
const char *picture_name_extension(enum picture_format format);

#endif
