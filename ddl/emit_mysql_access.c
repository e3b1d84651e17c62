/* MySQL: grants, and the roles that they are given to. */
#include <string.h>

#include "emit_mysql_code.h"
#include "text.h"

static bool is_on_routine(const Object *on)
{
    return on->kind == KIND_FUNCTION || on->kind == KIND_PROCEDURE || on->kind == KIND_PACKAGE ||
           on->kind == KIND_PACKAGE_BODY;
}

/* A schema's name is a pattern here, but for a server with partial revokes. */
static void put_schema(const Emit *e, Buf *out, const char *name)
{
    SCOPED(Buf, buf_free) pattern = {0};
    bool is_pattern = !catalog_parameter_is_on(e->actual, "partial_revokes");
    for (const char *c = name; *c != '\0'; c++)
        buf_printf(&pattern, is_pattern && strchr("_%\\", *c) != NULL ? "\\%c" : "%c", *c);
    my_name(out, buf_text(&pattern));
    buf_puts(out, ".*");
}

static void put_on(const Emit *e, Buf *out, const Object *on)
{
    buf_puts(out, " ON ");
    if (on->kind == KIND_SCHEMA) {
        put_schema(e, out, ((const Schema *)on)->name);
        return;
    }
    if (is_on_routine(on))
        buf_printf(out, "%s ",
                   on->kind == KIND_FUNCTION    ? "FUNCTION"
                   : on->kind == KIND_PROCEDURE ? "PROCEDURE"
                   : on->kind == KIND_PACKAGE   ? "PACKAGE"
                                                : "PACKAGE BODY");
    my_object_name(out, on);
}

/* SELECT, or SELECT* where it may be passed on. */
static size_t word_length(const char *privilege)
{
    size_t length = strlen(privilege);
    return length > 0 && privilege[length - 1] == '*' ? length - 1 : length;
}

static bool may_pass_on(const List *privileges)
{
    for (size_t i = 0; i < privileges->count; i++)
        if (privileges->items[i][word_length(privileges->items[i])] == '*')
            return true;
    return false;
}

static bool has_word(const List *privileges, const char *word)
{
    for (size_t i = 0; i < privileges->count; i++)
        if (word_length(privileges->items[i]) == word_length(word) &&
            strncmp(privileges->items[i], word, word_length(word)) == 0)
            return true;
    return false;
}

/* Those that are not in the other list; how many. */
static size_t put_words(Buf *out, const Grant *grant, const List *list, const List *not_in)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (has_word(not_in, list->items[i]))
            continue;
        buf_printf(out, "%s%.*s", count++ == 0 ? " " : ", ", (int)word_length(list->items[i]), list->items[i]);
        if (grant->column != NULL) {
            buf_puts(out, " (");
            my_name(out, grant->column);
            buf_putc(out, ')');
        }
    }
    return count;
}

static void put_grantee(Buf *out, const char *grantee)
{
    if (grantee == NULL)
        buf_puts(out, "PUBLIC");
    else
        my_account(out, grantee);
}

static Statement *emit_grant(Emit *e, const Grant *grant, const char *what)
{
    Statement *statement = emit(e, &grant->object, STEP_MAKE, 0.001, what);
    emit_need_whole(e, statement, grant->on);
    emit_lock(e, statement, object_top(grant->on), LOCK_ACCESS_SHARE);
    return statement;
}

static void put_revoke(Emit *e, const Grant *grant, const List *privileges, const List *not_in)
{
    SCOPED(Buf, buf_free) words = {0};
    if (put_words(&words, grant, privileges, not_in) == 0)
        return;
    buf_printf(&e->sql, "REVOKE%s", buf_text(&words));
    put_on(e, &e->sql, grant->on);
    buf_puts(&e->sql, " FROM ");
    put_grantee(&e->sql, grant->grantee);
    emit_grant(e, grant, "revoke");
}

/* NULL: there is nothing to grant. */
static const Statement *put_grant(Emit *e, const Grant *grant, const List *not_in)
{
    SCOPED(Buf, buf_free) words = {0};
    if (put_words(&words, grant, &grant->privileges, not_in) == 0)
        return NULL;
    buf_printf(&e->sql, "GRANT%s", buf_text(&words));
    put_on(e, &e->sql, grant->on);
    buf_puts(&e->sql, " TO ");
    put_grantee(&e->sql, grant->grantee);
    buf_puts(&e->sql, may_pass_on(&grant->privileges) ? " WITH GRANT OPTION" : "");
    return emit_grant(e, grant, "grant");
}

static void revoke_option(Emit *e, const Grant *grant)
{
    buf_puts(&e->sql, "REVOKE GRANT OPTION");
    put_on(e, &e->sql, grant->on);
    buf_puts(&e->sql, " FROM ");
    put_grantee(&e->sql, grant->grantee);
    emit_grant(e, grant, "revoke");
}

static bool is_there(const Catalog *target, const char *account)
{
    EACH (target, ROLE, Role, role)
        if (account == NULL || strcmp(role->name, account) == 0)
            return true;
    return target->objects[KIND_ROLE].count == 0; /* nobody knows */
}

static const Grant *first_to(const Catalog *catalog, const char *account)
{
    EACH (catalog, GRANT, Grant, grant)
        if (text_equal(grant->grantee, account))
            return grant;
    return NULL;
}

static void make_role(Emit *e, const Grant *grant)
{
    buf_puts(&e->sql, "CREATE ROLE IF NOT EXISTS ");
    my_account(&e->sql, grant->grantee);
    emit(e, &grant->object, STEP_MAKE, 0.001, "create role");
    finding_add(e->findings, FINDING_ROLE_MADE, NULL, "GRANT it to those who are to have it",
                "role \"%s\" is made: who has it on the source is not replicated", grant->grantee);
}

/* A role that the target lacks (a user would have been left out) is made for the first grant to it. */
void my_create_grant(Emit *e, const Object *object)
{
    static const List none = {0};
    const Grant *grant = (const Grant *)object;
    const Grant *first = is_there(e->actual, grant->grantee) ? NULL : first_to(e->desired, grant->grantee);
    if (first == grant)
        make_role(e, grant);
    const Statement *statement = put_grant(e, grant, &none);
    if (statement != NULL && first != NULL && first != grant)
        emit_need(e, statement, &first->object);
}

/* MySQL forgets what was granted on a routine that is made anew, and is told it again by whoever makes it. */
static bool is_forgotten(const Emit *e, const Object *on)
{
    const Object *desired = catalog_find(e->desired, on->key), *there = emit_there(e, on);
    const KindInfo *kind = &catalog_kinds[on->kind];
    if (my_is_mariadb(e, 0) || !is_on_routine(on) || desired == NULL || there == NULL)
        return false;
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].role == ROLE_COMPARE &&
            !compare_field(dialect_mysql.syntax(desired), &kind->fields[i], desired, there))
            return true;
    return false;
}

void my_alter_grant(Emit *e, const Change *change)
{
    static const List none = {0};
    const Grant *desired = (const Grant *)change->desired, *there = (const Grant *)change->actual;
    if (there == NULL || is_forgotten(e, desired->on))
        return;
    if (there->defaults.count > 0) { /* what is granted on the name itself takes the pattern's place */
        put_grant(e, desired, &none);
        return;
    }
    bool passes = may_pass_on(&desired->privileges), passed = may_pass_on(&there->privileges);
    put_revoke(e, desired, &there->privileges, &desired->privileges);
    if (passed && !passes)
        revoke_option(e, desired);
    put_grant(e, desired, passes && !passed ? &none : &there->privileges);
}

void my_drop_grant(Emit *e, const Object *object)
{
    static const List none = {0};
    const Grant *grant = (const Grant *)object;
    if (is_forgotten(e, grant->on))
        return;
    put_revoke(e, grant, &grant->privileges, &none);
    if (may_pass_on(&grant->privileges))
        revoke_option(e, grant);
}
