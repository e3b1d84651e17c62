/* Scope, as a mapping has it. */
#include "dms_scope.h"

#include <string.h>

#include "buf.h"

static const char *schema_of(const Table *table)
{
    return ((const Schema *)table->schema)->name;
}

static bool is_below(const Table *table, const Table *whole)
{
    while (table != NULL && table != whole)
        table = (const Table *)table->partition_of;
    return table == whole;
}

bool dms_selects(const DmsMapping *mapping, const Catalog *source, const Table *table)
{
    if (dms_mapping_table(mapping, schema_of(table), table->name, false).selected_by != NULL)
        return true;
    EACH (source, TABLE, Table, other)
        if (other != table && is_below(other, table) &&
            dms_mapping_table(mapping, schema_of(other), other->name, false).selected_by != NULL)
            return true;
    return false;
}

/* A partition comes with the whole that it is a part of, which is what the target is made of. */
static bool is_wanted(const DmsMapping *mapping, const Catalog *source, const Table *table)
{
    for (const Table *at = table; at != NULL; at = (const Table *)at->partition_of)
        if (dms_selects(mapping, source, at))
            return true;
    return false;
}

const char *dms_mapped_name(const DmsMapping *mapping, const Object *object)
{
    const Object *within;
    const char *name = object_own_name(object, &within);
    if (object->kind == KIND_SCHEMA)
        return dms_mapping_schema(mapping, name);
    if (object->kind == KIND_TABLE)
        return dms_mapping_table(mapping, schema_of((const Table *)object), name, false).name;
    if (object->kind == KIND_COLUMN && within->kind == KIND_TABLE)
        return dms_mapping_column(mapping, schema_of((const Table *)within), ((const Table *)within)->name, name).name;
    return name;
}

/* ---- globs ---- */

static void put_escaped(Buf *out, const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        buf_printf(out, "%s%c", strchr("*?[]\\", *c) == NULL ? "" : "\\", *c);
}

static const char *glob_of(Arena *arena, const char *kind, const char *schema, const char *name)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_puts(&out, kind);
    put_escaped(&out, schema);
    buf_putc(&out, '.');
    if (name == NULL)
        buf_putc(&out, '*');
    else
        put_escaped(&out, name);
    return arena_copy(arena, buf_text(&out));
}

static void push(Arena *arena, List *list, const char *item)
{
    const char **items = arena_array(arena, list->count + 1, sizeof *items);
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count] = item;
    *list = (List){items, list->count + 1};
}

/* ---- schemas ---- */

static bool has_wanted(const Catalog *source, const Schema *schema, const DmsMapping *mapping)
{
    EACH (source, TABLE, Table, table)
        if (table->schema == &schema->object && is_wanted(mapping, source, table))
            return true;
    return false;
}

static void rename_schema(Arena *arena, Selection *selection, const Schema *schema, const char *name)
{
    Rename *renames = arena_array(arena, selection->rename_count + 1, sizeof *renames);
    size_t count = 0;
    for (size_t i = 0; i < selection->rename_count; i++)
        if (strcmp(selection->renames[i].from, schema->name) != 0)
            renames[count++] = selection->renames[i];
    if (strcmp(schema->name, name) != 0)
        renames[count++] = (Rename){schema->name, name};
    selection->renames = renames;
    selection->rename_count = count;
}

const Rename *dms_scope_conflict(const Selection *selection, const Catalog *source, const DmsMapping *mapping)
{
    EACH (source, SCHEMA, Schema, schema)
        for (size_t i = 0; has_wanted(source, schema, mapping) && i < selection->rename_count; i++)
            if (strcmp(selection->renames[i].from, schema->name) == 0 &&
                strcmp(selection->renames[i].to, dms_mapping_schema(mapping, schema->name)) != 0)
                return &selection->renames[i];
    return NULL;
}

void dms_scope(Arena *arena, Selection *selection, const Catalog *source, const DmsMapping *mapping)
{
    bool includes = selection->include.count == 0;
    EACH (source, SCHEMA, Schema, schema) {
        if (!has_wanted(source, schema, mapping))
            continue;
        if (includes)
            push(arena, &selection->include, glob_of(arena, "", schema->name, NULL));
        rename_schema(arena, selection, schema, dms_mapping_schema(mapping, schema->name));
        EACH (source, TABLE, Table, table)
            if (table->schema == &schema->object && !is_wanted(mapping, source, table))
                push(arena, &selection->exclude, glob_of(arena, "table:", schema->name, table->name));
    }
}
