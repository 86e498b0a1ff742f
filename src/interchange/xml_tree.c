#include "interchange/xml_tree.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "interchange/xml_guard.h"

/* libxml2 reads, through these handlers, which make nodes in the arena; it keeps no tree of its own
   and so has no entity to expand but the five of XML itself. */
struct parser {
    struct arena *a;
    xmlParserCtxtPtr context;
    struct xml_node *root, *open;
    size_t n_nodes, depth;
    struct buf text; /* since the last tag */
    struct err *e;
    int failed;
};

static unsigned line_of(const struct parser *p) {
    return p->context->input && p->context->input->line > 0 ? (unsigned)p->context->input->line : 1;
}

static void stop(struct parser *p, int code) {
    if (!p->failed) p->failed = code;
    xmlStopParser(p->context);
}

static void refuse_limit(struct parser *p, const char *what, int most) {
    if (p->failed) return;
    stop(p, err_set(p->e, E_LIMIT, "line %u: more than %d %s", line_of(p), most, what));
}

static struct str keep(struct parser *p, const xmlChar *c) {
    return c ? arena_str(p->a, str_of((const char *)c)) : STR("");
}

static struct str qualified(struct parser *p, const xmlChar *local, const xmlChar *prefix) {
    return prefix ? arena_printf(p->a, "%s:%s", (const char *)prefix, (const char *)local)
                  : keep(p, local);
}

static struct xml_node *add_node(struct parser *p, enum xml_kind kind) {
    if (++p->n_nodes > XML_TREE_MAX_NODES)
        refuse_limit(p, "elements and texts", XML_TREE_MAX_NODES);
    struct xml_node *node = arena_alloc(p->a, sizeof *node);
    *node = (struct xml_node){.kind = kind, .line = line_of(p)};
    node->name = node->local = node->uri = node->text = STR("");
    if (p->open) xml_tree_append(p->open, node);
    return node;
}

static void end_text(struct parser *p) {
    if (p->text.n && p->open) add_node(p, XML_TEXT)->text = buf_keep(&p->text, p->a);
    buf_clear(&p->text);
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int n_spaces, const xmlChar **space, int n, int n_defaulted,
                     const xmlChar **attribute) {
    struct parser *p = user;
    (void)n_defaulted;
    if (p->failed) return;
    end_text(p);
    struct xml_node *node = add_node(p, XML_ELEMENT);
    if (++p->depth > XML_TREE_MAX_DEPTH)
        refuse_limit(p, "elements within each other", XML_TREE_MAX_DEPTH);
    if (n + n_spaces > XML_TREE_MAX_ATTRIBUTES) {
        refuse_limit(p, "attributes of one element", XML_TREE_MAX_ATTRIBUTES);
        return;
    }
    node->name = qualified(p, local, prefix);
    node->local = prefix ? str_from(node->name, strlen((const char *)prefix) + 1) : node->name;
    bool is_inherited = p->open && str_eq(p->open->uri, str_of((const char *)uri));
    node->uri = is_inherited ? p->open->uri : keep(p, uri);
    node->attribute = arena_array(p->a, (size_t)(n + n_spaces), sizeof *node->attribute);
    for (int i = 0; i < n_spaces; i++)
        node->attribute[node->n_attributes++] = (struct xml_attribute){
            .name = space[2 * i] ? qualified(p, space[2 * i], BAD_CAST "xmlns") : STR("xmlns"),
            .value = keep(p, space[2 * i + 1])};
    for (int i = 0; i < n; i++, attribute += 5)
        node->attribute[node->n_attributes++] = (struct xml_attribute){
            .name = qualified(p, attribute[0], attribute[1]),
            .value = arena_str(p->a, (struct str){(const char *)attribute[3],
                                                  (size_t)(attribute[4] - attribute[3])})};
    if (!p->root) p->root = node;
    p->open = node;
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    struct parser *p = user;
    (void)local, (void)prefix, (void)uri;
    if (p->failed || !p->open) return;
    end_text(p);
    p->open = p->open->parent;
    p->depth--;
}

static void on_text(void *user, const xmlChar *text, int n) {
    struct parser *p = user;
    if (!p->failed) buf_add(&p->text, (struct str){(const char *)text, (size_t)n});
}

static void on_comment(void *user, const xmlChar *text) {
    struct parser *p = user;
    if (p->failed || !p->open) return;
    end_text(p);
    add_node(p, XML_COMMENT)->text = keep(p, text);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *text) {
    struct parser *p = user;
    if (p->failed || !p->open) return;
    end_text(p);
    struct xml_node *node = add_node(p, XML_INSTRUCTION);
    node->name = node->local = keep(p, target);
    node->text = keep(p, text);
}

static void refuse_declaration(struct parser *p) {
    if (p->failed) return;
    int code =
        err_set(p->e, E_INVALID, "line %u: the file declares entities or other things of its own",
                line_of(p));
    err_hint(p->e, "take what stands between [ and ] out of its DOCTYPE");
    stop(p, code);
}

static void on_entity(void *user, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content) {
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    refuse_declaration(user);
}

static void on_element_declaration(void *user, const xmlChar *name, int type,
                                   xmlElementContentPtr content) {
    (void)name, (void)type, (void)content;
    refuse_declaration(user);
}

static void on_attribute_declaration(void *user, const xmlChar *element, const xmlChar *name,
                                     int type, int def, const xmlChar *value,
                                     xmlEnumerationPtr tree) {
    (void)element, (void)name, (void)type, (void)def, (void)value;
    xmlFreeEnumeration(tree);
    refuse_declaration(user);
}

static void on_notation(void *user, const xmlChar *name, const xmlChar *public_id,
                        const xmlChar *system_id) {
    (void)name, (void)public_id, (void)system_id;
    refuse_declaration(user);
}

static xmlEntityPtr on_wanted_entity(void *user, const xmlChar *name) {
    struct parser *p = user;
    if (!p->failed)
        stop(p, err_set(p->e, E_INVALID, "line %u: there is no entity &%.60s;", line_of(p),
                        (const char *)name));
    return NULL;
}

static void on_reference(void *user, const xmlChar *name) {
    on_wanted_entity(user, name);
}

static void on_error(void *user, xmlErrorPtr error) {
    struct parser *p = user;
    if (p->failed || error->level < XML_ERR_ERROR) return;
    struct str message = str_trim(str_of(error->message ? error->message : "not well-formed"));
    int line = error->line > 0 ? error->line : 1;
    stop(p, err_set(p->e, E_INVALID, "line %d: %.*s", line,
                    (int)(message.n < 200 ? message.n : 200), message.p));
}

static const xmlSAXHandler handlers = {.initialized = XML_SAX2_MAGIC,
                                       .startElementNs = on_start,
                                       .endElementNs = on_end,
                                       .characters = on_text,
                                       .ignorableWhitespace = on_text,
                                       .cdataBlock = on_text,
                                       .comment = on_comment,
                                       .processingInstruction = on_instruction,
                                       .entityDecl = on_entity,
                                       .elementDecl = on_element_declaration,
                                       .attributeDecl = on_attribute_declaration,
                                       .notationDecl = on_notation,
                                       .getEntity = on_wanted_entity,
                                       .getParameterEntity = on_wanted_entity,
                                       .reference = on_reference,
                                       .serror = on_error};

static int parse(struct parser *p, struct err *e) {
    *p->context->sax = handlers;
    p->context->userData = p;
    /* NOENT is for the five of XML in attributes, which stay "&#38;" without it: a file that
       declares another entity is refused before anything could be replaced. */
    xmlCtxtUseOptions(p->context, XML_PARSE_NONET | XML_PARSE_NOENT);
    int result = xmlParseDocument(p->context);
    if (p->failed) return p->failed;
    if (result == 0 && p->context->wellFormed && p->root) return 0;
    return err_set(e, E_INVALID, "line %u: the XML is not well-formed", line_of(p));
}

int xml_tree_read(struct arena *a, struct str bytes, struct xml_node **ret_root, struct err *e) {
    struct parser p = {.a = a, .e = e};
    if (bytes.n > XML_TREE_MAX_BYTES)
        return err_set(e, E_LIMIT, "the file is larger than %d MB", XML_TREE_MAX_BYTES >> 20);
    if (bytes.n == 0) return err_set(e, E_INVALID, "the file is empty");
    int code = xml_guard_check(bytes, XML_TREE_MAX_ATTRIBUTES, e);
    if (code) return code;
    p.context = xmlCreateMemoryParserCtxt(bytes.p, (int)bytes.n);
    if (!p.context) return err_set(e, E_INVALID, "the file is not XML");
    buf_init(&p.text, XML_TREE_MAX_BYTES);
    code = parse(&p, e);
    if (!code && buf_failed(&p.text)) code = err_set(e, E_LIMIT, "the file has too much text");
    buf_release(&p.text);
    if (p.context->myDoc) xmlFreeDoc(p.context->myDoc); /* of entities that were refused */
    xmlFreeParserCtxt(p.context);
    if (!code) *ret_root = p.root;
    return code;
}

static const char *reference_of(char c, bool is_attribute) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return is_attribute ? "&quot;" : NULL;
    case '\n': return is_attribute ? "&#10;" : NULL;
    case '\t': return is_attribute ? "&#9;" : NULL;
    default: return NULL;
    }
}

static void write_escaped(struct buf *out, struct str text, bool is_attribute) {
    size_t start = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *reference = reference_of(text.p[i], is_attribute);
        if (!reference) continue;
        buf_add(out, str_slice(text, start, i));
        buf_add(out, str_of(reference));
        start = i + 1;
    }
    buf_add(out, str_from(text, start));
}

static void write_start(struct buf *out, const struct xml_node *node) {
    buf_add_char(out, '<');
    buf_add(out, node->name);
    for (size_t i = 0; i < node->n_attributes; i++) {
        buf_add_char(out, ' ');
        buf_add(out, node->attribute[i].name);
        buf_add(out, STR("=\""));
        write_escaped(out, node->attribute[i].value, true);
        buf_add_char(out, '"');
    }
    buf_add(out, node->child ? STR(">") : STR("/>"));
}

static void write_node(struct buf *out, const struct xml_node *node) {
    switch (node->kind) {
    case XML_ELEMENT: write_start(out, node); break;
    case XML_TEXT: write_escaped(out, node->text, false); break;
    case XML_COMMENT:
        buf_add(out, STR("<!--"));
        buf_add(out, node->text);
        buf_add(out, STR("-->"));
        break;
    case XML_INSTRUCTION:
        buf_add(out, STR("<?"));
        buf_add(out, node->name);
        buf_add_char(out, ' ');
        buf_add(out, node->text);
        buf_add(out, STR("?>"));
        break;
    }
}

void xml_tree_write(const struct xml_node *root, struct buf *out) {
    buf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    for (const struct xml_node *node = root; node;) {
        write_node(out, node);
        if (node->child) {
            node = node->child;
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            buf_add(out, STR("</"));
            buf_add(out, node->name);
            buf_add_char(out, '>');
        }
        node = node == root ? NULL : node->next;
    }
    buf_add_char(out, '\n');
}

bool xml_tree_is(const struct xml_node *node, const char *local) {
    return node && node->kind == XML_ELEMENT && str_eq(node->local, str_of(local));
}

struct xml_node *xml_tree_child(const struct xml_node *node, const char *local) {
    for (struct xml_node *child = node ? node->child : NULL; child; child = child->next)
        if (xml_tree_is(child, local)) return child;
    return NULL;
}

struct xml_node *xml_tree_next(const struct xml_node *node) {
    for (struct xml_node *next = node->next; next; next = next->next)
        if (next->kind == XML_ELEMENT && str_eq(next->local, node->local)) return next;
    return NULL;
}

struct xml_node *xml_tree_walk(const struct xml_node *root, const struct xml_node *node) {
    return node->child ? node->child : xml_tree_skip(root, node);
}

struct xml_node *xml_tree_skip(const struct xml_node *root, const struct xml_node *node) {
    while (node != root && !node->next) node = node->parent;
    return node == root ? NULL : node->next;
}

struct str xml_tree_attribute(const struct xml_node *node, const char *name) {
    struct str wanted = str_of(name);
    for (size_t i = 0; i < node->n_attributes; i++)
        if (str_eq(node->attribute[i].name, wanted)) return node->attribute[i].value;
    return (struct str){NULL, 0};
}

struct str xml_tree_text(struct arena *a, const struct xml_node *node) {
    struct buf b;
    buf_init(&b, XML_TREE_MAX_BYTES);
    for (const struct xml_node *n = node; n; n = xml_tree_walk(node, n))
        if (n->kind == XML_TEXT) buf_add(&b, n->text);
    struct str text = buf_keep(&b, a);
    buf_release(&b);
    return text;
}

struct xml_node *xml_tree_element(struct arena *a, const struct xml_node *like, const char *local) {
    struct xml_node *node = arena_alloc(a, sizeof *node);
    size_t colon = str_find(like->name, ':');
    struct str prefix = colon < like->name.n ? str_slice(like->name, 0, colon + 1) : STR("");
    *node = (struct xml_node){.kind = XML_ELEMENT, .line = like->line, .uri = like->uri};
    node->name = arena_printf(a, "%.*s%s", (int)prefix.n, prefix.p, local);
    node->local = str_from(node->name, prefix.n);
    node->text = STR("");
    return node;
}

struct xml_node *xml_tree_words(struct arena *a, struct str text) {
    struct xml_node *node = arena_alloc(a, sizeof *node);
    *node = (struct xml_node){.kind = XML_TEXT, .text = text};
    return node;
}

struct xml_node *xml_tree_copy(struct arena *a, const struct xml_node *node, bool children) {
    struct xml_node *copy = arena_alloc(a, sizeof *copy);
    *copy = *node;
    copy->child = copy->last = copy->next = copy->parent = NULL;
    if (!children) return copy;
    for (const struct xml_node *child = node->child; child; child = child->next)
        xml_tree_append(copy, xml_tree_copy(a, child, true));
    return copy;
}

void xml_tree_append(struct xml_node *parent, struct xml_node *node) {
    node->parent = parent;
    if (parent->last)
        parent->last->next = node;
    else
        parent->child = node;
    parent->last = node;
}

void xml_tree_insert(struct xml_node *behind, struct xml_node *node) {
    node->parent = behind->parent;
    node->next = behind->next;
    behind->next = node;
    if (node->parent->last == behind) node->parent->last = node;
}

void xml_tree_set(struct arena *a, struct xml_node *node, const char *name, struct str value) {
    struct xml_attribute *all = arena_array(a, node->n_attributes + 1, sizeof *all);
    struct str wanted = str_of(name);
    size_t at = 0;
    for (size_t i = 0; i < node->n_attributes; i++) all[i] = node->attribute[i];
    while (at < node->n_attributes && !str_eq(all[at].name, wanted)) at++;
    all[at] = (struct xml_attribute){wanted, value};
    if (at == node->n_attributes) node->n_attributes++;
    node->attribute = all;
}
