/* PostgreSQL: columns of tables that are there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emit_postgres.h"
#include "staged.h"

static void need_tables_below(Emit *e, const Statement *statement, const Object *table)
{
    const Refs *children = &e->children[table->ordinal];
    for (size_t i = 0; i < children->count; i++) {
        emit_need(e, statement, children->items[i]);
        need_tables_below(e, statement, children->items[i]);
    }
}

static void add_column(Emit *e, const Column *column)
{
    pg_put_alter_table(e, column->table, false);
    buf_puts(&e->sql, " ADD COLUMN ");
    pg_put_column(e, column, false);
    Statement *statement = pg_alter_statement(e, column->table, &column->object, STEP_MAKE, "add column");
    staged_come_first(e, statement, column);
    if (!column_order_is_late(&e->order, column))
        return;
    const Refs before = column_order_before(&e->order, column);
    for (size_t i = 0; i < before.count; i++)
        emit_need(e, statement, before.items[i]);
    need_tables_below(e, statement, column->table);
}

/* Else CREATE TABLE, or the parent's own ADD COLUMN, makes it. */
void pg_create_column(Emit *e, const Object *object)
{
    const Column *column = (const Column *)object;
    bool is_made = emit_there(e, column->table) == NULL && !column_order_is_late(&e->order, column);
    if (column->is_local && !is_made)
        add_column(e, column);
    pg_finish_column(e, column);
}

static size_t put_alter_column(Emit *e, const Column *column, size_t count)
{
    if (count == 0)
        pg_put_alter_table(e, column->table, true);
    buf_puts(&e->sql, count == 0 ? " ALTER COLUMN " : ", ALTER COLUMN ");
    pg_name(&e->sql, column->name);
    return count + 1;
}

static void put_column_options(Emit *e, const Column *column, const Column *there)
{
    if (column->options.count > 0) {
        buf_puts(&e->sql, " SET (");
        pg_options(&e->sql, &column->options);
        buf_putc(&e->sql, ')');
        return;
    }
    buf_puts(&e->sql, " RESET (");
    for (size_t i = 0; there != NULL && i < there->options.count; i++)
        buf_printf(&e->sql, "%s%.*s", i > 0 ? ", " : "",
                   (int)(strchrnul(there->options.items[i], '=') - there->options.items[i]), there->options.items[i]);
    buf_putc(&e->sql, ')');
}

/* SET NOT NULL, which goes before, validates one that is there. */
static size_t put_not_valid(Emit *e, const Column *column, size_t count)
{
    if (column->not_valid_name == NULL) {
        if (column->not_null)
            return count;
        count = put_alter_column(e, column, count);
        buf_puts(&e->sql, " DROP NOT NULL");
        return count;
    }
    if (count == 0)
        pg_put_alter_table(e, column->table, false);
    buf_puts(&e->sql, count == 0 ? " ADD CONSTRAINT " : ", ADD CONSTRAINT ");
    pg_name(&e->sql, column->not_valid_name);
    buf_puts(&e->sql, " NOT NULL ");
    pg_name(&e->sql, column->name);
    buf_puts(&e->sql, column->not_valid_no_inherit ? " NO INHERIT NOT VALID" : " NOT VALID");
    return count + 1;
}

static size_t put_late_changes(Emit *e, const Change *change, size_t count)
{
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    if (change_has(change, "statistics")) {
        count = put_alter_column(e, column, count);
        buf_printf(&e->sql, " SET STATISTICS %lld",
                   column->statistics == INT_NONE ? -1 : (long long)column->statistics);
    }
    if (change_has(change, "options")) {
        count = put_alter_column(e, column, count);
        put_column_options(e, column, there);
    }
    if (change_has(change, "not_valid_name"))
        count = put_not_valid(e, column, count);
    if (change_has(change, "identity") && there != NULL && there->identity != NULL && column->identity != NULL) {
        count = put_alter_column(e, column, count);
        buf_printf(&e->sql, " SET GENERATED %s", column->identity);
    }
    return count;
}

static size_t put_default(Emit *e, const Column *column, size_t count)
{
    count = put_alter_column(e, column, count);
    buf_puts(&e->sql, column->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
    if (column->default_value != NULL)
        pg_expression(&e->sql, column->default_value);
    return count;
}

static size_t put_not_null(Emit *e, const Column *column, size_t count)
{
    if (column->not_null && column->not_null_name != NULL) {
        if (count == 0)
            pg_put_alter_table(e, column->table, true);
        buf_puts(&e->sql, count == 0 ? " ADD CONSTRAINT " : ", ADD CONSTRAINT ");
        pg_name(&e->sql, column->not_null_name);
        buf_puts(&e->sql, " NOT NULL ");
        pg_name(&e->sql, column->name);
        return count + 1;
    }
    count = put_alter_column(e, column, count);
    buf_puts(&e->sql, column->not_null ? " SET NOT NULL" : " DROP NOT NULL");
    return count;
}

static size_t put_early_changes(Emit *e, const Change *change, size_t count)
{
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    bool is_plain = column->generated == NULL && there->generated == NULL;
    if (change_has(change, "default_value") && is_plain)
        count = put_default(e, column, count);
    if (change_has(change, "not_null"))
        count = put_not_null(e, column, count);
    if (change_has(change, "storage")) {
        count = put_alter_column(e, column, count);
        buf_printf(&e->sql, " SET STORAGE %s", column->storage == NULL ? "DEFAULT" : column->storage);
    }
    if (change_has(change, "compression")) {
        count = put_alter_column(e, column, count);
        buf_printf(&e->sql, " SET COMPRESSION %s", column->compression == NULL ? "default" : column->compression);
    }
    if (change_has(change, "server_options")) {
        count = put_alter_column(e, column, count);
        pg_change_server_options(&e->sql, &column->server_options, &there->server_options);
    }
    return count;
}

/* ---- types ---- */

/* "timestamp(3) with time zone": timestamp with time zone, and 3; -1 where nothing is said. */
typedef struct Modified {
    char name[64];
    long first, second;
} Modified;

static Modified modified_of(const char *type)
{
    const char *open = strchr(type, '('), *close = open == NULL ? NULL : strchr(open, ')');
    Modified modified = {.first = -1, .second = -1};
    snprintf(modified.name, sizeof modified.name, "%.*s%s", (int)(close == NULL ? strlen(type) : (size_t)(open - type)),
             type, close == NULL ? "" : close + 1);
    if (close == NULL)
        return modified;
    char *end;
    modified.first = strtol(open + 1, &end, 10);
    modified.second = *end == ',' ? strtol(end + 1, NULL, 10) : 0;
    return modified;
}

/* Every value stays as it is stored, so that the server writes no row anew. */
static bool widens(const char *from_type, const char *to_type)
{
    static const char *const limited[] = {
        "character varying",        "bit varying",         "numeric",
        "timestamp with time zone", "time with time zone", "timestamp without time zone",
        "time without time zone"};
    static const struct {
        const char *from, *to;
    } alike[] = {{"character varying", "text"}, {"text", "character varying"}, {"cidr", "inet"}};
    Modified from = modified_of(from_type), to = modified_of(to_type);
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (strcmp(from.name, alike[i].from) == 0 && strcmp(to.name, alike[i].to) == 0)
            return to.first < 0;
    for (size_t i = 0; i < sizeof limited / sizeof *limited; i++)
        if (strcmp(from.name, limited[i]) == 0 && strcmp(to.name, limited[i]) == 0)
            return to.first < 0 || (from.first >= 0 && to.first >= from.first && to.second == from.second);
    return false;
}

/* What is said of a parent's column goes down to those that inherit it. */
static bool follows_parent(const Emit *e, const Column *column, const Column *there)
{
    const Table *table = (const Table *)there->table;
    const Object *single[1] = {table->partition_of};
    Refs parents = table->partition_of != NULL ? (Refs){single, 1} : table->inherits;
    for (size_t i = 0; i < parents.count; i++)
        for (size_t n = 0; n < parents.items[i]->parts.count; n++) {
            const Column *above = (const Column *)parents.items[i]->parts.items[n];
            if (above->object.kind != KIND_COLUMN || strcmp(above->name, column->name) != 0)
                continue;
            const Column *wanted = (const Column *)catalog_find(e->desired, above->object.key);
            if (wanted != NULL && strcmp(wanted->type, column->type) == 0 && strcmp(above->type, column->type) != 0)
                return true;
        }
    return false;
}

/* Back to the type that is loaded into: the table is empty, and the one may not cast to the other. */
static void put_cast(Emit *e, const Column *column)
{
    bool is_emptied = e->options->section == SECTION_PRE && e->options->permission->existing != EXISTING_FAIL;
    if (is_emptied && column->load_type != NULL)
        buf_puts(&e->sql, "NULL");
    else
        pg_name(&e->sql, column->name);
    buf_printf(&e->sql, "::%s", column->type);
}

/* A default of the old type may not cast to the new one: it goes before and comes after, in one statement. */
static void alter_type(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    bool is_same = strcmp(column->type, there->type) == 0 || widens(there->type, column->type);
    if (follows_parent(e, column, there))
        return;
    if (!is_same && !emit_may_rewrite(e, change, "every row is written anew"))
        return;
    bool swaps_default = !is_same && there->generated == NULL && there->default_value != NULL;
    pg_put_alter_table(e, column->table, false);
    buf_puts(&e->sql, " ALTER COLUMN ");
    pg_name(&e->sql, column->name);
    if (swaps_default) {
        buf_puts(&e->sql, " DROP DEFAULT");
        (void)put_alter_column(e, column, 1);
    }
    buf_printf(&e->sql, " TYPE %s", column->type);
    if (column->collation != NULL)
        buf_printf(&e->sql, " COLLATE %s", column->collation);
    if (!is_same && column->generated == NULL) {
        buf_puts(&e->sql, " USING ");
        put_cast(e, column);
    }
    if (swaps_default && column->default_value != NULL)
        (void)put_default(e, column, 1);
    emit_clear_way(e, change->desired);
    pg_alter_statement(e, column->table, change->desired, STEP_MAKE, "alter column type");
}

/* ---- generated columns ---- */

static void alter_generated(Emit *e, const Change *change)
{
    enum { WITH_DROP_EXPRESSION = 130000, WITH_SET_EXPRESSION = 170000 };
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    bool was_stored = there->generated != NULL && strcmp(there->generated, "STORED") == 0;
    if (column->generated == NULL && was_stored && e->actual->server_version >= WITH_DROP_EXPRESSION) {
        size_t count = put_alter_column(e, column, 0);
        buf_puts(&e->sql, " DROP EXPRESSION");
        if (column->default_value != NULL)
            (void)put_default(e, column, count);
    } else if (!change_has(change, "generated") && e->actual->server_version >= WITH_SET_EXPRESSION) {
        if (was_stored && !emit_may_rewrite(e, change, "every row is computed and written anew"))
            return;
        (void)put_alter_column(e, column, 0);
        buf_puts(&e->sql, " SET EXPRESSION AS (");
        pg_expression(&e->sql, column->default_value);
        buf_putc(&e->sql, ')');
    } else {
        emit_cannot(e, change, "a generated column is made anew");
        return;
    }
    pg_alter_statement(e, column->table, change->desired, STEP_MAKE, "alter generated column");
}

/* ---- columns ---- */

static bool same_object(const Object *a, const Object *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a->key, b->key) == 0);
}

/* What is inherited follows from entering and leaving parents. */
static bool changes_parents(const Emit *e, const Column *column)
{
    const Table *desired = (const Table *)column->table, *there = (const Table *)emit_there(e, column->table);
    bool same = there == NULL || (same_object(there->partition_of, desired->partition_of) &&
                                  there->inherits.count == desired->inherits.count);
    for (size_t i = 0; same && there != NULL && i < there->inherits.count; i++)
        same = same_object(there->inherits.items[i], desired->inherits.items[i]);
    return !same;
}

static const char *not_null_name(Emit *e, const Column *column)
{
    return column->not_null_name != NULL
               ? column->not_null_name
               : arena_printf(e->scratch, "%s_%s_not_null", ((const Table *)column->table)->name, column->name);
}

static void rename_not_null(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    if (!column->not_null || !there->not_null)
        return;
    pg_put_alter_table(e, column->table, true);
    buf_puts(&e->sql, " RENAME CONSTRAINT ");
    pg_name(&e->sql, not_null_name(e, there));
    buf_puts(&e->sql, " TO ");
    pg_name(&e->sql, not_null_name(e, column));
    pg_alter_statement(e, column->table, change->desired, STEP_FINISH, "rename constraint");
}

static void alter_existing(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired, *there = (const Column *)change->actual;
    bool was_generated = column->generated != NULL || there->generated != NULL;
    if (change_has(change, "type") || change_has(change, "collation"))
        alter_type(e, change);
    if (was_generated && (change_has(change, "default_value") || change_has(change, "generated")))
        alter_generated(e, change);
    if (change_has(change, "not_null_name"))
        rename_not_null(e, change);
    if ((change_has(change, "is_local") || change_has(change, "not_null_inherit")) && !changes_parents(e, column))
        emit_cannot(e, change, "what is inherited and what is a table's own is settled when it is made");
}

/* The children's own come first: the parent's is merged with what it finds. */
static void need_childrens_not_valid(Emit *e, const Statement *statement, const Object *table, const char *name)
{
    const Refs *children = &e->children[table->ordinal];
    for (size_t i = 0; i < children->count; i++) {
        const Column *column = object_column(children->items[i], name);
        if (column != NULL && column->not_valid_name != NULL)
            emit_need_whole(e, statement, &column->object);
        need_childrens_not_valid(e, statement, children->items[i], name);
    }
}

static void alter_column(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired;
    if (change->actual != NULL)
        alter_existing(e, change);
    size_t count = change->actual == NULL ? 0 : put_early_changes(e, change, 0);
    count = put_late_changes(e, change, count);
    if (count == 0)
        return;
    Statement *statement = pg_alter_statement(e, column->table, change->desired, STEP_FINISH, "alter column");
    for (size_t i = 0; change->actual != NULL && i < change->desired->needs.count; i++)
        emit_need(e, statement, change->desired->needs.items[i]);
    if (change_has(change, "not_valid_name"))
        need_childrens_not_valid(e, statement, column->table, column->name);
    if (change_has(change, "storage")) /* CREATE TABLE refuses parents that differ in it */
        need_tables_below(e, statement, column->table);
}

void pg_alter_column(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired;
    Change rest = *change;
    if (staged_is(e, column)) {
        pg_alter_staged(e, column);
        rest = staged_rest(change);
    }
    alter_column(e, &rest);
}
