/* Message files: whatever the bytes, an answer; what is taken keeps its promises. */
#include <assert.h>
#include <stdint.h>

#include "i18n/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    arena_init(&a);
    struct str bytes = {(const char *)data, size};
    struct po po;
    struct err e = {0};
    if (po_parse(&a, bytes, &po, &e)) {
        assert(e.code != E_OK && e.text[0]);
        arena_release(&a);
        return 0;
    }
    struct messages messages = {0};
    int err = message_add(&messages, &a, STR("en"), bytes, &e);
    assert(!err);
    const struct message_catalog *english = message_catalog(&messages, STR("en"));
    const struct message_value value = {"n", STR("{n}")};
    for (size_t i = 0; i < po.n_entries; i++) {
        const struct po_entry *entry = &po.entry[i];
        assert(entry->key.n && entry->id.n && entry->key.n <= PO_MAX_MESSAGE);
        assert(entry->n_forms == 0 || entry->n_forms == (entry->plural.p ? po.rule.n_forms : 1));
        struct str text = message_plural(english, entry->key, i * 7);
        assert(text.n);
        message_format(&a, text, &value, 1);
    }
    arena_release(&a);
    return 0;
}
