/* What copying rows is to an engine. */
#pragma once

#include "catalog.h"
#include "copy.h"

/* The two statements of db_copy. */
typedef struct CopySql {
    const char *read, *write;
} CopySql;

/* A column of a target's table of another engine. */
typedef struct AcrossColumn {
    const Column *column, *origin;
    const char *type; /* into which rows are loaded: what the target has now */
    const char *loss; /* form_loss; NULL where DMS loads */
} AcrossColumn;

/* In the order in which rows are read and written. */
typedef struct AcrossColumns {
    AcrossColumn *items;
    bool *is_bytes; /* of across_copy: see DbStream */
    size_t count;
} AcrossColumns;

typedef struct CopyEngine {
    const char *engine; /* as catalogs name it */
    /* Has it rows of its own? Foreign tables have not; nor have partitioned ones where their partitions are tables. */
    bool (*holds_rows)(const Table *table);
    /* Seen from another engine, where it is one table. */
    bool (*is_table)(const Table *table);
    /* What connections have not from their sessions. */
    bool (*prepare)(Db *db, bool is_source, bool is_across, Err *err);
    /* Begins a transaction on each. The first `*alike` of them, one or more, see the same rows from now on. */
    bool (*snapshot)(Arena *arena, Db *const *sources, size_t count, size_t *alike, Err *err);
    /* "SELECT what FROM table rest" is about the table alone, and not about what inherits from it: unless that is its
       partitions. */
    const char *(*from)(const Table *table);
    /* For a table of the target, which is read from its origin. */
    void (*sql)(const Db *source, const Db *target, const Object *table, Arena *arena, CopySql *sql);
    /* Puts the statement of a DbStream that writes a row of these columns, whose values are in the forms of forms.h. */
    void (*write)(Buf *out, const Db *target, const Object *table, const AcrossColumns *columns);
} CopyEngine;

extern const CopyEngine copy_postgres, copy_mysql;

/* "schema.table", for every engine. */
void copy_put_table(Buf *out, const Db *db, const Object *table);

/* From one engine to the other; the table is of the target, its origin in the source's catalog. */
bool across_copy(const CopyPlan *plan, Db *source, Db *target, const Object *table, Arena *scratch, uint64_t *rows,
                 uint64_t *bytes, Err *err) MUST_CHECK;

/* "schema.table (column, ...)" */
void across_put_table(Buf *out, const Db *target, const Object *table, const AcrossColumns *columns);
/* Columns that hold values of the source's. */
void across_columns(AcrossColumns *columns, const CopyPlan *plan, const Object *table, Arena *arena);
/* Adds to copied->mismatches, whose text lives in the arena. */
bool across_check(const CopyPlan *plan, CopyCheck check, Db *source, Db *target, CopiedTable *copied, Arena *arena,
                  Err *err) MUST_CHECK;

/* Without tables yet, of which there may be so many. */
void copy_plan_begin(CopyPlan *plan, Arena *arena, size_t count, const Catalog *source, const Catalog *target);
