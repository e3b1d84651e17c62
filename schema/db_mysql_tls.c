/* Where the two client libraries differ: how they are told to protect a connection, and what they would tell whom. */
#include "db_mysql.h"

#include <openssl/x509.h>
#include <stdlib.h>

/* Whose certificates are believed: what the URL says, or what OpenSSL's own variables say, or the system's. The libraries
   differ in what they do without; so they are never without. */
static void trust(MYSQL *mysql, const MysqlUrl *url)
{
    const char *file = url->ssl_ca == NULL ? getenv(X509_get_default_cert_file_env()) : url->ssl_ca, *folder = NULL;
    if (file == NULL)
        folder = getenv(X509_get_default_cert_dir_env());
    if (file == NULL && folder == NULL)
        folder = X509_get_default_cert_dir();
    if (file != NULL)
        mysql_options(mysql, MYSQL_OPT_SSL_CA, file);
    else
        mysql_options(mysql, MYSQL_OPT_SSL_CAPATH, folder);
}

static void identify(MYSQL *mysql, const MysqlUrl *url)
{
    if (url->ssl_cert != NULL)
        mysql_options(mysql, MYSQL_OPT_SSL_CERT, url->ssl_cert);
    if (url->ssl_key != NULL)
        mysql_options(mysql, MYSQL_OPT_SSL_KEY, url->ssl_key);
}

#ifdef LIBMARIADB

/* Told to verify, it checks chain and name (from 3.4 on, of 127.0.0.1 and ::1 the chain only), so that VERIFY_CA is no less
   than VERIFY_IDENTITY. There is no third way: not told to verify, and before 3.4, it goes on without TLS where the server
   offers none. Any server may ask for the password in the clear, by way of plugins: only those that never send it so are let
   in, but where the server is verified. */
void mysql_protect(MYSQL *mysql, const MysqlUrl *url)
{
    const char yes = 1, no = 0;
    bool has_tls = url->socket == NULL && url->ssl_mode != SSL_DISABLED;
    bool is_verified = has_tls && url->ssl_mode >= SSL_CHECK_CA;
    if (url->socket == NULL && !is_verified)
        mysql_optionsv(mysql, MARIADB_OPT_RESTRICTED_AUTH,
                       "mysql_native_password,caching_sha2_password,sha256_password,client_ed25519,parsec");
    if (url->public_key != NULL)
        mysql_optionsv(mysql, MYSQL_SERVER_PUBLIC_KEY, url->public_key);
    if (is_verified)
        trust(mysql, url);
    if (has_tls)
        identify(mysql, url);
    mysql_optionsv(mysql, MYSQL_OPT_SSL_ENFORCE, has_tls ? &yes : &no);
    mysql_optionsv(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, is_verified ? &yes : &no);
}

/* It forgets to free this one. */
void mysql_leave(MYSQL *mysql)
{
    mysql_optionsv(mysql, MYSQL_SERVER_PUBLIC_KEY, NULL);
    mysql_close(mysql);
}

#else

void mysql_protect(MYSQL *mysql, const MysqlUrl *url)
{
    static const unsigned modes[] = {
        [SSL_DISABLED] = SSL_MODE_DISABLED,
        [SSL_REQUIRED_ONLY] = SSL_MODE_REQUIRED,
        [SSL_CHECK_CA] = SSL_MODE_VERIFY_CA,
        [SSL_CHECK_IDENTITY] = SSL_MODE_VERIFY_IDENTITY,
    };
    SslMode mode = url->socket == NULL ? url->ssl_mode : SSL_DISABLED;
    bool in_clear = url->socket != NULL || mode >= SSL_CHECK_CA;
    if (mode >= SSL_CHECK_CA)
        trust(mysql, url);
    if (mode != SSL_DISABLED)
        identify(mysql, url);
    mysql_options(mysql, MYSQL_OPT_SSL_MODE, &modes[mode]);
    mysql_options(mysql, MYSQL_ENABLE_CLEARTEXT_PLUGIN, &in_clear);
    mysql_options(mysql, MYSQL_OPT_GET_SERVER_PUBLIC_KEY, &url->get_public_key);
    if (url->public_key != NULL)
        mysql_options(mysql, MYSQL_SERVER_PUBLIC_KEY, url->public_key);
}

void mysql_leave(MYSQL *mysql)
{
    mysql_close(mysql);
}

#endif
