#include "cli/suggestions_command.h"

#include <stdio.h>
#include <string.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "cli/options.h"
#include "cli/suggestion_print.h"
#include "store/suggestion_write.h"

const char suggestions_usage[] =
    "usage: zubi suggestions [list] [--state STATE] [--story STORY] [--data DIR]\n"
    "       zubi suggestions take NUMBER --who NAME [--role ROLE] [--edit TEXT] [--anyway]\n"
    "       zubi suggestions dismiss NUMBER --who NAME\n"
    "\n"
    "What readers suggest as a better translation of a sentence. Nothing of it is published "
    "before\n"
    "somebody takes it; nothing is known of who the reader is.\n"
    "\n"
    "  list            with the sentence, the translation that the reader saw, and their words;\n"
    "                  says when the translation has changed since\n"
    "  take            makes it an edit of the segment by NAME, with its entry in the ledger\n"
    "  dismiss         it does not come back, should somebody send the same again\n"
    "\n"
    "  --state STATE   open (without the option), taken or dismissed\n"
    "  --story STORY   only of this one\n"
    "  --who NAME      who decides it, and answers for the text\n"
    "  --role ROLE     what they do, as in editor, translator, reviewer\n"
    "  --edit TEXT     take it in other words: inline HTML with the marks that the source has\n"
    "  --anyway        take it although the translation has changed since\n"
    "  --data DIR      the newsroom's folder\n";

enum { AT_ONCE = 100 };

struct suggestions {
    const char *data, *state, *story, *who, *role, *edit;
    bool anyway;
    struct newsroom newsroom;
    struct database *db;
};

static int read_number(const char *argument, int64_t *ret_id, struct err *e) {
    if (argument && str_to_int64(str_of(argument), 1, INT64_MAX, ret_id)) return 0;
    err_set(e, E_INVALID, "\"%s\" is no suggestion's number", argument ? argument : "");
    return err_hint(e, "`zubi suggestions list` says them");
}

static int read_query(const struct suggestions *s, struct suggestion_query *query, struct err *e) {
    query->limit = AT_ONCE;
    query->language = STR("");
    if (!suggestion_state_from_name(str_of(s->state), &query->state)) {
        err_set(e, E_INVALID, "there is no state \"%s\"", s->state);
        return err_hint(e, "it is one of open, taken, dismissed");
    }
    if (s->story && !str_to_int64(str_of(s->story), 1, INT64_MAX, &query->story_id))
        return err_set(e, E_INVALID, "\"%s\" is no story's number", s->story);
    return 0;
}

static int list(struct suggestions *s, struct err *e) {
    struct suggestion_query query = {0};
    struct suggestion *found;
    struct arena a = {0};
    size_t n = AT_ONCE;
    int code = read_query(s, &query, e);
    while (!code && n == AT_ONCE) {
        code = suggestion_store_list(s->db, &a, &query, &found, &n, e);
        for (size_t i = 0; i < n && !code; i++) {
            code = suggestion_print(s->db, &a, &found[i], e);
            query.after_id = found[i].id;
        }
        arena_reset(&a);
    }
    arena_release(&a);
    if (!code && !query.after_id) printf("there are none\n");
    return code;
}

static int take(struct suggestions *s, const struct suggestion_decision *decision, struct err *e) {
    struct arena *a = &s->newsroom.arena;
    struct suggestion taken;
    struct review_written written;
    struct slug_maker *slug;
    int code = slug_open(&slug, e);
    if (code) return code;
    code = suggestion_write_take(s->db, a, slug, decision, &taken, &written, e);
    slug_close(slug);
    if (!code)
        printf("taken: story %lld in %.*s, segment %lld; ledger %lld\n", (long long)taken.story_id,
               (int)taken.language.n, taken.language.p, (long long)taken.segment,
               (long long)taken.ledger_id);
    return code;
}

/* The words of --edit, in the language of the edition. */
static int read_edit(struct suggestions *s, struct suggestion_decision *decision, struct err *e) {
    struct arena *a = &s->newsroom.arena;
    struct suggestion suggestion;
    if (!s->edit) return 0;
    int code = suggestion_store_find(s->db, a, decision->id, &suggestion, e);
    if (code) return code;
    return segment_act_read_text(a, str_of(s->edit), suggestion.language, &decision->text, e);
}

static int decide(struct suggestions *s, bool dismiss, const char *number, struct err *e) {
    struct suggestion_decision decision = {.who = str_trim(str_of(s->who)),
                                           .role = str_trim(str_of(s->role)),
                                           .anyway = s->anyway,
                                           .at_ms = clock_wall_ms()};
    int code = read_number(number, &decision.id, e);
    if (code) return code;
    if (decision.who.n == 0) {
        err_set(e, E_INVALID, "say who does this: --who NAME");
        return err_hint(e, "the newsroom keeps who answers for a text");
    }
    if (!dismiss) {
        code = read_edit(s, &decision, e);
        return code ? code : take(s, &decision, e);
    }
    code = suggestion_write_dismiss(s->db, &decision, e);
    if (!code) printf("dismissed\n");
    return code;
}

static int run(struct suggestions *s, const char *what, const char *number, struct err *e) {
    bool is_list = strcmp(what, "list") == 0, dismiss = strcmp(what, "dismiss") == 0;
    if (!is_list && !dismiss && strcmp(what, "take") != 0) {
        err_set(e, E_INVALID, "`zubi suggestions` knows no \"%s\"", what);
        return err_hint(e, "it is one of list, take, dismiss");
    }
    int code = newsroom_open(&s->newsroom, s->data, NULL, e);
    if (code) return code;
    code = newsroom_database(&s->newsroom, DATABASE_ACKNOWLEDGED, &s->db, e);
    if (!code) code = is_list ? list(s, e) : decide(s, dismiss, number, e);
    database_close(s->db);
    newsroom_close(&s->newsroom);
    return code;
}

int suggestions_run(int argc, char **argv, struct err *e) {
    struct suggestions s = {.data = "newsroom", .state = "open"};
    const struct option_spec options[] = {
        {"data", &s.data, NULL},     {"state", &s.state, NULL}, {"story", &s.story, NULL},
        {"who", &s.who, NULL},       {"role", &s.role, NULL},   {"edit", &s.edit, NULL},
        {"anyway", NULL, &s.anyway},
    };
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (code) return code;
    if (n > 2) return err_set(e, E_INVALID, "`zubi suggestions` takes no \"%s\"", argv[3]);
    return run(&s, n ? argv[1] : "list", n > 1 ? argv[2] : NULL, e);
}
