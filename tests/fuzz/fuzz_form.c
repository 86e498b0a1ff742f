/* Forms, cookies and the Accept headers: all that a stranger writes in a line. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "http/accept.h"
#include "http/byte_range.h"
#include "http/cookie.h"
#include "http/etag.h"
#include "http/form.h"
#include "http/http_date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
    if (!holds) abort();
}

static void read_form(struct arena *a, struct str text) {
    struct form form;
    struct err e;
    if (form_parse(a, text, &form, &e) != 0) return;
    check(form.n_fields <= FORM_MAX_FIELDS);
    for (size_t i = 0; i < form.n_fields; i++) {
        check(utf8_is_valid(form.field[i].name) && utf8_is_valid(form.field[i].value));
        check(form_get(&form, form.field[i].name).p != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size}, seen;
    struct arena a;
    arena_init(&a);
    read_form(&a, text);
    struct str value = cookie_get(text, STR("a"));
    check(value.n <= COOKIE_MAX_SIZE);
    struct accept_list list;
    accept_parse(text, &list);
    check(list.n_ranges <= ACCEPT_MAX_RANGES);
    for (size_t i = 1; i < list.n_ranges; i++) check(list.range[i - 1].q >= list.range[i].q);
    (void)accept_coding(text);
    (void)etag_matches(text, STR("\"abc\""), &seen);
    uint64_t start, n;
    if (byte_range_parse(text, 1000, &start, &n) == BYTE_RANGE_PART)
        check(n > 0 && start < 1000 && n <= 1000 - start);
    int64_t ms;
    (void)http_date_parse(text, &ms);
    arena_release(&a);
    return 0;
}
