/* A URL signed by Signature Version 4 in its parameters, for nobody but the server to look at. Not libcurl's, as that signs
   headers. */
#include "rds_token.h"

#include <stdio.h>
#include <string.h>

#include "digest.h"
#include "http.h"

enum { LASTS_S = 900 };

static void put_parameter(Buf *out, const char *name, const char *value)
{
    buf_printf(out, "&%s=", name);
    http_put_encoded(out, value, false);
}

/* In the order of their names: what is signed is what is sent. */
static void put_query(Buf *query, const RdsLogin *login, const Credentials *credentials, const char *scope,
                      const char *when)
{
    char credential[sizeof credentials->key_id + 200];
    snprintf(credential, sizeof credential, "%s/%s", credentials->key_id, scope);
    buf_puts(query, "Action=connect");
    put_parameter(query, "DBUser", login->user);
    put_parameter(query, "X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    put_parameter(query, "X-Amz-Credential", credential);
    put_parameter(query, "X-Amz-Date", when);
    buf_printf(query, "&X-Amz-Expires=%d", LASTS_S);
    if (credentials->token[0] != '\0')
        put_parameter(query, "X-Amz-Security-Token", credentials->token);
    put_parameter(query, "X-Amz-SignedHeaders", "host");
}

static void sign(const RdsLogin *login, const Credentials *credentials, const char *day, const char *text,
                 char signature[DIGEST_HEX_SIZE])
{
    const char *const steps[] = {day, login->region, "rds-db", "aws4_request", text};
    unsigned char mac[DIGEST_SIZE];
    char first[sizeof credentials->secret + 4];
    snprintf(first, sizeof first, "AWS4%s", credentials->secret);
    digest_keyed(first, strlen(first), steps[0], mac);
    for (size_t i = 1; i < sizeof steps / sizeof *steps; i++)
        digest_keyed(mac, sizeof mac, steps[i], mac);
    digest_put_hex(mac, signature);
    explicit_bzero(first, sizeof first);
    explicit_bzero(mac, sizeof mac);
}

void rds_token(const RdsLogin *login, const Credentials *credentials, char token[RDS_TOKEN_MAX])
{
    char when[17], day[9], scope[120], hash[DIGEST_HEX_SIZE], signature[DIGEST_HEX_SIZE];
    struct tm tm;
    gmtime_r(&login->now, &tm);
    strftime(when, sizeof when, "%Y%m%dT%H%M%SZ", &tm);
    strftime(day, sizeof day, "%Y%m%d", &tm);
    snprintf(scope, sizeof scope, "%s/%.63s/rds-db/aws4_request", day, login->region);
    SCOPED(Buf, buf_free) query = {0};
    SCOPED(Buf, buf_free) text = {0};
    put_query(&query, login, credentials, scope, when);
    digest_hex("", 0, hash);
    buf_printf(&text, "GET\n/\n%s\nhost:%s:%u\n\nhost\n%s", query.text, login->host, login->port, hash);
    digest_hex(text.text, text.length, hash);
    buf_clear(&text);
    buf_printf(&text, "AWS4-HMAC-SHA256\n%s\n%s\n%s", when, scope, hash);
    sign(login, credentials, day, text.text, signature);
    snprintf(token, RDS_TOKEN_MAX, "%s:%u/?%s&X-Amz-Signature=%s", login->host, login->port, query.text, signature);
    explicit_bzero(query.text, query.capacity);
}

const char *rds_region_of_host(Arena *arena, const char *host)
{
    const char *rds = strstr(host, ".rds.amazonaws."), *from = rds;
    if (rds == NULL)
        return NULL;
    while (from > host && from[-1] != '.')
        from--;
    const char *region = arena_slice(arena, from, (size_t)(rds - from));
    return endpoint_is_region(region) ? region : NULL;
}
