#include "api/openapi.h"

#include "base/embedded.h"

extern const struct embedded_file embedded_api[];

void openapi_handle(struct request *req, struct response *res) {
    (void)req;
    response_header(res, STR("Cache-Control"), STR("public, max-age=3600"));
    response_body(res, STR("application/json"),
                  (struct str){(const char *)embedded_api[0].bytes, embedded_api[0].n});
}
