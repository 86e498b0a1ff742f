#include "html/mustache_value.h"

#include <assert.h>

#include "base/hash.h"

struct mustache_member {
    struct str key;
    uint32_t hash;
    const struct mustache_value *value;
};

uint32_t mustache_key_hash(struct str key) {
    uint64_t h = hash_quick(key);
    return (uint32_t)(h ^ h >> 32);
}

static struct mustache_value *make(struct arena *a, enum mustache_kind kind) {
    struct mustache_value *v = arena_alloc(a, sizeof *v);
    v->kind = kind;
    return v;
}

struct mustache_value *mustache_null(struct arena *a) {
    return make(a, MUSTACHE_NULL);
}

struct mustache_value *mustache_bool(struct arena *a, bool truth) {
    struct mustache_value *v = make(a, MUSTACHE_BOOL);
    v->truth = truth;
    return v;
}

struct mustache_value *mustache_number(struct arena *a, int64_t number) {
    struct mustache_value *v = make(a, MUSTACHE_NUMBER);
    v->number = number;
    return v;
}

struct mustache_value *mustache_text(struct arena *a, struct str text) {
    struct mustache_value *v = make(a, MUSTACHE_TEXT);
    v->text = text;
    return v;
}

struct mustache_value *mustache_html(struct arena *a, struct html html) {
    struct mustache_value *v = make(a, MUSTACHE_HTML);
    v->text = html.s;
    return v;
}

struct mustache_value *mustache_list(struct arena *a) {
    return make(a, MUSTACHE_LIST);
}

struct mustache_value *mustache_object(struct arena *a) {
    return make(a, MUSTACHE_OBJECT);
}

static struct mustache_member *find(const struct mustache_value *object, struct str key,
                                    uint32_t hash) {
    for (size_t i = 0; i < object->n; i++)
        if (object->member[i].hash == hash && str_eq(object->member[i].key, key))
            return &object->member[i];
    return NULL;
}

void mustache_set_key(struct arena *a, struct mustache_value *object, struct str key,
                      const struct mustache_value *value) {
    assert(object->kind == MUSTACHE_OBJECT);
    uint32_t hash = mustache_key_hash(key);
    struct mustache_member *member = find(object, key, hash);
    if (member) {
        member->value = value;
        return;
    }
    object->member =
        arena_grow(a, object->member, object->n, &object->capacity, sizeof *object->member);
    object->member[object->n++] = (struct mustache_member){key, hash, value};
}

void mustache_set(struct arena *a, struct mustache_value *object, const char *key,
                  const struct mustache_value *value) {
    mustache_set_key(a, object, str_of(key), value);
}

void mustache_set_bool(struct arena *a, struct mustache_value *object, const char *key,
                       bool truth) {
    mustache_set(a, object, key, mustache_bool(a, truth));
}

void mustache_set_number(struct arena *a, struct mustache_value *object, const char *key,
                         int64_t number) {
    mustache_set(a, object, key, mustache_number(a, number));
}

void mustache_set_text(struct arena *a, struct mustache_value *object, const char *key,
                       struct str text) {
    mustache_set(a, object, key, mustache_text(a, text));
}

void mustache_set_html(struct arena *a, struct mustache_value *object, const char *key,
                       struct html html) {
    mustache_set(a, object, key, mustache_html(a, html));
}

struct mustache_value *mustache_set_object(struct arena *a, struct mustache_value *object,
                                           const char *key) {
    struct mustache_value *v = mustache_object(a);
    mustache_set(a, object, key, v);
    return v;
}

struct mustache_value *mustache_set_list(struct arena *a, struct mustache_value *object,
                                         const char *key) {
    struct mustache_value *v = mustache_list(a);
    mustache_set(a, object, key, v);
    return v;
}

void mustache_list_add(struct arena *a, struct mustache_value *list,
                       const struct mustache_value *value) {
    assert(list->kind == MUSTACHE_LIST);
    list->item = arena_grow(a, list->item, list->n, &list->capacity, sizeof *list->item);
    list->item[list->n++] = value;
}

struct mustache_value *mustache_add_object(struct arena *a, struct mustache_value *list) {
    struct mustache_value *v = mustache_object(a);
    mustache_list_add(a, list, v);
    return v;
}

const struct mustache_value *mustache_get(const struct mustache_value *object, struct str key,
                                          uint32_t hash) {
    if (object->kind != MUSTACHE_OBJECT) return NULL;
    const struct mustache_member *member = find(object, key, hash);
    return member ? member->value : NULL;
}

bool mustache_is_true(const struct mustache_value *value) {
    if (!value) return false;
    switch (value->kind) {
    case MUSTACHE_NULL: return false;
    case MUSTACHE_BOOL: return value->truth;
    case MUSTACHE_NUMBER: return value->number != 0;
    case MUSTACHE_TEXT:
    case MUSTACHE_HTML: return value->text.n > 0;
    case MUSTACHE_LIST: return value->n > 0;
    case MUSTACHE_OBJECT: return true;
    }
    return false;
}
