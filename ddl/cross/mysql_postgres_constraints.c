/* From MySQL and MariaDB to PostgreSQL: checks and foreign keys. */
#include "mysql_postgres.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "text.h"

/* ---- checks ---- */

/* MariaDB's json is a text with this check; MySQL's has it where somebody wrote it. */
static bool says_json(const Cross *cross, const Check *from)
{
    Scan scan = scan_open(&syntax_mysql, from->expression, strlen(from->expression));
    Token token;
    const Column *column = NULL;
    while (scan_solid(&scan, &token)) {
        if (token_is_mark(&token, "(") || token_is_mark(&token, ")") || token_is(&token, "json_valid"))
            continue;
        if (token.type != TOKEN_NAME || column != NULL)
            return false;
        column = mp_column_named(from->table, scan_name(cross->arena, &token));
        if (column == NULL)
            return false;
    }
    return column != NULL && strcasestr(from->expression, "json_valid") != NULL &&
           begins_with(cross_type(cross, &column->object)->type, "json");
}

void mp_check(Cross *cross, const Object *object)
{
    enum { WITH_NOT_ENFORCED = 180000 };
    const Check *from = (const Check *)object;
    if (says_json(cross, from)) {
        cross_absorb(cross, object, "the type of its column");
        return;
    }
    if (from->not_enforced && cross->made->server_version < WITH_NOT_ENFORCED) {
        cross_leave(cross, object, LEDGER_SKIPPED, FINDING_VERSION_LEFT_OUT,
                    "ADD it NOT VALID on the target, if new rows should follow it",
                    "PostgreSQL has NOT ENFORCED from version 18");
        return;
    }
    const char *text = cross_expression(cross, object, from->table, from->expression, CROSS_CHECK);
    if (text == NULL) {
        cross_settle(cross, object, LEDGER_MANUAL, "its expression could not be said on the target");
        return;
    }
    const Family *family = mp_family(cross, from->table);
    const char *name = cross_name_take(cross, SPACE_CHECK, from->table, from->name, object);
    for (size_t i = 0; i < family->branches.count; i++) {
        Check *check = (Check *)cross_make(cross, KIND_CHECK, object);
        check->table = &family->branches.items[i].table->object;
        check->name = name;
        check->expression = text;
        check->is_local = i == 0;
        check->not_enforced = from->not_enforced;
        check->is_valid = !from->not_enforced;
    }
}

/* ---- foreign keys ---- */

static bool same_set(const List *a, const List *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!list_has(b, a->items[i]))
            return false;
    return a->count == b->count;
}

/* What the server will find when it looks for a key of these columns, in any order. */
static const Object *key_over(const Cross *cross, const Object *table, const List *columns)
{
    EACH (cross->made, KEY, Key, key)
        if (key->table == table && same_set(columns, &key->columns))
            return &key->object;
    return NULL;
}

/* True: it is left out. */
static bool leave_key(Cross *cross, const ForeignKey *from, const Object *table, const List *columns)
{
    if (table == NULL) {
        cross_leave(cross, &from->object, LEDGER_SKIPPED, FINDING_DEPENDENCY_LEFT_OUT,
                    "include the table, or drop the foreign key", "the table that it refers to is not there: %s",
                    from->referenced_name);
    } else if (key_over(cross, table, columns) == NULL) {
        const Table *own = (const Table *)from->table;
        cross_leave(cross, &from->object, LEDGER_MANUAL, FINDING_FK_NONUNIQUE,
                    arena_printf(cross->arena,
                                 "make the columns that it refers to a unique key on the source, or exclude "
                                 "\"foreign_key:%s.%s\"",
                                 ((const Schema *)own->schema)->name, from->name),
                    "the columns that it refers to are no unique key: PostgreSQL has no such foreign keys");
    } else {
        return false;
    }
    return true;
}

static const char *action_of(Cross *cross, const ForeignKey *from, const char *action, const char *event)
{
    if (!text_equal(action, "SET DEFAULT"))
        return action;
    cross_find(cross, FINDING_FK_SEMANTICS, &from->object, "ALTER it on the target, if rows should take the default",
               "%s SET DEFAULT, which InnoDB refuses like NO ACTION: it is NO ACTION", event);
    return "NO ACTION";
}

void mp_foreign_key(Cross *cross, const Object *object)
{
    const ForeignKey *from = (const ForeignKey *)object;
    const Object *table = cross_twin(cross, from->referenced_table);
    List columns = {0};
    if (table != NULL)
        columns = cross_column_names(cross, from->referenced_table, &from->referenced_columns);
    if (leave_key(cross, from, table, &columns))
        return;
    ForeignKey *key = (ForeignKey *)cross_make(cross, KIND_FOREIGN_KEY, object);
    key->table = cross_twin(cross, from->table);
    key->name = cross_name_take(cross, SPACE_FOREIGN_KEY, from->table, from->name, object);
    key->columns = cross_column_names(cross, from->table, &from->columns);
    key->referenced_table = table;
    key->referenced_columns = columns;
    key->match = "SIMPLE";
    key->on_update = action_of(cross, from, from->on_update, "ON UPDATE");
    key->on_delete = action_of(cross, from, from->on_delete, "ON DELETE");
    key->is_valid = true;
    catalog_need_object(cross->made, &key->object, key_over(cross, table, &columns));
    if (text_equal(from->match, "FULL") && from->columns.count > 1)
        cross_find(cross, FINDING_FK_SEMANTICS, object, "ALTER it on the target, if it is to be MATCH FULL",
                   "MATCH FULL, which InnoDB does not heed: it is MATCH SIMPLE");
}
