/* PostgreSQL: views, materialised views, rules, triggers. */
#include <string.h>

#include "emit_postgres.h"

static void lock_needed(Emit *e, Statement *statement, const Object *object, LockMode mode)
{
    for (size_t i = 0; i < object->needs.count; i++) {
        const Object *needed = object_top(object->needs.items[i]);
        if (needed->kind == KIND_TABLE || needed->kind == KIND_VIEW || needed->kind == KIND_MATERIALIZED_VIEW)
            *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){needed, mode};
    }
}

/* ---- views ---- */

static void put_view(Emit *e, const View *view, const char *verb)
{
    buf_printf(&e->sql, "%s VIEW ", verb);
    pg_object_name(&e->sql, &view->object);
    pg_with(&e->sql, &view->options);
    buf_puts(&e->sql, " AS\n");
    pg_expression(&e->sql, view->definition);
    if (view->check_option != NULL)
        buf_printf(&e->sql, "\n WITH %s CHECK OPTION", view->check_option);
    Statement *statement = emit(e, &view->object, STEP_MAKE, 0.002, "create view");
    emit_lock(e, statement, &view->object, LOCK_ACCESS_EXCLUSIVE);
    lock_needed(e, statement, &view->object, LOCK_ACCESS_SHARE);
}

static void put_placeholder(Emit *e, const View *view)
{
    buf_puts(&e->sql, "CREATE VIEW ");
    pg_object_name(&e->sql, &view->object);
    buf_puts(&e->sql, " AS SELECT ");
    pg_texts(&e->sql, &view->shape, ", ");
    Statement *statement = emit(e, &view->object, STEP_SHELL, 0.002, "create placeholder of view");
    emit_lock(e, statement, &view->object, LOCK_ACCESS_EXCLUSIVE);
}

static bool is_placeholder(const View *view)
{
    const char *definition = view->definition + strspn(view->definition, " \n");
    return strncmp(definition, "SELECT NULL::", strlen("SELECT NULL::")) == 0 && strstr(definition, "FROM ") == NULL;
}

void pg_create_view(Emit *e, const Object *object)
{
    bool in_circle = e->circles[object->ordinal] != 0;
    if (in_circle)
        put_placeholder(e, (const View *)object);
    put_view(e, (const View *)object, in_circle ? "CREATE OR REPLACE" : "CREATE");
}

/* Of "column SET DEFAULT expression". */
static void drop_default(Emit *e, const Object *view, const char *setting)
{
    const char *set = strstr(setting, " SET DEFAULT ");
    buf_puts(&e->sql, "ALTER VIEW ");
    pg_object_name(&e->sql, view);
    buf_printf(&e->sql, " ALTER COLUMN %.*s DROP DEFAULT", (int)(set == NULL ? 0 : set - setting), setting);
    emit_lock(e, emit(e, view, STEP_FINISH, 0.001, "drop default"), view, LOCK_ACCESS_EXCLUSIVE);
}

void pg_alter_view(Emit *e, const Change *change)
{
    const View *view = (const View *)change->desired, *there = (const View *)change->actual;
    bool is_unfinished = there != NULL && e->circles[change->desired->ordinal] != 0 && is_placeholder(there);
    if (there != NULL && change_has(change, "definition") && !is_unfinished) {
        emit_cannot(e, change, "a view keeps its columns and their types");
        return;
    }
    if (there != NULL && (is_unfinished || change_has(change, "options") || change_has(change, "check_option")))
        put_view(e, view, "CREATE OR REPLACE");
    for (size_t i = 0; there != NULL && i < there->defaults.count; i++)
        if (!list_has(&view->defaults, there->defaults.items[i]))
            drop_default(e, change->desired, there->defaults.items[i]);
    for (size_t i = 0; change_has(change, "defaults") && i < view->defaults.count; i++) {
        buf_puts(&e->sql, "ALTER VIEW ");
        pg_object_name(&e->sql, change->desired);
        buf_puts(&e->sql, " ALTER COLUMN ");
        pg_expression(&e->sql, view->defaults.items[i]);
        emit_lock(e, emit(e, change->desired, STEP_FINISH, 0.001, "set default"), change->desired,
                  LOCK_ACCESS_EXCLUSIVE);
    }
    pg_owner(e, change->desired, view->owner, change);
}

/* ---- materialised views ---- */

/* Made empty, filled once everything that it reads is there, indexed after that. */
void pg_create_materialized_view(Emit *e, const Object *object)
{
    const MaterializedView *view = (const MaterializedView *)object;
    buf_puts(&e->sql, "CREATE MATERIALIZED VIEW ");
    pg_object_name(&e->sql, object);
    if (view->access_method != NULL) {
        buf_puts(&e->sql, " USING ");
        pg_name(&e->sql, view->access_method);
    }
    pg_with(&e->sql, &view->options);
    buf_puts(&e->sql, " AS\n");
    pg_expression(&e->sql, view->definition);
    buf_puts(&e->sql, "\n WITH NO DATA");
    Statement *statement = emit(e, object, STEP_MAKE, 0.002, "create materialized view");
    emit_lock(e, statement, object, LOCK_ACCESS_EXCLUSIVE);
    lock_needed(e, statement, object, LOCK_ACCESS_SHARE);
}

static bool has_row_security(const Catalog *catalog)
{
    EACH (catalog, TABLE, Table, table)
        if (table->row_security)
            return true;
    return false;
}

/* Sessions run with row_security = off, so that no row is left out in silence. Here rows may be: the view's owner reads, and
   what the policies hide from it is not in the source's view either. */
static void put_refresh(Emit *e, const MaterializedView *view)
{
    SCOPED(Buf, buf_free) refresh = {0};
    buf_puts(&refresh, "REFRESH MATERIALIZED VIEW ");
    pg_object_name(&refresh, &view->object);
    if (!has_row_security(e->desired)) {
        buf_puts(&e->sql, buf_text(&refresh));
        return;
    }
    SCOPED(Buf, buf_free) block = {0};
    buf_printf(&block, "BEGIN SET LOCAL row_security = on; %s; SET LOCAL row_security = off; END", buf_text(&refresh));
    buf_puts(&e->sql, "DO ");
    pg_literal(&e->sql, buf_text(&block));
}

/* The rows that the owner sees: by its privileges, and as the policies let it. */
static void need_access(Emit *e, const Statement *statement, const Object *read)
{
    for (size_t i = 0; i < read->parts.count; i++) {
        const Object *part = read->parts.items[i];
        if (part->kind == KIND_POLICY || part->kind == KIND_GRANT)
            emit_need_whole(e, statement, part);
    }
}

/* What is read through views, too: a materialized view below has to be filled. */
static void need_filled(Emit *e, const Statement *statement, const Object *object, bool *seen)
{
    for (size_t i = 0; i < object->needs.count; i++) {
        const Object *needed = object->needs.items[i];
        if (seen[needed->ordinal])
            continue;
        seen[needed->ordinal] = true;
        emit_need_whole(e, statement, needed);
        need_access(e, statement, object_top(needed));
        if (needed->kind == KIND_VIEW)
            need_filled(e, statement, needed, seen);
    }
}

static void emit_refresh(Emit *e, const MaterializedView *view)
{
    put_refresh(e, view);
    double cost = 0.01 + (double)pg_table_bytes(e, &view->object) / 10e6;
    Statement *statement = emit(e, &view->object, STEP_FINISH, cost, "refresh materialized view");
    emit_lock(e, statement, &view->object, LOCK_ACCESS_EXCLUSIVE);
    lock_needed(e, statement, &view->object, LOCK_ACCESS_SHARE);
    need_filled(e, statement, &view->object, arena_array(e->scratch, e->desired->object_count + 1, sizeof(bool)));
}

void pg_alter_materialized_view(Emit *e, const Change *change)
{
    const MaterializedView *view = (const MaterializedView *)change->desired,
                           *there = (const MaterializedView *)change->actual;
    if (there != NULL && (change_has(change, "definition") || change_has(change, "access_method"))) {
        emit_cannot(e, change, "a materialized view is made anew, not altered");
        return;
    }
    if (there != NULL && change_has(change, "options"))
        pg_alter_options(e, change->desired, &view->options, &there->options);
    for (size_t i = 0; change_has(change, "column_settings") && i < view->column_settings.count; i++) {
        buf_puts(&e->sql, "ALTER MATERIALIZED VIEW ");
        pg_object_name(&e->sql, change->desired);
        buf_printf(&e->sql, " ALTER COLUMN %s", view->column_settings.items[i]);
        emit_lock(e, emit(e, change->desired, STEP_FINISH, 0.001, "alter column"), change->desired,
                  LOCK_ACCESS_EXCLUSIVE);
    }
    /* The owner comes before the data: a refresh runs with the owner's rights. */
    pg_owner(e, change->desired, view->owner, change);
    if (change_has(change, "is_populated") && view->is_populated)
        emit_refresh(e, view);
}

/* ---- rules and triggers ---- */

static void enable(Emit *e, const Object *object, const Object *table, const char *enabled, const char *word,
                   const char *name)
{
    if (table->kind == KIND_VIEW)
        buf_puts(&e->sql, "ALTER TABLE "); /* the server takes a view here, and ALTER VIEW has no such words */
    else
        buf_puts(&e->sql, ((const Table *)table)->partition_key != NULL ? "ALTER TABLE " : "ALTER TABLE ONLY ");
    pg_object_name(&e->sql, table);
    buf_printf(&e->sql, " %s %s ", enabled == NULL ? "ENABLE" : enabled, word);
    pg_name(&e->sql, name);
    emit_lock(e, emit(e, object, STEP_FINISH, 0.001, "set enabled"), table, LOCK_ACCESS_EXCLUSIVE);
}

void pg_create_rule(Emit *e, const Object *object)
{
    const Rule *rule = (const Rule *)object;
    pg_expression(&e->sql, rule->definition);
    emit_lock(e, emit(e, object, STEP_MAKE, 0.001, "create rule"), rule->table, LOCK_ACCESS_EXCLUSIVE);
}

void pg_alter_rule(Emit *e, const Change *change)
{
    const Rule *rule = (const Rule *)change->desired;
    if (change->actual != NULL && change_has(change, "definition"))
        emit_cannot(e, change, "a rule is made anew, not altered");
    else if (change_has(change, "enabled"))
        enable(e, change->desired, rule->table, rule->enabled, "RULE", rule->name);
}

/* A partition's copy of its parent's trigger that is enabled differently: the parent's statement makes it. */
static void adjust_inherited(Emit *e, const Trigger *trigger)
{
    enable(e, &trigger->object, trigger->table, trigger->enabled, "TRIGGER", trigger->name);
    const Statement *statement = &e->out->list.items[e->out->list.count - 1];
    for (const Object *table = trigger->table; table != NULL && table->kind == KIND_TABLE;
         table = ((const Table *)table)->partition_of)
        for (size_t i = 0; i < table->parts.count; i++)
            if (table->parts.items[i]->kind == KIND_TRIGGER &&
                strcmp(((const Trigger *)table->parts.items[i])->name, trigger->name) == 0)
                emit_need_whole(e, statement, table->parts.items[i]);
}

void pg_create_trigger(Emit *e, const Object *object)
{
    const Trigger *trigger = (const Trigger *)object;
    if (trigger->is_inherited) {
        adjust_inherited(e, trigger);
        return;
    }
    pg_expression(&e->sql, trigger->definition);
    emit_lock(e, emit(e, object, STEP_MAKE, 0.001, "create trigger"), trigger->table, LOCK_SHARE_ROW_EXCLUSIVE);
}

void pg_alter_trigger(Emit *e, const Change *change)
{
    const Trigger *trigger = (const Trigger *)change->desired;
    if (change->actual != NULL && (change_has(change, "definition") || change_has(change, "is_inherited")))
        emit_cannot(e, change, "a trigger is made anew, not altered");
    else if (change_has(change, "enabled") && !(trigger->is_inherited && change->actual == NULL))
        enable(e, change->desired, trigger->table, trigger->enabled, "TRIGGER", trigger->name);
}
