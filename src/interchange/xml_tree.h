#ifndef INTERCHANGE_XML_TREE_H
#define INTERCHANGE_XML_TREE_H
/* XML from strangers as a small tree in an arena, and back. Nothing is fetched, no document type is
   read, and a document that declares anything of its own (entities, attributes with defaults) is
   refused: what is in the tree stands in the file. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum {
    XML_TREE_MAX_BYTES = 64 << 20,
    XML_TREE_MAX_DEPTH = 100,
    XML_TREE_MAX_NODES = 4000000,
    XML_TREE_MAX_ATTRIBUTES = 200, /* of one element */
};

enum xml_kind { XML_ELEMENT, XML_TEXT, XML_COMMENT, XML_INSTRUCTION };

struct xml_attribute {
    struct str name; /* as written: "xml:lang" */
    struct str value;
};

struct xml_node {
    enum xml_kind kind;
    unsigned line;                   /* of the file, from 1 */
    struct str name, local, uri;     /* "x:b", "b", the name space or ""; INSTRUCTION: its target */
    struct str text;                 /* of what is no ELEMENT */
    struct xml_attribute *attribute; /* declarations of name spaces among them */
    size_t n_attributes;
    struct xml_node *child, *last, *next, *parent;
};

/* The root element; comments and instructions outside of it are left out. E_INVALID with the line
   for what is not well-formed or declares something; E_LIMIT for the ceilings above. Texts are
   UTF-8 in the arena whatever the file was in. */
int xml_tree_read(struct arena *a, struct str bytes, struct xml_node **ret_root,
                  struct err *e) MUST_CHECK;
/* The whole document as XML in UTF-8. */
void xml_tree_write(const struct xml_node *root, struct buf *out);

/* Whether it is an element of that local name, in whatever name space. */
bool xml_tree_is(const struct xml_node *node, const char *local);
/* The first child element of that name, or NULL. */
struct xml_node *xml_tree_child(const struct xml_node *node, const char *local);
/* The next element behind it of the same parent and name as it, or NULL. */
struct xml_node *xml_tree_next(const struct xml_node *node);
/* The next node in the order of the file, within `root`; children come first. NULL at the end. */
struct xml_node *xml_tree_walk(const struct xml_node *root, const struct xml_node *node);
/* The same without what is below `node`. */
struct xml_node *xml_tree_skip(const struct xml_node *root, const struct xml_node *node);
/* The value of an attribute by its name as written; p is NULL when there is none. */
struct str xml_tree_attribute(const struct xml_node *node, const char *name);
/* All text below it, in the arena. */
struct str xml_tree_text(struct arena *a, const struct xml_node *node);

/* For changing a tree: an element with the name space of `like`, a text, a copy without children,
   a whole copy; none is put anywhere yet. */
struct xml_node *xml_tree_element(struct arena *a, const struct xml_node *like, const char *local);
struct xml_node *xml_tree_words(struct arena *a, struct str text);
struct xml_node *xml_tree_copy(struct arena *a, const struct xml_node *node, bool children);
/* As the last child; behind a sibling. */
void xml_tree_append(struct xml_node *parent, struct xml_node *node);
void xml_tree_insert(struct xml_node *behind, struct xml_node *node);
void xml_tree_set(struct arena *a, struct xml_node *node, const char *name, struct str value);

#endif
