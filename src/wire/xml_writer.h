#ifndef WIRE_XML_WRITER_H
#define WIRE_XML_WRITER_H
/* XML into a buffer, one element after the other. What is written is well-formed whatever the texts
   are: they are escaped, characters that XML 1.0 does not know are left out, and elements close in
   the order they opened. Names are the program's own. */

#include "base/buf.h"

enum { XML_WRITER_MAX_DEPTH = 32 };

struct xml_writer {
    struct buf *out;
    const char *open[XML_WRITER_MAX_DEPTH]; /* elements, outermost first */
    size_t depth;
    bool in_tag;   /* attributes may follow */
    bool has_text; /* the open element is no place for a line break */
};

/* Begins a document in UTF-8. */
void xml_writer_init(struct xml_writer *w, struct buf *out);
/* Opens an element, on a line of its own. `name` is static. */
void xml_writer_open(struct xml_writer *w, const char *name);
/* Of the element just opened, before anything is in it. */
void xml_writer_attribute(struct xml_writer *w, const char *name, struct str value);
void xml_writer_number(struct xml_writer *w, const char *name, int64_t value);
void xml_writer_text(struct xml_writer *w, struct str text);
void xml_writer_close(struct xml_writer *w);
/* <name>text</name> */
void xml_writer_element(struct xml_writer *w, const char *name, struct str text);

#endif
