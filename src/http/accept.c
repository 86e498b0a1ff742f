#include "http/accept.h"

#include "http/header.h"

/* "0", "0.5", "1.000" in thousandths; -1 for anything else. */
static int parse_q(struct str s) {
    if (s.n == 0 || s.n > 5 || (s.p[0] != '0' && s.p[0] != '1')) return -1;
    int q = (s.p[0] - '0') * 1000;
    if (s.n > 1 && s.p[1] != '.') return -1;
    int unit = 100;
    for (size_t i = 2; i < s.n; i++, unit /= 10) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        q += (s.p[i] - '0') * unit;
    }
    return q > 1000 ? -1 : q;
}

/* False when the element is not a range with a right q. */
static bool parse_element(struct str element, struct accept_range *ret_range) {
    struct accept_range r = {.q = 1000};
    struct str rest = element;
    r.range = header_trim(str_cut(&rest, ';'));
    while (rest.p) {
        struct str parameter = header_trim(str_cut(&rest, ';'));
        if (parameter.n < 2 || !str_eq_nocase(str_slice(parameter, 0, 2), STR("q="))) continue;
        r.q = parse_q(str_from(parameter, 2));
        break;
    }
    if (r.q < 0 || r.range.n == 0) return false;
    for (size_t i = 0; i < r.range.n; i++) {
        char c = r.range.p[i];
        if (c != '/' && !header_is_token((struct str){&c, 1})) return false;
    }
    *ret_range = r;
    return true;
}

void accept_parse(struct str header, struct accept_list *ret_list) {
    ret_list->n_ranges = 0;
    struct str element;
    while (ret_list->n_ranges < ACCEPT_MAX_RANGES && header_next(&header, &element)) {
        struct accept_range r;
        if (!parse_element(element, &r)) continue;
        size_t at = ret_list->n_ranges++;
        for (; at > 0 && ret_list->range[at - 1].q < r.q; at--)
            ret_list->range[at] = ret_list->range[at - 1];
        ret_list->range[at] = r;
    }
}

int accept_type(const struct accept_list *list, struct str type) {
    if (list->n_ranges == 0) return 1000;
    struct str group = str_slice(type, 0, str_find(type, '/'));
    int best = 0, q = 0;
    for (size_t i = 0; i < list->n_ranges; i++) {
        struct str r = list->range[i].range;
        bool whole_group = r.n == group.n + 2 && str_ends(r, STR("/*")) &&
                           str_eq_nocase(str_slice(r, 0, group.n), group);
        int specific = str_eq_nocase(r, type) ? 3 : whole_group ? 2 : str_eq(r, STR("*/*")) ? 1 : 0;
        if (specific <= best) continue;
        best = specific;
        q = list->range[i].q;
    }
    return q;
}

/* How much `name` is wanted; `otherwise` when neither it nor "*" is there. */
static int coding_q(const struct accept_list *list, struct str name, int otherwise) {
    int q = otherwise;
    for (size_t i = 0; i < list->n_ranges; i++) {
        if (str_eq_nocase(list->range[i].range, name)) return list->range[i].q;
        if (str_eq(list->range[i].range, STR("*"))) q = list->range[i].q;
    }
    return q;
}

enum accept_coding accept_coding(struct str header) {
    /* What every browser sends, without the work. */
    if (str_eq(header, STR("gzip, deflate, br")) || str_eq(header, STR("gzip, deflate, br, zstd")))
        return ACCEPT_BROTLI;
    if (header.n == 0) return ACCEPT_IDENTITY;
    struct accept_list list;
    accept_parse(header, &list);
    int br = coding_q(&list, STR("br"), 0), gzip = coding_q(&list, STR("gzip"), 0);
    int identity = coding_q(&list, STR("identity"), 1);
    if (br > 0 && br >= gzip && br >= identity) return ACCEPT_BROTLI;
    if (gzip > 0 && gzip >= identity) return ACCEPT_GZIP;
    return ACCEPT_IDENTITY;
}

struct str accept_coding_name(enum accept_coding coding) {
    if (coding == ACCEPT_BROTLI) return STR("br");
    return coding == ACCEPT_GZIP ? STR("gzip") : STR("identity");
}
