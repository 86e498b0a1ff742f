#include "sql/value.h"

struct value value_null(void) {
    return (struct value){.kind = VALUE_NULL};
}

struct value value_int64(int64_t number) {
    return (struct value){.kind = VALUE_INT64, .number = number};
}

struct value value_id(int64_t id) {
    return id ? value_int64(id) : value_null();
}

struct value value_double(double real) {
    return (struct value){.kind = VALUE_DOUBLE, .real = real};
}

struct value value_text(struct str s) {
    return (struct value){.kind = VALUE_TEXT, .s = {s.p ? s.p : "", s.n}};
}

struct value value_text_or_null(struct str s) {
    return s.n ? value_text(s) : value_null();
}

struct value value_blob(struct str bytes) {
    return (struct value){.kind = VALUE_BLOB, .s = {bytes.p ? bytes.p : "", bytes.n}};
}
