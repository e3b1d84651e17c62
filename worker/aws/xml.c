#include "xml.h"

#include <string.h>

const char *xml_text(Arena *arena, const char *xml, const char *tag)
{
    static const struct {
        const char *escape;
        char character;
    } escapes[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}};
    const char *opens = arena_printf(arena, "<%s>", tag), *closes = arena_printf(arena, "</%s>", tag);
    const char *from = strstr(xml, opens), *end = from == NULL ? NULL : strstr(from, closes);
    if (end == NULL)
        return NULL;
    from += strlen(opens);
    char *text = arena_slice(arena, from, (size_t)(end - from)), *to = text;
    for (const char *at = text; *at != '\0'; to++) {
        size_t length = 1;
        char character = *at;
        for (size_t i = 0; *at == '&' && i < sizeof escapes / sizeof *escapes; i++)
            if (strncmp(at, escapes[i].escape, strlen(escapes[i].escape)) == 0) {
                length = strlen(escapes[i].escape);
                character = escapes[i].character;
            }
        *to = character;
        at += length;
    }
    *to = '\0';
    return text;
}
