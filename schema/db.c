/* What is the same for every engine: choosing the driver, trying again, small conveniences. */
#include "db.h"
#include "clock.h"

#include <string.h>
#include <time.h>

volatile sig_atomic_t db_stop_signal;

static const DbDriver *const drivers[] = {&db_postgres, &db_mysql};

/* NULL: no engine has this scheme. */
static const DbDriver *driver_for(const char *url)
{
    const char *colon = strstr(url, "://");
    if (colon == NULL) /* host=... dbname=..., service=...: libpq's own form */
        return strchr(url, '=') != NULL ? &db_postgres : NULL;
    size_t length = (size_t)(colon - url);
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        for (size_t n = 0; n < 3 && drivers[i]->url_schemes[n] != NULL; n++)
            if (strlen(drivers[i]->url_schemes[n]) == length && memcmp(drivers[i]->url_schemes[n], url, length) == 0)
                return drivers[i];
    return NULL;
}

/* In small steps, so that a stop is seen at once. */
static void pause_s(double seconds)
{
    for (double end = clock_now_s() + seconds; clock_now_s() < end && db_stop_signal == 0;)
        nanosleep(&(struct timespec){.tv_nsec = 50 * 1000 * 1000}, NULL);
}

static bool scheme_unknown(Err *err)
{
    err_set(err, ERR_CONFIG, "the URL's scheme is not known");
    return err_hint(err, "write it as %s or %s", db_postgres.url_example, db_mysql.url_example);
}

bool db_address(const char *url, Arena *arena, DbAddress *address, Err *err)
{
    const DbDriver *driver = driver_for(url);
    return driver == NULL ? scheme_unknown(err) : driver->address(url, arena, address, err);
}

bool db_connect(Db **db, const DbEndpoint *endpoint, Err *err)
{
    *db = NULL;
    const DbDriver *driver = driver_for(endpoint->url);
    if (driver == NULL) {
        scheme_unknown(err);
        return err_within(err, "%s", endpoint->role);
    }
    double end = clock_now_s() + endpoint->timeout_s, wait = 0.2;
    for (;;) {
        bool retryable = false;
        if (driver->connect(db, endpoint, &retryable, err))
            return true;
        if (db_stop_signal != 0)
            return err_set(err, ERR_STOPPED, "%s: stopped while connecting", endpoint->role);
        if (!retryable || clock_now_s() + wait > end)
            return err_within(err, "%s", endpoint->role);
        pause_s(wait);
        wait = wait < 5 ? wait * 1.6 : 5;
    }
}

void db_close(Db *db)
{
    if (db != NULL)
        db->driver->close(db);
}

void db_release(Db **db)
{
    db_close(*db);
}

bool db_pipeline(Db *db, const char *const *statements, size_t count, RowsReader *reader, void *context, size_t *failed,
                 Err *err)
{
    size_t ignored;
    return db->driver->pipeline(db, statements, count, reader, context, failed == NULL ? &ignored : failed, err);
}

bool db_query(Db *db, const char *sql, RowsReader *reader, void *context, Err *err)
{
    return db_pipeline(db, &sql, 1, reader, context, NULL, err);
}

bool db_exec(Db *db, const char *sql, Err *err)
{
    return db_query(db, sql, NULL, NULL, err);
}

typedef struct OneValue {
    Arena *arena;
    const char *value;
} OneValue;

static bool read_one_value(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    OneValue *one = context;
    if (rows->count > 0 && rows->column_count > 0)
        one->value = arena_copy(one->arena, rows_value(rows, 0, 0));
    return true;
}

bool db_value(Db *db, const char *sql, Arena *arena, const char **value, Err *err)
{
    OneValue one = {.arena = arena};
    bool ok = db_query(db, sql, read_one_value, &one, err);
    *value = one.value;
    return ok;
}

bool db_copy(Db *from, const char *from_sql, Db *to, const char *to_sql, uint64_t *rows, uint64_t *bytes, Err *err)
{
    if (from->driver != to->driver)
        return err_set(err, ERR_BUG, "rows stream between two servers of one engine only");
    return from->driver->copy(from, from_sql, to, to_sql, rows, bytes, err);
}

const char db_csv_options[] = " FROM STDIN WITH (FORMAT csv, DELIMITER ',', NULL 'attNULL', ESCAPE '\\')",
           db_lines_options[] =
               " CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' ENCLOSED BY '\"' LINES TERMINATED BY '\\n'";

typedef struct Streaming {
    const DbStream *stream;
    DbWriter *writer;
    uint64_t bytes;
    bool target_failed;
} Streaming;

static bool pass_on(DbRow *row, void *context, Err *err)
{
    Streaming *streaming = context;
    const DbStream *stream = streaming->stream;
    for (size_t i = 0; i < row->count; i++)
        streaming->bytes += row->values[i] == NULL ? 0 : row->lengths[i];
    if (stream->edit != NULL && !stream->edit(row, stream->context, err))
        return false;
    streaming->target_failed = !streaming->writer->db->driver->write_row(streaming->writer, row, err);
    return !streaming->target_failed;
}

bool db_stream(Db *from, Db *to, const DbStream *stream, uint64_t *rows, uint64_t *bytes, Err *err)
{
    Streaming streaming = {.stream = stream};
    *rows = *bytes = 0;
    if (!to->driver->write_start(&streaming.writer, to, stream->write, stream->is_bytes, err))
        return err_within(err, "target");
    bool ok = from->driver->read_rows(from, stream->read, stream->is_bytes, pass_on, &streaming, err);
    Err at_end;
    bool ended = to->driver->write_end(streaming.writer, ok, rows, &at_end);
    *bytes = streaming.bytes;
    if (!ok && !streaming.target_failed)
        return err_within(err, "source");
    if (ok && ended)
        return true;
    /* When writing broke, the target's own words say why. */
    if (!ended && (ok || (err->class == ERR_CONNECT && at_end.class != ERR_CONNECT)))
        *err = at_end;
    return err_within(err, "target");
}

const char *db_transport(const Db *db, char *buffer, size_t size)
{
    return db->driver->transport(db, buffer, size);
}

const char *rows_value(const Rows *rows, size_t row, size_t column)
{
    return rows->driver->value(rows, row, column);
}

const char *rows_column_name(const Rows *rows, size_t column)
{
    return rows->driver->column_name(rows, column);
}

int rows_column(const Rows *rows, const char *name)
{
    for (size_t i = 0; i < rows->column_count; i++)
        if (strcmp(rows_column_name(rows, i), name) == 0)
            return (int)i;
    return -1;
}
