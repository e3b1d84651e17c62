/* PostgreSQL: operators, what is made of them for access methods, and casts. */
#include <string.h>

#include "emit_postgres.h"
#include "scan.h"

void pg_create_access_method(Emit *e, const Object *object)
{
    const AccessMethod *method = (const AccessMethod *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " TYPE %s HANDLER %s", method->type, method->handler);
    emit(e, object, STEP_MAKE, 0.001, "create access method");
}

/* ---- operators ---- */

void pg_operator_name(Buf *out, const Operator *operator)
{
    pg_name(out, ((const Schema *)operator->schema)->name);
    buf_printf(out, ".%s", operator->name); /* no quotes: operator characters stand for themselves */
}

/* An operator makes shells of the commutator and negator that are not there yet, and changes those that are: two sessions
   at once would stand in each other's way. */
static void take_turns(Emit *e, size_t first)
{
    for (size_t i = first; i < e->out->list.count; i++)
        emit_lock(e, &e->out->list.items[i], e->desired->objects[KIND_OPERATOR].items[0], LOCK_EXCLUSIVE);
}

void pg_create_operator(Emit *e, const Object *object)
{
    const Operator *operator=(const Operator *) object;
    buf_puts(&e->sql, "CREATE OPERATOR ");
    pg_operator_name(&e->sql, operator);
    buf_puts(&e->sql, " (");
    pg_texts(&e->sql, &operator->options, ", ");
    buf_putc(&e->sql, ')');
    size_t first = e->out->list.count;
    emit(e, object, STEP_MAKE, 0.001, "create operator");
    take_turns(e, first);
}

void pg_alter_operator(Emit *e, const Change *change)
{
    static const char *const alterable[] = {"RESTRICT", "JOIN", NULL};
    const Operator *desired = (const Operator *)change->desired, *there = (const Operator *)change->actual;
    size_t first = e->out->list.count;
    Change rest = *change;
    Buf options = {0};
    if (there != NULL && change_has(change, "options") &&
        pg_changed_options(&options, &desired->options, &there->options, alterable)) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_printf(&e->sql, " SET (%s)", buf_text(&options));
        emit(e, change->desired, STEP_MAKE, 0.001, "set estimators");
        rest = change_without(change, "options");
    }
    buf_free(&options);
    pg_alter_owner_only(e, &rest, desired->owner);
    take_turns(e, first);
}

/* ---- operator families and classes ---- */

static void add_members(Emit *e, const OperatorFamily *family, const List *there)
{
    size_t count = 0;
    for (size_t i = 0; i < family->members.count; i++) {
        if (list_has(there, family->members.items[i]))
            continue;
        if (count == 0) {
            buf_puts(&e->sql, "ALTER ");
            pg_described(&e->sql, &family->object);
        }
        buf_printf(&e->sql, "%s%s", count++ == 0 ? " ADD " : ", ", family->members.items[i]);
    }
    if (count > 0)
        emit(e, &family->object, STEP_MAKE, 0.001, "add members");
}

void pg_create_operator_family(Emit *e, const Object *object)
{
    static const List none = {0};
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    emit(e, object, STEP_MAKE, 0.001, "create operator family");
    add_members(e, (const OperatorFamily *)object, &none);
}

/* From "OPERATOR 1 s.=(a, b)" or "FUNCTION 1 (a, b) f(...)": which place of the family it has. */
void pg_drop_member(Emit *e, const Object *family, const char *member)
{
    const char *space = strchr(member, ' '), *types = strchr(member, '(');
    if (space == NULL || types == NULL)
        return;
    buf_puts(&e->sql, "ALTER ");
    pg_described(&e->sql, family);
    buf_puts(&e->sql, " DROP ");
    buf_put(&e->sql, member, (size_t)(space - member) + 1 + strspn(space + 1, "0123456789"));
    size_t open = (size_t)(types - member);
    buf_putc(&e->sql, ' ');
    buf_put(&e->sql, types, scan_closing(&syntax_postgres, member, open) - open);
    buf_putc(&e->sql, ')');
}

void pg_alter_operator_family(Emit *e, const Change *change)
{
    const OperatorFamily *desired = (const OperatorFamily *)change->desired;
    const OperatorFamily *there = (const OperatorFamily *)change->actual;
    for (size_t i = 0; there != NULL && i < there->members.count; i++)
        if (!list_has(&desired->members, there->members.items[i])) {
            pg_drop_member(e, change->desired, there->members.items[i]);
            emit(e, change->desired, STEP_MAKE, 0.001, "drop member");
        }
    if (there != NULL)
        add_members(e, desired, &there->members);
    pg_owner(e, change->desired, desired->owner, change);
}

/* AS wants something: where all members belong to the family, the type that would be stored in any case. */
void pg_create_operator_class(Emit *e, const Object *object)
{
    const OperatorClass *class = (const OperatorClass *)object;
    buf_puts(&e->sql, "CREATE OPERATOR CLASS ");
    pg_qualified(&e->sql, class->schema, class->name);
    buf_printf(&e->sql, "%s FOR TYPE %s USING ", class->is_default ? " DEFAULT" : "", class->type);
    pg_name(&e->sql, class->method);
    buf_printf(&e->sql, " FAMILY %s AS ", class->family);
    if (class->storage != NULL || class->members.count == 0)
        buf_printf(&e->sql, "STORAGE %s%s", class->storage == NULL ? class->type : class->storage,
                   class->members.count > 0 ? ", " : "");
    pg_texts(&e->sql, &class->members, ", ");
    emit(e, object, STEP_MAKE, 0.001, "create operator class");
}

void pg_alter_operator_class(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const OperatorClass *)change->desired)->owner);
}

void pg_create_member(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "ALTER ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " ADD %s", ((const OperatorFamilyMember *)object)->member);
    emit(e, object, STEP_MAKE, 0.001, "add member");
}

/* ---- casts ---- */

void pg_create_cast(Emit *e, const Object *object)
{
    const Cast *cast = (const Cast *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " %s", cast->method);
    if (cast->context != NULL)
        buf_printf(&e->sql, " AS %s", cast->context);
    emit(e, object, STEP_MAKE, 0.001, "create cast");
}
