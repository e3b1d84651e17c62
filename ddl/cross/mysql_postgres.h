/* What the parts of the way from MySQL and MariaDB to PostgreSQL share. Nobody else includes this. */
#pragma once

#include <string.h>

#include "cross.h"
#include "cross_names.h"
#include "cross_text.h"
#include "types.h"

/* A table of the source is one on the target, or a tree of them where it is partitioned. */
typedef struct Branch {
    Table *table;
    size_t parent; /* in the family */
} Branch;
typedef struct Family {
    LIST_OF(Branch) branches; /* the first is the table itself; parents before their partitions */
    List key_columns;         /* the source's names of the columns that all of its partition keys are made of */
} Family;

typedef struct EnumUse {
    Object *column;        /* made */
    const Object *enum_of; /* the source's column that the enum is made for */
} EnumUse;

typedef struct MpWork {
    Family *families;     /* by the source table's ordinal */
    const Object **enums; /* by the source column's ordinal: made of its type */
    LIST_OF(struct EnumUse) enum_uses;
    LIST_OF(struct Dropped) dropped; /* what PostgreSQL does not say */
    const Object *first_grant;
    size_t grants;
} MpWork;

static inline bool begins_with(const char *text, const char *start)
{
    return text != NULL && strncmp(text, start, strlen(start)) == 0;
}

static inline MpWork *mp_work(const Cross *cross)
{
    return cross->work;
}

static inline Family *mp_family(const Cross *cross, const Object *table)
{
    return &mp_work(cross)->families[table->ordinal];
}

/* The source's column of a table by its name; NULL: there is none. */
const Column *mp_column_named(const Object *table, const char *name);
/* A comment on what was made of `from`; nothing without a text. */
void mp_comment(Cross *cross, const Object *from, const Object *on, const char *column, const char *text);
/* What only MySQL has and says nothing about rows: told once for all tables that have it. */
void mp_drop_option(Cross *cross, const char *word, const Object *table);

/* An index's or key's part, as MySQL writes it. */
typedef struct MpPart {
    const Column *column;   /* NULL: an expression, or a column that is not there */
    const char *expression; /* without brackets around it */
    int64_t prefix;         /* INT_NONE: the whole column */
    bool is_descending, is_period;
} MpPart;
typedef struct MpParts {
    LIST_OF(MpPart) list;
} MpParts;
/* Of an index's or a primary key's `keys`. */
MpParts mp_parts(const Cross *cross, const Object *table, const List *keys);

/* A column that a server keeps for tables without a primary key: sql_generate_invisible_primary_key. */
bool mp_is_generated_key(const Column *column);
/* It is in the key of something: an index, a constraint, partitions. */
bool mp_is_in_key(const Cross *cross, const Column *column);

/* The table's partitions: PARTITION BY for the table, and a table for each. */
void mp_make_partitions(Cross *cross, const Table *from);

CrossKind mp_table, mp_column, mp_index, mp_key, mp_check, mp_foreign_key, mp_sequence, mp_grant;
/* The column's function and trigger for ON UPDATE CURRENT_TIMESTAMP. */
void mp_on_update(Cross *cross, const Column *from);
