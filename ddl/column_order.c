/* Which columns CREATE TABLE makes, and in which order the others are added. */
#include "column_order.h"

#include <string.h>

static const size_t NONE = SIZE_MAX;

static size_t column_count(const Object *table)
{
    size_t count = 0;
    while (count < table->parts.count && table->parts.items[count]->kind == KIND_COLUMN)
        count++;
    return count;
}

static const Column *column_numbered(const Object *table, size_t at)
{
    return (const Column *)table->parts.items[at];
}

static size_t place_of(const Object *table, const char *name)
{
    for (size_t i = 0; i < table->parts.count && table->parts.items[i]->kind == KIND_COLUMN; i++)
        if (strcmp(column_numbered(table, i)->name, name) == 0)
            return i;
    return NONE;
}

static bool is_inherited_not_null(const Column *column)
{
    return column->not_null_inherit != NULL && strcmp(column->not_null_inherit, "INHERITED") == 0;
}

bool column_order_inherits_later(const Table *table)
{
    size_t at = 0;
    bool same_order = true;
    for (size_t i = 0; i < column_count(&table->object); i++) {
        const Column *column = column_numbered(&table->object, i);
        if (!column->is_local || is_inherited_not_null(column))
            return false;
    }
    for (size_t p = 0; p < table->inherits.count; p++) {
        const Object *parent = table->inherits.items[p];
        for (size_t i = 0; i < column_count(parent); i++)
            same_order = same_order && place_of(&table->object, column_numbered(parent, i)->name) == at++;
    }
    return !same_order;
}

/* ---- which are late ---- */

/* From this place on, a table's columns are late, and so they are in its parents. */
static bool cut(ColumnOrder *order, const Table *table, size_t at)
{
    if (at >= order->early[table->object.ordinal])
        return false;
    order->early[table->object.ordinal] = at;
    for (size_t i = at; i < column_count(&table->object); i++)
        for (size_t p = 0; p < table->inherits.count; p++) {
            size_t place = place_of(table->inherits.items[p], column_numbered(&table->object, i)->name);
            if (place != NONE)
                cut(order, (const Table *)table->inherits.items[p], place);
        }
    return true;
}

static size_t early_count(const ColumnOrder *order, const Object *table)
{
    size_t count = column_count(table), early = order->early[table->ordinal];
    return early < count ? early : count;
}

/* Where CREATE TABLE would put a parent's column otherwise than it stands, it comes late. */
static bool compare_order(ColumnOrder *order, const Table *table)
{
    bool changed = false;
    size_t at = 0;
    for (size_t p = 0; p < table->inherits.count; p++) {
        const Table *parent = (const Table *)table->inherits.items[p];
        for (size_t i = 0; i < early_count(order, &parent->object); i++) {
            size_t place = place_of(&table->object, column_numbered(&parent->object, i)->name);
            if (place < at)
                continue; /* merged with an earlier parent's */
            if (place == at)
                at++;
            else
                changed = cut(order, parent, i) || changed;
        }
    }
    while (at < column_count(&table->object) && column_numbered(&table->object, at)->is_local)
        at++;
    return cut(order, table, at < column_count(&table->object) ? at : NONE) || changed;
}

typedef enum Visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE } Visit;

static bool is_circular(const ColumnOrder *order, Visit *visits, const Column *column)
{
    Visit *visit = &visits[column->object.ordinal];
    if (*visit != VISIT_NEW)
        return *visit == VISIT_OPEN;
    *visit = VISIT_OPEN;
    const Refs before = column_order_before(order, column);
    for (size_t i = 0; i < before.count; i++)
        if (is_circular(order, visits, (const Column *)before.items[i]))
            return true;
    *visit = VISIT_DONE;
    return false;
}

static void forget(ColumnOrder *order, const Table *table)
{
    if (order->early[table->object.ordinal] == NONE)
        return;
    order->early[table->object.ordinal] = NONE;
    for (size_t p = 0; p < table->inherits.count; p++)
        forget(order, (const Table *)table->inherits.items[p]);
    for (size_t i = 0; i < order->children[table->object.ordinal].count; i++)
        forget(order, (const Table *)order->children[table->object.ordinal].items[i]);
}

/* Tables that no sequence of statements leads to (columns renamed and dropped meanwhile) are made without regard to order. */
static void forget_circles(ColumnOrder *order, const Catalog *catalog)
{
    Visit *visits = arena_array(order->arena, catalog->object_count + 1, sizeof *visits);
    EACH (catalog, COLUMN, Column, column) {
        if (!column->is_local || !column_order_is_late(order, column) || !is_circular(order, visits, column))
            continue;
        forget(order, (const Table *)column->table);
        memset(visits, 0, (catalog->object_count + 1) * sizeof *visits);
    }
}

void column_order_init(ColumnOrder *order, Arena *arena, const Catalog *catalog, const Refs *children)
{
    *order = (ColumnOrder){arena, children, arena_array(arena, catalog->object_count + 1, sizeof(size_t))};
    bool changed = false, any = false;
    for (size_t i = 0; i <= catalog->object_count; i++)
        order->early[i] = NONE;
    do {
        changed = false;
        EACH (catalog, TABLE, Table, table)
            if (table->inherits.count > 0 && !column_order_inherits_later(table))
                changed = compare_order(order, table) || changed;
        any = any || changed;
    } while (changed);
    if (any)
        forget_circles(order, catalog);
}

bool column_order_is_late(const ColumnOrder *order, const Column *column)
{
    size_t early = order->early[column->table->ordinal];
    return early != NONE && place_of(column->table, column->name) >= early;
}

/* ---- in which order ---- */

static void push(const ColumnOrder *order, Refs *refs, const Column *column)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i] == &column->object)
            return;
    const Object **items = arena_array(order->arena, refs->count + 1, sizeof *items);
    for (size_t i = 0; i < refs->count; i++)
        items[i] = refs->items[i];
    items[refs->count] = &column->object;
    *refs = (Refs){items, refs->count + 1};
}

static void push_makers(const ColumnOrder *order, Refs *refs, const Column *column)
{
    if (column->is_local) {
        push(order, refs, column);
        return;
    }
    const Table *table = (const Table *)column->table;
    for (size_t p = 0; p < table->inherits.count; p++) {
        size_t place = place_of(table->inherits.items[p], column->name);
        if (place != NONE)
            push_makers(order, refs, column_numbered(table->inherits.items[p], place));
    }
}

static void push_previous(const ColumnOrder *order, Refs *refs, const Column *column)
{
    size_t place = place_of(column->table, column->name);
    const Column *previous = place == 0 ? NULL : column_numbered(column->table, place - 1);
    if (previous != NULL && column_order_is_late(order, previous))
        push_makers(order, refs, previous);
}

/* Adding goes down to the children, as far as they do not have a column of that name of their own. */
static void push_below(const ColumnOrder *order, Refs *refs, const Object *table, const char *name)
{
    const Refs *children = &order->children[table->ordinal];
    for (size_t i = 0; i < children->count; i++) {
        size_t place = place_of(children->items[i], name);
        if (place == NONE)
            continue;
        const Column *column = column_numbered(children->items[i], place);
        if (column->is_local) {
            if (column_order_is_late(order, column))
                push(order, refs, column);
            continue;
        }
        push_previous(order, refs, column);
        push_below(order, refs, children->items[i], name);
    }
}

Refs column_order_before(const ColumnOrder *order, const Column *column)
{
    Refs refs = {0};
    push_previous(order, &refs, column);
    push_below(order, &refs, column->table, column->name);
    return refs;
}

Refs column_order_makers(const ColumnOrder *order, const Column *column)
{
    Refs refs = {0};
    push_makers(order, &refs, column);
    return refs;
}
