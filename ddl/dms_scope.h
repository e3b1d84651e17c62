/* What a job is about, and what it is called on the target, where a DMS task's own table mappings say so. */
#pragma once

#include "dms_mapping.h"
#include "select.h"

/* The tables that the mapping selects, with all else that is in their schemas; under its names. What the job includes and
   excludes by itself still holds. */
void dms_scope(Arena *arena, Selection *selection, const Catalog *source, const DmsMapping *mapping);
/* A rename of the job that the mapping does not know; NULL: there is none. */
const Rename *dms_scope_conflict(const Selection *selection, const Catalog *source, const DmsMapping *mapping);
/* A table's, column's or schema's name on the target. */
const char *dms_mapped_name(const DmsMapping *mapping, const Object *source_object);
/* The mapping selects the table, or a partition of it. */
bool dms_selects(const DmsMapping *mapping, const Catalog *source, const Table *table);
