/* Bytes as characters. */
#include "job_text.h"

#include <stdint.h>

/* The length of the character at the front, 0 when it is none: overlong forms and surrogates are none (RFC 3629). */
static size_t character(const unsigned char *text, size_t length, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = text[0] < 0x80 ? 1 : text[0] < 0xC0 ? 0 : text[0] < 0xE0 ? 2 : text[0] < 0xF0 ? 3 : text[0] < 0xF8 ? 4 : 0;
    if (size == 0 || size > length)
        return 0;
    *code = size == 1 ? text[0] : text[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (text[i] & 0x3F);
    }
    bool is_surrogate = *code >= 0xD800 && *code < 0xE000;
    return *code < least[size] || *code > 0x10FFFF || is_surrogate ? 0 : size;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/* YAML 1.1, section 5.1. */
static bool is_allowed(uint32_t code)
{
    if (code == '\t' || code == '\n' || code == '\r' || code == 0x85)
        return true;
    return !is_control(code) && code != 0xFEFF && code != 0xFFFE && code != 0xFFFF;
}

size_t job_text_bad(const char *text, size_t length, const char **why)
{
    uint32_t code = 0;
    for (size_t at = 0, size; at < length; at += size) {
        size = character((const unsigned char *)text + at, length - at, &code);
        *why = size == 0 ? "not UTF-8" : code == 0 ? "a NUL character" : "a control character";
        if (size == 0 || !is_allowed(code))
            return at;
    }
    return length;
}

void job_text_place(const char *text, size_t at, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n') {
            *line += 1;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            *column += 1;
        }
}

bool job_text_is_clean(const char *text, size_t length)
{
    uint32_t code = 0;
    for (size_t at = 0, size; at < length; at += size) {
        size = character((const unsigned char *)text + at, length - at, &code);
        if (size == 0 || is_control(code))
            return false;
    }
    return true;
}
