#include "media/media_folder.h"

#include <unistd.h>

#include "base/hash.h"
#include "sys/file.h"

enum { NAME_DIGITS = 32 };

static const char *const extension[][2] = {
    {".jpg", "image/jpeg"}, {".png", "image/png"},   {".webp", "image/webp"},
    {".gif", "image/gif"},  {".avif", "image/avif"},
};

const char *media_type(struct str name) {
    for (size_t i = 0; i < sizeof extension / sizeof *extension; i++)
        if (str_ends(name, str_of(extension[i][0]))) return extension[i][1];
    return "application/octet-stream";
}

bool media_name_is_valid(struct str name) {
    if (name.n < NAME_DIGITS + 4) return false;
    for (size_t i = 0; i < NAME_DIGITS; i++) {
        char c = name.p[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return false;
    }
    struct str rest = str_from(name, NAME_DIGITS);
    for (size_t i = 0; i < sizeof extension / sizeof *extension; i++)
        if (str_eq(rest, str_of(extension[i][0]))) return true;
    return false;
}

const char *media_path(struct arena *a, const char *data_dir, struct str name) {
    return arena_printf(a, "%s/media/%.2s/%.*s", data_dir, name.p, (int)name.n, name.p).p;
}

int media_keep(struct arena *a, const char *data_dir, struct str bytes, struct str *ret_name,
               struct picture *ret_picture, struct err *e) {
    struct picture picture;
    int code = picture_read(bytes, &picture, e);
    if (code) return code;
    struct str hash = str_slice(hash_hex(a, bytes), 0, NAME_DIGITS);
    struct str name = arena_printf(a, "%.*s%s", (int)hash.n, hash.p, picture.extension);
    const char *folder = arena_printf(a, "%s/media/%.2s", data_dir, name.p).p;
    const char *path = media_path(a, data_dir, name);
    if (access(path, R_OK) != 0) {
        code = file_make_folders(folder, e);
        if (!code) code = file_write(path, bytes, e);
        if (code) return code;
    }
    *ret_name = name;
    *ret_picture = picture;
    return 0;
}
