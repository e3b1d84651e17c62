/* MySQL and MariaDB: columns that get their type after the load. A conversion is computed into a column beside, and takes the
   place of what was loaded in one ALTER TABLE with everything else that the table's columns still need: a run that is killed
   at any moment leaves either the loaded values, and then all is done again from them, or the finished table. */
#include <string.h>

#include "emit_mysql.h"
#include "staged.h"
#include "text.h"

/* Of those that are computed: another value, not only another type for the same. */
static bool is_computed(const Emit *e, const Column *column)
{
    return staged_has_load_type(e, column) && column->load_using != NULL;
}

const char *my_load_collation(const Column *column)
{
    static const char *const texts[] = {"char", "varchar", "tinytext", "text", "mediumtext", "longtext"};
    size_t length = strcspn(column->load_type, "( ");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strlen(texts[i]) == length && strncmp(texts[i], column->load_type, length) == 0)
            return column->collation != NULL ? column->collation : ((const Table *)column->table)->collation;
    return NULL;
}

/* ---- the column beside ---- */

static const char *name_beside(Arena *arena, const Column *column)
{
    size_t place = 0;
    while (column->table->parts.items[place] != &column->object)
        place++;
    return arena_printf(arena, "understudy_%zu", place + 1);
}

static const Column *beside_there(const Emit *e, const Column *column)
{
    const Object *table = emit_there(e, column->table);
    const char *name = name_beside(e->scratch, column);
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *other = (const Column *)table->parts.items[i];
        if (other->object.kind == KIND_COLUMN && text_equal(other->name, name))
            return other;
    }
    return NULL;
}

bool my_is_unfinished(const Catalog *desired, const Object *extra)
{
    const Column *column = (const Column *)extra;
    if (extra->kind != KIND_COLUMN)
        return false;
    const Object *table = catalog_find(desired, column->table->key);
    SCOPED(Arena *, arena_release) arena = arena_new();
    for (size_t i = 0; table != NULL && i < table->parts.count; i++) {
        const Column *staged = (const Column *)table->parts.items[i];
        if (staged->object.kind == KIND_COLUMN && staged->load_using != NULL &&
            text_equal(name_beside(arena, staged), column->name))
            return true;
    }
    return false;
}

static void put_add(Emit *e, const Column *column)
{
    Column beside = *column;
    beside.name = name_beside(e->scratch, column);
    beside.not_null = beside.is_invisible = beside.auto_increment = false;
    beside.default_value = beside.on_update = beside.comment = beside.format = NULL;
    buf_puts(&e->sql, "ADD COLUMN ");
    my_put_column(e, &e->sql, &beside, NULL);
}

static void put_set(Emit *e, const Column *column)
{
    my_name(&e->sql, name_beside(e->scratch, column));
    buf_printf(&e->sql, " = %s", column->load_using);
}

/* Else the server would take this for a change of the rows. */
static void put_unchanged(Emit *e, const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind != KIND_COLUMN || column->on_update == NULL)
            continue;
        buf_puts(&e->sql, ", ");
        my_name(&e->sql, column->name);
        buf_puts(&e->sql, " = ");
        my_name(&e->sql, column->name);
    }
}

/* ---- its taking over ---- */

static const Column *column_before(const Emit *e, const Column *column)
{
    const Refs *parts = &column->table->parts;
    const Column *before = NULL;
    for (size_t i = 0; i < parts->count && parts->items[i] != &column->object; i++)
        if (parts->items[i]->kind == KIND_COLUMN && emit_there(e, parts->items[i]) != NULL)
            before = (const Column *)parts->items[i];
    return before;
}

/* `name`, and what may follow it: a prefix's length, an order. */
static bool is_key_of(const char *key, const char *name)
{
    SCOPED(Buf, buf_free) quoted = {0};
    my_name(&quoted, name);
    return strncmp(key, buf_text(&quoted), quoted.length) == 0;
}

/* Keys that came with the table go with a column that they have, and are made again. */
static bool has_column(const Emit *e, const Object *part, const Column *column)
{
    if (emit_there(e, part) == NULL || (part->kind != KIND_KEY && part->kind != KIND_INDEX))
        return false;
    const List *keys = part->kind == KIND_KEY ? &((const Key *)part)->keys : &((const Index *)part)->keys;
    for (size_t i = 0; i < keys->count; i++)
        if (is_key_of(keys->items[i], column->name))
            return true;
    return false;
}

static bool is_made_again(const Emit *e, const Object *part, const Refs *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (is_computed(e, (const Column *)columns->items[i]) && has_column(e, part, (const Column *)columns->items[i]))
            return true;
    return false;
}

static void put_keys(Emit *e, const Object *table, const Refs *columns, bool add)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        if (!is_made_again(e, part, columns))
            continue;
        if (add && part->kind == KIND_KEY) {
            buf_puts(&e->sql, ", ADD ");
            my_put_key(&e->sql, (const Key *)part);
        } else if (add) {
            buf_puts(&e->sql, ", ADD ");
            my_put_index(e, &e->sql, (const Index *)part);
        } else if (part->kind == KIND_KEY) {
            buf_puts(&e->sql, "DROP PRIMARY KEY, ");
        } else {
            buf_puts(&e->sql, "DROP INDEX ");
            my_name(&e->sql, ((const Index *)part)->name);
            buf_puts(&e->sql, ", ");
        }
    }
}

static void put_swap(Emit *e, const Column *column)
{
    const Column *before = column_before(e, column);
    buf_puts(&e->sql, "DROP COLUMN ");
    my_name(&e->sql, column->name);
    buf_puts(&e->sql, ", CHANGE COLUMN ");
    my_name(&e->sql, name_beside(e->scratch, column));
    buf_putc(&e->sql, ' ');
    my_put_column(e, &e->sql, column, NULL);
    buf_puts(&e->sql, before == NULL ? " FIRST" : " AFTER ");
    if (before != NULL)
        my_name(&e->sql, before->name);
}

static void put_column(Emit *e, const Column *column)
{
    if (is_computed(e, column)) {
        put_swap(e, column);
        return;
    }
    buf_puts(&e->sql, "MODIFY COLUMN ");
    my_put_column(e, &e->sql, column, my_check_there(e, (const Column *)emit_there(e, &column->object)));
}

/* ---- statements ---- */

static void put_alter(Emit *e, const Object *table, const Refs *columns)
{
    my_put_alter_table(&e->sql, table);
    put_keys(e, table, columns, false);
    for (size_t i = 0; i < columns->count; i++) {
        buf_puts(&e->sql, i > 0 ? ", " : "");
        put_column(e, (const Column *)columns->items[i]);
    }
    put_keys(e, table, columns, true);
}

static void put_update(Emit *e, const Object *table, const Refs *columns)
{
    buf_puts(&e->sql, "UPDATE ");
    my_object_name(&e->sql, table);
    for (size_t i = 0; i < columns->count; i++) {
        buf_puts(&e->sql, i == 0 ? " SET " : ", ");
        put_set(e, (const Column *)columns->items[i]);
    }
    put_unchanged(e, table);
}

/* A column of that name and another type is none of ours: it stays, and the server says that it is in the way. */
static void add_beside(Emit *e, const Object *subject, const Refs *columns)
{
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = (const Column *)columns->items[i], *there = beside_there(e, column);
        if (there != NULL && text_equal(there->type, column->type))
            continue;
        if (count++ == 0)
            my_put_alter_table(&e->sql, column->table);
        else
            buf_puts(&e->sql, ", ");
        put_add(e, column);
    }
    if (count > 0)
        my_alter_statement(e, object_container(subject), subject, STEP_MAKE, MY_STATEMENT_S, "make room for values");
}

static void emit_pieces(Emit *e, Statement *statement, const Refs *columns,
                        void (*put)(Emit *e, const Object *table, const Refs *columns))
{
    for (size_t i = 0; columns->count > 1 && i < columns->count; i++) {
        const Refs one = {&columns->items[i], 1};
        put(e, object_container(columns->items[i]), &one);
        emit_piece(e, statement, columns->items[i]);
    }
}

static void convert(Emit *e, const Object *subject, const Refs *staged)
{
    const Object *table = object_container(subject);
    Refs computed = {arena_array(e->scratch, staged->count, sizeof *computed.items), 0};
    for (size_t i = 0; i < staged->count; i++)
        if (is_computed(e, (const Column *)staged->items[i]))
            computed.items[computed.count++] = staged->items[i];
    if (computed.count == 0)
        return;
    add_beside(e, subject, &computed);
    put_update(e, table, &computed);
    Statement *statement =
        my_alter_statement(e, table, subject, STEP_MAKE, my_copy_cost(e, table), "convert loaded values");
    emit_pieces(e, statement, &computed, put_update);
}

/* For the first of them; the others come along. */
void my_alter_staged(Emit *e, const Column *column)
{
    const Refs staged = staged_of_table(e, column);
    if (staged.items[0] != &column->object)
        return;
    convert(e, &column->object, &staged);
    put_alter(e, column->table, &staged);
    Statement *statement = my_alter_statement(e, column->table, &column->object, STEP_MAKE,
                                              my_copy_cost(e, column->table), "alter loaded columns");
    emit_pieces(e, statement, &staged, put_alter);
}
