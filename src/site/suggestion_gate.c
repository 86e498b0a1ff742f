#include "site/suggestion_gate.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 1024, WAYS = 4, KEY = 32, DAY_MS = 24 * 3600 * 1000, NUMBERS = 48, MAC_HEX = 64 };

/* So many suggestions may come now; more with time. */
struct bucket {
    uint64_t who;    /* 0: unused */
    int64_t milli;   /* thousandths of a suggestion */
    int64_t seen_ms; /* monotonic */
};

struct suggestion_gate {
    unsigned char secret[crypto_auth_KEYBYTES];
    bool by_address;
    pthread_mutex_t lock; /* of all below */
    int64_t day;
    unsigned char key[KEY]; /* of that day */
    struct bucket all, reader[SETS][WAYS];
};

int suggestion_gate_open(struct str secret, bool by_address, struct suggestion_gate **ret_gate,
                         struct err *e) {
    if (sodium_init() < 0) return err_set(e, E_IO, "the system gives no random numbers");
    struct suggestion_gate *gate = calloc(1, sizeof *gate);
    if (!gate) abort();
    crypto_generichash(gate->secret, sizeof gate->secret, (const unsigned char *)secret.p, secret.n,
                       NULL, 0);
    gate->by_address = by_address;
    gate->day = -1;
    pthread_mutex_init(&gate->lock, NULL);
    *ret_gate = gate;
    return 0;
}

void suggestion_gate_close(struct suggestion_gate *gate) {
    if (!gate) return;
    pthread_mutex_destroy(&gate->lock);
    sodium_memzero(gate, sizeof *gate);
    free(gate);
}

/* What stands for one household: an IPv4 address or an IPv6 /64. */
static uint64_t hash_address(const struct suggestion_gate *gate, struct str address) {
    unsigned char bytes[16], digest[16];
    char text[INET6_ADDRSTRLEN];
    size_t n = address.n < sizeof text ? address.n : sizeof text - 1;
    memcpy(text, address.p, n);
    text[n] = 0;
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    const unsigned char *part = bytes;
    if (inet_pton(AF_INET, text, bytes) == 1) {
        n = 4;
    } else if (inet_pton(AF_INET6, text, bytes) == 1) {
        bool four = memcmp(bytes, mapped, sizeof mapped) == 0;
        n = four ? 4 : 8;
        part = four ? bytes + 12 : bytes;
    } else {
        part = (const unsigned char *)text;
    }
    crypto_generichash(digest, sizeof digest, part, n, gate->key, sizeof gate->key);
    uint64_t hash;
    memcpy(&hash, digest, sizeof hash);
    return hash ? hash : 1;
}

static void begin_day(struct suggestion_gate *gate, int64_t wall_ms) {
    int64_t day = wall_ms / DAY_MS;
    if (day == gate->day) return;
    gate->day = day;
    randombytes_buf(gate->key, sizeof gate->key);
    memset(gate->reader, 0, sizeof gate->reader);
}

/* The bucket of a reader; that of whoever was quiet longest gives way. */
static struct bucket *find_reader(struct suggestion_gate *gate, uint64_t who, int64_t now_ms) {
    struct bucket *set = gate->reader[who % SETS], *oldest = set;
    for (struct bucket *b = set; b < set + WAYS; b++) {
        if (b->who == who) return b;
        if (!b->who || (oldest->who && b->seen_ms < oldest->seen_ms)) oldest = b;
    }
    *oldest = (struct bucket){who, (int64_t)SUGGESTION_GATE_BURST * 1000, now_ms};
    return oldest;
}

static void fill(struct bucket *b, int64_t burst, int64_t every_ms, int64_t now_ms) {
    int64_t gone = now_ms > b->seen_ms ? now_ms - b->seen_ms : 0;
    int64_t full = burst * 1000;
    int64_t more = gone >= burst * every_ms ? full : gone * 1000 / every_ms;
    b->milli = b->milli + more < full ? b->milli + more : full;
    /* Time that is not worth a thousandth yet is counted later. */
    b->seen_ms = more == full ? now_ms : b->seen_ms + more * every_ms / 1000;
}

bool suggestion_gate_admit(struct suggestion_gate *gate, struct str address, int64_t wall_ms,
                           int64_t now_ms) {
    pthread_mutex_lock(&gate->lock);
    begin_day(gate, wall_ms);
    if (!gate->all.who) gate->all = (struct bucket){1, SUGGESTION_GATE_ALL_BURST * 1000, now_ms};
    struct bucket *all = &gate->all, *reader = NULL;
    fill(all, SUGGESTION_GATE_ALL_BURST, SUGGESTION_GATE_ALL_EVERY_MS, now_ms);
    if (gate->by_address) {
        reader = find_reader(gate, hash_address(gate, address), now_ms);
        fill(reader, SUGGESTION_GATE_BURST, SUGGESTION_GATE_EVERY_MS, now_ms);
    }
    bool admitted = all->milli >= 1000 && (!reader || reader->milli >= 1000);
    if (admitted) {
        all->milli -= 1000;
        if (reader) reader->milli -= 1000;
    }
    pthread_mutex_unlock(&gate->lock);
    return admitted;
}

/* "018f…-0123…-4567…": the three numbers, 16 digits each. */
static struct str write_numbers(struct arena *a, const struct suggestion_token *token) {
    return arena_printf(a, "%016llx%016llx%016llx", (unsigned long long)token->at_ms,
                        (unsigned long long)token->source_hash,
                        (unsigned long long)token->text_hash);
}

static struct str mac_of(const struct suggestion_gate *gate, struct arena *a, struct str numbers,
                         int64_t story_id, struct str language) {
    struct str what = arena_printf(a, "%.*s %lld %.*s", (int)numbers.n, numbers.p,
                                   (long long)story_id, (int)language.n, language.p);
    unsigned char mac[crypto_auth_BYTES];
    char *hex = arena_alloc(a, MAC_HEX + 1);
    crypto_auth(mac, (const unsigned char *)what.p, what.n, gate->secret);
    sodium_bin2hex(hex, MAC_HEX + 1, mac, MAC_HEX / 2);
    return (struct str){hex, MAC_HEX};
}

struct str suggestion_gate_write(const struct suggestion_gate *gate, struct arena *a,
                                 int64_t story_id, struct str language,
                                 const struct suggestion_token *token) {
    struct str numbers = write_numbers(a, token);
    struct str mac = mac_of(gate, a, numbers, story_id, language);
    return arena_printf(a, "%.*s%.*s", (int)numbers.n, numbers.p, (int)mac.n, mac.p);
}

/* Only what is proved to be our own comes here. */
static uint64_t number_at(struct str s, size_t at) {
    uint64_t number = 0;
    for (size_t i = at; i < at + 16; i++) {
        unsigned char c = (unsigned char)s.p[i];
        number = number << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return number;
}

bool suggestion_gate_read(const struct suggestion_gate *gate, struct arena *a, struct str written,
                          int64_t story_id, struct str language,
                          struct suggestion_token *ret_token) {
    if (written.n != NUMBERS + MAC_HEX) return false;
    struct str mac = mac_of(gate, a, str_slice(written, 0, NUMBERS), story_id, language);
    if (sodium_memcmp(mac.p, written.p + NUMBERS, MAC_HEX) != 0) return false;
    *ret_token = (struct suggestion_token){.at_ms = (int64_t)number_at(written, 0),
                                           .source_hash = number_at(written, 16),
                                           .text_hash = number_at(written, 32)};
    return true;
}
