/* What the job lets understudy do to a target that holds something already. Dropping is never implied. */
#pragma once

#include "catalog.h"

typedef enum Extra { EXTRA_REFUSE, EXTRA_KEEP, EXTRA_DROP } Extra;
typedef enum Existing { EXISTING_FAIL, EXISTING_REFRESH, EXISTING_RECREATE } Existing;

typedef struct Permission {
    Extra extra;
    Existing existing; /* for pre-data; post-data keeps what is there */
    List allow;        /* globs on kind:schema.table.column */
} Permission;

/* Is the object, or what it belongs to, named by an entry? Without a kind, an entry speaks of what stands by itself. */
bool allow_names(const List *allow, const Object *object);
/* The entry that names just this object: column:app.orders.note */
const char *allow_entry(Arena *arena, const Object *object);
