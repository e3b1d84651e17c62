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
    bool local_infile;    /* MySQL: it is sent rows by LOAD DATA LOCAL; no file is ever read */
    int timeout_s;        /* total time for trying to connect, 1 or more */
} DbEndpoint;

/* Where a URL leads, with the defaults of the library for what it does not say. */
typedef struct DbAddress {
    const char *host, *user; /* NULL: none, or a socket */
    unsigned port;
    bool is_verified; /* by TLS, and the server's certificate is checked before it is told anything */
} DbAddress;

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

/* A row on its way from one engine to another: text in UTF-8, and bytes as they are. */
typedef struct DbRow {
    const char **values; /* NULL: SQL NULL. They end where their lengths say */
    unsigned long *lengths;
    size_t count;
} DbRow;

/* Called once for each row, which is the driver's again afterwards. False ends the reading (err is filled). */
typedef bool RowTaker(DbRow *row, void *context, Err *err);

/* Takes rows into one table, in one transaction of its own. */
typedef struct DbWriter {
    Db *db;
} DbWriter;

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
    /* Rows of a SELECT, whose n-th column holds bytes where is_bytes[n]; after a failure the connection can only be closed. */
    bool (*read_rows)(Db *db, const char *select, const bool *is_bytes, RowTaker *taker, void *context, Err *err);
    /* PostgreSQL: COPY ... FROM STDIN of db_csv_options. MySQL: INSERT as for copy, or LOAD DATA LOCAL INFILE of
       db_lines_options. */
    bool (*write_start)(DbWriter **writer, Db *db, const char *sql, const bool *is_bytes, Err *err);
    bool (*write_row)(DbWriter *writer, const DbRow *row, Err *err);
    /* Frees the writer; unless the rows are whole, the table is left without any. */
    bool (*write_end)(DbWriter *writer, bool is_whole, uint64_t *rows, Err *err);
    void (*quote_name)(Buf *out, const char *name);
    void (*quote_literal)(Buf *out, const char *text);
    bool (*url_has_password)(const char *url);
    bool (*address)(const char *url, Arena *arena, DbAddress *address, Err *err);
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
/* ERR_CONFIG as db_connect. */
bool db_address(const char *url, Arena *arena, DbAddress *address, Err *err) MUST_CHECK;
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
/* Between two engines: what a table is read and written with. */
typedef struct DbStream {
    const char *read, *write; /* as the drivers' read_rows and write_start take them */
    const bool *is_bytes;     /* by column */
    RowTaker *edit;           /* sees each row before it is written, and may lead its values elsewhere; may be NULL */
    void *context;            /* edit's */
} DbStream;

bool db_stream(Db *from, Db *to, const DbStream *stream, uint64_t *rows, uint64_t *bytes, Err *err) MUST_CHECK;
/* What COPY ... FROM STDIN ends with, and LOAD DATA LOCAL INFILE '' INTO TABLE t goes on with: as DMS has them. */
extern const char db_csv_options[], db_lines_options[];
/* How the connection is protected: "TLS verify-full", "TLS require (server not verified)", "socket", "no TLS". */
const char *db_transport(const Db *db, char *buffer, size_t size);
