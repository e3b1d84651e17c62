/* PostgreSQL: what is said about objects, and who may do what with them: comments, security labels, policies, grants and
   default privileges. */
#include <string.h>

#include "emit_postgres.h"

/* ---- comments and security labels ---- */

static void put_subject(Buf *out, const Object *on, const char *column)
{
    if (column == NULL) {
        pg_described(out, on);
        return;
    }
    buf_puts(out, "COLUMN ");
    pg_object_name(out, on);
    buf_putc(out, '.');
    pg_name(out, column);
}

static void put_literal_or_null(Buf *out, const char *text)
{
    if (text == NULL)
        buf_puts(out, "NULL");
    else
        pg_literal(out, text);
}

static void put_comment(Emit *e, const Comment *comment, const char *text)
{
    buf_puts(&e->sql, "COMMENT ON ");
    if (comment->constraint != NULL) {
        buf_puts(&e->sql, "CONSTRAINT ");
        pg_name(&e->sql, comment->constraint);
        buf_puts(&e->sql, " ON ");
    }
    if (comment->index != NULL)
        buf_puts(&e->sql, "INDEX ");
    if (comment->index != NULL || (comment->constraint != NULL && comment->on->kind == KIND_TABLE)) {
        pg_object_name(&e->sql, comment->on);
    } else {
        put_subject(&e->sql, comment->on, comment->column);
    }
    buf_puts(&e->sql, " IS ");
    put_literal_or_null(&e->sql, text);
    Statement *statement = emit(e, &comment->object, STEP_MAKE, 0.0005, "comment");
    emit_lock(e, statement, object_top(comment->on), LOCK_SHARE_UPDATE_EXCLUSIVE);
    if (comment->constraint != NULL) /* one that is NOT VALID comes late */
        emit_need_whole(e, statement, comment->on);
    for (size_t i = 0; comment->constraint != NULL && i < comment->on->parts.count; i++)
        if (comment->on->parts.items[i]->kind == KIND_COLUMN)
            emit_need_whole(e, statement, comment->on->parts.items[i]);
}

void pg_create_comment(Emit *e, const Object *object)
{
    put_comment(e, (const Comment *)object, ((const Comment *)object)->text);
}

void pg_alter_comment(Emit *e, const Change *change)
{
    if (change->actual != NULL)
        pg_create_comment(e, change->desired);
}

void pg_drop_comment(Emit *e, const Object *object)
{
    put_comment(e, (const Comment *)object, NULL);
}

static void put_label(Emit *e, const SecurityLabel *label, const char *text)
{
    buf_puts(&e->sql, "SECURITY LABEL FOR ");
    pg_name(&e->sql, label->provider);
    buf_puts(&e->sql, " ON ");
    put_subject(&e->sql, label->on, label->column);
    buf_puts(&e->sql, " IS ");
    put_literal_or_null(&e->sql, text);
    Statement *statement = emit(e, &label->object, STEP_MAKE, 0.0005, "security label");
    emit_lock(e, statement, object_top(label->on), LOCK_SHARE_UPDATE_EXCLUSIVE);
}

void pg_create_security_label(Emit *e, const Object *object)
{
    put_label(e, (const SecurityLabel *)object, ((const SecurityLabel *)object)->label);
}

void pg_alter_security_label(Emit *e, const Change *change)
{
    if (change->actual != NULL)
        pg_create_security_label(e, change->desired);
}

void pg_drop_security_label(Emit *e, const Object *object)
{
    put_label(e, (const SecurityLabel *)object, NULL);
}

void pg_probe_label(Buf *out, const char *provider)
{
    buf_puts(out, "SECURITY LABEL FOR ");
    pg_name(out, provider);
    buf_puts(out, " ON SCHEMA \"there is no such schema\" IS NULL");
}

/* ---- policies ---- */

static void put_roles(Buf *out, const List *roles)
{
    buf_puts(out, roles->count == 0 ? " TO PUBLIC" : " TO ");
    for (size_t i = 0; i < roles->count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        pg_name(out, roles->items[i]);
    }
}

static void put_condition(Buf *out, const char *word, const char *condition)
{
    if (condition == NULL)
        return;
    buf_printf(out, " %s (", word);
    pg_expression(out, condition);
    buf_putc(out, ')');
}

static void put_policy(Emit *e, const char *verb, const Object *object)
{
    buf_printf(&e->sql, "%s ", verb);
    pg_described(&e->sql, object);
}

static void policy_statement(Emit *e, const Object *object, const char *what)
{
    emit_lock(e, emit(e, object, STEP_MAKE, 0.001, what), ((const Policy *)object)->table, LOCK_ACCESS_EXCLUSIVE);
}

void pg_create_policy(Emit *e, const Object *object)
{
    const Policy *policy = (const Policy *)object;
    put_policy(e, "CREATE", object);
    buf_puts(&e->sql, policy->is_restrictive ? " AS RESTRICTIVE" : "");
    buf_printf(&e->sql, " FOR %s", policy->command);
    put_roles(&e->sql, &policy->roles);
    put_condition(&e->sql, "USING", policy->using);
    put_condition(&e->sql, "WITH CHECK", policy->with_check);
    policy_statement(e, object, "create policy");
}

/* ALTER POLICY replaces conditions and takes none away: then it is made anew. A moment without it is a moment in which less
   is forbidden, but a target is not in use yet. */
void pg_alter_policy(Emit *e, const Change *change)
{
    const Policy *policy = (const Policy *)change->desired;
    if (change->actual == NULL)
        return;
    if (change_has(change, "command") || change_has(change, "is_restrictive") ||
        (change_has(change, "using") && policy->using == NULL) ||
        (change_has(change, "with_check") && policy->with_check == NULL)) {
        put_policy(e, "DROP", change->desired);
        policy_statement(e, change->desired, "drop policy");
        pg_create_policy(e, change->desired);
        return;
    }
    put_policy(e, "ALTER", change->desired);
    put_roles(&e->sql, &policy->roles);
    put_condition(&e->sql, "USING", policy->using);
    put_condition(&e->sql, "WITH CHECK", policy->with_check);
    policy_statement(e, change->desired, "alter policy");
}

/* ---- privileges: what grants and default privileges share ---- */

typedef struct Privileges {
    const Object *object;
    void (*put_head)(Buf *out, const Object *object); /* before GRANT or REVOKE */
    void (*put_on)(Buf *out, const Object *object);
    const char *column;
    const char *grantee;
} Privileges;

static size_t put_words(Buf *out, const Privileges *p, const List *list, const List *not_in, bool with_option)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t length = strlen(list->items[i]);
        bool optional = list->items[i][length - 1] == '*';
        if (list_has(not_in, list->items[i]) || optional != with_option)
            continue;
        buf_printf(out, "%s%.*s", count++ == 0 ? " " : ", ", (int)(optional ? length - 1 : length), list->items[i]);
        if (p->column != NULL) {
            buf_puts(out, " (");
            pg_name(out, p->column);
            buf_putc(out, ')');
        }
    }
    return count;
}

/* Those of the list that are not in the other, each kind in a statement: plain ones, and those that may be passed on.
   `made` is told of each. */
static void put_privileges(Emit *e, const Privileges *p, bool grant, const List *list, const List *not_in,
                           void (*made)(Emit *e, const Object *object, Statement *statement))
{
    for (int with_option = 0; with_option < 2; with_option++) {
        SCOPED(Buf, buf_free) words = {0};
        if (put_words(&words, p, list, not_in, with_option == 1) == 0)
            continue;
        p->put_head(&e->sql, p->object);
        buf_printf(&e->sql, "%s%s ON ", grant ? "GRANT" : "REVOKE", buf_text(&words));
        p->put_on(&e->sql, p->object);
        buf_puts(&e->sql, grant ? " TO " : " FROM ");
        if (p->grantee == NULL)
            buf_puts(&e->sql, "PUBLIC");
        else
            pg_name(&e->sql, p->grantee);
        buf_puts(&e->sql, grant && with_option == 1 ? " WITH GRANT OPTION" : "");
        made(e, p->object, emit(e, p->object, STEP_MAKE, 0.0005, grant ? "grant" : "revoke"));
    }
}

/* From what is there to what is desired. Who is granted anew comes last in the object's list: that is how order is made. */
static void change_privileges(Emit *e, const Privileges *p, const List *there, const List *desired, bool moves,
                              void (*made)(Emit *e, const Object *object, Statement *statement))
{
    static const List none = {0};
    put_privileges(e, p, false, there, moves ? &none : desired, made);
    put_privileges(e, p, true, desired, moves ? &none : there, made);
}

/* ---- grants ---- */

static void put_nothing(Buf *out, const Object *object)
{
    (void)out, (void)object;
}

/* GRANT knows an aggregate as a function of all its arguments: f(a ORDER BY b) is f(a, b), f(*) is f(), and a VARIADIC that
   stands on both sides is one. */
static void put_aggregate(Buf *out, const Aggregate *aggregate)
{
    const char *direct = strcmp(aggregate->arguments, "*") == 0 ? "" : aggregate->arguments;
    const char *order = strstr(direct, "ORDER BY ");
    const char *ordered = order == NULL ? "" : order + strlen("ORDER BY ");
    size_t length = order == NULL ? strlen(direct) : (size_t)(order - direct);
    while (length > 0 && direct[length - 1] == ' ')
        length--;
    buf_puts(out, "FUNCTION ");
    pg_qualified(out, aggregate->schema, aggregate->name);
    buf_printf(out, "(%.*s", (int)length, direct);
    if (strncmp(direct, "VARIADIC ", strlen("VARIADIC ")) != 0 || order == NULL)
        buf_printf(out, "%s%s", length > 0 && ordered[0] != '\0' ? ", " : "", ordered);
    buf_putc(out, ')');
}

static void put_granted(Buf *out, const Object *object)
{
    const Object *on = ((const Grant *)object)->on;
    if (on->kind == KIND_TABLE || on->kind == KIND_VIEW || on->kind == KIND_MATERIALIZED_VIEW) {
        buf_puts(out, "TABLE ");
        pg_object_name(out, on);
    } else if (on->kind == KIND_AGGREGATE) {
        put_aggregate(out, (const Aggregate *)on);
    } else {
        buf_puts(out, on->kind == KIND_FOREIGN_SERVER ? "FOREIGN " : "");
        pg_described(out, on);
    }
}

/* Two sessions that change one object's privileges at once fail with "tuple concurrently updated". The position in the
   object's list is kept by granting in that order. */
static void granted(Emit *e, const Object *object, Statement *statement)
{
    const Object *on = ((const Grant *)object)->on;
    emit_need_whole(e, statement, on);
    emit_lock(e, statement, object_top(on), LOCK_ACCESS_EXCLUSIVE);
    for (size_t i = 0; i < on->parts.count && on->parts.items[i] != object; i++)
        if (on->parts.items[i]->kind == KIND_GRANT)
            emit_need(e, statement, on->parts.items[i]);
}

static Privileges of_grant(const Object *object)
{
    return (Privileges){object, put_nothing, put_granted, ((const Grant *)object)->column,
                        ((const Grant *)object)->grantee};
}

void pg_create_grant(Emit *e, const Object *object)
{
    const Grant *grant = (const Grant *)object;
    Privileges p = of_grant(object);
    change_privileges(e, &p, &grant->defaults, &grant->privileges, false, granted);
}

void pg_alter_grant(Emit *e, const Change *change)
{
    const Grant *desired = (const Grant *)change->desired, *there = (const Grant *)change->actual;
    if (there == NULL)
        return;
    Privileges p = of_grant(change->desired);
    change_privileges(e, &p, &there->privileges, &desired->privileges, change_has(change, "position"), granted);
}

void pg_drop_grant(Emit *e, const Object *object)
{
    const Grant *grant = (const Grant *)object;
    Privileges p = of_grant(object);
    change_privileges(e, &p, &grant->privileges, &grant->defaults, false, granted);
}

/* ---- default privileges ---- */

static void put_alter_defaults(Buf *out, const Object *object)
{
    const DefaultPrivileges *defaults = (const DefaultPrivileges *)object;
    buf_puts(out, "ALTER DEFAULT PRIVILEGES FOR ROLE ");
    pg_name(out, defaults->role);
    if (defaults->schema != NULL) {
        buf_puts(out, " IN SCHEMA ");
        pg_object_name(out, defaults->schema);
    }
    buf_putc(out, ' ');
}

static void put_type(Buf *out, const Object *object)
{
    buf_puts(out, ((const DefaultPrivileges *)object)->type);
}

static bool same_defaults(const DefaultPrivileges *a, const DefaultPrivileges *b)
{
    return strcmp(a->role, b->role) == 0 && a->schema == b->schema && strcmp(a->type, b->type) == 0;
}

/* They come after all that is made but event triggers: what this very run makes must not get them. Those of one list take turns: two sessions
   that change it at once fail with "tuple concurrently updated". */
static void defaulted(Emit *e, const Object *object, Statement *statement)
{
    EACH (e->desired, DEFAULT_PRIVILEGES, DefaultPrivileges, other)
        if (strcmp(other->object.key, object->key) < 0 && same_defaults(other, (const DefaultPrivileges *)object))
            emit_need(e, statement, &other->object);
    for (size_t i = 0; i < e->out->list.count; i++) {
        const Statement *maker = &e->out->list.items[i];
        if (maker->type == CHANGE_CREATE && object_container(maker->subject) == maker->subject &&
            maker->subject->kind != KIND_DEFAULT_PRIVILEGES && maker->subject->kind != KIND_EVENT_TRIGGER)
            emit_need(e, statement, maker->subject);
    }
}

static Privileges of_defaults(const Object *object)
{
    return (Privileges){object, put_alter_defaults, put_type, NULL, ((const DefaultPrivileges *)object)->grantee};
}

void pg_create_default_privileges(Emit *e, const Object *object)
{
    const DefaultPrivileges *defaults = (const DefaultPrivileges *)object;
    Privileges p = of_defaults(object);
    change_privileges(e, &p, &defaults->defaults, &defaults->privileges, false, defaulted);
}

void pg_alter_default_privileges(Emit *e, const Change *change)
{
    const DefaultPrivileges *desired = (const DefaultPrivileges *)change->desired,
                            *there = (const DefaultPrivileges *)change->actual;
    if (there == NULL)
        return;
    Privileges p = of_defaults(change->desired);
    change_privileges(e, &p, &there->privileges, &desired->privileges, false, defaulted);
}

void pg_drop_default_privileges(Emit *e, const Object *object)
{
    const DefaultPrivileges *defaults = (const DefaultPrivileges *)object;
    Privileges p = of_defaults(object);
    change_privileges(e, &p, &defaults->privileges, &defaults->defaults, false, defaulted);
}
