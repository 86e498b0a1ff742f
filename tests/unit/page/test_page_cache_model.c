/* A newsroom in which one thread saves and translates at random, and others read at random through
   the cache. Every page that is read must be, byte for byte, the page as it was made afresh at a
   state that the newsroom was in while the request lasted; or, for who did not ask for the newest,
   shortly before. */

#include <pthread.h>
#include <zlib.h>

#include "app/routes.h"
#include "base/hash.h"
#include "page/page_follower.h"
#include "page/page_url.h"
#include "site/kept_page.h"
#include "site/site_answer.h"
#include "store/edition_store.h"
#include "store/section_store.h"
#include "unit/app/house.h"

enum {
    STORIES = 5,
    STATES = 40,
    MAX_PATHS = 400,
    READERS = 3,
    MAX_READ = 20000,
    SLACK_MS = 200, /* for a thread that the system keeps waiting between two lines */
};

struct reading {
    size_t path;
    uint64_t hash;
    int lowest, highest;
};

struct model {
    struct house h;
    struct router *router;
    struct page_follower *follower;
    pthread_mutex_t lock;
    char path[MAX_PATHS][256];
    atomic_size_t n_paths;
    uint64_t expected[MAX_PATHS][STATES + 1];
    int known_from[MAX_PATHS];
    int64_t since_ms[STATES + 1]; /* when the state was reached */
    atomic_int state;             /* the newest that everybody can rely on */
    atomic_bool done;
    int64_t story[STORIES];
    struct web_context web; /* with the cache */
};

struct reader {
    struct model *m;
    uint64_t random;
    struct reading reading[MAX_READ];
    size_t n;
    size_t quick;
};

static uint64_t next_random(uint64_t *random) {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

static struct str gunzip(struct arena *a, struct str packed) {
    z_stream z = {0};
    enum { ROOM = 1 << 20 };
    char *out = arena_alloc(a, ROOM);
    if (inflateInit2(&z, 15 + 16) != Z_OK) abort();
    z.next_in = (unsigned char *)(uintptr_t)packed.p;
    z.avail_in = (unsigned)packed.n;
    z.next_out = (unsigned char *)out;
    z.avail_out = ROOM;
    int outcome = inflate(&z, Z_FINISH);
    inflateEnd(&z);
    return outcome == Z_STREAM_END ? (struct str){out, z.total_out} : STR("no gzip");
}

/* Status, and the page or where it is now. */
static uint64_t digest(struct arena *a, int status, struct str location, struct str body,
                       bool packed) {
    if (packed) body = gunzip(a, body);
    return hash_quick(arena_printf(a, "%d %.*s %.*s", status, (int)location.n, location.p,
                                   status == 200 ? (int)body.n : 0, body.p));
}

static bool says_gzip(struct str head) {
    return str_search(head, STR("Content-Encoding: gzip")) < head.n;
}

static struct request request_of(struct arena *a, struct header *header, const char *path,
                                 bool newest, bool gzip, void *worker) {
    struct str whole = str_of(path), query = whole;
    struct str at = str_cut(&query, '?');
    header[0] = (struct header){STR("Cache-Control"), newest ? STR("no-cache") : STR("x")};
    header[1] = (struct header){STR("Accept-Encoding"), gzip ? STR("gzip") : STR("identity")};
    return (struct request){.method = METHOD_GET,
                            .method_text = STR("GET"),
                            .raw_path = at,
                            .path = at,
                            .query = query,
                            .header = header,
                            .n_headers = 2,
                            .arena = a,
                            .worker = worker};
}

static uint64_t read_page(struct model *m, const char *path, bool newest, bool gzip, void *worker,
                          struct page_cache *cache, bool *ret_quick) {
    struct arena a = {0};
    struct header header[2];
    struct request req = request_of(&a, header, path, newest, gzip, worker);
    struct answer answer;
    uint64_t hash;
    *ret_quick = cache && kept_page_quick(cache, &req, &answer);
    if (*ret_quick) {
        hash = digest(&a, answer.status, STR(""), answer.body, says_gzip(answer.head));
        answer.release(answer.owner);
    } else {
        struct response res;
        response_init(&res, &a);
        router_handle(m->router, &req, &res, site_not_found);
        const struct header *location = header_find(res.header, res.n_headers, STR("Location"));
        bool packed = header_find(res.header, res.n_headers, STR("Content-Encoding")) != NULL;
        hash = digest(&a, res.status, location ? location->value : STR(""), res.body, packed);
        response_release(&res);
    }
    arena_release(&a);
    return hash;
}

static void add_path(struct model *m, struct str path, int state) {
    size_t n = atomic_load(&m->n_paths);
    for (size_t i = 0; i < n; i++)
        if (str_eq(str_of(m->path[i]), path)) return;
    assert_true(n < MAX_PATHS && path.n < sizeof m->path[n]);
    memcpy(m->path[n], path.p, path.n);
    m->known_from[n] = state;
    atomic_store(&m->n_paths, n + 1);
}

static void add_story_paths(struct model *m, int64_t id, int state) {
    static const char *const section[] = {"kirola", "herria"};
    struct house *h = &m->h;
    struct arena *a = &h->s->a;
    struct edition_row *row;
    size_t n;
    scratch_ok(h->s, edition_store_list(house_db(h), a, id, false, &row, &n, &h->s->e));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < 2; j++)
            add_path(m, page_url_story(a, row[i].language, str_of(section[j]), row[i].slug, id),
                     state);
    for (size_t i = 0; i < n; i++)
        add_path(m, page_url_before(a, page_url_front(a, row[i].language), row[i].published_ms, id),
                 state);
}

static void add_list_paths(struct model *m) {
    static const char *const list[] = {"", "kirola/", "herria/", "topic/errekak/", "x/"};
    for (size_t i = 0; i < m->h.newsroom.site.n_languages; i++)
        for (size_t j = 0; j < 5; j++)
            add_path(m,
                     arena_printf(&m->h.s->a, "/%s/%s",
                                  arena_cstr(&m->h.s->a, m->h.newsroom.site.language[i].tag),
                                  list[j]),
                     0);
}

static void add_data_paths(struct model *m) {
    static const char *const whole[] = {"/sitemap.xml", "/sitemap-lists.xml", "/sitemap-1.xml"};
    struct arena *a = &m->h.s->a;
    for (size_t i = 0; i < 3; i++) add_path(m, str_of(whole[i]), 0);
    for (size_t i = 0; i < m->h.newsroom.site.n_languages; i++) {
        const char *tag = arena_cstr(a, m->h.newsroom.site.language[i].tag);
        add_path(m, arena_printf(a, "/news-%s.xml", tag), 0);
        add_path(m, arena_printf(a, "/%s/feed.xml", tag), 0);
        add_path(m, arena_printf(a, "/%s/kirola/feed.json", tag), 0);
        add_path(m, arena_printf(a, "/%s/topic/errekak/atom.xml", tag), 0);
    }
}

/* What every page is now, made afresh. */
static void expect(struct model *m, int state) {
    for (size_t i = 0; i < STORIES; i++)
        if (m->story[i]) add_story_paths(m, m->story[i], state);
    bool quick;
    for (size_t i = 0; i < atomic_load(&m->n_paths); i++)
        m->expected[i][state] = read_page(m, m->path[i], false, false, m->h.worker, NULL, &quick);
}

static void save_one(struct model *m, uint64_t *random) {
    struct house *h = &m->h;
    size_t i = next_random(random) % STORIES;
    uint64_t r = next_random(random);
    /* The youngest are news, and stay so while the test lasts. */
    int64_t half_days = 1 + 2 * (int64_t)((r >> 16) % 10);
    struct str date =
        date_iso(h->worker->maker.dates, &h->s->a, clock_wall_ms() - half_days * 43200000);
    const char *text =
        arena_printf(&h->s->a,
                     "---\nsection: %s\ntopic: %s\nheadline: Albistea %zu %u\n"
                     "date: %.*s\n---\nTestua %u.\n",
                     r & 1 ? "kirola" : "herria", r & 2 ? "Errekak" : "Mendiak", i,
                     (unsigned)(r >> 8) % 3, (int)date.n, date.p, (unsigned)(r >> 24) % 100)
            .p;
    m->story[i] = house_save(h, m->story[i], text);
}

/* One only: what readers can see of it is one transaction, and so one state. */
static void translate_one(struct model *m) {
    struct job job;
    if (house_lease(&m->h, clock_wall_ms(), &job)) house_run(&m->h, &job);
}

static void name_something(struct model *m, uint64_t *random) {
    struct house *h = &m->h;
    struct str name = arena_printf(&h->s->a, "Izena %u", (unsigned)next_random(random) % 9);
    struct section section;
    struct err e;
    if (section_store_find(house_db(h), &h->s->a, STR("kirola"), STR("es"), STR("eu"), &section,
                           &e))
        return;
    scratch_ok(h->s, section_store_set_name(house_db(h), section.id, STR("es"), name, ORIGIN_PERSON,
                                            &h->s->e));
}

static void write_all(struct model *m) {
    uint64_t random = 0x9E3779B97F4A7C15;
    for (int state = 1; state <= STATES; state++) {
        uint64_t what = next_random(&random) % 8;
        if (what < 4)
            save_one(m, &random);
        else if (what < 7)
            translate_one(m);
        else
            name_something(m, &random);
        page_follower_now(m->follower);
        m->since_ms[state] = clock_monotonic_ms();
        atomic_store(&m->state, state);
        expect(m, state);
    }
    atomic_store(&m->done, true);
}

/* The state that the newsroom was in so long ago. */
static int state_before(const struct model *m, int state, int64_t at_ms) {
    while (state > 0 && m->since_ms[state] > at_ms) state--;
    return state;
}

static void *read_all(void *context) {
    struct reader *r = context;
    struct model *m = r->m;
    struct web_worker *worker;
    struct err e;
    if (web_worker_open(&m->web, &worker, &e)) abort();
    while (!atomic_load(&m->done) && r->n < MAX_READ) {
        struct reading *one = &r->reading[r->n];
        uint64_t random = next_random(&r->random);
        bool newest = random & 1, quick;
        one->path = (random >> 8) % atomic_load(&m->n_paths);
        int64_t now_ms = clock_monotonic_ms();
        int state = atomic_load(&m->state);
        one->lowest =
            newest ? state : state_before(m, state, now_ms - PAGE_CACHE_STALE_MS - SLACK_MS);
        one->hash =
            read_page(m, m->path[one->path], newest, random & 2, worker, m->web.cache, &quick);
        one->highest = atomic_load(&m->state) + 1;
        r->quick += quick;
        r->n++;
        if (random % 7 == 0) usleep(500);
    }
    web_worker_close(worker);
    return NULL;
}

static void check(const struct model *m, const struct reader *r) {
    for (size_t i = 0; i < r->n; i++) {
        const struct reading *one = &r->reading[i];
        int highest = one->highest > STATES ? STATES : one->highest;
        if (one->lowest < m->known_from[one->path]) continue;
        bool found = false;
        for (int state = one->lowest; state <= highest; state++)
            found |= m->expected[one->path][state] == one->hash;
        if (!found)
            fail_msg("reading %zu: %s was never so between states %d and %d", i, m->path[one->path],
                     one->lowest, highest);
    }
}

static void no_reader_ever_gets_a_wrong_or_a_mixed_page(void **state) {
    struct model *m = calloc(1, sizeof *m);
    struct reader *reader = calloc(READERS, sizeof *reader);
    pthread_t thread[READERS];
    struct scratch *s = *state;
    house_open(&m->h, s, "[site]\nstories_per_page = 2\n");
    scratch_ok(s, router_open(&s->a, routes_table, routes_count, &m->router, &s->e));
    scratch_ok(s, page_follower_open(m->h.newsroom.database_url, &m->h.newsroom.site, 1 << 20,
                                     &m->follower, &s->e));
    m->web = m->h.web;
    m->web.cache = page_follower_cache(m->follower);
    add_list_paths(m);
    add_data_paths(m);
    m->since_ms[0] = clock_monotonic_ms();
    expect(m, 0);
    for (size_t i = 0; i < READERS; i++) {
        reader[i].m = m;
        reader[i].random = 77 + i;
        assert_int_equal(pthread_create(&thread[i], NULL, read_all, &reader[i]), 0);
    }
    write_all(m);
    for (size_t i = 0; i < READERS; i++) pthread_join(thread[i], NULL);
    size_t n = 0, quick = 0;
    for (size_t i = 0; i < READERS; i++) {
        check(m, &reader[i]);
        n += reader[i].n;
        quick += reader[i].quick;
    }
    assert_true(n > STATES);
    assert_true(quick > 0);
    page_follower_close(m->follower);
    house_close(&m->h);
    free(reader);
    free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(no_reader_ever_gets_a_wrong_or_a_mixed_page),
    };
    return cmocka_run_group_tests_name("page_cache_model", tests, NULL, NULL);
}
