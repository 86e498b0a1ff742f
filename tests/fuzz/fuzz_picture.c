#include <stdint.h>
#include <stdlib.h>

#include "media/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct picture p = {0};
    struct err e;
    int code = picture_read((struct str){(const char *)data, size}, &p, &e);
    if (code == 0 && (!p.type || !p.extension || p.width == 0 || p.width > PICTURE_MAX_SIDE ||
                      p.height == 0 || p.height > PICTURE_MAX_SIDE))
        abort();
    if (code != 0 && (code != (int)e.code || p.type || e.hint[0] == 0)) abort();
    return 0;
}
