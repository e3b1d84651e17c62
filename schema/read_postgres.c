/* PostgreSQL's catalogs: which queries, and what the server's oddities mean. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "quote.h"
#include "read.h"
#include "scan.h"

static const ReadQuery queries[] = {
#include "sql_postgres.inc"
};

enum { QUERY_COUNT = sizeof queries / sizeof *queries, OLDEST = 12, NEWEST = 18 };

static const char *query_named(const char *name)
{
    for (size_t i = 0; i < QUERY_COUNT; i++)
        if (strcmp(queries[i].name, name) == 0)
            return queries[i].sql;
    return NULL;
}

static ReadServer server_of(const Db *db)
{
    return (ReadServer){db->server_version / 10000, db->product, strcmp(db->role, "target") == 0};
}

const char *read_postgres_sql(Arena *arena, const char *name, const Db *db)
{
    const char *sql = query_named(name);
    ReadServer server = server_of(db);
    return sql == NULL ? NULL : read_sql_for(arena, sql, &server);
}

static bool read_server(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    const char *values[9];
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        values[i] = arena_copy(catalog->arena, rows_value(rows, 0, i));
    catalog->server_version = strtoll(values[0], NULL, 10);
    catalog->product = "PostgreSQL";
    catalog->server_text = values[1];
    catalog->server_id = values[2];
    catalog->database = values[3];
    catalog->user = values[4];
    catalog->is_superuser = values[5][0] == 't';
    catalog->is_ours = values[6][0] == 't';
    catalog->may_create = values[7][0] == 't';
    catalog->service = values[8];
    return true;
}

static bool check_version(const Catalog *catalog, Err *err)
{
    int64_t major = catalog->server_version / 10000;
    if (major >= OLDEST)
        return true;
    err_set(err, ERR_CONFIG, "PostgreSQL %d is older than what understudy reads", (int)major);
    return err_hint(err, "versions %d to %d are supported: upgrade the server", OLDEST, NEWEST);
}

/* Columns are more than all else together, so they come in pieces: some on their way while one is taken in. */
enum { PIECE = 10000, AHEAD = 4 };

/* What one connection reads: a query for each of some kinds, or the dependencies. */
typedef struct Share {
    struct Reading *reading;
    const char *statements[KIND_COUNT + 2 + AHEAD];
    int kinds[KIND_COUNT + 2 + AHEAD]; /* -1: dependencies */
    size_t count, start;               /* start: of those on their way */
    size_t last_count;                 /* rows of the last */
    bool is_begun, is_done;
    Err err;
} Share;

typedef struct Reading {
    Catalog *catalog;
    const ReadFrom *from;
    const char *snapshot;       /* for the second connection; NULL: there is none */
    bool is_absent[KIND_COUNT]; /* the database has none */
    pthread_mutex_t lock;       /* guards the catalog */
    Share first, second;        /* they cost the server about the same */
} Reading;

/* The heaviest among those that open no tables: what one query of a session has opened, the next finds open. */
static bool is_second(int kind)
{
    return kind < 0 || kind == KIND_COLUMN || kind == KIND_SEQUENCE || kind == KIND_KEY;
}

static void plan_statement(Reading *reading, int kind, const char *sql)
{
    Share *share = is_second(kind) ? &reading->second : &reading->first;
    ReadServer server = server_of(reading->from->db);
    share->kinds[share->count] = kind;
    share->statements[share->count++] = read_sql_for(reading->catalog->arena, sql, &server);
}

static void plan_reading(Reading *reading)
{
    reading->first.reading = reading->second.reading = reading;
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        const ReadQuery *query = kind == KIND_UNREAD ? NULL : read_query_of(queries, QUERY_COUNT, kind);
        const char *sql = kind == KIND_UNREAD ? query_named("unread") : query == NULL ? NULL : query->sql;
        if (sql != NULL && kind != KIND_COLUMN && !reading->is_absent[kind] &&
            (kind != KIND_AVAILABLE_EXTENSION || server_of(reading->from->db).is_target))
            plan_statement(reading, (int)kind, sql);
    }
    plan_statement(reading, -1, query_named("depend"));
    Arena *arena = reading->catalog->arena;
    const char *columns = read_query_of(queries, QUERY_COUNT, KIND_COLUMN)->sql;
    plan_statement(reading, KIND_COLUMN, arena_printf(arena, "DECLARE columns NO SCROLL CURSOR FOR\n%s", columns));
    for (int i = 0; i < AHEAD; i++)
        plan_statement(reading, KIND_COLUMN, arena_printf(arena, "FETCH %d FROM columns", PIECE));
}

static bool read_statement(size_t statement, const Rows *rows, void *context, Err *err)
{
    Share *share = context;
    Reading *reading = share->reading;
    int kind = share->kinds[share->start + statement];
    share->last_count = rows->count;
    if (rows->column_count == 0)
        return true; /* DECLARE */
    pthread_mutex_lock(&reading->lock);
    bool ok = kind < 0 ? read_dependencies(reading->catalog, rows, err)
                       : read_objects(reading->catalog, (Kind)kind, rows, err);
    pthread_mutex_unlock(&reading->lock);
    return ok;
}

static void read_share(Share *share, Db *db)
{
    size_t failed = 0;
    share->is_begun = true;
    for (bool more = true; more;) {
        share->is_done = db_pipeline(db, share->statements + share->start, share->count - share->start, read_statement,
                                     share, &failed, &share->err);
        failed += share->start;
        more = share->is_done && share->kinds[share->count - 1] == KIND_COLUMN && share->last_count == PIECE;
        if (more)
            share->start = share->count - AHEAD;
    }
    int kind = failed < share->count ? share->kinds[failed] : -1;
    if (!share->is_done)
        err_within(&share->err, "%s", kind < 0 ? "dependencies" : catalog_kinds[kind].word);
}

/* ---- one snapshot, one connection or two ---- */

#define BEGIN "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
/* A server at work lends a process or two, not more. Cursors are read to their ends. */
#define MODESTLY                                                                       \
    "SET LOCAL lock_timeout = '60s'", "SET LOCAL max_parallel_workers_per_gather = 0", \
        "SET LOCAL cursor_tuple_fraction = 1"

static void *read_second(void *context)
{
    Reading *reading = context;
    SCOPED(Buf, buf_free) take_snapshot = {0};
    SCOPED(Db *, db_release) db = NULL;
    Err refused;
    buf_puts(&take_snapshot, "SET TRANSACTION SNAPSHOT ");
    quote_postgres_literal(&take_snapshot, reading->snapshot);
    const char *begin[] = {BEGIN, buf_text(&take_snapshot), MODESTLY};
    if (reading->from->another(&db, reading->from->context, &refused) &&
        db_pipeline(db, begin, sizeof begin / sizeof *begin, NULL, NULL, NULL, &refused))
        read_share(&reading->second, db);
    return NULL;
}

/* A second connection that cannot be had costs time only: the first then does its share, too. */
static bool read_shares(Reading *reading, Err *err)
{
    pthread_t thread;
    bool has_second = reading->snapshot != NULL && pthread_create(&thread, NULL, read_second, reading) == 0;
    read_share(&reading->first, reading->from->db);
    if (has_second)
        pthread_join(thread, NULL);
    if (reading->first.is_done && !reading->second.is_begun)
        read_share(&reading->second, reading->from->db);
    if (!reading->first.is_done)
        *err = reading->first.err;
    else if (!reading->second.is_done)
        *err = reading->second.err;
    return reading->first.is_done && reading->second.is_done;
}

static bool begin_reading(Catalog *catalog, Db *db, Err *err)
{
    static const char *const begin[] = {BEGIN, MODESTLY};
    return db_pipeline(db, begin, sizeof begin / sizeof *begin, NULL, NULL, NULL, err) &&
           db_query(db, query_named("server"), read_server, catalog, err) && check_version(catalog, err);
}

/* Only a large catalog is worth a second connection. A server that exports no snapshot has ended the transaction. */
static bool offer_snapshot(Reading *reading, Err *err)
{
    Db *db = reading->from->db;
    Err refused;
    return db_value(db, "SELECT pg_export_snapshot() WHERE pg_relation_size('pg_attribute') > 1000000",
                    reading->catalog->arena, &reading->snapshot, &refused) ||
           (db_exec(db, "ROLLBACK", err) && begin_reading(reading->catalog, db, err));
}

static bool read_absent(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Reading *reading = context;
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        const ReadQuery *query = read_query_of(queries, QUERY_COUNT, kind);
        int column = query == NULL ? -1 : rows_column(rows, query->name);
        reading->is_absent[kind] = column >= 0 && rows_value(rows, 0, (size_t)column)[0] == 'f';
    }
    return true;
}

static bool split_indexes(Catalog *catalog, Err *err)
{
    for (size_t i = 0; i < catalog->objects[KIND_INDEX].count; i++) {
        Index *index = (Index *)catalog->objects[KIND_INDEX].items[i];
        IndexParts parts;
        if (index->definition == NULL)
            continue; /* the query printed its parts */
        if (!scan_index_definition(catalog->arena, index->definition, &parts, err))
            return err_within(err, "index %s", index->name);
        index->keys = parts.keys;
        index->include = parts.include;
        index->predicate = parts.predicate;
    }
    return true;
}

bool read_postgres(Catalog *catalog, const ReadFrom *from, Err *err)
{
    Reading reading = {.catalog = catalog, .from = from};
    if (!begin_reading(catalog, from->db, err) || (from->another != NULL && !offer_snapshot(&reading, err)))
        return false;
    if (!db_query(from->db, query_named("seldom"), read_absent, &reading, err))
        return false;
    plan_reading(&reading);
    pthread_mutex_init(&reading.lock, NULL);
    bool ok = read_shares(&reading, err);
    pthread_mutex_destroy(&reading.lock);
    return ok && db_exec(from->db, "COMMIT", err) && split_indexes(catalog, err) && catalog_finish(catalog, err);
}
