#ifndef I18N_PLURAL_H
#define I18N_PLURAL_H
/* The rule by which a language chooses among its plural forms, written as gettext writes it: a C
   expression over n, such as "n != 1" or "n%10==1 && n%100!=11 ? 0 : 1". */

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { PLURAL_MAX_FORMS = 6, PLURAL_MAX_STEPS = 160, PLURAL_MAX_DEPTH = 24 };

struct plural_step {
    uint8_t kind;
    uint32_t number;
};

/* Compiled into steps over a stack; plain data, may be copied and shared. A zeroed one has one
   form for all numbers. */
struct plural {
    uint32_t n_forms;
    uint32_t n_steps;
    struct plural_step step[PLURAL_MAX_STEPS];
};

/* Operators: ?: || && == != < > <= >= + - * / % ! ( ), n, and decimal numbers. E_INVALID says what
   is wrong, also when some n up to 1000 is given a form that does not exist. E_LIMIT: too long or
   too deep. */
int plural_parse(struct str expression, uint32_t n_forms, struct plural *ret,
                 struct err *e) MUST_CHECK;
/* The form for n, below n_forms (0 where the rule says nothing that makes sense). */
uint32_t plural_form(const struct plural *p, uint64_t n);

#endif
