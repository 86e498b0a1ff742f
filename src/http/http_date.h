#ifndef HTTP_HTTP_DATE_H
#define HTTP_HTTP_DATE_H
/* "Sun, 06 Nov 1994 08:49:37 GMT" and back. */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { HTTP_DATE_SIZE = 30 }; /* 29 characters and a NUL */

/* Years 0 to 9999; others are clamped to them. */
void http_date_format(int64_t wall_ms, char ret_text[HTTP_DATE_SIZE]);
/* The form above only: the two obsolete ones are from another age. */
bool http_date_parse(struct str s, int64_t *ret_wall_ms);

#endif
