/* MySQL and MariaDB: the primary key, which the rows lie in the order of, and all other indexes. */
#include <string.h>

#include "emit_mysql.h"
#include "text.h"

/* ---- how they are said ---- */

static void put_keys(Buf *out, const List *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        buf_printf(out, "%s%s", i == 0 ? " (" : ", ", keys->items[i]);
    buf_putc(out, ')');
}

static void put_comment(Buf *out, const char *comment)
{
    if (comment == NULL)
        return;
    buf_puts(out, " COMMENT ");
    my_literal(out, comment);
}

/* Only where it is not the engine's own: trees, and MEMORY's hashes. */
static void put_method(Buf *out, const char *method, const Object *table)
{
    bool is_memory = text_equal(((const Table *)table)->engine, "MEMORY");
    if (text_equal(method, is_memory ? "BTREE" : "HASH"))
        buf_printf(out, " USING %s", method);
}

void my_put_key(Buf *out, const Key *key)
{
    buf_puts(out, "PRIMARY KEY");
    if (key->keys.count > 0) {
        put_keys(out, &key->keys);
    } else {
        buf_putc(out, ' ');
        my_names(out, &key->columns);
    }
    put_method(out, key->method, key->table);
    for (size_t i = 0; i < key->options.count; i++)
        buf_printf(out, " %s", key->options.items[i]);
    put_comment(out, key->comment);
}

/* FULLTEXT, SPATIAL and VECTOR indexes are kinds of their own rather than methods. */
static bool is_special(const Index *index)
{
    return text_equal(index->method, "FULLTEXT") || text_equal(index->method, "SPATIAL") ||
           text_equal(index->method, "VECTOR");
}

void my_put_index(const Emit *e, Buf *out, const Index *index)
{
    if (is_special(index))
        buf_printf(out, "%s ", index->method);
    buf_printf(out, "%sINDEX ", index->is_unique ? "UNIQUE " : "");
    my_name(out, index->name);
    put_keys(out, &index->keys);
    if (!is_special(index))
        put_method(out, index->method, index->table);
    for (size_t i = 0; i < index->options.count; i++)
        buf_printf(out, " %s", index->options.items[i]);
    put_comment(out, index->comment);
    if (index->is_invisible)
        buf_puts(out, my_is_mariadb(e, 0) ? " IGNORED" : " INVISIBLE");
}

/* ---- what AUTO_INCREMENT needs ---- */

/* Keys are as the server prints them: `a`(10) DESC. */
static bool key_is(const char *key, const char *column)
{
    Buf quoted = {0};
    my_name(&quoted, column);
    bool is = strncmp(key, buf_text(&quoted), quoted.length) == 0;
    buf_free(&quoted);
    return is;
}

/* With the column as its first: at the place that InnoDB asks for; else anywhere, as MyISAM takes it. */
static bool has_key(const List *keys, const char *column, bool first)
{
    for (size_t i = 0; i < (first ? keys->count > 0 : keys->count); i++)
        if (key_is(keys->items[i], column))
            return true;
    return false;
}

static bool has_column(const Object *part, const char *column, bool first)
{
    if (part->kind == KIND_INDEX)
        return !is_special((const Index *)part) && has_key(&((const Index *)part)->keys, column, first);
    if (part->kind != KIND_KEY)
        return false;
    const List *columns = &((const Key *)part)->columns;
    for (size_t i = 0; i < (first ? columns->count > 0 : columns->count); i++)
        if (strcmp(columns->items[i], column) == 0)
            return true;
    return false;
}

const Object *my_auto_increment_index(const Column *column)
{
    static const struct {
        Kind kind;
        bool first;
    } choices[] = {{KIND_KEY, true}, {KIND_INDEX, true}, {KIND_KEY, false}, {KIND_INDEX, false}};
    const Refs *parts = &column->table->parts;
    for (size_t c = 0; c < sizeof choices / sizeof *choices; c++)
        for (size_t i = 0; i < parts->count; i++)
            if (parts->items[i]->kind == choices[c].kind && has_column(parts->items[i], column->name, choices[c].first))
                return parts->items[i];
    return NULL;
}

static const Column *auto_increment_of(const Object *table)
{
    for (size_t i = 0; table->kind == KIND_TABLE && i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_COLUMN && ((const Column *)table->parts.items[i])->auto_increment)
            return (const Column *)table->parts.items[i];
    return NULL;
}

bool my_comes_with_table(const Object *object)
{
    if (object->kind != KIND_INDEX)
        return object->kind == KIND_KEY;
    const Column *column = auto_increment_of(object_container(object));
    return column != NULL && my_auto_increment_index(column) == object;
}

/* It came with the table, or with a column that cannot be without it. */
static bool is_brought_along(const Emit *e, const Object *object)
{
    const Object *table = object_container(object);
    const Column *column = auto_increment_of(table);
    bool with_column =
        column != NULL && emit_there(e, &column->object) == NULL && my_auto_increment_index(column) == object;
    return with_column || (emit_there(e, table) == NULL && my_comes_with_table(object));
}

/* ---- making ---- */

static double build_cost(const Emit *e, const Object *object)
{
    const Object *table = object_container(object);
    size_t keys = object->kind == KIND_INDEX ? ((const Index *)object)->keys.count : 1;
    return my_copy_cost(e, table) * (0.35 + 0.15 * (double)keys);
}

void my_create_key(Emit *e, const Object *object)
{
    const Key *key = (const Key *)object;
    if (is_brought_along(e, object))
        return;
    my_put_alter_table(&e->sql, key->table);
    buf_puts(&e->sql, "ADD ");
    my_put_key(&e->sql, key);
    my_alter_statement(e, key->table, object, STEP_MAKE, my_copy_cost(e, key->table), "add primary key");
}

/* Those of places by themselves, and every one of full text: else the server would build none in parallel. */
static bool goes_with(const Emit *e, const Object *first, const Object *other)
{
    const char *method = ((const Index *)first)->method;
    bool alike = text_equal(method, "SPATIAL") ? text_equal(((const Index *)other)->method, "SPATIAL")
                                               : !is_special((const Index *)first) && !is_special((const Index *)other);
    return alike && !is_brought_along(e, other);
}

static int64_t place_of(const Object *object)
{
    return ((const Index *)object)->position;
}

static void put_add_index(Emit *e, const Object *object)
{
    buf_puts(&e->sql, "ADD ");
    my_put_index(e, &e->sql, (const Index *)object);
}

static bool is_full_text(const Object *part)
{
    return part->kind == KIND_INDEX && text_equal(((const Index *)part)->method, "FULLTEXT");
}

static bool is_number_index(const Object *part)
{
    return part->kind == KIND_INDEX && strcasecmp(((const Index *)part)->name, "FTS_DOC_ID_INDEX") == 0;
}

/* A table's first FULLTEXT index gives every row a hidden number: the table is written anew, with all the indexes that it
   has by then. So they come first, in their order; but where the number is a column, its index (of a fixed name) comes
   before. */
static void need_full_text(Emit *e, const Statement *statement, const Index *index)
{
    const Refs *parts = &index->table->parts;
    const Object *number = NULL;
    bool is_one = is_full_text(&index->object);
    for (size_t i = 0; number == NULL && i < parts->count; i++)
        number = is_number_index(parts->items[i]) ? parts->items[i] : NULL;
    for (size_t i = 0; i < parts->count; i++) {
        bool is_earlier = is_full_text(parts->items[i]) && ((const Index *)parts->items[i])->position < index->position;
        if (is_one ? is_earlier : is_full_text(parts->items[i]) && number == NULL)
            emit_need(e, statement, parts->items[i]);
    }
    if (is_one)
        emit_need(e, statement, number);
}

void my_create_index(Emit *e, const Object *object)
{
    static const Together together = {KIND_INDEX, goes_with, place_of, put_add_index};
    const Index *index = (const Index *)object;
    if (is_brought_along(e, object))
        return;
    Statement *statement = my_emit_together(e, object, &together, build_cost(e, object), "create index");
    if (statement == NULL)
        return;
    need_full_text(e, statement, index);
    /* A check copies the table, with the indexes that it has by then. */
    for (size_t i = 0; i < index->table->parts.count; i++)
        if (index->table->parts.items[i]->kind == KIND_CHECK)
            emit_need(e, statement, index->table->parts.items[i]);
}

/* ---- altering ---- */

/* In one statement, so that a foreign key or AUTO_INCREMENT is never without. */
void my_alter_key(Emit *e, const Change *change)
{
    const Key *key = (const Key *)change->desired;
    if (change->actual == NULL)
        return;
    my_put_alter_table(&e->sql, key->table);
    buf_puts(&e->sql, "DROP PRIMARY KEY, ADD ");
    my_put_key(&e->sql, key);
    my_alter_statement(e, key->table, change->desired, STEP_MAKE, my_copy_cost(e, key->table), "change primary key");
}

void my_alter_index(Emit *e, const Change *change)
{
    const Index *index = (const Index *)change->desired;
    if (change->actual == NULL)
        return;
    Change rest = change_without(change, "is_invisible");
    my_put_alter_table(&e->sql, index->table);
    if (rest.fields == 0) {
        const char *const words[2][2] = {{"VISIBLE", "INVISIBLE"}, {"NOT IGNORED", "IGNORED"}};
        buf_puts(&e->sql, "ALTER INDEX ");
        my_name(&e->sql, index->name);
        buf_printf(&e->sql, " %s", words[my_is_mariadb(e, 0)][index->is_invisible]);
        my_alter_statement(e, index->table, change->desired, STEP_MAKE, MY_STATEMENT_S, "show or hide index");
        return;
    }
    buf_puts(&e->sql, "DROP INDEX ");
    my_name(&e->sql, index->name);
    buf_puts(&e->sql, ", ");
    put_add_index(e, change->desired);
    my_alter_statement(e, index->table, change->desired, STEP_MAKE, build_cost(e, change->desired), "change index");
}
