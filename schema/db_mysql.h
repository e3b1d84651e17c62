/* What the files of the MySQL driver share; nobody else includes it. It works with MySQL's own client library and with
   MariaDB Connector/C, whichever the program was built with. */
#pragma once

#include <mysql.h>
#include <pthread.h>
#include <stdatomic.h>

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

typedef struct Mysql {
    Db db;
    MYSQL *mysql;
    Arena *arena; /* of what follows */
    MysqlUrl url;
    const char *password;
    /* connecting */
    int timeout_s;
    bool is_local_infile;
    bool is_connected;
    atomic_bool is_left; /* by one of the two who wait for each other: the second one frees */
    /* watching; the lock guards it */
    pthread_t watcher;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int socket; /* a handle of our own: the library may close its own at any time */
    double deadline;
    bool is_watched, is_busy, is_closing, is_cancelled;
    const Buf *lines; /* all that LOAD DATA LOCAL can have; NULL: nothing */
} Mysql;

/* ERR_CONFIG; what it says never holds a part of the URL that could be one of a password. */
bool mysql_url_read(MysqlUrl *url, Arena *arena, const char *text, Err *err) MUST_CHECK;
const char *mysql_ssl_mode_name(SslMode mode);

/* Before connecting: TLS as the URL says, and no password in the clear but where the server is known to be the right one. */
void mysql_protect(MYSQL *mysql, const MysqlUrl *url);
/* Closes it, and frees what mysql_protect gave it. */
void mysql_leave(MYSQL *mysql);

/* From the library's or the server's error to ours. *retryable: whether another try at connecting may go better. */
void mysql_fail(MYSQL *mysql, bool *retryable, Err *err);
/* A warning by which an answer lacks rows; then it is the error. */
bool mysql_is_cut(unsigned number, const char *message, Err *err);

/* What the last call on this connection failed of, or ERR_STOPPED. */
bool mysql_failed(Mysql *my, Err *err);
bool mysql_stopped(Err *err);
/* Around every call that waits for the server: the connection is watched over meanwhile. */
void mysql_set_busy(Mysql *my, bool is_busy);

bool mysql_driver_copy(Db *from, const char *from_sql, Db *to, const char *to_sql, uint64_t *rows, uint64_t *bytes,
                       Err *err);

bool mysql_read_rows(Db *db, const char *select, const bool *is_bytes, RowTaker *taker, void *context, Err *err);
bool mysql_write_start(DbWriter **writer, Db *db, const char *sql, const bool *is_bytes, Err *err);
bool mysql_write_row(DbWriter *writer, const DbRow *row, Err *err);
bool mysql_write_end(DbWriter *writer, bool is_whole, uint64_t *rows, Err *err);
/* Whatever file the server asks for, it is given my->lines. */
void mysql_give_lines(Mysql *my);
