#ifndef MEDIA_PICTURE_ORDER_H
#define MEDIA_PICTURE_ORDER_H
/* What is asked of the process that makes pictures, and what it answers. Both are the same program
   on the same machine, so these structs go through the pipe as they are: an order, its texts, the
   picture's bytes; then an answer and its bytes. */

#include <stdint.h>

#include "base/str.h"
#include "media/picture.h"
#include "story/picture_name.h"

/* What of a picture's metadata goes on: nothing; who is to be credited (IPTC creator, credit line,
   copyright notice); everything. */
enum picture_metadata { PICTURE_META_NONE, PICTURE_META_CREDIT, PICTURE_META_ALL };

/* The texts of a card, in this order. */
enum { PICTURE_HEADLINE, PICTURE_NEWSROOM, PICTURE_NOTICE, PICTURE_LANGUAGE, PICTURE_N_TEXTS };

struct picture_order {
    bool is_card;               /* else a variant; a card's picture may be missing */
    enum picture_format format; /* of what is made */
    uint32_t width, height;     /* of what is made */
    bool is_cut, has_focus;     /* without a focus it is cut where most is to be seen */
    unsigned focus_x, focus_y;  /* percent */
    struct picture source;      /* what the header reader says; its texts mean nothing there */
    char source_type[8];        /* "jpeg", "png", "webp", "gif", "avif" */
    enum picture_metadata metadata;
    uint32_t n_text[PICTURE_N_TEXTS], n_bytes;
};

struct picture_reply {
    int32_t code; /* 0, or an err_code: then the bytes are what is to be said */
    uint32_t n;
};

enum {
    PICTURE_MAX_TEXT = 4096,
    PICTURE_MAX_MADE = 32 << 20,
    PICTURE_CARD_WIDTH = 1200,
    PICTURE_CARD_HEIGHT = 630,
    PICTURE_CARD_PHOTO_WIDTH = 440, /* at the end of the card's lines */
};

#endif
