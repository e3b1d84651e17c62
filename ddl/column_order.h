/* The order of columns in inheritance children. CREATE TABLE puts what is inherited first; a column that was added to a parent
   later stands after the children's own. To have it there again, it is added later again: some columns of a table are made by
   CREATE TABLE, and those from the first late one on by ADD COLUMN, once all children are there. */
#pragma once

#include "catalog.h"

typedef struct ColumnOrder {
    Arena *arena;
    const Refs *children; /* by a table's ordinal */
    size_t *early;        /* likewise: how many columns CREATE TABLE makes */
} ColumnOrder;

void column_order_init(ColumnOrder *order, Arena *arena, const Catalog *catalog, const Refs *children);
bool column_order_is_late(const ColumnOrder *order, const Column *column);
/* The columns, above or itself, whose addition brings this one about. */
Refs column_order_makers(const ColumnOrder *order, const Column *column);
/* The columns that are to be added before this one, which is late. */
Refs column_order_before(const ColumnOrder *order, const Column *column);
/* A child whose columns are all its own and stand otherwise than INHERITS would put them: it got its parents afterwards. */
bool column_order_inherits_later(const Table *table);
