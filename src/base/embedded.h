#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H
/* Files that are part of the binary: tools/embed.c turns them into an array of these, sorted by
   name. The bytes live as long as the program; a NUL that is not counted follows them. */

#include <stddef.h>

struct embedded_file {
    const char *name;
    const unsigned char *bytes;
    size_t n;
};

#endif
