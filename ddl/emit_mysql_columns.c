/* MySQL and MariaDB: how a column is said, and columns of tables that are there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emit_mysql.h"
#include "staged.h"
#include "text.h"

/* ---- a column's definition ---- */

/* Both are said where they are not the table's; the character set is part of the collation's name. */
static void put_collation(Buf *out, const Column *column)
{
    const char *own = column->collation, *tables = ((const Table *)column->table)->collation;
    if (own == NULL || text_equal(own, tables))
        return;
    size_t length = my_charset_length(own);
    if (tables != NULL && my_charset_length(tables) == length && strncmp(own, tables, length) == 0)
        buf_printf(out, " COLLATE %s", own);
    else
        my_put_collation(out, own);
}

static void put_generated(Buf *out, const Column *column)
{
    bool is_row_time = strncmp(column->generated, "ROW ", 4) == 0;
    if (is_row_time)
        buf_printf(out, " GENERATED ALWAYS AS %s", column->generated);
    else
        buf_printf(out, " GENERATED ALWAYS AS (%s) %s", column->default_value, column->generated);
}

/* Before explicit_defaults_for_timestamp a timestamp was NOT NULL unless it said otherwise. */
static void put_null(Buf *out, const Column *column)
{
    if (column->generated != NULL && strncmp(column->generated, "ROW ", 4) == 0)
        return;
    if (column->not_null)
        buf_puts(out, " NOT NULL");
    else if (strncmp(column->type, "timestamp", strlen("timestamp")) == 0 && column->generated == NULL)
        buf_puts(out, " NULL");
}

void my_put_column(const Emit *e, Buf *out, const Column *column, const Check *check)
{
    my_name(out, column->name);
    buf_printf(out, " %s", column->type);
    if (column->compression != NULL)
        buf_printf(out, " %s", column->compression);
    put_collation(out, column);
    if (column->generated != NULL)
        put_generated(out, column);
    put_null(out, column);
    if (column->srid != INT_NONE && !my_is_mariadb(e, 0))
        buf_printf(out, " SRID %lld", (long long)column->srid);
    if (column->default_value != NULL && column->generated == NULL)
        buf_printf(out, " DEFAULT %s", column->default_value);
    if (column->on_update != NULL)
        buf_printf(out, " ON UPDATE %s", column->on_update);
    buf_puts(out, column->auto_increment ? " AUTO_INCREMENT" : "");
    buf_puts(out, column->is_invisible ? " INVISIBLE" : "");
    if (column->format != NULL)
        buf_printf(out, " COLUMN_FORMAT %s", column->format);
    buf_puts(out, column->without_versioning ? " WITHOUT SYSTEM VERSIONING" : "");
    if (column->comment != NULL) {
        buf_puts(out, " COMMENT ");
        my_literal(out, column->comment);
    }
    if (check != NULL)
        buf_printf(out, " CHECK (%s)", check->expression);
}

/* ---- adding ---- */

static const Column *column_before(const Column *column)
{
    const Refs *parts = &column->table->parts;
    const Column *before = NULL;
    for (size_t i = 0; i < parts->count && parts->items[i] != &column->object; i++)
        if (parts->items[i]->kind == KIND_COLUMN)
            before = (const Column *)parts->items[i];
    return before;
}

/* An AUTO_INCREMENT column comes with its index, or the server takes neither. */
static void put_own_index(Emit *e, const Column *column)
{
    const Object *index = column->auto_increment ? my_auto_increment_index(column) : NULL;
    if (index == NULL || emit_there(e, index) != NULL)
        return;
    buf_puts(&e->sql, ", ADD ");
    if (index->kind == KIND_KEY)
        my_put_key(&e->sql, (const Key *)index);
    else
        my_put_index(e, &e->sql, (const Index *)index);
}

void my_create_column(Emit *e, const Object *object)
{
    const Column *column = (const Column *)object, *before = column_before(column);
    if (emit_there(e, column->table) == NULL)
        return; /* made with its table */
    my_put_alter_table(&e->sql, column->table);
    buf_puts(&e->sql, "ADD COLUMN ");
    my_put_column(e, &e->sql, column, NULL);
    buf_puts(&e->sql, before == NULL ? " FIRST" : " AFTER ");
    if (before != NULL)
        my_name(&e->sql, before->name);
    put_own_index(e, column);
    Statement *statement =
        my_alter_statement(e, column->table, object, STEP_MAKE, my_copy_cost(e, column->table), "add column");
    staged_come_first(e, statement, column);
    if (before != NULL)
        emit_need(e, statement, &before->object);
}

/* ---- types ---- */

/* "decimal(10,2) unsigned": decimal, 10 and 2; -1 where nothing is said. */
typedef struct Measured {
    char name[64];
    long first, second;
    bool is_unsigned;
} Measured;

static Measured measured_of(const char *type)
{
    size_t length = strcspn(type, "( ");
    Measured measured = {.first = -1, .second = -1, .is_unsigned = strstr(type, " unsigned") != NULL};
    snprintf(measured.name, sizeof measured.name, "%.*s", (int)length, type);
    if (type[length] != '(')
        return measured;
    char *end;
    measured.first = strtol(type + length + 1, &end, 10);
    measured.second = *end == ',' ? strtol(end + 1, NULL, 10) : 0;
    return measured;
}

/* In which every value of an earlier one fits. */
static const char *const wider[][6] = {
    {"tinyint", "smallint", "mediumint", "int", "bigint"},
    {"tinytext", "text", "mediumtext", "longtext"},
    {"tinyblob", "blob", "mediumblob", "longblob"},
    {"float", "double"},
    {"char", "varchar", "mediumtext", "longtext"},
    {"binary", "varbinary", "mediumblob", "longblob"},
    {"date", "datetime"},
};

static int rank_in(size_t row, const char *name)
{
    for (int i = 0; i < 6 && wider[row][i] != NULL; i++)
        if (strcmp(wider[row][i], name) == 0)
            return i;
    return -1;
}

enum { INTEGERS = 0, FLOATS = 3 }; /* rows of wider */

/* A decimal's digits, or those that a float is rounded to; -1: it is not. */
static bool digits_fit(const Measured *from, const Measured *to)
{
    return to->first < 0 ||
           (from->first >= 0 && to->second >= from->second && to->first - to->second >= from->first - from->second);
}

static bool same_kind_fits(const Measured *from, const Measured *to)
{
    if (strcmp(from->name, "decimal") == 0 || rank_in(FLOATS, from->name) >= 0)
        return digits_fit(from, to);
    if (strcmp(from->name, "binary") == 0) /* shorter ones are filled up */
        return to->first == from->first;
    bool is_for_display = rank_in(INTEGERS, from->name) >= 0 || strcmp(from->name, "year") == 0;
    return is_for_display || to->first >= from->first; /* a time without has no fractions */
}

static bool grows_list(const char *from, const char *to)
{
    size_t length = strlen(from) - 1; /* enum('a','b' */
    return strncmp(from, to, length) == 0 && (to[length] == ',' || to[length] == ')');
}

/* Every value stays what it is. */
static bool widens(const char *from_type, const char *to_type)
{
    Measured from = measured_of(from_type), to = measured_of(to_type);
    bool same = strcmp(from.name, to.name) == 0;
    if (strcmp(from.name, "enum") == 0 || strcmp(from.name, "set") == 0)
        return grows_list(from_type, to_type);
    if (to.is_unsigned && !from.is_unsigned)
        return false;
    if (same)
        return (to.is_unsigned == from.is_unsigned || rank_in(INTEGERS, from.name) < 0) && same_kind_fits(&from, &to);
    for (size_t row = 0; row < sizeof wider / sizeof *wider; row++) {
        int a = rank_in(row, from.name), b = rank_in(row, to.name);
        bool is_limited = to.first >= 0 && row != INTEGERS; /* varchar(n) */
        if (a >= 0 && b > a && (row == FLOATS ? digits_fit(&from, &to) : !is_limited || to.first >= from.first))
            return true;
    }
    return false;
}

static bool widens_charset(const char *from, const char *to)
{
    if (from == NULL || to == NULL)
        return true; /* no text before or after: the type says what is lost */
    size_t length = my_charset_length(from);
    bool same = my_charset_length(to) == length && strncmp(from, to, length) == 0;
    return same || strncmp(from, "ascii_", 6) == 0 || (strncmp(to, "utf8mb4_", 8) == 0 && strcmp(from, "binary") != 0);
}

/* ---- altering ---- */

const Check *my_check_there(const Emit *e, const Column *there)
{
    const Refs *parts = &there->table->parts;
    for (size_t i = 0; i < parts->count; i++) {
        const Check *check = (const Check *)parts->items[i];
        if (check->object.kind == KIND_CHECK && text_equal(check->column, there->name))
            return emit_there(e, &check->object) == NULL ? NULL : check;
    }
    return NULL;
}

static bool is_virtual(const Column *column)
{
    return text_equal(column->generated, "VIRTUAL");
}

static bool may_modify(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    bool was_computed = there->generated != NULL && column->generated != NULL;
    if (is_virtual(column) != is_virtual(there) || (column->generated != NULL && there->generated == NULL)) {
        emit_cannot(e, change, "a generated column is made anew");
        return false;
    }
    if (was_computed)
        return true;
    if (change_has(change, "type") && !widens(there->type, column->type))
        return emit_may_rewrite(e, change, "every row is written anew, and values may not fit");
    if (change_has(change, "collation") && !widens_charset(there->collation, column->collation))
        return emit_may_rewrite(e, change, "every row is written anew, and characters may be lost");
    return true;
}

/* A foreign key holds its columns, and those that it refers to, to their types. */
static void clear_way(Emit *e, const Column *there)
{
    EACH (e->actual, FOREIGN_KEY, ForeignKey, key) {
        bool holds = (key->table == there->table && list_has(&key->columns, there->name)) ||
                     (key->referenced_table == there->table && list_has(&key->referenced_columns, there->name));
        if (holds)
            emit_obstacle(e, &key->object, "it holds a column to the type that it has");
    }
}

void my_alter_column(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired;
    if (staged_is(e, column)) { /* what else differs is said with it */
        my_alter_staged(e, column);
        return;
    }
    if (change->actual == NULL || !may_modify(e, change))
        return;
    if (change_has(change, "type") || change_has(change, "collation"))
        clear_way(e, (const Column *)change->actual);
    my_put_alter_table(&e->sql, column->table);
    buf_puts(&e->sql, "MODIFY COLUMN ");
    my_put_column(e, &e->sql, column, my_check_there(e, (const Column *)change->actual));
    Statement *statement = my_alter_statement(e, column->table, change->desired, STEP_MAKE,
                                              my_copy_cost(e, column->table), "alter column");
    if (column->auto_increment)
        emit_need(e, statement, my_auto_increment_index(column));
}
