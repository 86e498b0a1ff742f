#include "i18n/message.h"

#include <string.h>

#include "i18n/language.h"

static struct message_catalog *find(const struct messages *m, struct str language) {
    for (size_t i = 0; i < m->n; i++) {
        if (str_eq(m->catalog[i]->language, language)) return m->catalog[i];
    }
    return NULL;
}

static struct message_catalog *add_catalog(struct messages *m, struct arena *a,
                                           struct str language) {
    struct message_catalog *c = arena_alloc(a, sizeof *c);
    c->language = arena_str(a, language);
    m->catalog[m->n++] = c;
    const struct message_catalog *english = find(m, STR("en"));
    for (size_t i = 0; i < m->n; i++) {
        m->catalog[i]->english = m->catalog[i] == english ? NULL : english;
    }
    return c;
}

/* The English of an English entry without a translation of its own. */
static void say_id(struct po_entry *entry) {
    entry->form[0] = entry->id;
    entry->form[1] = entry->plural;
    entry->n_forms = entry->plural.p ? 2 : 1;
}

int message_add(struct messages *m, struct arena *a, struct str language, struct str bytes,
                struct err *e) {
    struct po po;
    int err = po_parse(a, bytes, &po, e);
    if (err) return err_add(e, "messages in \"%.*s\": ", (int)language.n, language.p);
    struct message_catalog *c = find(m, language);
    if (!c && m->n == MESSAGE_MAX_LANGUAGES) {
        return err_set(e, E_LIMIT, "messages in more than %d languages", MESSAGE_MAX_LANGUAGES);
    }
    if (!c) c = add_catalog(m, a, language);
    c->rule = po.rule;
    for (size_t i = 0; i < po.n_entries; i++) {
        struct po_entry *entry = &po.entry[i];
        if (!entry->n_forms && str_eq(language, STR("en"))) say_id(entry);
        if (entry->n_forms) map_put(&c->entry, a, entry->key, entry);
    }
    return 0;
}

const struct message_catalog *message_catalog(const struct messages *m, struct str language) {
    const struct message_catalog *best = NULL;
    for (size_t i = 0; i < m->n; i++) {
        const struct message_catalog *c = m->catalog[i];
        if (!language_is(language, c->language)) continue;
        if (!best || c->language.n > best->language.n) best = c;
    }
    return best ? best : find(m, STR("en"));
}

static struct str look_up(const struct message_catalog *c, struct str key, bool counted,
                          uint64_t n) {
    for (; c; c = c->english) {
        const struct po_entry *entry = map_get(&c->entry, key);
        if (!entry) continue;
        uint32_t form = counted && entry->plural.p ? plural_form(&c->rule, n) : 0;
        return entry->form[form < entry->n_forms ? form : 0];
    }
    return key;
}

struct str message_get(const struct message_catalog *c, struct str key) {
    return look_up(c, key, false, 0);
}

struct str message_plural(const struct message_catalog *c, struct str key, uint64_t n) {
    return look_up(c, key, true, n);
}

static const struct message_value *value_of(struct str name, const struct message_value *value,
                                            size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (str_eq(name, str_of(value[i].name))) return &value[i];
    }
    return NULL;
}

/* One pass; without `out` it only counts the bytes. */
static size_t fill(char *out, struct str text, const struct message_value *value, size_t n) {
    size_t size = 0;
    while (text.n) {
        struct str piece = str_slice(text, 0, text.p[0] == '{' ? 1 : str_find(text, '{'));
        size_t used = piece.n, close = str_find(text, '}');
        if (text.p[0] == '{' && close < text.n) {
            const struct message_value *found = value_of(str_slice(text, 1, close), value, n);
            if (found) {
                piece = found->text;
                used = close + 1;
            }
        }
        if (out && piece.n) memcpy(out + size, piece.p, piece.n);
        size += piece.n;
        text = str_from(text, used);
    }
    return size;
}

struct str message_format(struct arena *a, struct str text, const struct message_value *value,
                          size_t n_values) {
    size_t size = fill(NULL, text, value, n_values);
    char *out = arena_alloc(a, size + 1);
    fill(out, text, value, n_values);
    return (struct str){out, size};
}
