#include "site/page_packer.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "site/kept_page.h"

enum { NICE = 10 };

struct page_packer {
    struct page_cache *cache;
    pthread_t thread;
};

static void *run(void *packer) {
    struct page_packer *p = packer;
    struct page_packing packing;
    struct arena a = {0};
    /* On Linux "process 0" is the calling thread. */
    (void)setpriority(PRIO_PROCESS, 0, NICE);
    while (page_packing_next(p->cache, &packing)) {
        kept_page_pack(p->cache, &a, &packing);
        arena_reset(&a);
    }
    arena_release(&a);
    return NULL;
}

int page_packer_open(struct page_cache *cache, struct page_packer **ret_packer, struct err *e) {
    struct page_packer *p = calloc(1, sizeof *p);
    if (!p) abort();
    p->cache = cache;
    if (pthread_create(&p->thread, NULL, run, p) != 0) {
        free(p);
        return err_set(e, E_LIMIT, "cannot start a thread for the page cache");
    }
    *ret_packer = p;
    return 0;
}

void page_packer_close(struct page_packer *p) {
    if (!p) return;
    page_packing_stop(p->cache);
    pthread_join(p->thread, NULL);
    free(p);
}
