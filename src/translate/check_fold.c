#include "translate/check_fold.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

/* U+00C0 to U+017F; a space keeps the character as it is, a digit stands for two letters. */
static const char plain[] = "aaaaaa1ceeeeiiii"
                            "dnooooo ouuuuy23"
                            "aaaaaa1ceeeeiiii"
                            "dnooooo ouuuuy2y"
                            "aaaaaaccccccccdd"
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii"
                            "ii44jjkkklllllll"
                            "lllnnnnnnnnnoooo"
                            "oo55rrrrrrssssss"
                            "ssttttttuuuuuuuu"
                            "uuuuwwyyyzzzzzzs";
static const char pair[6][3] = {"", "ae", "th", "ss", "ij", "oe"};

size_t check_fold_rune(uint32_t rune, char ret_bytes[CHECK_FOLD_MAX]) {
    if (rune < 0x80) {
        *ret_bytes = (char)(rune >= 'A' && rune <= 'Z' ? rune + 32 : rune);
        return 1;
    }
    char c = rune >= 0xC0 && rune < 0x180 ? plain[rune - 0xC0] : ' ';
    if (c >= '1' && c <= '5') {
        memcpy(ret_bytes, pair[c - '0'], 2);
        return 2;
    }
    if (c != ' ') return *ret_bytes = c, 1;
    if (rune >= 0x300 && u_charType((UChar32)rune) == U_NON_SPACING_MARK) return 0;
    return utf8_encode((uint32_t)u_tolower((UChar32)rune), ret_bytes);
}

static char at(struct str s, size_t i) {
    return i < s.n ? s.p[i] : '\0';
}

static bool is_front(char c) {
    return c == 'e' || c == 'i' || c == 'y';
}

/* The sound that begins at i; *used says how many letters it takes. 0 is none. */
static char sound_at(struct str s, size_t i, size_t *used) {
    char c = s.p[i], next = at(s, i + 1);
    *used = 2;
    if (c == 't' && (next == 'x' || next == 'z' || next == 's')) return 'C';
    if (c == 't' && next == 'c' && at(s, i + 2) == 'h') return *used = 3, 'C';
    if (c == 'c' && next == 'h') return 'C';
    if (c == 's' && next == 'h') return 'S';
    if (c == 'p' && next == 'h') return 'f';
    if (c == 'q' && next == 'u') return 'k';
    if (c == 'o' && next == 'u') return 'u';
    if (c == 'g' && next == 'u' && is_front(at(s, i + 2))) return 'g';
    if (c == 'k' && next == 'h') return 'i';
    *used = 1;
    switch (c) {
    case 'c': return is_front(next) ? 's' : 'k';
    case 'q': return 'k';
    case 'z': return 's';
    case 'x': return 'S';
    case 'v': return 'b';
    case 'w': return 'b';
    case 'y': return 'i';
    case 'j': return 'i';
    case 'h': return '\0';
    default: return c;
    }
}

size_t check_fold_sound(struct str folded, char *ret_bytes) {
    size_t n = 0, used;
    for (size_t i = 0; i < folded.n; i += used) {
        char sound = sound_at(folded, i, &used);
        if (sound && (n == 0 || ret_bytes[n - 1] != sound)) ret_bytes[n++] = sound;
    }
    if (n > 4 && ret_bytes[n - 1] == 'e') n--;                    /* Poutine, Evereste */
    if (n > 3 && ret_bytes[n - 1] == 'm') ret_bytes[n - 1] = 'n'; /* Berlim */
    return n;
}
