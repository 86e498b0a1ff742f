#include "page/site_info.h"

const struct site_language *site_find_language(const struct site_info *site, struct str tag) {
    for (size_t i = 0; i < site->n_languages; i++)
        if (str_eq(site->language[i].tag, tag)) return &site->language[i];
    return NULL;
}

bool site_lists_untranslated(const struct site_info *site, const struct site_language *language) {
    return site->list_untranslated && !language->has_route;
}

bool site_is_found(const struct site_language *language, struct str text_language,
                   enum edition_label label, bool noindex) {
    if (!str_eq(text_language, language->tag)) return false;
    return !noindex || label == LABEL_ORIGINAL || label == LABEL_REVISED;
}
