/* MySQL and MariaDB: checks and foreign keys. */
#include <string.h>

#include "emit_mysql.h"
#include "sample.h"

/* ---- checks ---- */

static void put_check(Emit *e, const Object *object)
{
    const Check *check = (const Check *)object;
    const Column *column = check->column == NULL ? NULL : object_column(check->table, check->column);
    if (column != NULL) { /* MariaDB: it is a part of the column's definition */
        buf_puts(&e->sql, "MODIFY COLUMN ");
        my_put_column(e, &e->sql, column, check);
        return;
    }
    buf_puts(&e->sql, "ADD CONSTRAINT ");
    my_name(&e->sql, check->name);
    buf_printf(&e->sql, " CHECK (%s)%s", check->expression, check->not_enforced ? " NOT ENFORCED" : "");
}

static bool all_together(const Emit *e, const Object *first, const Object *other)
{
    (void)e, (void)first, (void)other;
    return true;
}

static int64_t place_of(const Object *object)
{
    return ((const Check *)object)->position;
}

/* The server copies the table to add one: all at once. */
void my_create_check(Emit *e, const Object *object)
{
    static const Together together = {KIND_CHECK, all_together, place_of, put_check};
    my_emit_together(e, object, &together, my_copy_cost(e, object_container(object)), "add check");
}

void my_alter_check(Emit *e, const Change *change)
{
    const Check *check = (const Check *)change->desired;
    Change rest = change_without(change, "not_enforced");
    if (change->actual == NULL)
        return;
    my_put_alter_table(&e->sql, check->table);
    if (rest.fields == 0) {
        buf_puts(&e->sql, "ALTER CHECK ");
        my_name(&e->sql, check->name);
        buf_puts(&e->sql, check->not_enforced ? " NOT ENFORCED" : " ENFORCED");
    } else {
        if (check->column == NULL || ((const Check *)change->actual)->column == NULL) {
            buf_puts(&e->sql, "DROP CONSTRAINT ");
            my_name(&e->sql, check->name);
            buf_puts(&e->sql, ", ");
        }
        put_check(e, change->desired);
    }
    my_alter_statement(e, check->table, change->desired, STEP_MAKE, my_copy_cost(e, check->table), "change check");
}

/* ---- foreign keys ---- */

/* What the server takes for granted: MySQL's NO ACTION, MariaDB's RESTRICT. They mean the same. */
static void put_action(const Emit *e, Buf *out, const char *when, const char *action)
{
    if (action != NULL && strcmp(action, my_is_mariadb(e, 0) ? "RESTRICT" : "NO ACTION") != 0)
        buf_printf(out, " ON %s %s", when, action);
}

/* It need not exist. */
static void put_referenced(Buf *out, const ForeignKey *key)
{
    if (key->referenced_table != NULL)
        my_object_name(out, key->referenced_table);
    else
        buf_puts(out, key->referenced_name);
}

static void put_foreign_key(Emit *e, const Object *object)
{
    const ForeignKey *key = (const ForeignKey *)object;
    Buf *out = &e->sql;
    buf_puts(out, "ADD CONSTRAINT ");
    my_name(out, key->name);
    buf_puts(out, " FOREIGN KEY ");
    my_names(out, &key->columns);
    buf_puts(out, " REFERENCES ");
    put_referenced(out, key);
    buf_putc(out, ' ');
    my_names(out, &key->referenced_columns);
    put_action(e, out, "DELETE", key->on_delete);
    put_action(e, out, "UPDATE", key->on_update);
}

static void put_column_of(Buf *out, const char *alias, const char *name)
{
    buf_printf(out, "%s.", alias);
    my_name(out, name);
}

/* Rows that refer to none: how many, and two of them. Checks are off in our sessions, so the server would not notice. */
static const char *orphan_query(const Emit *e, const ForeignKey *key)
{
    SCOPED(Buf, buf_free) out = {0};
    SCOPED(Buf, buf_free) parent = {0};
    SCOPED(Buf, buf_free) text = {0};
    my_object_name(&parent, key->referenced_table);
    buf_printf(&text, " of its rows refer to none of %s, such as ", buf_text(&parent));
    buf_puts(&out, "SELECT CONCAT(COUNT(*), ");
    my_literal(&out, buf_text(&text));
    buf_puts(&out, ", MIN(");
    sample_put(&out, &dialect_mysql, key->table, &key->columns, "c");
    buf_puts(&out, "), IF(COUNT(*) > 1, CONCAT(' and ', MAX(");
    sample_put(&out, &dialect_mysql, key->table, &key->columns, "c");
    buf_puts(&out, ")), '')), ");
    my_literal(&out, "load the missing rows, or set post_data.foreign_keys: not_valid in the job");
    buf_puts(&out, " FROM ");
    my_object_name(&out, key->table);
    buf_printf(&out, " c LEFT JOIN %s p ON ", buf_text(&parent));
    for (size_t i = 0; i < key->columns.count; i++) {
        buf_puts(&out, i == 0 ? "" : " AND ");
        put_column_of(&out, "c", key->columns.items[i]);
        buf_puts(&out, " = ");
        put_column_of(&out, "p", key->referenced_columns.items[i]);
    }
    buf_puts(&out, " WHERE ");
    put_column_of(&out, "p", key->referenced_columns.items[0]);
    buf_puts(&out, " IS NULL");
    for (size_t i = 0; i < key->columns.count; i++) {
        buf_puts(&out, " AND ");
        put_column_of(&out, "c", key->columns.items[i]);
        buf_puts(&out, " IS NOT NULL");
    }
    buf_puts(&out, " HAVING COUNT(*) > 0");
    return arena_copy(e->out->arena, buf_text(&out));
}

/* It comes after every index of both tables: it reads them, and where one were missing the server would make its own. */
static void need_indexes(Emit *e, const Statement *statement, const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        Kind kind = table->parts.items[i]->kind;
        if (kind == KIND_KEY || kind == KIND_INDEX || kind == KIND_CHECK)
            emit_need_whole(e, statement, table->parts.items[i]);
    }
}

/* One of them may need what fails, and the others not. */
static bool may_fail_together(const Emit *e, const Object *first, const Object *other)
{
    (void)first, (void)other;
    return !e->options->goes_on;
}

static const char *need_referenced(Emit *e, Statement *statement, const Object *object)
{
    const ForeignKey *key = (const ForeignKey *)object;
    emit_lock(e, statement, key->referenced_table, LOCK_ACCESS_EXCLUSIVE);
    if (key->referenced_table == NULL)
        return NULL;
    need_indexes(e, statement, key->referenced_table);
    return key->is_valid ? orphan_query(e, key) : NULL;
}

void my_create_foreign_key(Emit *e, const Object *object)
{
    static const Together together = {KIND_FOREIGN_KEY, may_fail_together, NULL, put_foreign_key};
    const Object *table = object_container(object);
    Statement *statement = my_emit_together(e, object, &together, my_scan_cost(e, table), "add foreign key");
    if (statement == NULL)
        return;
    need_indexes(e, statement, table);
    if (statement->pieces.count == 0)
        statement->check = need_referenced(e, statement, object);
    for (size_t i = 0; i < statement->pieces.count; i++)
        statement->pieces.items[i].check = need_referenced(e, statement, statement->pieces.items[i].subject);
}

void my_alter_foreign_key(Emit *e, const Change *change)
{
    Change rest = change_without(change, "is_valid");
    if (change->actual != NULL && rest.fields != 0)
        emit_cannot(e, change, "a foreign key is made anew, not altered");
}
