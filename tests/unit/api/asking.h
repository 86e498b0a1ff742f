#ifndef TESTS_UNIT_API_ASKING_H
#define TESTS_UNIT_API_ASKING_H
/* Requests made by hand to the API of the newsroom in house.h, through the real routes. */

#include <jansson.h>

#include "app/routes.h"
#include "base/hash.h"
#include "store/token_store.h"
#include "unit/app/house.h"

struct asking {
    struct house h;
    struct router *router;
    json_t *json; /* of the last answer */
    struct response res;
};

static inline void open_api(struct asking *q, struct scratch *s) {
    memset(q, 0, sizeof *q);
    house_open(&q->h, s, "");
    int64_t id;
    scratch_ok(s, token_store_add(house_db(&q->h), hash_hex(&s->a, STR("secret")), STR("test"), 1,
                                  &id, &s->e));
    scratch_ok(s, router_open(&s->a, routes_table, routes_count, &q->router, &s->e));
    response_init(&q->res, &s->a);
}

static inline void close_api(struct asking *q) {
    json_decref(q->json);
    response_release(&q->res);
    house_close(&q->h);
}

/* Answers with the status; `token` NULL sends none. */
static inline int ask(struct asking *q, enum method method, const char *target, const char *token,
                      struct str body) {
    struct arena *a = &q->h.s->a;
    struct str whole = str_of(target);
    size_t mark = str_find(whole, '?');
    struct header header = {STR("authorization"), STR("")};
    if (token) header.value = arena_printf(a, "Bearer %s", token);
    struct request req = {
        .method = method,
        .path = str_slice(whole, 0, mark),
        .raw_path = str_slice(whole, 0, mark),
        .query = mark < whole.n ? str_from(whole, mark + 1) : (struct str){0},
        .header = &header,
        .n_headers = token ? 1 : 0,
        .body = body,
        .arena = a,
        .worker = q->h.worker,
    };
    response_release(&q->res);
    response_init(&q->res, a);
    router_handle(q->router, &req, &q->res, NULL);
    assert_false(q->res.failed);
    json_decref(q->json);
    q->json = json_loadb(q->res.body.p, q->res.body.n, 0, NULL);
    assert_non_null(q->json);
    return q->res.status;
}

static inline int get(struct asking *q, const char *target, const char *token) {
    return ask(q, METHOD_GET, target, token, STR(""));
}

static inline int post(struct asking *q, const char *body) {
    return ask(q, METHOD_POST, "/api/v1/stories", "secret", str_of(body));
}

static inline const char *text_at(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    if (!text) fail_msg("there is no text \"%s\"", key);
    return text;
}

/* The edition of a language in the last answer, a story. */
static inline const json_t *edition_in(const struct asking *q, const char *language) {
    const json_t *list = json_object_get(q->json, "editions");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *edition = json_array_get(list, i);
        if (strcmp(text_at(edition, "language"), language) == 0) return edition;
    }
    fail_msg("there is no edition in %s", language);
    return NULL;
}

/* The last answer is a problem as RFC 9457 has them. */
static inline void assert_problem(const struct asking *q, int status, const char *piece) {
    assert_int_equal(q->res.status, status);
    assert_int_equal(json_integer_value(json_object_get(q->json, "status")), status);
    text_at(q->json, "title");
    if (!strstr(text_at(q->json, "detail"), piece))
        fail_msg("no \"%s\" in \"%s\"", piece, text_at(q->json, "detail"));
    const struct header *type = header_find(q->res.header, q->res.n_headers, STR("content-type"));
    assert_true(str_eq(type->value, STR("application/problem+json")));
}

#endif
