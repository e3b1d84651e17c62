/* URLs of MySQL and MariaDB servers, written as MySQL Shell writes them (MySQL Shell manual, "Connecting to the Server Using
   URI-Like Strings"): mysql://user:password@host:port/database?ssl-mode=...&ssl-ca=... */
#include "db_mysql.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text.h"

static const char *const ssl_modes[] = {
    [SSL_DISABLED] = "DISABLED",
    [SSL_REQUIRED_ONLY] = "REQUIRED",
    [SSL_CHECK_CA] = "VERIFY_CA",
    [SSL_CHECK_IDENTITY] = "VERIFY_IDENTITY",
};

const char *mysql_ssl_mode_name(SslMode mode)
{
    return ssl_modes[mode];
}

/* Nothing of the URL is repeated, as it may be a part of a password that was written without %. */
static bool misread(Err *err)
{
    err_set(err, ERR_CONFIG, "the URL cannot be read (it is not shown, as it may hold a password)");
    return err_hint(err,
                    "write it as mysql://user@host:3306/database?ssl-mode=VERIFY_IDENTITY, with %% @ : / ? # in names "
                    "and passwords written as %%25 %%40 %%3A %%2F %%3F %%23");
}

/* NULL when an escape is broken, or stands for NUL. */
static const char *decode(Arena *arena, const char *text, size_t length)
{
    char *plain = arena_alloc(arena, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        int byte = text_percent(text + i, length - i);
        if (text[i] == '%' && byte <= 0)
            return NULL;
        plain[used++] = byte < 0 ? text[i] : (char)byte;
        i += byte < 0 ? 0 : 2;
    }
    return plain;
}

/* An empty part says nothing. */
static bool read_part(const char **part, Arena *arena, const char *text, size_t length)
{
    *part = length == 0 ? NULL : decode(arena, text, length);
    return length == 0 || *part != NULL;
}

static bool read_host(MysqlUrl *url, Arena *arena, const char *text, size_t length)
{
    bool is_bracketed = length > 0 && text[0] == '[';
    const char *from = is_bracketed ? memchr(text, ']', length) : text;
    if (from == NULL)
        return false;
    const char *colon = memchr(from, ':', length - (size_t)(from - text));
    size_t host = colon == NULL ? length : (size_t)(colon - text);
    if (is_bracketed && host != (size_t)(from + 1 - text))
        return false;
    if (!read_part(&url->host, arena, text + is_bracketed, host - 2 * (size_t)is_bracketed))
        return false;
    url->port = 3306;
    if (colon == NULL)
        return true;
    char *end;
    const char *digits = arena_slice(arena, colon + 1, length - host - 1);
    unsigned long port = strtoul(digits, &end, 10);
    url->port = (unsigned)port;
    return digits[0] >= '0' && digits[0] <= '9' && *end == '\0' && port >= 1 && port <= 65535;
}

static bool read_authority(MysqlUrl *url, Arena *arena, const char *text, size_t length)
{
    const char *at = memchr(text, '@', length);
    size_t user_info = at == NULL ? 0 : (size_t)(at - text), skipped = at == NULL ? 0 : user_info + 1;
    const char *colon = memchr(text, ':', user_info);
    size_t user = colon == NULL ? user_info : (size_t)(colon - text);
    if (!read_part(&url->user, arena, text, user))
        return false;
    if (colon != NULL && !read_part(&url->password, arena, colon + 1, user_info - user - 1))
        return false;
    return read_host(url, arena, text + skipped, length - skipped);
}

/* ---- parameters ---- */

static bool read_ssl_mode(MysqlUrl *url, const char *value, Err *err)
{
    for (size_t i = 0; i < sizeof ssl_modes / sizeof *ssl_modes; i++)
        if (strcasecmp(value, ssl_modes[i]) == 0) {
            url->ssl_mode = (SslMode)i;
            return true;
        }
    err_set(err, ERR_CONFIG, "the URL's ssl-mode is none that is known");
    return err_hint(err, "choose VERIFY_IDENTITY (the default), VERIFY_CA, REQUIRED or DISABLED");
}

static bool read_parameter(MysqlUrl *url, const char *name, const char *value, Err *err)
{
    const struct {
        const char *name;
        const char **text;
    } texts[] = {
        {"ssl-ca", &url->ssl_ca},
        {"ssl-cert", &url->ssl_cert},
        {"ssl-key", &url->ssl_key},
        {"socket", &url->socket},
        {"server-public-key-path", &url->public_key},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(name, texts[i].name) == 0) {
            *texts[i].text = value;
            return true;
        }
    if (strcmp(name, "ssl-mode") == 0)
        return read_ssl_mode(url, value, err);
    if (strcmp(name, "get-server-public-key") == 0) {
        url->get_public_key = strcasecmp(value, "true") == 0 || strcmp(value, "1") == 0;
        return true;
    }
    err_set(err, ERR_CONFIG, "the URL's parameter \"%s\" is not known", name);
    return err_hint(err, "known are ssl-mode, ssl-ca, ssl-cert, ssl-key, socket, get-server-public-key and "
                         "server-public-key-path");
}

static bool read_parameters(MysqlUrl *url, Arena *arena, const char *text, Err *err)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "&"), name_length = strcspn(text, "=&");
        const char *name = decode(arena, text, name_length), *value = NULL;
        if (name_length < length)
            value = decode(arena, text + name_length + 1, length - name_length - 1);
        if (name == NULL || value == NULL)
            return misread(err);
        if (!read_parameter(url, name, value, err))
            return false;
        text += length + (text[length] == '&');
    }
    return true;
}

/* A password with an @, / or ? that is not written with % puts an @ where none can be. */
bool mysql_url_read(MysqlUrl *url, Arena *arena, const char *text, Err *err)
{
    *url = (MysqlUrl){.ssl_mode = SSL_CHECK_IDENTITY};
    const char *start = strstr(text, "://") + 3;
    size_t authority = strcspn(start, "/?");
    const char *path = start + authority, *at = memchr(start, '@', authority);
    path += *path == '/';
    size_t database = strcspn(path, "?");
    bool has_stray_at = strchr(path, '@') != NULL || (at != NULL && at != memrchr(start, '@', authority));
    if (has_stray_at || !read_authority(url, arena, start, authority) ||
        !read_part(&url->database, arena, path, database))
        return misread(err);
    if (path[database] == '?' && !read_parameters(url, arena, path + database + 1, err))
        return false;
    if (url->host != NULL && url->host[0] == '/' && url->socket == NULL) { /* mysql://user@%2Frun%2Fmysqld.sock/ */
        url->socket = url->host;
        url->host = NULL;
    }
    return true;
}
