/* How MySQL and MariaDB say that a table is partitioned, taken apart: Table.partition_key and Table.partitions. */
#pragma once

#include "catalog.h"

typedef enum MyMethod { MY_NOT_PARTITIONED, MY_RANGE, MY_LIST, MY_HASH, MY_KEY, MY_SYSTEM_TIME } MyMethod;

/* One level. */
typedef struct MyLevel {
    MyMethod method;
    bool is_linear;
    List columns;           /* COLUMNS(...), KEY(...): names; KEY (): none */
    const char *expression; /* without brackets around it; NULL where columns are listed */
    int64_t count;          /* PARTITIONS n; INT_NONE: as many as are listed */
} MyLevel;

typedef enum MyBoundType { MY_NUMBER, MY_TEXT, MY_NULL, MY_MAXVALUE, MY_UNKNOWN } MyBoundType;
typedef struct MyBound {
    MyBoundType type;
    const char *text; /* digits with a sign, or what the text stands for */
} MyBound;

typedef struct MyPartition {
    const char *name;
    LIST_OF(MyBound) bounds; /* LESS THAN: one a column; IN: the list, which of several columns is MY_UNKNOWN */
    bool is_default;         /* MariaDB's list */
    const char *comment;
    List subpartitions; /* names */
} MyPartition;

typedef struct MyPartitioning {
    MyLevel top, sub;
    LIST_OF(MyPartition) partitions; /* none: as many as are counted, p0, p1, ... */
} MyPartitioning;

MyPartitioning my_partitioning(Arena *arena, const Table *table);
