/* Addresses: what is taken is clean, and encoding is taken back by decoding. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "http/url.h"
#include "sys/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
    if (!holds) abort();
}

static void check_path(struct str path) {
    check(utf8_is_valid(path) && path.p[0] == '/');
    check(str_find(path, 0) == path.n && str_find(path, '\\') == path.n);
    check(str_search(path, STR("/../")) == path.n && !str_ends(path, STR("/..")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size}, path, back;
    struct arena a;
    struct buf b;
    struct url url;
    struct err e;
    arena_init(&a);
    buf_init(&b, 4 << 20);
    if (url_decode_path(&a, text, &path)) check_path(path);
    if (url_parse(text, &url, &e) == 0)
        check(url.host.n > 0 && url.port >= 0 && url.port <= 65535 && url.path.p[0] == '/');
    url_encode(&b, text);
    check(url_decode(&a, buf_str(&b), false, &back) && str_eq(back, text));
    buf_clear(&b);
    url_escape(&b, text);
    for (size_t i = 0; i < b.n; i++) check(b.p[i] > 0x20 && b.p[i] < 0x7F && b.p[i] != '"');
    const char *joined;
    if (file_join(&a, "/r", text, &joined, &e) == 0)
        check(str_search(str_of(joined), STR("/.")) == str_of(joined).n);
    buf_release(&b);
    arena_release(&a);
    return 0;
}
