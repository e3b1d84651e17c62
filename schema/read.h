/* From a server's rows to objects, by name. Which queries there are is each engine's file (read_postgres.c). */
#pragma once

#include "catalog.h"
#include "db.h"

/* A connection, and how to have one more like it: for large catalogs, may be NULL, and may fail without harm. */
typedef struct ReadFrom {
    Db *db;
    bool (*another)(Db **db, void *context, Err *err);
    void *context;
} ReadFrom;

/* The whole schema that the connection's user can see, from one consistent, read-only snapshot, in a number of queries that
   does not depend on the number of objects. Errors: those of the connection, ERR_CONFIG for a version not supported. */
bool read_catalog(Catalog **catalog, const ReadFrom *from, Err *err) MUST_CHECK;

/* An engine's query of that name as a text for the version of the server that answers there; NULL: it has none. */
const char *read_sql_named(Arena *arena, const char *name, const Db *db);

/* ---- for the engines' readers ---- */

/* A query as it stands in schema/sql/<engine>/<name>.sql. */
typedef struct ReadQuery {
    const char *name;
    const char *sql;
} ReadQuery;

/* The query of a kind: its word with "_" for spaces. NULL when the engine has none. */
const ReadQuery *read_query_of(const ReadQuery *queries, size_t count, Kind kind);

/* Who will run a query. */
typedef struct ReadServer {
    int64_t version;     /* as the marks count: PostgreSQL's major version; MySQL's and MariaDB's major * 100 + minor */
    const char *product; /* of several that share an engine's queries */
    bool is_target;
} ReadServer;

/* The text for one server: lines that end in "-- since N" are left out of older ones' queries, and lines that begin with
   "-- before N: " come alive in them; a file that begins with such a line is a query that older ones do not have: NULL. Likewise "-- of the target" and "-- of the source: ", "-- of MySQL" and "-- of MariaDB: ".
   So the file runs by hand as it is: on a current server, a target, MySQL. */
const char *read_sql_for(Arena *arena, const char *sql, const ReadServer *server);

/* One object per row: every field of the kind must have a column of its name. */
bool read_objects(Catalog *catalog, Kind kind, const Rows *rows, Err *err) MUST_CHECK;
/* The same, of the rows whose first field refers to what was read before: the others are about what is not read. */
bool read_parts(Catalog *catalog, Kind kind, const Rows *rows, Err *err) MUST_CHECK;
/* Rows of (id, needs). */
bool read_dependencies(Catalog *catalog, const Rows *rows, Err *err) MUST_CHECK;

/* All of a catalog, finished. */
bool read_postgres(Catalog *catalog, const ReadFrom *from, Err *err) MUST_CHECK;
const char *read_postgres_sql(Arena *arena, const char *name, const Db *db);
bool read_mysql(Catalog *catalog, const ReadFrom *from, Err *err) MUST_CHECK;
const char *read_mysql_sql(Arena *arena, const char *name, const Db *db);
