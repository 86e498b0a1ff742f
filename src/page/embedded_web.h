#ifndef PAGE_EMBEDDED_WEB_H
#define PAGE_EMBEDDED_WEB_H
/* The built-in theme: the files of web/, put in by the build. */

#include "base/embedded.h"

extern const struct embedded_file embedded_web[];
extern const size_t embedded_web_count;

#endif
