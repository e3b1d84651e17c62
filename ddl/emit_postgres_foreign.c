/* PostgreSQL: foreign-data wrappers, foreign servers and user mappings. Foreign tables are tables. */
#include <string.h>

#include "emit_postgres.h"

/* ---- options ---- */

static size_t name_length(const char *option)
{
    return (size_t)(strchrnul(option, '=') - option);
}

static void put_option_name(Buf *out, const char *option)
{
    Buf name = {0};
    buf_put(&name, option, name_length(option));
    pg_name(out, buf_text(&name));
    buf_free(&name);
}

static void put_option(Buf *out, const char *option)
{
    size_t length = name_length(option);
    put_option_name(out, option);
    buf_putc(out, ' ');
    pg_literal(out, option[length] == '=' ? option + length + 1 : "");
}

void pg_server_options(Buf *out, const List *options)
{
    for (size_t i = 0; i < options->count; i++) {
        buf_puts(out, i == 0 ? " OPTIONS (" : ", ");
        put_option(out, options->items[i]);
    }
    buf_puts(out, options->count > 0 ? ")" : "");
}

static const char *option_named(const List *options, const char *like)
{
    size_t length = name_length(like);
    for (size_t i = 0; i < options->count; i++)
        if (name_length(options->items[i]) == length && strncmp(options->items[i], like, length) == 0)
            return options->items[i];
    return NULL;
}

void pg_change_server_options(Buf *out, const List *desired, const List *there)
{
    const char *separator = " OPTIONS (";
    for (size_t i = 0; i < there->count; i++)
        if (option_named(desired, there->items[i]) == NULL) {
            buf_printf(out, "%sDROP ", separator);
            put_option_name(out, there->items[i]);
            separator = ", ";
        }
    for (size_t i = 0; i < desired->count; i++) {
        const char *before = option_named(there, desired->items[i]);
        if (before != NULL && strcmp(before, desired->items[i]) == 0)
            continue;
        buf_printf(out, "%s%s ", separator, before == NULL ? "ADD" : "SET");
        put_option(out, desired->items[i]);
        separator = ", ";
    }
    buf_putc(out, ')');
}

/* ---- wrappers ---- */

static void put_function(Buf *out, const char *word, const char *function)
{
    buf_printf(out, function == NULL ? " NO %s%s" : " %s %s", word, function == NULL ? "" : function);
}

static void put_functions(Buf *out, const ForeignDataWrapper *wrapper)
{
    put_function(out, "HANDLER", wrapper->handler);
    put_function(out, "VALIDATOR", wrapper->validator);
}

void pg_create_wrapper(Emit *e, const Object *object)
{
    const ForeignDataWrapper *wrapper = (const ForeignDataWrapper *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    put_functions(&e->sql, wrapper);
    pg_server_options(&e->sql, &wrapper->options);
    emit(e, object, STEP_MAKE, 0.001, "create foreign-data wrapper");
}

void pg_alter_wrapper(Emit *e, const Change *change)
{
    const ForeignDataWrapper *wrapper = (const ForeignDataWrapper *)change->desired;
    if (change_has(change, "handler") || change_has(change, "validator")) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        put_functions(&e->sql, wrapper);
        Statement *statement = emit(e, change->desired, STEP_FINISH, 0.001, "set functions");
        for (size_t i = 0; i < change->desired->needs.count; i++)
            emit_need(e, statement, change->desired->needs.items[i]);
    }
    pg_owner(e, change->desired, wrapper->owner, change);
}

/* ---- servers ---- */

void pg_create_server(Emit *e, const Object *object)
{
    const ForeignServer *server = (const ForeignServer *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    if (server->type != NULL) {
        buf_puts(&e->sql, " TYPE ");
        pg_literal(&e->sql, server->type);
    }
    if (server->version != NULL) {
        buf_puts(&e->sql, " VERSION ");
        pg_literal(&e->sql, server->version);
    }
    buf_puts(&e->sql, " FOREIGN DATA WRAPPER ");
    pg_name(&e->sql, server->wrapper);
    pg_server_options(&e->sql, &server->options);
    emit(e, object, STEP_MAKE, 0.001, "create server");
}

void pg_alter_server(Emit *e, const Change *change)
{
    const ForeignServer *server = (const ForeignServer *)change->desired;
    if (change_has(change, "wrapper") || change_has(change, "type")) {
        emit_cannot(e, change, "a server stays with its wrapper and its type");
        return;
    }
    if (change_has(change, "version")) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_puts(&e->sql, " VERSION ");
        if (server->version == NULL)
            buf_puts(&e->sql, "NULL");
        else
            pg_literal(&e->sql, server->version);
        emit(e, change->desired, STEP_FINISH, 0.001, "set server version");
    }
    pg_owner(e, change->desired, server->owner, change);
}

/* ---- user mappings ---- */

void pg_create_user_mapping(Emit *e, const Object *object)
{
    const UserMapping *mapping = (const UserMapping *)object;
    buf_puts(&e->sql, "CREATE ");
    pg_described(&e->sql, object);
    pg_server_options(&e->sql, &mapping->options);
    emit(e, object, STEP_MAKE, 0.001, "create user mapping");
}
