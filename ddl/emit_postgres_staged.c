/* PostgreSQL: columns that get their type after the load. One statement a table: its rows are written anew once, and read
   once for all of NOT NULL. */
#include "emit_postgres.h"
#include "staged.h"

static void put_alter(Emit *e, const Column *column, size_t *count)
{
    buf_puts(&e->sql, (*count)++ == 0 ? " " : ", ");
    buf_puts(&e->sql, "ALTER COLUMN ");
    pg_name(&e->sql, column->name);
}

static void put_type(Emit *e, const Column *column, size_t *count)
{
    const Column *there = (const Column *)emit_there(e, &column->object);
    if (there->default_value != NULL) { /* it may not cast to the new type */
        put_alter(e, column, count);
        buf_puts(&e->sql, " DROP DEFAULT");
    }
    put_alter(e, column, count);
    buf_printf(&e->sql, " TYPE %s", column->type);
    if (column->collation != NULL)
        buf_printf(&e->sql, " COLLATE %s", column->collation);
    buf_puts(&e->sql, " USING ");
    if (column->load_using != NULL) {
        pg_expression(&e->sql, column->load_using);
    } else {
        pg_name(&e->sql, column->name);
        buf_printf(&e->sql, "::%s", column->type);
    }
    if (column->default_value == NULL || column->generated != NULL)
        return;
    put_alter(e, column, count);
    buf_puts(&e->sql, " SET DEFAULT ");
    pg_expression(&e->sql, column->default_value);
}

static void put_not_null(Emit *e, const Column *column, size_t *count)
{
    if (column->not_null_name == NULL) {
        put_alter(e, column, count);
        buf_puts(&e->sql, " SET NOT NULL");
        return;
    }
    buf_puts(&e->sql, (*count)++ == 0 ? " ADD CONSTRAINT " : ", ADD CONSTRAINT ");
    pg_name(&e->sql, column->not_null_name);
    buf_puts(&e->sql, " NOT NULL ");
    pg_name(&e->sql, column->name);
}

static void put_column(Emit *e, const Column *column, size_t *count)
{
    const Column *there = (const Column *)emit_there(e, &column->object);
    if (staged_has_load_type(e, column))
        put_type(e, column, count);
    if (column->not_null && !there->not_null)
        put_not_null(e, column, count);
}

/* What is said of a partitioned table goes down to its partitions. */
static bool is_said_above(const Emit *e, const Column *column)
{
    const Table *table = (const Table *)column->table;
    const Column *above = table->partition_of == NULL ? NULL : object_column(table->partition_of, column->name);
    return above != NULL && staged_is(e, above);
}

static Refs said_here(Emit *e, const Column *column)
{
    Refs staged = staged_of_table(e, column), here = {staged.items, 0};
    for (size_t i = 0; i < staged.count; i++)
        if (!is_said_above(e, (const Column *)staged.items[i]))
            here.items[here.count++] = staged.items[i];
    return here;
}

/* For the first of them; the others come along. */
void pg_alter_staged(Emit *e, const Column *column)
{
    const Refs staged = said_here(e, column);
    size_t count = 0;
    if (staged.count == 0 || staged.items[0] != &column->object)
        return;
    pg_put_alter_table(e, column->table, false);
    for (size_t i = 0; i < staged.count; i++)
        put_column(e, (const Column *)staged.items[i], &count);
    Statement *statement = pg_alter_statement(e, column->table, &column->object, STEP_MAKE, "alter loaded columns");
    statement->cost_s = pg_rewrite_cost(e, column->table);
    for (size_t i = 0; staged.count > 1 && i < staged.count; i++) {
        count = 0;
        pg_put_alter_table(e, column->table, false);
        put_column(e, (const Column *)staged.items[i], &count);
        emit_piece(e, statement, staged.items[i]);
    }
}
