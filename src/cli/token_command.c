#include "cli/token_command.h"

#include <sodium.h>
#include <stdio.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "base/hash.h"
#include "cli/options.h"
#include "store/token_store.h"

const char token_usage[] =
    "usage: zubi token [--data DIR] [--name NAME]\n"
    "\n"
    "Makes a key for the API and prints it as the last line. It is shown this once: the newsroom\n"
    "keeps only its hash. Send it as \"Authorization: Bearer TOKEN\".\n"
    "\n"
    "  --data DIR     the newsroom's folder\n"
    "  --name NAME    whom or what it is for\n";

static int add(const char *data, const char *name, struct arena *a, struct str secret,
               struct err *e) {
    struct newsroom newsroom;
    struct database *db = NULL;
    int64_t id;
    int code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    code = newsroom_database(&newsroom, DATABASE_ACKNOWLEDGED, &db, e);
    if (!code)
        code = token_store_add(db, hash_hex(a, secret), str_of(name), clock_wall_ms(), &id, e);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}

int token_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom", *name = "";
    const struct option_spec options[] = {{"data", &data, NULL}, {"name", &name, NULL}};
    struct arena a;
    unsigned char bytes[32];
    char secret[65];
    int n;
    int code = options_parse(options, 2, argc, argv, &n, e);
    if (code) return code;
    if (n > 0) return err_set(e, E_INVALID, "`zubi token` takes no argument \"%s\"", argv[1]);
    if (sodium_init() < 0) return err_set(e, E_IO, "the system gives no random numbers");
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(secret, sizeof secret, bytes, sizeof bytes);
    arena_init(&a);
    code = add(data, name, &a, str_of(secret), e);
    if (!code) printf("keep this key: it is shown only once\n%s\n", secret);
    sodium_memzero(secret, sizeof secret);
    arena_release(&a);
    return code;
}
