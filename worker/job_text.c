/* What YAML takes for text, and where in it something stands. */
#include "job_text.h"

#include "text.h"

/* YAML 1.1, section 5.1. */
static bool is_allowed(uint32_t code)
{
    if (code == '\t' || code == '\n' || code == '\r' || code == 0x85)
        return true;
    return !text_is_control(code) && code != 0xFEFF && code != 0xFFFE && code != 0xFFFF;
}

size_t job_text_bad(const char *text, size_t length, const char **why)
{
    uint32_t code = 0;
    for (size_t at = 0, size; at < length; at += size) {
        size = text_character(text + at, length - at, &code);
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
        size = text_character(text + at, length - at, &code);
        if (size == 0 || text_is_control(code))
            return false;
    }
    return true;
}
