/* What the files of the pair from PostgreSQL to MySQL and MariaDB share. Nobody else includes this. */
#pragma once

#include "cross.h"
#include "cross_names.h"
#include "cross_text.h"
#include "types.h"

/* The pair's own state: what is decided before the first object is made. */
typedef struct PgMy {
    bool is_mariadb;
    const char *collation; /* of databases and tables */
    /* By the source's ordinals. */
    const Sequence **counts_by; /* of a column: the sequence that its values come from */
    bool *is_counter;           /* a column that becomes AUTO_INCREMENT */
    bool *needs_index;          /* which leads no key of the source */
    const Object **counted;     /* of a sequence: that column */
    size_t *users;              /* of a sequence: columns whose values come from it */
    bool *is_partitioned;       /* a table that keeps its partitions */
    bool *is_virtual;           /* a generated column that may not be stored, for a foreign key's sake */
} PgMy;

PgMy *pgmy(const Cross *cross);

/* ---- postgres_mysql.c */
/* What belongs to a table (view, ...) of which nothing is made goes its way: true, and it has been accounted for. */
bool pgmy_follows(Cross *cross, const Object *from, const Object *table);
/* What was made of the column of a source's table, NULL: nothing. */
const Column *pgmy_column(const Cross *cross, const Object *table, const char *name);
/* For an index of the table: as wanted, but for the names that InnoDB keeps for itself. */
const char *pgmy_index_name(Cross *cross, const Object *table, const char *wanted, const Object *from);
bool pgmy_is_long(const Column *made); /* a text or blob, which stands in keys by its beginning only */
/* The text, an expression over the table, names the column. */
bool pgmy_mentions(const char *text, const char *column);

/* ---- postgres_mysql_sequences.c */
void pgmy_choose_counters(Cross *cross);
void pgmy_index_counters(Cross *cross);
CrossKind pgmy_sequence;
/* The next value that it gives. */
int64_t pgmy_next_value(const Sequence *sequence);
/* Rows that were loaded may have led a counter further than the sequence. */
void pgmy_adopt_counters(Catalog *there, const Catalog *post);

/* ---- postgres_mysql_tables.c */
CrossKind pgmy_table, pgmy_column_kind, pgmy_comment;
/* Servers print numbers and times with as many digits as the column has. */
void pgmy_adopt_defaults(Catalog *there, const Catalog *post);

/* ---- postgres_mysql_partitions.c */
void pgmy_choose_partitioned(Cross *cross);
void pgmy_partition(Cross *cross, Table *table, const Table *from);

/* ---- postgres_mysql_keys.c, postgres_mysql_indexes.c */
CrossKind pgmy_key, pgmy_index;
/* One key of pg_get_indexdef taken apart. */
typedef struct IndexKey {
    const char *column;     /* its name; NULL: an expression */
    const char *expression; /* without the brackets around it */
    const char *collation, *operator_class;
    bool is_descending;
} IndexKey;
IndexKey pgmy_index_key(Arena *arena, const char *text);

/* ---- postgres_mysql_constraints.c */
void pgmy_choose_generated(Cross *cross);
CrossKind pgmy_check, pgmy_exclusion, pgmy_foreign_key;
/* Of its type, and of the domains that it is of. */
void pgmy_check_column(Cross *cross, const Column *from);
void pgmy_index_foreign_keys(Cross *cross);
