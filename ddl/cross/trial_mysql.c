/* Trials on MySQL and MariaDB: each a temporary table of its own; where none may be made, a SELECT over values of the
   columns' types. */
#include "trial_engine.h"

#include <string.h>

#define MY_TRIED "`understudy tried`"

static void put_tried(const Script *script, Buf *out)
{
    script->dialect->quote_name(out, script->database);
    buf_puts(out, "." MY_TRIED);
}

static void put_create(Script *script)
{
    buf_puts(&script->sql, "CREATE TEMPORARY TABLE ");
    put_tried(script, &script->sql);
}

static const char *drop_tried(const Script *script)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_puts(&out, "DROP TEMPORARY TABLE IF EXISTS ");
    put_tried(script, &out);
    return arena_copy(script->arena, buf_text(&out));
}

static void my_begin(Script *script)
{
    if (script->database == NULL)
        return;
    script->out->begin_undo = drop_tried(script);
    put_create(script);
    buf_puts(&script->sql, " (i int)");
    script->out->begin = arena_copy(script->arena, buf_text(&script->sql));
    buf_clear(&script->sql);
    buf_puts(&script->sql, "USE "); /* else of a function that is not there it says that no database is selected */
    script->dialect->quote_name(&script->sql, script->database);
    script_push(script, NULL, NULL);
}

/* ---- in a table ---- */

static void put_type(Buf *out, const Column *column)
{
    buf_puts(out, column->type);
    if (column->collation != NULL)
        buf_printf(out, " COLLATE %s", column->collation);
}

/* Generated columns stand there as such, and AUTO_INCREMENT does: neither may be named everywhere. */
static void put_columns(Script *script)
{
    const Column *counter = NULL;
    size_t count = 0;
    for (size_t i = 0; i < script->like->parts.count; i++) {
        const Column *column = (const Column *)script->like->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        buf_puts(&script->sql, count++ > 0 ? ", " : " (");
        script->dialect->quote_name(&script->sql, column->name);
        buf_putc(&script->sql, ' ');
        put_type(&script->sql, column);
        buf_puts(&script->sql, column->generated != NULL ? " GENERATED ALWAYS AS (NULL) STORED"
                               : column->auto_increment  ? " AUTO_INCREMENT"
                                                         : " NULL");
        counter = column->auto_increment ? column : counter;
    }
    if (counter == NULL)
        return;
    buf_puts(&script->sql, ", KEY (");
    script->dialect->quote_name(&script->sql, counter->name);
    buf_putc(&script->sql, ')');
}

static void put_part(Buf *out, const Attempt *attempt, const Column *column)
{
    switch (attempt->purpose) {
    case CROSS_DEFAULT:
        buf_puts(out, MY_TRIED " ");
        put_type(out, column);
        buf_printf(out, " DEFAULT (%s)", attempt->text);
        return;
    case CROSS_GENERATED:
        buf_puts(out, MY_TRIED " ");
        put_type(out, column);
        buf_printf(out, " GENERATED ALWAYS AS (%s) %s", attempt->text,
                   column->generated == NULL ? "STORED" : column->generated);
        return;
    case CROSS_CHECK: buf_printf(out, "CHECK (%s)", attempt->text); return;
    /* Neither a column by itself nor a text without a length is a key: what is made of them is a hash. */
    case CROSS_INDEX_KEY: buf_printf(out, "INDEX " MY_TRIED " ((sha2(%s, 256)))", attempt->text); return;
    case CROSS_INDEX_PREDICATE:
        buf_printf(out, "INDEX " MY_TRIED " ((CASE WHEN (%s) THEN 1 END))", attempt->text);
        return;
    case CROSS_PARTITION:
    case CROSS_VIEW: return;
    }
}

/* ---- in a SELECT ---- */

static const char *cast_of(const char *type)
{
    static const struct {
        const char *begin, *cast;
    } rows[] = {
        {"tinyint", "SIGNED"},   {"smallint", "SIGNED"}, {"mediumint", "SIGNED"},  {"int", "SIGNED"},
        {"bigint", "SIGNED"},    {"year", "SIGNED"},     {"bit", "UNSIGNED"},      {"decimal", "DECIMAL(65,30)"},
        {"float", "DOUBLE"},     {"double", "DOUBLE"},   {"datetime", "DATETIME"}, {"timestamp", "DATETIME"},
        {"date", "DATE"},        {"time", "TIME"},       {"json", "JSON"},         {"binary", "BINARY"},
        {"varbinary", "BINARY"}, {"tinyblob", "BINARY"}, {"blob", "BINARY"},       {"mediumblob", "BINARY"},
        {"longblob", "BINARY"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strncmp(type, rows[i].begin, strlen(rows[i].begin)) == 0)
            return rows[i].cast;
    return "CHAR";
}

static void put_select(Script *script, const Attempt *attempt)
{
    size_t count = 0;
    buf_printf(&script->sql, "SELECT (%s) FROM (SELECT ", attempt->text);
    for (size_t i = 0; i < script->like->parts.count; i++) {
        const Column *column = (const Column *)script->like->parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        buf_printf(&script->sql, "%sCAST(NULL AS %s) AS ", count++ > 0 ? ", " : "", cast_of(column->type));
        script->dialect->quote_name(&script->sql, column->name);
    }
    buf_puts(&script->sql, ") AS tried");
}

/* ---- */

static void my_table(Script *script, const Object *from)
{
    if (script->database == NULL)
        return;
    put_create(script);
    put_columns(script);
    buf_putc(&script->sql, ')');
    script_push(script, NULL, from)->undo = drop_tried(script);
}

/* Literals, and what they are compared with, have the collation of the session that makes the view. */
static void my_views(Script *script)
{
    if (script->post->objects[KIND_VIEW].count == 0)
        return;
    const View *view = (const View *)script->post->objects[KIND_VIEW].items[0];
    buf_printf(&script->sql, "SET collation_connection = %s", view->collation);
    script_push(script, NULL, NULL);
}

static void my_try(Script *script, const Attempt *attempt)
{
    const Column *column = (const Column *)script_made_of(script, attempt->from);
    bool is_of_column = attempt->purpose == CROSS_DEFAULT || attempt->purpose == CROSS_GENERATED;
    if (attempt->purpose == CROSS_PARTITION || (is_of_column && (column == NULL || column->object.kind != KIND_COLUMN)))
        return;
    if (attempt->purpose == CROSS_VIEW) {
        buf_puts(&script->sql, "PREPARE understudy_tried FROM ");
        script->dialect->quote_literal(&script->sql, attempt->text);
        script_push(script, attempt, NULL)->undo = "DEALLOCATE PREPARE understudy_tried";
    } else if (script->database == NULL) {
        put_select(script, attempt);
        script_push(script, attempt, NULL);
    } else {
        put_create(script);
        put_columns(script);
        buf_puts(&script->sql, ", ");
        put_part(&script->sql, attempt, column);
        buf_putc(&script->sql, ')');
        script_push(script, attempt, NULL)->undo = drop_tried(script);
    }
}

/* No such database, no such table, and no temporary one twice in a query. */
static const unsigned void_for_views[] = {1049, 1146, 1137, 0};

const TrialEngine trial_mysql = {
    .engine = "mysql",
    .begin = my_begin,
    .views = my_views,
    .table = my_table,
    .try = my_try,
    .void_for_views = void_for_views,
};
