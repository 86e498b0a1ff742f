#include "translate/check_rules.h"

#include <stdlib.h>

#include "base/hash.h"
#include "translate/check_words.h"

enum {
    MAX_TUNINGS = 200,
    RULES_VERSION = 1 /* one more whenever a check judges otherwise than before */
};

/* One piece of the setting; an empty language is any. */
struct tuning {
    struct str from, to;
    enum check_kind kind;
    enum check_severity severity;
};

struct check_rules {
    struct arena arena;
    struct check_words *words;
    struct tuning *tuning;
    size_t n_tunings;
    uint64_t version;
};

static const struct {
    const char *name;
    enum check_severity severity;
    const char *help;
} table[CHECK_KINDS] = {
    [CHECK_NUMBER] = {"number", CHECK_HOLD, "numbers, dates and times are those of the source"},
    [CHECK_UNIT] = {"unit", CHECK_WARN, "units, currencies and per cent are those of the source"},
    [CHECK_NAME] = {"name", CHECK_HOLD, "proper names are kept, or in their known form"},
    [CHECK_NEGATION] = {"negation", CHECK_HOLD, "what is denied stays denied, and nothing else"},
    [CHECK_QUOTE] = {"quote", CHECK_WARN, "quotations are all there, around what was said"},
    [CHECK_REPETITION] = {"repetition", CHECK_HOLD, "the engine did not fall into a loop"},
    [CHECK_RESIDUE] = {"residue", CHECK_HOLD, "no words of the source language are left over"},
    [CHECK_UNKNOWN] = {"unknown", CHECK_HOLD, "the engine knew most of the words"},
    [CHECK_LANGUAGE] = {"language", CHECK_HOLD, "the text is in the language that was asked for"},
    [CHECK_LENGTH] = {"length", CHECK_HOLD, "about as long as the source"},
    [CHECK_HEADLINE] = {"headline", CHECK_NOTE, "a headline has room on the page"},
    [CHECK_MARK] = {"mark", CHECK_HOLD, "links, emphasis and the like are on the right words"},
    [CHECK_URL] = {"url", CHECK_HOLD, "addresses, handles and hashtags are untouched"},
    [CHECK_PLACEHOLDER] = {"placeholder", CHECK_HOLD, "placeholders such as {name} are untouched"},
    [CHECK_DOUBLE_WORD] = {"double-word", CHECK_WARN, "no word stands twice in a row"},
    [CHECK_PUNCTUATION] = {"punctuation", CHECK_NOTE, "brackets and the end of the sentence"},
    [CHECK_SPACING] = {"spacing", CHECK_NOTE, "spaces around punctuation as the language has it"},
    [CHECK_PROFANITY] = {"profanity", CHECK_HOLD, "no swearing that the source does not have"},
};

static const char *const severity_name[] = {"off", "note", "warn", "hold"};

const char *check_kind_name(enum check_kind kind) {
    return table[kind].name;
}

const char *check_kind_help(enum check_kind kind) {
    return table[kind].help;
}

const char *check_severity_name(enum check_severity severity) {
    return severity_name[severity];
}

static bool find_kind(struct str name, enum check_kind *ret_kind) {
    for (size_t i = 0; i < CHECK_KINDS; i++)
        if (str_eq(name, str_of(table[i].name))) return *ret_kind = (enum check_kind)i, true;
    return false;
}

static bool find_severity(struct str name, enum check_severity *ret_severity) {
    for (size_t i = 0; i < 4; i++)
        if (str_eq(name, str_of(severity_name[i])))
            return *ret_severity = (enum check_severity)i, true;
    return false;
}

static struct str any_or(struct str language) {
    return str_eq(language, STR("*")) ? STR("") : language;
}

static bool parse_piece(struct str piece, struct tuning *ret) {
    size_t colon = str_find(piece, ':'), slash = str_find(str_slice(piece, 0, colon), '/');
    struct str pair = STR("*-*"), kind = str_slice(piece, 0, colon);
    if (slash < colon && slash < kind.n) {
        pair = str_trim(str_slice(piece, 0, slash));
        kind = str_from(kind, slash + 1);
    }
    size_t dash = str_find(pair, '-');
    ret->from = any_or(str_slice(pair, 0, dash));
    ret->to = any_or(str_from(pair, dash + 1));
    return dash > 0 && dash + 1 < pair.n && colon < piece.n &&
           find_kind(str_trim(kind), &ret->kind) &&
           find_severity(str_trim(str_from(piece, colon + 1)), &ret->severity);
}

static int parse(struct check_rules *rules, struct str setting, struct err *e) {
    size_t capacity = 0;
    for (struct str rest = setting; rest.p;) {
        struct str piece = str_trim(str_cut(&rest, ','));
        struct tuning tuning;
        if (piece.n == 0) continue;
        if (rules->n_tunings == MAX_TUNINGS)
            return err_set(e, E_LIMIT, "more than %d checks are tuned", (int)MAX_TUNINGS);
        if (!parse_piece(piece, &tuning)) {
            int shown = piece.n < 60 ? (int)piece.n : 60;
            err_set(e, E_INVALID, "\"%.*s\" tunes no check", shown, piece.p);
            return err_hint(e, "write a check and off, note, warn or hold, as in: name: warn, "
                               "eu-en/length: off");
        }
        rules->tuning = arena_grow(&rules->arena, rules->tuning, rules->n_tunings, &capacity,
                                   sizeof *rules->tuning);
        rules->tuning[rules->n_tunings++] = tuning;
    }
    return 0;
}

static uint64_t mix(uint64_t hash, struct str s) {
    return (hash ^ hash_text(s)) * 0x9E3779B97F4A7C15U;
}

/* The order of tunings counts, how they are written does not. */
static uint64_t version_of(const struct check_rules *rules) {
    uint64_t hash = RULES_VERSION;
    for (size_t i = 0; i < check_words_data_n; i++) {
        const struct check_word_list *list = &check_words_data[i];
        hash =
            mix(hash ^ (uint64_t)list->languages << 24 ^ (uint64_t)list->role << 16 ^ list->value,
                str_of(list->words));
    }
    for (size_t i = 0; i < CHECK_KINDS; i++) hash = hash * 5 + table[i].severity;
    for (size_t i = 0; i < rules->n_tunings; i++) {
        const struct tuning *t = &rules->tuning[i];
        hash = mix(mix(hash * 5 + t->severity, t->from) ^ t->kind, t->to);
    }
    return hash;
}

uint64_t check_rules_version(const struct check_rules *rules) {
    return rules->version;
}

int check_rules_open(struct str setting, struct check_rules **ret_rules, struct err *e) {
    struct check_rules *rules = calloc(1, sizeof *rules);
    if (!rules) abort();
    arena_init(&rules->arena);
    int code = parse(rules, arena_str(&rules->arena, setting), e);
    if (code) {
        check_rules_close(rules);
        return code;
    }
    rules->words = check_words_make(&rules->arena);
    rules->version = version_of(rules);
    *ret_rules = rules;
    return 0;
}

void check_rules_close(struct check_rules *rules) {
    if (!rules) return;
    arena_release(&rules->arena);
    free(rules);
}

/* "pt-BR" is meant by "pt" and by "pt-BR". */
static bool is_meant(struct str wanted, struct str tag) {
    return wanted.n == 0 ||
           (str_starts(tag, wanted) && (tag.n == wanted.n || tag.p[wanted.n] == '-'));
}

enum check_severity check_rules_severity(const struct check_rules *rules, enum check_kind kind,
                                         struct str from, struct str to) {
    for (size_t i = rules->n_tunings; i-- > 0;) {
        const struct tuning *t = &rules->tuning[i];
        if (t->kind == kind && is_meant(t->from, from) && is_meant(t->to, to)) return t->severity;
    }
    return table[kind].severity;
}

const struct check_words *check_rules_words(const struct check_rules *rules) {
    return rules->words;
}

void check_rules_describe(struct buf *out) {
    for (size_t i = 0; i < CHECK_KINDS; i++)
        buf_printf(out, "  %-12s %-5s %s\n", table[i].name, severity_name[table[i].severity],
                   table[i].help);
}
