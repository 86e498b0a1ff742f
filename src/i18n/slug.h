#ifndef I18N_SLUG_H
#define I18N_SLUG_H
/* The words of a headline as part of an address: "Zer gertatu da 45. mendian?" ->
   "zer-gertatu-da-45-mendian". Opening is costly: one for each worker, not for two threads at
   once. */

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { SLUG_MAX = 80 }; /* bytes */

struct slug_maker;

int slug_open(struct slug_maker **ret, struct err *e) MUST_CHECK;
/* Takes NULL. */
void slug_close(struct slug_maker *maker);
/* 1 to SLUG_MAX bytes of a-z, 0-9 and single '-' between words, whole words where they fit; "s"
   when the headline has no letter that can be written so. Other scripts are transliterated. The
   same headline gives the same slug. */
struct str slug_make(struct slug_maker *maker, struct arena *a, struct str headline);

#endif
