/* What the parts of the MySQL dialect share: how names, values and columns are written. Nobody else includes this. */
#pragma once

#include "dialect.h"
#include "quote.h"

#define my_name quote_mysql_name
#define my_literal quote_mysql_literal

/* Strict, so that no value is bent to fit; but zero and impossible dates that the source has are taken, and an id of 0 is one.
   Text is read as the source printed it: without ANSI_QUOTES and the like. */
#define MY_SQL_MODE "STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES"

/* What a thing of no size costs, in seconds; only proportions matter. */
#define MY_STATEMENT_S 0.005

/* Schema and name, for what lives in a schema; a trigger's and an index's schema is its table's. */
void my_object_name(Buf *out, const Object *object);
void my_names(Buf *out, const List *names); /* (`a`, `b`) */
/* The server that is to understand the statements: MariaDB, of this version or newer (101100; 0: any). */
bool my_is_mariadb(const Emit *emit, int64_t version);
/* "utf8mb4" of "utf8mb4_0900_ai_ci", by its length. */
size_t my_charset_length(const char *collation);
void my_put_collation(Buf *out, const char *collation); /* " CHARACTER SET c COLLATE c" */
void my_put_alter_table(Buf *out, const Object *table); /* "ALTER TABLE name " */
/* Takes emit->sql; one statement a table at a time, since DDL locks out everybody. */
Statement *my_alter_statement(Emit *emit, const Object *table, const Object *subject, Step step, double cost_s,
                              const char *what);
/* Reading every row of the table, and writing every row anew. */
double my_scan_cost(const Emit *emit, const Object *table);
double my_copy_cost(const Emit *emit, const Object *table);

/* One ALTER TABLE that does the same for several parts of a table: the first one's. `is_one` says which go together with
   `object`; those that are there already do not. */
typedef struct Together {
    Kind kind;
    bool (*is_one)(const Emit *emit, const Object *first, const Object *other);
    int64_t (*place)(const Object *object);        /* among the clauses; NULL: as they come */
    void (*put)(Emit *emit, const Object *object); /* its clause */
} Together;
/* NULL when an earlier part of the table brings this one along. */
Statement *my_emit_together(Emit *emit, const Object *object, const Together *together, double cost_s,
                            const char *what);

/* emit_mysql.c */
void my_create_schema(Emit *emit, const Object *object);
void my_alter_schema(Emit *emit, const Change *change);
void my_remove(Emit *emit, const Object *object, const Removal *removal);
void my_cut(Emit *emit, const Object *object, const Removal *removal);
void my_empty(Emit *emit, const Refs *tables);
void my_analyze(Emit *emit);
/* emit_mysql_tables.c */
void my_create_table(Emit *emit, const Object *object);
void my_alter_table(Emit *emit, const Change *change);
/* emit_mysql_partitions.c */
void my_put_partitions(Buf *out, const Table *table); /* "PARTITION BY ...", or nothing */
void my_alter_partitions(Emit *emit, const Change *change);
/* emit_mysql_columns.c */
/* Name and definition; `check`: MariaDB's that stands with it, or NULL. */
void my_put_column(const Emit *emit, Buf *out, const Column *column, const Check *check);
/* MariaDB's that stands with the column on the target and is desired: MODIFY takes away what it does not repeat. */
const Check *my_check_there(const Emit *emit, const Column *there);
void my_create_column(Emit *emit, const Object *object);
void my_alter_column(Emit *emit, const Change *change);
/* emit_mysql_staged.c */
void my_alter_staged(Emit *emit, const Column *column);
const char *my_load_collation(const Column *column);
bool my_is_unfinished(const Catalog *desired, const Object *extra);
/* emit_mysql_indexes.c */
bool my_comes_with_table(const Object *object);
void my_put_key(Buf *out, const Key *key);                         /* PRIMARY KEY (`a`) */
void my_put_index(const Emit *emit, Buf *out, const Index *index); /* UNIQUE INDEX `name` (`a`) */
/* What an AUTO_INCREMENT column cannot be without: a key or an index; NULL: nothing of the table has the column. */
const Object *my_auto_increment_index(const Column *column);
void my_create_index(Emit *emit, const Object *object);
void my_alter_index(Emit *emit, const Change *change);
void my_create_key(Emit *emit, const Object *object);
void my_alter_key(Emit *emit, const Change *change);
/* emit_mysql_constraints.c */
void my_create_check(Emit *emit, const Object *object);
void my_alter_check(Emit *emit, const Change *change);
void my_create_foreign_key(Emit *emit, const Object *object);
void my_alter_foreign_key(Emit *emit, const Change *change);
/* session_mysql.c */
size_t my_session(Arena *arena, const SessionOptions *options, SessionSetting settings[SESSION_SETTINGS_MAX]);
extern const Modesty my_modesty[];
