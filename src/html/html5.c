#include "html/html5.h"

#include <gumbo.h>

#include "html/html5_guard.h"

struct walk {
    struct arena *a;
    struct html5 html5;
    size_t capacity;
};

static struct html5_event *add_event(struct walk *w, enum html5_event_kind kind) {
    struct html5 *h = &w->html5;
    h->event = arena_grow(w->a, h->event, h->n, &w->capacity, sizeof *h->event);
    struct html5_event *event = &h->event[h->n++];
    *event = (struct html5_event){.kind = kind};
    return event;
}

static void add_attributes(struct walk *w, struct html5_event *event, const GumboVector *from) {
    if (from->length == 0) return;
    event->attribute = arena_array(w->a, from->length, sizeof *event->attribute);
    for (unsigned i = 0; i < from->length; i++) {
        const GumboAttribute *attribute = from->data[i];
        event->attribute[event->n_attributes++] = (struct html5_attribute){
            arena_str(w->a, str_of(attribute->name)), arena_str(w->a, str_of(attribute->value))};
    }
}

/* The events of a node without its children: false when it can have none. */
static bool enter(struct walk *w, const GumboNode *node) {
    switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
        add_event(w, HTML5_TEXT)->text = arena_str(w->a, str_of(node->v.text.text));
        return false;
    case GUMBO_NODE_ELEMENT: {
        struct html5_event *event = add_event(w, HTML5_OPEN);
        event->name = str_of(gumbo_normalized_tagname(node->v.element.tag));
        add_attributes(w, event, &node->v.element.attributes);
        return true;
    }
    case GUMBO_NODE_DOCUMENT: return true;
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE: break;
    }
    return false;
}

static const GumboVector *children(const GumboNode *node) {
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children
                                             : &node->v.element.children;
}

static void leave(struct walk *w, const GumboNode *node, size_t opened) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    struct html5_event *event = add_event(w, HTML5_CLOSE);
    event->name = w->html5.event[opened].name;
    w->html5.event[opened].close = w->html5.n - 1;
}

struct place {
    const GumboNode *node;
    unsigned next; /* child */
    size_t opened; /* its OPEN event */
};

/* Depth first with a stack of its own: how deep the tree is, is not the stack of the thread's
   business. */
static void walk_tree(struct walk *w, const GumboNode *root, struct arena *scratch) {
    struct place *place = NULL;
    size_t n = 0, capacity = 0;
    place = arena_grow(scratch, place, 0, &capacity, sizeof *place);
    place[n++] = (struct place){root, 0, 0};
    while (n > 0) {
        struct place *top = &place[n - 1];
        const GumboVector *child = children(top->node);
        if (top->next == child->length) {
            leave(w, top->node, top->opened);
            n--;
            continue;
        }
        const GumboNode *node = child->data[top->next++];
        size_t opened = w->html5.n;
        if (!enter(w, node)) continue;
        place = arena_grow(scratch, place, n, &capacity, sizeof *place);
        place[n++] = (struct place){node, 0, opened};
    }
}

static void *allocate(void *arena, size_t size) {
    return arena_alloc(arena, size);
}

/* The arena gives it all back at once. */
static void keep(void *arena, void *p) {
    (void)arena;
    (void)p;
}

int html5_parse(struct arena *a, struct str html, struct html5 *ret_html5, struct err *e) {
    if (html.n > HTML5_MAX_BYTES)
        return err_set(e, E_LIMIT, "the HTML has %zu bytes; at most %d are taken", html.n,
                       HTML5_MAX_BYTES);
    struct buf rewritten;
    buf_init(&rewritten, (size_t)HTML5_MAX_BYTES * 16);
    int result = html5_guard_rewrite(html, &rewritten, e);
    if (!result && buf_failed(&rewritten))
        result = err_set(e, E_LIMIT, "the HTML is too large when written plainly");
    if (!result) {
        struct arena scratch;
        arena_init(&scratch);
        GumboOptions options = kGumboDefaultOptions;
        options.allocator = allocate;
        options.deallocator = keep;
        options.userdata = &scratch;
        options.max_errors = 0;
        struct walk w = {.a = a};
        GumboOutput *output = gumbo_parse_with_options(&options, rewritten.p, rewritten.n);
        walk_tree(&w, output->document, &scratch);
        arena_release(&scratch);
        *ret_html5 = w.html5;
    }
    buf_release(&rewritten);
    return result;
}

struct str html5_attribute(const struct html5_event *event, struct str name) {
    for (size_t i = 0; i < event->n_attributes; i++)
        if (str_eq(event->attribute[i].name, name)) return event->attribute[i].value;
    return (struct str){NULL, 0};
}
