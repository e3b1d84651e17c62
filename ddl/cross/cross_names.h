/* What the objects of a crossing are called on the target. Schemas, tables, views, sequences and columns are named before
   anything is made, as on the source wherever that is possible: what is named later (indexes, constraints, types) gives way to
   them. Both halves and every run decide alike. */
#pragma once

#include "cross.h"
#include "names.h"

/* What a name must differ from; in which engine that is the schema's or the table's to keep apart, they know. */
typedef enum CrossSpace {
    SPACE_SCHEMA,
    SPACE_RELATION, /* tables, views, sequences, types */
    SPACE_COLUMN,
    SPACE_INDEX,
    SPACE_KEY, /* primary keys and unique constraints */
    SPACE_CHECK,
    SPACE_FOREIGN_KEY,
    SPACE_ROUTINE,
    SPACE_TRIGGER,
} CrossSpace;

/* Before all else. */
void cross_choose_names(Cross *cross);
/* Of a schema, table, view, sequence or column of the source; of any other object its own. */
const char *cross_name_of(const Cross *cross, const Object *from);
/* What the source's table calls so; a name that it has no column of stays. */
const char *cross_column_name(const Cross *cross, const Object *table, const char *name);
/* The same of several. */
List cross_column_names(const Cross *cross, const Object *table, const List *names);
/* A name for what is made of `from`, among others of its space: as wanted, if it can be. `within`: the source's schema or table.
   Takes it, so ask once. What is cut or evades another is told (NAME_CHANGED). */
const char *cross_name_take(Cross *cross, CrossSpace space, const Object *within, const char *wanted,
                            const Object *from);
