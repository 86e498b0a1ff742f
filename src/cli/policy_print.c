#include "cli/policy_print.h"

#include <stdio.h>

#include "store/policy_store.h"

static void print_languages(struct arena *a, const struct site_info *site,
                            const struct language_policy *newsroom) {
    struct language_policy level[POLICY_NOBODY] = {[POLICY_NEWSROOM] = *newsroom};
    for (size_t i = 0; i < site->n_languages; i++) {
        struct policy_resolved resolved;
        struct str tag = site->language[i].tag;
        language_policy_resolve(level, tag, &resolved);
        struct str text = language_policy_describe(a, &resolved);
        printf("  %-10.*s %.*s\n", (int)tag.n, tag.p, (int)text.n, text.p);
    }
}

int policy_print(struct database *db, struct arena *a, const struct site_info *site,
                 struct err *e) {
    struct language_policy newsroom;
    struct policy_section *section;
    size_t n;
    int code = policy_store_find(db, a, POLICY_NEWSROOM, 0, &newsroom, e);
    if (!code) code = policy_store_sections(db, a, &section, &n, e);
    if (code || (newsroom.n == 0 && n == 0)) return code;
    printf("\nlanguage policy (editions in each language):\n");
    print_languages(a, site, &newsroom);
    for (size_t i = 0; i < n; i++) {
        struct str rules = language_policy_text(a, &section[i].policy);
        printf("  but in section %.*s  %.*s\n", (int)section[i].key.n, section[i].key.p,
               (int)rules.n, rules.p);
    }
    return 0;
}
