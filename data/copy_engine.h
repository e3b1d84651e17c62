/* What copying rows is to an engine. */
#pragma once

#include "catalog.h"
#include "db.h"

/* The two statements of db_copy. */
typedef struct CopySql {
    const char *read, *write;
} CopySql;

typedef struct CopyEngine {
    const char *engine; /* as catalogs name it */
    /* Has it rows of its own? Foreign tables have not; nor have partitioned ones where their partitions are tables. */
    bool (*holds_rows)(const Table *table);
    /* What connections have not from their sessions. */
    bool (*prepare)(Db *db, bool is_source, Err *err);
    /* Begins a transaction on each. The first `*alike` of them, one or more, see the same rows from now on. */
    bool (*snapshot)(Arena *arena, Db *const *sources, size_t count, size_t *alike, Err *err);
    /* "SELECT what FROM table rest" is about the table alone, not about what inherits from it. */
    const char *from;
    /* For a table of the target, which is read from its origin. */
    void (*sql)(const Db *source, const Db *target, const Object *table, Arena *arena, CopySql *sql);
} CopyEngine;

extern const CopyEngine copy_postgres, copy_mysql;

/* "schema.table", for every engine. */
void copy_put_table(Buf *out, const Db *db, const Object *table);
