/* URLs as they may be shown. */
#include "job.h"

#include <string.h>
#include <strings.h>

#include "text.h"

/* A parameter's name as the server's library will read it: %70assword is a password too. */
static const char *decoded(Arena *arena, const char *text, size_t length)
{
    char *plain = arena_alloc(arena, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        int byte = text_percent(text + i, length - i);
        plain[used++] = byte < 0 ? text[i] : (char)byte;
        i += byte < 0 ? 0 : 2;
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
