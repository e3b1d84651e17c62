/* The order of a table's indexes, as InnoDB numbers them. The server takes as long to tell it as to tell all the rest of a large
   catalog: it is asked on a connection of its own, meanwhile. The numbers are in no snapshot anyway. */
#include <stdlib.h>

#include "read.h"
#include "read_mysql.h"

static const char *place(Arena *arena, const char *schema, const char *table, const char *index)
{
    return arena_printf(arena, "%s/%s\n%s", schema, table, index);
}

static bool take_numbers(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    IndexOrder *order = context;
    map_reserve(&order->numbers, rows->count);
    for (size_t row = 0; row < rows->count; row++)
        map_put(&order->numbers,
                arena_printf(order->arena, "%s\n%s", rows_value(rows, row, 0), rows_value(rows, row, 1)),
                (void *)arena_copy(order->arena, rows_value(rows, row, 2)));
    return true;
}

static bool ask(IndexOrder *order, Db *db, Err *err)
{
    return db_query(db, read_mysql_sql(order->arena, "index_order", db), take_numbers, order, err);
}

static void *ask_beside(void *context)
{
    IndexOrder *order = context;
    SCOPED(Db *, db_release) db = NULL;
    Err refused; /* then it is asked afterwards, which says why */
    order->is_known = order->from->another(&db, order->from->context, &refused) && ask(order, db, &refused);
    return NULL;
}

bool my_order_start(IndexOrder *order, const ReadFrom *from, Err *err)
{
    const char *is_large = NULL;
    *order = (IndexOrder){.from = from, .arena = arena_new()};
    order->numbers = map_new(order->arena);
    if (from->another == NULL)
        return true;
    if (!db_value(from->db, read_mysql_sql(order->arena, "is_large", from->db), order->arena, &is_large, err))
        return false;
    order->is_running = is_large != NULL && pthread_create(&order->thread, NULL, ask_beside, order) == 0;
    return true;
}

static void wait_for(IndexOrder *order)
{
    if (order->is_running)
        pthread_join(order->thread, NULL);
    order->is_running = false;
}

void my_order_end(IndexOrder *order)
{
    wait_for(order);
    arena_free(order->arena);
}

/* The tables of which two indexes or more have no number: of another engine, in a tablespace with others, or partitioned. */
static void ask_for_order(const Catalog *catalog, Map *asked)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    Map seen = map_new(arena);
    EACH (catalog, INDEX, Index, index)
        if (index->position == INT_NONE && map_put(&seen, index->table->key, (void *)index) != NULL)
            map_put(asked, index->table->key, (void *)index->table);
}

bool my_order_indexes(IndexOrder *order, Catalog *catalog, Map *asked, Err *err)
{
    wait_for(order);
    if (!order->is_known && !ask(order, order->from->db, err))
        return err->class == ERR_PERMISSION;
    EACH (catalog, INDEX, Index, index) {
        const Table *table = (const Table *)index->table;
        const char *schema = ((const Schema *)table->schema)->name;
        const char *number = map_get(&order->numbers, place(order->arena, schema, table->name, index->name));
        if (number != NULL)
            ((Index *)index)->position = strtoll(number, NULL, 10);
    }
    ask_for_order(catalog, asked);
    return true;
}
