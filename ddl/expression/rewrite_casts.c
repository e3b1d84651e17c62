/* Casts: each engine has its own names of types, and its own way with what does not fit. */
#include "rewriting.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef enum CastTo {
    TO_UNKNOWN,
    TO_INTEGER,
    TO_UNSIGNED,
    TO_DECIMAL,
    TO_FLOAT,
    TO_CHAR,
    TO_BYTES,
    TO_DATE,
    TO_TIMESTAMP,
    TO_TIMESTAMPTZ,
    TO_TIME,
    TO_JSON,
    TO_BOOLEAN,
    TO_UUID,
    TO_NAMED_TEXT, /* what is kept as text there */
} CastTo;

static const struct {
    const char *name;
    CastTo to;
    int64_t bytes;
} names[] = {
    {"signed", TO_INTEGER, 8},
    {"unsigned", TO_UNSIGNED, 8},
    {"smallint", TO_INTEGER, 2},
    {"integer", TO_INTEGER, 4},
    {"bigint", TO_INTEGER, 8},
    {"decimal", TO_DECIMAL, 0},
    {"numeric", TO_DECIMAL, 0},
    {"double", TO_FLOAT, 0},
    {"double precision", TO_FLOAT, 0},
    {"float", TO_FLOAT, 0},
    {"real", TO_FLOAT, 0},
    {"char", TO_CHAR, 0},
    {"nchar", TO_CHAR, 0},
    {"character", TO_CHAR, 0},
    {"bpchar", TO_CHAR, 0},
    {"varchar", TO_CHAR, 0},
    {"character varying", TO_CHAR, 0},
    {"text", TO_CHAR, 0},
    {"citext", TO_CHAR, 0},
    {"name", TO_CHAR, 0},
    {"binary", TO_BYTES, 0},
    {"bytea", TO_BYTES, 0},
    {"date", TO_DATE, 0},
    {"datetime", TO_TIMESTAMP, 0},
    {"timestamp without time zone", TO_TIMESTAMP, 0},
    {"timestamp", TO_TIMESTAMP, 0},
    {"timestamp with time zone", TO_TIMESTAMPTZ, 0},
    {"time", TO_TIME, 0},
    {"time without time zone", TO_TIME, 0},
    {"json", TO_JSON, 0},
    {"jsonb", TO_JSON, 0},
    {"boolean", TO_BOOLEAN, 0},
    {"uuid", TO_UUID, 0},
    {"inet", TO_NAMED_TEXT, 0},
    {"cidr", TO_NAMED_TEXT, 0},
    {"macaddr", TO_NAMED_TEXT, 0},
    {"xml", TO_NAMED_TEXT, 0},
};

static const Expr *typed_cast(Rewriting *w, const Expr *value, const char *type, const Expr *modifiers)
{
    Expr *cast = expression_new(w->arena, EXPR_CAST, NULL, 2);
    Expr *to = expression_new(w->arena, EXPR_TYPE, type, modifiers == NULL ? 0 : modifiers->count);
    for (size_t i = 0; modifiers != NULL && i < modifiers->count; i++)
        to->items[i] = modifiers->items[i];
    cast->items[0] = value;
    cast->items[1] = to;
    return cast;
}

static int64_t modifier(const Expr *type, size_t which, int64_t otherwise)
{
    bool is_said = type->count > which && type->items[which]->kind == EXPR_NUMBER;
    return is_said ? (int64_t)strtoll(type->items[which]->text, NULL, 10) : otherwise;
}

/* What JSON holds, as text that other types read. */
static Typed json_scalar(Rewriting *w, Typed value)
{
    if (value.type.class != TYPE_JSON || !w->to_postgres)
        return value;
    bool is_path = expression_is(value.expr, EXPR_BINARY, "#>");
    const Expr *path = is_path ? value.expr->items[1] : expression_string(w->arena, "{}");
    return typed(expression_binary(w->arena, "#>>", is_path ? value.expr->items[0] : value.expr, path), TYPE_DECIMAL,
                 -1);
}

static Typed to_number(Rewriting *w, Typed value, const Expr *type, CastTo to, int64_t bytes)
{
    bool is_json = value.type.class == TYPE_JSON && w->to_postgres;
    bool is_text = value.type.class == TYPE_TEXT && !is_literal(value.expr) && !w->to_postgres;
    value = is_json ? json_scalar(w, value) : is_text ? value : as_number(w, value);
    if (value.expr == NULL)
        return value;
    if (is_json)
        value.expr = expression_cast(w->arena, value.expr, "numeric");
    if (to == TO_INTEGER || to == TO_UNSIGNED) {
        if (value.type.class == TYPE_INTEGER)
            return (Typed){value.expr,
                           {TYPE_INTEGER, bytes > value.type.digits ? bytes : value.type.digits, false},
                           value.not_null};
        if (value.type.class == TYPE_FLOAT)
            return rewriting_fail(w, "a floating point number is rounded to a whole one");
        bool is_wide = to == TO_UNSIGNED && w->to_postgres;
        return typed(expression_cast(w->arena, value.expr,
                                     !w->to_postgres ? "signed"
                                     : is_wide       ? "numeric"
                                                     : "bigint"),
                     TYPE_INTEGER, 8);
    }
    if (to == TO_FLOAT)
        return typed(expression_cast(w->arena, value.expr, w->to_postgres ? "double precision" : "double"), TYPE_FLOAT,
                     0);
    if (type->count == 0 && !w->to_postgres && !is_text) /* numeric without digits: it is what it is */
        return typed(value.expr, TYPE_DECIMAL, value.type.class == TYPE_DECIMAL ? value.type.digits : 0);
    Expr *all = expression_new(w->arena, EXPR_TYPE, type->name, 2);
    all->items[0] = type->count > 0 ? type->items[0] : expression_number(w->arena, w->to_postgres ? "10" : "65");
    all->items[1] =
        type->count > 1 ? type->items[1] : expression_number(w->arena, type->count > 0 || w->to_postgres ? "0" : "20");
    return typed(typed_cast(w, value.expr, w->to_postgres ? "numeric" : "decimal", all), TYPE_DECIMAL,
                 modifier(all, 1, 0));
}

/* MySQL gives back what a char(n) holds without its last blanks, which mean nothing to PostgreSQL. */
static const Expr *without_blanks(Rewriting *w, const Expr *value, const Expr *type)
{
    bool is_padded = strcmp(type->name, "bpchar") == 0 || strcmp(type->name, "character") == 0;
    if (w->to_postgres || !is_padded || value->kind != EXPR_STRING)
        return value;
    size_t length = strlen(value->text);
    while (length > 0 && value->text[length - 1] == ' ')
        length--;
    return expression_string(w->arena, arena_slice(w->arena, value->text, length));
}

static Typed to_char_type(Rewriting *w, Typed value, const Expr *type)
{
    bool is_binary = type->text != NULL && strcasecmp(type->text, "binary") == 0;
    bool is_enum = value.type.class == TYPE_ENUM && !w->to_postgres;
    if (value.type.class == TYPE_ARRAY || (value.expr->kind == EXPR_NULL))
        return typed(value.expr, value.expr->kind == EXPR_NULL ? TYPE_UNKNOWN : TYPE_TEXT, 0);
    bool is_blind = value.type.is_blind && !is_binary;
    value = is_enum ? typed(value.expr, TYPE_TEXT, 0) : as_text(w, value);
    value.type.is_blind = is_blind;
    if (value.expr != NULL)
        value.expr = without_blanks(w, value.expr, type);
    if (value.expr == NULL || type->count == 0 ||
        (value.expr->kind == EXPR_STRING && (int64_t)strlen(value.expr->text) <= modifier(type, 0, 0)))
        return value;
    value.expr = typed_cast(w, value.expr, w->to_postgres ? "character varying" : "char", type);
    return value;
}

/* '\xdead'::bytea of one engine is X'dead' of the other. */
static Typed to_bytes(Rewriting *w, Typed value)
{
    if (value.type.class == TYPE_BYTES)
        return value;
    if (w->to_postgres) {
        value = as_text(w, value);
        if (value.expr == NULL || !rewriting_stable(w, "the bytes of a text"))
            return (Typed){0};
        const Expr *items[] = {value.expr, expression_string(w->arena, "UTF8")};
        return typed(expression_call(w->arena, "convert_to", 2, items), TYPE_BYTES, 0);
    }
    const char *text = value.expr->kind == EXPR_STRING ? value.expr->text : "";
    if (text[0] != '\\' || text[1] != 'x' || strspn(text + 2, "0123456789abcdef") != strlen(text + 2))
        return rewriting_fail(w, "text is cast to bytes");
    Expr *bytes = expression_new(w->arena, EXPR_BYTES, NULL, 0);
    bytes->text = text + 2;
    return typed(bytes, TYPE_BYTES, 0);
}

/* 2020-01-01 00:00:00+02 is what UTC calls so: columns with time zone hold UTC there. NULL: not understood. */
static const char *in_utc(Arena *arena, const char *text)
{
    struct tm broken = {0}, offset = {0};
    const char *fraction = strptime(text, "%Y-%m-%d %H:%M:%S", &broken);
    if (fraction == NULL)
        return NULL;
    const char *zone = fraction + (*fraction == '.' ? 1 + strspn(fraction + 1, "0123456789") : 0);
    if ((*zone != '+' && *zone != '-') ||
        strptime(zone + 1, strchr(zone, ':') == NULL ? "%H" : "%H:%M", &offset) == NULL)
        return NULL;
    time_t at = timegm(&broken) - (*zone == '-' ? -1 : 1) * (offset.tm_hour * 3600 + offset.tm_min * 60);
    if (gmtime_r(&at, &broken) == NULL)
        return NULL;
    char printed[40];
    (void)strftime(printed, sizeof printed, "%Y-%m-%d %H:%M:%S", &broken);
    return arena_printf(arena, "%s%.*s", printed, (int)(zone - fraction), fraction);
}

static Typed to_time_type(Rewriting *w, Typed value, const Expr *type, CastTo to)
{
    if (value.expr->kind == EXPR_NULL)
        return value;
    if (to == TO_TIMESTAMPTZ && value.expr->kind == EXPR_STRING) {
        const char *utc = in_utc(w->arena, value.expr->text);
        value = utc == NULL ? value : typed(expression_string(w->arena, utc), TYPE_TEXT, 0);
    }
    if (to == TO_TIME) {
        if (value.expr->kind == EXPR_STRING && !w->to_postgres)
            return typed(value.expr, TYPE_TIME, -1);
        if (value.expr->kind != EXPR_STRING && !is_time_class(value.type.class) && value.type.class != TYPE_TIME)
            return rewriting_fail(w, "%s is cast to a time", class_word(value.type.class));
        return typed(typed_cast(w, value.expr, w->to_postgres ? "time without time zone" : "time", type), TYPE_TIME,
                     modifier(type, 0, w->to_postgres ? 0 : 6));
    }
    bool was_string = value.expr->kind == EXPR_STRING;
    value = as_time(w, value);
    if (value.expr == NULL)
        return value;
    TypeClass class = to == TO_DATE ? TYPE_DATE : to == TO_TIMESTAMP ? TYPE_TIMESTAMP : TYPE_TIMESTAMPTZ;
    if (value.type.class == class || (was_string && to == TO_TIMESTAMPTZ))
        return typed(value.expr, class, class == TYPE_DATE ? 0 : modifier(type, 0, value.type.digits));
    if (value.type.class == TYPE_TIMESTAMPTZ || class == TYPE_TIMESTAMPTZ) {
        if (w->to_postgres && !rewriting_stable(w, "a time without its zone"))
            return (Typed){0};
        rewriting_note(w, "times with time zone are UTC's on MySQL");
    }
    if (to == TO_DATE)
        return typed(expression_cast(w->arena, value.expr, "date"), TYPE_DATE, 0);
    int64_t digits = modifier(type, 0, w->to_postgres ? 0 : 6);
    Expr *said = expression_new(w->arena, EXPR_TYPE, NULL, 1);
    said->items[0] = expression_number(w->arena, arena_printf(w->arena, "%lld", (long long)digits));
    return typed(typed_cast(w, value.expr, w->to_postgres ? "timestamp without time zone" : "datetime",
                            value.type.class == TYPE_DATE ? NULL : said),
                 class, value.type.class == TYPE_DATE ? 0 : digits);
}

static Typed to_json(Rewriting *w, Typed value)
{
    if (value.type.class == TYPE_JSON || value.expr->kind == EXPR_NULL)
        return value;
    if (value.type.class != TYPE_TEXT)
        return rewriting_fail(w, "%s is cast to JSON", class_word(value.type.class));
    if (w->job->is_mariadb && !w->to_postgres)
        return typed(value.expr, TYPE_JSON, 0);
    return typed(expression_cast(w->arena, value.expr, w->to_postgres ? "jsonb" : "json"), TYPE_JSON, 0);
}

static Typed to_boolean(Rewriting *w, Typed value)
{
    if (value.expr->kind == EXPR_STRING && value.expr->text[0] != '\0') {
        bool is_true = strchr("tTyY1", value.expr->text[0]) != NULL;
        return typed(expression_number(w->arena, is_true ? "1" : "0"), TYPE_BOOLEAN, 0);
    }
    return as_condition(w, value);
}

/* A type that the target does not have: a literal stands for itself, as the column's type does. */
static Typed to_other(Rewriting *w, Typed value, const Expr *type)
{
    if (value.expr->kind == EXPR_NULL)
        return value;
    if (value.expr->kind != EXPR_STRING && value.type.class != TYPE_TEXT && value.type.class != TYPE_ENUM)
        return rewriting_fail(w, "%s is cast to %s", class_word(value.type.class), type->name);
    bool is_array = type->table != NULL;
    if (!is_array && (strcmp(type->name, "regclass") == 0 || strcmp(type->name, "interval") == 0))
        return rewriting_fail(w, "a cast to %s", type->name);
    return typed(value.expr, is_array ? TYPE_ARRAY : TYPE_ENUM, 0);
}

Typed rewrite_cast(Rewriting *w, const Expr *expr)
{
    const Expr *type = expr->items[1];
    if ((expr->flags & EXPR_ARRAY_OF) != 0)
        return rewriting_fail(w, "a multi-valued index");
    if (!w->to_postgres) {
        Typed ruled = rewrite_by_rule(w, expr);
        if (ruled.expr != NULL || w->why != NULL)
            return ruled;
    }
    Typed value = rewrite_node(w, expr->items[0]);
    if (value.expr == NULL)
        return value;
    size_t at = 0;
    while (at < sizeof names / sizeof *names && (type->table != NULL || strcmp(names[at].name, type->name) != 0))
        at++;
    CastTo to = at < sizeof names / sizeof *names ? names[at].to : TO_UNKNOWN;
    switch (to) {
    case TO_INTEGER:
    case TO_UNSIGNED:
    case TO_DECIMAL:
    case TO_FLOAT: return value.expr->kind == EXPR_NULL ? value : to_number(w, value, type, to, names[at].bytes);
    case TO_CHAR: return to_char_type(w, value, type);
    case TO_BYTES: return to_bytes(w, value);
    case TO_DATE:
    case TO_TIMESTAMP:
    case TO_TIMESTAMPTZ:
    case TO_TIME: return to_time_type(w, value, type, to);
    case TO_JSON: return to_json(w, value);
    case TO_BOOLEAN: return to_boolean(w, value);
    case TO_UUID: return value.type.class == TYPE_TEXT ? typed(value.expr, TYPE_UUID, 0) : value;
    case TO_NAMED_TEXT: return typed(value.expr, value.type.class, 0);
    case TO_UNKNOWN: break;
    }
    return w->to_postgres ? rewriting_fail(w, "a cast to %s", type->name) : to_other(w, value, type);
}
