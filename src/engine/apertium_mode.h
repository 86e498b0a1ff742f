#ifndef ENGINE_APERTIUM_MODE_H
#define ENGINE_APERTIUM_MODE_H
/* A mode file of Apertium is one line of shell: programs, options and quoted file names, joined by
   pipes. It is read here as data, never given to a shell: what is not a known program with known
   options and absolute file names is refused. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct apertium_stage {
    const char **argv; /* NULL at the end; argv[0] the absolute path of the program */
};

/* The stages in order. The first n_analysis make lexical units of text, the last n_finish repair
   spelling at word borders (may be none), those between translate. */
struct apertium_mode {
    struct apertium_stage *stage;
    size_t n_stages, n_analysis, n_finish;
    const char **file; /* every file the stages read */
    size_t n_files;
};

enum { APERTIUM_MODE_MAX_BYTES = 64 << 10, APERTIUM_MODE_MAX_STAGES = 64 };

/* Reads the text of a mode file into the arena. All stages get -z (flush at NUL); the generator
   gets -g (marks are shown); the three-file form of apertium-transfer becomes lt-proc -b and
   transfer -b; stages that attach or detach word-bound blanks are left out, as that is done here.
   E_INVALID names what is not understood. Looks at no file. */
MUST_CHECK int apertium_mode_parse(struct arena *a, struct str text, struct str program_directory,
                                   struct apertium_mode *ret_mode, struct err *e);
/* Whether all programs and files are there: E_NOTFOUND names what is missing. On success
 *ret_version is 16 hexadecimal digits that change when a program or a file does. */
MUST_CHECK int apertium_mode_check(struct arena *a, const struct apertium_mode *mode,
                                   struct str *ret_version, struct err *e);

#endif
