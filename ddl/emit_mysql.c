/* MySQL and MariaDB: names, what the parts of a table share, schemas, and how things go. Every other kind of object has its
   place in a file of its own. */
#include "emit_mysql.h"
#include "text.h"

#include <string.h>

/* Rough rates of one core, in bytes a second; only their proportion matters. */
static const double COPY_RATE = 40e6, SCAN_RATE = 200e6;

/* ---- names ---- */

void my_object_name(Buf *out, const Object *object)
{
    const Object *within;
    const char *name = object_own_name(object, &within);
    if (within != NULL && within->kind != KIND_SCHEMA)
        (void)object_own_name(within, &within);
    if (within != NULL) {
        my_name(out, ((const Schema *)within)->name);
        buf_putc(out, '.');
    }
    my_name(out, name);
}

void my_names(Buf *out, const List *names)
{
    for (size_t i = 0; i < names->count; i++) {
        buf_puts(out, i == 0 ? "(" : ", ");
        my_name(out, names->items[i]);
    }
    buf_putc(out, ')');
}

bool my_is_mariadb(const Emit *e, int64_t version)
{
    return text_equal(e->actual->product, "MariaDB") && e->actual->server_version >= version;
}

size_t my_charset_length(const char *collation)
{
    return strcspn(collation, "_"); /* "binary" is both */
}

void my_put_collation(Buf *out, const char *collation)
{
    buf_printf(out, " CHARACTER SET %.*s COLLATE %s", (int)my_charset_length(collation), collation, collation);
}

/* ---- what the parts of a table share ---- */

void my_put_alter_table(Buf *out, const Object *table)
{
    buf_puts(out, "ALTER TABLE ");
    my_object_name(out, table);
    buf_putc(out, ' ');
}

static double bytes_of(const Object *table)
{
    int64_t bytes = table == NULL || table->kind != KIND_TABLE ? 0 : ((const Table *)table)->bytes;
    return bytes == INT_NONE ? 0 : (double)bytes;
}

/* The larger of what the source and the target say. */
static double table_bytes(const Emit *e, const Object *table)
{
    double source = bytes_of(table), target = bytes_of(emit_there(e, table));
    return source > target ? source : target;
}

double my_scan_cost(const Emit *e, const Object *table)
{
    return MY_STATEMENT_S + table_bytes(e, table) / SCAN_RATE;
}

double my_copy_cost(const Emit *e, const Object *table)
{
    return MY_STATEMENT_S + table_bytes(e, table) / COPY_RATE;
}

Statement *my_alter_statement(Emit *e, const Object *table, const Object *subject, Step step, double cost_s,
                              const char *what)
{
    Statement *statement = emit(e, subject, step, cost_s, what);
    emit_lock(e, statement, table, LOCK_ACCESS_EXCLUSIVE);
    return statement;
}

/* Does `other` belong into the statement that `object` is in? */
static bool goes_with(const Emit *e, const Together *together, const Object *object, const Object *other)
{
    return other == object ||
           (other->kind == together->kind && emit_there(e, other) == NULL && together->is_one(e, object, other));
}

static Refs gather_together(Emit *e, const Object *object, const Together *together)
{
    const Refs *parts = &object_container(object)->parts;
    Refs found = {arena_array(e->scratch, parts->count, sizeof *found.items), 0};
    for (size_t i = 0; i < parts->count; i++)
        if (goes_with(e, together, object, parts->items[i]))
            found.items[found.count++] = parts->items[i];
    return found;
}

static void sort_together(Refs *found, int64_t (*place)(const Object *object))
{
    for (size_t i = 1; i < found->count; i++)
        for (size_t n = i; n > 0 && place(found->items[n - 1]) > place(found->items[n]); n--) {
            const Object *later = found->items[n - 1];
            found->items[n - 1] = found->items[n];
            found->items[n] = later;
        }
}

Statement *my_emit_together(Emit *e, const Object *object, const Together *together, double cost_s, const char *what)
{
    const Object *table = object_container(object);
    Refs found = gather_together(e, object, together);
    if (found.items[0] != object)
        return NULL;
    if (together->place != NULL)
        sort_together(&found, together->place);
    my_put_alter_table(&e->sql, table);
    for (size_t i = 0; i < found.count; i++) {
        buf_puts(&e->sql, i > 0 ? ", " : "");
        together->put(e, found.items[i]);
    }
    Statement *statement = my_alter_statement(e, table, object, STEP_MAKE, cost_s * (double)found.count, what);
    for (size_t i = 0; found.count > 1 && i < found.count; i++) {
        my_put_alter_table(&e->sql, table);
        together->put(e, found.items[i]);
        emit_piece(e, statement, found.items[i]);
    }
    return statement;
}

/* ---- schemas ---- */

static void put_schema(Emit *e, const char *verb, const Schema *schema)
{
    bool mariadb = my_is_mariadb(e, 0);
    buf_printf(&e->sql, "%s DATABASE ", verb);
    my_name(&e->sql, schema->name);
    if (schema->collation != NULL)
        my_put_collation(&e->sql, schema->collation);
    if (!mariadb && (schema->is_encrypted || verb[0] == 'A'))
        buf_printf(&e->sql, " ENCRYPTION = '%c'", schema->is_encrypted ? 'Y' : 'N');
    if (mariadb && (schema->comment != NULL || verb[0] == 'A')) {
        buf_puts(&e->sql, " COMMENT ");
        my_literal(&e->sql, schema->comment == NULL ? "" : schema->comment);
    }
}

void my_create_schema(Emit *e, const Object *object)
{
    put_schema(e, "CREATE", (const Schema *)object);
    emit(e, object, STEP_MAKE, MY_STATEMENT_S, "create database");
}

void my_alter_schema(Emit *e, const Change *change)
{
    if (change->actual == NULL)
        return;
    put_schema(e, "ALTER", (const Schema *)change->desired);
    emit(e, change->desired, STEP_MAKE, MY_STATEMENT_S, "alter database");
}

/* ---- how things go ---- */

static void put_removal(Emit *e, const Object *object)
{
    const Object *within;
    const char *name = object_own_name(object, &within);
    const char *word = dialect_mysql.kinds[object->kind].word;
    const char *column = object->kind == KIND_CHECK ? ((const Check *)object)->column : NULL;
    if (dialect_mysql.kinds[object->kind].naming == NAMED_ALONE) {
        buf_printf(&e->sql, "DROP %s ", word);
        my_object_name(&e->sql, object);
        return;
    }
    my_put_alter_table(&e->sql, within);
    if (column != NULL) {
        buf_puts(&e->sql, "MODIFY COLUMN ");
        for (size_t i = 0; i < within->parts.count; i++)
            if (within->parts.items[i]->kind == KIND_COLUMN &&
                strcmp(((const Column *)within->parts.items[i])->name, column) == 0)
                my_put_column(e, &e->sql, (const Column *)within->parts.items[i], NULL);
        return;
    }
    buf_printf(&e->sql, "DROP %s", word);
    if (object->kind != KIND_KEY) { /* PRIMARY KEY */
        buf_putc(&e->sql, ' ');
        my_name(&e->sql, name);
    }
}

void my_remove(Emit *e, const Object *object, const Removal *removal)
{
    (void)removal;
    put_removal(e, object);
    Statement *statement = my_alter_statement(e, object_top(object), object, STEP_FINISH, MY_STATEMENT_S, "drop");
    if (object->kind == KIND_FOREIGN_KEY)
        emit_lock(e, statement, ((const ForeignKey *)object)->referenced_table, LOCK_ACCESS_EXCLUSIVE);
}

/* A default calls what goes. */
void my_cut(Emit *e, const Object *object, const Removal *removal)
{
    (void)removal;
    my_put_alter_table(&e->sql, object_container(object));
    buf_puts(&e->sql, "ALTER COLUMN ");
    my_name(&e->sql, ((const Column *)object)->name);
    buf_puts(&e->sql, " DROP DEFAULT");
    my_alter_statement(e, object_container(object), object, STEP_FINISH, MY_STATEMENT_S, "drop default");
}

/* TRUNCATE is refused by a system-versioned table, which keeps what was deleted, too. */
void my_empty(Emit *e, const Refs *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        const Table *table = (const Table *)tables->items[i];
        static const char *const versioned[] = {"DELETE FROM ", "DELETE HISTORY FROM "};
        for (size_t n = 0; n < (table->is_versioned ? 2U : 1U); n++) {
            buf_puts(&e->sql, table->is_versioned ? versioned[n] : "TRUNCATE TABLE ");
            my_object_name(&e->sql, &table->object);
            my_alter_statement(e, &table->object, &table->object, STEP_FINISH, 0.1, "empty table");
        }
    }
}

/* Only what this run gave an index, and what holds rows: the server keeps its statistics by itself, but after a while. */
void my_analyze(Emit *e)
{
    bool *grew = arena_array(e->scratch, e->desired->object_count + 1, sizeof *grew);
    for (size_t i = 0; i < e->out->list.count; i++) {
        const Statement *statement = &e->out->list.items[i];
        if (statement->subject->kind == KIND_INDEX && statement->type == CHANGE_CREATE)
            grew[object_container(statement->subject)->ordinal] = true;
    }
    e->type = CHANGE_ALTER;
    EACH (e->desired, TABLE, Table, table) {
        const Object *there = emit_there(e, &table->object);
        if (!grew[table->object.ordinal] || table_bytes(e, &table->object) == 0 ||
            (there != NULL && bytes_of(there) == 0))
            continue;
        buf_puts(&e->sql, "ANALYZE NO_WRITE_TO_BINLOG TABLE ");
        my_object_name(&e->sql, &table->object);
        Statement *statement =
            my_alter_statement(e, &table->object, &table->object, STEP_FINISH, MY_STATEMENT_S * 10, "analyze");
        for (size_t i = 0; i < table->object.parts.count; i++) {
            Kind kind = table->object.parts.items[i]->kind;
            if (kind == KIND_INDEX || kind == KIND_CHECK)
                emit_need_whole(e, statement, table->object.parts.items[i]);
        }
    }
}
