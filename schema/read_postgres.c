/* PostgreSQL's catalogs: which queries, and what the server's oddities mean. */
#include <stdlib.h>
#include <string.h>

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

const char *read_postgres_sql(Arena *arena, const char *name, const Db *db)
{
    return read_sql_for(arena, query_named(name), db->server_version / 10000);
}

static bool read_server(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    const char *values[6];
    for (size_t i = 0; i < 6; i++)
        values[i] = arena_copy(catalog->arena, rows_value(rows, 0, i));
    catalog->server_version = strtoll(values[0], NULL, 10);
    catalog->server_text = values[1];
    catalog->server_id = values[2];
    catalog->database = values[3];
    catalog->user = values[4];
    catalog->is_superuser = values[5][0] == 't';
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

/* The pipeline's statements: one for each kind that has a query, then the dependencies. */
typedef struct Reading {
    Catalog *catalog;
    const char *statements[KIND_COUNT + 1];
    int kinds[KIND_COUNT + 1]; /* -1: dependencies */
    size_t count;
} Reading;

static bool read_statement(size_t statement, const Rows *rows, void *context, Err *err)
{
    Reading *reading = context;
    int kind = reading->kinds[statement];
    return kind < 0 ? read_dependencies(reading->catalog, rows, err)
                    : read_objects(reading->catalog, (Kind)kind, rows, err);
}

static void plan_reading(Reading *reading)
{
    int64_t major = reading->catalog->server_version / 10000;
    Arena *arena = reading->catalog->arena;
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        const ReadQuery *query = kind == KIND_UNREAD ? NULL : read_query_of(queries, QUERY_COUNT, kind);
        const char *sql = kind == KIND_UNREAD ? query_named("unread") : query == NULL ? NULL : query->sql;
        if (sql == NULL)
            continue;
        reading->kinds[reading->count] = (int)kind;
        reading->statements[reading->count++] = read_sql_for(arena, sql, major);
    }
    reading->kinds[reading->count] = -1;
    reading->statements[reading->count++] = read_sql_for(arena, query_named("depend"), major);
}

static bool split_indexes(Catalog *catalog, Err *err)
{
    for (size_t i = 0; i < catalog->objects[KIND_INDEX].count; i++) {
        Index *index = (Index *)catalog->objects[KIND_INDEX].items[i];
        IndexParts parts;
        if (!scan_index_definition(catalog->arena, index->definition, &parts, err))
            return err_within(err, "index %s", index->name);
        index->keys = parts.keys;
        index->include = parts.include;
        index->predicate = parts.predicate;
    }
    return true;
}

bool read_postgres(Catalog *catalog, Db *db, Err *err)
{
    Reading reading = {.catalog = catalog};
    if (!db_exec(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err) ||
        !db_exec(db, "SET LOCAL lock_timeout = '60s'", err) ||
        !db_query(db, query_named("server"), read_server, catalog, err) || !check_version(catalog, err))
        return false;
    plan_reading(&reading);
    size_t failed = 0;
    if (!db_pipeline(db, reading.statements, reading.count, read_statement, &reading, &failed, err)) {
        int kind = failed < reading.count ? reading.kinds[failed] : -1;
        return err_within(err, "%s", kind < 0 ? "dependencies" : catalog_kinds[kind].word);
    }
    return db_exec(db, "COMMIT", err) && split_indexes(catalog, err);
}
