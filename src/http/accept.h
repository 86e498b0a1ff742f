#ifndef HTTP_ACCEPT_H
#define HTTP_ACCEPT_H
/* What a client would like: Accept, Accept-Encoding, Accept-Language, with their q values. These
   headers are wishes: elements that make no sense are passed over. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum { ACCEPT_MAX_RANGES = 32 }; /* more are not read */

struct accept_range {
    struct str range; /* "text/html", "br", "pt-BR", "*"; points into the header */
    int q;            /* thousandths: 0 (not wanted) to 1000 */
};

struct accept_list {
    struct accept_range range[ACCEPT_MAX_RANGES]; /* most wanted first; equals in their order */
    size_t n_ranges;
};

/* Parameters other than q are dropped. An empty header gives an empty list. */
void accept_parse(struct str header, struct accept_list *ret_list);
/* How much a media type as "application/json" is wanted, 0 to 1000: the most specific range
   that covers it says. 1000 for every type when the list is empty. */
int accept_type(const struct accept_list *list, struct str type);

enum accept_coding { ACCEPT_IDENTITY, ACCEPT_GZIP, ACCEPT_BROTLI };

/* The smallest coding that an Accept-Encoding header allows, brotli before gzip when both are
   wanted alike. No header: identity. */
enum accept_coding accept_coding(struct str header);
/* "identity", "gzip", "br". */
struct str accept_coding_name(enum accept_coding coding);

#endif
