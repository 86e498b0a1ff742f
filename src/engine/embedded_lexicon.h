#ifndef ENGINE_EMBEDDED_LEXICON_H
#define ENGINE_EMBEDDED_LEXICON_H
/* The tables of lexicon/, put in by the build. */

#include "base/embedded.h"

extern const struct embedded_file embedded_lexicon[];
extern const size_t embedded_lexicon_count;

#endif
