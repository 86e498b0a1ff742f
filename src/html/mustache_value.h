#ifndef HTML_MUSTACHE_VALUE_H
#define HTML_MUSTACHE_VALUE_H
/* What a template is filled with: a tree of values in an arena. Text, keys and HTML are not copied:
   they must live as long as the tree. Building never fails (the arena ends the program when memory
   is out); give every list from outside a ceiling of its own.

       struct mustache_value *page = mustache_object(a);
       mustache_set_text(a, page, "headline", headline);
       struct mustache_value *stories = mustache_list(a);
       mustache_set(a, page, "stories", stories);
       mustache_set_text(a, mustache_add_object(a, stories), "headline", …);

   False in a section ({{#x}}, {{^x}}): what is not there, NULL, false, 0, empty text, empty HTML
   and the empty list. Everything else is true. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "html/escape.h"

enum mustache_kind {
    MUSTACHE_NULL,
    MUSTACHE_BOOL,
    MUSTACHE_NUMBER,
    MUSTACHE_TEXT, /* escaped when printed */
    MUSTACHE_HTML, /* printed as it is, by {{x}} too */
    MUSTACHE_LIST,
    MUSTACHE_OBJECT,
};

struct mustache_member;

struct mustache_value {
    enum mustache_kind kind;
    bool truth;      /* BOOL */
    int64_t number;  /* NUMBER */
    struct str text; /* TEXT, HTML */
    size_t n, capacity;
    const struct mustache_value **item; /* LIST */
    struct mustache_member *member;     /* OBJECT, in the order they were set */
};

struct mustache_value *mustache_null(struct arena *a);
struct mustache_value *mustache_bool(struct arena *a, bool truth);
struct mustache_value *mustache_number(struct arena *a, int64_t number);
struct mustache_value *mustache_text(struct arena *a, struct str text);
struct mustache_value *mustache_html(struct arena *a, struct html html);
struct mustache_value *mustache_list(struct arena *a);
struct mustache_value *mustache_object(struct arena *a);

/* Sets a member of an object; a second value under one key takes the place of the first. */
void mustache_set(struct arena *a, struct mustache_value *object, const char *key,
                  const struct mustache_value *value);
/* The same for a key that is not a C string. */
void mustache_set_key(struct arena *a, struct mustache_value *object, struct str key,
                      const struct mustache_value *value);
void mustache_set_bool(struct arena *a, struct mustache_value *object, const char *key, bool truth);
void mustache_set_number(struct arena *a, struct mustache_value *object, const char *key,
                         int64_t number);
void mustache_set_text(struct arena *a, struct mustache_value *object, const char *key,
                       struct str text);
void mustache_set_html(struct arena *a, struct mustache_value *object, const char *key,
                       struct html html);
/* Sets an empty object (or list) and returns it for filling. */
struct mustache_value *mustache_set_object(struct arena *a, struct mustache_value *object,
                                           const char *key);
struct mustache_value *mustache_set_list(struct arena *a, struct mustache_value *object,
                                         const char *key);
void mustache_list_add(struct arena *a, struct mustache_value *list,
                       const struct mustache_value *value);
/* Adds an empty object to a list and returns it for filling. */
struct mustache_value *mustache_add_object(struct arena *a, struct mustache_value *list);

/* The member under `key`, or NULL. `hash` is mustache_key_hash(key), for those who look up often.
 */
const struct mustache_value *mustache_get(const struct mustache_value *object, struct str key,
                                          uint32_t hash);
uint32_t mustache_key_hash(struct str key);
bool mustache_is_true(const struct mustache_value *value);

#endif
