#include "sql/sqlite_search.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* No state: a text says itself which language it is in. */
static int open_tokenizer(void *nothing, const char **argument, int n, Fts5Tokenizer **ret) {
    (void)nothing, (void)argument, (void)n;
    *ret = (Fts5Tokenizer *)(void *)&open_tokenizer;
    return SQLITE_OK;
}

static void close_tokenizer(Fts5Tokenizer *tokenizer) {
    (void)tokenizer;
}

enum { MAX_TOKEN = 200 };

typedef int take_token(void *context, int flags, const char *token, int n, int start, int end);

struct tokens {
    void *context;
    take_token *take;
    char token[MAX_TOKEN]; /* "eu:" and the form */
    int prefix;
    bool further; /* not the first form of its word */
};

static int give(struct tokens *t, const char *form, int n, int end) {
    if (n > MAX_TOKEN - t->prefix) n = MAX_TOKEN - t->prefix;
    if (n <= 0) return SQLITE_OK;
    memcpy(t->token + t->prefix, form, (size_t)n);
    int flags = t->further ? FTS5_TOKEN_COLOCATED : 0;
    t->further = true;
    return t->take(t->context, flags, t->token, t->prefix + n, end - n, end);
}

/* The forms of one word. */
static int give_word(struct tokens *t, const char *text, int from, int to) {
    int rc = SQLITE_OK;
    t->further = false;
    for (int start = from; start < to && !rc;) {
        int end = start;
        while (end < to && text[end] != '|') end++;
        rc = give(t, text + start, end - start, end);
        start = end + 1;
    }
    return rc;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int n,
                    take_token *take) {
    (void)tokenizer, (void)flags;
    struct tokens t = {.context = context, .take = take};
    int at = 0, rc = SQLITE_OK;
    while (at < n && at < MAX_TOKEN / 2 && text[at] != ' ') at++;
    memcpy(t.token, text, (size_t)at);
    t.token[at] = ':';
    t.prefix = at + 1;
    while (at < n && !rc) {
        int start = ++at;
        while (at < n && text[at] != ' ') at++;
        rc = give_word(&t, text, start, at);
    }
    return rc;
}

/* BM25 with a word in the headline counting for HEADLINE in the text, without its share for the
   length of texts (stories are much alike in that, and it takes a read for each). How rare each
   word is, FTS5 would find out by reading through all its stories for every query; here it is told.
 */
enum { MAX_PHRASES = 32, HEADLINE_COLUMN = 0, BODY_COLUMN = 1, HEADLINE = 10 };
static const double K1 = 1.2;

struct frequency {
    double phrase[MAX_PHRASES];
    int n;
};

static int count(const Fts5ExtensionApi *api, Fts5Context *fts, struct frequency *f) {
    int instances = 0, rc = api->xInstCount(fts, &instances);
    f->n = api->xPhraseCount(fts);
    for (int i = 0; i < instances && !rc; i++) {
        int phrase, column, offset;
        rc = api->xInst(fts, i, &phrase, &column, &offset);
        if (rc || phrase >= MAX_PHRASES) continue;
        if (column == HEADLINE_COLUMN) f->phrase[phrase] += HEADLINE;
        if (column == BODY_COLUMN) f->phrase[phrase] += 1;
    }
    return rc;
}

/* search_rank(search_text, '1.5 0.2 …'): weights of the phrases in their order, 1 where none is
   left. */
static void rank(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int n,
                 sqlite3_value **value) {
    struct frequency f = {0};
    double score = 0;
    const char *weights = n > 0 ? (const char *)sqlite3_value_text(value[0]) : NULL;
    int rc = count(api, fts, &f);
    if (rc) {
        sqlite3_result_error_code(context, rc);
        return;
    }
    for (int i = 0; i < f.n && i < MAX_PHRASES; i++) {
        char *end = NULL;
        double weight = weights ? strtod(weights, &end) : 1;
        if (weights && end == weights) weight = 1;
        if (weights) weights = end;
        double often = f.phrase[i];
        score += weight * often * (K1 + 1) / (often + K1);
    }
    sqlite3_result_double(context, score);
}

static int find_api(sqlite3 *db, fts5_api **ret_api) {
    sqlite3_stmt *s;
    int rc = sqlite3_prepare_v2(db, "SELECT fts5($1)", -1, &s, NULL);
    if (rc) return rc;
    rc = sqlite3_bind_pointer(s, 1, (void *)ret_api, "fts5_api_ptr", NULL);
    if (!rc) sqlite3_step(s);
    sqlite3_finalize(s);
    return rc ? rc : *ret_api ? SQLITE_OK : SQLITE_ERROR;
}

int sqlite_search_register(sqlite3 *db) {
    fts5_api *api = NULL;
    fts5_tokenizer tokenizer = {open_tokenizer, close_tokenizer, tokenize};
    int rc = find_api(db, &api);
    if (!rc) rc = api->xCreateTokenizer(api, "zubi", NULL, &tokenizer, NULL);
    if (!rc) rc = api->xCreateFunction(api, "search_rank", NULL, rank, NULL);
    return rc;
}
