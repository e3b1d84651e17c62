/* A URL signed in its parameters, for nobody but the server to look at. */
#include "rds_token.h"

#include <stdio.h>
#include <string.h>

#include "sign.h"

enum { LASTS_S = 900 };

/* In the order of their names: what is signed is what is sent. */
static void put_query(Buf *query, const RdsLogin *login, const Credentials *credentials, const char *scope,
                      const char *when)
{
    char credential[sizeof credentials->key_id + 200];
    snprintf(credential, sizeof credential, "%s/%s", credentials->key_id, scope);
    buf_puts(query, "Action=connect");
    http_put_parameter(query, "DBUser", login->user);
    http_put_parameter(query, "X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    http_put_parameter(query, "X-Amz-Credential", credential);
    http_put_parameter(query, "X-Amz-Date", when);
    buf_printf(query, "&X-Amz-Expires=%d", LASTS_S);
    if (credentials->token[0] != '\0')
        http_put_parameter(query, "X-Amz-Security-Token", credentials->token);
    http_put_parameter(query, "X-Amz-SignedHeaders", "host");
}

void rds_token(const RdsLogin *login, const Credentials *credentials, char token[RDS_TOKEN_MAX])
{
    HttpSigner signer = {login->region, "rds-db", credentials->key_id, credentials->secret};
    char when[SIGN_WHEN_SIZE], nothing[DIGEST_HEX_SIZE], signature[DIGEST_HEX_SIZE];
    SCOPED(Buf, buf_free) scope = {0};
    SCOPED(Buf, buf_wipe) query = {0};
    SCOPED(Buf, buf_wipe) canonical = {0};
    sign_when(login->now, when);
    sign_scope(&signer, when, &scope);
    put_query(&query, login, credentials, scope.text, when);
    digest_hex("", 0, nothing);
    buf_printf(&canonical, "GET\n/\n%s\nhost:%s:%u\n\nhost\n%s", query.text, login->host, login->port, nothing);
    sign_text(&signer, when, &canonical, signature);
    snprintf(token, RDS_TOKEN_MAX, "%s:%u/?%s&X-Amz-Signature=%s", login->host, login->port, query.text, signature);
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
