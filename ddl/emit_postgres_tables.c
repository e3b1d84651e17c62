/* PostgreSQL: sequences and tables, with the columns that are made with them. */
#include <stdlib.h>
#include <string.h>

#include "emit_postgres.h"
#include "text.h"

Statement *pg_alter_statement(Emit *e, const Object *table, const Object *subject, Step step, const char *what)
{
    Statement *statement = emit(e, subject, step, 0.001, what);
    emit_lock(e, statement, table, LOCK_ACCESS_EXCLUSIVE);
    return statement;
}

void pg_put_alter_table(Emit *e, const Object *table, bool only)
{
    buf_puts(&e->sql, only && !pg_is_partitioned(table) ? "ALTER TABLE ONLY " : "ALTER TABLE ");
    pg_object_name(&e->sql, table);
}

/* ---- sequences ---- */

static void put_sequence_options(Buf *out, const Sequence *sequence)
{
    buf_printf(out, " START WITH %lld INCREMENT BY %lld MINVALUE %lld MAXVALUE %lld CACHE %lld %s",
               (long long)sequence->start, (long long)sequence->increment, (long long)sequence->min_value,
               (long long)sequence->max_value, (long long)sequence->cache, sequence->is_cycle ? "CYCLE" : "NO CYCLE");
}

/* From PostgreSQL 15 a sequence can be unlogged, and an identity's begins like its table. */
static void set_persistence(Emit *e, const Sequence *sequence)
{
    enum { WITH_UNLOGGED_SEQUENCES = 150000 };
    if (e->actual->server_version < WITH_UNLOGGED_SEQUENCES)
        return;
    buf_puts(&e->sql, "ALTER SEQUENCE ");
    pg_object_name(&e->sql, &sequence->object);
    buf_puts(&e->sql, sequence->is_unlogged ? " SET UNLOGGED" : " SET LOGGED");
    pg_alter_statement(e, &sequence->object, &sequence->object, STEP_MAKE, "set persistence");
}

/* The sequence of an identity column comes into being by making the column one. */
static void create_identity(Emit *e, const Sequence *sequence)
{
    const Column *column = (const Column *)sequence->identity_of;
    pg_put_alter_table(e, column->table, true);
    buf_puts(&e->sql, " ALTER COLUMN ");
    pg_name(&e->sql, column->name);
    buf_printf(&e->sql, " ADD GENERATED %s AS IDENTITY (SEQUENCE NAME ",
               column->identity == NULL ? "BY DEFAULT" : column->identity);
    pg_object_name(&e->sql, &sequence->object);
    put_sequence_options(&e->sql, sequence);
    buf_putc(&e->sql, ')');
    pg_alter_statement(e, column->table, &sequence->object, STEP_MAKE, "make identity");
    if (sequence->is_unlogged != ((const Table *)column->table)->is_unlogged)
        set_persistence(e, sequence);
}

void pg_create_sequence(Emit *e, const Object *object)
{
    const Sequence *sequence = (const Sequence *)object;
    if (sequence->identity_of != NULL) {
        create_identity(e, sequence);
        return;
    }
    buf_puts(&e->sql, sequence->is_unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ");
    pg_object_name(&e->sql, object);
    buf_printf(&e->sql, " AS %s", sequence->type);
    put_sequence_options(&e->sql, sequence);
    emit(e, object, STEP_MAKE, 0.001, "create sequence");
}

static void alter_sequence_options(Emit *e, const Change *change)
{
    const Sequence *sequence = (const Sequence *)change->desired, *there = (const Sequence *)change->actual;
    static const char *const plain[] = {"type", "start", "increment", "min_value", "max_value", "cache", "is_cycle"};
    Change rest = *change;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        rest = change_without(&rest, plain[i]);
    if (rest.fields != change->fields) {
        buf_puts(&e->sql, "ALTER SEQUENCE ");
        pg_object_name(&e->sql, change->desired);
        buf_printf(&e->sql, " AS %s", sequence->type);
        put_sequence_options(&e->sql, sequence);
        bool is_outside = there->last_value < sequence->min_value || there->last_value > sequence->max_value;
        if (there->last_value != INT_NONE && is_outside)
            buf_puts(&e->sql, " RESTART"); /* its value is set later, and must not be out of bounds meanwhile */
        pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set sequence options");
    }
    if (change_has(change, "is_unlogged"))
        set_persistence(e, sequence);
    if (change_has(change, "identity_of"))
        emit_cannot(e, change, "a sequence is made anew for that");
}

/* OWNED BY asks for one owner on both sides, and then the table's owner is the sequence's. */
static void set_owned_by(Emit *e, const Change *change)
{
    const Sequence *sequence = (const Sequence *)change->desired, *there = (const Sequence *)change->actual;
    if (there == NULL || there->owned_by == NULL)
        pg_owner(e, change->desired, sequence->owner, change);
    if (!change_has(change, "owned_by"))
        return;
    buf_puts(&e->sql, "ALTER SEQUENCE ");
    pg_object_name(&e->sql, change->desired);
    buf_puts(&e->sql, " OWNED BY ");
    const Object *table = NULL;
    if (sequence->owned_by == NULL) {
        buf_puts(&e->sql, "NONE");
    } else {
        table = object_container(sequence->owned_by);
        pg_object_name(&e->sql, sequence->owned_by);
    }
    Statement *statement = pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set sequence owner");
    emit_lock(e, statement, table, LOCK_ACCESS_SHARE);
    emit_need_whole(e, statement, table);
}

void pg_alter_sequence(Emit *e, const Change *change)
{
    const Sequence *sequence = (const Sequence *)change->desired;
    if (change->actual != NULL)
        alter_sequence_options(e, change);
    set_owned_by(e, change);
    bool is_fresh = change->actual == NULL && !sequence->is_called && sequence->last_value == sequence->start;
    bool differs = change_has(change, "last_value") || change_has(change, "is_called");
    if (differs && !is_fresh && sequence->last_value != INT_NONE) {
        Buf name = {0};
        pg_object_name(&name, change->desired);
        buf_puts(&e->sql, "SELECT setval(");
        pg_literal(&e->sql, buf_text(&name));
        buf_printf(&e->sql, ", %lld, %s)", (long long)sequence->last_value, sequence->is_called ? "true" : "false");
        buf_free(&name);
        pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set sequence value");
    }
}

/* ---- tables ---- */

static const Column *inherited_column(const Table *table, const char *name)
{
    const Column *found = NULL;
    for (size_t i = 0; found == NULL && i < table->inherits.count; i++)
        found = object_column(table->inherits.items[i], name);
    return found;
}

static const Column *parents_column(const Column *column)
{
    const Table *table = (const Table *)column->table;
    return table->partition_of != NULL ? object_column(table->partition_of, column->name)
                                       : inherited_column(table, column->name);
}

static bool inherits_not_null(const Column *column)
{
    return column->not_null_inherit != NULL && strcmp(column->not_null_inherit, "INHERITED") == 0;
}

/* From PostgreSQL 18 an inherited column can have a NOT NULL of its own, which CREATE TABLE takes as a constraint. */
static bool has_own_not_null(const Emit *e, const Column *column)
{
    enum { WITH_CATALOGUED_NOT_NULL = 180000 };
    return !column->is_local && column->not_null && !inherits_not_null(column) &&
           e->actual->server_version >= WITH_CATALOGUED_NOT_NULL &&
           e->desired->server_version >= WITH_CATALOGUED_NOT_NULL;
}

static void put_own_not_null(Buf *out, const Column *column)
{
    if (column->not_null_name != NULL) {
        buf_puts(out, "CONSTRAINT ");
        pg_name(out, column->not_null_name);
        buf_putc(out, ' ');
    }
    buf_puts(out, "NOT NULL ");
    pg_name(out, column->name);
    if (column->not_null_inherit != NULL)
        buf_printf(out, " %s", column->not_null_inherit);
}

/* Before PostgreSQL 16 an inherited column's expression can only be the parent's, and must not be said. */
static bool inherits_expression(const Emit *e, const Column *column)
{
    enum { WITH_OWN_EXPRESSIONS = 160000 };
    const Column *parent = parents_column(column);
    return e->actual->server_version < WITH_OWN_EXPRESSIONS && parent != NULL && parent->generated != NULL;
}

void pg_put_column(Emit *e, const Column *column, bool stands_alone)
{
    Buf *out = &e->sql;
    pg_name(out, column->name);
    buf_printf(out, " %s", column->type);
    pg_server_options(out, &column->server_options);
    if (column->compression != NULL)
        buf_printf(out, " COMPRESSION %s", column->compression);
    if (column->collation != NULL)
        buf_printf(out, " COLLATE %s", column->collation);
    if (column->default_value != NULL && (stands_alone || !inherits_expression(e, column))) {
        buf_puts(out, column->generated != NULL ? " GENERATED ALWAYS AS (" : " DEFAULT ");
        pg_expression(out, column->default_value);
        if (column->generated != NULL)
            buf_printf(out, ") %s", column->generated);
    }
    if (!column->not_null || (inherits_not_null(column) && !stands_alone))
        return;
    if (column->not_null_name != NULL) {
        buf_puts(out, " CONSTRAINT ");
        pg_name(out, column->not_null_name);
    }
    buf_puts(out, " NOT NULL");
    if (column->not_null_inherit != NULL && !inherits_not_null(column))
        buf_printf(out, " %s", column->not_null_inherit);
}

static size_t put_separator(Buf *out, size_t count, const char *first)
{
    buf_puts(out, count == 0 ? first : ", ");
    return count + 1;
}

static size_t put_alter_column(Buf *out, const Column *column, size_t count)
{
    count = put_separator(out, count, "");
    buf_puts(out, "ALTER COLUMN ");
    pg_name(out, column->name);
    return count;
}

static size_t put_inherited_differences(Emit *e, const Column *column, size_t count)
{
    const Table *table = (const Table *)column->table;
    const Column *parent = inherited_column(table, column->name);
    Buf *out = &e->sql;
    if (column->server_options.count > 0 && table->partition_of == NULL) {
        count = put_alter_column(out, column, count);
        pg_server_options(out, &column->server_options);
    }
    if (parent != NULL && !text_equal(column->compression, parent->compression)) {
        count = put_alter_column(out, column, count);
        buf_printf(out, " SET COMPRESSION %s", column->compression == NULL ? "default" : column->compression);
    }
    if (column->generated == NULL &&
        !text_equal(column->default_value, parent == NULL ? NULL : parent->default_value)) {
        count = put_alter_column(out, column, count);
        buf_puts(out, column->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
        if (column->default_value != NULL)
            pg_expression(out, column->default_value);
    }
    bool said = has_own_not_null(e, column) && !column_order_is_late(&e->order, column);
    if (!column->not_null || (parent != NULL && parent->not_null && !has_own_not_null(e, column)) || said ||
        inherits_not_null(column))
        return count;
    if (column->not_null_name != NULL) {
        count = put_separator(out, count, "");
        buf_puts(out, "ADD ");
        put_own_not_null(out, column);
    } else {
        count = put_alter_column(out, column, count);
        buf_puts(out, " SET NOT NULL");
    }
    return count;
}

/* CREATE TABLE refuses parents that differ in a column's storage: it differs once the children are there. */
static bool has_heirs(const Emit *e, const Object *table)
{
    return e->children[table->ordinal].count > 0 && !pg_is_partitioned(table);
}

static size_t put_storage(Emit *e, const Column *column, size_t count)
{
    if (column->storage == NULL)
        return count;
    count = put_alter_column(&e->sql, column, count);
    buf_printf(&e->sql, " SET STORAGE %s", column->storage);
    return count;
}

static size_t put_differences(Emit *e, const Column *column, size_t count)
{
    if (!has_heirs(e, column->table))
        count = put_storage(e, column, count);
    if (!column->is_local || ((const Table *)column->table)->of_type != NULL)
        count = put_inherited_differences(e, column, count);
    return count;
}

static Statement *alter_columns(Emit *e, const Object *table, const Object *subject, Step step)
{
    const char *actions = arena_copy(e->out->arena, buf_text(&e->sql));
    buf_clear(&e->sql);
    pg_put_alter_table(e, table, true);
    buf_printf(&e->sql, " %s", actions);
    return pg_alter_statement(e, table, subject, step, "alter columns");
}

/* What the column list of CREATE TABLE could not say: columns that are only inherited or typed and yet differ, and
   storage, which has no place there before PostgreSQL 16. */
static void finish_columns(Emit *e, const Table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        if (column->object.kind == KIND_COLUMN && !column_order_is_late(&e->order, column))
            count = put_differences(e, column, count);
    }
    if (count > 0)
        alter_columns(e, &table->object, &table->object, STEP_MAKE);
}

void pg_finish_column(Emit *e, const Column *column)
{
    bool is_late = column_order_is_late(&e->order, column) || emit_there(e, column->table) != NULL;
    if (is_late && put_differences(e, column, 0) > 0) {
        const Statement *statement = alter_columns(e, column->table, &column->object, STEP_MAKE);
        const Refs makers = column_order_makers(&e->order, column);
        for (size_t i = 0; i < makers.count; i++)
            emit_need(e, statement, makers.items[i]);
    }
    if (!has_heirs(e, column->table) || put_storage(e, column, 0) == 0)
        return;
    const Statement *statement = alter_columns(e, column->table, &column->object, STEP_FINISH);
    const Refs *children = &e->children[column->table->ordinal];
    for (size_t i = 0; i < children->count; i++)
        emit_need(e, statement, children->items[i]);
}

/* A function that takes the table's row, and that a default of the table calls. */
static bool takes_row_of(const Object *function, const Object *table)
{
    for (size_t i = 0; function->kind == KIND_FUNCTION && i < function->needs.count; i++)
        if (function->needs.items[i] == table)
            return true;
    return false;
}

static bool has_circular_default(const Column *column)
{
    bool found = false;
    for (size_t i = 0; column->default_value != NULL && column->generated == NULL && i < column->object.needs.count;
         i++)
        found = found || takes_row_of(column->object.needs.items[i], column->table);
    return found;
}

/* The table first, then the functions, then these defaults. */
static void set_circular_defaults(Emit *e, const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN || !has_circular_default(column))
            continue;
        pg_put_alter_table(e, table, true);
        buf_puts(&e->sql, " ALTER COLUMN ");
        pg_name(&e->sql, column->name);
        buf_puts(&e->sql, " SET DEFAULT ");
        pg_expression(&e->sql, column->default_value);
        const Statement *statement = pg_alter_statement(e, table, table, STEP_FINISH, "set default");
        for (size_t n = 0; n < column->object.needs.count; n++)
            emit_need(e, statement, column->object.needs.items[n]);
    }
}

static void put_whole_column(Emit *e, const Column *column, bool stands_alone)
{
    Column plain = *column;
    if (has_circular_default(column))
        plain.default_value = NULL;
    pg_put_column(e, &plain, stands_alone);
}

static void put_columns(Emit *e, const Table *table, bool stands_alone)
{
    size_t count = 0;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        bool whole = column->object.kind == KIND_COLUMN && (column->is_local || table->partition_of != NULL);
        if (column->object.kind != KIND_COLUMN || column_order_is_late(&e->order, column) ||
            (!whole && !has_own_not_null(e, column)))
            continue;
        count = put_separator(&e->sql, count, "");
        if (whole)
            put_whole_column(e, column, stands_alone);
        else
            put_own_not_null(&e->sql, column);
    }
}

static void put_parents(Buf *out, const Refs *parents)
{
    for (size_t i = 0; i < parents->count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        pg_object_name(out, parents->items[i]);
    }
}

/* Columns bring needs of their own: types, functions and sequences of defaults. */
static void need_columns(Emit *e, const Statement *statement, const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        for (size_t n = 0; part->kind == KIND_COLUMN && n < part->needs.count; n++)
            if (!takes_row_of(part->needs.items[n], table))
                emit_need(e, statement, part->needs.items[n]);
    }
}

static void attach(Emit *e, const Table *table)
{
    buf_puts(&e->sql, "ALTER TABLE ONLY ");
    pg_object_name(&e->sql, table->partition_of);
    buf_puts(&e->sql, " ATTACH PARTITION ");
    pg_object_name(&e->sql, &table->object);
    buf_printf(&e->sql, " %s", table->partition_bound);
    Statement *statement = pg_alter_statement(e, &table->object, &table->object, STEP_MAKE, "attach partition");
    emit_lock_only(e, statement, table->partition_of, LOCK_ACCESS_EXCLUSIVE);
    emit_need(e, statement, table->partition_of);
}

static void inherit(Emit *e, const Table *table, const Object *parent)
{
    pg_put_alter_table(e, &table->object, true);
    buf_puts(&e->sql, " INHERIT ");
    pg_object_name(&e->sql, parent);
    Statement *statement = pg_alter_statement(e, &table->object, &table->object, STEP_MAKE, "inherit");
    emit_lock_only(e, statement, parent, LOCK_SHARE_UPDATE_EXCLUSIVE);
}

void pg_create_table(Emit *e, const Object *object)
{
    const Table *table = (const Table *)object;
    Buf *out = &e->sql;
    bool later = table->inherits.count > 0 && column_order_inherits_later(table);
    buf_puts(out, table->is_unlogged ? "CREATE UNLOGGED " : "CREATE ");
    pg_described(out, object);
    if (table->of_type != NULL) {
        buf_printf(out, " OF %s", table->of_type);
    } else {
        buf_puts(out, " (");
        put_columns(e, table, later || table->partition_of != NULL);
        buf_putc(out, ')');
    }
    if (table->inherits.count > 0 && !later) {
        buf_puts(out, " INHERITS (");
        put_parents(out, &table->inherits);
        buf_putc(out, ')');
    }
    if (table->partition_key != NULL)
        buf_printf(out, " PARTITION BY %s", table->partition_key);
    if (table->access_method != NULL) {
        buf_puts(out, " USING ");
        pg_name(out, table->access_method);
    }
    if (table->options.count > 0) {
        buf_puts(out, " WITH (");
        pg_options(out, &table->options);
        buf_putc(out, ')');
    }
    if (table->server != NULL) {
        buf_puts(out, " SERVER ");
        pg_object_name(out, table->server);
        pg_server_options(out, &table->server_options);
    }
    need_columns(e, emit(e, object, STEP_MAKE, 0.002, "create table"), object);
    finish_columns(e, table);
    for (size_t i = 0; later && i < table->inherits.count; i++)
        inherit(e, table, table->inherits.items[i]);
    if (table->partition_of != NULL)
        attach(e, table);
    set_circular_defaults(e, object);
}

static void detach(Emit *e, const Table *table, const Table *there)
{
    buf_puts(&e->sql, "ALTER TABLE ");
    pg_object_name(&e->sql, there->partition_of);
    buf_puts(&e->sql, " DETACH PARTITION ");
    pg_object_name(&e->sql, &table->object);
    emit_lock(e, pg_alter_statement(e, &table->object, &table->object, STEP_MAKE, "detach partition"),
              there->partition_of, LOCK_ACCESS_EXCLUSIVE);
}

static void leave(Emit *e, const Table *table, const Object *parent)
{
    pg_put_alter_table(e, &table->object, true);
    buf_puts(&e->sql, " NO INHERIT ");
    pg_object_name(&e->sql, parent);
    emit_lock(e, pg_alter_statement(e, &table->object, &table->object, STEP_MAKE, "leave parent"), parent,
              LOCK_ACCESS_EXCLUSIVE);
}

/* Parents are kept as far as their order is; the others are left, and entered in their order. */
static void alter_parents(Emit *e, const Change *change)
{
    const Table *table = (const Table *)change->desired, *there = (const Table *)change->actual;
    bool moves = change_has(change, "partition_of") || change_has(change, "partition_bound");
    size_t kept = 0;
    while (kept < table->inherits.count && kept < there->inherits.count &&
           strcmp(table->inherits.items[kept]->key, there->inherits.items[kept]->key) == 0)
        kept++;
    if (moves && there->partition_of != NULL)
        detach(e, table, there);
    for (size_t i = there->inherits.count; i > kept; i--)
        leave(e, table, there->inherits.items[i - 1]);
    for (size_t i = kept; i < table->inherits.count; i++)
        inherit(e, table, table->inherits.items[i]);
    if (moves && table->partition_of != NULL)
        attach(e, table);
}

static void alter_typed(Emit *e, const Table *table)
{
    pg_put_alter_table(e, &table->object, true);
    buf_printf(&e->sql, table->of_type == NULL ? " NOT OF" : " OF %s", table->of_type);
    pg_alter_statement(e, &table->object, &table->object, STEP_FINISH, "set type");
}

static void alter_access_method(Emit *e, const Change *change)
{
    enum { WITH_SET_ACCESS_METHOD = 150000 };
    const Table *table = (const Table *)change->desired;
    if (e->actual->server_version < WITH_SET_ACCESS_METHOD) {
        emit_cannot(e, change, "before PostgreSQL 15 a table keeps its access method");
        return;
    }
    if (!emit_may_rewrite(e, change, "every row is written anew"))
        return;
    pg_put_alter_table(e, change->desired, true);
    buf_puts(&e->sql, " SET ACCESS METHOD ");
    pg_name(&e->sql, table->access_method == NULL ? "heap" : table->access_method);
    pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set access method");
}

static void set_replica_identity(Emit *e, const Change *change)
{
    const char *identity = ((const Table *)change->desired)->replica_identity;
    if (!change_has(change, "replica_identity"))
        return;
    pg_put_alter_table(e, change->desired, true);
    buf_printf(&e->sql, " REPLICA IDENTITY %s", identity == NULL ? "DEFAULT" : identity[0] == 'f' ? "FULL" : "NOTHING");
    pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set replica identity");
}

static void set_row_security(Emit *e, const Change *change)
{
    if (!change_has(change, "row_security"))
        return;
    pg_put_alter_table(e, change->desired, true);
    buf_puts(&e->sql, ((const Table *)change->desired)->row_security ? " ENABLE" : " DISABLE");
    buf_puts(&e->sql, " ROW LEVEL SECURITY");
    pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set row security");
}

/* The owner, too, sees only some rows then, and the one query that validates a foreign key runs as the owner (ri_triggers.c,
   RI_Initial_Check): it would miss rows. So foreign keys come first. */
static void force_row_security(Emit *e, const Change *change)
{
    if (!change_has(change, "force_row_security"))
        return;
    pg_put_alter_table(e, change->desired, true);
    buf_puts(&e->sql, ((const Table *)change->desired)->force_row_security ? " FORCE" : " NO FORCE");
    buf_puts(&e->sql, " ROW LEVEL SECURITY");
    Statement *statement = pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "force row security");
    EACH (e->desired, FOREIGN_KEY, ForeignKey, key)
        if (key->table == change->desired || key->referenced_table == change->desired)
            emit_need_whole(e, statement, &key->object);
}

void pg_alter_table(Emit *e, const Change *change)
{
    const Table *table = (const Table *)change->desired, *there = (const Table *)change->actual;
    if (there != NULL) {
        if (change_has(change, "partition_of") || change_has(change, "partition_bound") ||
            change_has(change, "inherits"))
            alter_parents(e, change);
        if (change_has(change, "of_type"))
            alter_typed(e, table);
        if (change_has(change, "access_method"))
            alter_access_method(e, change);
        if (change_has(change, "options"))
            pg_alter_options(e, change->desired, &table->options, &there->options);
        if (change_has(change, "is_unlogged")) {
            pg_put_alter_table(e, change->desired, false);
            buf_puts(&e->sql, table->is_unlogged ? " SET UNLOGGED" : " SET LOGGED");
            pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set persistence");
        }
        if (change_has(change, "server_options") && !change_has(change, "server")) {
            pg_put_alter_table(e, change->desired, true);
            pg_change_server_options(&e->sql, &table->server_options, &there->server_options);
            pg_alter_statement(e, change->desired, change->desired, STEP_FINISH, "set foreign table options");
        }
        if (change_has(change, "server"))
            emit_cannot(e, change, "a foreign table stays with its server");
        if (change_has(change, "partition_key"))
            emit_cannot(e, change, "a table is made partitioned or not, and stays so");
    }
    set_replica_identity(e, change);
    set_row_security(e, change);
    pg_owner(e, change->desired, table->owner, change);
    force_row_security(e, change);
}
