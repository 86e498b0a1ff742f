#include "page/label_notice.h"

enum { MAX_PEOPLE = 20 };

void label_notice_people(struct arena *a, const struct site_info *site,
                         const struct segment *segment, size_t n_segments, struct str **ret_person,
                         size_t *ret_n) {
    struct str *person = arena_array(a, MAX_PEOPLE, sizeof *person);
    size_t n = 0;
    for (size_t i = 0; i < n_segments && n < MAX_PEOPLE; i++) {
        const struct segment_more *more = segment[i].more;
        if (!segment_is_revised(&segment[i]) || !more || site->reviewer == REVIEWER_NONE) continue;
        struct str one = site->reviewer == REVIEWER_NAME ? more->who : more->role;
        size_t known = 0;
        while (known < n && !str_eq(person[known], one)) known++;
        if (one.n && known == n) person[n++] = one;
    }
    *ret_person = person;
    *ret_n = n;
}

/* A role that the catalog has a word for ("role_editor") is said in the readers' language. */
static struct str word_of(struct arena *a, const struct site_info *site,
                          const struct message_catalog *catalog, struct str person) {
    if (site->reviewer != REVIEWER_ROLE) return person;
    struct str key = arena_printf(a, "role_%.*s", (int)person.n, person.p);
    struct str word = message_get(catalog, key);
    return str_eq(word, key) ? person : word;
}

struct str label_notice_text(struct arena *a, const struct site_info *site,
                             const struct message_catalog *catalog, enum edition_label label,
                             const struct segment *segment, size_t n_segments) {
    static const char *const key[] = {
        [LABEL_AUTOMATIC] = "notice_automatic",
        [LABEL_PARTLY_REVISED] = "notice_partly_revised",
        [LABEL_REVISED] = "notice_revised",
    };
    if (label == LABEL_ORIGINAL) return STR("");
    struct str text = message_get(catalog, str_of(key[label])), by = STR(""), *person;
    size_t n;
    if (label == LABEL_PARTLY_REVISED && n_segments) {
        struct message_value share = {
            "share", arena_printf(a, "%u", edition_revised_share(segment, n_segments))};
        struct str more = message_format(a, message_get(catalog, STR("notice_share")), &share, 1);
        text = arena_printf(a, "%.*s %.*s", (int)text.n, text.p, (int)more.n, more.p);
    }
    label_notice_people(a, site, segment, n_segments, &person, &n);
    for (size_t i = 0; i < n; i++) {
        struct str word = word_of(a, site, catalog, person[i]);
        by = arena_printf(a, "%.*s%s%.*s", (int)by.n, by.p, i ? ", " : "", (int)word.n, word.p);
    }
    if (n == 0) return text;
    struct message_value people = {"by", by};
    struct str more =
        message_format(a, message_get(catalog, STR("notice_reviewed_by")), &people, 1);
    return arena_printf(a, "%.*s %.*s", (int)text.n, text.p, (int)more.n, more.p);
}
