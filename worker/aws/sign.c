#include "sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sign_when(time_t now, char when[SIGN_WHEN_SIZE])
{
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(when, SIGN_WHEN_SIZE, "%Y%m%dT%H%M%SZ", &tm);
}

void sign_scope(const HttpSigner *signer, const char *when, Buf *scope)
{
    buf_printf(scope, "%.8s/%s/%s/aws4_request", when, signer->region, signer->service);
}

void sign_text(const HttpSigner *signer, const char *when, const Buf *canonical, char signature[DIGEST_HEX_SIZE])
{
    SCOPED(Buf, buf_free) text = {0};
    SCOPED(Buf, buf_wipe) first = {0};
    SCOPED(Arena *, arena_release) arena = arena_new();
    unsigned char mac[DIGEST_SIZE];
    digest_hex(buf_text(canonical), canonical->length, signature);
    buf_printf(&text, "AWS4-HMAC-SHA256\n%s\n", when);
    sign_scope(signer, when, &text);
    buf_printf(&text, "\n%s", signature);
    buf_printf(&first, "AWS4%s", signer->secret);
    const char *const steps[] = {arena_slice(arena, when, 8), signer->region, signer->service, "aws4_request",
                                 text.text};
    digest_keyed(first.text, first.length, steps[0], mac);
    for (size_t i = 1; i < sizeof steps / sizeof *steps; i++)
        digest_keyed(mac, sizeof mac, steps[i], mac);
    digest_put_hex(mac, signature);
    explicit_bzero(mac, sizeof mac);
}

static size_t name_length(const char *header)
{
    return strcspn(header, ":");
}

static int by_name(const void *a, const void *b)
{
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    size_t short_of = name_length(left), long_of = name_length(right);
    int order = strncmp(left, right, short_of < long_of ? short_of : long_of);
    return order != 0 ? order : (short_of > long_of) - (short_of < long_of);
}

/* Ours are in small letters, with one blank behind the colon. */
static void put_canonical(Buf *out, const HttpRequest *request, const char *const *headers, size_t count, Buf *names)
{
    const char *start = strstr(request->url, "://"), *path = strchr(start + 3, '/'), *query = strchr(path, '?');
    char hash[DIGEST_HEX_SIZE];
    size_t length = query == NULL ? strlen(path) : (size_t)(query - path);
    buf_printf(out, "%s\n%.*s\n%s\n", request->method, (int)length, path, query == NULL ? "" : query + 1);
    for (size_t i = 0; i < count; i++) {
        const char *value = headers[i] + name_length(headers[i]) + 1;
        buf_printf(out, "%.*s:%s\n", (int)name_length(headers[i]), headers[i], value + strspn(value, " "));
        buf_printf(names, "%s%.*s", i > 0 ? ";" : "", (int)name_length(headers[i]), headers[i]);
    }
    digest_hex(request->body == NULL ? "" : request->body, request->body_length, hash);
    buf_printf(out, "\n%s\n%s", names->text, hash);
}

void sign_request(const HttpRequest *request, time_t now, Arena *arena, const char *headers[3])
{
    const HttpSigner *signer = request->signer;
    const char *host = strstr(request->url, "://") + 3, *all[HTTP_HEADERS_MAX + 2];
    SCOPED(Buf, buf_wipe) canonical = {0}; /* it holds the session's token */
    SCOPED(Buf, buf_free) names = {0};
    SCOPED(Buf, buf_free) scope = {0};
    char when[SIGN_WHEN_SIZE], signature[DIGEST_HEX_SIZE];
    size_t count = 0;
    sign_when(now, when);
    headers[0] = arena_printf(arena, "host: %.*s", (int)strcspn(host, "/"), host);
    headers[1] = arena_printf(arena, "x-amz-date: %s", when);
    all[count++] = headers[0];
    all[count++] = headers[1];
    for (size_t i = 0; i < request->header_count && i < HTTP_HEADERS_MAX; i++)
        all[count++] = request->headers[i];
    qsort(all, count, sizeof *all, by_name);
    put_canonical(&canonical, request, all, count, &names);
    sign_text(signer, when, &canonical, signature);
    sign_scope(signer, when, &scope);
    headers[2] = arena_printf(arena, "authorization: AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s",
                              signer->key_id, scope.text, names.text, signature);
}
