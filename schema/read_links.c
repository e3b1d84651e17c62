/* What is not in information_schema's rows: which relation a text names, which table is empty, what a sequence
   holds. */
#include <stdlib.h>
#include <string.h>

#include "quote.h"
#include "read.h"
#include "read_mysql.h"
#include "scan.h"

/* ---- names in texts ---- */

static const char *place(Arena *arena, const char *schema, const char *name, const char *of)
{
    return arena_printf(arena, "%s\n%s\n%s", schema, name, of);
}

static Map named(Catalog *catalog, Arena *arena)
{
    static const struct {
        Kind kind;
        const char *of;
    } kinds[] = {{KIND_TABLE, ""}, {KIND_VIEW, ""}, {KIND_SEQUENCE, ""}, {KIND_FUNCTION, "("}, {KIND_PACKAGE, "body"}};
    Map map = map_new(arena);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < catalog->objects[kinds[k].kind].count; i++) {
            Object *object = catalog->objects[kinds[k].kind].items[i];
            const Object *schema = NULL;
            const char *name = object_own_name(object, &schema);
            map_put(&map, place(arena, ((const Schema *)schema)->name, name, kinds[k].of), object);
        }
    return map;
}

/* Where `a`.`b` stands there may be a column of an alias: then nothing is called so, but by chance. */
static void link_text(Catalog *catalog, const Map *map, Object *object, const char *schema, const char *text)
{
    Scan scan = scan_open(&syntax_mysql, text, strlen(text));
    Token token;
    const char *names[2] = {schema, NULL};
    bool is_chained = false;
    while (scan_solid(&scan, &token)) {
        if (token.type == TOKEN_NAME && token.start[0] == '`') {
            const char *name = scan_name(map->arena, &token);
            if (is_chained && names[1] != NULL)
                names[0] = names[1];
            else if (!is_chained)
                names[0] = schema;
            names[1] = name;
            Scan ahead = scan;
            Token next;
            bool has_next = scan_solid(&ahead, &next);
            bool is_call = has_next && token_is_mark(&next, "(");
            const Object *needed =
                is_chained || is_call ? map_get(map, place(map->arena, names[0], names[1], is_call ? "(" : "")) : NULL;
            if (needed != NULL && needed != object)
                catalog_need_object(catalog, object, needed);
            is_chained = false;
        } else {
            is_chained = token_is_mark(&token, ".");
            names[1] = is_chained ? names[1] : NULL;
        }
    }
}

void my_link(Catalog *catalog)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    Map map = named(catalog, arena);
    EACH (catalog, VIEW, View, view)
        link_text(catalog, &map, (Object *)view, ((const Schema *)view->schema)->name, view->definition);
    EACH (catalog, COLUMN, Column, column)
        if (column->default_value != NULL && strstr(column->default_value, "val(") != NULL)
            link_text(catalog, &map, (Object *)column, ((const Schema *)((const Table *)column->table)->schema)->name,
                      column->default_value);
    EACH (catalog, PACKAGE_BODY, PackageBody, body) {
        const Object *package = map_get(&map, place(arena, ((const Schema *)body->schema)->name, body->name, "body"));
        if (package != NULL)
            catalog_need_object(catalog, (Object *)body, package);
    }
}

/* ---- which tables hold nothing ---- */

static bool take_empty(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    for (size_t row = 0; row < rows->count; row++)
        ((Table *)catalog->objects[KIND_TABLE].items[strtoul(rows_value(rows, row, 0), NULL, 10)])->bytes = 0;
    return true;
}

static void ask_whether_empty(Buf *sql, size_t number, const Table *table)
{
    buf_printf(sql, "%sSELECT %zu FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ", sql->length > 0 ? " UNION ALL " : "",
               number);
    quote_mysql_name(sql, ((const Schema *)table->schema)->name);
    buf_putc(sql, '.');
    quote_mysql_name(sql, table->name);
    buf_puts(sql, table->is_versioned ? " FOR SYSTEM_TIME ALL)" : ")");
}

/* InnoDB gives the smallest table some pages, and of rows only an estimate: where that is 0 it is asked for one. What may not
   be read may hold rows. */
bool my_find_empty(Catalog *catalog, Db *db, Err *err)
{
    enum { TABLES_MAX = 200 }; /* that one statement opens */
    SCOPED(Buf, buf_free) sql = {0};
    size_t asked = 0;
    EACH (catalog, TABLE, Table, table) {
        bool is_innodb = table->engine != NULL && strcasecmp(table->engine, "InnoDB") == 0;
        if (is_innodb && table->bytes == 0)
            ((Table *)table)->bytes = 1;
        if (is_innodb && table->rows == 0) {
            ask_whether_empty(&sql, table_at, table);
            asked++;
        }
        if (asked < TABLES_MAX && (asked == 0 || table_at + 1 < catalog->objects[KIND_TABLE].count))
            continue;
        if (!db_query(db, buf_text(&sql), take_empty, catalog, err) && err->class != ERR_PERMISSION)
            return err_within(err, "looking for tables without rows");
        buf_clear(&sql);
        asked = 0;
    }
    return true;
}

/* ---- sequences ---- */

typedef struct Asking {
    Buf sql;
    Arena *arena;
} Asking;

static void put_text(Buf *sql, const char *before, const char *text, const char *after)
{
    buf_puts(sql, before);
    if (text == NULL)
        buf_puts(sql, "NULL");
    else
        quote_mysql_literal(sql, text);
    buf_puts(sql, after);
}

static bool ask_each(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Asking *asking = context;
    for (size_t row = 0; row < rows->count; row++) {
        const char *schema = rows_value(rows, row, 0), *name = rows_value(rows, row, 1);
        buf_puts(&asking->sql, row == 0 ? "" : " UNION ALL ");
        put_text(&asking->sql, "SELECT ", arena_printf(asking->arena, "schema:%s", schema), " AS `schema`, ");
        put_text(&asking->sql, "", name, " AS name, ");
        put_text(&asking->sql, "", rows_value(rows, row, 2), " AS type, ");
        put_text(&asking->sql, "", rows_value(rows, row, 3), " AS engine, ");
        put_text(&asking->sql, "", rows_value(rows, row, 4), " AS comment, ");
        buf_puts(&asking->sql,
                 "start_value AS start, increment, minimum_value AS min_value, maximum_value AS max_value, "
                 "cache_size AS cache, cycle_option AS is_cycle, next_not_cached_value AS last_value, "
                 "false AS is_called FROM ");
        quote_mysql_name(&asking->sql, schema);
        buf_puts(&asking->sql, ".");
        quote_mysql_name(&asking->sql, name);
    }
    return true;
}

static bool read_sequences(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    return read_objects(context, KIND_SEQUENCE, rows, err);
}

bool my_read_sequences(Catalog *catalog, Db *db, Err *err)
{
    Asking asking = {.arena = catalog->arena};
    bool ok = db_query(db, read_mysql_sql(catalog->arena, "sequences", db), ask_each, &asking, err) &&
              (asking.sql.length == 0 || db_query(db, buf_text(&asking.sql), read_sequences, catalog, err));
    buf_free(&asking.sql);
    return ok || err_within(err, "sequences");
}
