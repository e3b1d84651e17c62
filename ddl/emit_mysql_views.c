/* MySQL: views. */
#include "emit_mysql_code.h"
#include "text.h"

static void lock_needed(Emit *e, Statement *statement, const Object *view)
{
    for (size_t i = 0; i < view->needs.count; i++) {
        const Object *needed = object_top(view->needs.items[i]);
        if (needed->kind == KIND_TABLE || needed->kind == KIND_VIEW)
            emit_lock_only(e, statement, needed, LOCK_ACCESS_SHARE);
    }
}

/* MariaDB makes a view only for a definer who may call what it calls. */
static void need_grants(Emit *e, const Statement *statement, const Object *on, const char *definer)
{
    for (size_t i = 0; on != NULL && i < on->parts.count; i++) {
        const Grant *grant = (const Grant *)on->parts.items[i];
        if (grant->object.kind == KIND_GRANT && text_equal(grant->grantee, definer))
            emit_need(e, statement, &grant->object);
    }
}

static void put_view(Emit *e, const View *view, const char *verb)
{
    buf_printf(&e->sql, "%s ", verb);
    if (view->algorithm != NULL)
        buf_printf(&e->sql, "ALGORITHM=%s ", view->algorithm);
    my_definer(&e->sql, view->definer);
    if (view->security != NULL)
        buf_printf(&e->sql, "SQL SECURITY %s ", view->security);
    buf_puts(&e->sql, "VIEW ");
    my_object_name(&e->sql, &view->object);
    for (size_t i = 0; i < view->columns.count; i++) {
        buf_puts(&e->sql, i == 0 ? " (" : ", ");
        my_name(&e->sql, view->columns.items[i]);
    }
    buf_printf(&e->sql, "%s AS %s", view->columns.count > 0 ? ")" : "", view->definition);
    if (view->check_option != NULL)
        buf_printf(&e->sql, " WITH %s CHECK OPTION", view->check_option);
    Statement *statement = emit(e, &view->object, STEP_MAKE, 0.002, "create view");
    emit_lock(e, statement, &view->object, LOCK_ACCESS_EXCLUSIVE);
    lock_needed(e, statement, &view->object);
    need_grants(e, statement, view->schema, view->definer);
    for (size_t i = 0; i < view->object.needs.count; i++)
        need_grants(e, statement, view->object.needs.items[i], view->definer);
    my_in_session(
        e, statement,
        &(CodeSession){.schema = view->schema, .character_set = view->character_set, .collation = view->collation});
}

void my_create_view(Emit *e, const Object *object)
{
    put_view(e, (const View *)object, "CREATE");
}

void my_alter_view(Emit *e, const Change *change)
{
    if (change->actual != NULL)
        put_view(e, (const View *)change->desired, "CREATE OR REPLACE");
}
