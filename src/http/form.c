#include "http/form.h"

#include "base/utf8.h"
#include "http/header.h"
#include "http/url.h"

static bool is_text(struct str s) {
    return utf8_is_valid(s) && str_find(s, 0) == s.n;
}

int form_parse(struct arena *a, struct str text, struct form *ret_form, struct err *e) {
    struct form form = {0};
    size_t capacity = 0;
    struct str rest = text.n ? text : (struct str){0};
    while (rest.p) {
        struct str pair = str_cut(&rest, '&');
        if (pair.n == 0) continue;
        if (form.n_fields == FORM_MAX_FIELDS)
            return err_set(e, E_LIMIT, "the form has more than %d fields", FORM_MAX_FIELDS);
        size_t equals = str_find(pair, '=');
        struct form_field field;
        if (!url_decode(a, str_slice(pair, 0, equals), true, &field.name) ||
            !url_decode(a, str_from(pair, equals + 1), true, &field.value))
            return err_set(e, E_INVALID, "field %zu of the form is wrongly percent-encoded",
                           form.n_fields + 1);
        if (!is_text(field.name) || !is_text(field.value))
            return err_set(e, E_INVALID, "field %zu of the form is not text in UTF-8",
                           form.n_fields + 1);
        form.field = arena_grow(a, form.field, form.n_fields, &capacity, sizeof field);
        form.field[form.n_fields++] = field;
    }
    *ret_form = form;
    return 0;
}

struct str form_get(const struct form *form, struct str name) {
    for (size_t i = 0; i < form->n_fields; i++)
        if (str_eq(form->field[i].name, name)) return form->field[i].value;
    return (struct str){0};
}

struct str form_text(const struct form *form, struct str name) {
    struct str value = form_get(form, name);
    return value.p ? value : STR("");
}

bool form_is_type(struct str content_type) {
    struct str type = header_trim(str_slice(content_type, 0, str_find(content_type, ';')));
    return str_eq_nocase(type, STR("application/x-www-form-urlencoded"));
}
