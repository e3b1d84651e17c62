/* What the files of the PostgreSQL driver share; nobody else includes it. */
#pragma once

#include <libpq-fe.h>

#include "db.h"

typedef struct Postgres {
    Db db;
    PGconn *conn;
    bool cancelled;  /* a cancel request was sent for what runs now */
    double deadline; /* while the session is set up: when to give up; 0: never */
} Postgres;

/* What the connection, or the statement that answered with this result, failed of, or ERR_STOPPED. */
bool postgres_fail(Postgres *pg, Err *err);
bool postgres_fail_result(Postgres *pg, const PGresult *result, Err *err);
bool postgres_stopped(Err *err);
/* Until the socket is ready for poll's `events`. A stop cancels what runs at the server once, and then waits a little longer
   for its answer, so that the session ends cleanly. */
bool postgres_wait(Postgres *pg, short events, Err *err) MUST_CHECK;
/* Reads until a result is there. Keeps sending meanwhile: a server that waits for us to read would never read us. */
bool postgres_next(Postgres *pg, PGresult **result, Err *err) MUST_CHECK;
void postgres_cancel(Postgres *pg); /* what runs at the server, without waiting */

bool postgres_driver_copy(Db *from, const char *from_sql, Db *to, const char *to_sql, uint64_t *rows, uint64_t *bytes,
                          Err *err);

bool postgres_read_rows(Db *db, const char *select, const bool *is_bytes, RowTaker *taker, void *context, Err *err);
bool postgres_write_start(DbWriter **writer, Db *db, const char *sql, const bool *is_bytes, Err *err);
bool postgres_write_row(DbWriter *writer, const DbRow *row, Err *err);
bool postgres_write_end(DbWriter *writer, bool is_whole, uint64_t *rows, Err *err);
