/* The operators and words of MySQL and MariaDB: sql/sql_yacc.yy of both, where what stands beside LIKE and IN binds tighter
   than the manual has it. */
#include "expression_dialect.h"

#include "quote.h"

/* clang-format off */
static const ExprInfix infixes[] = {
    {"or", "or", CLASS_OR, FORM_CHAIN},
    {"||", "or", CLASS_OR, FORM_CHAIN},
    {"xor", "xor", CLASS_XOR, FORM_BINARY},
    {"and", "and", CLASS_AND, FORM_CHAIN},
    {"&&", "and", CLASS_AND, FORM_CHAIN},
    {"is", "is", CLASS_IS, FORM_IS},
    {"=", "=", CLASS_COMPARISON, FORM_BINARY},
    {"<=>", "<=>", CLASS_COMPARISON, FORM_DISTINCT},
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
    {"regexp", "regexp", CLASS_PREDICATE, FORM_LIKE},
    {"rlike", "regexp", CLASS_PREDICATE, FORM_LIKE},
    {"sounds", "sounds like", CLASS_PREDICATE, FORM_SOUNDS},
    {"member", "member of", CLASS_PREDICATE, FORM_MEMBER},
    {"|", "|", CLASS_BIT_OR, FORM_BINARY},
    {"&", "&", CLASS_BIT_AND, FORM_BINARY},
    {"<<", "<<", CLASS_SHIFT, FORM_BINARY},
    {">>", ">>", CLASS_SHIFT, FORM_BINARY},
    {"+", "+", CLASS_SUM, FORM_BINARY},
    {"-", "-", CLASS_SUM, FORM_BINARY},
    {"*", "*", CLASS_PRODUCT, FORM_BINARY},
    {"/", "/", CLASS_PRODUCT, FORM_BINARY},
    {"div", "div", CLASS_PRODUCT, FORM_BINARY},
    {"%", "%", CLASS_PRODUCT, FORM_BINARY},
    {"mod", "%", CLASS_PRODUCT, FORM_BINARY},
    {"^", "#", CLASS_BIT_XOR, FORM_BINARY},
    {"collate", "collate", CLASS_COLLATE, FORM_COLLATE},
    {"->", "json_extract", CLASS_CAST, FORM_PATH},
    {"->>", "json_unquote", CLASS_CAST, FORM_PATH},
};

static const int binds[CLASS_COUNT] = {
    [CLASS_OR] = 1, [CLASS_XOR] = 2, [CLASS_AND] = 3, [CLASS_NOT] = 4, [CLASS_TRUTH] = 5, [CLASS_IS] = 6,
    [CLASS_COMPARISON] = 6, [CLASS_OTHER] = 6, [CLASS_PREDICATE] = 7, [CLASS_BIT_OR] = 8, [CLASS_BIT_AND] = 9,
    [CLASS_SHIFT] = 10, [CLASS_SUM] = 11, [CLASS_PRODUCT] = 12, [CLASS_BIT_XOR] = 13, [CLASS_POWER] = 13,
    [CLASS_PATTERN] = 14, [CLASS_SIGN] = 14, [CLASS_TIME_ZONE] = 15, [CLASS_COLLATE] = 15, [CLASS_SUBSCRIPT] = 16,
    [CLASS_CAST] = 17,
};

static const char *const reserved[] = {
    "all", "and", "as", "asc", "between", "binary", "by", "case", "char", "collate", "convert", "create", "cross",
    "current_date", "current_time", "current_timestamp", "current_user", "database", "default", "delete", "desc", "distinct",
    "div", "else", "except", "exists", "false", "fetch", "for", "force", "from", "group", "having", "if",
    "ignore", "in", "inner", "insert", "intersect", "interval", "into", "is", "join", "lateral", "left", "like", "limit",
    "localtime", "localtimestamp", "lock", "match", "mod", "natural", "not", "null", "on", "or", "order", "outer", "over",
    "partition", "procedure", "regexp", "repeat", "replace", "right", "rlike", "schema", "select", "separator", "set",
    "straight_join", "table", "then", "true", "union", "update", "use", "using", "utc_date", "utc_time", "utc_timestamp",
    "values", "when", "where", "window", "with", "xor", NULL,
};
static const char *const callable[] = {
    "char", "convert", "current_date", "current_time", "current_timestamp", "current_user", "database", "default", "if",
    "insert", "interval", "left", "localtime", "localtimestamp", "match", "mod", "repeat", "replace", "right", "schema",
    "utc_date", "utc_time", "utc_timestamp", NULL,
};
static const char *const bare[] = {
    "current_date", "current_time", "current_timestamp", "current_user", "localtime", "localtimestamp", "utc_date",
    "utc_time", "utc_timestamp", NULL,
};
/* clang-format on */

const ExprDialect expression_mysql = {
    .engine = "mysql",
    .infixes = infixes,
    .infix_count = sizeof infixes / sizeof *infixes,
    .binds = binds,
    .reserved = reserved,
    .callable = callable,
    .bare = bare,
    .put_name = quote_mysql_name,
    .put_literal = quote_mysql_literal,
    .has_calls_for_operators = true,
};
