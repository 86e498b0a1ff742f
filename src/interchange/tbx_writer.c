#include "interchange/tbx_writer.h"

#include "wire/xml_writer.h"

/* The same elements have other names in the two editions of the standard. */
struct names {
    const char *root, *header, *entry, *language, *term;
};

static const struct names names_of[] = {
    [TBX_2019] = {"tbx", "tbxHeader", "conceptEntry", "langSec", "termSec"},
    [TBX_2008] = {"martif", "martifHeader", "termEntry", "langSet", "tig"},
};

static void typed(struct xml_writer *w, const char *element, const char *type, struct str text) {
    xml_writer_open(w, element);
    xml_writer_attribute(w, "type", str_of(type));
    xml_writer_text(w, text);
    xml_writer_close(w);
}

static void open_term(struct xml_writer *w, const struct names *names, struct str text) {
    xml_writer_open(w, names->term);
    xml_writer_element(w, "term", text);
    typed(w, "termNote", "partOfSpeech", STR("noun"));
}

static void open_language(struct xml_writer *w, const struct names *names, struct str language) {
    xml_writer_open(w, names->language);
    xml_writer_attribute(w, "xml:lang", language);
}

static void write_rendering(struct xml_writer *w, const struct names *names,
                            const struct tbx_rendering *r) {
    open_language(w, names, r->language);
    open_term(w, names, r->text);
    if (r->gender)
        typed(w, "termNote", "grammaticalGender",
              r->gender == 'f' ? STR("feminine") : STR("masculine"));
    xml_writer_close(w);
    if (r->plural.n) {
        open_term(w, names, r->plural);
        typed(w, "termNote", "termType", STR("variant"));
        typed(w, "admin", "projectSubset", STR("zubi:plural"));
        xml_writer_close(w);
    }
    xml_writer_close(w);
}

static void write_term(struct arena *a, struct xml_writer *w, const struct names *names,
                       const struct tbx_term *t, size_t number) {
    xml_writer_open(w, names->entry);
    xml_writer_attribute(w, "id", arena_printf(a, "t%zu", number));
    if (t->section.n) typed(w, "descrip", "subjectField", t->section);
    if (t->note.n) xml_writer_element(w, "note", t->note);
    open_language(w, names, t->language);
    open_term(w, names, t->text);
    typed(w, "admin", "projectSubset",
          arena_printf(a, "zubi:term %.*s%s%s", (int)t->kind.n, t->kind.p, t->keep ? " keep" : "",
                       t->any_case ? "" : " exact"));
    xml_writer_close(w);
    xml_writer_close(w);
    for (size_t i = 0; i < t->n_renderings; i++)
        if (t->rendering[i].text.n) write_rendering(w, names, &t->rendering[i]);
    xml_writer_close(w);
}

static void write_header(struct xml_writer *w, const struct names *names) {
    xml_writer_open(w, names->header);
    xml_writer_open(w, "fileDesc");
    xml_writer_open(w, "sourceDesc");
    xml_writer_element(w, "p", STR("The glossary of a newsroom, written by zubi " ZUBI_VERSION));
    xml_writer_close(w);
    xml_writer_close(w);
    xml_writer_close(w);
}

void tbx_writer_write(struct arena *a, enum tbx_edition edition, const struct tbx_term *term,
                      size_t n, struct str language, struct buf *out) {
    const struct names *names = &names_of[edition];
    struct xml_writer w;
    xml_writer_init(&w, out);
    xml_writer_open(&w, names->root);
    if (edition == TBX_2019) {
        xml_writer_attribute(&w, "xmlns", STR("urn:iso:std:iso:30042:ed-2"));
        xml_writer_attribute(&w, "style", STR("dca"));
    }
    xml_writer_attribute(&w, "type", STR("TBX-Basic"));
    xml_writer_attribute(&w, "xml:lang", language);
    write_header(&w, names);
    xml_writer_open(&w, "text");
    xml_writer_open(&w, "body");
    for (size_t i = 0; i < n; i++) write_term(a, &w, names, &term[i], i + 1);
    xml_writer_close(&w);
    xml_writer_close(&w);
    xml_writer_close(&w);
}
