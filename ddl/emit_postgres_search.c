/* PostgreSQL: text search. */
#include <string.h>

#include "emit_postgres.h"

void pg_create_parser(Emit *e, const Object *object)
{
    pg_create_from_list(e, object, &((const TextSearchParser *)object)->functions, "create text search parser");
}

void pg_create_template(Emit *e, const Object *object)
{
    pg_create_from_list(e, object, &((const TextSearchTemplate *)object)->functions, "create text search template");
}

void pg_create_dictionary(Emit *e, const Object *object)
{
    const TextSearchDictionary *dictionary = (const TextSearchDictionary *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " (TEMPLATE = %s%s%s)", dictionary->template, dictionary->options == NULL ? "" : ", ",
               dictionary->options == NULL ? "" : dictionary->options);
    emit(e, object, STEP_MAKE, 0.001, "create text search dictionary");
}

void pg_alter_dictionary(Emit *e, const Change *change)
{
    pg_alter_owner_only(e, change, ((const TextSearchDictionary *)change->desired)->owner);
}

static void add_mappings(Emit *e, const TextSearchConfiguration *configuration)
{
    for (size_t i = 0; i < configuration->mappings.count; i++) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, &configuration->object);
        buf_printf(&e->sql, " ADD MAPPING FOR %s", configuration->mappings.items[i]);
        Statement *statement = emit(e, &configuration->object, STEP_MAKE, 0.001, "add mapping");
        emit_lock(e, statement, &configuration->object, LOCK_ACCESS_EXCLUSIVE);
    }
}

void pg_create_configuration(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    buf_printf(&e->sql, " (PARSER = %s)", ((const TextSearchConfiguration *)object)->parser);
    emit(e, object, STEP_MAKE, 0.001, "create text search configuration");
    add_mappings(e, (const TextSearchConfiguration *)object);
}

/* A configuration without mappings is what a killed run leaves; then nothing is lost by adding them. */
void pg_alter_configuration(Emit *e, const Change *change)
{
    const TextSearchConfiguration *there = (const TextSearchConfiguration *)change->actual;
    const TextSearchConfiguration *desired = (const TextSearchConfiguration *)change->desired;
    Change rest = *change;
    if (there != NULL && change_has(change, "mappings")) {
        for (size_t i = 0; i < there->mappings.count; i++) {
            const char *with = strstr(there->mappings.items[i], " WITH ");
            buf_puts(&e->sql, "ALTER ");
            pg_described(&e->sql, change->desired);
            buf_printf(&e->sql, " DROP MAPPING FOR %.*s", (int)(with == NULL ? 0 : with - there->mappings.items[i]),
                       there->mappings.items[i]);
            emit(e, change->desired, STEP_MAKE, 0.001, "drop mapping");
        }
        add_mappings(e, desired);
        rest = change_without(change, "mappings");
    }
    pg_alter_owner_only(e, &rest, desired->owner);
}
