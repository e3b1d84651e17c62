/* PostgreSQL: functions, procedures, aggregates, and what is made of functions: languages, transforms, conversions. */
#include "emit_postgres.h"

/* pg_get_functiondef says CREATE OR REPLACE, so one statement does both. */
void pg_create_function(Emit *e, const Object *object)
{
    pg_expression(&e->sql, ((const Function *)object)->definition);
    emit(e, object, STEP_MAKE, 0.001, "create function");
}

/* OR REPLACE keeps arguments and result, which are the first two lines of what pg_get_functiondef prints. */
static bool same_signature(const Function *a, const Function *b)
{
    const char *x = a->definition, *y = b->definition;
    for (int lines = 0; *x == *y && *x != '\0'; x++, y++)
        if (*x == '\n' && ++lines == 2)
            return true;
    return false;
}

void pg_alter_function(Emit *e, const Change *change)
{
    const Function *function = (const Function *)change->desired, *there = (const Function *)change->actual;
    if (there != NULL && (change_has(change, "word") || !same_signature(function, there))) {
        emit_cannot(e, change, "a routine keeps its arguments and its result");
        return;
    }
    if (there != NULL && change_has(change, "definition"))
        pg_create_function(e, change->desired);
    pg_owner(e, change->desired, ((const Function *)change->desired)->owner, change);
}

void pg_create_aggregate(Emit *e, const Object *object)
{
    pg_create_from_list(e, object, &((const Aggregate *)object)->options, "create aggregate");
}

void pg_alter_aggregate(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Aggregate *)change->desired)->owner);
}

static void put_language(Emit *e, const Language *language, const char *verb)
{
    buf_printf(&e->sql, "%s%s ", verb, language->is_trusted ? " TRUSTED" : "");
    pg_described(&e->sql, &language->object);
    buf_printf(&e->sql, " HANDLER %s", language->handler);
    if (language->inline_handler != NULL)
        buf_printf(&e->sql, " INLINE %s", language->inline_handler);
    if (language->validator != NULL)
        buf_printf(&e->sql, " VALIDATOR %s", language->validator);
    emit(e, &language->object, STEP_MAKE, 0.001, "create language");
}

void pg_create_language(Emit *e, const Object *object)
{
    put_language(e, (const Language *)object, "CREATE");
}

void pg_alter_language(Emit *e, const Change *change)
{
    const Language *language = (const Language *)change->desired;
    if (change->actual != NULL && change_without(change, "owner").fields != 0)
        put_language(e, language, "CREATE OR REPLACE");
    pg_owner(e, change->desired, language->owner, change);
}

static void put_transform(Emit *e, const Object *object, const char *verb)
{
    buf_printf(&e->sql, "%s ", verb);
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " (");
    pg_texts(&e->sql, &((const Transform *)object)->functions, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create transform");
}

void pg_create_transform(Emit *e, const Object *object)
{
    put_transform(e, object, "CREATE");
}

void pg_alter_transform(Emit *e, const Change *change)
{
    if (change->actual != NULL)
        put_transform(e, change->desired, "CREATE OR REPLACE");
}

void pg_create_conversion(Emit *e, const Object *object)
{
    const Conversion *conversion = (const Conversion *)object;
    buf_puts(&e->sql, conversion->is_default ? "CREATE DEFAULT " : "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " FOR ");
    pg_literal(&e->sql, conversion->source_encoding);
    buf_puts(&e->sql, " TO ");
    pg_literal(&e->sql, conversion->target_encoding);
    buf_printf(&e->sql, " FROM %s", conversion->function);
    emit(e, object, STEP_MAKE, 0.001, "create conversion");
}

void pg_alter_conversion(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Conversion *)change->desired)->owner);
}
