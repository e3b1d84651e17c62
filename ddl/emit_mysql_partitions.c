/* MySQL and MariaDB: partitions are a property of their table. */
#include "emit_mysql.h"
#include "text.h"

static void put_list(Buf *out, const List *partitions, size_t from)
{
    for (size_t i = from; i < partitions->count; i++)
        buf_printf(out, "%s%s", i == from ? " (" : ", ", partitions->items[i]);
    buf_puts(out, from < partitions->count ? ")" : "");
}

void my_put_partitions(Buf *out, const Table *table)
{
    if (table->partition_key == NULL)
        return;
    buf_printf(out, "PARTITION BY %s", table->partition_key);
    put_list(out, &table->partitions, 0);
}

/* Those that are there, and more behind them. */
static bool only_grows(const Table *table, const Table *there)
{
    List first = {table->partitions.items, there->partitions.count};
    return text_equal(table->partition_key, there->partition_key) && there->partitions.count > 0 &&
           table->partitions.count > there->partitions.count && list_equal(&first, &there->partitions);
}

/* Rows find their new partitions; one that fits into none makes the server refuse the whole. */
void my_alter_partitions(Emit *e, const Change *change)
{
    const Table *table = (const Table *)change->desired, *there = (const Table *)change->actual;
    double cost = MY_STATEMENT_S;
    if (!only_grows(table, there)) {
        if (!emit_may_rewrite(e, change, "every row is written anew, into other partitions"))
            return;
        cost = my_copy_cost(e, change->desired);
    }
    my_put_alter_table(&e->sql, change->desired);
    if (only_grows(table, there)) {
        buf_puts(&e->sql, "ADD PARTITION");
        put_list(&e->sql, &table->partitions, there->partitions.count);
    } else if (table->partition_key == NULL) {
        buf_puts(&e->sql, "REMOVE PARTITIONING");
    } else {
        my_put_partitions(&e->sql, table);
    }
    my_alter_statement(e, change->desired, change->desired, STEP_MAKE, cost, "alter partitions");
}
