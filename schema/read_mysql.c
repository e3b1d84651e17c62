/* MySQL's and MariaDB's information_schema: which queries, and what the servers' oddities mean. */
#include <stdlib.h>
#include <string.h>

#include "quote.h"
#include "read.h"
#include "read_mysql.h"
#include "scan.h"

static const ReadQuery queries[] = {
#include "sql_mysql.inc"
};

enum { QUERY_COUNT = sizeof queries / sizeof *queries };

static bool is_target(const Db *db)
{
    return strcmp(db->role, "target") == 0;
}

const char *read_mysql_sql(Arena *arena, const char *name, const Db *db)
{
    ReadServer server = {db->server_version / 100, db->product, is_target(db)};
    for (size_t i = 0; i < QUERY_COUNT; i++)
        if (strcmp(queries[i].name, name) == 0)
            return read_sql_for(arena, queries[i].sql, &server);
    return NULL;
}

/* ---- the server ---- */

static bool read_server(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    const char **fields[] = {&catalog->server_text, &catalog->server_id, &catalog->database, &catalog->user,
                             &catalog->service};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = arena_copy(catalog->arena, rows_value(rows, 0, i));
    return true;
}

/* ---- objects ---- */

typedef struct Reading {
    Catalog *catalog;
    Kind kind;
} Reading;

static bool read_broken_views(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Catalog *catalog = context;
    SCOPED(Arena *, arena_release) arena = arena_new();
    Map errors = map_new(arena);
    for (size_t row = 0; row < rows->count; row++)
        map_put(&errors, rows_value(rows, row, 0), arena_copy(catalog->arena, rows_value(rows, row, 1)));
    EACH (catalog, VIEW, View, view)
        ((View *)view)->error = map_get(&errors, view->object.id);
    return true;
}

static bool read_kind(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    Reading *reading = context;
    const Field *first = &catalog_kinds[reading->kind].fields[0];
    bool ok = first->type == FIELD_REF ? read_parts(reading->catalog, reading->kind, rows, err)
                                       : read_objects(reading->catalog, reading->kind, rows, err);
    return ok || err_within(err, "%s", catalog_kinds[reading->kind].word);
}

/* Who there is, and what was granted to them, stands in tables that not everybody may read. */
static bool pass_over(Catalog *catalog, Kind kind, Err *err)
{
    if (err->class != ERR_PERMISSION || (kind != KIND_ROLE && kind != KIND_GRANT))
        return false;
    *err = (Err){0};
    if (kind == KIND_ROLE)
        return true;
    Unread *unread = (Unread *)catalog_add(catalog, KIND_UNREAD, NULL);
    unread->name = "privileges on databases, tables and routines";
    unread->type = "secret privileges";
    return true;
}

static bool read_kinds(Catalog *catalog, Db *db, Err *err)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++) {
        bool is_server = kind == KIND_PARAMETER || kind == KIND_PRIVILEGE; /* read before */
        const ReadQuery *query = is_server ? NULL : read_query_of(queries, QUERY_COUNT, kind);
        const char *sql = query == NULL ? NULL : read_mysql_sql(catalog->arena, query->name, db);
        Reading reading = {catalog, kind};
        if (sql != NULL && !db_query(db, sql, read_kind, &reading, err) && !pass_over(catalog, kind, err))
            return false;
    }
    return true;
}

static bool read_needs(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement;
    return read_dependencies(context, rows, err);
}

/* What MySQL escapes once more. Of defaults, only expressions: literals are quoted by the query. */
static void unescape(Catalog *catalog)
{
    EACH (catalog, COLUMN, Column, column)
        if (column->default_value != NULL && column->default_value[0] != '\'')
            ((Column *)column)->default_value = my_unescaped(catalog->arena, column->default_value);
    EACH (catalog, CHECK, Check, check)
        ((Check *)check)->expression = my_unescaped(catalog->arena, check->expression);
    EACH (catalog, INDEX, Index, index)
        for (size_t i = 0; i < index->keys.count; i++)
            if (index->keys.items[i][0] == '(')
                index->keys.items[i] = my_unescaped(catalog->arena, index->keys.items[i]);
}

/* Whose options say that they are partitioned, MySQL forgets at times. */
static void take_options(Catalog *catalog, Map *partitioned)
{
    EACH (catalog, TABLE, Table, table) {
        const char *text = table->options.count > 0 ? table->options.items[0] : "";
        if (strstr(text, "partitioned") != NULL)
            map_put(partitioned, table->object.key, (void *)table);
        ((Table *)table)->options = my_options(catalog->arena, text, strlen(text), &((Table *)table)->row_format);
    }
}

typedef struct Asked {
    const Catalog *catalog;
    Map *tables;
} Asked;

static bool read_asked(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Asked *asked = context;
    Map ids = map_new(asked->catalog->arena);
    for (size_t row = 0; row < rows->count; row++)
        map_put(&ids, arena_copy(asked->catalog->arena, rows_value(rows, row, 0)), asked);
    EACH (asked->catalog, TABLE, Table, table)
        if (map_get(&ids, table->object.id) != NULL)
            map_put(asked->tables, table->object.key, (void *)table);
    return true;
}

/* ---- counters ---- */

enum { OPENED_AT_ONCE = 50 };

typedef struct Opening {
    Buf statement;
    LIST_OF(const char *) statements;
    Arena *arena;
} Opening;

static void end_statement(Opening *opening)
{
    if (opening->statement.length > 0)
        *LIST_PUSH(opening->arena, &opening->statements) = arena_copy(opening->arena, buf_text(&opening->statement));
    buf_clear(&opening->statement);
}

static bool list_counters(size_t statement, const Rows *rows, void *context, Err *err)
{
    (void)statement, (void)err;
    Opening *opening = context;
    for (size_t row = 0; row < rows->count; row++) {
        if (row % OPENED_AT_ONCE == 0)
            end_statement(opening);
        buf_puts(&opening->statement, opening->statement.length > 0 ? " UNION ALL (SELECT 0 FROM " : "(SELECT 0 FROM ");
        quote_mysql_name(&opening->statement, rows_value(rows, row, 0));
        buf_putc(&opening->statement, '.');
        quote_mysql_name(&opening->statement, rows_value(rows, row, 1));
        buf_puts(&opening->statement, " LIMIT 0)");
    }
    end_statement(opening);
    return true;
}

/* Outside of the snapshot, so that nobody's DDL waits for us. What is locked or secret keeps what it said. */
static bool open_counters(Db *db, Err *err)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    Opening opening = {.arena = arena};
    bool ok = db_query(db, read_mysql_sql(arena, "counter", db), list_counters, &opening, err);
    buf_free(&opening.statement);
    if (!ok || opening.statements.count == 0)
        return ok;
    ok = db_exec(db, "SET @lock_wait = @@lock_wait_timeout, lock_wait_timeout = 1", err);
    for (size_t i = 0; ok && i < opening.statements.count; i++)
        if (!db_exec(db, opening.statements.items[i], err)) {
            ok = err->class != ERR_CONNECT && err->class != ERR_STOPPED;
            if (ok)
                *err = (Err){0};
        }
    return ok && db_exec(db, "SET lock_wait_timeout = @lock_wait", err);
}

/* ---- one reading ---- */

static bool begin_reading(Catalog *catalog, Db *db, Err *err)
{
    static const char snapshot[] = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
                      elsewhere[] = "USE information_schema"; /* so that every name is printed with its database */
    catalog->product = db->product;
    catalog->server_version = db->server_version;
    catalog->is_ours = true;
    return db_query(db, read_mysql_sql(catalog->arena, "server", db), read_server, catalog, err) &&
           db_exec(db, elsewhere, err) && (!my_reads_dictionary(catalog) || open_counters(db, err)) &&
           db_exec(db, snapshot, err) && my_read_server(catalog, db, err);
}

static bool read_rows(Catalog *catalog, Db *db, Err *err)
{
    if (!read_kinds(catalog, db, err))
        return false;
    if (!my_read_unread(catalog, db, err) ||
        (catalog->objects[KIND_VIEW].count > 0 &&
         !db_query(db, read_mysql_sql(catalog->arena, "view_error", db), read_broken_views, catalog, err)))
        return false;
    if (my_reads_mariadb(catalog))
        return my_read_sequences(catalog, db, err);
    if (!my_reads_dictionary(catalog))
        return true;
    unescape(catalog);
    return db_query(db, read_mysql_sql(catalog->arena, "depend", db), read_needs, catalog, err);
}

static bool end_reading(Catalog *catalog, Db *db, Err *err)
{
    SCOPED(Buf, buf_free) back = {0};
    buf_puts(&back, "USE ");
    if (catalog->database != NULL)
        quote_mysql_name(&back, catalog->database);
    return db_exec(db, "COMMIT", err) && (catalog->database == NULL || db_exec(db, buf_text(&back), err));
}

/* Some engines count what no column counts; and MySQL does not say what an empty table begins with until somebody opens it. */
static void take_counters(Catalog *catalog)
{
    Map counted = map_new(catalog->arena);
    EACH (catalog, COLUMN, Column, column)
        if (column->auto_increment)
            map_put(&counted, column->table->key, (void *)column);
    EACH (catalog, TABLE, Table, table)
        if (map_get(&counted, table->object.key) == NULL)
            ((Table *)table)->auto_increment = INT_NONE;
        else if (table->auto_increment == INT_NONE)
            ((Table *)table)->auto_increment = 1;
}

/* Who may not ask is told nothing. */
static bool ask_files(Asked *asked, Db *db, Err *err)
{
    const char *sql = read_mysql_sql(asked->catalog->arena, "show_create_files", db);
    if (sql == NULL || db_query(db, sql, read_asked, asked, err))
        return true;
    if (err->class != ERR_PERMISSION)
        return false;
    *err = (Err){0};
    return true;
}

/* What needs references that are resolved. */
static bool read_rest(Catalog *catalog, IndexOrder *order, Db *db, Err *err)
{
    Map tables = map_new(catalog->arena);
    Asked asked = {catalog, &tables};
    take_options(catalog, &tables);
    take_counters(catalog);
    if (!my_reads_dictionary(catalog))
        my_link(catalog);
    else if (!db_query(db, read_mysql_sql(catalog->arena, "show_create", db), read_asked, &asked, err) ||
             !ask_files(&asked, db, err) || !my_order_indexes(order, catalog, &tables, err))
        return false;
    return my_show_tables(catalog, db, &tables, err) && my_show_texts(catalog, db, err) &&
           (!is_target(db) || my_find_empty(catalog, db, err)) && end_reading(catalog, db, err);
}

bool read_mysql(Catalog *catalog, const ReadFrom *from, Err *err)
{
    SCOPED(IndexOrder, my_order_end) order = {0};
    return begin_reading(catalog, from->db, err) &&
           (!my_reads_dictionary(catalog) || my_order_start(&order, from, err)) && read_rows(catalog, from->db, err) &&
           catalog_finish(catalog, err) && read_rest(catalog, &order, from->db, err);
}
