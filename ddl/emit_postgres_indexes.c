/* PostgreSQL: indexes, constraints, statistics. The expensive half: what is built, what it locks, what it costs. */
#include <string.h>

#include "emit_postgres.h"

/* Rough rates of one core, in bytes a second; only their proportion matters. */
static const double BUILD_RATE = 40e6, SCAN_RATE = 200e6, STATEMENT_S = 0.002;

static const Object *table_of(const Object *object)
{
    return object_container(object);
}

static int64_t own_bytes(const Object *table)
{
    int64_t bytes = table == NULL                           ? 0
                    : table->kind == KIND_TABLE             ? ((const Table *)table)->bytes
                    : table->kind == KIND_MATERIALIZED_VIEW ? ((const MaterializedView *)table)->bytes
                                                            : 0;
    return bytes == INT_NONE ? 0 : bytes;
}

int64_t pg_table_bytes(const Emit *e, const Object *table)
{
    int64_t source = own_bytes(table), target = own_bytes(emit_there(e, table));
    return source > target ? source : target;
}

bool pg_table_is_empty(const Emit *e, const Object *table)
{
    const Object *there = emit_there(e, table);
    if (e->options->section == SECTION_PRE || there == NULL)
        return true;
    if (!pg_is_partitioned(table))
        return own_bytes(there) == 0;
    const Refs *children = &e->children[table->ordinal];
    for (size_t i = 0; i < children->count; i++)
        if (!pg_table_is_empty(e, children->items[i]))
            return false;
    return true;
}

/* Among its partitions and inheritance children, and theirs. */
static bool has_foreign_below(const Emit *e, const Object *table)
{
    const Refs *children = &e->children[table->ordinal];
    for (size_t i = 0; i < children->count; i++)
        if (((const Table *)children->items[i])->server != NULL || has_foreign_below(e, children->items[i]))
            return true;
    return false;
}

/* Rows to read and keys to compare, then the index to write: how large it is on the source tells long keys from short. */
static double build_cost(const Emit *e, const Object *table, size_t keys, int64_t index_bytes)
{
    double sort_s = (double)pg_table_bytes(e, table) / BUILD_RATE * (0.35 + 0.15 * (double)keys);
    return STATEMENT_S + sort_s + (index_bytes == INT_NONE ? sort_s : (double)index_bytes / BUILD_RATE);
}

double pg_rewrite_cost(const Emit *e, const Object *table)
{
    return STATEMENT_S + (double)pg_table_bytes(e, table) / BUILD_RATE;
}

static double scan_cost(const Emit *e, const Object *table)
{
    return STATEMENT_S + (double)pg_table_bytes(e, table) / SCAN_RATE;
}

static void put_alter_table(Emit *e, const Object *table, bool only)
{
    buf_puts(&e->sql, only ? "ALTER TABLE ONLY " : "ALTER TABLE ");
    pg_object_name(&e->sql, table);
}

/* ---- what indexes, keys and exclusion constraints share ---- */

static void attach_index(Emit *e, const Object *child, const Object *parent)
{
    if (parent == NULL)
        return;
    buf_puts(&e->sql, "ALTER INDEX ");
    pg_object_name(&e->sql, parent);
    buf_puts(&e->sql, " ATTACH PARTITION ");
    pg_object_name(&e->sql, child);
    Statement *statement = emit(e, child, STEP_FINISH, STATEMENT_S, "attach index");
    emit_need(e, statement, parent);
    emit_completes(e, statement, parent);
    emit_lock(e, statement, table_of(child), LOCK_ACCESS_EXCLUSIVE);
    /* The last attachment makes the parent's index valid, and that one may be its own parent's last. Two that end at once
       would not see each other, and the index at the top would stay invalid for ever: so they take turns on the way up. */
    for (const Object *above = table_of(parent); above != NULL; above = ((const Table *)above)->partition_of)
        *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){above, LOCK_ACCESS_EXCLUSIVE};
}

/* Some partition's index is still to be attached to it. */
static bool awaits_attachment(const Emit *e, const Object *parent)
{
    EACH (e->desired, INDEX, Index, index) {
        const Index *there = (const Index *)emit_there(e, &index->object);
        if (index->attached_to == parent && (there == NULL || there->attached_to == NULL || !there->is_valid))
            return true;
    }
    return false;
}

/* Does another part of the table bear the mark? Then giving it there takes it away here. */
static bool another_is_marked(const Object *object, const char *mark)
{
    const Refs *parts = &table_of(object)->parts;
    for (size_t i = 0; i < parts->count; i++) {
        const Field *field = field_named(parts->items[i]->kind, mark);
        if (parts->items[i] != object && field != NULL && FIELD_VALUE(parts->items[i], field, bool))
            return true;
    }
    return false;
}

static void mark_clustered(Emit *e, const Object *object, const char *name, bool clustered)
{
    if (!clustered && another_is_marked(object, "is_clustered"))
        return;
    put_alter_table(e, table_of(object), false);
    buf_puts(&e->sql, clustered ? " CLUSTER ON " : " SET WITHOUT CLUSTER");
    if (clustered)
        pg_name(&e->sql, name);
    emit_lock(e, emit(e, object, STEP_FINISH, STATEMENT_S, "mark for CLUSTER"), table_of(object),
              LOCK_ACCESS_EXCLUSIVE);
}

static void set_identity(Emit *e, const Object *object, const char *name, bool is_identity)
{
    if (!is_identity && another_is_marked(object, "is_replica_identity"))
        return;
    put_alter_table(e, table_of(object), true);
    buf_puts(&e->sql, is_identity ? " REPLICA IDENTITY USING INDEX " : " REPLICA IDENTITY DEFAULT");
    if (is_identity)
        pg_name(&e->sql, name);
    emit_lock(e, emit(e, object, STEP_FINISH, STATEMENT_S, "set replica identity"), table_of(object),
              LOCK_ACCESS_EXCLUSIVE);
}

/* ---- indexes ---- */

/* An index of a partitioned table that was made alone (ON ONLY) becomes valid with the last partition's index; a foreign
   partition has none, so it never would. Then the partitions' indexes come first, and the partitioned table's, made for
   all, takes them as its own. */
static bool adopts_partitions(const Emit *e, const Object *index)
{
    const Object *table = index == NULL ? NULL : ((const Index *)index)->table;
    return index != NULL && pg_is_partitioned(table) && has_foreign_below(e, table) && emit_there(e, index) == NULL;
}

static void put_index(Emit *e, const char *name, const Index *index)
{
    Buf *out = &e->sql;
    buf_printf(out, "CREATE %sINDEX ", index->is_unique ? "UNIQUE " : "");
    pg_name(out, name);
    buf_puts(out, pg_is_partitioned(index->table) && !adopts_partitions(e, &index->object) ? " ON ONLY " : " ON ");
    pg_object_name(out, index->table);
    buf_puts(out, " USING ");
    pg_name(out, index->method);
    buf_puts(out, " (");
    pg_texts(out, &index->keys, ", ");
    buf_putc(out, ')');
    if (index->include.count > 0) {
        buf_puts(out, " INCLUDE (");
        pg_texts(out, &index->include, ", ");
        buf_putc(out, ')');
    }
    if (index->nulls_not_distinct)
        buf_puts(out, " NULLS NOT DISTINCT");
    pg_with(out, &index->options);
    if (index->predicate != NULL) {
        buf_puts(out, " WHERE ");
        pg_expression(out, index->predicate);
    }
}

void pg_create_index(Emit *e, const Object *object)
{
    const Index *index = (const Index *)object;
    put_index(e, index->name, index);
    Statement *statement =
        emit(e, object, STEP_MAKE, build_cost(e, index->table, index->keys.count, index->bytes), "create index");
    /* ON ONLY: the index of a partitioned table is a description; the work is done on the partitions. */
    *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){index->table, LOCK_SHARE};
    if (index->table->kind == KIND_MATERIALIZED_VIEW)
        emit_need_whole(e, statement, index->table);
    if (adopts_partitions(e, object)) {
        emit_lock(e, statement, index->table, LOCK_ACCESS_EXCLUSIVE);
        EACH (e->desired, INDEX, Index, part)
            if (part->attached_to == object)
                emit_need_whole(e, statement, &part->object);
    }
    if (adopts_partitions(e, index->attached_to))
        emit_need_not(e, statement, index->attached_to);
    else
        attach_index(e, object, index->attached_to);
}

static void set_index_statistics(Emit *e, const Index *index)
{
    for (size_t i = 0; i < index->statistics.count; i++) {
        const char *equals = strchrnul(index->statistics.items[i], '=');
        buf_puts(&e->sql, "ALTER INDEX ");
        pg_object_name(&e->sql, &index->object);
        buf_printf(&e->sql, " ALTER COLUMN %.*s SET STATISTICS %s", (int)(equals - index->statistics.items[i]),
                   index->statistics.items[i], *equals == '=' ? equals + 1 : "-1");
        emit_lock(e, emit(e, &index->object, STEP_FINISH, STATEMENT_S, "set statistics target"), index->table,
                  LOCK_SHARE_UPDATE_EXCLUSIVE);
    }
}

void pg_alter_index(Emit *e, const Change *change)
{
    static const char *const fixed[] = {"is_unique", "nulls_not_distinct", "method", "keys", "include", "predicate"};
    const Index *index = (const Index *)change->desired, *there = (const Index *)change->actual;
    for (size_t i = 0; there != NULL && i < sizeof fixed / sizeof *fixed; i++)
        if (change_has(change, fixed[i])) {
            emit_cannot(e, change, "an index is made anew, not altered");
            return;
        }
    /* The index of a partitioned table is valid once all its partitions' are attached: their statements do that. */
    if (there != NULL && change_has(change, "is_valid") && !pg_is_partitioned(index->table))
        emit_cannot(e, change, "an invalid index is left by CREATE INDEX CONCURRENTLY, which is not ours");
    else if (there != NULL && change_has(change, "is_valid") && !awaits_attachment(e, change->desired))
        emit_cannot(e, change, "it is invalid although every partition's index is attached: only making it anew helps");
    if (there != NULL && change_has(change, "options"))
        pg_alter_options(e, change->desired, &index->options, &there->options);
    if (there != NULL && change_has(change, "attached_to"))
        attach_index(e, change->desired, index->attached_to);
    if (change_has(change, "statistics"))
        set_index_statistics(e, index);
    if (change_has(change, "is_clustered"))
        mark_clustered(e, change->desired, index->name, index->is_clustered);
    if (change_has(change, "is_replica_identity"))
        set_identity(e, change->desired, index->name, index->is_replica_identity);
}

/* ---- primary keys and unique constraints ---- */

static void put_deferrable(Buf *out, bool is_deferrable, bool is_deferred)
{
    buf_puts(out, is_deferred ? " DEFERRABLE INITIALLY DEFERRED" : is_deferrable ? " DEFERRABLE" : "");
}

static void put_key_columns(Buf *out, const Key *key)
{
    buf_putc(out, '(');
    for (size_t i = 0; i < key->columns.count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        pg_name(out, key->columns.items[i]);
    }
    buf_puts(out, key->without_overlaps ? " WITHOUT OVERLAPS)" : ")");
    if (key->include.count > 0) {
        buf_puts(out, " INCLUDE ");
        pg_names(out, &key->include);
    }
}

static void add_key(Emit *e, const Key *key, bool using_index)
{
    Buf *out = &e->sql;
    bool needs_build = !using_index;
    put_alter_table(e, key->table, true);
    buf_puts(out, " ADD CONSTRAINT ");
    pg_name(out, key->name);
    buf_puts(out, key->is_primary ? " PRIMARY KEY " : " UNIQUE ");
    if (using_index) {
        buf_puts(out, "USING INDEX ");
        pg_name(out, key->name);
    } else {
        buf_puts(out, key->nulls_not_distinct ? "NULLS NOT DISTINCT " : "");
        put_key_columns(out, key);
        pg_with(out, &key->options);
    }
    put_deferrable(out, key->is_deferrable, key->is_deferred);
    double cost = needs_build && !pg_is_partitioned(key->table)
                      ? build_cost(e, key->table, key->columns.count, key->bytes)
                      : STATEMENT_S;
    Statement *statement =
        emit(e, &key->object, STEP_MAKE, cost, key->is_primary ? "add primary key" : "add unique constraint");
    *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){key->table, LOCK_ACCESS_EXCLUSIVE};
}

/* The index first, which locks out writers only and can be built beside the table's others; then the constraint takes it
   over in an instant. Not for partitioned tables and WITHOUT OVERLAPS, where the server cannot; nor for empty tables,
   where there is nothing to gain. A run that was killed in between left the index behind: it is found and used. */
void pg_create_key(Emit *e, const Object *object)
{
    const Key *key = (const Key *)object;
    bool direct = pg_is_partitioned(key->table) || key->without_overlaps;
    char *index_key = arena_printf(e->out->arena, "index %s", object->name);
    bool index_there = catalog_find(e->actual, index_key) != NULL;
    if (!direct && !index_there && !pg_table_is_empty(e, key->table)) {
        buf_puts(&e->sql, "CREATE UNIQUE INDEX ");
        pg_name(&e->sql, key->name);
        buf_puts(&e->sql, " ON ");
        pg_object_name(&e->sql, key->table);
        buf_puts(&e->sql, " USING btree ");
        put_key_columns(&e->sql, key);
        buf_puts(&e->sql, key->nulls_not_distinct ? " NULLS NOT DISTINCT" : "");
        pg_with(&e->sql, &key->options);
        Statement *statement =
            emit(e, object, STEP_MAKE, build_cost(e, key->table, key->columns.count, key->bytes), "create index");
        *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){key->table, LOCK_SHARE};
        index_there = true;
    }
    add_key(e, key, index_there && !direct);
    attach_index(e, object, key->attached_to);
}

void pg_alter_key(Emit *e, const Change *change)
{
    static const char *const fixed[] = {"is_primary",       "columns",       "include",    "nulls_not_distinct",
                                        "without_overlaps", "is_deferrable", "is_deferred"};
    const Key *key = (const Key *)change->desired, *there = (const Key *)change->actual;
    for (size_t i = 0; there != NULL && i < sizeof fixed / sizeof *fixed; i++)
        if (change_has(change, fixed[i])) {
            emit_cannot(e, change, "a key is made anew, not altered");
            return;
        }
    if (there != NULL && change_has(change, "is_valid") && !pg_is_partitioned(key->table))
        emit_cannot(e, change, "its index is invalid: drop the key on the target");
    if (there != NULL && change_has(change, "attached_to"))
        attach_index(e, change->desired, key->attached_to);
    if (there != NULL && change_has(change, "options")) {
        buf_puts(&e->sql, "ALTER INDEX ");
        pg_object_name(&e->sql, change->desired);
        buf_puts(&e->sql, " SET (");
        pg_options(&e->sql, &key->options);
        buf_putc(&e->sql, ')');
        emit_lock(e, emit(e, change->desired, STEP_FINISH, STATEMENT_S, "set storage parameters"), key->table,
                  LOCK_ACCESS_EXCLUSIVE);
    }
    if (change_has(change, "is_clustered"))
        mark_clustered(e, change->desired, key->name, key->is_clustered);
    if (change_has(change, "is_replica_identity"))
        set_identity(e, change->desired, key->name, key->is_replica_identity);
}

/* ---- checks and exclusions ---- */

static void validate(Emit *e, const Object *object, const char *name, const Object *referenced)
{
    const Object *table = table_of(object);
    put_alter_table(e, table, false);
    buf_puts(&e->sql, " VALIDATE CONSTRAINT ");
    pg_name(&e->sql, name);
    Statement *statement = emit(e, object, STEP_FINISH, scan_cost(e, table) * 2, "validate constraint");
    emit_lock(e, statement, table, LOCK_SHARE_UPDATE_EXCLUSIVE);
    emit_lock(e, statement, referenced, LOCK_ROW_SHARE);
}

/* The children's own come first: the parent's is merged with what it finds, and a valid one is not with one that is not. */
static void need_childrens_checks(Emit *e, const Statement *statement, const Object *table, const char *name)
{
    const Refs *children = &e->children[table->ordinal];
    for (size_t i = 0; table->kind == KIND_TABLE && i < children->count; i++) {
        const Check *check = (const Check *)object_part(children->items[i], KIND_CHECK, name);
        if (check != NULL && check->is_local)
            emit_need(e, statement, &check->object);
        need_childrens_checks(e, statement, children->items[i], name);
    }
}

/* The parent's statement made it; where the parent's is not valid, the child's may have been validated. */
static void finish_inherited_check(Emit *e, const Check *check)
{
    const Table *table = (const Table *)check->table;
    for (size_t i = 0; i < table->inherits.count + (table->partition_of != NULL); i++) {
        const Object *parent = table->partition_of != NULL ? table->partition_of : table->inherits.items[i];
        const Check *above = (const Check *)object_part(parent, KIND_CHECK, check->name);
        if (above == NULL || above->is_valid || above->not_enforced || !check->is_valid)
            continue;
        validate(e, &check->object, check->name, NULL);
        emit_need_whole(e, &e->out->list.items[e->out->list.count - 1], &above->object);
        return;
    }
}

void pg_create_check(Emit *e, const Object *object)
{
    const Check *check = (const Check *)object;
    if (!check->is_local) {
        finish_inherited_check(e, check);
        return;
    }
    put_alter_table(e, check->table, false);
    buf_puts(&e->sql, " ADD CONSTRAINT ");
    pg_name(&e->sql, check->name);
    buf_puts(&e->sql, " CHECK (");
    pg_expression(&e->sql, check->expression);
    buf_putc(&e->sql, ')');
    buf_puts(&e->sql, check->no_inherit ? " NO INHERIT" : "");
    buf_puts(&e->sql, check->not_enforced ? " NOT ENFORCED" : check->is_valid ? "" : " NOT VALID");
    Statement *statement = emit(e, object, STEP_MAKE, scan_cost(e, check->table), "add check");
    emit_lock(e, statement, check->table, LOCK_ACCESS_EXCLUSIVE);
    if (!check->no_inherit)
        need_childrens_checks(e, statement, check->table, check->name);
}

void pg_alter_check(Emit *e, const Change *change)
{
    const Check *check = (const Check *)change->desired, *there = (const Check *)change->actual;
    if (there == NULL)
        return;
    if (change_has(change, "is_valid") && check->is_valid)
        validate(e, change->desired, check->name, NULL);
    Change rest = change_without(change, "is_valid");
    if (rest.fields != 0 || !check->is_valid)
        emit_cannot(e, change, "a check is made anew, not altered");
}

void pg_create_exclusion(Emit *e, const Object *object)
{
    const Exclusion *exclusion = (const Exclusion *)object;
    put_alter_table(e, exclusion->table, true);
    buf_puts(&e->sql, " ADD CONSTRAINT ");
    pg_name(&e->sql, exclusion->name);
    buf_putc(&e->sql, ' ');
    pg_expression(&e->sql, exclusion->definition);
    Statement *statement =
        emit(e, object, STEP_MAKE, build_cost(e, exclusion->table, 3, exclusion->bytes), "add exclusion constraint");
    emit_lock(e, statement, exclusion->table, LOCK_ACCESS_EXCLUSIVE);
    attach_index(e, object, exclusion->attached_to);
}

void pg_alter_exclusion(Emit *e, const Change *change)
{
    const Exclusion *exclusion = (const Exclusion *)change->desired, *there = (const Exclusion *)change->actual;
    if (there != NULL && change_has(change, "definition")) {
        emit_cannot(e, change, "an exclusion constraint is made anew, not altered");
        return;
    }
    if (there != NULL && change_has(change, "attached_to"))
        attach_index(e, change->desired, exclusion->attached_to);
    if (change_has(change, "is_clustered"))
        mark_clustered(e, change->desired, exclusion->name, exclusion->is_clustered);
}

/* ---- foreign keys ---- */

static void put_foreign_key(Emit *e, const ForeignKey *key, bool check_later)
{
    Buf *out = &e->sql;
    put_alter_table(e, key->table, !pg_is_partitioned(key->table));
    buf_puts(out, " ADD CONSTRAINT ");
    pg_name(out, key->name);
    buf_puts(out, " FOREIGN KEY (");
    for (size_t i = 0; i < key->columns.count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        buf_puts(out, key->period && i + 1 == key->columns.count ? "PERIOD " : "");
        pg_name(out, key->columns.items[i]);
    }
    buf_puts(out, ") REFERENCES ");
    pg_object_name(out, key->referenced_table);
    buf_puts(out, " (");
    for (size_t i = 0; i < key->referenced_columns.count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        buf_puts(out, key->period && i + 1 == key->referenced_columns.count ? "PERIOD " : "");
        pg_name(out, key->referenced_columns.items[i]);
    }
    buf_putc(out, ')');
    buf_puts(out, strcmp(key->match, "SIMPLE") == 0 ? "" : " MATCH FULL");
    if (strcmp(key->on_update, "NO ACTION") != 0)
        buf_printf(out, " ON UPDATE %s", key->on_update);
    if (strcmp(key->on_delete, "NO ACTION") != 0)
        buf_printf(out, " ON DELETE %s", key->on_delete);
    if (key->on_delete_columns.count > 0) {
        buf_putc(out, ' ');
        pg_names(out, &key->on_delete_columns);
    }
    put_deferrable(out, key->is_deferrable, key->is_deferred);
    buf_puts(out, key->not_enforced ? " NOT ENFORCED" : check_later ? " NOT VALID" : "");
}

/* It needs the key that it points at whole (attached on every partition), and it comes after every index of both tables:
   its check reads them, and its locks would hold them up. */
static void need_indexes(Emit *e, const Statement *statement, const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        Kind kind = table->parts.items[i]->kind;
        if (kind == KIND_KEY || kind == KIND_INDEX)
            emit_need_whole(e, statement, table->parts.items[i]);
    }
}

void pg_create_foreign_key(Emit *e, const Object *object)
{
    const ForeignKey *key = (const ForeignKey *)object;
    /* Before PostgreSQL 18 a partitioned table's cannot be added unchecked, and of one that refers to a partitioned table what
       leads to the partitions would stay NOT VALID. */
    enum { WITH_WHOLE_VALIDATION = 180000 };
    bool to_parts = pg_is_partitioned(key->referenced_table) && e->actual->server_version < WITH_WHOLE_VALIDATION;
    bool checks_later =
        key->is_valid && !pg_is_partitioned(key->table) && !to_parts && !pg_table_is_empty(e, key->table);
    put_foreign_key(e, key, checks_later || !key->is_valid);
    double cost = checks_later || !key->is_valid ? STATEMENT_S : scan_cost(e, key->table);
    Statement *statement = emit(e, object, STEP_MAKE, cost, "add foreign key");
    emit_lock(e, statement, key->table, LOCK_SHARE_ROW_EXCLUSIVE);
    emit_lock(e, statement, key->referenced_table, LOCK_SHARE_ROW_EXCLUSIVE);
    need_indexes(e, statement, key->table);
    need_indexes(e, statement, key->referenced_table);
    if (checks_later)
        validate(e, object, key->name, key->referenced_table);
}

void pg_alter_foreign_key(Emit *e, const Change *change)
{
    const ForeignKey *key = (const ForeignKey *)change->desired;
    if (change->actual == NULL)
        return;
    if (change_has(change, "is_valid") && key->is_valid)
        validate(e, change->desired, key->name, key->referenced_table);
    Change rest = change_without(change, "is_valid");
    if (rest.fields != 0 || !key->is_valid)
        emit_cannot(e, change, "a foreign key is made anew, not altered");
}

/* ---- statistics ---- */

void pg_create_statistics(Emit *e, const Object *object)
{
    const Statistics *statistics = (const Statistics *)object;
    pg_expression(&e->sql, statistics->definition);
    emit_lock(e, emit(e, object, STEP_MAKE, STATEMENT_S, "create statistics"), statistics->table,
              LOCK_SHARE_UPDATE_EXCLUSIVE);
}

void pg_alter_statistics(Emit *e, const Change *change)
{
    const Statistics *statistics = (const Statistics *)change->desired;
    if (change->actual != NULL && (change_has(change, "definition") || change_has(change, "table"))) {
        emit_cannot(e, change, "extended statistics are made anew, not altered");
        return;
    }
    if (change_has(change, "target")) {
        buf_puts(&e->sql, "ALTER ");
        pg_described(&e->sql, change->desired);
        buf_printf(&e->sql, " SET STATISTICS %lld",
                   statistics->target == INT_NONE ? -1 : (long long)statistics->target);
        emit(e, change->desired, STEP_FINISH, STATEMENT_S, "set statistics target");
    }
    pg_owner(e, change->desired, statistics->owner, change);
}

/* Rows that came by bulk load have no planner statistics until somebody asks; the first queries would be planned blind. */
void pg_analyze(Emit *e)
{
    e->type = CHANGE_ALTER;
    EACH (e->desired, TABLE, Table, table) {
        const Table *there = (const Table *)emit_there(e, &table->object);
        if (there == NULL || there->is_analyzed || there->bytes == 0 || there->bytes == INT_NONE)
            continue;
        if (has_foreign_below(e, &table->object))
            continue; /* a parent is analyzed with its children: their servers would be asked for rows */
        buf_puts(&e->sql, "ANALYZE ");
        pg_object_name(&e->sql, &table->object);
        Statement *statement = emit(e, &table->object, STEP_FINISH, STATEMENT_S * 10, "analyze");
        *LIST_PUSH(e->out->arena, &statement->locks) = (Lock){&table->object, LOCK_SHARE_UPDATE_EXCLUSIVE};
        for (size_t i = 0; i < table->object.parts.count; i++) {
            const Object *part = table->object.parts.items[i];
            if (part->kind == KIND_INDEX || part->kind == KIND_COLUMN)
                emit_need_whole(e, statement, part); /* expressions get statistics, too, and targets are set by now */
        }
        EACH (e->desired, STATISTICS, Statistics, statistics)
            if (statistics->table == &table->object)
                emit_need_whole(e, statement, &statistics->object);
    }
}
