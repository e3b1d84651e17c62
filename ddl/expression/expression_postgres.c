/* PostgreSQL's operators and words: src/backend/parser/gram.y, src/include/parser/kwlist.h. */
#include "expression_dialect.h"

#include "quote.h"

/* clang-format off */
static const ExprInfix infixes[] = {
    {"or", "or", CLASS_OR, FORM_CHAIN},
    {"and", "and", CLASS_AND, FORM_CHAIN},
    {"is", "is", CLASS_IS, FORM_IS},
    {"isnull", "null", CLASS_IS, FORM_IS_NULL},
    {"notnull", "null", CLASS_IS, FORM_NOT_NULL},
    {"=", "=", CLASS_COMPARISON, FORM_BINARY},
    {"<>", "<>", CLASS_COMPARISON, FORM_BINARY},
    {"!=", "<>", CLASS_COMPARISON, FORM_BINARY},
    {"<", "<", CLASS_COMPARISON, FORM_BINARY},
    {"<=", "<=", CLASS_COMPARISON, FORM_BINARY},
    {">", ">", CLASS_COMPARISON, FORM_BINARY},
    {">=", ">=", CLASS_COMPARISON, FORM_BINARY},
    {"not", "not", CLASS_PREDICATE, FORM_NOT},
    {"in", "in", CLASS_PREDICATE, FORM_IN},
    {"between", "between", CLASS_PREDICATE, FORM_BETWEEN},
    {"like", "like", CLASS_PREDICATE, FORM_LIKE},
    {"ilike", "ilike", CLASS_PREDICATE, FORM_LIKE},
    {"similar", "similar to", CLASS_PREDICATE, FORM_SIMILAR},
    {"~~", "like", CLASS_OTHER, FORM_LIKE},
    {"~~*", "ilike", CLASS_OTHER, FORM_LIKE},
    {"!~~", "like", CLASS_OTHER, FORM_NOT_LIKE},
    {"!~~*", "ilike", CLASS_OTHER, FORM_NOT_LIKE},
    {"operator", "operator", CLASS_OTHER, FORM_OPERATOR},
    {"+", "+", CLASS_SUM, FORM_BINARY},
    {"-", "-", CLASS_SUM, FORM_BINARY},
    {"*", "*", CLASS_PRODUCT, FORM_BINARY},
    {"/", "/", CLASS_PRODUCT, FORM_BINARY},
    {"%", "%", CLASS_PRODUCT, FORM_BINARY},
    {"^", "^", CLASS_POWER, FORM_BINARY},
    {"overlaps", "overlaps", CLASS_PREDICATE, FORM_BINARY},
    {"at", "at", CLASS_TIME_ZONE, FORM_TIME_ZONE},
    {"collate", "collate", CLASS_COLLATE, FORM_COLLATE},
    {"::", "::", CLASS_CAST, FORM_CAST},
};

static const int binds[CLASS_COUNT] = {
    [CLASS_OR] = 1, [CLASS_AND] = 2, [CLASS_NOT] = 3, [CLASS_TRUTH] = 4, [CLASS_IS] = 4, [CLASS_COMPARISON] = 5,
    [CLASS_PREDICATE] = 6, [CLASS_PATTERN] = 7, [CLASS_XOR] = 7, [CLASS_OTHER] = 7, [CLASS_BIT_OR] = 7, [CLASS_BIT_AND] = 7,
    [CLASS_SHIFT] = 7, [CLASS_BIT_XOR] = 7, [CLASS_SUM] = 8, [CLASS_PRODUCT] = 9, [CLASS_POWER] = 10,
    [CLASS_TIME_ZONE] = 11, [CLASS_COLLATE] = 12, [CLASS_SIGN] = 13, [CLASS_SUBSCRIPT] = 14, [CLASS_CAST] = 15,
};

static const char *const reserved[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary", "both", "case",
    "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create", "cross", "current_catalog",
    "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "default",
    "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "freeze", "from",
    "full", "grant", "group", "having", "ilike", "in", "initially", "inner", "intersect", "into", "is", "isnull", "join",
    "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "natural", "not", "notnull", "null", "offset",
    "on", "only", "or", "order", "outer", "overlaps", "placing", "primary", "references", "returning", "right", "select",
    "session_user", "similar", "some", "symmetric", "table", "tablesample", "then", "to", "trailing", "true", "union", "unique",
    "user", "using", "variadic", "verbose", "when", "where", "window", "with", NULL,
};
static const char *const callable[] = {"cast", "current_schema", "left", "right", NULL};
static const char *const bare[] = {
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "localtime", "localtimestamp", "session_user", "user", NULL,
};
static const char *const spelled[] = {
    "coalesce", "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "extract", "greatest", "grouping", "least", "localtime", "localtimestamp", "normalize", "nullif", "overlay",
    "position", "session_user", "substring", "trim", "user", NULL,
};
/* clang-format on */

const ExprDialect expression_postgres = {
    .engine = "postgres",
    .infixes = infixes,
    .infix_count = sizeof infixes / sizeof *infixes,
    .binds = binds,
    .reserved = reserved,
    .callable = callable,
    .bare = bare,
    .spelled = spelled,
    .put_name = quote_postgres_name,
    .put_literal = quote_postgres_literal,
    .is_upper = true,
    .has_own_operators = true,
    .has_typed_strings = true,
};
