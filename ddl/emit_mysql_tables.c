/* MySQL and MariaDB: tables, with all that is made with them. */
#include <string.h>

#include "emit_mysql.h"

/* ---- options ---- */

static void put_row_format(Buf *out, const Table *table)
{
    buf_printf(out, " ROW_FORMAT=%s", table->row_format == NULL ? "DEFAULT" : table->row_format);
}

static void put_comment(Buf *out, const Table *table)
{
    buf_puts(out, " COMMENT=");
    my_literal(out, table->comment == NULL ? "" : table->comment);
}

static void put_options(Buf *out, const List *options)
{
    for (size_t i = 0; i < options->count; i++)
        buf_printf(out, " %s", options->items[i]);
}

static void put_table_options(Buf *out, const Table *table)
{
    if (table->engine != NULL)
        buf_printf(out, " ENGINE=%s", table->engine);
    if (table->row_format != NULL)
        put_row_format(out, table);
    if (table->collation != NULL) {
        buf_puts(out, " DEFAULT");
        my_put_collation(out, table->collation);
    }
    if (table->comment != NULL)
        put_comment(out, table);
    put_options(out, &table->options);
}

/* What an option that is no longer said goes back to. */
static const struct {
    const char *option, *none;
} none_of[] = {
    {"KEY_BLOCK_SIZE", "0"}, {"COMPRESSION", "''"}, {"ENCRYPTION", "'N'"},   {"MAX_ROWS", "0"},
    {"MIN_ROWS", "0"},       {"CHECKSUM", "0"},     {"AVG_ROW_LENGTH", "0"}, {"DELAY_KEY_WRITE", "0"},
    {"INSERT_METHOD", "NO"}, {"UNION", "()"},       {"CONNECTION", "''"},
};

static bool says(const List *options, const char *option, size_t length)
{
    for (size_t i = 0; i < options->count; i++)
        if (strncmp(options->items[i], option, length) == 0 && strchr("= ", options->items[i][length]) != NULL)
            return true;
    return false;
}

/* UNION names tables of the same database by themselves. */
static void stand_in_schema(Emit *e, Statement *statement, const Table *table)
{
    SCOPED(Buf, buf_free) use = {0};
    if (!says(&table->options, "UNION", strlen("UNION")))
        return;
    buf_puts(&use, "USE ");
    my_name(&use, ((const Schema *)table->schema)->name);
    statement->before = (List){arena_array(e->out->arena, 1, sizeof *statement->before.items), 1};
    statement->before.items[0] = arena_copy(e->out->arena, buf_text(&use));
}

static void put_changed_options(Buf *out, const List *desired, const List *there)
{
    put_options(out, desired);
    for (size_t i = 0; i < there->count; i++) {
        size_t length = strcspn(there->items[i], "= ");
        const char *none = "DEFAULT";
        if (says(desired, there->items[i], length))
            continue;
        for (size_t n = 0; n < sizeof none_of / sizeof *none_of; n++)
            if (strlen(none_of[n].option) == length && strncmp(none_of[n].option, there->items[i], length) == 0)
                none = none_of[n].none;
        buf_printf(out, " %.*s=%s", (int)length, there->items[i], none);
    }
}

/* ---- creating ---- */

static void put_separator(Buf *out, size_t *count)
{
    buf_puts(out, (*count)++ == 0 ? " (" : ", ");
}

/* Columns, the primary key that the rows lie in the order of, and what AUTO_INCREMENT cannot be without. */
static void put_parts(Emit *e, const Table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Object *part = table->object.parts.items[i];
        if (part->kind != KIND_COLUMN && !my_comes_with_table(part))
            continue;
        put_separator(&e->sql, &count);
        if (part->kind == KIND_COLUMN)
            my_put_column(e, &e->sql, (const Column *)part, NULL);
        else if (part->kind == KIND_KEY)
            my_put_key(&e->sql, (const Key *)part);
        else
            my_put_index(e, &e->sql, (const Index *)part);
    }
    for (size_t i = 0; i < table->periods.count; i++) {
        put_separator(&e->sql, &count);
        buf_puts(&e->sql, table->periods.items[i]);
    }
    buf_puts(&e->sql, count == 0 ? "" : ")");
}

/* Columns bring needs of their own: a MariaDB sequence's next value. */
static void need_columns(Emit *e, const Statement *statement, const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        for (size_t n = 0; part->kind == KIND_COLUMN && n < part->needs.count; n++)
            emit_need(e, statement, part->needs.items[n]);
    }
}

void my_create_table(Emit *e, const Object *object)
{
    const Table *table = (const Table *)object;
    buf_puts(&e->sql, "CREATE TABLE ");
    my_object_name(&e->sql, object);
    put_parts(e, table);
    put_table_options(&e->sql, table);
    buf_puts(&e->sql, table->is_versioned ? " WITH SYSTEM VERSIONING" : "");
    buf_puts(&e->sql, table->partition_key == NULL ? "" : " ");
    my_put_partitions(&e->sql, table);
    Statement *statement = emit(e, object, STEP_MAKE, MY_STATEMENT_S * 4, "create table");
    stand_in_schema(e, statement, table);
    need_columns(e, statement, object);
}

/* ---- altering ---- */

static void alter_options(Emit *e, const Change *change)
{
    const Table *table = (const Table *)change->desired, *there = (const Table *)change->actual;
    bool rewrites = change_has(change, "engine") || change_has(change, "row_format");
    SCOPED(Buf, buf_free) options = {0};
    if (rewrites && !emit_may_rewrite(e, change, "every row is written anew"))
        return;
    if (change_has(change, "engine") && table->engine != NULL)
        buf_printf(&options, " ENGINE=%s", table->engine);
    if (change_has(change, "row_format"))
        put_row_format(&options, table);
    if (change_has(change, "collation") && table->collation != NULL) {
        buf_puts(&options, " DEFAULT"); /* for columns to come: those that are there are compared one by one */
        my_put_collation(&options, table->collation);
    }
    if (change_has(change, "comment"))
        put_comment(&options, table);
    if (change_has(change, "options"))
        put_changed_options(&options, &table->options, &there->options);
    if (options.length == 0)
        return;
    my_put_alter_table(&e->sql, change->desired);
    buf_puts(&e->sql, buf_text(&options) + 1);
    double cost = rewrites ? my_copy_cost(e, change->desired) : MY_STATEMENT_S;
    stand_in_schema(e, my_alter_statement(e, change->desired, change->desired, STEP_MAKE, cost, "set table options"),
                    table);
}

static void alter_versioning(Emit *e, const Change *change)
{
    bool is_versioned = ((const Table *)change->desired)->is_versioned;
    if (!emit_may_rewrite(e, change, is_versioned ? "every row is written anew" : "the history of its rows is lost"))
        return;
    my_put_alter_table(&e->sql, change->desired);
    buf_puts(&e->sql, is_versioned ? "ADD SYSTEM VERSIONING" : "DROP SYSTEM VERSIONING");
    my_alter_statement(e, change->desired, change->desired, STEP_FINISH, my_copy_cost(e, change->desired),
                       "set system versioning");
}

static void set_auto_increment(Emit *e, const Change *change)
{
    int64_t next = ((const Table *)change->desired)->auto_increment;
    if (!change_has(change, "auto_increment") || next == INT_NONE)
        return;
    my_put_alter_table(&e->sql, change->desired);
    buf_printf(&e->sql, "AUTO_INCREMENT = %lld", (long long)next);
    my_alter_statement(e, change->desired, change->desired, STEP_FINISH, MY_STATEMENT_S, "set next value");
}

void my_alter_table(Emit *e, const Change *change)
{
    static const char *const options[] = {"engine", "row_format", "collation", "comment", "options"};
    if (change->actual != NULL) {
        bool differs = false;
        for (size_t i = 0; i < sizeof options / sizeof *options; i++)
            differs = differs || change_has(change, options[i]);
        if (change_has(change, "periods"))
            emit_cannot(e, change, "periods are settled when the table is made");
        if (differs)
            alter_options(e, change);
        if (change_has(change, "is_versioned"))
            alter_versioning(e, change);
        if (change_has(change, "partition_key") || change_has(change, "partitions"))
            my_alter_partitions(e, change);
    }
    set_auto_increment(e, change);
}
