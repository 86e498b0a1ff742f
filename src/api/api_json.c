#include "api/api_json.h"

int api_json_read(const struct request *req, json_t **ret_object, struct err *e) {
    json_error_t why;
    json_t *value =
        json_loadb(req->body.p ? req->body.p : "", req->body.n, JSON_REJECT_DUPLICATES, &why);
    if (!value) {
        err_set(e, E_INVALID, "the body is not JSON: line %d, column %d: %s", why.line, why.column,
                why.text);
        return err_hint(e, "send one JSON object in UTF-8");
    }
    if (!json_is_object(value)) {
        json_decref(value);
        err_set(e, E_INVALID, "the body is JSON, but not an object");
        return err_hint(e, "send one JSON object in UTF-8");
    }
    *ret_object = value;
    return 0;
}

int api_json_text(const json_t *object, const char *key, struct str *ret_text, struct err *e) {
    const json_t *value = json_object_get(object, key);
    *ret_text = STR("");
    if (!value || json_is_null(value)) return 0;
    if (!json_is_string(value)) return err_set(e, E_INVALID, "\"%s\" must be a text", key);
    *ret_text = (struct str){json_string_value(value), json_string_length(value)};
    return 0;
}

void api_json_set(json_t *object, const char *key, struct str text) {
    json_t *value = json_stringn(text.p ? text.p : "", text.n);
    json_object_set_new(object, key, value ? value : json_null());
}

void api_json_send(const struct request *req, struct response *res, json_t *value) {
    size_t n = json_dumpb(value, NULL, 0, JSON_COMPACT);
    char *text = arena_alloc(req->arena, n + 1);
    json_dumpb(value, text, n, JSON_COMPACT);
    text[n] = '\n';
    json_decref(value);
    response_header(res, STR("Cache-Control"), STR("no-store"));
    response_body(res, STR("application/json"), (struct str){text, n + 1});
}
