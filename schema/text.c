/* Text as characters. */
#include "text.h"

#include <inttypes.h>
#include <string.h>

size_t text_character(const char *text, size_t length, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)text;
    size_t size = byte[0] < 0x80   ? 1
                  : byte[0] < 0xC0 ? 0
                  : byte[0] < 0xE0 ? 2
                  : byte[0] < 0xF0 ? 3
                  : byte[0] < 0xF8 ? 4
                                   : 0;
    if (size == 0 || size > length)
        return 0;
    *code = size == 1 ? byte[0] : byte[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (byte[i] & 0x3F);
    }
    bool is_surrogate = *code >= 0xD800 && *code < 0xE000;
    return *code < least[size] || *code > 0x10FFFF || is_surrogate ? 0 : size;
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

int text_hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int text_percent(const char *text, size_t length)
{
    int high = length > 2 && text[0] == '%' ? text_hex_digit(text[1]) : -1;
    int low = high < 0 ? -1 : text_hex_digit(text[2]);
    return low < 0 ? -1 : high * 16 + low;
}

bool text_is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/* Control characters, and what turns the direction of text around: a name must not look like another one. */
static bool is_steering(uint32_t code)
{
    return text_is_control(code) || code == 0x200E || code == 0x200F || code == 0x61C ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static void put_escape(Buf *out, uint32_t code)
{
    static const char shorts[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    if (code < sizeof shorts && shorts[code] != 0)
        buf_printf(out, "\\%c", shorts[code]);
    else
        buf_printf(out, "\\u%04" PRIx32, code);
}

static void put_characters(Buf *out, const char *text, bool is_json)
{
    const char *kept = text; /* the start of what goes out as it stands */
    for (uint32_t code = 0; *text != '\0';) {
        if (*text >= ' ' && *text < '\x7F' && *text != '"' && *text != '\\') {
            text++; /* nearly all text is this */
            continue;
        }
        size_t size = text_character(text, strnlen(text, 4), &code);
        bool is_bad = size == 0, is_mark = !is_bad && is_json && (code == '"' || code == '\\');
        size += is_bad;
        if (is_mark || is_bad || is_steering(code)) {
            buf_put(out, kept, (size_t)(text - kept));
            kept = text + size;
        }
        if (is_mark)
            buf_printf(out, "\\%c", (char)code);
        else if (is_bad)
            buf_puts(out, "\xEF\xBF\xBD"); /* U+FFFD */
        else if (is_steering(code))
            put_escape(out, code);
        text += size;
    }
    buf_put(out, kept, (size_t)(text - kept));
}

void text_put_json(Buf *out, const char *text)
{
    if (text == NULL) {
        buf_puts(out, "null");
        return;
    }
    buf_putc(out, '"');
    put_characters(out, text, true);
    buf_putc(out, '"');
}

void text_put_plain(Buf *out, const char *text)
{
    put_characters(out, text, false);
}
