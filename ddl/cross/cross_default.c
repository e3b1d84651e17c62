/* Defaults: literals by the type that they are of, the time, and expressions. */
#include <string.h>

#include "cross_relation.h"
#include "cross_text.h"
#include "type_text.h"

typedef struct Default {
    Cross *cross;
    const Column *from;
    const CrossType *type;
    const char *text; /* the source's */
    bool to_postgres, to_mariadb;
} Default;

static const char *drop(const Default *d, const char *why)
{
    cross_find(d->cross, FINDING_DEFAULT_DROPPED, &d->from->object,
               "have whoever inserts name a value, or a trigger set it", "it has no default on %s: %s. It is: %s",
               d->cross->made->product, why, d->text);
    return NULL;
}

static bool is_type(const Default *d, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (strncmp(d->type->type, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* MySQL's TEXT, BLOB and JSON have expressions for defaults, and no literals. */
static const char *mysql_literal(const Default *d, const char *value)
{
    static const char *const large[] = {"tinytext", "text",       "mediumtext", "longtext", "tinyblob",
                                        "blob",     "mediumblob", "longblob",   "json",     NULL};
    const char *literal = cross_literal(d->cross, value);
    return is_type(d, large) && !d->to_mariadb ? arena_printf(d->cross->arena, "(%s)", literal) : literal;
}

/* ---- literals ---- */

typedef struct Literal {
    const char *text; /* of strings and numbers */
    const char *bits, *hex;
    bool is_null;
} Literal;

static const Expr *bare(const Expr *expr)
{
    while (expr->kind == EXPR_CAST || expr->kind == EXPR_COLLATE)
        expr = expr->items[0];
    return expr;
}

static bool literal_of(Arena *arena, const Expr *expr, Literal *out)
{
    expr = bare(expr);
    *out = (Literal){.is_null = expr->kind == EXPR_NULL};
    if (expr->kind == EXPR_STRING || expr->kind == EXPR_NUMBER || expr->kind == EXPR_TYPED)
        out->text = expr->text;
    else if (expression_is(expr, EXPR_UNARY, "-") && bare(expr->items[0])->kind == EXPR_NUMBER)
        out->text = arena_printf(arena, "-%s", bare(expr->items[0])->text);
    else if (expr->kind == EXPR_BOOLEAN)
        out->text = expr->name[0] == 't' ? "1" : "0";
    else if (expr->kind == EXPR_BITS)
        out->bits = expr->text;
    else if (expr->kind == EXPR_BYTES)
        out->hex = expr->text;
    else
        return out->is_null;
    return true;
}

static const char *number_of_bits(Arena *arena, const char *bits)
{
    unsigned long long value = 0;
    if (strlen(bits) > 63)
        return NULL;
    for (; *bits != '\0'; bits++)
        value = value * 2 + (*bits == '1');
    return arena_printf(arena, "%llu", value);
}

static bool is_number(const char *text)
{
    text += *text == '-' || *text == '+';
    return *text != '\0' && strspn(text, "0123456789.eE+-") == strlen(text) && strpbrk(text, "0123456789") != NULL;
}

/* bit(10) is kept in two bytes. */
static const char *bytes_of_bits(const Default *d, const char *bits)
{
    SCOPED(Buf, buf_free) out = {0};
    TypeText type = type_text(d->cross->arena, &syntax_mysql, d->from->type);
    size_t count = strlen(bits), width = type.first == INT_NONE ? 1 : (size_t)type.first;
    size_t whole = (width + 7) / 8 * 8;
    for (size_t at = 0; at < whole; at += 4) {
        unsigned digit = 0;
        for (size_t i = at; i < at + 4; i++)
            digit = digit * 2 + (i + count >= whole && bits[i + count - whole] == '1');
        buf_printf(&out, "%x", digit);
    }
    return arena_copy(d->cross->arena, buf_text(&out));
}

static const char *hex_of(Arena *arena, const char *text)
{
    SCOPED(Buf, buf_free) out = {0};
    for (; *text != '\0'; text++)
        buf_printf(&out, "%02x", (unsigned char)*text);
    return arena_copy(arena, buf_text(&out));
}

static bool is_zero_date(const char *text)
{
    return strncmp(text, "0000", 4) == 0 || strstr(text, "-00") != NULL;
}

static const char *bytes_to_postgres(const Default *d, const Literal *literal)
{
    const char *hex = literal->hex != NULL    ? literal->hex
                      : literal->bits != NULL ? bytes_of_bits(d, literal->bits)
                                              : hex_of(d->cross->arena, literal->text == NULL ? "" : literal->text);
    return arena_printf(d->cross->arena, "'\\x%s'::bytea", hex);
}

static const char *bits_to_postgres(const Default *d, const char *bits)
{
    TypeText type = type_text(d->cross->arena, &syntax_postgres, d->type->type);
    size_t count = strlen(bits), width = type.first == INT_NONE ? count : (size_t)type.first;
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = count; i < width; i++)
        buf_putc(&out, '0');
    buf_puts(&out, bits);
    return arena_printf(d->cross->arena, "B'%s'", buf_text(&out));
}

static const char *time_to_postgres(const Default *d, const char *value)
{
    if (d->type->class != TYPE_TIME && d->type->class != TYPE_INTERVAL && is_zero_date(value)) {
        cross_find(d->cross, FINDING_ZERO_DATE, &d->from->object, "have whoever inserts name a value",
                   "its default is the date %s: it has none on PostgreSQL", value);
        return NULL;
    }
    bool has_zone = d->type->class == TYPE_TIMESTAMPTZ; /* the reader's session is in UTC */
    return cross_literal(d->cross, has_zone ? arena_printf(d->cross->arena, "%s+00", value) : value);
}

static const char *literal_to_postgres(const Default *d, const Literal *literal)
{
    Arena *arena = d->cross->arena;
    const char *text = literal->text;
    switch (d->type->class) {
    case TYPE_BOOLEAN:
        if (literal->bits != NULL)
            return strchr(literal->bits, '1') != NULL ? "true" : "false";
        if (text == NULL || !is_number(text))
            return drop(d, "it is neither 0 nor 1");
        return strpbrk(text, "123456789") != NULL ? "true" : "false";
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_FLOAT:
        text = literal->bits != NULL ? number_of_bits(arena, literal->bits) : text;
        return text != NULL && is_number(text) ? text : drop(d, "it is no number");
    case TYPE_BYTES: return bytes_to_postgres(d, literal);
    case TYPE_BIT: return literal->bits != NULL ? bits_to_postgres(d, literal->bits) : drop(d, "it is no bits");
    case TYPE_DATE:
    case TYPE_TIME:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
    case TYPE_INTERVAL: return text != NULL ? time_to_postgres(d, text) : drop(d, "it is no time");
    case TYPE_UNKNOWN:
    case TYPE_TEXT:
    case TYPE_JSON:
    case TYPE_UUID:
    case TYPE_ENUM:
    case TYPE_SET:
    case TYPE_ARRAY:
    case TYPE_GEOMETRY:
    case TYPE_OTHER: break;
    }
    return text != NULL ? cross_literal(d->cross, text) : drop(d, "it is no text");
}

/* $1,234.50 */
static const char *amount(Arena *arena, const char *text)
{
    SCOPED(Buf, buf_free) out = {0};
    for (; *text != '\0'; text++)
        if (*text != '$' && *text != ',')
            buf_putc(&out, *text);
    return arena_copy(arena, buf_text(&out));
}

/* With as many digits behind the point as the type has: the server prints it so. */
static const char *with_digits(const Default *d, const char *value)
{
    TypeText type = type_text(d->cross->arena, &syntax_mysql, d->type->type);
    const int64_t digits = d->type->class == TYPE_DECIMAL ? type.second : type.first;
    const char *point = strchr(value, '.');
    const int64_t has = point == NULL ? 0 : (int64_t)strlen(point + 1);
    if (digits == INT_NONE || digits <= has || strpbrk(value, "eE") != NULL)
        return value;
    static const char zeros[] = "000000000000000000000000000000";
    return arena_printf(d->cross->arena, "%s%s%.*s", value, point == NULL ? "." : "", (int)(digits - has), zeros);
}

static const char *number_to_mysql(const Default *d, const char *text)
{
    const char *number = text == NULL ? NULL : amount(d->cross->arena, text);
    if (number == NULL || !is_number(number))
        return drop(d, "it is no number");
    if (d->type->class == TYPE_DECIMAL)
        number = with_digits(d, number);
    return d->to_mariadb ? number : cross_literal(d->cross, number);
}

static const char *time_to_mysql(const Default *d, const char *text, const Expr *expr)
{
    if (strspn(text, "0123456789:.- +") != strlen(text))
        return drop(d, "no such time");
    Rewrite rewrite = cross_rewrite(d->cross);
    if (d->type->source_class != TYPE_TIMESTAMPTZ || expr->kind != EXPR_CAST)
        return cross_literal(d->cross, d->type->class == TYPE_DATE ? text : with_digits(d, text));
    Rewritten made = rewrite_expression(&rewrite, d->text, TYPE_UNKNOWN); /* in UTC */
    const char *from = made.text == NULL ? NULL : strchr(made.text, '\'');
    return from == NULL ? drop(d, "its time zone is not understood") : arena_copy(d->cross->arena, from);
}

static const char *literal_to_mysql(const Default *d, const Literal *literal, const Expr *expr)
{
    const char *text = literal->bits != NULL ? literal->bits : literal->text;
    if (text == NULL)
        return drop(d, "it is no text");
    switch (d->type->class) {
    case TYPE_BOOLEAN: /* 'false' is no word of MySQL's */
        text = strchr("fFnN0", *text) != NULL ? "0" : "1";
        return number_to_mysql(d, text);
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_FLOAT: return number_to_mysql(d, text);
    case TYPE_BYTES:
        if (strncmp(text, "\\x", 2) != 0)
            return *text == '\0' ? "('')" : drop(d, "its bytes are not understood");
        return text[2] == '\0' ? "('')" : arena_printf(d->cross->arena, "(0x%s)", text + 2);
    case TYPE_DATE:
    case TYPE_TIME:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ: return time_to_mysql(d, text, expr);
    case TYPE_UNKNOWN:
    case TYPE_TEXT:
    case TYPE_INTERVAL:
    case TYPE_JSON:
    case TYPE_UUID:
    case TYPE_ENUM:
    case TYPE_SET:
    case TYPE_BIT:
    case TYPE_ARRAY:
    case TYPE_GEOMETRY:
    case TYPE_OTHER: break;
    }
    return mysql_literal(d, text);
}

/* ---- the time ---- */

/* Whichever way it is called; *digits: of the second, or -1. */
static bool is_now(const Expr *expr, int64_t *digits)
{
    static const char *const names[] = {"now",
                                        "current_timestamp",
                                        "localtimestamp",
                                        "localtime",
                                        "transaction_timestamp",
                                        "statement_timestamp",
                                        "clock_timestamp",
                                        "sysdate"};
    expr = bare(expr);
    *digits = -1;
    if (expr->kind == EXPR_STRING)
        return strcasecmp(expr->text, "now") == 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (expression_is(expr, EXPR_FUNCTION, names[i])) {
            if (expr->count == 1 && expr->items[0]->kind == EXPR_NUMBER)
                *digits = expr->items[0]->text[0] - '0';
            return true;
        }
    return false;
}

static const char *now_to_postgres(const Default *d, int64_t digits)
{
    const char *word = d->type->class == TYPE_TIMESTAMPTZ ? "CURRENT_TIMESTAMP" : "LOCALTIMESTAMP";
    if (d->type->class == TYPE_DATE)
        return "CURRENT_DATE";
    return digits < 0 ? word : arena_printf(d->cross->arena, "%s(%lld)", word, (long long)digits);
}

/* As many digits as the column has: MySQL takes no others. */
static const char *now_to_mysql(const Default *d)
{
    TypeText type = type_text(d->cross->arena, &syntax_mysql, d->type->type);
    if (d->type->class == TYPE_DATE)
        return d->to_mariadb ? "curdate()" : "(curdate())";
    if (type.first == INT_NONE || type.first == 0)
        return d->to_mariadb ? "current_timestamp()" : "CURRENT_TIMESTAMP";
    return arena_printf(d->cross->arena, d->to_mariadb ? "current_timestamp(%lld)" : "CURRENT_TIMESTAMP(%lld)",
                        (long long)type.first);
}

static bool is_time(TypeClass class)
{
    return class == TYPE_DATE || class == TYPE_TIMESTAMP || class == TYPE_TIMESTAMPTZ;
}

/* ---- expressions ---- */

static bool is_column(const void *context, const Expr *expr)
{
    (void)context;
    return expr->kind == EXPR_COLUMN;
}

/* nextval(`db`.`seq`), of MariaDB */
static const char *next_value(const Default *d, const Expr *expr)
{
    const Object *twin = NULL;
    for (size_t i = 0; i < d->from->object.needs.count; i++)
        if (d->from->object.needs.items[i]->kind == KIND_SEQUENCE)
            twin = cross_twin(d->cross, d->from->object.needs.items[i]);
    (void)expr;
    if (twin == NULL || !d->to_postgres)
        return drop(d, "it counts by a sequence");
    const Sequence *sequence = (const Sequence *)twin;
    const char *name = cross_qualified(d->cross, ((const Schema *)sequence->schema)->name, sequence->name);
    return arena_printf(d->cross->arena, "nextval(%s::regclass)", cross_literal(d->cross, name));
}

static const char *expression(const Default *d, const Expr *expr)
{
    Cross *cross = d->cross;
    if (expression_find(expr, is_column, NULL) != NULL)
        return drop(d, "it speaks of another column, which a default there cannot");
    Rewrite rewrite = cross_rewrite(cross);
    TypeClass class = d->type->class == TYPE_UUID && d->to_postgres ? TYPE_UNKNOWN : d->type->class;
    Rewritten made =
        rewrite_expression(&rewrite, d->text, class == TYPE_ARRAY || class == TYPE_OTHER ? TYPE_UNKNOWN : class);
    if (made.text == NULL)
        return drop(d, made.why);
    const char *error = cross_refused(cross, &d->from->object, d->from->table, CROSS_DEFAULT, made.text);
    if (error != NULL)
        return drop(d, arena_printf(cross->arena, "%s was tried: %s", made.text, error));
    for (size_t i = 0; i < made.notes.count; i++)
        cross_find(cross, FINDING_DEFAULT_CHANGED, &d->from->object, NULL, "%s", made.notes.items[i]);
    if (d->to_postgres && d->type->class == TYPE_UUID && strcmp(made.text, "gen_random_uuid()::text") == 0)
        return "gen_random_uuid()";
    return d->to_postgres || d->to_mariadb ? made.text : arena_printf(cross->arena, "(%s)", made.text);
}

/* ARRAY['a', 'b'] as the text that the array is kept as; NULL: not constant. */
static const char *array_text(Arena *arena, const Expr *expr)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_putc(&out, '{');
    for (size_t i = 0; i < expr->count; i++) {
        Literal literal;
        if (!literal_of(arena, expr->items[i], &literal) || literal.text == NULL)
            return NULL;
        bool is_plain = literal.text[0] != '\0' && strpbrk(literal.text, "{}\", \\") == NULL;
        buf_printf(&out, is_plain ? "%s%s" : "%s\"%s\"", i > 0 ? "," : "", literal.text);
    }
    buf_putc(&out, '}');
    return strchr(buf_text(&out), '\\') != NULL ? NULL : arena_copy(arena, buf_text(&out));
}

const char *cross_default(Cross *cross, const Column *from)
{
    Default d = {.cross = cross, .from = from, .type = cross_type(cross, &from->object)};
    if (d.type == NULL || d.type->type == NULL || d.type->drops_default || d.type->default_value == NULL)
        return NULL;
    Rewrite rewrite = cross_rewrite(cross);
    d.text = d.type->default_value;
    d.to_postgres = rewrite.to == &syntax_postgres;
    d.to_mariadb = rewrite.is_mariadb;
    const char *why = NULL;
    const Expr *expr = expression_parse(cross->arena, rewrite.from, d.text, &why);
    if (expr == NULL)
        return drop(&d, why);
    Literal literal;
    int64_t digits;
    if (is_time(d.type->class) && is_now(expr, &digits))
        return d.to_postgres ? now_to_postgres(&d, digits) : now_to_mysql(&d);
    if (literal_of(cross->arena, expr, &literal))
        return literal.is_null ? NULL
               : d.to_postgres ? literal_to_postgres(&d, &literal)
                               : literal_to_mysql(&d, &literal, expr);
    if (expression_is(bare(expr), EXPR_ARRAY, NULL) && array_text(cross->arena, bare(expr)) != NULL)
        return mysql_literal(&d, array_text(cross->arena, bare(expr)));
    return expression_is(expr, EXPR_FUNCTION, "nextval") ? next_value(&d, expr) : expression(&d, expr);
}
