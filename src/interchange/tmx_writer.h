#ifndef INTERCHANGE_TMX_WRITER_H
#define INTERCHANGE_TMX_WRITER_H

#include "interchange/tmx.h"
#include "wire/xml_writer.h"

/* A document of any number of entries, written one by one: out->max bounds it. */
struct tmx_writer {
    struct xml_writer xml;
    struct str source_language; /* of the header: "*all*", or that of all entries */
};

void tmx_writer_start(struct tmx_writer *w, struct buf *out, struct str source_language);
/* Marks are <bpt> and <ept> with their HTML in them, line breaks <ph>. The arena is for scratch. */
void tmx_writer_add(struct tmx_writer *w, struct arena *a, const struct tmx_entry *entry);
void tmx_writer_end(struct tmx_writer *w);

#endif
