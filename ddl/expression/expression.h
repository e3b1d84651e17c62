/* SQL expressions and queries as trees: read in one dialect, printed in either. What is read is what both engines print from
   their catalogs, and what people write in the same places. Nothing in here knows a catalog, a policy or the types of columns.

   A node is one struct for all kinds; a query is a node, too, so that one walk reaches everything. Nodes are never changed
   once they are part of a tree: who rewrites makes new ones (expression_map, expression_copy), and parts may be shared.

   The tree says what is meant, not how it was spelled: brackets are gone, operators have one name in both dialects
   ("and", "<>", "%", "||" joins texts), NOT of a predicate is a flag of it. Text that is not understood makes no tree. */
#pragma once

#include "buf.h"
#include "scan.h"

typedef enum ExprKind {
    /* ---- values ---- */
    EXPR_NULL,
    EXPR_BOOLEAN,   /* name: "true", "false" */
    EXPR_NUMBER,    /* text: decimal, without a sign */
    EXPR_STRING,    /* text: what it stands for; name: MySQL's introducer ("_utf8mb4", "_binary", "n") or NULL */
    EXPR_BITS,      /* text: binary digits. MySQL's b'' and 0b, PostgreSQL's B'' and X'' */
    EXPR_BYTES,     /* text: hexadecimal digits, lower case. MySQL's X'' and 0x; name: introducer or NULL. Flag:
                       BARE: 0x, which MariaDB takes for a number where it can */
    EXPR_TYPED,     /* MySQL's DATE'', TIME'', TIMESTAMP'': name: which; text: the value. PostgreSQL's are casts */
    EXPR_INTERVAL,  /* MySQL's INTERVAL n unit: name: "day", "day_hour"; items: n */
    EXPR_PARAMETER, /* text: $1, @name, @@name, ? */
    EXPR_DEFAULT,   /* the word; in MySQL's DEFAULT(column) a function */

    /* ---- operands ---- */
    EXPR_COLUMN,    /* schema, table, name: NULL where not said */
    EXPR_STAR,      /* schema, table */
    EXPR_FUNCTION,  /* schema, name (lower case where it was not quoted); items: arguments, then EXPR_ORDER_BY, then
                      EXPR_SEPARATOR if there are such. Flags: IS_DISTINCT, VARIADIC (the last), BARE (CURRENT_DATE: no
                      brackets), SPELLED (substring(a FROM b FOR c), position(a IN b), overlay(...): arguments in that order).
                      "extract": text: the field; items: the time. "trim": text: "both", "leading", "trailing"; items:
                      string, and the characters if said. "convert": CONVERT(a USING utf8mb4): text: the character set.
                      "timestampdiff", "timestampadd": text: the unit. "normalize": text: the form */
    EXPR_NAMED,     /* f(name => value): name; items: value */
    EXPR_SEPARATOR, /* of GROUP_CONCAT: items: the string */
    EXPR_FILTER,    /* items: function, condition */
    EXPR_WITHIN,    /* WITHIN GROUP: items: function, EXPR_ORDER_BY */
    EXPR_OVER,      /* items: function (perhaps in EXPR_FILTER or EXPR_WITHIN), EXPR_WINDOW */
    EXPR_CASE,      /* items: subject or NULL, ELSE or NULL, then WHEN and THEN in turn */
    EXPR_CAST,      /* items: value, EXPR_TYPE. MySQL's CONVERT(a, type) and BINARY a, too. Flag: ARRAY_OF (MySQL) */
    EXPR_TYPE, /* schema, name: as the server prints it, lower case, without modifiers: "character varying", "timestamp with
                  time zone", "interval", MySQL "signed", "char"; items: modifiers; text: of intervals the fields ("day to
                  second"), of MySQL's char the character set; table: "[]", "[3][]" of arrays */
    EXPR_ARRAY,     /* ARRAY[...]: items; inner brackets are EXPR_ARRAY, too */
    EXPR_ROW,       /* (a, b), ROW(a, b): items. Flag: SPELLED: with the word */
    EXPR_SUBSCRIPT, /* a[i]: items: a, i */
    EXPR_SLICE,     /* a[i:j]: items: a, i or NULL, j or NULL */
    EXPR_FIELD,     /* (a).name: items: a; name, or flag ALL_FIELDS */
    EXPR_SUBQUERY,  /* name: NULL (a value, or a table), "exists", "array"; items: EXPR_QUERY. Flag: LATERAL */

    /* ---- operators ---- */
    EXPR_UNARY, /* name: "not", "-", "+", "~" and PostgreSQL's; items: one. schema: OPERATOR(schema.@) */
    EXPR_BINARY, /* name: "and", "or" (two items or more), "xor", "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "div",
                    "%", "^" (PostgreSQL: power), "#" (MySQL's ^), "&", "|", "<<", ">>", "||", "member of", "overlaps" and
                    PostgreSQL's others (MySQL's -> and ->> are json_extract and json_unquote); schema: OPERATOR(schema.@>). Items: two */
    EXPR_IS, /* name: "null", "true", "false", "unknown", "document", "json", "json object", "normalized", ...; items: one. Flag: NOT */
    EXPR_DISTINCT, /* IS DISTINCT FROM; with NOT also MySQL's <=>. items: two. Flag: NOT */
    EXPR_BETWEEN,  /* items: value, least, most. Flags: NOT, SYMMETRIC */
    EXPR_IN,       /* items: value, then the list; or value and an EXPR_SUBQUERY. Flag: NOT */
    EXPR_LIKE, /* name: "like" (~~), "ilike" (~~*), "similar to", "regexp" (MySQL's), "sounds like"; items: value, pattern,
                      and what escapes if said. Flag: NOT. PostgreSQL's ~ is EXPR_BINARY */
    EXPR_QUANTIFIED, /* a = ANY (b): name: the operator; text: "any", "all"; items: a, b (array or EXPR_SUBQUERY) */
    EXPR_COLLATE,    /* schema, name: the collation; items: one */
    EXPR_TIME_ZONE,  /* AT TIME ZONE: items: time, zone (NULL: AT LOCAL) */
    EXPR_MATCH,      /* MATCH (columns) AGAINST (text mode): text: the mode or NULL; items: text, then columns */

    /* ---- queries ---- */
    EXPR_QUERY,  /* items by QuerySlot. Flags: TIES (FETCH ... WITH TIES); text: FOR UPDATE and the like, or NULL */
    EXPR_SELECT, /* items by SelectSlot. Flag: IS_DISTINCT. text: MySQL's hints between SELECT and the list, or NULL */
    EXPR_SET,    /* name: "union", "intersect", "except"; items: two of SELECT, SET, VALUES, QUERY. Flag: ALL */
    EXPR_VALUES, /* items: EXPR_ROW */
    EXPR_LIST,   /* items. Of GROUP BY: text: "with rollup" (MySQL) or NULL; flag IS_DISTINCT */
    EXPR_ALIAS, /* a AS name: items: expression, table, join, EXPR_SUBQUERY, function or window; then the columns' names
                    (EXPR_COLUMN) or definitions (EXPR_DEFINITION); name NULL with definitions only. Flag: ORDINALITY */
    EXPR_DEFINITION, /* name; items: EXPR_TYPE */
    EXPR_TABLE,      /* schema, name. Flags: ONLY. text: MySQL's partitions and index hints */
    EXPR_JOIN,       /* name: "inner", "cross", "left", "right", "full", "straight"; items by JoinSlot. Flag: NATURAL */
    EXPR_WITH,       /* items: EXPR_CTE. Flag: RECURSIVE */
    EXPR_CTE,      /* name; text: "materialized", "not materialized" or NULL; items: EXPR_QUERY, then columns' names */
    EXPR_ORDER_BY, /* items: EXPR_SORT */
    EXPR_SORT,     /* items: one. Flags: DESCENDING, NULLS_FIRST, NULLS_LAST; text: USING's operator */
    EXPR_WINDOW,   /* items by WindowSlot; name: the window it is, or begins with. Flag: BARE: OVER name */
    EXPR_FRAME, /* name: "rows", "range", "groups"; items: EXPR_BOUND, and the second or NULL; text: EXCLUDE's words */
    EXPR_BOUND, /* name: "unbounded preceding", "preceding", "current row", ...; items: how far, if said */
    EXPR_GROUPING_SETS, /* name: "grouping sets", "rollup", "cube"; items: expressions, EXPR_ROW, sets */
} ExprKind;

typedef enum ExprFlag {
    EXPR_NOT = 1 << 0,
    EXPR_IS_DISTINCT = 1 << 1,
    EXPR_ALL = 1 << 2,
    EXPR_SYMMETRIC = 1 << 3,
    EXPR_SPELLED = 1 << 4,
    EXPR_BARE = 1 << 5,
    EXPR_VARIADIC = 1 << 6,
    EXPR_LATERAL = 1 << 7,
    EXPR_ONLY = 1 << 8,
    EXPR_NATURAL = 1 << 9,
    EXPR_RECURSIVE = 1 << 10,
    EXPR_DESCENDING = 1 << 11,
    EXPR_NULLS_FIRST = 1 << 12,
    EXPR_NULLS_LAST = 1 << 13,
    EXPR_TIES = 1 << 14,
    EXPR_ORDINALITY = 1 << 15,
    EXPR_ARRAY_OF = 1 << 16,
    EXPR_ALL_FIELDS = 1 << 17,
    EXPR_QUOTED = 1 << 18, /* a function's name that was quoted: it is no word of the grammar */
} ExprFlag;

/* Absent ones are NULL. */
typedef enum QuerySlot { QUERY_WITH, QUERY_BODY, QUERY_ORDER_BY, QUERY_LIMIT, QUERY_OFFSET, QUERY_SLOTS } QuerySlot;
typedef enum SelectSlot {
    SELECT_DISTINCT_ON, /* EXPR_LIST */
    SELECT_LIST,        /* EXPR_LIST */
    SELECT_FROM,        /* EXPR_LIST of tables and joins */
    SELECT_WHERE,
    SELECT_GROUP_BY, /* EXPR_LIST */
    SELECT_HAVING,
    SELECT_WINDOW, /* EXPR_LIST of EXPR_ALIAS */
    SELECT_SLOTS
} SelectSlot;
typedef enum JoinSlot {
    JOIN_LEFT,
    JOIN_RIGHT,
    JOIN_ON,
    JOIN_USING /* EXPR_LIST of EXPR_COLUMN */,
    JOIN_SLOTS
} JoinSlot;
typedef enum WindowSlot { WINDOW_PARTITION_BY, WINDOW_ORDER_BY, WINDOW_FRAME, WINDOW_SLOTS } WindowSlot;

/* What comes from outside has these bounds; beyond, it is not understood. */
enum { EXPRESSION_NESTING_MAX = 200, EXPRESSION_DEPTH_MAX = 1000, EXPRESSION_TOKENS_MAX = 1 << 20 };

typedef struct Expr {
    ExprKind kind;
    unsigned flags; /* of ExprFlag */
    const char *schema, *table, *name;
    const char *text;
    const struct Expr **items; /* absent ones are NULL */
    size_t count;
} Expr;

/* The whole text is one expression (pg_get_expr, CHECK_CLAUSE unescaped), or one query. NULL: it is not understood, and
   *why says what and where, in the arena. */
const Expr *expression_parse(Arena *arena, const Syntax *syntax, const char *text, const char **why);
const Expr *query_parse(Arena *arena, const Syntax *syntax, const char *text, const char **why);

/* In the syntax's dialect, with no more brackets than it takes. What the dialect has no words for is printed in the words of
   the other one: who crosses rewrites before. */
void expression_print(Buf *out, const Syntax *syntax, const Expr *expr);
void query_print(Buf *out, const Syntax *syntax, const Expr *query);
const char *expression_text(Arena *arena, const Syntax *syntax, const Expr *expr); /* of a query, too */

/* For comparing only: the same for texts that mean the same, though a server prints them anew. Not understood:
   scan_canonical's. */
const char *expression_canonical(Arena *arena, const Syntax *syntax, const char *text, bool is_query);
/* NULLs are equal to each other. */
bool expression_equivalent(const Syntax *syntax, const char *a, const char *b, bool is_query);

/* ---- making trees ---- */

Expr *expression_new(Arena *arena, ExprKind kind, const char *name,
                     size_t count);                    /* its items are NULL, to be filled in */
Expr *expression_copy(Arena *arena, const Expr *expr); /* the node alone, to be changed */
const Expr *expression_string(Arena *arena, const char *text);
const Expr *expression_number(Arena *arena, const char *text);
const Expr *expression_unary(Arena *arena, const char *name, const Expr *operand);
const Expr *expression_binary(Arena *arena, const char *name, const Expr *left, const Expr *right);
const Expr *expression_call(Arena *arena, const char *name, size_t count, const Expr *const *arguments);
const Expr *expression_cast(Arena *arena, const Expr *value, const char *type); /* type: a name without modifiers */
const Expr *expression_not(Arena *arena, const Expr *operand); /* by its flag where it has one; NOT NOT a is a */

/* From the leaves up: each node, its items already mapped, goes through `map`, which returns it or another one; NULL stops
   it all, and is returned. What has not changed is shared. */
typedef const Expr *ExprMap(void *context, const Expr *expr);
const Expr *expression_map(Arena *arena, const Expr *expr, ExprMap *map, void *context);
/* The first node, from the top, for which it holds; NULL: none. */
const Expr *expression_find(const Expr *expr, bool (*holds)(const void *context, const Expr *expr),
                            const void *context);
bool expression_same(const Expr *a, const Expr *b); /* node by node; NULLs are the same */
/* Of this kind, and this name or schema-less function ("concat"); name NULL: any. */
bool expression_is(const Expr *expr, ExprKind kind, const char *name);
