#include "cli/serve_command.h"

#include "app/serve.h"
#include "base/log.h"
#include "cli/options.h"

const char serve_usage[] =
    "usage: zubi serve [--data DIR] [--listen ADDRESS:PORT]\n"
    "\n"
    "Publishes the newsroom in DIR (./newsroom): the site, the API and the translators, until it "
    "is\n"
    "told to end with Ctrl-C or SIGTERM.\n"
    "\n"
    "  --data DIR               the newsroom's folder\n"
    "  --listen ADDRESS:PORT    where to answer, instead of what zubi.ini says\n"
    "\n"
    "Writes one line for each event to standard error. Exit status: 0 after being told to end,\n"
    "66 when there is no newsroom, 73 when the port is in use or a newer zubi made the data.\n";

static enum log_level level_of(struct str name) {
    if (str_eq(name, STR("error"))) return LOG_ERROR;
    if (str_eq(name, STR("warn"))) return LOG_WARN;
    return str_eq(name, STR("debug")) ? LOG_DEBUG : LOG_INFO;
}

int serve_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom", *listen = NULL;
    const struct option_spec options[] = {{"data", &data, NULL}, {"listen", &listen, NULL}};
    struct newsroom newsroom;
    int n;
    int code = options_parse(options, 2, argc, argv, &n, e);
    if (code) return code;
    if (n > 0) return err_set(e, E_INVALID, "`zubi serve` takes no argument \"%s\"", argv[1]);
    code = newsroom_open(&newsroom, data, listen, e);
    if (code) return code;
    log_set_level(level_of(newsroom.settings.log_level));
    code = serve_newsroom(&newsroom, e);
    newsroom_close(&newsroom);
    return code;
}
