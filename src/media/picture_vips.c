#include "media/picture_vips.h"

#include <dlfcn.h>
#include <string.h>

static int find_all(void *library, struct picture_vips *vips, struct err *e) {
    const struct {
        const char *name;
        void *place;
    } wanted[] = {
        {"vips_init", &vips->init},
        {"vips_block_untrusted_set", &vips->block_untrusted_set},
        {"vips_operation_block_set", &vips->operation_block_set},
        {"vips_cache_set_max", &vips->cache_set_max},
        {"vips_concurrency_set", &vips->concurrency_set},
        {"vips_error_buffer", &vips->error_buffer},
        {"vips_error_clear", &vips->error_clear},
        {"vips_foreign_find_load_buffer", &vips->foreign_find_load_buffer},
        {"vips_image_new_from_buffer", &vips->image_new_from_buffer},
        {"vips_image_get_width", &vips->image_get_width},
        {"vips_image_get_height", &vips->image_get_height},
        {"vips_image_hasalpha", &vips->image_hasalpha},
        {"vips_image_get_fields", &vips->image_get_fields},
        {"vips_image_get_typeof", &vips->image_get_typeof},
        {"vips_image_get_blob", &vips->image_get_blob},
        {"vips_image_set_blob_copy", &vips->image_set_blob_copy},
        {"vips_image_remove", &vips->image_remove},
        {"vips_image_new_from_image", &vips->image_new_from_image},
        {"vips_thumbnail_buffer", &vips->thumbnail_buffer},
        {"vips_extract_area", &vips->extract_area},
        {"vips_colourspace", &vips->colourspace},
        {"vips_flatten", &vips->flatten},
        {"vips_copy", &vips->copy},
        {"vips_embed", &vips->embed},
        {"vips_insert", &vips->insert},
        {"vips_ifthenelse", &vips->ifthenelse},
        {"vips_black", &vips->black},
        {"vips_text", &vips->text},
        {"vips_jpegsave_buffer", &vips->jpegsave_buffer},
        {"vips_webpsave_buffer", &vips->webpsave_buffer},
        {"vips_heifsave_buffer", &vips->heifsave_buffer},
        {"vips_array_double_new", &vips->array_double_new},
        {"vips_area_unref", &vips->area_unref},
        {"g_object_unref", &vips->unref},
        {"g_free", &vips->free},
        {"g_strfreev", &vips->strfreev},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *found = dlsym(library, wanted[i].name);
        if (!found) return err_set(e, E_IO, "this machine's libvips has no %s", wanted[i].name);
        memcpy(wanted[i].place, &found, sizeof found);
    }
    return 0;
}

int picture_vips_load(struct picture_vips *ret_vips, struct err *e) {
    static const char *const loader[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng",
                                         "VipsForeignLoadWebp", "VipsForeignLoadNsgif",
                                         "VipsForeignLoadHeif"};
    struct picture_vips vips;
    void *library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        err_set(e, E_IO, "pictures cannot be made: %s", dlerror());
        return err_hint(e, "install the package libvips42");
    }
    int code = find_all(library, &vips, e);
    if (code) return code;
    if (vips.init("zubi"))
        return err_set(e, E_IO, "libvips does not start: %s", vips.error_buffer());
    vips.block_untrusted_set(TRUE);
    vips.operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof loader / sizeof *loader; i++)
        vips.operation_block_set(loader[i], FALSE);
    vips.cache_set_max(0);
    vips.concurrency_set(1);
    *ret_vips = vips;
    return 0;
}
