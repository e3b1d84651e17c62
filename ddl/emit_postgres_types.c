/* PostgreSQL: types of one's own. */
#include <string.h>

#include "emit_postgres.h"

void pg_create_enum(Emit *e, const Object *object)
{
    const Enum *type = (const Enum *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        buf_puts(&e->sql, i > 0 ? ", " : "");
        pg_literal(&e->sql, type->labels.items[i]);
    }
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create enum");
}

/* Labels can only be added; those that are there must come in the same order. */
void pg_alter_enum(Emit *e, const Change *change)
{
    const Enum *desired = (const Enum *)change->desired, *there = (const Enum *)change->actual;
    if (change_has(change, "labels")) {
        size_t kept = 0;
        for (size_t i = 0; i < desired->labels.count; i++)
            kept += kept < there->labels.count && strcmp(there->labels.items[kept], desired->labels.items[i]) == 0;
        if (kept < there->labels.count) {
            emit_cannot(e, change, "labels can be added, not removed or moved");
            return;
        }
        for (size_t i = 0; i < desired->labels.count; i++) {
            if (list_has(&there->labels, desired->labels.items[i]))
                continue;
            buf_puts(&e->sql, "ALTER ");
            pg_described(&e->sql, change->desired);
            buf_puts(&e->sql, " ADD VALUE ");
            pg_literal(&e->sql, desired->labels.items[i]);
            if (i > 0) {
                buf_puts(&e->sql, " AFTER ");
                pg_literal(&e->sql, desired->labels.items[i - 1]);
            } else if (there->labels.count > 0) {
                buf_puts(&e->sql, " BEFORE ");
                pg_literal(&e->sql, there->labels.items[0]);
            }
            emit(e, change->desired, STEP_MAKE, 0.001, "add label");
        }
    }
    pg_owner(e, change->desired, desired->owner, change);
}

void pg_create_domain(Emit *e, const Object *object)
{
    const Domain *domain = (const Domain *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " AS %s", domain->type);
    if (domain->collation != NULL)
        buf_printf(&e->sql, " COLLATE %s", domain->collation);
    if (domain->not_null_name != NULL) {
        buf_puts(&e->sql, " CONSTRAINT ");
        pg_name(&e->sql, domain->not_null_name);
    }
    if (domain->not_null)
        buf_puts(&e->sql, " NOT NULL");
    if (domain->default_value != NULL) {
        buf_puts(&e->sql, " DEFAULT ");
        pg_expression(&e->sql, domain->default_value);
    }
    buf_puts(&e->sql, domain->checks.count > 0 ? " " : "");
    pg_texts(&e->sql, &domain->checks, " ");
    emit(e, object, STEP_MAKE, 0.001, "create domain");
}

void pg_alter_domain(Emit *e, const Change *change)
{
    const Domain *domain = (const Domain *)change->desired;
    Change rest = *change;
    if (change_has(change, "default_value")) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_puts(&e->sql, domain->default_value == NULL ? " DROP DEFAULT" : " SET DEFAULT ");
        if (domain->default_value != NULL)
            pg_expression(&e->sql, domain->default_value);
        emit(e, change->desired, STEP_MAKE, 0.001, "set default");
        rest = change_without(change, "default_value");
    }
    pg_alter_owner_only(e, &rest, domain->owner);
}

void pg_create_composite(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS (");
    pg_texts(&e->sql, &((const Composite *)object)->attributes, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create type");
}

void pg_alter_composite(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Composite *)change->desired)->owner);
}

void pg_create_range(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " AS RANGE (");
    pg_texts(&e->sql, &((const Range *)object)->options, ", ");
    buf_putc(&e->sql, ')');
    emit(e, object, STEP_MAKE, 0.001, "create type");
}

void pg_alter_range(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const Range *)change->desired)->owner);
}
