#include "http/byte_range.h"

#include "http/header.h"

/* A number that is too large to read is still a number: it is behind the end of any file. */
static bool parse_position(struct str s, uint64_t *ret) {
    uint64_t value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        value = value > INT64_MAX / 16 ? INT64_MAX : value * 10 + (uint64_t)(s.p[i] - '0');
    }
    *ret = value;
    return s.n > 0;
}

enum byte_range_kind byte_range_parse(struct str header, uint64_t size, uint64_t *ret_start,
                                      uint64_t *ret_n) {
    if (!str_eq_nocase(str_slice(header, 0, 6), STR("bytes="))) return BYTE_RANGE_WHOLE;
    struct str spec = header_trim(str_from(header, 6));
    size_t dash = str_find(spec, '-');
    if (dash == spec.n) return BYTE_RANGE_WHOLE;
    struct str first = str_slice(spec, 0, dash), last = str_from(spec, dash + 1);
    uint64_t start, end; /* both ends belong to the range */
    if (first.n == 0) {
        uint64_t n;
        if (!parse_position(last, &n)) return BYTE_RANGE_WHOLE;
        if (n == 0 || size == 0) return BYTE_RANGE_NONE;
        start = n < size ? size - n : 0;
        end = size - 1;
    } else {
        if (!parse_position(first, &start)) return BYTE_RANGE_WHOLE;
        end = size ? size - 1 : 0;
        if (last.n && (!parse_position(last, &end) || end < start)) return BYTE_RANGE_WHOLE;
        if (start >= size) return BYTE_RANGE_NONE;
        if (end >= size) end = size - 1;
    }
    *ret_start = start;
    *ret_n = end - start + 1;
    return BYTE_RANGE_PART;
}
