/* Operands of expressions: literals, names, CASE, brackets, arrays, rows; what may stand directly behind an operand. */
#include <stdlib.h>
#include <string.h>

#include "expression_parser.h"

#include "buf.h"

/* ---- literals ---- */

static const Expr *literal(ExprParser *p, ExprKind kind, const char *name, const char *text)
{
    Expr *expr = expression_new(p->arena, kind, name, 0);
    expr->text = text;
    return expr;
}

static const char *folded(Arena *arena, const char *digits, size_t length)
{
    char *text = arena_slice(arena, digits, length);
    for (char *c = text; *c != '\0'; c++)
        *c = (char)(*c >= 'A' && *c <= 'F' ? *c - 'A' + 'a' : *c);
    return text;
}

static bool are_digits(const char *digits, const char *allowed)
{
    return strspn(digits, allowed) == strlen(digits);
}

static const Expr *parse_bytes(ExprParser *p, const char *introducer, const char *digits, unsigned flags)
{
    const char *text = folded(p->arena, digits, strlen(digits));
    if (!are_digits(text, "0123456789abcdef"))
        return expr_fail(p, "hexadecimal digits");
    Expr *bytes = expression_new(p->arena, EXPR_BYTES, introducer, 0);
    bytes->text = strlen(text) % 2 == 0 ? text : arena_printf(p->arena, "0%s", text);
    bytes->flags = flags;
    return bytes;
}

static const Expr *parse_bits(ExprParser *p, const char *digits)
{
    return are_digits(digits, "01") ? literal(p, EXPR_BITS, NULL, digits) : expr_fail(p, "binary digits");
}

/* PostgreSQL's X'1F' is a string of bits. */
static const Expr *parse_hexadecimal_bits(ExprParser *p, const char *digits)
{
    SCOPED(Buf, buf_free) out = {0};
    const char *text = folded(p->arena, digits, strlen(digits));
    if (!are_digits(text, "0123456789abcdef"))
        return expr_fail(p, "hexadecimal digits");
    for (const char *c = text; *c != '\0'; c++) {
        int value = *c <= '9' ? *c - '0' : *c - 'a' + 10;
        for (int bit = 8; bit > 0; bit /= 2)
            buf_putc(&out, (value & bit) != 0 ? '1' : '0');
    }
    return literal(p, EXPR_BITS, NULL, arena_copy(p->arena, buf_text(&out)));
}

/* A NUL has no place in a text here. */
static bool has_nul(const Token *token)
{
    if (token->syntax->no_backslashes)
        return false;
    for (size_t i = 0; i + 1 < token->length; i++) {
        if (token->start[i] != '\\')
            continue;
        if (token->start[++i] == '0')
            return true;
    }
    return false;
}

static const Expr *parse_mysql_string(ExprParser *p, const char *introducer)
{
    SCOPED(Buf, buf_free) out = {0};
    char first = p->tokens.items[p->at].start[0];
    if (first == 'x' || first == 'X')
        return parse_bytes(p, introducer, scan_string(p->arena, &p->tokens.items[p->at++]), 0);
    if (first == 'b' || first == 'B')
        return parse_bits(p, scan_string(p->arena, &p->tokens.items[p->at++]));
    if (first == 'n' || first == 'N')
        introducer = "n";
    do { /* 'a' 'b' is one string */
        if (has_nul(expr_ahead(p, 0)))
            return expr_fail(p, "a text without NUL");
        buf_puts(&out, scan_string(p->arena, expr_ahead(p, 0)));
        p->at++;
    } while (expr_ahead(p, 0)->type == TOKEN_STRING && strchr("'\"", expr_ahead(p, 0)->start[0]) != NULL);
    return literal(p, EXPR_STRING, introducer, arena_copy(p->arena, buf_text(&out)));
}

static const Expr *parse_postgres_string(ExprParser *p)
{
    const Token *token = expr_ahead(p, 0);
    char first = token->type == TOKEN_DOLLAR ? '$' : token->start[0];
    const char *text = scan_string(p->arena, token);
    p->at++;
    if (first == 'b' || first == 'B')
        return parse_bits(p, text);
    if (first == 'x' || first == 'X')
        return parse_hexadecimal_bits(p, text);
    if (expr_ahead(p, 0)->type == TOKEN_STRING || expr_at_word(p, "uescape"))
        return expr_fail(p, "an operator or the end");
    return literal(p, EXPR_STRING, NULL, text);
}

static bool has_radix(const Token *token)
{
    return token->length > 2 && token->start[0] == '0' && strchr("xXoObB", token->start[1]) != NULL;
}

/* PostgreSQL's 0x1F and 1_000 are numbers like others. */
static const Expr *parse_postgres_number(ExprParser *p, const Token *token)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < token->length; i++)
        if (token->start[i] != '_')
            buf_putc(&out, token->start[i]);
    const char *text = arena_copy(p->arena, buf_text(&out));
    char *end = NULL;
    if (has_radix(token)) {
        int base = token->start[1] == 'x' || token->start[1] == 'X'   ? 16
                   : token->start[1] == 'o' || token->start[1] == 'O' ? 8
                                                                      : 2;
        unsigned long long value = strtoull(text + 2, &end, base);
        if (*end != '\0' || out.length > 17)
            return expr_fail(p, "a number");
        text = arena_printf(p->arena, "%llu", value);
    } else if (strspn(text, "0123456789.eE+-") != out.length) {
        return expr_fail(p, "a number");
    }
    p->at++;
    return literal(p, EXPR_NUMBER, NULL, text);
}

static const Expr *parse_number(ExprParser *p, const char *introducer)
{
    const Token *token = expr_ahead(p, 0);
    if (p->dialect->has_own_operators)
        return parse_postgres_number(p, token);
    p->at++;
    const char *text = arena_slice(p->arena, token->start, token->length);
    if (has_radix(token))
        return token->start[1] == 'x' ? parse_bytes(p, introducer, text + 2, EXPR_BARE) : parse_bits(p, text + 2);
    return literal(p, EXPR_NUMBER, NULL, text);
}

static bool is_string(const Token *token)
{
    return token->type == TOKEN_STRING || token->type == TOKEN_DOLLAR;
}

/* _utf8mb4'x', _binary 0x1F */
static bool is_introducer(const ExprParser *p)
{
    const Token *token = expr_ahead(p, 0), *next = expr_ahead(p, 1);
    return !p->dialect->has_typed_strings && expr_is_plain(token) && token->start[0] == '_' &&
           (next->type == TOKEN_STRING || (next->type == TOKEN_NUMBER && has_radix(next)));
}

static const Expr *parse_introduced(ExprParser *p)
{
    const char *introducer = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    return is_string(expr_ahead(p, 0)) ? parse_mysql_string(p, introducer) : parse_number(p, introducer);
}

/* MySQL's DATE'2020-01-01'. */
static bool is_typed(ExprParser *p)
{
    static const char *const types[] = {"date", "time", "timestamp", NULL};
    return is_string(expr_ahead(p, 1)) && expr_is_plain(expr_ahead(p, 0)) &&
           expression_has_word(types, expr_fold(p, expr_ahead(p, 0)));
}

static const Expr *parse_typed(ExprParser *p)
{
    const char *name = expr_fold(p, expr_ahead(p, 0)), *text = scan_string(p->arena, expr_ahead(p, 1));
    p->at += 2;
    return literal(p, EXPR_TYPED, name, text);
}

/* PostgreSQL's date '2020-01-01', interval '1' day, time(3) with time zone '...': any type, and a string behind it. */
static bool is_typed_string(ExprParser *p)
{
    static const char *const words[] = {"bit",     "char",  "character", "dec",      "decimal",
                                        "double",  "float", "interval",  "national", "nchar",
                                        "numeric", "time",  "timestamp", "varchar",  NULL};
    size_t at = p->at;
    if (!expr_is_name(p, 0))
        return false;
    if (is_string(expr_ahead(p, 1)) ||
        (expr_is_mark(p, 1, ".") && expr_ahead(p, 2)->type == TOKEN_NAME && is_string(expr_ahead(p, 3))))
        return true;
    if (!expr_is_plain(expr_ahead(p, 0)) || !expression_has_word(words, expr_fold(p, expr_ahead(p, 0))))
        return false;
    const char *why = p->why;
    bool is = expr_parse_type(p) != NULL && is_string(expr_ahead(p, 0));
    p->at = at;
    p->why = why;
    return is;
}

static const Expr *parse_typed_string(ExprParser *p)
{
    static const char *const units[] = {"year", "month", "day", "hour", "minute", "second", NULL};
    Expr *cast = expression_new(p->arena, EXPR_CAST, NULL, 2);
    const Expr *type = cast->items[1] = expr_parse_type(p);
    if (type == NULL)
        return NULL;
    if (!is_string(expr_ahead(p, 0)))
        return expr_fail(p, "a string");
    cast->items[0] = parse_postgres_string(p);
    bool has_unit = expr_is_plain(expr_ahead(p, 0)) && expression_has_word(units, expr_fold(p, expr_ahead(p, 0)));
    if (cast->items[0] == NULL || strcmp(type->name, "interval") != 0 || !has_unit)
        return cast->items[0] == NULL ? NULL : cast;
    Expr *fielded = expression_copy(p->arena, type);
    fielded->text = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    if (expr_take_word(p, "to")) {
        fielded->text = arena_printf(p->arena, "%s to %s", fielded->text, expr_fold(p, expr_ahead(p, 0)));
        p->at++;
    }
    if (expr_is_mark(p, 0, "("))
        return expr_fail(p, "an operator or the end");
    cast->items[1] = fielded;
    return cast;
}

/* ---- words ---- */

static const Expr *parse_case(ExprParser *p)
{
    ExprItems items = {0};
    *LIST_PUSH(p->arena, &items) = NULL;
    *LIST_PUSH(p->arena, &items) = NULL;
    if (!expr_at_word(p, "when") && (items.items[0] = expr_parse(p, 0)) == NULL)
        return NULL;
    if (!expr_at_word(p, "when"))
        return expr_fail(p, "WHEN");
    while (expr_take_word(p, "when"))
        if (!expr_push(p, &items, expr_parse(p, 0)) || !expr_expect_word(p, "then") ||
            !expr_push(p, &items, expr_parse(p, 0)))
            return NULL;
    if (expr_take_word(p, "else") && (items.items[1] = expr_parse(p, 0)) == NULL)
        return NULL;
    return expr_expect_word(p, "end") ? expr_of_items(p, EXPR_CASE, NULL, &items) : NULL;
}

static const Expr *parse_exists(ExprParser *p, const char *name)
{
    if (!expr_is_query_bracket(p))
        return expr_fail(p, "a query");
    const Expr *query = expr_parse_query_bracket(p);
    if (query == NULL)
        return NULL;
    Expr *expr = expression_copy(p->arena, query);
    expr->name = name;
    return expr;
}

/* Up to the mark; an inner array needs no word. */
static const Expr *parse_array_items(ExprParser *p)
{
    ExprItems items = {0};
    if (!expr_deeper(p))
        return NULL;
    while (!expr_take_mark(p, "]")) {
        if (items.count > 0 && !expr_expect_mark(p, ","))
            return NULL;
        if (!expr_push(p, &items, expr_take_mark(p, "[") ? parse_array_items(p) : expr_parse(p, 0)))
            return NULL;
    }
    p->nesting--;
    return expr_of_items(p, EXPR_ARRAY, NULL, &items);
}

static const Expr *parse_row(ExprParser *p, unsigned flags)
{
    ExprItems items = {0};
    p->at++;
    if (!expr_is_mark(p, 0, ")") && !expr_parse_list(p, &items))
        return NULL;
    if (!expr_expect_mark(p, ")"))
        return NULL;
    if (flags == 0 && items.count == 1)
        return items.items[0];
    if (flags == 0 && items.count == 0)
        return expr_fail(p, "an expression");
    Expr *row = expr_of_items(p, EXPR_ROW, NULL, &items);
    row->flags = flags;
    return row;
}

static bool is_unit(const Token *token)
{
    static const char *const units[] = {"microsecond",
                                        "second",
                                        "minute",
                                        "hour",
                                        "day",
                                        "week",
                                        "month",
                                        "quarter",
                                        "year",
                                        "second_microsecond",
                                        "minute_microsecond",
                                        "minute_second",
                                        "hour_microsecond",
                                        "hour_second",
                                        "hour_minute",
                                        "day_microsecond",
                                        "day_second",
                                        "day_minute",
                                        "day_hour",
                                        "year_month"};
    bool is = false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        is = is || token_is(token, units[i]);
    return is;
}

/* interval 3 day; interval(a, b, c) is a function. */
static const Expr *parse_interval(ExprParser *p)
{
    Expr *expr = expression_new(p->arena, EXPR_INTERVAL, NULL, 1);
    p->at++;
    expr->items[0] = expr_parse(p, 0);
    if (expr->items[0] == NULL || !is_unit(expr_ahead(p, 0)))
        return expr_fail(p, "the unit of an interval");
    expr->name = expr_fold(p, expr_ahead(p, 0));
    p->at++;
    return expr;
}

static bool is_interval(const ExprParser *p)
{
    if (p->dialect->has_typed_strings || !expr_at_word(p, "interval"))
        return false;
    size_t close = p->at + 1 < p->tokens.count ? p->partners[p->at + 1] : 0;
    return !expr_is_mark(p, 1, "(") || (close + 1 < p->tokens.count && is_unit(&p->tokens.items[close + 1]));
}

/* match (a, b) against ('x' in boolean mode) */
static const Expr *parse_match(ExprParser *p)
{
    static const char *const words[] = {"in",   "natural", "boolean",   "language", "mode",
                                        "with", "query",   "expansion", NULL};
    ExprItems items = {0};
    SCOPED(Buf, buf_free) mode = {0};
    *LIST_PUSH(p->arena, &items) = NULL;
    bool has_bracket = expr_take_mark(p, "(");
    if (!expr_parse_list(p, &items) || (has_bracket && !expr_expect_mark(p, ")")))
        return NULL;
    if (!expr_expect_word(p, "against") || !expr_expect_mark(p, "("))
        return NULL;
    /* IN begins the mode here */
    items.items[0] = expr_parse(p, p->dialect->binds[CLASS_PREDICATE] + 1);
    if (items.items[0] == NULL)
        return NULL;
    while (expr_is_plain(expr_ahead(p, 0)) && expression_has_word(words, expr_fold(p, expr_ahead(p, 0)))) {
        buf_printf(&mode, "%s%s", mode.length > 0 ? " " : "", expr_fold(p, expr_ahead(p, 0)));
        p->at++;
    }
    Expr *match = expr_of_items(p, EXPR_MATCH, NULL, &items);
    match->text = mode.length > 0 ? arena_copy(p->arena, buf_text(&mode)) : NULL;
    return expr_expect_mark(p, ")") ? match : NULL;
}

/* Words that begin an operand; NULL and p->at unchanged: it is another one. */
static const Expr *parse_word(ExprParser *p)
{
    if (expr_take_word(p, "null"))
        return expression_new(p->arena, EXPR_NULL, NULL, 0);
    if (expr_take_word(p, "true"))
        return expression_new(p->arena, EXPR_BOOLEAN, "true", 0);
    if (expr_take_word(p, "false"))
        return expression_new(p->arena, EXPR_BOOLEAN, "false", 0);
    if (expr_take_word(p, "case"))
        return parse_case(p);
    if (expr_at_word(p, "exists") && expr_is_mark(p, 1, "("))
        return ++p->at > 0 ? parse_exists(p, "exists") : NULL;
    if (expr_at_word(p, "row") && expr_is_mark(p, 1, "("))
        return ++p->at > 0 ? parse_row(p, EXPR_SPELLED) : NULL;
    if (is_interval(p))
        return parse_interval(p);
    if (!p->dialect->has_typed_strings && expr_take_word(p, "match"))
        return parse_match(p);
    if (expr_at_word(p, "default") && !expr_is_mark(p, 1, "("))
        return ++p->at > 0 ? expression_new(p->arena, EXPR_DEFAULT, NULL, 0) : NULL;
    if (p->dialect->has_typed_strings && expr_take_word(p, "array")) {
        if (expr_take_mark(p, "["))
            return parse_array_items(p);
        return parse_exists(p, "array");
    }
    return NULL;
}

/* ---- names ---- */

enum { NAME_PARTS_MAX = 3 };

/* a.b.c: how many; its last part may be a star. */
static size_t take_parts(ExprParser *p, const char *parts[NAME_PARTS_MAX], bool *is_star)
{
    size_t count = 0;
    *is_star = false;
    do {
        if (count > 0 && expr_take_sign(p, "*")) {
            *is_star = true;
            break;
        }
        if (expr_ahead(p, 0)->type != TOKEN_NAME || count == NAME_PARTS_MAX) {
            (void)expr_fail(p, "a name");
            return 0;
        }
        parts[count++] = scan_name(p->arena, expr_ahead(p, 0));
        p->at++;
    } while (expr_take_mark(p, "."));
    return count;
}

static const Expr *parse_star(ExprParser *p, const char *const *parts, size_t count)
{
    Expr *star = expression_new(p->arena, EXPR_STAR, NULL, 0);
    star->table = count > 0 ? parts[count - 1] : NULL;
    star->schema = count > 1 ? parts[count - 2] : NULL;
    return count > 2 ? expr_fail(p, "an operator") : star;
}

static const Expr *parse_named(ExprParser *p, const char *const *parts, size_t count)
{
    Expr *column = expression_new(p->arena, EXPR_COLUMN, parts[count - 1], 0);
    column->table = count > 1 ? parts[count - 2] : NULL;
    column->schema = count > 2 ? parts[count - 3] : NULL;
    return column;
}

static bool is_callable(ExprParser *p, const char *word)
{
    return expr_is_name(p, 0) || expression_has_word(p->dialect->callable, word) ||
           expression_has_word(p->dialect->bare, word);
}

/* CURRENT_TIMESTAMP, with or without a precision. */
static const Expr *parse_bare(ExprParser *p, const char *word)
{
    Expr *call = expression_new(p->arena, EXPR_FUNCTION, word, 0);
    call->flags = EXPR_BARE;
    p->at++;
    return call;
}

static const Expr *parse_name(ExprParser *p)
{
    const char *parts[NAME_PARTS_MAX];
    bool is_star, is_plain = expr_is_plain(expr_ahead(p, 0)), has_bracket = expr_is_mark(p, 1, "(");
    const char *word = is_plain ? expr_fold(p, expr_ahead(p, 0)) : NULL;
    if (is_plain && !has_bracket && expression_has_word(p->dialect->bare, word) && !expr_is_mark(p, 1, "."))
        return parse_bare(p, word);
    if (is_plain && has_bracket && !is_callable(p, word))
        return expr_fail(p, "an operand");
    if (is_plain && has_bracket) {
        p->at++;
        return expr_parse_call(p, NULL, word, false);
    }
    if (!expr_is_name(p, 0))
        return expr_fail(p, "an operand");
    size_t count = take_parts(p, parts, &is_star);
    if (count == 0)
        return NULL;
    if (is_star)
        return parse_star(p, parts, count);
    if (!expr_is_mark(p, 0, "("))
        return parse_named(p, parts, count);
    if (count > 2)
        return expr_fail(p, "an operator");
    const char *schema = count > 1 ? parts[0] : NULL;
    if (schema != NULL && p->dialect->has_own_operators && strcmp(schema, "pg_catalog") == 0)
        schema = NULL;
    return expr_parse_call(p, schema, parts[count - 1], true);
}

/* ---- what may stand directly behind an operand ---- */

/* [i], [i:j], [:] */
static const Expr *parse_subscript(ExprParser *p, const Expr *base)
{
    const Expr *from = NULL, *to = NULL;
    if (!expr_is_mark(p, 0, ":") && (from = expr_parse(p, 0)) == NULL)
        return NULL;
    bool is_slice = expr_take_mark(p, ":");
    if (is_slice && !expr_is_mark(p, 0, "]") && (to = expr_parse(p, 0)) == NULL)
        return NULL;
    if (!expr_expect_mark(p, "]"))
        return NULL;
    Expr *expr = expression_new(p->arena, is_slice ? EXPR_SLICE : EXPR_SUBSCRIPT, NULL, is_slice ? 3 : 2);
    expr->items[0] = base;
    expr->items[1] = from;
    if (is_slice)
        expr->items[2] = to;
    return expr;
}

static const Expr *parse_field(ExprParser *p, const Expr *base)
{
    Expr *expr = expression_new(p->arena, EXPR_FIELD, NULL, 1);
    expr->items[0] = base;
    if (expr_take_sign(p, "*")) {
        expr->flags = EXPR_ALL_FIELDS;
        return expr;
    }
    if (expr_ahead(p, 0)->type != TOKEN_NAME)
        return expr_fail(p, "a field");
    expr->name = scan_name(p->arena, expr_ahead(p, 0));
    p->at++;
    return expr;
}

static const Expr *parse_behind(ExprParser *p, const Expr *operand)
{
    while (operand != NULL && p->dialect->has_own_operators) {
        if (expr_take_mark(p, "["))
            operand = parse_subscript(p, operand);
        else if (expr_take_mark(p, "."))
            operand = parse_field(p, operand);
        else
            break;
    }
    return operand;
}

static const Expr *parse_first(ExprParser *p)
{
    const Token *token = expr_ahead(p, 0);
    if (expr_is_mark(p, 0, "("))
        return expr_is_query_bracket(p) ? expr_parse_query_bracket(p) : parse_row(p, 0);
    if (is_string(token))
        return p->dialect->has_typed_strings ? parse_postgres_string(p) : parse_mysql_string(p, NULL);
    if (token->type == TOKEN_NUMBER)
        return parse_number(p, NULL);
    if (token->type == TOKEN_PARAMETER) {
        p->at++;
        return literal(p, EXPR_PARAMETER, NULL, arena_slice(p->arena, token->start, token->length));
    }
    if (expr_take_sign(p, "*"))
        return parse_star(p, NULL, 0);
    if (token->type != TOKEN_NAME)
        return expr_fail(p, "an operand");
    if (is_introducer(p))
        return parse_introduced(p);
    size_t at = p->at;
    const Expr *expr = parse_word(p);
    if (expr != NULL || p->at != at)
        return expr;
    if (p->dialect->has_typed_strings && is_typed_string(p))
        return parse_typed_string(p);
    if (!p->dialect->has_typed_strings && is_typed(p))
        return parse_typed(p);
    return parse_name(p);
}

const Expr *expr_parse_operand(ExprParser *p)
{
    return parse_behind(p, parse_first(p));
}
