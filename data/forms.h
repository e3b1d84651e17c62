/* In which form a value travels from one engine to another: that in which DMS sends it, so that a table's load types are the
   same whoever loads it. */
#pragma once

#include "buf.h"
#include "catalog.h"

#define MYSQL_BYTES "binary varbinary tinyblob blob mediumblob longblob"
#define MYSQL_SHAPES \
    "geometry point linestring polygon multipoint multilinestring multipolygon geomcollection geometrycollection"
#define MYSQL_TEXTS "char varchar tinytext text mediumtext longtext"

typedef struct Form {
    const char *from;  /* engine */
    const char *types; /* words that a source's type may begin with; NULL: any */
    const char *part;  /* what the source's type must hold; NULL: anything */
    const char *into;  /* words that the type which is loaded may begin with; NULL: any */
    const char *sql;   /* of the source; $ stands for the column */
    bool is_bytes;
} Form;

/* Of a column of the source, whose catalog knows its domain's type, into a type of the target. Never NULL. */
const Form *form_of(const Catalog *source, const Column *column, const char *load_type);
/* Which of the column's values become NULL, since the type that is loaded cannot hold them and the job accepts that: a
   condition of the source's, $ stands for the column. NULL: none; what does not fit fails. */
const char *form_loss(const Catalog *source, const Column *column, const char *load_type, const List *accept);
/* Puts the form's SQL, over a quoted column. */
void form_put(Buf *out, const char *sql, const char *column);
/* The same where the values that the loss names, which may be NULL, are NULL. */
void form_put_lossy(Buf *out, const char *loss, const char *sql, const char *column);
/* What the column holds: its type, or its domain's. */
const char *form_type(const Catalog *source, const Column *column);
/* Does a type begin with one of the words? A "_" in them is a space of the type's. */
bool form_is_type(const char *words, const char *type);
