#include "http/event_stream.h"

#include <inttypes.h>

void response_events(struct response *res, uint64_t channel, int64_t after_id, struct str first) {
    response_status(res, 200);
    response_header(res, STR("Cache-Control"), STR("no-store"));
    /* nginx would collect what it passes on. */
    response_header(res, STR("X-Accel-Buffering"), STR("no"));
    response_body(res, STR("text/event-stream; charset=utf-8"), first);
    res->plain = true;
    res->channel = channel;
    res->after_id = after_id;
}

struct str event_stream_text(struct arena *a, const struct server_event *event) {
    return arena_printf(a, "id: %" PRId64 "\nevent: %s\ndata: %.*s\n\n", event->id, event->name,
                        (int)event->data.n, event->data.p ? event->data.p : "");
}
