/* MariaDB: sequences. */
#include <inttypes.h>
#include <string.h>

#include "emit_mysql_code.h"

static void put_options(Buf *out, const Sequence *sequence)
{
    if (sequence->type != NULL && strcmp(sequence->type, "bigint") != 0)
        buf_printf(out, " AS %s", sequence->type);
    buf_printf(out, " START WITH %" PRId64 " MINVALUE %" PRId64 " MAXVALUE %" PRId64 " INCREMENT BY %" PRId64 "%s",
               sequence->start, sequence->min_value, sequence->max_value, sequence->increment,
               sequence->is_cycle ? " CYCLE" : " NOCYCLE");
    if (sequence->cache > 0)
        buf_printf(out, " CACHE %" PRId64, sequence->cache);
    else
        buf_puts(out, " NOCACHE");
}

void my_create_sequence(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE SEQUENCE ");
    my_object_name(&e->sql, object);
    put_options(&e->sql, (const Sequence *)object);
    emit(e, object, STEP_MAKE, 0.005, "create sequence");
}

/* One that is used up has no next value to start with again. */
static void put_value(Emit *e, const Sequence *sequence)
{
    int64_t last = sequence->increment < 0 ? sequence->min_value : sequence->max_value;
    bool is_used_up = sequence->increment < 0 ? sequence->last_value < last : sequence->last_value > last;
    buf_puts(&e->sql, is_used_up ? "DO SETVAL(" : "ALTER SEQUENCE ");
    my_object_name(&e->sql, &sequence->object);
    if (is_used_up)
        buf_printf(&e->sql, ", %" PRId64 ", 1)", last);
    else
        buf_printf(&e->sql, " RESTART WITH %" PRId64, sequence->last_value);
    emit(e, &sequence->object, STEP_FINISH, 0.002, "set value");
}

void my_alter_sequence(Emit *e, const Change *change)
{
    const Sequence *sequence = (const Sequence *)change->desired;
    uint64_t rest = change_without(change, "last_value").fields & change_without(change, "is_called").fields;
    if (change->actual != NULL && rest != 0) {
        buf_puts(&e->sql, "ALTER SEQUENCE ");
        my_object_name(&e->sql, change->desired);
        put_options(&e->sql, sequence);
        emit(e, change->desired, STEP_MAKE, 0.005, "alter sequence");
    }
    if (change_has(change, "last_value") && sequence->last_value != INT_NONE)
        put_value(e, sequence);
}
