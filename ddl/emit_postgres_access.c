/* PostgreSQL: what is said about objects: comments and grants. */
#include <string.h>

#include "emit_postgres.h"

/* ---- comments and grants ---- */

static void put_comment_target(Buf *out, const Comment *comment)
{
    if (comment->constraint != NULL) {
        buf_puts(out, "CONSTRAINT ");
        pg_name(out, comment->constraint);
        buf_puts(out, " ON ");
        pg_described(out, comment->on);
        return;
    }
    if (comment->index != NULL) {
        buf_puts(out, "INDEX ");
        pg_object_name(out, comment->on);
        return;
    }
    if (comment->column == NULL) {
        pg_described(out, comment->on);
        return;
    }
    buf_puts(out, "COLUMN ");
    pg_object_name(out, comment->on);
    buf_putc(out, '.');
    pg_name(out, comment->column);
}

static void put_comment(Emit *e, const Comment *comment, const char *text)
{
    buf_puts(&e->sql, "COMMENT ON ");
    put_comment_target(&e->sql, comment);
    buf_puts(&e->sql, " IS ");
    if (text == NULL)
        buf_puts(&e->sql, "NULL");
    else
        pg_literal(&e->sql, text);
    Statement *statement = emit(e, &comment->object, STEP_MAKE, 0.0005, "comment");
    emit_lock(e, statement, object_top(comment->on), LOCK_SHARE_UPDATE_EXCLUSIVE);
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

static void put_privileges(Emit *e, const Grant *grant, const List *list, const List *not_in, const char *verb)
{
    const char *column = grant->column;
    for (int with_option = 0; with_option < 2; with_option++) {
        size_t count = 0;
        for (size_t i = 0; i < list->count; i++) {
            size_t length = strlen(list->items[i]);
            bool optional = list->items[i][length - 1] == '*';
            if (list_has(not_in, list->items[i]) || optional != (with_option == 1))
                continue;
            buf_puts(&e->sql, count++ == 0 ? verb : ", ");
            buf_printf(&e->sql, "%s%.*s", count == 1 ? " " : "", (int)(optional ? length - 1 : length), list->items[i]);
            if (column != NULL) {
                buf_puts(&e->sql, " (");
                pg_name(&e->sql, column);
                buf_putc(&e->sql, ')');
            }
        }
        if (count == 0)
            continue;
        buf_puts(&e->sql, " ON ");
        bool relation =
            grant->on->kind == KIND_TABLE || grant->on->kind == KIND_VIEW || grant->on->kind == KIND_MATERIALIZED_VIEW;
        if (relation) {
            buf_puts(&e->sql, "TABLE ");
            pg_object_name(&e->sql, grant->on);
        } else {
            pg_described(&e->sql, grant->on);
        }
        buf_puts(&e->sql, strcmp(verb, "GRANT") == 0 ? " TO " : " FROM ");
        if (grant->grantee == NULL)
            buf_puts(&e->sql, "PUBLIC");
        else
            pg_name(&e->sql, grant->grantee);
        buf_puts(&e->sql, with_option == 1 && strcmp(verb, "GRANT") == 0 ? " WITH GRANT OPTION" : "");
        /* Two sessions that change one object's privileges at once fail with "tuple concurrently updated". */
        Statement *statement = emit(e, &grant->object, STEP_MAKE, 0.0005, "grant");
        emit_need_whole(e, statement, grant->on);
        emit_lock(e, statement, object_top(grant->on), LOCK_ACCESS_EXCLUSIVE);
    }
}

/* The position in the object's list is kept by granting in that order. */
static void need_earlier_grants(Emit *e, const Grant *grant)
{
    if (e->out->list.count == 0)
        return;
    const Statement *statement = &e->out->list.items[e->out->list.count - 1];
    const Refs *parts = &grant->on->parts;
    for (size_t i = 0; i < parts->count && parts->items[i] != &grant->object; i++)
        if (parts->items[i]->kind == KIND_GRANT)
            emit_need(e, statement, parts->items[i]);
}

void pg_create_grant(Emit *e, const Object *object)
{
    const Grant *grant = (const Grant *)object;
    put_privileges(e, grant, &grant->defaults, &grant->privileges, "REVOKE");
    put_privileges(e, grant, &grant->privileges, &grant->defaults, "GRANT");
    need_earlier_grants(e, grant);
}

void pg_alter_grant(Emit *e, const Change *change)
{
    const Grant *desired = (const Grant *)change->desired, *there = (const Grant *)change->actual;
    if (there == NULL)
        return;
    /* Who is granted anew comes last in the object's list: that is how order is made. */
    static const List none = {0};
    bool moves = change_has(change, "position");
    put_privileges(e, desired, &there->privileges, moves ? &none : &desired->privileges, "REVOKE");
    put_privileges(e, desired, &desired->privileges, moves ? &none : &there->privileges, "GRANT");
    need_earlier_grants(e, desired);
}

void pg_drop_grant(Emit *e, const Object *object)
{
    const Grant *grant = (const Grant *)object;
    put_privileges(e, grant, &grant->privileges, &grant->defaults, "REVOKE");
    put_privileges(e, grant, &grant->defaults, &grant->privileges, "GRANT");
}
