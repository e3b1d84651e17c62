/* MySQL: functions, procedures and MariaDB's packages; and the session that code of any kind is made in. */
#include <string.h>

#include "charset.h"
#include "emit_mysql_code.h"

/* ---- whom code acts for ---- */

void my_account(Buf *out, const char *account)
{
    const char *at = strrchr(account, '@');
    if (at == NULL || at[1] == '\0') { /* MariaDB's roles have no host */
        my_name(out, account);
        return;
    }
    SCOPED(Buf, buf_free) user = {0};
    buf_put(&user, account, (size_t)(at - account));
    my_name(out, buf_text(&user));
    buf_putc(out, '@');
    my_name(out, at + 1);
}

void my_definer(Buf *out, const char *definer)
{
    if (definer == NULL)
        return;
    buf_puts(out, "DEFINER=");
    my_account(out, definer);
    buf_putc(out, ' ');
}

/* ---- the session ---- */

static void push(Emit *e, List *list, Buf *sql)
{
    const char **items = arena_array(e->out->arena, list->count + 1, sizeof *items);
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count++] = arena_slice(e->out->arena, buf_text(sql), sql->length);
    list->items = items;
    buf_clear(sql);
}

static void put_setting(Buf *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_printf(out, "%s%s = ", out->length == 0 ? "SET " : ", ", name);
    my_literal(out, value);
}

/* A text that its own character set cannot say is sent in another: it means the same, but remembers that one. */
static const char *sendable(Emit *e, const Statement *statement, const char *character_set)
{
    SCOPED(Buf, buf_free) bytes = {0};
    if (character_set == NULL || charset_encode(&bytes, character_set, statement->sql))
        return character_set;
    finding_add(e->findings, FINDING_VERSION_CHANGED, statement->subject,
                "make it anew on the source by a client whose character set is utf8mb4",
                "its text cannot be said in %s, which its client spoke: it is made by one that speaks utf8mb4",
                character_set);
    return "utf8mb4";
}

static void collate_schema(Emit *e, List *list, const Schema *schema, const char *collation)
{
    SCOPED(Buf, buf_free) sql = {0};
    buf_puts(&sql, "ALTER DATABASE ");
    my_name(&sql, schema->name);
    buf_printf(&sql, " COLLATE = %s", collation);
    push(e, list, &sql);
}

void my_in_session(Emit *e, Statement *statement, const CodeSession *session)
{
    SCOPED(Buf, buf_free) sql = {0};
    const Schema *schema = (const Schema *)session->schema;
    bool collates = false;
    if (schema != NULL) {
        /* Code remembers the collation that its schema had: while that is another one, nobody else makes code there. A run
           that is killed meanwhile leaves a schema that differs, which the next run sees. */
        const char *then = session->database_collation;
        collates = then != NULL && schema->collation != NULL && strcmp(then, schema->collation) != 0;
        emit_lock(e, statement, session->schema, collates ? LOCK_ACCESS_EXCLUSIVE : LOCK_ACCESS_SHARE);
        if (collates)
            collate_schema(e, &statement->before, schema, then);
        buf_puts(&sql, "USE ");
        my_name(&sql, schema->name);
        push(e, &statement->before, &sql);
    }
    statement->character_set = sendable(e, statement, session->character_set);
    put_setting(&sql, "character_set_client", statement->character_set);
    put_setting(&sql, "collation_connection", session->collation);
    put_setting(&sql, "sql_mode", session->sql_mode);
    put_setting(&sql, "time_zone", session->time_zone);
    buf_puts(&sql, session->in_the_past ? ", timestamp = 1" : "");
    push(e, &statement->before, &sql);
    buf_puts(&sql, "SET NAMES utf8mb4, sql_mode = '" MY_SQL_MODE "'");
    buf_puts(&sql, session->time_zone == NULL ? "" : ", time_zone = '+00:00'");
    buf_puts(&sql, session->in_the_past ? ", timestamp = DEFAULT" : "");
    push(e, &statement->after, &sql);
    if (collates) /* once the session speaks UTF-8 again: the name may be none of the client's character set */
        collate_schema(e, &statement->after, schema, schema->collation);
}

/* ---- routines ---- */

typedef struct Routine {
    const Object *object;
    const char *word, *name, *definer, *definition;
    CodeSession session;
} Routine;

#define ROUTINE(Type, object, word)                                                                     \
    (Routine)                                                                                           \
    {                                                                                                   \
        object, word, ((const Type *)(object))->name, ((const Type *)(object))->definer,                \
            ((const Type *)(object))->definition,                                                       \
        {                                                                                               \
            .schema = ((const Type *)(object))->schema, .sql_mode = ((const Type *)(object))->sql_mode, \
            .character_set = ((const Type *)(object))->character_set,                                   \
            .collation = ((const Type *)(object))->collation,                                           \
            .database_collation = ((const Type *)(object))->database_collation                          \
        }                                                                                               \
    }

static Routine routine_of(const Object *object)
{
    if (object->kind == KIND_FUNCTION)
        return ROUTINE(Function, object, ((const Function *)object)->word);
    if (object->kind == KIND_PROCEDURE)
        return ROUTINE(Procedure, object, "PROCEDURE");
    if (object->kind == KIND_PACKAGE)
        return ROUTINE(Package, object, "PACKAGE");
    return ROUTINE(PackageBody, object, "PACKAGE BODY");
}

static void put_routine(Emit *e, const Object *object, const char *verb)
{
    const Routine routine = routine_of(object);
    buf_printf(&e->sql, "%s ", verb);
    my_definer(&e->sql, routine.definer);
    buf_printf(&e->sql, "%s ", routine.word);
    my_object_name(&e->sql, object);
    buf_puts(&e->sql, routine.definition);
    my_in_session(e, emit(e, object, STEP_MAKE, 0.002, "create routine"), &routine.session);
}

void my_create_routine(Emit *e, const Object *object)
{
    put_routine(e, object, "CREATE");
}

/* MariaDB keeps what was granted on it; MySQL forgets that together with the old one. */
void my_alter_routine(Emit *e, const Change *change)
{
    const Object *routine = change->desired;
    if (change->actual == NULL)
        return;
    if (my_is_mariadb(e, 0)) {
        put_routine(e, routine, "CREATE OR REPLACE");
        return;
    }
    buf_printf(&e->sql, "DROP %s ", routine->kind == KIND_FUNCTION ? "FUNCTION" : "PROCEDURE");
    my_object_name(&e->sql, routine);
    emit(e, routine, STEP_MAKE, 0.001, "drop routine");
    put_routine(e, routine, "CREATE");
    for (size_t i = 0; i < routine->parts.count; i++)
        if (routine->parts.items[i]->kind == KIND_GRANT && emit_there(e, routine->parts.items[i]) != NULL)
            my_create_grant(e, routine->parts.items[i]);
}
