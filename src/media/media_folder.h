#ifndef MEDIA_MEDIA_FOLDER_H
#define MEDIA_MEDIA_FOLDER_H
/* The newsroom's pictures on disk: each under the hash of its bytes, so that the same picture is
   kept once and a name never changes its meaning (and may be cached for ever). */

#include "base/arena.h"
#include "media/picture.h"

/* "3fa9…e1.jpg": 32 hexadecimal digits and the extension. */
bool media_name_is_valid(struct str name);
/* Keeps a picture in DIR/media/XX/NAME, durably; *ret_name lives in the arena. Errors of
   picture_read, and of writing. */
int media_keep(struct arena *a, const char *data_dir, struct str bytes, struct str *ret_name,
               struct picture *ret_picture, struct err *e) MUST_CHECK;
/* The file of a valid name; whether it exists is not asked. */
const char *media_path(struct arena *a, const char *data_dir, struct str name);
/* "image/jpeg" for a valid name, by its extension. */
const char *media_type(struct str name);

#endif
