/* The names of types in casts, in one spelling each: PostgreSQL's as format_type() has it. */
#include <string.h>

#include "expression_parser.h"
#include "expression_printer.h"

static const char *const aliases[][2] = {
    {"int", "integer"},
    {"int4", "integer"},
    {"int2", "smallint"},
    {"int8", "bigint"},
    {"bool", "boolean"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"decimal", "numeric"},
    {"dec", "numeric"},
    {"varchar", "character varying"},
    {"char", "character"},
    {"nchar", "character"},
    {"varbit", "bit varying"},
    {"timestamp", "timestamp without time zone"},
    {"time", "time without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
};

/* Two words, or one: "character varying", "double precision". */
static const char *take_second_word(ExprParser *p, const char *name)
{
    if (strcmp(name, "double") == 0 && expr_take_word(p, "precision"))
        return "double precision";
    if (strcmp(name, "national") == 0 && (expr_take_word(p, "character") || expr_take_word(p, "char")))
        name = "character";
    bool can_vary = strcmp(name, "character") == 0 || strcmp(name, "char") == 0 || strcmp(name, "nchar") == 0;
    if (can_vary && expr_take_word(p, "varying"))
        return "character varying";
    if (strcmp(name, "bit") == 0 && expr_take_word(p, "varying"))
        return "bit varying";
    return name;
}

static bool take_modifiers(ExprParser *p, ExprItems *items)
{
    return !expr_take_mark(p, "(") || (expr_parse_list(p, items) && expr_expect_mark(p, ")"));
}

static const char *in_full(ExprParser *p, const char *name)
{
    if (strcmp(name, "timestamp") == 0 || strcmp(name, "time") == 0) {
        if (expr_at_word(p, "with") && expr_is_word(p, 1, "time") && expr_is_word(p, 2, "zone")) {
            p->at += 3;
            return arena_printf(p->arena, "%s with time zone", name);
        }
        if (expr_at_word(p, "without") && expr_is_word(p, 1, "time") && expr_is_word(p, 2, "zone"))
            p->at += 3;
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(name, aliases[i][0]) == 0)
            return aliases[i][1];
    return name;
}

/* interval day to second(3) */
static const char *take_fields(ExprParser *p, ExprItems *modifiers)
{
    static const char *const fields[] = {"year", "month", "day", "hour", "minute", "second", NULL};
    if (!expr_is_plain(expr_ahead(p, 0)) || !expression_has_word(fields, expr_fold(p, expr_ahead(p, 0))))
        return NULL;
    const char *text = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    if (expr_take_word(p, "to")) {
        text = arena_printf(p->arena, "%s to %s", text, expr_fold(p, expr_ahead(p, 0)));
        p->at++;
    }
    return take_modifiers(p, modifiers) ? text : NULL;
}

/* [], [3][], ARRAY, ARRAY[3] */
static bool take_dimensions(ExprParser *p, const char **dimensions)
{
    *dimensions = NULL;
    bool has_word = expr_take_word(p, "array");
    if (has_word && !expr_is_mark(p, 0, "["))
        *dimensions = "[]";
    while (expr_take_mark(p, "[")) {
        const Token *size = expr_ahead(p, 0);
        bool has_size = size->type == TOKEN_NUMBER;
        p->at += has_size;
        *dimensions = arena_printf(p->arena, "%s[%.*s]", *dimensions == NULL ? "" : *dimensions,
                                   has_size ? (int)size->length : 0, size->start);
        if (!expr_expect_mark(p, "]"))
            return false;
    }
    return true;
}

/* "char" is a type of its own, and "bit" is as long as its value: bit is bit(1). */
static const char *quoted_type(ExprParser *p, const char *name)
{
    bool is_other = strcmp(name, "char") == 0 || strcmp(name, "bit") == 0;
    return is_other ? arena_printf(p->arena, "\"%s\"", name) : name;
}

static const Expr *parse_postgres_type(ExprParser *p)
{
    ExprItems modifiers = {0};
    const char *schema = NULL, *name;
    const Token *token = expr_ahead(p, 0);
    p->at++;
    if (expr_is_mark(p, 0, ".") && expr_ahead(p, 1)->type == TOKEN_NAME) {
        schema = scan_name(p->arena, token);
        name = quoted_type(p, scan_name(p->arena, expr_ahead(p, 1)));
        p->at += 2;
        if (strcmp(schema, "pg_catalog") == 0)
            schema = NULL;
    } else {
        name = expr_is_plain(token) ? take_second_word(p, expr_fold(p, token))
                                    : quoted_type(p, scan_name(p->arena, token));
    }
    if (!take_modifiers(p, &modifiers))
        return NULL;
    if (schema == NULL && name[0] != '"')
        name = in_full(p, name);
    Expr *type = expr_of_items(p, EXPR_TYPE, name, &modifiers);
    type->schema = schema;
    if (strcmp(name, "interval") == 0 && (type->text = take_fields(p, &modifiers)) != NULL && modifiers.count > 0) {
        const char *fields = type->text;
        type = expr_of_items(p, EXPR_TYPE, name, &modifiers);
        type->text = fields;
    }
    return p->why == NULL && take_dimensions(p, &type->table) ? type : NULL;
}

/* char(10) charset utf8mb4, char character set latin1, char charset binary; of MariaDB, char charset utf8mb4 binary: in the
   collation by bytes, or in the session's if that is one. */
static bool take_charset(ExprParser *p, const char **charset)
{
    *charset = NULL;
    if (!expr_take_word(p, "charset") && !expr_take_words(p, "character", "set"))
        return true;
    if (expr_ahead(p, 0)->type != TOKEN_NAME)
        return expr_fail(p, "a character set") != NULL;
    *charset = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    if (expr_take_word(p, "binary"))
        *charset = arena_printf(p->arena, "%s binary", *charset);
    return true;
}

static const Expr *parse_mysql_type(ExprParser *p)
{
    ExprItems modifiers = {0};
    const char *name = expr_fold(p, expr_ahead(p, 0)), *charset;
    p->at++;
    if (strcmp(name, "signed") == 0 || strcmp(name, "unsigned") == 0)
        (void)(expr_take_word(p, "integer") || expr_take_word(p, "int"));
    else if (strcmp(name, "double") == 0)
        (void)expr_take_word(p, "precision");
    else if (strcmp(name, "integer") == 0 || strcmp(name, "int") == 0)
        name = "signed";
    if (!take_modifiers(p, &modifiers) || !take_charset(p, &charset))
        return NULL;
    if (strcmp(name, "char") == 0 && charset != NULL && strcmp(charset, "binary") == 0) {
        name = "binary";
        charset = NULL;
    }
    Expr *type = expr_of_items(p, EXPR_TYPE, name, &modifiers);
    type->text = charset;
    return type;
}

const Expr *expr_parse_type(ExprParser *p)
{
    if (expr_ahead(p, 0)->type != TOKEN_NAME || (expr_is_plain(expr_ahead(p, 0)) && expr_at_word(p, "setof")))
        return expr_fail(p, "a type");
    return p->dialect->has_typed_strings ? parse_postgres_type(p) : parse_mysql_type(p);
}

/* ---- printing ---- */

/* Names of types that are words of PostgreSQL's grammar, and never quoted. */
static bool is_grammar(const char *name)
{
    static const char *const words[] = {
        "bigint",
        "bit",
        "bit varying",
        "boolean",
        "character",
        "character varying",
        "double precision",
        "integer",
        "interval",
        "json",
        "numeric",
        "real",
        "smallint",
        "time with time zone",
        "time without time zone",
        "timestamp with time zone",
        "timestamp without time zone",
        "\"char\"",
        NULL,
    };
    return expression_has_word(words, name);
}

static void put_modifiers(ExprPrinter *p, const Expr *type)
{
    if (type->count == 0)
        return;
    buf_putc(p->out, '(');
    expr_put_list(p, type->items, type->count);
    buf_putc(p->out, ')');
}

/* timestamp(3) with time zone */
static void put_postgres_type(ExprPrinter *p, const Expr *type)
{
    bool is_time = type->schema == NULL && strncmp(type->name, "time", 4) == 0 && is_grammar(type->name);
    size_t first = is_time ? strcspn(type->name, " ") : 0;
    if (is_time)
        buf_put(p->out, type->name, first);
    else if (type->name[0] == '"' || (type->schema == NULL && is_grammar(type->name)))
        buf_puts(p->out, type->name);
    else
        expr_put_name(p, type->schema, NULL, type->name);
    if (type->text != NULL) {
        buf_putc(p->out, ' ');
        buf_puts(p->out, type->text);
    }
    put_modifiers(p, type);
    if (is_time)
        buf_puts(p->out, type->name + first);
    if (type->table != NULL)
        buf_puts(p->out, type->table);
}

void expr_put_type(ExprPrinter *p, const Expr *type)
{
    if (p->dialect->has_typed_strings) {
        put_postgres_type(p, type);
        return;
    }
    buf_puts(p->out, type->name);
    put_modifiers(p, type);
    if (type->text != NULL)
        buf_printf(p->out, " charset %s", type->text);
}
