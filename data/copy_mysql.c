/* MySQL's and MariaDB's rows: SELECT into INSERT, every value as the bytes that the source keeps. */
#include "copy_engine.h"

#include <string.h>
#include <strings.h>
#include <time.h>

/* Storage engines whose tables show rows that are kept elsewhere. */
static bool holds_rows(const Table *table)
{
    static const char *const elsewhere[] = {"FEDERATED", "CONNECT", "SPIDER", "MRG_MyISAM", "S3"};
    for (size_t i = 0; table->engine != NULL && i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (strcasecmp(table->engine, elsewhere[i]) == 0)
            return false;
    return true;
}

static const char *from(const Table *table)
{
    (void)table;
    return "FROM";
}

/* Takes rows of the past into a table WITH SYSTEM VERSIONING. */
static bool keeps_history(const Db *target)
{
    return strcmp(target->product, "MariaDB") == 0 && target->server_version >= 101100;
}

/* Strict, so that no value is bent into another one; without NO_ZERO_DATE and the like, as the source may have such dates. */
static bool prepare(Db *db, bool is_source, bool is_across, Err *err)
{
    if (is_source) /* bytes as they are kept; another engine has all texts in UTF-8 */
        return is_across || db_exec(db, "SET SESSION character_set_results = NULL", err);
    Err ignored; /* MySQL's own refuses it to many users: then it lists fewer warnings, and more statements are sent */
    (void)!db_exec(db, "SET SESSION max_error_count = 65535", &ignored);
    return db_exec(db,
                   "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', "
                   "unique_checks = 0, foreign_key_checks = 0",
                   err) &&
           (!keeps_history(db) || db_exec(db, "SET SESSION system_versioning_insert_history = 1", err));
}

/* ---- one snapshot for several connections ---- */

/* What moves when somebody commits: the ids of transactions, or, where they have none, how much the engine has logged. */
static const char mysql_position[] =
    "SELECT IF(@@global.gtid_mode = 'ON', @@global.gtid_executed, "
    "(SELECT variable_value FROM performance_schema.global_status WHERE variable_name = 'Innodb_redo_log_current_lsn'))";
static const char mariadb_position[] =
    "SELECT IF(@@global.log_bin, CONCAT(@@global.gtid_binlog_pos, ' ', @@global.gtid_slave_pos), "
    "(SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'Innodb_lsn_current'))";

static bool ask_position(Db *db, Arena *arena, const char **position, Err *err)
{
    const char *sql = strcmp(db->product, "MariaDB") == 0 ? mariadb_position : mysql_position;
    return db_value(db, sql, arena, position, err);
}

static bool begin_all(Db *const *sources, size_t count, Err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!db_exec(sources[i], "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", err))
            return false;
    return true;
}

/* No connection can take another one's snapshot, and a lock on everything is a right that managed services keep for
   themselves. But those that begin while nothing is committed see the same. Readers see a commit a moment before its id is
   counted, and a moment after it is logged: hence the pauses. */
static bool snapshot(Arena *arena, Db *const *sources, size_t count, size_t *alike, Err *err)
{
    enum { TRIES = 10 };
    const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
    *alike = 1;
    for (int tries = 0; count > 1 && tries < TRIES; tries++) {
        const char *before, *after;
        if (!ask_position(sources[0], arena, &before, err))
            break;
        nanosleep(&moment, NULL);
        if (!begin_all(sources, count, err))
            return false;
        nanosleep(&moment, NULL);
        if (!ask_position(sources[0], arena, &after, err))
            break;
        if (before != NULL && after != NULL && strcmp(before, after) == 0) {
            *alike = count;
            return true;
        }
    }
    return db_stop_signal == 0 && begin_all(sources, 1, err);
}

/* ---- one table ---- */

static bool is_of_type(const Column *column, const char *const *types, size_t count)
{
    size_t length = strspn(column->type, "abcdefghijklmnopqrstuvwxyz");
    for (size_t i = 0; i < count; i++)
        if (strlen(types[i]) == length && memcmp(types[i], column->type, length) == 0)
            return true;
    return false;
}

/* What stands before a value: the character set that its bytes are in. A collation's name begins with it. */
static void put_character_set(Buf *out, const Column *column)
{
    static const char *const bytes[] = {
        "binary",
        "varbinary",
        "tinyblob",
        "blob",
        "mediumblob",
        "longblob",
        "bit",
        "geometry",
        "point",
        "linestring",
        "polygon",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "geomcollection",
        "geometrycollection",
        "vector",
    };
    static const char *const json[] = {"json"};
    if (is_of_type(column, bytes, sizeof bytes / sizeof *bytes))
        buf_puts(out, "_binary");
    else if (is_of_type(column, json, 1))
        buf_puts(out, "_utf8mb4");
    else if (column->collation != NULL && strncmp(column->collation, "utf8_", strlen("utf8_")) == 0)
        buf_puts(out, "_utf8mb3"); /* its name on servers that are older than that */
    else if (column->collation != NULL)
        buf_printf(out, "_%.*s", (int)strcspn(column->collation, "_"), column->collation);
    buf_putc(out, '?');
}

/* A FLOAT is printed with six digits, a DOUBLE with all. */
static void put_read(Buf *out, const Db *source, const Column *column)
{
    static const char *const floats[] = {"float"};
    source->driver->quote_name(out, column->name);
    if (is_of_type(column, floats, 1))
        buf_puts(out, " * 1e0");
}

typedef struct Columns {
    Buf read, names, values;
} Columns;

static void separate(Columns *columns)
{
    const char *comma = columns->read.length > 0 ? ", " : "";
    buf_puts(&columns->read, comma);
    buf_puts(&columns->names, comma);
    buf_puts(&columns->values, comma);
}

/* "For ever" is the last moment that the server knows, and newer ones know later ones. */
static void put_period(Columns *columns, const Db *db, const char *start, const char *end, const char *for_ever)
{
    separate(columns);
    db->driver->quote_name(&columns->read, start);
    buf_puts(&columns->read, ", IF(");
    db->driver->quote_name(&columns->read, end);
    buf_printf(&columns->read, " > '2038-01-19 03:14:07', '%s', ", for_ever);
    db->driver->quote_name(&columns->read, end);
    buf_puts(&columns->read, ")");
    db->driver->quote_name(&columns->names, start);
    buf_puts(&columns->names, ", ");
    db->driver->quote_name(&columns->names, end);
    buf_puts(&columns->values, "?, ?");
}

/* Generated columns make themselves. */
static bool put_columns(Columns *columns, const Db *source, const Db *target, const Object *table)
{
    const char *start = "row_start", *end = "row_end";
    bool has_history = ((const Table *)table)->is_versioned && keeps_history(target);
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        if (column->generated == NULL) {
            const Column *origin = (const Column *)column->object.origin;
            separate(columns);
            put_read(&columns->read, source, origin);
            target->driver->quote_name(&columns->names, column->name);
            put_character_set(&columns->values, origin);
        } else if (strcmp(column->generated, "ROW START") == 0) {
            start = column->name;
            has_history = has_history && strncmp(column->type, "timestamp", strlen("timestamp")) == 0;
        } else if (strcmp(column->generated, "ROW END") == 0) {
            end = column->name;
        }
    }
    if (has_history)
        put_period(columns, target, start, end,
                   target->server_version >= 110500 ? "2106-02-07 06:28:15.999999" : "2038-01-19 03:14:07.999999");
    return has_history;
}

static void put_sql(const Db *source, const Db *target, const Object *table, Arena *arena, CopySql *sql)
{
    Columns columns = {0};
    bool has_history = put_columns(&columns, source, target, table);
    SCOPED(Buf, buf_free) read = {0};
    SCOPED(Buf, buf_free) write = {0};
    buf_printf(&read, "SELECT %s FROM ", columns.read.length > 0 ? buf_text(&columns.read) : "1");
    copy_put_table(&read, source, table->origin);
    buf_puts(&read, has_history ? " FOR SYSTEM_TIME ALL" : "");
    buf_puts(&write, "INSERT INTO ");
    copy_put_table(&write, target, table);
    buf_printf(&write, " (%s) VALUES (%s)", buf_text(&columns.names), buf_text(&columns.values));
    *sql = (CopySql){arena_copy(arena, buf_text(&read)), arena_copy(arena, buf_text(&write))};
    buf_free(&columns.read);
    buf_free(&columns.names);
    buf_free(&columns.values);
}

static void put_write(Buf *out, const Db *target, const Object *table, const AcrossColumns *columns)
{
    buf_puts(out, "INSERT INTO ");
    across_put_table(out, target, table, columns);
    for (size_t i = 0; i < columns->count; i++)
        buf_printf(out, "%s%s?", i == 0 ? " VALUES (" : ", ", columns->is_bytes[i] ? "_binary" : "");
    buf_puts(out, ")");
}

const CopyEngine copy_mysql = {
    .engine = "mysql",
    .holds_rows = holds_rows,
    .is_table = holds_rows,
    .prepare = prepare,
    .snapshot = snapshot,
    .from = from,
    .sql = put_sql,
    .write = put_write,
};
