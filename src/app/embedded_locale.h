#ifndef APP_EMBEDDED_LOCALE_H
#define APP_EMBEDDED_LOCALE_H
/* The words of the site: the files of locale/, put in by the build. */

#include "base/embedded.h"

extern const struct embedded_file embedded_locale[];
extern const size_t embedded_locale_count;

#endif
