#include "story/language_policy.h"

#include "base/buf.h"
#include "i18n/language.h"

/* What each word sets; DELAY's word is followed by its value. */
static const struct word {
    const char *word;
    enum policy_field field;
    int64_t value;
    const char *meaning;
} words[] = {
    {"on", POLICY_EDITION, 1, NULL},
    {"off", POLICY_EDITION, 0, "no edition"},
    {"whole", POLICY_SCOPE, SCOPE_WHOLE, NULL},
    {"headline", POLICY_SCOPE, SCOPE_HEADLINE, "headline and lead only"},
    {"review", POLICY_REVIEW, 1, "not before a person has approved it"},
    {"no-review", POLICY_REVIEW, 0, NULL},
    {"noindex", POLICY_NOINDEX, 1, "not for search engines until revised"},
    {"index", POLICY_NOINDEX, 0, NULL},
};

enum { N_WORDS = sizeof words / sizeof *words, MAX_TEXT = 64 << 10 };

struct policy_rule *language_policy_find(const struct language_policy *policy,
                                         struct str language) {
    for (size_t i = 0; i < policy->n; i++)
        if (str_eq(policy->rule[i].language, language)) return &policy->rule[i];
    return NULL;
}

static struct policy_rule *add(struct arena *a, struct language_policy *policy,
                               struct str language) {
    struct policy_rule *found = language_policy_find(policy, language);
    if (found) return found;
    struct policy_rule *rule = arena_array(a, policy->n + 1, sizeof *rule);
    for (size_t i = 0; i < policy->n; i++) rule[i] = policy->rule[i];
    rule[policy->n].language = language;
    for (int f = 0; f < POLICY_FIELDS; f++) rule[policy->n].value[f] = POLICY_UNSET;
    policy->rule = rule;
    return &policy->rule[policy->n++];
}

void language_policy_set(struct arena *a, struct language_policy *policy, struct str language,
                         enum policy_field field, int64_t value) {
    add(a, policy, arena_str(a, language))->value[field] = value;
}

static int set_field(struct policy_rule *rule, enum policy_field field, int64_t value,
                     struct str word, struct err *e) {
    int64_t *at = &rule->value[field];
    if (*at != POLICY_UNSET && *at != value)
        return err_set(e, E_INVALID, "\"%.*s\" contradicts what stands before it", (int)word.n,
                       word.p);
    *at = value;
    return 0;
}

static struct str next_word(struct str *rest) {
    size_t from = 0, to;
    while (from < rest->n && (rest->p[from] == ',' || str_is_space(rest->p[from]))) from++;
    for (to = from; to < rest->n && rest->p[to] != ',' && !str_is_space(rest->p[to]);) to++;
    struct str word = str_slice(*rest, from, to);
    *rest = str_from(*rest, to);
    return word;
}

static int read_delay(struct str *rest, struct policy_rule *rule, struct err *e) {
    struct str word = next_word(rest);
    int64_t minutes;
    if (!str_to_int64(word, 0, POLICY_MAX_DELAY, &minutes)) {
        err_set(e, E_INVALID, "behind \"delay\" stands \"%.*s\"", (int)word.n,
                word.n ? word.p : "");
        return err_hint(e, "write minutes, as in: en: delay 30");
    }
    return set_field(rule, POLICY_DELAY, minutes, STR("delay"), e);
}

static int read_words(struct str rest, struct policy_rule *rule, struct err *e) {
    int code = 0;
    for (struct str word = next_word(&rest); word.n && !code; word = next_word(&rest)) {
        size_t i = 0;
        if (str_eq_nocase(word, STR("delay"))) {
            code = read_delay(&rest, rule, e);
            continue;
        }
        while (i < N_WORDS && !str_eq_nocase(word, str_of(words[i].word))) i++;
        if (i == N_WORDS) {
            err_set(e, E_INVALID, "\"%.*s\" says nothing of languages", (int)word.n, word.p);
            return err_hint(e, "write on, off, whole, headline, review, no-review, delay MINUTES, "
                               "noindex or index");
        }
        code = set_field(rule, words[i].field, words[i].value, word, e);
    }
    return code;
}

static int read_language(struct arena *a, struct str text, struct str *ret_language,
                         struct err *e) {
    *ret_language = STR("*");
    return str_eq(text, STR("*")) ? 0 : language_parse(a, text, ret_language, e);
}

static int read_rule(struct arena *a, struct str text, struct language_policy *policy,
                     struct err *e) {
    struct str language, name = str_trim(str_slice(text, 0, str_find(text, ':')));
    if (str_find(text, ':') == text.n) {
        err_set(e, E_INVALID, "\"%.*s\" is no rule", (int)text.n, text.p);
        return err_hint(e, "write a language, a colon and words, as in: en: review; *: off");
    }
    int code = read_language(a, name, &language, e);
    if (code) return code;
    if (language_policy_find(policy, language))
        return err_set(e, E_INVALID, "there are two rules for \"%.*s\"", (int)name.n, name.p);
    if (policy->n == POLICY_MAX_RULES)
        return err_set(e, E_LIMIT, "there are more than %d rules", POLICY_MAX_RULES);
    code = read_words(str_from(text, str_find(text, ':') + 1), add(a, policy, language), e);
    return code ? err_add(e, "\"%.*s\": ", (int)name.n, name.p) : 0;
}

int language_policy_parse(struct arena *a, struct str text, struct language_policy *ret_policy,
                          struct err *e) {
    struct language_policy policy = {NULL, 0};
    struct str rest = text;
    if (text.n > MAX_TEXT)
        return err_set(e, E_LIMIT, "the rules are longer than %d bytes", MAX_TEXT);
    while (rest.p && rest.n) {
        struct str rule = str_trim(str_cut(&rest, ';'));
        int code = rule.n ? read_rule(a, rule, &policy, e) : 0;
        if (code) return code;
    }
    *ret_policy = policy;
    return 0;
}

int language_policy_only(struct arena *a, struct str list, struct language_policy *policy,
                         struct err *e) {
    struct language_policy wanted = {NULL, 0};
    bool none = str_eq_nocase(str_trim(list), STR("none"));
    struct str rest = none ? STR("") : list;
    while (rest.p && rest.n) {
        struct str language, piece = str_trim(str_cut(&rest, ','));
        if (piece.n == 0) continue;
        int code = language_parse(a, piece, &language, e);
        if (code) return code;
        if (wanted.n == POLICY_MAX_RULES)
            return err_set(e, E_LIMIT, "there are more than %d languages", POLICY_MAX_RULES);
        add(a, &wanted, language);
    }
    if (!none && wanted.n == 0) {
        err_set(e, E_INVALID, "no language is named");
        return err_hint(e, "write languages as in: es, fr; or: none");
    }
    for (size_t i = 0; i < policy->n; i++) policy->rule[i].value[POLICY_EDITION] = POLICY_UNSET;
    add(a, policy, STR("*"))->value[POLICY_EDITION] = 0;
    for (size_t i = 0; i < policy->n; i++) policy->rule[i].value[POLICY_EDITION] = 0;
    for (size_t i = 0; i < wanted.n; i++)
        add(a, policy, wanted.rule[i].language)->value[POLICY_EDITION] = 1;
    return 0;
}

static void write_rule(const struct policy_rule *rule, struct buf *out) {
    const char *separator = " ";
    size_t before = out->n;
    buf_printf(out, "%s%.*s:", out->n ? "; " : "", (int)rule->language.n, rule->language.p);
    size_t empty = out->n;
    for (size_t i = 0; i < N_WORDS; i++)
        if (rule->value[words[i].field] == words[i].value) {
            buf_printf(out, "%s%s", separator, words[i].word);
            separator = ", ";
        }
    if (rule->value[POLICY_DELAY] != POLICY_UNSET)
        buf_printf(out, "%sdelay %lld", separator, (long long)rule->value[POLICY_DELAY]);
    if (out->n == empty) out->n = before;
}

struct str language_policy_text(struct arena *a, const struct language_policy *policy) {
    struct buf out;
    buf_init(&out, 1 << 20);
    for (size_t i = 0; i < policy->n; i++) write_rule(&policy->rule[i], &out);
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

void language_policy_resolve(const struct language_policy level[POLICY_NOBODY], struct str language,
                             struct policy_resolved *ret_resolved) {
    for (int f = 0; f < POLICY_FIELDS; f++) {
        int64_t value = POLICY_UNSET;
        int l = POLICY_STORY;
        for (; l < POLICY_NOBODY; l++) {
            const struct policy_rule *own = language_policy_find(&level[l], language);
            const struct policy_rule *all = language_policy_find(&level[l], STR("*"));
            if (own) value = own->value[f];
            if (value == POLICY_UNSET && all) value = all->value[f];
            if (value != POLICY_UNSET) break;
        }
        bool is_set = value != POLICY_UNSET;
        ret_resolved->value[f] = is_set ? value : f == POLICY_EDITION;
        ret_resolved->from[f] = (enum policy_level)l;
    }
}

static void describe_from(enum policy_level level, struct buf *out) {
    buf_printf(out, " (%s)", language_policy_level_name(level));
}

struct str language_policy_describe(struct arena *a, const struct policy_resolved *resolved) {
    struct buf out;
    buf_init(&out, 4096);
    for (size_t i = 0; i < N_WORDS; i++) {
        const struct word *w = &words[i];
        if (!w->meaning || resolved->value[w->field] != w->value) continue;
        buf_printf(&out, "%s%s", out.n ? ", " : "", w->meaning);
        describe_from(resolved->from[w->field], &out);
        if (w->field == POLICY_EDITION) break;
    }
    if (resolved->value[POLICY_EDITION] && resolved->value[POLICY_DELAY]) {
        buf_printf(&out, "%s%lld minutes after the story", out.n ? ", " : "",
                   (long long)resolved->value[POLICY_DELAY]);
        describe_from(resolved->from[POLICY_DELAY], &out);
    }
    struct str text = out.n ? buf_keep(&out, a) : STR("as usual");
    buf_release(&out);
    return text;
}

const char *language_policy_level_name(enum policy_level level) {
    static const char *const name[] = {"story", "section", "newsroom", "default"};
    return name[level];
}
