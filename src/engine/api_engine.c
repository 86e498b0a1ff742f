#include "engine/api_engine.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "engine/api_usage.h"

enum {
    MAX_ANSWER = 32 << 20,
    FIRST_WAIT_MS = 500,
    CONNECT_MS = 3000,
    FIRST_REST_MS = 2000,
    LAST_REST_MS = 300000,
    QUOTA_REST_MS = 3600000,
    MOST_ASKED_REST_MS = 24 * 3600000,
};

struct api_engine {
    struct engine engine;
    struct api_engine_config config;
    pthread_mutex_t lock; /* over what follows */
    struct api_usage usage;
    int64_t next_ms;    /* when the next request may go, monotonic */
    int64_t rest_ms;    /* how long it rests after the next failure */
    int64_t resting_ms; /* until when it does, monotonic */
    struct err why;     /* it rests */
};

static struct api_engine *of(struct engine *engine) {
    return (struct api_engine *)engine;
}

static const struct engine_direction *directions(struct engine *engine, size_t *ret_n) {
    *ret_n = of(engine)->config.n_directions;
    return of(engine)->config.direction;
}

static int64_t count_words(struct str text) {
    int64_t n = 0;
    bool in_word = false;
    for (size_t i = 0; i < text.n; i++) {
        bool space = str_is_space(text.p[i]);
        n += !space && !in_word;
        in_word = !space;
    }
    return n;
}

static int count(struct api_engine *api, const struct api_usage *more, int64_t max_words,
                 struct err *e) {
    pthread_mutex_lock(&api->lock);
    int code = api_usage_add(api->config.usage, more, max_words, &api->usage, e);
    pthread_mutex_unlock(&api->lock);
    return code ? err_add(e, "%.*s: ", (int)api->config.name.n, api->config.name.p) : 0;
}

/* Takes words from the day's budget. */
static int spend(struct api_engine *api, int64_t words, struct err *e) {
    struct api_usage more = {.words = words};
    int code = count(api, &more, api->config.words_a_day, e);
    if (code != E_LIMIT) return code;
    return err_hint(e, "it goes on tomorrow (UTC); words_a_day in zubi.ini is the limit");
}

/* Requests are spread evenly over the minute. One that would have to wait longer than an answer may
   take is not made at all. */
static int wait_for_turn(struct api_engine *api, struct err *e) {
    const struct api_engine_config *c = &api->config;
    if (c->requests_a_minute == 0) return 0;
    pthread_mutex_lock(&api->lock);
    int64_t now = clock_monotonic_ms();
    int64_t turn = api->next_ms > now ? api->next_ms : now;
    bool waits = turn - now <= c->timeout_ms;
    if (waits) api->next_ms = turn + 60000 / c->requests_a_minute;
    pthread_mutex_unlock(&api->lock);
    if (!waits) {
        err_set(e, E_LIMIT, "%.*s: more than its %lld requests a minute are wanted", (int)c->name.n,
                c->name.p, (long long)c->requests_a_minute);
        return err_hint(e, "requests_a_minute in zubi.ini is the limit");
    }
    if (turn > now) usleep((useconds_t)(turn - now) * 1000);
    return 0;
}

/* As long as it rests, it fails as it did before. */
static int is_resting(struct api_engine *api, struct err *e) {
    pthread_mutex_lock(&api->lock);
    int64_t left = api->resting_ms - clock_monotonic_ms();
    if (left > 0) *e = api->why;
    int code = left > 0 ? (int)api->why.code : 0;
    pthread_mutex_unlock(&api->lock);
    return code ? err_add(e, "rests for %lld s: ", (long long)(left + 999) / 1000) : 0;
}

/* `asked_ms` is how long the server itself wants not to be asked; 0: it said nothing of it. */
static void begin_rest(struct api_engine *api, int64_t asked_ms, const struct err *why) {
    pthread_mutex_lock(&api->lock);
    int64_t rest = asked_ms > api->rest_ms ? asked_ms : api->rest_ms;
    api->resting_ms = clock_monotonic_ms() + rest;
    api->why = *why;
    api->rest_ms = api->rest_ms * 2 < LAST_REST_MS ? api->rest_ms * 2 : LAST_REST_MS;
    pthread_mutex_unlock(&api->lock);
}

static void end_rest(struct api_engine *api) {
    pthread_mutex_lock(&api->lock);
    api->rest_ms = FIRST_REST_MS;
    api->resting_ms = 0;
    pthread_mutex_unlock(&api->lock);
}

static size_t take_bytes(char *bytes, size_t size, size_t n, void *answer) {
    struct buf *b = answer;
    buf_add(b, (struct str){bytes, size * n});
    return buf_failed(b) ? 0 : size * n;
}

static CURL *prepare(struct api_engine *api, struct arena *a, const struct api_request *request,
                     struct buf *answer, struct curl_slist **ret_headers) {
    CURL *curl = curl_easy_init();
    const struct api_engine_config *c = &api->config;
    struct curl_slist *headers =
        curl_slist_append(NULL, arena_printf(a, "Content-Type: %.*s", (int)request->content_type.n,
                                             request->content_type.p)
                                    .p);
    if (request->authorization.n)
        headers = curl_slist_append(headers, arena_printf(a, "Authorization: %.*s",
                                                          (int)request->authorization.n,
                                                          request->authorization.p)
                                                 .p);
    headers = curl_slist_append(headers, "Expect:");
    curl_easy_setopt(
        curl, CURLOPT_URL,
        arena_printf(a, "%.*s%.*s", (int)c->url.n, c->url.p, (int)request->path.n, request->path.p)
            .p);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body.p);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.n);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)c->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
    *ret_headers = headers;
    return curl;
}

/* What came of an exchange. */
struct exchange {
    bool may_help;    /* to try once more */
    int64_t asked_ms; /* the server wants not to be asked for so long; 0: it said nothing */
};

static int read_status(const struct api_engine *api, long status, struct exchange *x,
                       struct err *e) {
    struct str name = api->config.name;
    bool used_up = status == 456 || status == 402;
    x->may_help = status == 429 || status == 408 || status >= 500;
    if (status == 200) return 0;
    if (used_up && x->asked_ms == 0) x->asked_ms = QUOTA_REST_MS;
    err_set(e, used_up || status == 429 ? E_LIMIT : E_ENGINE, "%.*s refuses: HTTP status %ld%s",
            (int)name.n, name.p, status,
            used_up         ? ", its quota is used up"
            : status == 429 ? ", too many requests"
                            : "");
    if (status == 401 || status == 403) return err_hint(e, "its key is missing or wrong");
    if (status >= 300 && status < 400)
        return err_hint(e, "it sends elsewhere; put its own address into url in zubi.ini");
    if (used_up) return err_hint(e, "see its account; the next engine does its work meanwhile");
    return err_hint(e, "see the log of its server");
}

static int exchange(struct api_engine *api, struct arena *a, const struct api_request *request,
                    struct buf *answer, struct exchange *x, struct err *e) {
    struct curl_slist *headers;
    struct str name = api->config.name;
    long status = 0;
    curl_off_t after_s = 0;
    buf_clear(answer);
    CURL *curl = prepare(api, a, request, answer, &headers);
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &after_s);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    int64_t after_ms = after_s > 0 && after_s < MOST_ASKED_REST_MS / 1000 ? (int64_t)after_s * 1000
                       : after_s > 0                                      ? MOST_ASKED_REST_MS
                                                                          : 0;
    *x = (struct exchange){.asked_ms = after_ms};
    if (buf_failed(answer))
        return err_set(e, E_ENGINE, "%.*s answers with more than %d MB", (int)name.n, name.p,
                       MAX_ANSWER >> 20);
    if (result == CURLE_OK) return read_status(api, status, x, e);
    x->may_help = true;
    err_set(e, E_ENGINE, "%.*s does not answer: %s", (int)name.n, name.p,
            curl_easy_strerror(result));
    return err_hint(e, "see that its server runs at the url in zubi.ini");
}

/* Tries as often as the settings allow, and no longer than an answer may take in between. */
static int exchange_patiently(struct api_engine *api, struct arena *a,
                              const struct api_request *request, struct buf *answer,
                              struct exchange *x, struct err *e) {
    int code = 0;
    for (int64_t tried = 0; tried <= api->config.retries; tried++) {
        int64_t wait_ms = tried ? FIRST_WAIT_MS << (tried - 1) : 0;
        if (tried && x->asked_ms) wait_ms = x->asked_ms;
        if (wait_ms > api->config.timeout_ms) break;
        if (wait_ms) usleep((useconds_t)wait_ms * 1000);
        code = wait_for_turn(api, e);
        if (code) return code;
        code = exchange(api, a, request, answer, x, e);
        if (!code || !x->may_help) break;
    }
    return code;
}

/* Not of this engine's own limits, which it keeps without being asked to rest. */
static void note_end(struct api_engine *api, const struct exchange *x, int code,
                     const struct err *e) {
    struct api_usage more = {.requests = 1, .failures = code != 0};
    struct err ignored;
    if (code) {
        more.problem_ms = clock_wall_ms();
        snprintf(more.problem, sizeof more.problem, "%s", e->text);
        begin_rest(api, x->asked_ms, e);
    } else {
        end_rest(api);
    }
    if (count(api, &more, 0, &ignored)) return; /* words are refused before, not answers after */
}

static int ask(struct api_engine *api, struct arena *a, const struct api_question *question,
               struct str *ret_text, struct err *e) {
    struct api_request request = {0};
    struct exchange x = {0};
    struct buf answer;
    buf_init(&answer, MAX_ANSWER);
    api->config.protocol->ask(a, question, &request);
    int code = exchange_patiently(api, a, &request, &answer, &x, e);
    if (!code) {
        code = api->config.protocol->read(a, question, buf_str(&answer), ret_text, e);
        if (code) err_add(e, "%.*s: ", (int)api->config.name.n, api->config.name.p);
    }
    note_end(api, &x, code, e);
    buf_release(&request.body);
    buf_release(&answer);
    return code;
}

/* How many segments from `from` on go into one request. */
static size_t batch_size(const struct api_protocol *protocol, const struct engine_input *input,
                         size_t n) {
    size_t bytes = 0, i = 0;
    while (i < n && i < protocol->max_batch) {
        bytes += input[i].text.n;
        if (i > 0 && bytes > protocol->max_bytes) break;
        i++;
    }
    return i;
}

static int translate_batch(struct api_engine *api, struct arena *a,
                           const struct engine_direction *direction,
                           const struct engine_input *input, size_t n, struct engine_output *output,
                           struct err *e) {
    struct api_question question = {direction->from,   direction->to, api->config.key,
                                    api->config.model, input,         n};
    struct str *text = arena_array(a, n, sizeof *text);
    int64_t words = 0;
    for (size_t i = 0; i < n; i++) words += count_words(input[i].text);
    int code = is_resting(api, e);
    if (!code) code = spend(api, words, e);
    if (!code) code = ask(api, a, &question, text, e);
    if (code) return code;
    for (size_t i = 0; i < n; i++) {
        output[i].text = text[i];
        output[i].n_words = (uint32_t)count_words(input[i].text);
        output[i].failed = text[i].n == 0;
    }
    return 0;
}

static int translate(struct engine *engine, struct arena *a,
                     const struct engine_direction *direction, const struct engine_input *input,
                     size_t n, struct engine_output *ret_output, struct err *e) {
    struct api_engine *api = of(engine);
    const struct api_protocol *protocol = api->config.protocol;
    int64_t until_ms = clock_monotonic_ms() + API_ENGINE_LONGEST_MS -
                       api->config.timeout_ms * (api->config.retries + 1);
    for (size_t i = 0; i < n;) {
        ret_output[i] = (struct engine_output){.text = STR("")};
        if (input[i].text.n > protocol->max_bytes) {
            ret_output[i++].failed = true;
            continue;
        }
        if (i > 0 && clock_monotonic_ms() > until_ms)
            return err_set(e, E_ENGINE, "%.*s is too slow: %zu of %zu segments in %d s",
                           (int)api->config.name.n, api->config.name.p, i, n,
                           API_ENGINE_LONGEST_MS / 1000);
        size_t some = batch_size(protocol, input + i, n - i);
        memset(&ret_output[i], 0, some * sizeof *ret_output);
        int code = translate_batch(api, a, direction, input + i, some, ret_output + i, e);
        if (code) return code;
        i += some;
    }
    return 0;
}

static struct str status(struct engine *engine, struct arena *a) {
    struct api_engine *api = of(engine);
    const struct api_engine_config *c = &api->config;
    struct api_usage nothing = {0};
    struct err e;
    if (count(api, &nothing, 0, &e)) return arena_printf(a, "%s", e.text);
    pthread_mutex_lock(&api->lock);
    struct api_usage u = api->usage;
    pthread_mutex_unlock(&api->lock);
    struct str line = arena_printf(
        a, "%.*s (%s): today %lld requests, %lld failed, %lld words", (int)c->name.n, c->name.p,
        c->protocol->name, (long long)u.requests, (long long)u.failures, (long long)u.words);
    if (c->words_a_day)
        line = arena_printf(a, "%.*s of %lld", (int)line.n, line.p, (long long)c->words_a_day);
    if (c->words_a_day && u.words >= c->words_a_day)
        line = arena_printf(a, "%.*s: it goes on tomorrow (UTC)", (int)line.n, line.p);
    if (!u.problem_ms) return line;
    struct str at = clock_format(a, u.problem_ms);
    return arena_printf(a, "%.*s\nlast failure %.*s: %s", (int)line.n, line.p, (int)at.n, at.p,
                        u.problem);
}

static void tidy(struct engine *engine) {
    (void)engine;
}

static void close_engine(struct engine *engine) {
    pthread_mutex_destroy(&of(engine)->lock);
    free(engine);
}

static const struct engine_ops ops = {"api", directions, translate, tidy, status, close_engine};

bool api_engine_is(const struct engine *engine) {
    return engine->ops == &ops;
}

int api_engine_open(const struct api_engine_config *config, struct engine **ret_engine,
                    struct err *e) {
    if (!str_starts(config->url, STR("http://")) && !str_starts(config->url, STR("https://")))
        return err_set(e, E_INVALID,
                       "the url of engine %.*s starts with neither http:// nor https://",
                       (int)config->name.n, config->name.p);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return err_set(e, E_ENGINE, "libcurl cannot be used");
    struct api_engine *api = calloc(1, sizeof *api);
    if (!api) abort();
    api->engine.ops = &ops;
    api->config = *config;
    api->rest_ms = FIRST_REST_MS;
    pthread_mutex_init(&api->lock, NULL);
    *ret_engine = &api->engine;
    return 0;
}
