/* Expressions and queries said in the other engine's dialect so that they give the same values, or not at all: what cannot be
   said with certainty is refused with a reason. It stands on the columns' types: `a` is a condition in MySQL whatever it
   holds, and 7/2 is 3 in PostgreSQL. Pure; knows relations only through who asks. */
#pragma once

#include "expression.h"
#include "type_class.h"

/* What a value is in the target. */
typedef struct ValueType {
    TypeClass class;
    int64_t digits; /* INTEGER: bytes; DECIMAL: behind the point; times: of the second; -1: not known */
    bool is_blind;  /* text that the source compares without regard to the case of letters */
} ValueType;

typedef struct RewriteColumn {
    const char *name;   /* in the source */
    const char *target; /* its name there */
    ValueType type;
    bool not_null;
    const char *formula; /* in the source's dialect: it is said instead of the column; NULL: the column is there */
} RewriteColumn;

typedef struct RewriteRelation {
    const char *schema, *name; /* in the target; schema NULL: none to say */
    const RewriteColumn *columns;
    size_t count;
} RewriteRelation;

typedef struct Rewrite {
    Arena *arena;
    const Syntax *from, *to;
    int64_t version;              /* the target's, as its engine numbers it */
    bool is_mariadb;              /* the target is */
    const char *collation;        /* of a query's texts on MySQL; NULL: nothing is said of it */
    bool is_immutable;            /* it must be: PostgreSQL's generated columns and indexes */
    List names;                   /* what a query's columns are called there; none: as it says */
    const RewriteRelation *table; /* whose columns an expression speaks of; NULL: a query says so itself */
    /* What the source calls so (schema NULL: not said); NULL: there is none on the target, and *why may say more. */
    const RewriteRelation *(*relation)(void *context, const char *schema, const char *name, const char **why);
    void *context;
} Rewrite;

typedef struct Rewritten {
    const char *text; /* in the target's dialect; NULL: see why */
    const char *why;
    ValueType type;
    bool is_volatile;       /* another value each time, or by who asks */
    bool is_not_immutable;  /* or by the session's settings */
    List notes;             /* what is not quite the same: "uuid() gives version 4 there" */
    RewriteColumn *columns; /* of a query */
    size_t column_count;
} Rewritten;

/* `wanted`: the class that the value must be of; TYPE_UNKNOWN: any. */
Rewritten rewrite_expression(const Rewrite *rewrite, const char *text, TypeClass wanted);
Rewritten rewrite_query(const Rewrite *rewrite, const char *text);
