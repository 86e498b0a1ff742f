/* Rules of a language policy: what is read is written in one line that says the same. */
#include <stdint.h>
#include <stdlib.h>

#include "story/language_policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct language_policy policy, again;
    struct err e;
    struct str text = {(const char *)bytes, n};
    if (!language_policy_parse(&a, text, &policy, &e)) {
        struct str written = language_policy_text(&a, &policy);
        if (language_policy_parse(&a, written, &again, &e)) abort();
        if (!str_eq(written, language_policy_text(&a, &again))) abort();
        struct language_policy level[POLICY_NOBODY] = {policy, policy, policy};
        struct policy_resolved resolved;
        language_policy_resolve(level, STR("en"), &resolved);
        language_policy_describe(&a, &resolved);
    }
    struct language_policy only = {NULL, 0};
    if (!language_policy_only(&a, text, &only, &e) &&
        language_policy_parse(&a, language_policy_text(&a, &only), &again, &e))
        abort();
    arena_release(&a);
    return 0;
}
