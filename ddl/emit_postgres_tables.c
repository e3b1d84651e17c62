/* PostgreSQL: sequences, tables, columns. */
#include <stdlib.h>
#include <string.h>

#include "emit_postgres.h"

static Statement *alter_statement(Emit *e, const Object *table, const Object *subject, Step step, const char *what)
{
    Statement *statement = emit(e, subject, step, 0.001, what);
    emit_lock(e, statement, table, LOCK_ACCESS_EXCLUSIVE);
    return statement;
}

/* "ALTER TABLE [ONLY] name": what is said of a partitioned table goes down to its partitions where the server wants it. */
static void put_alter_table(Emit *e, const Object *table, bool only)
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

/* The sequence of an identity column comes into being by making the column one. */
static void create_identity(Emit *e, const Sequence *sequence)
{
    const Column *column = (const Column *)sequence->identity_of;
    put_alter_table(e, column->table, true);
    buf_puts(&e->sql, " ALTER COLUMN ");
    pg_name(&e->sql, column->name);
    buf_printf(&e->sql, " ADD GENERATED %s AS IDENTITY (SEQUENCE NAME ",
               column->identity == NULL ? "BY DEFAULT" : column->identity);
    pg_object_name(&e->sql, &sequence->object);
    put_sequence_options(&e->sql, sequence);
    buf_putc(&e->sql, ')');
    alter_statement(e, column->table, &sequence->object, STEP_MAKE, "make identity");
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
    const Sequence *sequence = (const Sequence *)change->desired;
    static const char *const plain[] = {"type", "start", "increment", "min_value", "max_value", "cache", "is_cycle"};
    Change rest = *change;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        rest = change_without(&rest, plain[i]);
    if (rest.fields != change->fields) {
        buf_puts(&e->sql, "ALTER SEQUENCE ");
        pg_object_name(&e->sql, change->desired);
        buf_printf(&e->sql, " AS %s", sequence->type);
        put_sequence_options(&e->sql, sequence);
        alter_statement(e, change->desired, change->desired, STEP_FINISH, "set sequence options");
    }
    if (change_has(change, "is_unlogged") || change_has(change, "identity_of"))
        emit_cannot(e, &rest, "make the sequence anew");
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
    Statement *statement = alter_statement(e, change->desired, change->desired, STEP_FINISH, "set sequence owner");
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
        alter_statement(e, change->desired, change->desired, STEP_FINISH, "set sequence value");
    }
}

/* ---- tables ---- */

static const Column *column_named(const Object *table, const char *name)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_COLUMN &&
            strcmp(((const Column *)table->parts.items[i])->name, name) == 0)
            return (const Column *)table->parts.items[i];
    return NULL;
}

static const Column *inherited_column(const Table *table, const char *name)
{
    const Column *found = NULL;
    for (size_t i = 0; found == NULL && i < table->inherits.count; i++)
        found = column_named(table->inherits.items[i], name);
    return found;
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

static void put_column(Buf *out, const Column *column, bool is_partition)
{
    pg_name(out, column->name);
    buf_printf(out, " %s", column->type);
    pg_server_options(out, &column->server_options);
    if (column->compression != NULL)
        buf_printf(out, " COMPRESSION %s", column->compression);
    if (column->collation != NULL)
        buf_printf(out, " COLLATE %s", column->collation);
    if (column->default_value != NULL) {
        buf_puts(out, column->generated != NULL ? " GENERATED ALWAYS AS (" : " DEFAULT ");
        pg_expression(out, column->default_value);
        if (column->generated != NULL)
            buf_printf(out, ") %s", column->generated);
    }
    if (!column->not_null || (inherits_not_null(column) && !is_partition))
        return;
    if (column->not_null_name != NULL) {
        buf_puts(out, " CONSTRAINT ");
        pg_name(out, column->not_null_name);
    }
    buf_puts(out, " NOT NULL");
    if (column->not_null_inherit != NULL && !inherits_not_null(column))
        buf_printf(out, " %s", column->not_null_inherit);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static size_t put_separator(Buf *out, size_t count, const char *first)
{
    buf_puts(out, count == 0 ? first : ", ");
    return count + 1;
}

/* What the column list of CREATE TABLE could not say: columns that are only inherited or typed and yet differ, and
   storage, which has no place there before PostgreSQL 16. */
static void finish_columns(Emit *e, const Table *table)
{
    size_t count = 0;
    Buf *out = &e->sql;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        if (column->storage != NULL) {
            count = put_separator(out, count, "");
            buf_puts(out, "ALTER COLUMN ");
            pg_name(out, column->name);
            buf_printf(out, " SET STORAGE %s", column->storage);
        }
        if (column->is_local && table->of_type == NULL)
            continue;
        if (column->server_options.count > 0 && table->partition_of == NULL) {
            count = put_separator(out, count, "");
            buf_puts(out, "ALTER COLUMN ");
            pg_name(out, column->name);
            pg_server_options(out, &column->server_options);
        }
        const Column *parent = inherited_column(table, column->name);
        if (column->generated == NULL &&
            !same_text(column->default_value, parent == NULL ? NULL : parent->default_value)) {
            count = put_separator(out, count, "");
            buf_puts(out, "ALTER COLUMN ");
            pg_name(out, column->name);
            buf_puts(out, column->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
            if (column->default_value != NULL)
                pg_expression(out, column->default_value);
        }
        if (column->not_null && (parent == NULL || !parent->not_null) && !has_own_not_null(e, column)) {
            count = put_separator(out, count, "");
            if (column->not_null_name != NULL) {
                buf_puts(out, "ADD CONSTRAINT ");
                pg_name(out, column->not_null_name);
                buf_puts(out, " NOT NULL ");
                pg_name(out, column->name);
            } else {
                buf_puts(out, "ALTER COLUMN ");
                pg_name(out, column->name);
                buf_puts(out, " SET NOT NULL");
            }
        }
    }
    if (count == 0)
        return;
    const char *actions = arena_copy(e->out->arena, buf_text(out));
    buf_clear(out);
    put_alter_table(e, &table->object, true);
    buf_printf(out, " %s", actions);
    alter_statement(e, &table->object, &table->object, STEP_MAKE, "alter columns");
}

/* INHERITS in CREATE TABLE puts the parents' columns first. A child whose columns stand otherwise got its parents later
   (ALTER TABLE ... INHERIT), and gets them later here, too; that is possible while all its columns are its own. */
static bool inherits_later(const Table *table)
{
    size_t at = 0;
    bool same_order = true;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        if (column->object.kind == KIND_COLUMN && (!column->is_local || inherits_not_null(column)))
            return false;
    }
    for (size_t p = 0; p < table->inherits.count; p++) {
        const Refs *parts = &table->inherits.items[p]->parts;
        for (size_t i = 0; i < parts->count && parts->items[i]->kind == KIND_COLUMN; i++) {
            const Column *own = column_named(&table->object, ((const Column *)parts->items[i])->name);
            if (own == NULL || at >= table->object.parts.count || table->object.parts.items[at++] != &own->object)
                same_order = false;
        }
    }
    return !same_order;
}

static void put_columns(Emit *e, const Table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        bool whole = column->object.kind == KIND_COLUMN && (column->is_local || table->partition_of != NULL);
        if (column->object.kind != KIND_COLUMN || (!whole && !has_own_not_null(e, column)))
            continue;
        count = put_separator(&e->sql, count, "");
        if (whole)
            put_column(&e->sql, column, table->partition_of != NULL);
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
    Statement *statement = alter_statement(e, &table->object, &table->object, STEP_MAKE, "attach partition");
    emit_lock(e, statement, table->partition_of, LOCK_ACCESS_EXCLUSIVE);
    emit_need(e, statement, table->partition_of);
}

static void inherit(Emit *e, const Table *table, const Object *parent)
{
    put_alter_table(e, &table->object, true);
    buf_puts(&e->sql, " INHERIT ");
    pg_object_name(&e->sql, parent);
    Statement *statement = alter_statement(e, &table->object, &table->object, STEP_MAKE, "inherit");
    emit_lock(e, statement, parent, LOCK_SHARE_UPDATE_EXCLUSIVE);
}

void pg_create_table(Emit *e, const Object *object)
{
    const Table *table = (const Table *)object;
    Buf *out = &e->sql;
    bool later = table->inherits.count > 0 && inherits_later(table);
    buf_puts(out, table->is_unlogged ? "CREATE UNLOGGED " : "CREATE ");
    pg_described(out, object);
    if (table->of_type != NULL) {
        buf_printf(out, " OF %s", table->of_type);
    } else {
        buf_puts(out, " (");
        put_columns(e, table);
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
}

static void alter_parents(Emit *e, const Change *change)
{
    const Table *table = (const Table *)change->desired, *there = (const Table *)change->actual;
    if (there->partition_of == NULL && table->partition_of != NULL && there->inherits.count == table->inherits.count) {
        attach(e, table);
        return;
    }
    if (there->partition_of == NULL && table->partition_of == NULL && there->inherits.count < table->inherits.count) {
        for (size_t i = there->inherits.count; i < table->inherits.count; i++)
            inherit(e, table, table->inherits.items[i]);
        return;
    }
    emit_cannot(e, change, "a table is attached and made to inherit, never moved elsewhere");
}

static void set_replica_identity(Emit *e, const Change *change)
{
    const char *identity = ((const Table *)change->desired)->replica_identity;
    if (!change_has(change, "replica_identity"))
        return;
    put_alter_table(e, change->desired, true);
    buf_printf(&e->sql, " REPLICA IDENTITY %s", identity == NULL ? "DEFAULT" : identity[0] == 'f' ? "FULL" : "NOTHING");
    alter_statement(e, change->desired, change->desired, STEP_FINISH, "set replica identity");
}

static void set_row_security(Emit *e, const Change *change)
{
    if (!change_has(change, "row_security"))
        return;
    put_alter_table(e, change->desired, true);
    buf_puts(&e->sql, ((const Table *)change->desired)->row_security ? " ENABLE" : " DISABLE");
    buf_puts(&e->sql, " ROW LEVEL SECURITY");
    alter_statement(e, change->desired, change->desired, STEP_FINISH, "set row security");
}

/* The owner, too, sees only some rows then, and the one query that validates a foreign key runs as the owner (ri_triggers.c,
   RI_Initial_Check): it would miss rows. So foreign keys come first. */
static void force_row_security(Emit *e, const Change *change)
{
    if (!change_has(change, "force_row_security"))
        return;
    put_alter_table(e, change->desired, true);
    buf_puts(&e->sql, ((const Table *)change->desired)->force_row_security ? " FORCE" : " NO FORCE");
    buf_puts(&e->sql, " ROW LEVEL SECURITY");
    Statement *statement = alter_statement(e, change->desired, change->desired, STEP_FINISH, "force row security");
    EACH (e->desired, FOREIGN_KEY, ForeignKey, key)
        if (key->table == change->desired || key->referenced_table == change->desired)
            emit_need_whole(e, statement, &key->object);
}

void pg_alter_table(Emit *e, const Change *change)
{
    const Table *table = (const Table *)change->desired, *there = (const Table *)change->actual;
    if (there != NULL) {
        if (change_has(change, "partition_of") || change_has(change, "inherits"))
            alter_parents(e, change);
        else if (change_has(change, "partition_bound"))
            emit_cannot(e, change, "detach the partition on the target first");
        if (change_has(change, "options"))
            pg_alter_options(e, change->desired, &table->options, &there->options);
        if (change_has(change, "is_unlogged")) {
            put_alter_table(e, change->desired, false);
            buf_puts(&e->sql, table->is_unlogged ? " SET UNLOGGED" : " SET LOGGED");
            alter_statement(e, change->desired, change->desired, STEP_FINISH, "set persistence");
        }
        if (change_has(change, "server_options") && !change_has(change, "server")) {
            put_alter_table(e, change->desired, true);
            pg_change_server_options(&e->sql, &table->server_options, &there->server_options);
            alter_statement(e, change->desired, change->desired, STEP_FINISH, "set foreign table options");
        }
        if (change_has(change, "server"))
            emit_cannot(e, change, "a foreign table stays with its server");
        if (change_has(change, "partition_key") || change_has(change, "access_method") || change_has(change, "of_type"))
            emit_cannot(e, change, "it means to write the whole table anew");
    }
    set_replica_identity(e, change);
    set_row_security(e, change);
    pg_owner(e, change->desired, table->owner, change);
    force_row_security(e, change);
}

/* ---- columns ---- */

void pg_create_column(Emit *e, const Object *object)
{
    const Column *column = (const Column *)object;
    if (emit_there(e, column->table) == NULL || !column->is_local)
        return; /* CREATE TABLE, or the parent's own ADD COLUMN, makes it */
    put_alter_table(e, column->table, false);
    buf_puts(&e->sql, " ADD COLUMN ");
    put_column(&e->sql, column, false);
    alter_statement(e, column->table, object, STEP_MAKE, "add column");
}

static size_t put_alter_column(Emit *e, const Column *column, size_t count)
{
    if (count == 0)
        put_alter_table(e, column->table, true);
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
    if (change_has(change, "identity") && there != NULL && there->identity != NULL && column->identity != NULL) {
        count = put_alter_column(e, column, count);
        buf_printf(&e->sql, " SET GENERATED %s", column->identity);
    }
    return count;
}

static size_t put_early_changes(Emit *e, const Change *change, size_t count)
{
    const Column *column = (const Column *)change->desired;
    if (change_has(change, "default_value")) {
        count = put_alter_column(e, column, count);
        buf_puts(&e->sql, column->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
        if (column->default_value != NULL)
            pg_expression(&e->sql, column->default_value);
    }
    if (change_has(change, "not_null")) {
        count = put_alter_column(e, column, count);
        buf_puts(&e->sql, column->not_null ? " SET NOT NULL" : " DROP NOT NULL");
    }
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
        pg_change_server_options(&e->sql, &column->server_options, &((const Column *)change->actual)->server_options);
    }
    return count;
}

/* A partition that is about to be attached, or a child about to inherit, is not local only after that. */
static bool becomes_inherited(const Emit *e, const Column *column)
{
    const Table *desired = (const Table *)column->table, *there = (const Table *)emit_there(e, column->table);
    return there != NULL && ((there->partition_of == NULL && desired->partition_of != NULL) ||
                             there->inherits.count < desired->inherits.count);
}

void pg_alter_column(Emit *e, const Change *change)
{
    const Column *column = (const Column *)change->desired;
    static const char *const lossy[] = {"type",     "collation",     "generated",
                                        "is_local", "not_null_name", "not_null_inherit"};
    size_t count = change->actual == NULL ? 0 : put_early_changes(e, change, 0);
    count = put_late_changes(e, change, count);
    if (count > 0) {
        Statement *statement = alter_statement(e, column->table, change->desired, STEP_FINISH, "alter column");
        if (change->actual != NULL)
            for (size_t i = 0; i < change->desired->needs.count; i++)
                emit_need(e, statement, change->desired->needs.items[i]);
    }
    for (size_t i = 0; change->actual != NULL && i < sizeof lossy / sizeof *lossy; i++)
        if (change_has(change, lossy[i]) && !becomes_inherited(e, column)) {
            emit_cannot(e, change, "it means to write the table anew, or to make the column anew");
            return;
        }
}
