#ifndef HTML_MUSTACHE_PROGRAM_H
#define HTML_MUSTACHE_PROGRAM_H
/* What a template is compiled to: a flat list of nodes; a section knows where it ends. For
   mustache.c and the compiler only. */

#include "html/mustache.h"

enum mustache_op {
    MUSTACHE_OP_LITERAL,
    MUSTACHE_OP_INDENT, /* a line begins: print the indentation of the partials around */
    MUSTACHE_OP_VALUE,
    MUSTACHE_OP_RAW,
    MUSTACHE_OP_SECTION,
    MUSTACHE_OP_INVERTED,
    MUSTACHE_OP_PARTIAL,
};

struct mustache_key {
    struct str name;
    uint32_t hash;
};

struct mustache_node {
    enum mustache_op op;
    uint32_t line;
    struct str text;          /* LITERAL; PARTIAL: indentation; tags: their name */
    struct mustache_key *key; /* "a.b" is two; "." is none */
    uint32_t n_keys;
    uint32_t end;     /* sections: index of the first node behind them */
    uint32_t program; /* PARTIAL: index in the set, UINT32_MAX when it is missing */
};

struct mustache_program {
    struct str name;
    struct str source;
    struct mustache_node *node;
    size_t n_nodes;
};

/* Compiles set->program[index]; the names of all programs are there already. */
int mustache_program_compile(struct arena *a, const struct mustache_set *set, size_t index,
                             enum mustache_flags flags, struct err *e) MUST_CHECK;
/* Index of the program of that name, or UINT32_MAX. */
uint32_t mustache_program_find(const struct mustache_set *set, struct str name);

#endif
