#include "names.h"

#include <openssl/evp.h>
#include <string.h>

#include "text.h"

enum { DIGITS = 8, STEM = 54 }; /* a stem, "_" and the digits: 63 bytes, the longest name of PostgreSQL's */

const NameLimits name_limits_postgres = {.most_bytes = 63, .most_characters = 63};
const NameLimits name_limits_mysql = {.most_bytes = 256, .most_characters = 64, .is_basic = true};

Names names_open(Arena *arena, const NameLimits *limits, NameLetters letters)
{
    return (Names){arena, limits, letters, map_new(arena)};
}

static void put_digits(Buf *out, const char *key, unsigned turn)
{
    SCOPED(Buf, buf_free) text = {0};
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    buf_puts(&text, key);
    if (turn > 0)
        buf_printf(&text, " %u", turn);
    (void)EVP_Digest(buf_text(&text), text.length, digest, NULL, EVP_sha1(), NULL);
    buf_putc(out, '_');
    for (size_t i = 0; i < DIGITS / 2; i++)
        buf_printf(out, "%02x", digest[i]);
}

/* ---- letters ---- */

/* Letters of the scripts that have two cases, as far as one distance or a pair tells them. */
static uint32_t folded(uint32_t code)
{
    static const struct {
        uint32_t first, last, distance; /* 0: an even letter is its odd neighbour */
    } ranges[] = {{'A', 'Z', 32},     {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},  {0x100, 0x137, 0},   {0x391, 0x3A9, 32},
                  {0x400, 0x40F, 80}, {0x410, 0x42F, 32}, {0x460, 0x481, 0}, {0x1E00, 0x1E95, 0}, {0x1EA0, 0x1EFF, 0}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return ranges[i].distance == 0 ? code | 1 : code + ranges[i].distance;
    return code;
}

/* What is equal for who does not see case; no name. */
static const char *blind(Arena *arena, const char *name)
{
    SCOPED(Buf, buf_free) out = {0};
    size_t left = strlen(name), size;
    uint32_t code = 0;
    for (; (size = text_character(name, left, &code)) > 0; name += size, left -= size)
        buf_printf(&out, "%x ", folded(code));
    buf_puts(&out, name); /* what is no UTF-8 */
    return arena_copy(arena, buf_text(&out));
}

/* Names without quotes are folded by the server in ASCII only. */
static void put_name(const Names *names, Buf *out, const char *wanted)
{
    size_t left = strlen(wanted), size;
    uint32_t code = 0;
    for (; (size = text_character(wanted, left, &code)) > 0; wanted += size, left -= size)
        if (names->limits->is_basic && code > 0xFFFF)
            buf_putc(out, '_');
        else if (names->letters == NAMES_LOWER && code < 0x80)
            buf_putc(out, (char)folded(code));
        else
            buf_put(out, wanted, size);
    buf_puts(out, wanted);
    while (names->limits->is_basic && out->length > 1 && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
}

/* ---- length ---- */

/* The bytes of whole characters that fit into so many bytes and so many characters. */
static size_t whole_characters(const char *text, size_t bytes, size_t characters)
{
    size_t length = 0, left = strlen(text), size;
    uint32_t code = 0;
    while (characters-- > 0 && (size = text_character(text + length, left, &code)) > 0 && length + size <= bytes) {
        length += size;
        left -= size;
    }
    return length;
}

static const char *with_digits(const Names *names, const char *name, const char *key, unsigned turn)
{
    SCOPED(Buf, buf_free) out = {0};
    const NameLimits *limits = names->limits;
    size_t rest = DIGITS + 1, bytes = limits->most_bytes - rest < STEM ? limits->most_bytes - rest : STEM;
    buf_put(&out, name, whole_characters(name, bytes, limits->most_characters - rest));
    put_digits(&out, key, turn);
    return arena_copy(names->arena, buf_text(&out));
}

const char *names_fit(const Names *names, const char *wanted, const char *key)
{
    SCOPED(Buf, buf_free) out = {0};
    put_name(names, &out, wanted);
    const char *name = buf_text(&out);
    if (whole_characters(name, names->limits->most_bytes, names->limits->most_characters) < out.length)
        return with_digits(names, name, key, 0);
    return strcmp(name, wanted) == 0 ? wanted : arena_copy(names->arena, name);
}

/* ---- one of a kind ---- */

static const char *slot_of(const Names *names, NameSpace space, const char *name)
{
    return arena_printf(names->arena, "%s\n%s", space.scope, space.is_blind ? blind(names->arena, name) : name);
}

bool names_are_free(const Names *names, NameSpace space, const char *name)
{
    return map_get(&names->taken, slot_of(names, space, name)) == NULL;
}

const char *names_take(Names *names, NameSpace space, const char *wanted, const char *key)
{
    const char *name = names_fit(names, wanted, key);
    for (unsigned turn = 0; !names_are_free(names, space, name); turn++) {
        SCOPED(Buf, buf_free) plain = {0};
        put_name(names, &plain, wanted);
        name = with_digits(names, buf_text(&plain), key, turn);
    }
    map_put(&names->taken, slot_of(names, space, name), (void *)names->limits);
    return name;
}
