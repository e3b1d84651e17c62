/* What the files of the MySQL driver share; nobody else includes it. It works with MySQL's own client library and with
   MariaDB Connector/C, whichever the program was built with. */
#pragma once

#include <mysql.h>
#include <pthread.h>

#include "db.h"

typedef enum SslMode { SSL_DISABLED, SSL_REQUIRED_ONLY, SSL_CHECK_CA, SSL_CHECK_IDENTITY } SslMode;

/* A URL's parts, decoded. NULL where the URL says nothing. */
typedef struct MysqlUrl {
    const char *user, *password, *host, *database, *socket;
    const char *ssl_ca, *ssl_cert, *ssl_key, *public_key;
    unsigned port;
    SslMode ssl_mode;
    bool get_public_key;
} MysqlUrl;

/* ERR_CONFIG; what it says never holds a part of the URL that could be one of a password. */
bool mysql_url_read(MysqlUrl *url, Arena *arena, const char *text, Err *err) MUST_CHECK;
const char *mysql_ssl_mode_name(SslMode mode);

/* Before connecting: TLS as the URL says, and no password in the clear but where the server is known to be the right one. */
void mysql_protect(MYSQL *mysql, const MysqlUrl *url);

/* From the library's or the server's error to ours. *retryable: whether another try at connecting may go better. */
void mysql_fail(MYSQL *mysql, bool *retryable, Err *err);
