/* PostgreSQL: what is the whole database's: event triggers, publications, settings. */
#include <string.h>

#include "emit_postgres.h"

/* ---- event triggers ---- */

/* That they come after everything else is seen to by statements.c. */
void pg_create_event_trigger(Emit *e, const Object *object)
{
    const EventTrigger *trigger = (const EventTrigger *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, " ON ");
    pg_name(&e->sql, trigger->event);
    for (size_t i = 0; i < trigger->tags.count; i++) {
        buf_puts(&e->sql, i == 0 ? " WHEN TAG IN (" : ", ");
        pg_literal(&e->sql, trigger->tags.items[i]);
    }
    buf_printf(&e->sql, "%s EXECUTE FUNCTION %s()", trigger->tags.count > 0 ? ")" : "", trigger->function);
    emit(e, object, STEP_MAKE, 0.001, "create event trigger");
}

void pg_alter_event_trigger(Emit *e, const Change *change)
{
    const EventTrigger *trigger = (const EventTrigger *)change->desired;
    if (change_has(change, "event") || change_has(change, "tags") || change_has(change, "function")) {
        emit_cannot(e, change, "an event trigger is made anew, not altered");
        return;
    }
    if (change_has(change, "enabled")) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_printf(&e->sql, " %s", trigger->enabled == NULL ? "ENABLE" : trigger->enabled);
        emit(e, change->desired, STEP_FINISH, 0.001, "set enabled");
    }
    pg_owner(e, change->desired, trigger->owner, change);
}

/* ---- publications ---- */

static void put_parameters(Buf *out, const Publication *publication, bool with_root, bool with_generated)
{
    SCOPED(Buf, buf_free) actions = {0};
    for (size_t i = 0; i < publication->actions.count; i++)
        buf_printf(&actions, "%s%s", i > 0 ? ", " : "", publication->actions.items[i]);
    buf_puts(out, "(publish = ");
    pg_literal(out, buf_text(&actions));
    if (with_root)
        buf_printf(out, ", publish_via_partition_root = %s", publication->via_root ? "true" : "false");
    if (with_generated)
        buf_printf(out, ", publish_generated_columns = %s",
                   publication->generated == NULL ? "none" : publication->generated);
    buf_putc(out, ')');
}

void pg_create_publication(Emit *e, const Object *object)
{
    const Publication *publication = (const Publication *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_puts(&e->sql, publication->all_tables ? " FOR ALL TABLES WITH " : " WITH ");
    put_parameters(&e->sql, publication, publication->via_root, publication->generated != NULL);
    emit(e, object, STEP_MAKE, 0.001, "create publication");
}

void pg_alter_publication(Emit *e, const Change *change)
{
    const Publication *publication = (const Publication *)change->desired;
    if (change_has(change, "all_tables")) {
        emit_cannot(e, change, "a publication is of all tables from the start, or never");
        return;
    }
    bool via_root = change_has(change, "via_root"), generated = change_has(change, "generated");
    if (change_has(change, "actions") || via_root || generated) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_puts(&e->sql, " SET ");
        put_parameters(&e->sql, publication, via_root, generated);
        emit(e, change->desired, STEP_FINISH, 0.001, "set publication parameters");
    }
    pg_owner(e, change->desired, publication->owner, change);
}

static void put_publication(Emit *e, const Object *publication, const char *verb)
{
    buf_puts(&e->sql, "ALTER ");
    pg_described(&e->sql, publication);
    buf_printf(&e->sql, " %s ", verb);
}

void pg_create_publication_table(Emit *e, const Object *object)
{
    const PublicationTable *member = (const PublicationTable *)object;
    put_publication(e, member->publication, "ADD TABLE ONLY");
    pg_object_name(&e->sql, member->table);
    if (member->columns.count > 0) {
        buf_putc(&e->sql, ' ');
        pg_names(&e->sql, &member->columns);
    }
    if (member->filter != NULL) {
        buf_puts(&e->sql, " WHERE (");
        pg_expression(&e->sql, member->filter);
        buf_putc(&e->sql, ')');
    }
    Statement *statement = emit(e, object, STEP_MAKE, 0.001, "publish table");
    emit_lock(e, statement, member->publication, LOCK_ACCESS_EXCLUSIVE);
    emit_lock(e, statement, member->table, LOCK_SHARE_UPDATE_EXCLUSIVE);
    /* What is published of a partitioned table's root decides which filters and columns go. */
    emit_need_whole(e, statement, member->publication);
}

void pg_drop_publication_table(Emit *e, const Object *object)
{
    const PublicationTable *member = (const PublicationTable *)object;
    put_publication(e, member->publication, "DROP TABLE ONLY");
    pg_object_name(&e->sql, member->table);
    emit_lock(e, emit(e, object, STEP_MAKE, 0.001, "publish no more"), member->publication, LOCK_ACCESS_EXCLUSIVE);
}

/* Nobody subscribes to a copy while it is made, so there is nobody to notice that the table is away in between. */
void pg_alter_publication_table(Emit *e, const Change *change)
{
    if (change->actual == NULL)
        return;
    pg_drop_publication_table(e, change->desired);
    pg_create_publication_table(e, change->desired);
}

void pg_create_publication_schema(Emit *e, const Object *object)
{
    const PublicationSchema *member = (const PublicationSchema *)object;
    put_publication(e, member->publication, "ADD TABLES IN SCHEMA");
    pg_object_name(&e->sql, member->schema);
    emit_lock(e, emit(e, object, STEP_MAKE, 0.001, "publish schema"), member->publication, LOCK_ACCESS_EXCLUSIVE);
}

void pg_drop_publication_schema(Emit *e, const Object *object)
{
    const PublicationSchema *member = (const PublicationSchema *)object;
    put_publication(e, member->publication, "DROP TABLES IN SCHEMA");
    pg_object_name(&e->sql, member->schema);
    emit_lock(e, emit(e, object, STEP_MAKE, 0.001, "publish no more"), member->publication, LOCK_ACCESS_EXCLUSIVE);
}

/* ---- settings ---- */

static void put_setting(Emit *e, const Setting *setting, const char *verb)
{
    if (setting->role != NULL) {
        buf_puts(&e->sql, "ALTER ROLE ");
        pg_name(&e->sql, setting->role);
        buf_puts(&e->sql, " IN DATABASE ");
    } else {
        buf_puts(&e->sql, "ALTER DATABASE ");
    }
    pg_name(&e->sql, e->actual->database);
    buf_printf(&e->sql, " %s ", verb);
    pg_name(&e->sql, setting->name);
}

/* All of them stand in one row of the server's catalog for each role: two at once would be in each other's way. */
static void set(Emit *e, const Object *object, const char *what)
{
    Statement *statement = emit(e, object, STEP_MAKE, 0.001, what);
    EACH (e->desired, SETTING, Setting, first) {
        *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){&first->object, LOCK_ACCESS_EXCLUSIVE};
        break;
    }
}

void pg_create_setting(Emit *e, const Object *object)
{
    const Setting *setting = (const Setting *)object;
    put_setting(e, setting, "SET");
    buf_puts(&e->sql, " TO ");
    for (size_t i = 0; i < setting->values.count; i++) {
        buf_puts(&e->sql, i > 0 ? ", " : "");
        pg_literal(&e->sql, setting->values.items[i]);
    }
    set(e, object, "set for the database");
}

void pg_drop_setting(Emit *e, const Object *object)
{
    put_setting(e, (const Setting *)object, "RESET");
    set(e, object, "reset for the database");
}

void pg_alter_setting(Emit *e, const Change *change)
{
    if (change->actual != NULL)
        pg_create_setting(e, change->desired);
}
