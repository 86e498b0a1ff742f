#include "engine/api_protocol.h"

#include <jansson.h>
#include <stdlib.h>

const char api_protocol_names[] = "libretranslate, apy, deepl or chat";

enum { MAX_REQUEST = 16 << 20 };

static json_t *text_value(struct str s) {
    json_t *value = json_stringn(s.p ? s.p : "", s.n);
    return value ? value : json_string("");
}

static json_t *text_list(const struct api_question *q) {
    json_t *list = json_array();
    for (size_t i = 0; i < q->n; i++) json_array_append_new(list, text_value(q->input[i].text));
    return list;
}

static int add_bytes(const char *bytes, size_t n, void *buf) {
    buf_add(buf, (struct str){bytes, n});
    return 0;
}

static void fill_json(struct api_request *ret, const char *path, json_t *body) {
    ret->path = str_of(path);
    ret->content_type = STR("application/json");
    buf_init(&ret->body, MAX_REQUEST);
    json_dump_callback(body, add_bytes, &ret->body, JSON_COMPACT);
    json_decref(body);
}

static int wrong(struct err *e, const char *how) {
    err_set(e, E_ENGINE, "the answer %s", how);
    return err_hint(e, "check that url and kind of the engine in zubi.ini belong together");
}

/* Takes a JSON text, or a list's item's member of that name. */
static int take_texts(struct arena *a, const json_t *list, const char *member, size_t n,
                      struct str *ret_text, struct err *e) {
    if (json_array_size(list) != n) return wrong(e, "has another number of texts than was asked");
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        const json_t *text = member ? json_object_get(item, member) : item;
        if (!json_is_string(text)) return wrong(e, "has something else where a text should be");
        ret_text[i] = arena_str(a, (struct str){json_string_value(text), json_string_length(text)});
    }
    return 0;
}

static int load(struct str answer, json_t **ret_value, struct err *e) {
    *ret_value = json_loadb(answer.p ? answer.p : "", answer.n, 0, NULL);
    return json_is_object(*ret_value) ? 0 : (json_decref(*ret_value), wrong(e, "is not JSON"));
}

/* https://docs.libretranslate.com: POST /translate takes a list and gives a list. */
static void libretranslate_ask(struct arena *a, const struct api_question *q,
                               struct api_request *ret) {
    (void)a;
    json_t *body = json_object();
    json_object_set_new(body, "q", text_list(q));
    json_object_set_new(body, "source", text_value(q->from));
    json_object_set_new(body, "target", text_value(q->to));
    json_object_set_new(body, "format", json_string("text"));
    if (q->key.n) json_object_set_new(body, "api_key", text_value(q->key));
    fill_json(ret, "/translate", body);
}

static int libretranslate_read(struct arena *a, const struct api_question *q, struct str answer,
                               struct str *ret_text, struct err *e) {
    json_t *value;
    int code = load(answer, &value, e);
    if (code) return code;
    code = take_texts(a, json_object_get(value, "translatedText"), NULL, q->n, ret_text, e);
    json_decref(value);
    return code;
}

/* https://developers.deepl.com: POST /v2/translate; codes are in capitals. */
static struct str capitals(struct arena *a, struct str tag) {
    char *copy = arena_cstr(a, tag);
    for (char *c = copy; *c; c++)
        if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    return (struct str){copy, tag.n};
}

static void deepl_ask(struct arena *a, const struct api_question *q, struct api_request *ret) {
    json_t *body = json_object();
    json_object_set_new(body, "text", text_list(q));
    json_object_set_new(body, "source_lang",
                        text_value(capitals(a, str_slice(q->from, 0, str_find(q->from, '-')))));
    json_object_set_new(body, "target_lang", text_value(capitals(a, q->to)));
    json_object_set_new(body, "preserve_formatting", json_true());
    ret->authorization =
        arena_printf(a, "DeepL-Auth-Key %.*s", (int)q->key.n, q->key.p ? q->key.p : "");
    fill_json(ret, "/v2/translate", body);
}

static int deepl_read(struct arena *a, const struct api_question *q, struct str answer,
                      struct str *ret_text, struct err *e) {
    json_t *value;
    int code = load(answer, &value, e);
    if (code) return code;
    code = take_texts(a, json_object_get(value, "translations"), "text", q->n, ret_text, e);
    json_decref(value);
    return code;
}

static void add_form_value(struct buf *body, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            buf_add_char(body, (char)c);
        else
            buf_printf(body, "%%%02X", c);
    }
}

/* https://wiki.apertium.org/wiki/Apertium-apy: POST /translate takes one text. It cuts long texts
   without a word, hence max_bytes. */
static void apy_ask(struct arena *a, const struct api_question *q, struct api_request *ret) {
    ret->path = STR("/translate");
    ret->content_type = STR("application/x-www-form-urlencoded");
    buf_init(&ret->body, MAX_REQUEST);
    buf_add(&ret->body, STR("markUnknown=no&format=txt&langpair="));
    add_form_value(&ret->body,
                   arena_printf(a, "%.*s|%.*s", (int)q->from.n, q->from.p, (int)q->to.n, q->to.p));
    buf_add(&ret->body, STR("&q="));
    add_form_value(&ret->body, q->input[0].text);
}

static int apy_read(struct arena *a, const struct api_question *q, struct str answer,
                    struct str *ret_text, struct err *e) {
    json_t *value;
    int code = load(answer, &value, e);
    (void)q;
    if (code) return code;
    const json_t *text = json_object_get(json_object_get(value, "responseData"), "translatedText");
    if (json_is_string(text))
        ret_text[0] = arena_str(a, (struct str){json_string_value(text), json_string_length(text)});
    else
        code = wrong(e, "has no translated text");
    json_decref(value);
    return code;
}

/* The chat interface that OpenAI made common (POST /v1/chat/completions): segments as a JSON list
   in, a JSON list out. */
static void chat_ask(struct arena *a, const struct api_question *q, struct api_request *ret) {
    json_t *list = text_list(q), *messages = json_array(), *body = json_object();
    char *segments = json_dumps(list, JSON_COMPACT);
    struct str task = arena_printf(
        a,
        "You translate news from \"%.*s\" to \"%.*s\" (BCP 47). You are given a JSON list of "
        "texts. Answer with only a JSON list of the same length: the translation of each, in "
        "order. Translate everything, add nothing, keep names, numbers and quotation marks.",
        (int)q->from.n, q->from.p, (int)q->to.n, q->to.p);
    json_array_append_new(messages,
                          json_pack("{s:s,s:s%}", "role", "system", "content", task.p, task.n));
    json_array_append_new(
        messages, json_pack("{s:s,s:s}", "role", "user", "content", segments ? segments : "[]"));
    free(segments);
    json_decref(list);
    json_object_set_new(body, "model", text_value(q->model));
    json_object_set_new(body, "temperature", json_integer(0));
    json_object_set_new(body, "messages", messages);
    if (q->key.n) ret->authorization = arena_printf(a, "Bearer %.*s", (int)q->key.n, q->key.p);
    fill_json(ret, "/v1/chat/completions", body);
}

/* Models like to put a list into a code block: what is between the outermost brackets counts. */
static int chat_read(struct arena *a, const struct api_question *q, struct str answer,
                     struct str *ret_text, struct err *e) {
    json_t *value;
    int code = load(answer, &value, e);
    if (code) return code;
    const json_t *choice = json_array_get(json_object_get(value, "choices"), 0);
    const json_t *content = json_object_get(json_object_get(choice, "message"), "content");
    struct str text = json_is_string(content)
                          ? (struct str){json_string_value(content), json_string_length(content)}
                          : STR("");
    size_t start = str_find(text, '['), end = text.n;
    while (end > start && text.p[end - 1] != ']') end--;
    struct str list = str_slice(text, start, end);
    json_t *texts = json_loadb(list.p ? list.p : "", list.n, 0, NULL);
    code = texts ? take_texts(a, texts, NULL, q->n, ret_text, e)
                 : wrong(e, "of the model has no list of texts");
    json_decref(texts);
    json_decref(value);
    return code;
}

static const struct api_protocol protocols[] = {
    {"libretranslate", 50, 20000, libretranslate_ask, libretranslate_read},
    {"apy", 1, 4000, apy_ask, apy_read},
    {"deepl", 50, 100000, deepl_ask, deepl_read},
    {"chat", 20, 8000, chat_ask, chat_read},
};

const struct api_protocol *api_protocol_find(struct str name) {
    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
        if (str_eq(name, str_of(protocols[i].name))) return &protocols[i];
    return NULL;
}
