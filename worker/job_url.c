/* URLs as they may be shown. */
#include "job.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)tolower((unsigned char)c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A parameter's name as the server's library will read it: %70assword is a password too. */
static const char *decoded(Arena *arena, const char *text, size_t length)
{
    char *plain = arena_alloc(arena, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        int high = i + 2 < length ? hex_digit(text[i + 1]) : -1, low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        bool is_escape = text[i] == '%' && high >= 0 && low >= 0;
        plain[used++] = is_escape ? (char)(high * 16 + low) : text[i];
        i += is_escape ? 2 : 0;
    }
    return plain;
}

/* password, sslpassword, oauth_client_secret, ... */
static bool is_secret(const char *name)
{
    return strcasestr(name, "password") != NULL || strcasestr(name, "secret") != NULL ||
           strcasestr(name, "token") != NULL;
}

static void put_parameters(Buf *out, Arena *arena, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "?&;"), name_length = strcspn(text, "=?&;");
        if (name_length < length && is_secret(decoded(arena, text, name_length))) {
            buf_put(out, text, name_length);
            buf_puts(out, "=***");
        } else {
            buf_put(out, text, length);
        }
        text += length;
        if (*text != '\0')
            buf_putc(out, *text++);
    }
}

const char *job_url_redacted(Arena *arena, const char *url)
{
    if (url == NULL)
        return NULL;
    const char *rest = strstr(url, "://");
    if (rest == NULL)
        return "***";
    rest += strlen("://");
    SCOPED(Buf, buf_free) out = {0};
    const char *colon = strchr(rest, ':'), *at = strrchr(rest, '@');
    if (colon != NULL && at != NULL && colon < at) {
        buf_put(&out, url, (size_t)(colon - url));
        buf_puts(&out, ":***");
        rest = at;
    } else {
        buf_put(&out, url, (size_t)(rest - url));
    }
    put_parameters(&out, arena, rest);
    return arena_copy(arena, buf_text(&out));
}
