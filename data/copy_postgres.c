/* PostgreSQL's rows: COPY, and a snapshot that the first connection exports to the others. */
#include "copy_engine.h"

static bool holds_rows(const Table *table)
{
    return table->partition_key == NULL && table->server == NULL;
}

static bool is_table(const Table *table)
{
    return table->partition_of == NULL && table->server == NULL;
}

static const char *from(const Table *table)
{
    return table->partition_key == NULL ? "FROM ONLY" : "FROM";
}

static bool prepare(Db *db, bool is_source, bool is_across, Err *err)
{
    (void)is_across;
    return !is_source || db_exec(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err);
}

static bool snapshot(Arena *arena, Db *const *sources, size_t count, size_t *alike, Err *err)
{
    const char *name;
    if (!db_value(sources[0], "SELECT pg_export_snapshot()", arena, &name, err))
        return false;
    for (size_t i = 1; i < count; i++)
        if (!db_exec(sources[i], arena_printf(arena, "SET TRANSACTION SNAPSHOT '%s'", name), err))
            return false;
    *alike = count;
    return true;
}

/* Generated columns make themselves. A table of no columns has rows, too: then the list is left out. */
static void put_columns(Buf *out, const Db *db, const Object *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN || column->generated != NULL)
            continue;
        buf_puts(out, count++ == 0 ? " (" : ", ");
        db->driver->quote_name(out, column->name);
    }
    buf_puts(out, count > 0 ? ")" : "");
}

static const char *copy_sql(Arena *arena, const Db *db, const Object *table, const char *direction)
{
    SCOPED(Buf, buf_free) sql = {0};
    buf_puts(&sql, "COPY ");
    copy_put_table(&sql, db, table);
    put_columns(&sql, db, table);
    buf_printf(&sql, " %s", direction);
    return arena_copy(arena, buf_text(&sql));
}

static void put_sql(const Db *source, const Db *target, const Object *table, Arena *arena, CopySql *sql)
{
    *sql = (CopySql){copy_sql(arena, source, table->origin, "TO STDOUT"), copy_sql(arena, target, table, "FROM STDIN")};
}

static void put_write(Buf *out, const Db *target, const Object *table, const AcrossColumns *columns)
{
    buf_puts(out, "COPY ");
    across_put_table(out, target, table, columns);
    buf_puts(out, db_csv_options);
}

const CopyEngine copy_postgres = {
    .engine = "postgres",
    .holds_rows = holds_rows,
    .is_table = is_table,
    .prepare = prepare,
    .snapshot = snapshot,
    .from = from,
    .sql = put_sql,
    .write = put_write,
};
