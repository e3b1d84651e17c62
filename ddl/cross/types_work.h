/* Choosing types: what its parts share. */
#pragma once

#include "cross.h"
#include "cross_names.h"
#include "type_rows.h"
#include "versions.h"

typedef struct TypeWork {
    Cross *cross;
    Arena *arena;
    bool to_mysql;
    const Syntax *from, *to;
    const TypeRow *rows;
    const TypeConversion *conversions;
    Release release;       /* the target's */
    const char *collation; /* of texts, to MySQL; NULL: of the type */
    CrossType *types;      /* by the source column's ordinal, as the rest */
    const TypeRow **chosen;
    TypeText *texts;     /* of its type, or of what its domain stands for */
    const Object **kept; /* the enum, composite or range that the type is; NULL */
    unsigned *facts;
    bool *is_identifier;
    Map named;     /* PostgreSQL: types of the source's own, by their printed names */
    bool *matched; /* by the job's rule */
} TypeWork;

/* type_fill.c: what is true of a column, and the texts of its row. */
void type_resolve(TypeWork *work, const Column *column);
const char *type_fill(TypeWork *work, const Column *column, const char *template, const char *type);
List type_labels(const TypeWork *work, const Column *column);
/* A row's words, between bars; * in one stands for anything. */
bool type_words_match(const char *words, const char *word);
const TypeRow *type_row_of(const TypeWork *work, const Column *column);

/* cross_types.c: the type as the target's release prints it, with the collation that goes with it. */
void type_set(TypeWork *work, const Column *column, const char *type);

/* cross_types_rules.c: the job's `types:`. */
void type_apply_rules(TypeWork *work, const Column *column);
void type_tell_rules(const TypeWork *work);

/* cross_types_ci.c: "citext", "icu" or "none". */
void type_apply_ci(TypeWork *work, const Column *column, const char *ci);

/* cross_types_links.c: which columns identify rows, and one type for those that foreign keys tie together. */
void type_find_identifiers(TypeWork *work);
void type_link(TypeWork *work);

/* cross_types_keys.c: what MySQL's keys and rows can hold. */
void type_fit_keys(TypeWork *work);
void type_fit_rows(TypeWork *work);

/* cross_types_tell.c */
void type_tell(TypeWork *work);
