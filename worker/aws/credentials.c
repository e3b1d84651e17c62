/* The chain of credentials, and how long they last. */
#include "credentials.h"

#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "http.h"
#include "xml.h"

enum { FRESH_S = 300, TOKEN_FILE_MAX = 64 << 10, ANSWER_MAX = 256 << 10 };

typedef bool Fetch(const char *region, Credentials *credentials, Err *err);

struct CredentialSource {
    pthread_mutex_t lock; /* of the following */
    Credentials current;
    bool is_there, is_expired;
};

void credentials_wipe(Credentials *credentials)
{
    explicit_bzero(credentials, sizeof *credentials);
}

/* False: it is missing, or longer than any. */
static bool keep(char *into, size_t size, const char *text)
{
    return text != NULL && *text != '\0' && (size_t)snprintf(into, size, "%s", text) < size;
}

/* A token belongs to most; where it is absent, `token` is NULL. */
static bool keep_all(Credentials *credentials, const char *key_id, const char *secret, const char *token)
{
    *credentials = (Credentials){0};
    return keep(credentials->key_id, sizeof credentials->key_id, key_id) &&
           keep(credentials->secret, sizeof credentials->secret, secret) &&
           (token == NULL || *token == '\0' || keep(credentials->token, sizeof credentials->token, token));
}

/* 2026-11-23T19:41:02Z, with a fraction or without. */
static bool keep_expiry(Credentials *credentials, const char *text)
{
    struct tm tm = {0};
    if (text == NULL || strptime(text, "%Y-%m-%dT%H:%M:%S", &tm) == NULL)
        return false;
    credentials->expires = timegm(&tm);
    return true;
}

/* ---- the environment ---- */

static bool has_environment(void)
{
    return endpoint_variable("AWS_ACCESS_KEY_ID") != NULL || endpoint_variable("AWS_SECRET_ACCESS_KEY") != NULL;
}

static bool from_environment(const char *region, Credentials *credentials, Err *err)
{
    (void)region;
    if (keep_all(credentials, endpoint_variable("AWS_ACCESS_KEY_ID"), endpoint_variable("AWS_SECRET_ACCESS_KEY"),
                 endpoint_variable("AWS_SESSION_TOKEN")))
        return true;
    err_set(err, ERR_CONFIG, "AWS credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both usable");
    return err_hint(err, "set both of them, or none where the task has a role");
}

/* ---- tokens in files ---- */

static bool read_token(const char *variable, Buf *token, Err *err)
{
    const char *path = endpoint_variable(variable);
    Err why = {0};
    bool is_read = file_read(path, TOKEN_FILE_MAX, token, &why);
    while (is_read && token->length > 0 && strchr("\r\n", token->text[token->length - 1]) != NULL)
        token->text[--token->length] = '\0';
    if (is_read && token->length > 0 && strpbrk(buf_text(token), "\r\n") == NULL)
        return true;
    err_set(err, ERR_CONFIG, "AWS credentials: %s: %s", variable,
            is_read ? "its file holds no token of one line" : why.message);
    return err_hint(err, "whoever started the task has to put the token there, readable to this user");
}

/* ---- a web identity ---- */

static bool has_web_identity(void)
{
    return endpoint_variable("AWS_WEB_IDENTITY_TOKEN_FILE") != NULL && endpoint_variable("AWS_ROLE_ARN") != NULL;
}

static bool put_assume_role(Buf *form, Err *err)
{
    SCOPED(Buf, buf_wipe) token = {0};
    const char *session = endpoint_variable("AWS_ROLE_SESSION_NAME");
    if (!read_token("AWS_WEB_IDENTITY_TOKEN_FILE", &token, err))
        return false;
    buf_puts(form, "Action=AssumeRoleWithWebIdentity&Version=2011-06-15");
    http_put_parameter(form, "RoleArn", endpoint_variable("AWS_ROLE_ARN"));
    http_put_parameter(form, "RoleSessionName", session == NULL ? "understudy" : session);
    http_put_parameter(form, "WebIdentityToken", buf_text(&token));
    return true;
}

static bool refused(const HttpAnswer *answer, const char *who, const char *code, Err *err)
{
    ErrClass class = answer->status >= 500 || answer->status == 429 ? ERR_CONNECT : ERR_PERMISSION;
    err_set(err, class, "AWS credentials: %s answered with status %d%s%.100s", who, answer->status,
            code == NULL ? "" : ", ", code == NULL ? "" : code);
    return err_hint(err, "check the role of the task, and who may assume it");
}

static bool not_understood(const char *who, Err *err)
{
    err_set(err, ERR_CONFIG, "AWS credentials: what %s answered holds no key, secret and expiry", who);
    return err_hint(err, "check what serves credentials to this task");
}

static bool read_assumed(const HttpAnswer *answer, Credentials *credentials, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    const char *xml = buf_text(&answer->body);
    if (answer->status != 200)
        return refused(answer, "STS", xml_text(arena, xml, "Code"), err);
    return (keep_all(credentials, xml_text(arena, xml, "AccessKeyId"), xml_text(arena, xml, "SecretAccessKey"),
                     xml_text(arena, xml, "SessionToken")) &&
            keep_expiry(credentials, xml_text(arena, xml, "Expiration"))) ||
           not_understood("STS", err);
}

static bool from_web_identity(const char *region, Credentials *credentials, Err *err)
{
    static const char *const headers[] = {"content-type: application/x-www-form-urlencoded; charset=utf-8"};
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Buf, buf_wipe) form = {0};
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    HttpRequest request = {.method = "POST", .headers = headers, .header_count = 1, .answer_max = ANSWER_MAX};
    if (!endpoint_url(AWS_STS, region, arena, &request.url, NULL, err) || !put_assume_role(&form, err))
        return false;
    request.url = arena_printf(arena, "%s/", request.url);
    request.body = form.text;
    request.body_length = form.length;
    if (!http_exchange(&request, &answer, err))
        return err_within(err, "AWS credentials: STS");
    return read_assumed(&answer, credentials, err);
}

/* ---- the container's host ---- */

static bool has_container(void)
{
    return endpoint_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") != NULL ||
           endpoint_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") != NULL;
}

static bool container_url(Arena *arena, const char **url, Err *err)
{
    const char *relative = endpoint_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    *url = endpoint_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (relative != NULL && *relative == '/') {
        *url = arena_printf(arena, "http://169.254.170.2%s", relative);
        return true;
    }
    bool is_safe = relative == NULL && *url != NULL &&
                   (strncmp(*url, "https://", 8) == 0 || (strncmp(*url, "http://", 7) == 0 && http_is_near(*url)));
    if (is_safe)
        return true;
    err_set(err, ERR_CONFIG, "AWS credentials: %s names no place that credentials may come from",
            relative != NULL ? "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" : "AWS_CONTAINER_CREDENTIALS_FULL_URI");
    return err_hint(err, "https, or http of this machine, 169.254.170.2, 169.254.170.23 and [fd00:ec2::23]");
}

/* Put anew by the host from time to time, so it is read each time. */
static bool put_authorization(Buf *header, Err *err)
{
    SCOPED(Buf, buf_wipe) token = {0};
    const char *given = endpoint_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    if (endpoint_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") != NULL) {
        if (!read_token("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &token, err))
            return false;
        given = buf_text(&token);
    }
    if (given != NULL && strpbrk(given, "\r\n") != NULL)
        return err_set(err, ERR_CONFIG, "AWS credentials: AWS_CONTAINER_AUTHORIZATION_TOKEN has more than one line");
    if (given != NULL)
        buf_printf(header, "authorization: %s", given);
    return true;
}

static bool read_container(const HttpAnswer *answer, Credentials *credentials, Err *err)
{
    json_t *said = json_loadb(buf_text(&answer->body), answer->body.length, 0, NULL);
    bool ok = false;
    if (answer->status != 200)
        refused(answer, "the container's host", json_string_value(json_object_get(said, "code")), err);
    else
        ok = (keep_all(credentials, json_string_value(json_object_get(said, "AccessKeyId")),
                       json_string_value(json_object_get(said, "SecretAccessKey")),
                       json_string_value(json_object_get(said, "Token"))) &&
              keep_expiry(credentials, json_string_value(json_object_get(said, "Expiration")))) ||
             not_understood("the container's host", err);
    json_decref(said);
    return ok;
}

static bool from_container(const char *region, Credentials *credentials, Err *err)
{
    (void)region;
    SCOPED(Arena *, arena_release) arena = arena_new();
    SCOPED(Buf, buf_wipe) authorization = {0};
    SCOPED(HttpAnswer, http_answer_free) answer = {0};
    const char *url = NULL;
    if (!container_url(arena, &url, err) || !put_authorization(&authorization, err))
        return false;
    const char *headers[] = {buf_text(&authorization)};
    HttpRequest request = {.method = "GET",
                           .url = url,
                           .headers = headers,
                           .header_count = authorization.length > 0,
                           .is_near = true,
                           .answer_max = ANSWER_MAX};
    if (!http_exchange(&request, &answer, err))
        return err_within(err, "AWS credentials: the container's host");
    return read_container(&answer, credentials, err);
}

/* ---- the chain ---- */

/* The first that is configured is the one: what it fails of is told, not covered by another. */
static const struct {
    bool (*is_configured)(void);
    Fetch *fetch;
} chain[] = {
    {has_environment, from_environment},
    {has_web_identity, from_web_identity},
    {has_container, from_container},
};

static bool fetch(const char *region, Credentials *credentials, Err *err)
{
    for (size_t i = 0; i < sizeof chain / sizeof *chain; i++)
        if (chain[i].is_configured())
            return chain[i].fetch(region, credentials, err);
    err_set(err, ERR_CONFIG, "there are no AWS credentials");
    return err_hint(err, "give the task a role (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, web identity), or set "
                         "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; profiles and instance metadata are not read");
}

CredentialSource *credentials_open(void)
{
    CredentialSource *source = calloc(1, sizeof *source);
    if (source == NULL)
        abort();
    pthread_mutex_init(&source->lock, NULL);
    return source;
}

void credentials_close(CredentialSource *source)
{
    if (source == NULL)
        return;
    pthread_mutex_destroy(&source->lock);
    credentials_wipe(&source->current);
    free(source);
}

static bool lasts(const CredentialSource *source, time_t seconds)
{
    return source->is_there && !source->is_expired &&
           (source->current.expires == 0 || source->current.expires > time(NULL) + seconds);
}

bool credentials_get(CredentialSource *source, const char *region, Credentials *credentials, Err *err)
{
    SCOPED(Credentials, credentials_wipe) fresh = {0};
    bool ok = true;
    pthread_mutex_lock(&source->lock);
    if (!lasts(source, FRESH_S)) {
        bool is_fetched = fetch(region, &fresh, err);
        if (is_fetched) {
            source->current = fresh;
            source->is_there = true;
            source->is_expired = false;
        }
        ok = is_fetched || lasts(source, 0); /* the old ones will do while they last */
    }
    if (ok)
        *credentials = source->current;
    pthread_mutex_unlock(&source->lock);
    return ok;
}

bool credentials_expired(CredentialSource *source, const Credentials *used)
{
    if (has_environment())
        return false;
    pthread_mutex_lock(&source->lock);
    if (strcmp(source->current.key_id, used->key_id) == 0 && strcmp(source->current.token, used->token) == 0)
        source->is_expired = true;
    pthread_mutex_unlock(&source->lock);
    return true;
}
