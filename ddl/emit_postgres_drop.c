/* PostgreSQL: how things go. No CASCADE: what stands upon an object has gone before, or the server refuses. */
#include "emit_postgres.h"

/* But a base type and its functions need each other, and only CASCADE takes both. */
static bool has_functions(const Object *type)
{
    for (size_t i = 0; i < type->needs.count; i++)
        if (type->kind != KIND_DOMAIN && emit_is_mutual(type->needs.items[i], type))
            return true;
    return false;
}

static void put_alter_table(Emit *e, const Object *table)
{
    buf_puts(&e->sql, "ALTER TABLE ");
    pg_object_name(&e->sql, table);
}

static bool is_constraint(const Object *object)
{
    return object->kind == KIND_KEY || object->kind == KIND_CHECK || object->kind == KIND_EXCLUSION ||
           object->kind == KIND_FOREIGN_KEY;
}

static void put_constraint_name(Buf *out, const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].role == ROLE_IDENTITY && kind->fields[i].type == FIELD_NAME)
            pg_name(out, FIELD_VALUE(object, &kind->fields[i], char *));
}

/* Nor is there another word for the plain index of a partitioned table with a partition's key attached to it: the index
   does not go without its partitions', and a key's index not without the key. */
static bool has_keys(const Object *index, const Removal *removal)
{
    const Refs *dependents = &removal->dependents[index->ordinal];
    for (size_t i = 0; i < dependents->count; i++)
        if (dependents->items[i]->kind == KIND_KEY && ((const Key *)dependents->items[i])->attached_to == index)
            return true;
    return false;
}

void pg_remove(Emit *e, const Object *object, const Removal *removal)
{
    const Object *identity = object->kind == KIND_SEQUENCE ? ((const Sequence *)object)->identity_of : NULL;
    if (object->kind == KIND_COLUMN) {
        put_alter_table(e, object_container(object));
        buf_puts(&e->sql, " DROP COLUMN ");
        pg_name(&e->sql, ((const Column *)object)->name);
    } else if (is_constraint(object)) {
        put_alter_table(e, object_container(object));
        buf_puts(&e->sql, " DROP CONSTRAINT ");
        put_constraint_name(&e->sql, object);
    } else if (identity != NULL) {
        put_alter_table(e, object_container(identity));
        buf_puts(&e->sql, " ALTER COLUMN ");
        pg_name(&e->sql, ((const Column *)identity)->name);
        buf_puts(&e->sql, " DROP IDENTITY");
    } else if (dialect_postgres.kinds[object->kind].drop != NULL) {
        dialect_postgres.kinds[object->kind].drop(e, object);
        return;
    } else if (object->kind == KIND_OPERATOR_FAMILY_MEMBER) {
        pg_drop_member(e, object, ((const OperatorFamilyMember *)object)->member);
    } else {
        buf_puts(&e->sql, "DROP ");
        pg_described(&e->sql, object);
        buf_puts(&e->sql, has_functions(object) || has_keys(object, removal) ? " CASCADE" : "");
    }
    Statement *statement = emit(e, object, STEP_FINISH, 0.001, "drop");
    emit_lock(e, statement, object_top(identity == NULL ? object : identity), LOCK_ACCESS_EXCLUSIVE);
    if (object->kind == KIND_FOREIGN_KEY)
        emit_lock(e, statement, ((const ForeignKey *)object)->referenced_table, LOCK_ACCESS_EXCLUSIVE);
}

static void leave_parents(Emit *e, const Table *table, const Removal *removal)
{
    if (table->partition_of != NULL) {
        put_alter_table(e, table->partition_of);
        buf_puts(&e->sql, " DETACH PARTITION ");
        pg_object_name(&e->sql, &table->object);
    } else {
        put_alter_table(e, &table->object);
    }
    for (size_t i = 0, count = 0; i < table->inherits.count; i++)
        if (removal_takes(removal, table->inherits.items[i])) {
            buf_puts(&e->sql, count++ == 0 ? " NO INHERIT " : ", NO INHERIT ");
            pg_object_name(&e->sql, table->inherits.items[i]);
        }
    emit_lock(e, emit(e, &table->object, STEP_FINISH, 0.001, "leave parent"), &table->object, LOCK_ACCESS_EXCLUSIVE);
}

static void drop_default(Emit *e, const Column *column)
{
    put_alter_table(e, column->table);
    buf_puts(&e->sql, " ALTER COLUMN ");
    pg_name(&e->sql, column->name);
    buf_puts(&e->sql, " DROP DEFAULT");
    emit_lock(e, emit(e, &column->object, STEP_FINISH, 0.001, "drop default"), column->table, LOCK_ACCESS_EXCLUSIVE);
}

void pg_cut(Emit *e, const Object *object, const Removal *removal)
{
    if (object->kind == KIND_TABLE)
        leave_parents(e, (const Table *)object, removal);
    else
        drop_default(e, (const Column *)object);
}

/* Each table by its name: none is hit that was not asked for. */
void pg_empty(Emit *e, const Refs *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        buf_puts(&e->sql, i == 0 ? "TRUNCATE ONLY " : ", ONLY ");
        pg_object_name(&e->sql, tables->items[i]);
    }
    Statement *statement = emit(e, tables->items[0], STEP_FINISH, 0.1, "empty tables");
    for (size_t i = 0; i < tables->count; i++)
        emit_lock(e, statement, tables->items[i], LOCK_ACCESS_EXCLUSIVE);
}

void pg_lift_row_security(Emit *e, const Object *table)
{
    put_alter_table(e, table);
    buf_puts(&e->sql, " DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY");
    emit_lock(e, emit(e, table, STEP_FINISH, 0.001, "lift row security"), table, LOCK_ACCESS_EXCLUSIVE);
}
