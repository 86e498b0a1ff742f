#ifndef TRANSLATE_PUNCTUATION_H
#define TRANSLATE_PUNCTUATION_H

#include "translate/link.h"

/* Takes out the spaces that engines leave in front of full stops, commas and the like. French keeps
   one in front of ; : ! ? », as a no-break space, and puts one behind «. The text must be clean
   (engine_answer_clean) and stays so; the links follow. */
void punctuation_tidy(struct arena *a, struct str language, struct str *text,
                      struct link_list *links);

#endif
