/* From tree to text: operators and operands, with brackets where the dialect's precedence asks for them. */
#include <string.h>

#include "expression_printer.h"

/* What stands for operators that are no row of a dialect's table; of both dialects, so that either prints the other's. */
static const struct {
    const char *name;
    ExprClass class;
} others[] = {
    {"xor", CLASS_XOR},  {"|", CLASS_BIT_OR}, {"&", CLASS_BIT_AND},
    {"<<", CLASS_SHIFT}, {">>", CLASS_SHIFT}, {"#", CLASS_BIT_XOR},
};

static const ExprInfix *infix_of(const ExprDialect *dialect, const char *name)
{
    for (size_t i = 0; i < dialect->infix_count; i++)
        if (strcmp(dialect->infixes[i].name, name) == 0)
            return &dialect->infixes[i];
    return NULL;
}

static ExprClass class_of_operator(const ExprDialect *dialect, const Expr *expr)
{
    const ExprInfix *infix = expr->schema != NULL ? NULL : infix_of(dialect, expr->name);
    if (infix != NULL)
        return infix->class;
    for (size_t i = 0; expr->schema == NULL && i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].name, expr->name) == 0)
            return others[i].class;
    return CLASS_OTHER;
}

static bool is_call_instead(const ExprDialect *dialect, const Expr *expr)
{
    return dialect->has_calls_for_operators && expr->schema == NULL &&
           (strcmp(expr->name, "||") == 0 || strcmp(expr->name, "^") == 0);
}

static int binds_of_unary(const ExprDialect *dialect, const Expr *expr)
{
    if (strcmp(expr->name, "not") == 0)
        return dialect->binds[CLASS_NOT];
    bool is_sign = strcmp(expr->name, "-") == 0 || strcmp(expr->name, "+") == 0 ||
                   (!dialect->has_own_operators && strcmp(expr->name, "~") == 0);
    return dialect->binds[is_sign && expr->schema == NULL ? CLASS_SIGN : CLASS_OTHER];
}

static int binds_of_is(const ExprDialect *dialect, const Expr *expr)
{
    return dialect->binds[strcmp(expr->name, "null") == 0 ? CLASS_IS : CLASS_TRUTH];
}

static int binds_of_distinct(const ExprDialect *dialect, const Expr *expr)
{
    if (dialect->has_own_operators)
        return dialect->binds[CLASS_IS];
    return dialect->binds[(expr->flags & EXPR_NOT) != 0 ? CLASS_COMPARISON : CLASS_NOT];
}

static int binds_of_binary(const ExprDialect *dialect, const Expr *expr)
{
    return is_call_instead(dialect, expr) ? BINDS_OPERAND : dialect->binds[class_of_operator(dialect, expr)];
}

static int binds_of_predicate(const ExprDialect *dialect, const Expr *expr)
{
    (void)expr;
    return dialect->binds[CLASS_PREDICATE];
}

static int binds_of_collate(const ExprDialect *dialect, const Expr *expr)
{
    (void)expr;
    return dialect->binds[CLASS_COLLATE];
}

static int binds_of_time_zone(const ExprDialect *dialect, const Expr *expr)
{
    (void)expr;
    return dialect->binds[CLASS_TIME_ZONE];
}

static int binds_of_cast(const ExprDialect *dialect, const Expr *expr)
{
    (void)expr;
    return dialect->has_typed_strings ? dialect->binds[CLASS_CAST] : BINDS_OPERAND;
}

static int binds(const ExprDialect *dialect, const Expr *expr)
{
    static int (*const by_kind[])(const ExprDialect *, const Expr *) = {
        [EXPR_UNARY] = binds_of_unary,       [EXPR_BINARY] = binds_of_binary,
        [EXPR_QUANTIFIED] = binds_of_binary, [EXPR_IS] = binds_of_is,
        [EXPR_DISTINCT] = binds_of_distinct, [EXPR_BETWEEN] = binds_of_predicate,
        [EXPR_IN] = binds_of_predicate,      [EXPR_LIKE] = binds_of_predicate,
        [EXPR_COLLATE] = binds_of_collate,   [EXPR_TIME_ZONE] = binds_of_time_zone,
        [EXPR_CAST] = binds_of_cast,         [EXPR_BYTES] = binds_of_cast,
    };
    bool is_operator = expr->kind < sizeof by_kind / sizeof *by_kind && by_kind[expr->kind] != NULL;
    return is_operator ? by_kind[expr->kind](dialect, expr) : BINDS_OPERAND;
}

/* ---- words and names ---- */

void expr_put_word(ExprPrinter *p, const char *word)
{
    for (const char *c = word; *c != '\0'; c++)
        buf_putc(p->out, (char)(p->dialect->is_upper && *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c));
}

void expr_put_name(ExprPrinter *p, const char *schema, const char *table, const char *name)
{
    const char *const parts[] = {schema, table, name};
    const char *dot = "";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] == NULL)
            continue;
        buf_puts(p->out, dot);
        p->dialect->put_name(p->out, parts[i]);
        dot = ".";
    }
}

void expr_put_list(ExprPrinter *p, const Expr *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_puts(p->out, ", ");
        expr_put(p, items[i], 0);
    }
}

static void put_not(ExprPrinter *p, const Expr *expr)
{
    if ((expr->flags & EXPR_NOT) != 0)
        expr_put_word(p, "not ");
}

/* ---- operands ---- */

static void put_literal(ExprPrinter *p, const Expr *expr)
{
    bool is_mysql = !p->dialect->has_typed_strings;
    if (is_mysql && expr->name != NULL)
        buf_printf(p->out, "%s%s", expr->name, expr->kind == EXPR_BYTES ? " " : "");
    p->dialect->put_literal(p->out, expr->text);
}

static void put_bytes(ExprPrinter *p, const Expr *expr)
{
    bool is_bare = (expr->flags & EXPR_BARE) != 0 && expr->text[0] != '\0';
    if (p->dialect->has_typed_strings) {
        buf_printf(p->out, "'\\x%s'::bytea", expr->text);
        return;
    }
    if (expr->name != NULL)
        buf_printf(p->out, "%s ", expr->name);
    buf_printf(p->out, is_bare ? "0x%s" : "X'%s'", expr->text);
}

static void put_typed(ExprPrinter *p, const Expr *expr)
{
    expr_put_word(p, expr->name);
    p->dialect->put_literal(p->out, expr->text);
}

static void put_interval(ExprPrinter *p, const Expr *expr)
{
    expr_put_word(p, "interval ");
    expr_put(p, expr->items[0], p->dialect->binds[CLASS_SIGN]);
    buf_putc(p->out, ' ');
    expr_put_word(p, expr->name);
}

static void put_star(ExprPrinter *p, const Expr *expr)
{
    expr_put_name(p, expr->schema, expr->table, NULL);
    buf_puts(p->out, expr->table != NULL ? ".*" : "*");
}

static void put_case(ExprPrinter *p, const Expr *expr)
{
    expr_put_word(p, "case");
    if (expr->items[0] != NULL) {
        buf_putc(p->out, ' ');
        expr_put(p, expr->items[0], 0);
    }
    for (size_t i = 2; i + 1 < expr->count; i += 2) {
        expr_put_word(p, " when ");
        expr_put(p, expr->items[i], 0);
        expr_put_word(p, " then ");
        expr_put(p, expr->items[i + 1], 0);
    }
    if (expr->items[1] != NULL) {
        expr_put_word(p, " else ");
        expr_put(p, expr->items[1], 0);
    }
    expr_put_word(p, " end");
}

static void put_cast(ExprPrinter *p, const Expr *expr)
{
    if (p->dialect->has_typed_strings) {
        expr_put(p, expr->items[0], p->dialect->binds[CLASS_CAST]);
        buf_puts(p->out, "::");
        expr_put_type(p, expr->items[1]);
        return;
    }
    buf_puts(p->out, "cast(");
    expr_put(p, expr->items[0], 0);
    buf_puts(p->out, " as ");
    expr_put_type(p, expr->items[1]);
    buf_puts(p->out, (expr->flags & EXPR_ARRAY_OF) != 0 ? " array)" : ")");
}

/* The words that begin a row; an inner array has none. */
static void put_array_items(ExprPrinter *p, const Expr *expr)
{
    buf_putc(p->out, '[');
    for (size_t i = 0; i < expr->count; i++) {
        if (i > 0)
            buf_puts(p->out, ", ");
        if (expr->items[i]->kind == EXPR_ARRAY)
            put_array_items(p, expr->items[i]);
        else
            expr_put(p, expr->items[i], 0);
    }
    buf_putc(p->out, ']');
}

static void put_array(ExprPrinter *p, const Expr *expr)
{
    expr_put_word(p, "array");
    put_array_items(p, expr);
}

static void put_row(ExprPrinter *p, const Expr *expr)
{
    if ((expr->flags & EXPR_SPELLED) != 0 || expr->count == 1)
        expr_put_word(p, "row");
    buf_putc(p->out, '(');
    expr_put_list(p, expr->items, expr->count);
    buf_putc(p->out, ')');
}

/* a[i], a.b: what stands before it is a name, or in brackets. */
static void put_base(ExprPrinter *p, const Expr *base, bool can_be_name)
{
    bool is_plain =
        base->kind == EXPR_FIELD || base->kind == EXPR_PARAMETER ||
        (can_be_name && (base->kind == EXPR_COLUMN || base->kind == EXPR_SUBSCRIPT || base->kind == EXPR_SLICE));
    is_plain = is_plain && (base->flags & EXPR_ALL_FIELDS) == 0;
    if (!is_plain)
        buf_putc(p->out, '(');
    expr_put(p, base, 0);
    if (!is_plain)
        buf_putc(p->out, ')');
}

static void put_subscript(ExprPrinter *p, const Expr *expr)
{
    put_base(p, expr->items[0], true);
    buf_putc(p->out, '[');
    if (expr->items[1] != NULL)
        expr_put(p, expr->items[1], 0);
    if (expr->kind == EXPR_SLICE)
        buf_putc(p->out, ':');
    if (expr->kind == EXPR_SLICE && expr->items[2] != NULL)
        expr_put(p, expr->items[2], 0);
    buf_putc(p->out, ']');
}

static void put_field(ExprPrinter *p, const Expr *expr)
{
    put_base(p, expr->items[0], false);
    buf_putc(p->out, '.');
    if ((expr->flags & EXPR_ALL_FIELDS) != 0)
        buf_putc(p->out, '*');
    else
        p->dialect->put_name(p->out, expr->name);
}

static void put_subquery(ExprPrinter *p, const Expr *expr)
{
    if ((expr->flags & EXPR_LATERAL) != 0)
        expr_put_word(p, "lateral ");
    if (expr->name != NULL)
        expr_put_word(p, expr->name);
    buf_putc(p->out, '(');
    expr_put_query(p, expr->items[0]);
    buf_putc(p->out, ')');
}

/* ---- what reads like a call ---- */

static void put_call_instead(ExprPrinter *p, const Expr *expr)
{
    buf_puts(p->out, strcmp(expr->name, "||") == 0 ? "concat(" : "pow(");
    expr_put_list(p, expr->items, expr->count);
    buf_putc(p->out, ')');
}

static void put_match(ExprPrinter *p, const Expr *expr)
{
    buf_puts(p->out, "match (");
    expr_put_list(p, expr->items + 1, expr->count - 1);
    buf_puts(p->out, ") against (");
    expr_put(p, expr->items[0], p->dialect->binds[CLASS_PREDICATE] + 1);
    if (expr->text != NULL)
        buf_printf(p->out, " %s", expr->text);
    buf_putc(p->out, ')');
}

/* ---- operators ---- */

static void put_operator(ExprPrinter *p, const Expr *expr)
{
    if (expr->schema != NULL) {
        expr_put_word(p, "operator(");
        p->dialect->put_name(p->out, expr->schema);
        buf_printf(p->out, ".%s)", expr->name);
        return;
    }
    const ExprInfix *infix = infix_of(p->dialect, expr->name);
    expr_put_word(p, infix != NULL ? infix->sign : expr->name);
}

/* -1, - -1, -(a + b); @ a */
static void put_unary(ExprPrinter *p, const Expr *expr)
{
    int least = binds_of_unary(p->dialect, expr);
    const Expr *operand = expr->items[0];
    if (strcmp(expr->name, "not") == 0)
        expr_put_word(p, "not");
    else
        put_operator(p, expr);
    if (least != p->dialect->binds[CLASS_SIGN] || operand->kind == EXPR_UNARY)
        buf_putc(p->out, ' '); /* two signs must not become one, or a comment */
    expr_put(p, operand, least);
}

static void put_chain(ExprPrinter *p, const Expr *expr, int level)
{
    for (size_t i = 0; i < expr->count; i++) {
        if (i > 0) {
            buf_putc(p->out, ' ');
            put_operator(p, expr);
            buf_putc(p->out, ' ');
        }
        expr_put(p, expr->items[i], level + 1);
    }
}

static void put_binary(ExprPrinter *p, const Expr *expr)
{
    if (is_call_instead(p->dialect, expr)) {
        put_call_instead(p, expr);
        return;
    }
    ExprClass class = class_of_operator(p->dialect, expr);
    int level = p->dialect->binds[class];
    if (class == CLASS_AND || class == CLASS_OR) {
        put_chain(p, expr, level);
        return;
    }
    bool is_alone = class == CLASS_COMPARISON || class == CLASS_PREDICATE;
    expr_put(p, expr->items[0], level + is_alone);
    buf_putc(p->out, ' ');
    if (strcmp(expr->name, "member of") == 0) {
        buf_puts(p->out, "member of (");
        expr_put(p, expr->items[1], 0);
        buf_putc(p->out, ')');
        return;
    }
    put_operator(p, expr);
    buf_putc(p->out, ' ');
    expr_put(p, expr->items[1], level + 1);
}

static void put_is(ExprPrinter *p, const Expr *expr)
{
    expr_put(p, expr->items[0], binds_of_is(p->dialect, expr) + 1);
    expr_put_word(p, " is ");
    put_not(p, expr);
    expr_put_word(p, expr->name);
}

static void put_distinct(ExprPrinter *p, const Expr *expr)
{
    if (p->dialect->has_own_operators) {
        expr_put(p, expr->items[0], p->dialect->binds[CLASS_IS] + 1);
        expr_put_word(p, " is ");
        put_not(p, expr);
        expr_put_word(p, "distinct from ");
        expr_put(p, expr->items[1], p->dialect->binds[CLASS_IS] + 1);
        return;
    }
    if ((expr->flags & EXPR_NOT) == 0)
        expr_put_word(p, "not ");
    expr_put(p, expr->items[0], p->dialect->binds[CLASS_COMPARISON] + 1);
    buf_puts(p->out, " <=> ");
    expr_put(p, expr->items[1], p->dialect->binds[CLASS_COMPARISON] + 1);
}

static void put_between(ExprPrinter *p, const Expr *expr)
{
    int least = p->dialect->binds[CLASS_PREDICATE] + 1;
    expr_put(p, expr->items[0], least);
    buf_putc(p->out, ' ');
    put_not(p, expr);
    expr_put_word(p, (expr->flags & EXPR_SYMMETRIC) != 0 ? "between symmetric " : "between ");
    expr_put(p, expr->items[1], least);
    expr_put_word(p, " and ");
    expr_put(p, expr->items[2], least);
}

static bool is_plain_subquery(const Expr *expr)
{
    return expr->kind == EXPR_SUBQUERY && expr->name == NULL;
}

static void put_in(ExprPrinter *p, const Expr *expr)
{
    expr_put(p, expr->items[0], p->dialect->binds[CLASS_PREDICATE] + 1);
    buf_putc(p->out, ' ');
    put_not(p, expr);
    expr_put_word(p, "in ");
    if (expr->count == 2 && is_plain_subquery(expr->items[1])) {
        put_subquery(p, expr->items[1]);
        return;
    }
    buf_putc(p->out, '(');
    expr_put_list(p, expr->items + 1, expr->count - 1);
    buf_putc(p->out, ')');
}

static void put_like(ExprPrinter *p, const Expr *expr)
{
    bool is_regexp = strcmp(expr->name, "regexp") == 0;
    int least = is_regexp ? p->dialect->binds[CLASS_PREDICATE] + 1 : p->dialect->binds[CLASS_PATTERN];
    expr_put(p, expr->items[0], p->dialect->binds[CLASS_PREDICATE] + 1);
    buf_putc(p->out, ' ');
    put_not(p, expr);
    expr_put_word(p, expr->name);
    buf_putc(p->out, ' ');
    expr_put(p, expr->items[1], least);
    if (expr->count > 2) {
        expr_put_word(p, " escape ");
        expr_put(p, expr->items[2], least);
    }
}

static void put_quantified(ExprPrinter *p, const Expr *expr)
{
    expr_put(p, expr->items[0], binds(p->dialect, expr) + 1);
    buf_putc(p->out, ' ');
    put_operator(p, expr);
    buf_putc(p->out, ' ');
    expr_put_word(p, expr->text);
    buf_putc(p->out, ' ');
    if (is_plain_subquery(expr->items[1])) {
        put_subquery(p, expr->items[1]);
        return;
    }
    buf_putc(p->out, '(');
    expr_put(p, expr->items[1], 0);
    buf_putc(p->out, ')');
}

static void put_collate(ExprPrinter *p, const Expr *expr)
{
    expr_put(p, expr->items[0], p->dialect->binds[CLASS_COLLATE]);
    expr_put_word(p, " collate ");
    if (p->dialect->has_own_operators)
        expr_put_name(p, expr->schema, NULL, expr->name);
    else
        buf_puts(p->out, expr->name);
}

static void put_time_zone(ExprPrinter *p, const Expr *expr)
{
    int level = p->dialect->binds[CLASS_TIME_ZONE];
    expr_put(p, expr->items[0], level);
    expr_put_word(p, expr->items[1] == NULL ? " at local" : " at time zone ");
    if (expr->items[1] != NULL)
        expr_put(p, expr->items[1], level + 1);
}

static void put_null(ExprPrinter *p, const Expr *expr)
{
    expr_put_word(p, expr->kind == EXPR_NULL ? "null" : "default");
}

static void put_name(ExprPrinter *p, const Expr *expr)
{
    if (expr->kind == EXPR_BOOLEAN)
        buf_puts(p->out, expr->name);
    else
        expr_put_name(p, expr->schema, expr->table, expr->name);
}

static void put_text(ExprPrinter *p, const Expr *expr)
{
    if (expr->kind == EXPR_BITS)
        buf_printf(p->out, "%s'%s'", p->dialect->is_upper ? "B" : "b", expr->text);
    else
        buf_puts(p->out, expr->text);
}

static void put_named(ExprPrinter *p, const Expr *expr)
{
    p->dialect->put_name(p->out, expr->name);
    buf_puts(p->out, " => ");
    expr_put(p, expr->items[0], 0);
}

static void put_separator(ExprPrinter *p, const Expr *expr)
{
    expr_put_word(p, "separator ");
    expr_put(p, expr->items[0], BINDS_OPERAND);
}

static void (*const printers[])(ExprPrinter *p, const Expr *expr) = {
    [EXPR_NULL] = put_null,
    [EXPR_BOOLEAN] = put_name,
    [EXPR_NUMBER] = put_text,
    [EXPR_STRING] = put_literal,
    [EXPR_BITS] = put_text,
    [EXPR_BYTES] = put_bytes,
    [EXPR_TYPED] = put_typed,
    [EXPR_INTERVAL] = put_interval,
    [EXPR_PARAMETER] = put_text,
    [EXPR_DEFAULT] = put_null,
    [EXPR_COLUMN] = put_name,
    [EXPR_STAR] = put_star,
    [EXPR_FUNCTION] = expr_put_function,
    [EXPR_NAMED] = put_named,
    [EXPR_SEPARATOR] = put_separator,
    [EXPR_FILTER] = expr_put_around_call,
    [EXPR_WITHIN] = expr_put_around_call,
    [EXPR_OVER] = expr_put_around_call,
    [EXPR_CASE] = put_case,
    [EXPR_CAST] = put_cast,
    [EXPR_TYPE] = expr_put_type,
    [EXPR_ARRAY] = put_array,
    [EXPR_ROW] = put_row,
    [EXPR_SUBSCRIPT] = put_subscript,
    [EXPR_SLICE] = put_subscript,
    [EXPR_FIELD] = put_field,
    [EXPR_SUBQUERY] = put_subquery,
    [EXPR_UNARY] = put_unary,
    [EXPR_BINARY] = put_binary,
    [EXPR_IS] = put_is,
    [EXPR_DISTINCT] = put_distinct,
    [EXPR_BETWEEN] = put_between,
    [EXPR_IN] = put_in,
    [EXPR_LIKE] = put_like,
    [EXPR_QUANTIFIED] = put_quantified,
    [EXPR_COLLATE] = put_collate,
    [EXPR_TIME_ZONE] = put_time_zone,
    [EXPR_MATCH] = put_match,
};

void expr_put(ExprPrinter *p, const Expr *expr, int least)
{
    bool needs = binds(p->dialect, expr) < least;
    if (needs)
        buf_putc(p->out, '(');
    if (expr->kind < sizeof printers / sizeof *printers)
        printers[expr->kind](p, expr);
    else
        expr_put_part(p, expr);
    if (needs)
        buf_putc(p->out, ')');
}

void expression_print(Buf *out, const Syntax *syntax, const Expr *expr)
{
    expr_put(&(ExprPrinter){out, expression_dialect(syntax)}, expr, 0);
}

void query_print(Buf *out, const Syntax *syntax, const Expr *query)
{
    expr_put_query(&(ExprPrinter){out, expression_dialect(syntax)}, query);
}

const char *expression_text(Arena *arena, const Syntax *syntax, const Expr *expr)
{
    SCOPED(Buf, buf_free) out = {0};
    expression_print(&out, syntax, expr);
    return arena_copy(arena, buf_text(&out));
}
