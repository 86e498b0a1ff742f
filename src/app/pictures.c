#include "app/pictures.h"

enum { IDLE_MS = 60000 };

int pictures_read_metadata(const struct settings *s, enum picture_metadata *ret_metadata,
                           struct err *e) {
    static const char *const word[] = {
        [PICTURE_META_NONE] = "none", [PICTURE_META_CREDIT] = "credit", [PICTURE_META_ALL] = "all"};
    struct str wanted = s->picture_metadata;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(wanted, str_of(word[i]))) return *ret_metadata = (enum picture_metadata)i, 0;
    err_set(e, E_INVALID, "metadata in [pictures] is \"%.*s\"", (int)wanted.n, wanted.p);
    return err_hint(e, "write credit, all or none");
}

/* The sanitizers take more address space than there is memory. */
static uint64_t memory_limit(const struct settings *s) {
#ifdef __SANITIZE_ADDRESS__
    (void)s;
    return 0;
#else
    return (uint64_t)s->picture_memory_mb << 20;
#endif
}

int pictures_open(const struct settings *s, const char *dir, struct picture_shop **ret_shop,
                  struct err *e) {
    struct picture_shop_config config = {
        .data_dir = dir,
        .studio = {.program = "/proc/self/exe",
                   .n_workers = (size_t)s->picture_workers,
                   .memory_bytes = memory_limit(s),
                   .order_ms = s->picture_seconds * 1000,
                   .idle_ms = IDLE_MS},
        .kept_bytes = (uint64_t)s->picture_kept_mb << 20,
    };
    int code = pictures_read_metadata(s, &config.metadata, e);
    return code ? code : picture_shop_open(&config, ret_shop, e);
}
