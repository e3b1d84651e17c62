/* One connection to a server, its rows and its streams. The only door: nobody else includes a client library's headers.
   A Db belongs to one thread at a time. */
#pragma once

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "buf.h"
#include "err.h"

typedef struct Db Db;
typedef struct DbDriver DbDriver;

/* The number of the signal that asked to stop, 0 before. Set by main's handler only. Every wait on a server looks at it:
   the statement is cancelled at the server and the call fails with ERR_STOPPED. */
extern volatile sig_atomic_t db_stop_signal;

typedef struct DbEndpoint {
    const char *role;     /* "source" or "target", for messages */
    const char *url;      /* postgres://..., mysql://... or a libpq connection string; may hold a password */
    const char *password; /* overrides the URL's; NULL: the URL's, or the library's own files */
    bool read_only;       /* the server refuses writes in this session */
    int timeout_s;        /* total time for trying to connect, 1 or more */
} DbEndpoint;

/* A result in memory: text values, as the server prints them. */
typedef struct Rows {
    const DbDriver *driver;
    void *result;
    size_t count;
    size_t column_count;
} Rows;

const char *rows_value(const Rows *rows, size_t row, size_t column); /* NULL: SQL NULL. Lives as long as the rows */
const char *rows_column_name(const Rows *rows, size_t column);
/* Position of a column, or -1. */
int rows_column(const Rows *rows, const char *name);

/* Called once for each statement, in order. False ends the pipeline (err is filled). */
typedef bool RowsReader(size_t statement, const Rows *rows, void *context, Err *err);

/* What an engine's client library can do. */
struct DbDriver {
    const char *name; /* of the engine: "postgres", "mysql" */
    const char *url_schemes[3];
    const char *url_example;
    /* A pipeline is one transaction, DDL too. Without: every DDL statement commits by itself. */
    bool is_transactional;
    /* One try. *retryable says whether another may succeed (server starting up, connection refused, ...). */
    bool (*connect)(Db **db, const DbEndpoint *endpoint, bool *retryable, Err *err);
    void (*close)(Db *db);
    bool (*pipeline)(Db *db, const char *const *statements, size_t count, RowsReader *reader, void *context,
                     size_t *failed, Err *err);
    const char *(*value)(const Rows *rows, size_t row, size_t column);
    const char *(*column_name)(const Rows *rows, size_t column);
    /* PostgreSQL: COPY ... TO STDOUT, COPY ... FROM STDIN. MySQL: SELECT ..., and INSERT ... VALUES (?, _latin1?): one row,
       in which each ? stands for a value. */
    bool (*copy)(Db *from, const char *from_sql, Db *to, const char *to_sql, uint64_t *rows, uint64_t *bytes, Err *err);
    void (*quote_name)(Buf *out, const char *name);
    void (*quote_literal)(Buf *out, const char *text);
    bool (*url_has_password)(const char *url);
    const char *(*transport)(const Db *db, char *buffer, size_t size);
};

extern const DbDriver db_postgres, db_mysql;

/* The first fields of every driver's connection. */
struct Db {
    const DbDriver *driver;
    const char *role;       /* the endpoint's */
    const char *product;    /* "PostgreSQL", "MySQL", "MariaDB" */
    int64_t session;        /* the server's number of this session */
    int64_t server_version; /* PostgreSQL: 150004 is 15.4; MySQL and MariaDB: 90704 is 9.7.4, 101119 is 10.11.19 */
};

/* Tries with growing pauses until endpoint->timeout_s is over. ERR_CONNECT, ERR_PERMISSION (login refused), ERR_CONFIG
   (no such database, URL not understood). Messages never hold the password. */
bool db_connect(Db **db, const DbEndpoint *endpoint, Err *err) MUST_CHECK;
void db_close(Db *db);    /* NULL is allowed */
void db_release(Db **db); /* for SCOPED */

/* One statement whose result nobody reads. */
bool db_exec(Db *db, const char *sql, Err *err) MUST_CHECK;
/* One statement; reader gets its rows. */
bool db_query(Db *db, const char *sql, RowsReader *reader, void *context, Err *err) MUST_CHECK;
/* All statements in order; when one fails, *failed is its number and the rest does not run. Of a transactional driver
   they are one transaction, unless one is open already, and nothing of any has happened then. Of the others, what came
   before *failed has happened and stays, and of a lost connection nobody knows whether *failed has: ask the server.
   reader and failed may be NULL. */
bool db_pipeline(Db *db, const char *const *statements, size_t count, RowsReader *reader, void *context, size_t *failed,
                 Err *err) MUST_CHECK;
/* The first value of the first row, copied into the arena; NULL when there is none. */
bool db_value(Db *db, const char *sql, Arena *arena, const char **value, Err *err) MUST_CHECK;
/* Streams rows from one server into another; the two connections must be of one engine. After a failure, `from` can only
   be closed. */
bool db_copy(Db *from, const char *from_sql, Db *to, const char *to_sql, uint64_t *rows, uint64_t *bytes, Err *err)
    MUST_CHECK;
/* How the connection is protected: "TLS verify-full", "TLS require (server not verified)", "socket", "no TLS". */
const char *db_transport(const Db *db, char *buffer, size_t size);
