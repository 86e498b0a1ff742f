#include "engine/api_engine.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { MAX_ANSWER = 32 << 20, DAY_MS = 86400000, FIRST_WAIT_MS = 500, CONNECT_MS = 3000 };

struct api_engine {
    struct engine engine;
    struct api_engine_config config;
    pthread_mutex_t lock; /* over what follows */
    int64_t day;          /* of the count of words, days since 1970 */
    int64_t words;
    int64_t next_ms; /* when the next request may go, monotonic */
    uint64_t requests, failures;
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

/* Takes words from the day's budget. */
static int spend(struct api_engine *api, int64_t words, struct err *e) {
    int code = 0;
    pthread_mutex_lock(&api->lock);
    int64_t today = clock_wall_ms() / DAY_MS;
    if (api->day != today) api->words = 0;
    api->day = today;
    if (api->config.words_a_day && api->words + words > api->config.words_a_day) {
        err_set(e, E_ENGINE, "%.*s has translated its %lld words of today", (int)api->config.name.n,
                api->config.name.p, (long long)api->config.words_a_day);
        code = err_hint(e, "it goes on tomorrow (UTC); words_a_day in zubi.ini is the limit");
    } else {
        api->words += words;
    }
    pthread_mutex_unlock(&api->lock);
    return code;
}

/* Requests are spread evenly over the minute. */
static void wait_for_turn(struct api_engine *api) {
    if (api->config.requests_a_minute == 0) return;
    pthread_mutex_lock(&api->lock);
    int64_t now = clock_monotonic_ms();
    int64_t turn = api->next_ms > now ? api->next_ms : now;
    api->next_ms = turn + 60000 / api->config.requests_a_minute;
    pthread_mutex_unlock(&api->lock);
    if (turn > now) usleep((useconds_t)(turn - now) * 1000);
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

/* One exchange. *ret_again tells whether trying once more may help. */
static int exchange(struct api_engine *api, struct arena *a, const struct api_request *request,
                    struct buf *answer, bool *ret_again, struct err *e) {
    struct curl_slist *headers;
    struct str name = api->config.name;
    long status = 0;
    buf_clear(answer);
    CURL *curl = prepare(api, a, request, answer, &headers);
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    *ret_again = result != CURLE_OK || status == 429 || status >= 500;
    if (buf_failed(answer))
        return err_set(e, E_ENGINE, "%.*s answers with more than %d MB", (int)name.n, name.p,
                       MAX_ANSWER >> 20);
    if (result != CURLE_OK) {
        err_set(e, E_ENGINE, "%.*s does not answer: %s", (int)name.n, name.p,
                curl_easy_strerror(result));
        return err_hint(e, "see that its server runs at the url in zubi.ini");
    }
    if (status == 200) return 0;
    err_set(e, E_ENGINE, "%.*s refuses: HTTP status %ld", (int)name.n, name.p, status);
    if (status == 401 || status == 403) return err_hint(e, "its key is missing, wrong or used up");
    return err_hint(e, "see the log of its server");
}

static int ask(struct api_engine *api, struct arena *a, const struct api_question *question,
               struct str *ret_text, struct err *e) {
    struct api_request request = {0};
    struct buf answer;
    bool again = true;
    int code = E_ENGINE;
    buf_init(&answer, MAX_ANSWER);
    api->config.protocol->ask(a, question, &request);
    for (int64_t tried = 0; code && again && tried <= api->config.retries; tried++) {
        if (tried) usleep((useconds_t)(FIRST_WAIT_MS << (tried - 1)) * 1000);
        wait_for_turn(api);
        code = exchange(api, a, &request, &answer, &again, e);
    }
    if (!code) {
        code = api->config.protocol->read(a, question, buf_str(&answer), ret_text, e);
        if (code) err_add(e, "%.*s: ", (int)api->config.name.n, api->config.name.p);
    }
    pthread_mutex_lock(&api->lock);
    api->requests++;
    api->failures += code != 0;
    pthread_mutex_unlock(&api->lock);
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
    int code = spend(api, words, e);
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
    for (size_t i = 0; i < n;) {
        ret_output[i] = (struct engine_output){.text = STR("")};
        if (input[i].text.n > protocol->max_bytes) {
            ret_output[i++].failed = true;
            continue;
        }
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
    pthread_mutex_lock(&api->lock);
    struct str line = arena_printf(a, "%.*s (%s): %llu requests, %llu failed, %lld words today",
                                   (int)api->config.name.n, api->config.name.p,
                                   api->config.protocol->name, (unsigned long long)api->requests,
                                   (unsigned long long)api->failures, (long long)api->words);
    pthread_mutex_unlock(&api->lock);
    return line;
}

static void tidy(struct engine *engine) {
    (void)engine;
}

static void close_engine(struct engine *engine) {
    pthread_mutex_destroy(&of(engine)->lock);
    free(engine);
}

static const struct engine_ops ops = {"api", directions, translate, tidy, status, close_engine};

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
    pthread_mutex_init(&api->lock, NULL);
    *ret_engine = &api->engine;
    return 0;
}
