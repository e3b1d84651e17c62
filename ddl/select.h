/* Which of a catalog's objects a job is about. */
#pragma once

#include "catalog.h"
#include "finding.h"
#include "rename.h"

typedef struct Selection {
    /* Globs on schema.name, or kind:schema.name (a kind's spaces are "_"); an empty include means everything. Without a
       kind they speak of what stands by itself (tables, views, types, ...), and its parts follow. */
    List include;
    List exclude;
    bool is_of_urls;       /* include is a database that a URL names: its server's others are no part of the job */
    const Rename *renames; /* of schemas; globs speak of the names on the source */
    size_t rename_count;
    const char **impossible; /* by ordinal: why an object cannot be had at all; NULL, also in whole: it can */
    bool (*does_without)(const Object *object, const Object *impossible); /* who needs it; NULL: none does */
} Selection;

/* The reason of what lies in another database than the one that the URL names. */
extern const char select_elsewhere[];
/* Why each object is left out, by ordinal; NULL: it is selected. Types, sequences, functions and the like that a selected
   object needs are pulled in; an object that needs a table or view that is left out, or anything excluded by name, is left
   out, too. Both are findings. `is_target`: the catalog's schemas bear their new names. findings may be NULL. */
const char **select_objects(Arena *arena, const Catalog *catalog, const Selection *selection, bool is_target,
                            Findings *findings);
/* The schema that it stands in, or is; NULL: none. */
const Object *select_schema_of(const Object *object);
