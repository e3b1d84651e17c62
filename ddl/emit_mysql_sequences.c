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

static void put_table_options(Buf *out, const Sequence *sequence)
{
    if (sequence->engine != NULL)
        buf_printf(out, " ENGINE=%s", sequence->engine);
    if (sequence->comment != NULL) {
        buf_puts(out, " COMMENT=");
        my_literal(out, sequence->comment);
    }
}

void my_create_sequence(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE SEQUENCE ");
    my_object_name(&e->sql, object);
    put_options(&e->sql, (const Sequence *)object);
    put_table_options(&e->sql, (const Sequence *)object);
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

/* What it has as a table, ALTER SEQUENCE does not know. */
static void alter_table_options(Emit *e, const Change *change)
{
    Sequence options = *(const Sequence *)change->desired;
    options.engine = options.engine == NULL ? "InnoDB" : options.engine;
    options.comment = options.comment == NULL ? "" : options.comment;
    buf_puts(&e->sql, "ALTER TABLE ");
    my_object_name(&e->sql, change->desired);
    put_table_options(&e->sql, &options);
    emit(e, change->desired, STEP_MAKE, 0.005, "alter sequence");
}

void my_alter_sequence(Emit *e, const Change *change)
{
    static const char *const options[] = {"type", "start", "increment", "min_value", "max_value", "cache", "is_cycle"};
    const Sequence *sequence = (const Sequence *)change->desired;
    bool differs = false;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        differs = differs || change_has(change, options[i]);
    if (change->actual != NULL && differs) {
        buf_puts(&e->sql, "ALTER SEQUENCE ");
        my_object_name(&e->sql, change->desired);
        put_options(&e->sql, sequence);
        emit(e, change->desired, STEP_MAKE, 0.005, "alter sequence");
    }
    if (change->actual != NULL && (change_has(change, "engine") || change_has(change, "comment")))
        alter_table_options(e, change);
    if (change_has(change, "last_value") && sequence->last_value != INT_NONE)
        put_value(e, sequence);
}
