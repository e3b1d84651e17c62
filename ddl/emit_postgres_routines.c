/* PostgreSQL: functions, procedures, aggregates. */
#include "emit_postgres.h"

/* pg_get_functiondef says CREATE OR REPLACE, so one statement does both. */
void pg_create_function(Emit *e, const Object *object)
{
    pg_expression(&e->sql, ((const Function *)object)->definition);
    emit(e, object, STEP_MAKE, 0.001, "create function");
}

void pg_alter_function(Emit *e, const Change *change)
{
    if (change->actual != NULL && (change_has(change, "definition") || change_has(change, "word")))
        pg_create_function(e, change->desired);
    pg_owner(e, change->desired, ((const Function *)change->desired)->owner, change);
}

void pg_create_aggregate(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " (");
    pg_texts(&e->sql, &((const Aggregate *)object)->options, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create aggregate");
}

void pg_alter_aggregate(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Aggregate *)change->desired)->owner);
}
