#include "cli/options.h"

#include <string.h>

static const struct option_spec *find(const struct option_spec *spec, size_t n, const char *name,
                                      size_t length) {
    for (size_t i = 0; i < n; i++)
        if (strlen(spec[i].name) == length && memcmp(spec[i].name, name, length) == 0)
            return &spec[i];
    return NULL;
}

int options_parse(const struct option_spec *spec, size_t n, int argc, char **argv, int *ret_n,
                  struct err *e) {
    int kept = 0;
    bool only_arguments = false;
    for (int i = 1; i < argc; i++) {
        if (only_arguments || strncmp(argv[i], "--", 2) != 0) {
            argv[1 + kept++] = argv[i];
            continue;
        }
        const char *name = argv[i] + 2;
        if (!*name) {
            only_arguments = true;
            continue;
        }
        size_t length = strcspn(name, "=");
        const struct option_spec *option = find(spec, n, name, length);
        if (!option) {
            err_set(e, E_INVALID, "`zubi %s` has no option --%.*s", argv[0], (int)length, name);
            return err_hint(e, "`zubi help %s` lists its options", argv[0]);
        }
        if (option->flag && name[length] == '=')
            return err_set(e, E_INVALID, "--%s takes no value", option->name);
        if (option->flag) {
            *option->flag = true;
        } else if (name[length] == '=') {
            *option->value = name + length + 1;
        } else if (i + 1 < argc) {
            *option->value = argv[++i];
        } else {
            return err_set(e, E_INVALID, "--%s wants a value", option->name);
        }
    }
    *ret_n = kept;
    return 0;
}
