/* What the files of the rewriting share: the work at hand, a value with its type, and how values are made to fit. */
#pragma once

#include "rewrite.h"

/* A rewritten value; expr NULL: it could not be, and the rewriting knows why. */
typedef struct Typed {
    const Expr *expr;
    ValueType type;
    bool not_null;
} Typed;

typedef struct FromItem {
    const char *schema, *alias; /* as the source calls it */
    const char *target;         /* what its columns are qualified with */
    const RewriteRelation *relation;
    bool is_nullable; /* of the side of an outer join that may be missing */
} FromItem;

typedef struct Scope {
    const struct Scope *outer;
    LIST_OF(FromItem) items;
    LIST_OF(FromItem) ctes;
    const Expr *list;   /* the select list, whose names order by and having may use */
    const Expr *groups; /* GROUP BY, of a query that groups */
    bool is_grouped;    /* columns that are not grouped by stand for any of the group's */
    bool is_single;     /* one expression's: columns are not qualified */
} Scope;

typedef struct Rewriting {
    const Rewrite *job;
    Arena *arena;
    bool to_postgres;
    Scope *scope;
    size_t within_aggregate, depth;
    const char *why;
    bool is_volatile, is_not_immutable;
    LIST_OF(const char *) notes;
} Rewriting;

typedef struct TypedList {
    Typed *items;
    size_t count;
} TypedList;

Typed rewriting_fail(Rewriting *w, const char *format, ...) PRINTF(2, 3);
void rewriting_note(Rewriting *w, const char *note);
/* It is not IMMUTABLE; false, and failed, where it has to be. */
bool rewriting_stable(Rewriting *w, const char *what);

Typed typed(const Expr *expr, TypeClass class, int64_t digits);
bool is_number_class(TypeClass class);
bool is_time_class(TypeClass class); /* a date, a timestamp */
bool is_literal(const Expr *expr);   /* NULL, a number, a string, a boolean */
const char *class_word(TypeClass class);

/* ---- one value in another's place: NULL when it cannot be, and then it has failed */
Typed as_condition(Rewriting *w, Typed value);
Typed as_number(Rewriting *w, Typed value);
Typed as_text(Rewriting *w, Typed value);
Typed as_time(Rewriting *w, Typed value); /* string literals become dates and timestamps */
Typed as_class(Rewriting *w, Typed value, TypeClass class);
/* Values that are compared with each other; `order`: by more than =. */
bool fit_to_compare(Rewriting *w, Typed *values, size_t count, bool order);
/* Values of which one is the result. */
bool fit_to_choose(Rewriting *w, Typed *values, size_t count, ValueType *type);
/* Neither year, month nor day is zero. */
bool is_date_text(const char *text, bool *has_time);
bool is_number_text(const char *text);

/* ---- kinds of nodes */
Typed rewrite_node(Rewriting *w, const Expr *expr);
bool rewrite_nodes(Rewriting *w, const Expr *const *items, size_t count, Typed *out);
Typed rewrite_function(Rewriting *w, const Expr *expr);
Typed rewrite_operator(Rewriting *w, const Expr *expr);
Typed rewrite_cast(Rewriting *w, const Expr *expr);
Typed rewrite_like(Rewriting *w, const Expr *expr);
Typed rewrite_json(Rewriting *w, const Expr *expr); /* -> ->> #> #>> @> <@ ? "member of" */
Typed rewrite_match(Rewriting *w, const Typed *value, const Expr *pattern, bool is_blind,
                    bool is_not); /* by a regular expression */
Typed rewrite_subquery(Rewriting *w, const Expr *expr);
Typed rewrite_column(Rewriting *w, const Expr *expr);
Typed rewrite_over(Rewriting *w, const Expr *expr);
const Expr *rewrite_all(Rewriting *w, const Expr *list);
const Expr *rewrite_window(Rewriting *w, const Expr *expr);
const Expr *rewrite_aliased(const Rewriting *w, const Expr *expr); /* what the select list gives this name to; NULL */
const Expr *rewrite_sorts(Rewriting *w, const Expr *order_by, bool is_in_call);
bool is_aggregate(const Expr *expr);
bool rewrite_is_group(const Rewriting *w, const Expr *expr); /* the query groups by it */

/* The row of the table that says this function; expr NULL without failure: there is none. */
Typed rewrite_by_rule(Rewriting *w, const Expr *expr);

/* ---- texts */
/* date_format's as to_char's, or back; NULL: it has what the other one cannot say. */
const char *format_to_postgres(Arena *arena, const char *format);
const char *format_to_mysql(Arena *arena, const char *format);
/* "$.a.b[0]" as its steps; false: wildcards and the like. */
bool json_path_steps(Arena *arena, const char *path, List *steps);
const char *json_path_text(Arena *arena, const List *steps);        /* {a,b,0} */
bool json_array_steps(Arena *arena, const char *text, List *steps); /* back from it */
const char *json_path_of(Arena *arena, const List *steps);          /* $.a.b[0] */
/* Both engines match it alike; else *what says what is in the way. */
bool regexp_is_common(const char *pattern, const char **what);
/* PostgreSQL's text of an interval in MySQL's units, "1 mon -2 days 03:00:00": pairs of number and unit. */
/* And so many of one of them in PostgreSQL's: "2 mons", "-01:30:00". */
const char *interval_text(Arena *arena, int64_t count, const char *unit);
bool interval_parts(Arena *arena, const char *text, List *numbers, List *units);
