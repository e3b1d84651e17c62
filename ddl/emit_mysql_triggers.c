/* MySQL: triggers and events. */
#include <string.h>

#include "emit_mysql_code.h"

/* ---- triggers ---- */

static bool is_beside(const Trigger *a, const Trigger *b)
{
    return strcmp(a->timing, b->timing) == 0 && strcmp(a->event, b->event) == 0;
}

/* The one of its timing and event before it, or NULL. */
static const Trigger *previous_of(const Trigger *trigger)
{
    const Object *table = trigger->table;
    for (size_t i = 0; i < table->parts.count; i++) {
        const Trigger *other = (const Trigger *)table->parts.items[i];
        if (other->object.kind == KIND_TRIGGER && is_beside(other, trigger) && other->position == trigger->position - 1)
            return other;
    }
    return NULL;
}

/* Of those that the target has beside it, the first; or NULL. */
static const Trigger *first_there(const Emit *e, const Trigger *trigger)
{
    const Object *table = emit_there(e, trigger->table);
    const Trigger *first = NULL;
    for (size_t i = 0; table != NULL && i < table->parts.count; i++) {
        const Trigger *other = (const Trigger *)table->parts.items[i];
        if (other->object.kind == KIND_TRIGGER && is_beside(other, trigger) &&
            strcmp(other->name, trigger->name) != 0 && (first == NULL || other->position < first->position))
            first = other;
    }
    return first;
}

/* What is made is the last of its timing and event unless it says where it stands. */
static void put_place(Emit *e, const Trigger *trigger, const Trigger *previous)
{
    const Trigger *first = previous != NULL ? NULL : first_there(e, trigger);
    if (previous == NULL && first == NULL)
        return;
    buf_puts(&e->sql, previous != NULL ? "FOLLOWS " : "PRECEDES ");
    my_name(&e->sql, previous != NULL ? previous->name : first->name);
    buf_putc(&e->sql, ' ');
}

/* MariaDB keeps what was written: the same once more, where it still calls everything by its name. */
static void put_head(Emit *e, const Trigger *trigger)
{
    const Object *origin = trigger->object.origin;
    if (trigger->head != NULL && my_is_mariadb(e, 0) && origin != NULL &&
        strcmp(origin->key, trigger->object.key) == 0) {
        buf_puts(&e->sql, trigger->head);
        return;
    }
    buf_puts(&e->sql, "TRIGGER ");
    my_object_name(&e->sql, &trigger->object);
    buf_printf(&e->sql, " %s %s ON ", trigger->timing, trigger->event);
    my_object_name(&e->sql, trigger->table);
    buf_puts(&e->sql, " FOR EACH ROW ");
}

static void put_trigger(Emit *e, const Trigger *trigger, const char *verb)
{
    const Trigger *previous = previous_of(trigger);
    const Object *schema = ((const Table *)trigger->table)->schema;
    buf_printf(&e->sql, "%s ", verb);
    my_definer(&e->sql, trigger->definer);
    put_head(e, trigger);
    put_place(e, trigger, previous);
    buf_puts(&e->sql, trigger->definition);
    Statement *statement = emit(e, &trigger->object, STEP_MAKE, 0.005, "create trigger");
    emit_lock(e, statement, trigger->table, LOCK_ACCESS_EXCLUSIVE);
    if (previous != NULL)
        emit_need(e, statement, &previous->object);
    my_in_session(e, statement,
                  &(CodeSession){.schema = schema,
                                 .sql_mode = trigger->sql_mode,
                                 .character_set = trigger->character_set,
                                 .collation = trigger->collation,
                                 .database_collation = trigger->database_collation});
}

void my_create_trigger(Emit *e, const Object *object)
{
    put_trigger(e, (const Trigger *)object, "CREATE");
}

void my_alter_trigger(Emit *e, const Change *change)
{
    const Trigger *trigger = (const Trigger *)change->desired;
    if (change->actual == NULL)
        return;
    buf_puts(&e->sql, "DROP TRIGGER ");
    my_object_name(&e->sql, change->desired);
    Statement *statement = emit(e, change->desired, STEP_MAKE, 0.001, "drop trigger");
    emit_lock(e, statement, trigger->table, LOCK_ACCESS_EXCLUSIVE);
    if (previous_of(trigger) != NULL) /* which may have to be put before it */
        emit_need(e, statement, &previous_of(trigger)->object);
    put_trigger(e, trigger, "CREATE");
}

/* ---- events ---- */

/* One that is over would not be made, unless it is kept when it is over: so it is made before it is. */
static void put_event(Emit *e, const Event *event, const char *verb)
{
    buf_printf(&e->sql, "%s ", verb);
    my_definer(&e->sql, event->definer);
    buf_puts(&e->sql, "EVENT ");
    my_object_name(&e->sql, &event->object);
    buf_printf(&e->sql, " ON SCHEDULE %s ON COMPLETION%s PRESERVE", event->schedule, event->is_preserved ? "" : " NOT");
    if (event->status != NULL)
        buf_printf(&e->sql, " %s", event->status);
    if (event->comment != NULL || strcmp(verb, "ALTER") == 0) {
        buf_puts(&e->sql, " COMMENT ");
        bool is_plain = syntax_of_sql_mode(event->sql_mode)->no_backslashes;
        (is_plain ? quote_mysql_plain_literal : my_literal)(&e->sql, event->comment == NULL ? "" : event->comment);
    }
    buf_printf(&e->sql, " DO %s", event->definition);
    my_in_session(e, emit(e, &event->object, STEP_MAKE, 0.002, "create event"),
                  &(CodeSession){.schema = event->schema,
                                 .sql_mode = event->sql_mode,
                                 .character_set = event->character_set,
                                 .collation = event->collation,
                                 .database_collation = event->database_collation,
                                 .time_zone = event->time_zone,
                                 .in_the_past = !event->is_preserved});
}

void my_create_event(Emit *e, const Object *object)
{
    put_event(e, (const Event *)object, "CREATE");
}

/* Whatever ALTER EVENT does not say is the session's afterwards, so it says all. */
void my_alter_event(Emit *e, const Change *change)
{
    if (change->actual != NULL)
        put_event(e, (const Event *)change->desired, "ALTER");
}
