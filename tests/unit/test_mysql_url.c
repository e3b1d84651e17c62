/* URLs of MySQL and MariaDB: what they say, and that what cannot be read is not repeated. */
#include "db_mysql.h"
#include "tap.h"

static const struct {
    const char *url;
    const char *user, *password, *host, *database, *socket;
    unsigned port;
    SslMode mode;
} good[] = {
    {"mysql://u@h/d", "u", NULL, "h", "d", NULL, 3306, SSL_CHECK_IDENTITY},
    {"mariadb://u:p%40ss%3A%2f@h:3307/d%20e?ssl-mode=required", "u", "p@ss:/", "h", "d e", NULL, 3307,
     SSL_REQUIRED_ONLY},
    {"mysql://[2001:db8::1]:3307?ssl-mode=VERIFY_CA", NULL, NULL, "2001:db8::1", NULL, NULL, 3307, SSL_CHECK_CA},
    {"mysql://u:@[::1]", "u", NULL, "::1", NULL, NULL, 3306, SSL_CHECK_IDENTITY},
    {"mysql://u@/d?socket=%2Frun%2Fm.sock&ssl-mode=DISABLED", "u", NULL, NULL, "d", "/run/m.sock", 3306, SSL_DISABLED},
    {"mysql://u@%2Frun%2Fm.sock/", "u", NULL, NULL, NULL, "/run/m.sock", 3306, SSL_CHECK_IDENTITY},
    {"mysql://u:a:b@h", "u", "a:b", "h", NULL, NULL, 3306, SSL_CHECK_IDENTITY},
};

static const char *const bad[] = {
    "mysql://u:se/cret@h/d",       "mysql://u:se?cret@h/d", "mysql://u:secret@secret@h/d", "mysql://u:se%cret@h/d",
    "mysql://u:secret%00@h/d",     "mysql://h:0/secret",    "mysql://h:65536/secret",      "mysql://h:12secret/d",
    "mysql://[::1/secret",         "mysql://[::1]secret/d", "mysql://h/d?secret",          "mysql://h/d?ssl-ca=%secret",
    "mysql://h/d?ssl-mode=secret",
};

static void check_good(Arena *arena)
{
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        MysqlUrl url;
        Err err = {0};
        const char *text = good[i].url;
        ok(mysql_url_read(&url, arena, text, &err), "%s is read", text);
        is(url.user, good[i].user, "%s: user", text);
        is(url.password, good[i].password, "%s: password", text);
        is(url.host, good[i].host, "%s: host", text);
        is(url.database, good[i].database, "%s: database", text);
        is(url.socket, good[i].socket, "%s: socket", text);
        ok(url.port == good[i].port && url.ssl_mode == good[i].mode, "%s: port and TLS", text);
    }
}

static void check_bad(Arena *arena)
{
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        MysqlUrl url;
        Err err = {0};
        ok(!mysql_url_read(&url, arena, bad[i], &err) && err.class == ERR_CONFIG && err.hint[0] != '\0',
           "%s is refused", bad[i]);
        ok(strstr(err.message, "secret") == NULL && strstr(err.hint, "secret") == NULL, "%s is not repeated", bad[i]);
    }
}

int main(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    MysqlUrl url;
    Err err = {0};
    check_good(arena);
    check_bad(arena);
    ok(!mysql_url_read(&url, arena, "mysql://h/d?compress=1", &err) && strstr(err.message, "\"compress\"") != NULL &&
           strstr(err.hint, "ssl-ca") != NULL,
       "a parameter that is not known is named, and so are the known ones");
    return done();
}
