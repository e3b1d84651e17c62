/* What information_schema of MySQL and MariaDB loses, from SHOW CREATE. */
#pragma once

#include <pthread.h>

#include "catalog.h"
#include "map.h"
#include "read.h"
#include "text.h"

static inline bool my_reads_mariadb(const Catalog *catalog)
{
    return text_equal(catalog->product, "MariaDB");
}

/* MySQL since 8.0: information_schema is a part of the snapshot, tells what views are made of, and escapes texts and encodes
   them once more. */
static inline bool my_reads_dictionary(const Catalog *catalog)
{
    return !my_reads_mariadb(catalog) && catalog->server_version >= 80000;
}

/* Lists here are short. */
void my_list_add(Arena *arena, List *list, const char *item);

/* What information_schema escapes and encodes once more, as SHOW CREATE TABLE writes it. */
const char *my_unescaped(Arena *arena, const char *text);

/* Options like `ROW_FORMAT=DYNAMIC COMPRESSION="zlib"`, by name: NAME=value, one form for whoever printed them. What the
   model has fields for is left out, a connection too: it may hold a password. */
List my_options(Arena *arena, const char *text, size_t length, const char **row_format);

/* What SHOW CREATE TABLE's answer says that information_schema does not. */
typedef struct MyColumn {
    const char *name;
    const char *text;    /* the whole */
    const char *literal; /* its default, where that is one */
    const char *format;  /* COLUMN_FORMAT */
} MyColumn;
typedef struct MyIndex {
    const char *name; /* PRIMARY, too */
    List keys;
    List options; /* WITH PARSER `ngram`, DISTANCE=cosine */
} MyIndex;
typedef struct MyConstraint {
    const char *name, *text;
} MyConstraint;
typedef struct MyTable {
    LIST_OF(MyColumn) columns;
    LIST_OF(MyConstraint) constraints; /* checks and foreign keys, but for those that stand with a column */
    LIST_OF(MyIndex) indexes;          /* in the table's order */
    List periods;                      /* PERIOD FOR name (a, b) */
    List period_names;
    List options;
    const char *row_format;
    const char *partition_key; /* NULL: not partitioned */
    List partitions;
} MyTable;

/* ERR_BUG for what is not one. */
bool my_table(Arena *arena, const char *definition, MyTable *out, Err *err) MUST_CHECK;

/* What follows the name in CREATE ... FUNCTION name(...) ..., or these words: FOR EACH ROW, DO. NULL: it is none. */
const char *my_text(const char *definition, const char *sql_mode, const char *words);
bool my_is_aggregate(const char *definition, const char *sql_mode);

typedef struct MyView {
    const char *algorithm;
    List columns;
    const char *query;
} MyView;
bool my_view(Arena *arena, const char *definition, bool is_checked, MyView *out, Err *err) MUST_CHECK;

/* Reads again what was lost, once references are resolved. */
bool my_show_texts(Catalog *catalog, Db *db, Err *err) MUST_CHECK;
/* `asked` has the keys of tables that are to be asked about, whatever is seen of the others. */
bool my_show_tables(Catalog *catalog, Db *db, Map *asked, Err *err) MUST_CHECK;

/* What views and defaults stand upon where the server does not say so: found in their text. */
void my_link(Catalog *catalog);
/* The order of indexes where rows do not tell it, being asked for while the rest is read. */
typedef struct IndexOrder {
    const ReadFrom *from;
    Arena *arena;
    Map numbers; /* of "schema/table\nindex", as text */
    pthread_t thread;
    bool is_running, is_known;
} IndexOrder;

bool my_order_start(IndexOrder *order, const ReadFrom *from, Err *err) MUST_CHECK;
/* For whoever may ask InnoDB; for others indexes keep INT_NONE. `asked` gets the tables that it leaves open. */
bool my_order_indexes(IndexOrder *order, Catalog *catalog, Map *asked, Err *err) MUST_CHECK;
void my_order_end(IndexOrder *order);
/* On the target: a table of which `bytes` are 0 holds no row for sure, whatever the server guesses of the others. */
bool my_find_empty(Catalog *catalog, Db *db, Err *err) MUST_CHECK;
/* MariaDB's sequences, before references are resolved. */
bool my_read_sequences(Catalog *catalog, Db *db, Err *err) MUST_CHECK;

/* PARAMETER and PRIVILEGE; and what else there is, as UNREAD. */
bool my_read_server(Catalog *catalog, Db *db, Err *err) MUST_CHECK;
bool my_read_unread(Catalog *catalog, Db *db, Err *err) MUST_CHECK;
