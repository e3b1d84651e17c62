/* Operators: conditions, numbers, dates, and texts joined. */
#include "rewriting.h"

#include <stdlib.h>
#include <string.h>

static const Expr *cast_to(Rewriting *w, const Expr *expr, const char *type)
{
    return expression_cast(w->arena, expr, type);
}

static bool is_op(const Expr *expr, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (strcmp(expr->name, names[i]) == 0)
            return true;
    return false;
}

/* ---- conditions ---- */

/* What MariaDB prints of a column that is a condition. */
static const Expr *against_zero(Rewriting *w, const char *op, const Expr *column)
{
    return expression_binary(w->arena, op, column, expression_number(w->arena, "0"));
}

static Typed logic(Rewriting *w, const Expr *expr)
{
    Expr *made = expression_copy(w->arena, expr);
    for (size_t i = 0; i < expr->count; i++) {
        Typed item = as_condition(w, rewrite_node(w, expr->items[i]));
        if (item.expr == NULL)
            return item;
        bool is_bare = item.expr->kind == EXPR_COLUMN && w->job->is_mariadb && !w->to_postgres;
        made->items[i] = is_bare ? against_zero(w, "<>", item.expr) : item.expr;
    }
    if (strcmp(expr->name, "xor") == 0)
        made->name = "<>";
    return typed(made, TYPE_BOOLEAN, 0);
}

static Typed comparison(Rewriting *w, const Expr *expr)
{
    bool order = strcmp(expr->name, "=") != 0 && strcmp(expr->name, "<>") != 0;
    Typed values[2];
    if (!rewrite_nodes(w, expr->items, 2, values))
        return (Typed){0};
    if (expr->items[0]->kind != EXPR_ROW && !fit_to_compare(w, values, 2, order))
        return (Typed){0};
    return typed(expression_binary(w->arena, expr->name, values[0].expr, values[1].expr), TYPE_BOOLEAN, 0);
}

/* ---- numbers ---- */

static bool is_plain_integer(const Typed *value)
{
    return value->type.class == TYPE_INTEGER;
}

static bool is_nonzero_number(const Expr *expr)
{
    return expr->kind == EXPR_NUMBER && strspn(expr->text, "0.") < strlen(expr->text);
}

/* MySQL answers NULL where PostgreSQL raises an error. */
static const Expr *divisor(Rewriting *w, const Expr *expr)
{
    if (is_nonzero_number(expr))
        return expr;
    const Expr *arguments[] = {expr, expression_number(w->arena, "0")};
    return expression_call(w->arena, "nullif", 2, arguments);
}

/* As PostgreSQL prints it: the type that it takes the value for is said. */
static const Expr *said_as(Rewriting *w, const Typed *value, TypeClass class)
{
    if (value->type.class == class)
        return value->expr;
    return cast_to(w, value->expr, class == TYPE_FLOAT ? "double precision" : "numeric");
}

/* MySQL's quotients have four more digits than what is divided. */
static Typed divide_to_postgres(Rewriting *w, Typed left, Typed right)
{
    bool is_float = left.type.class == TYPE_FLOAT || right.type.class == TYPE_FLOAT;
    const TypeClass class = is_float ? TYPE_FLOAT : TYPE_DECIMAL;
    Typed by = {.expr = divisor(w, right.expr), .type = right.type};
    const Expr *quotient = expression_binary(w->arena, "/", said_as(w, &left, class), said_as(w, &by, class));
    if (is_float)
        return typed(quotient, TYPE_FLOAT, 0);
    int64_t digits = is_plain_integer(&left) ? 4 : left.type.digits < 0 ? -1 : left.type.digits + 4;
    if (digits < 0)
        return rewriting_fail(w, "how many digits a quotient has is not known");
    const Expr *arguments[] = {quotient,
                               expression_number(w->arena, arena_printf(w->arena, "%lld", (long long)digits))};
    return typed(expression_call(w->arena, "round", 2, arguments), TYPE_DECIMAL, digits);
}

/* Of integers, PostgreSQL's is whole; others have at least 16 digits, and MySQL's as many as it is told. */
static Typed divide_to_mysql(Rewriting *w, Typed left, Typed right)
{
    if (is_plain_integer(&left) && is_plain_integer(&right))
        return typed(expression_binary(w->arena, "div", left.expr, right.expr), TYPE_INTEGER, 8);
    if (left.type.class == TYPE_FLOAT || right.type.class == TYPE_FLOAT)
        return typed(expression_binary(w->arena, "/", left.expr, right.expr), TYPE_FLOAT, 0);
    Expr *type = expression_new(w->arena, EXPR_TYPE, "decimal", 2);
    type->items[0] = expression_number(w->arena, "65");
    type->items[1] = expression_number(w->arena, "20");
    Expr *cast = expression_new(w->arena, EXPR_CAST, NULL, 2);
    cast->items[0] = left.expr;
    cast->items[1] = type;
    return typed(expression_binary(w->arena, "/", cast, right.expr), TYPE_DECIMAL, 24);
}

static Typed whole_quotient(Rewriting *w, Typed left, Typed right)
{
    if (!w->to_postgres)
        return typed(expression_binary(w->arena, "div", left.expr, right.expr), TYPE_INTEGER, 8);
    if (is_plain_integer(&left) && is_plain_integer(&right))
        return typed(expression_binary(w->arena, "/", left.expr, divisor(w, right.expr)), TYPE_INTEGER, 8);
    const Expr *arguments[] = {cast_to(w, left.expr, "numeric"), divisor(w, cast_to(w, right.expr, "numeric"))};
    return typed(cast_to(w, expression_call(w->arena, "div", 2, arguments), "bigint"), TYPE_INTEGER, 8);
}

static ValueType wider(const Typed *left, const Typed *right, bool is_product)
{
    const ValueType *a = &left->type, *b = &right->type;
    if (a->class == TYPE_FLOAT || b->class == TYPE_FLOAT)
        return (ValueType){TYPE_FLOAT, 0, false};
    if (a->class == TYPE_INTEGER && b->class == TYPE_INTEGER)
        return (ValueType){TYPE_INTEGER, a->digits > b->digits ? a->digits : b->digits, false};
    int64_t of_a = a->class == TYPE_DECIMAL ? a->digits : 0, of_b = b->class == TYPE_DECIMAL ? b->digits : 0;
    int64_t digits = of_a < 0 || of_b < 0 ? -1 : is_product ? of_a + of_b : of_a > of_b ? of_a : of_b;
    return (ValueType){TYPE_DECIMAL, digits, false};
}

/* MySQL reckons in 64 bits, PostgreSQL in the wider of both types. */
static const Expr *widened(Rewriting *w, const Typed *left, const Typed *right, bool is_product, ValueType *type)
{
    bool is_small = left->type.class == TYPE_INTEGER && right->type.class == TYPE_INTEGER && type->digits < 8;
    if (!w->to_postgres || !is_small || (is_literal(left->expr) && is_literal(right->expr)))
        return left->expr;
    bool has_literal = is_literal(left->expr) || is_literal(right->expr);
    if (has_literal && (!is_product || left->type.digits < 4 || right->type.digits < 4))
        return left->expr; /* as int, which leaves room */
    type->digits = 8;
    return cast_to(w, left->expr, "bigint");
}

static Typed number_operator(Rewriting *w, const Expr *expr, Typed left, Typed right)
{
    left = as_number(w, left);
    right = as_number(w, right);
    if (left.expr == NULL || right.expr == NULL)
        return (Typed){0};
    if (strcmp(expr->name, "/") == 0)
        return w->to_postgres ? divide_to_postgres(w, left, right) : divide_to_mysql(w, left, right);
    if (strcmp(expr->name, "div") == 0)
        return whole_quotient(w, left, right);
    ValueType type = wider(&left, &right, strcmp(expr->name, "*") == 0);
    if (strcmp(expr->name, "%") == 0) {
        if (w->to_postgres && type.class == TYPE_FLOAT)
            return rewriting_fail(w, "the remainder of a floating point number");
        const Expr *by = w->to_postgres ? divisor(w, right.expr) : right.expr;
        return (Typed){.expr = expression_binary(w->arena, "%", left.expr, by), .type = type};
    }
    if (strcmp(expr->name, "^") == 0) { /* PostgreSQL's */
        const Expr *arguments[] = {left.expr, right.expr};
        return typed(expression_call(w->arena, "pow", 2, arguments), TYPE_FLOAT, 0);
    }
    const Expr *first = widened(w, &left, &right, strcmp(expr->name, "*") == 0, &type);
    return (Typed){.expr = expression_binary(w->arena, expr->name, first, right.expr), .type = type};
}

/* MySQL's are of unsigned 64 bits, so ~ gives another value unless something cuts it down. */
static Typed bit_operator(Rewriting *w, const Expr *expr)
{
    const Expr *items[2] = {expr->items[0], expr->items[1]};
    Typed values[2];
    for (size_t i = 0; i < 2; i++) {
        bool is_inverse = strcmp(expr->name, "&") == 0 && expression_is(items[i], EXPR_UNARY, "~");
        values[i] = as_number(w, rewrite_node(w, is_inverse ? items[i]->items[0] : items[i]));
        if (values[i].expr == NULL)
            return (Typed){0};
        if (values[i].type.class != TYPE_INTEGER)
            return rewriting_fail(w, "%s of numbers that are not whole", expr->name);
        if (is_inverse)
            values[i].expr = expression_unary(w->arena, "~", values[i].expr);
    }
    rewriting_note(w, "operators of bits take negative numbers for unsigned ones on MySQL");
    bool is_shift = expr->name[0] == '<' || expr->name[0] == '>';
    if (is_shift && w->to_postgres) {
        values[0].expr = cast_to(w, values[0].expr, "bigint");
        if (values[1].type.digits > 4)
            values[1].expr = cast_to(w, values[1].expr, "integer");
    }
    return typed(expression_binary(w->arena, expr->name, values[0].expr, values[1].expr), TYPE_INTEGER, 8);
}

/* ---- dates ---- */

static const Expr *postgres_interval(Rewriting *w, const char *text)
{
    return cast_to(w, expression_string(w->arena, text), "interval");
}

/* INTERVAL n unit: a constant is part of it, anything else is a factor. */
static const Expr *interval_to_postgres(Rewriting *w, const Expr *interval)
{
    static const char *const units[] = {"microsecond", "second", "minute",  "hour", "day",
                                        "week",        "month",  "quarter", "year", NULL};
    const Expr *number = interval->items[0];
    const char *unit = interval->name;
    bool is_known = false;
    for (size_t i = 0; units[i] != NULL; i++)
        is_known |= strcmp(unit, units[i]) == 0;
    if (!is_known) {
        (void)rewriting_fail(w, "INTERVAL of the unit %s", unit);
        return NULL;
    }
    bool is_negative = expression_is(number, EXPR_UNARY, "-");
    const Expr *constant = is_negative ? number->items[0] : number;
    const char *digits = constant->kind == EXPR_NUMBER || constant->kind == EXPR_STRING ? constant->text : "";
    is_negative ^= constant->kind == EXPR_STRING && *digits == '-';
    digits += constant->kind == EXPR_STRING && *digits == '-';
    if (*digits != '\0' && strspn(digits, "0123456789") == strlen(digits) && strlen(digits) <= 9) {
        int64_t count = strtol(digits, NULL, 10);
        return postgres_interval(w, interval_text(w->arena, is_negative ? -count : count, unit));
    }
    Typed count = as_number(w, rewrite_node(w, number));
    if (count.expr == NULL)
        return NULL;
    if (count.type.class != TYPE_INTEGER && strcmp(unit, "second") != 0) {
        (void)rewriting_fail(w, "an interval of a number that is not whole");
        return NULL;
    }
    const Expr *one = postgres_interval(w, interval_text(w->arena, 1, unit));
    return expression_binary(w->arena, "*", said_as(w, &count, TYPE_FLOAT), one);
}

static Typed shift_to_postgres(Rewriting *w, const char *op, Typed time, const Expr *interval)
{
    static const char *const of_days[] = {"day", "week", "month", "quarter", "year", NULL};
    time = as_time(w, time);
    const Expr *shift = interval_to_postgres(w, interval);
    if (time.expr == NULL || shift == NULL)
        return (Typed){0};
    if (time.type.class == TYPE_TIMESTAMPTZ && !rewriting_stable(w, "what is added to a time with time zone"))
        return (Typed){0};
    bool is_date = time.type.class == TYPE_DATE && is_op(interval, of_days);
    const Expr *moved = expression_binary(w->arena, op, time.expr, shift);
    if (is_date)
        return typed(cast_to(w, moved, "date"), TYPE_DATE, 0);
    TypeClass class = time.type.class == TYPE_TIMESTAMPTZ ? TYPE_TIMESTAMPTZ : TYPE_TIMESTAMP;
    return typed(moved, class, time.type.class == TYPE_DATE ? 0 : time.type.digits);
}

static bool is_interval(const Expr *expr)
{
    if (expr->kind == EXPR_INTERVAL)
        return true;
    if (expression_is(expr, EXPR_BINARY, "*"))
        return is_interval(expr->items[0]) || is_interval(expr->items[1]);
    return expr->kind == EXPR_CAST && strcmp(expr->items[1]->name, "interval") == 0;
}

/* '18 years'::interval, perhaps with a factor: as many steps as it has units. PostgreSQL makes a timestamp of a date. */
static Typed shift_to_mysql(Rewriting *w, const char *op, Typed time, const Expr *interval)
{
    const Expr *factor = NULL;
    if (expression_is(interval, EXPR_BINARY, "*")) {
        bool is_second = is_interval(interval->items[1]);
        factor = interval->items[is_second ? 0 : 1];
        interval = interval->items[is_second ? 1 : 0];
        if (factor->kind == EXPR_CAST) /* PostgreSQL makes a double precision of an integer */
            factor = factor->items[0];
    }
    List numbers, units;
    if (interval->kind != EXPR_CAST || interval->items[0]->kind != EXPR_STRING ||
        !interval_parts(w->arena, interval->items[0]->text, &numbers, &units))
        return rewriting_fail(w, "an interval that is not constant");
    Typed count = {0};
    time = as_time(w, time);
    if (factor != NULL)
        count = as_number(w, rewrite_node(w, factor));
    if (time.expr == NULL || (factor != NULL && count.expr == NULL))
        return (Typed){0};
    const Expr *moved = time.expr;
    if (time.type.class == TYPE_DATE) {
        moved = cast_to(w, moved, "datetime");
        time.type.digits = 0;
    }
    for (size_t i = 0; i < numbers.count; i++) {
        bool is_negative = numbers.items[i][0] == '-';
        const Expr *number = expression_number(w->arena, numbers.items[i] + is_negative);
        Expr *step = expression_new(w->arena, EXPR_INTERVAL, units.items[i], 1);
        bool is_one = strcmp(number->text, "1") == 0;
        step->items[0] = factor == NULL ? number
                         : is_one       ? count.expr
                                        : expression_binary(w->arena, "*", count.expr, number);
        const char *way = (strcmp(op, "+") == 0) != is_negative ? "+" : "-";
        moved = expression_binary(w->arena, way, moved, step);
    }
    return typed(moved, time.type.class == TYPE_DATE ? TYPE_TIMESTAMP : time.type.class, time.type.digits);
}

static Typed shift_time(Rewriting *w, const Expr *expr)
{
    bool is_first = is_interval(expr->items[0]);
    Typed time = rewrite_node(w, expr->items[is_first ? 1 : 0]);
    const Expr *interval = expr->items[is_first ? 0 : 1];
    if (time.expr == NULL)
        return time;
    return w->to_postgres ? shift_to_postgres(w, expr->name, time, interval)
                          : shift_to_mysql(w, expr->name, time, interval);
}

/* PostgreSQL's date plus a number is so many days later, and a date less a date is a number of days. */
static Typed days(Rewriting *w, const Expr *expr, Typed left, Typed right)
{
    if (w->to_postgres)
        return rewriting_fail(w, "a date is used as a number");
    if (left.type.class == TYPE_DATE && right.type.class == TYPE_DATE && expr->name[0] == '-') {
        const Expr *first = expression_call(w->arena, "to_days", 1, &left.expr);
        const Expr *second = expression_call(w->arena, "to_days", 1, &right.expr);
        return typed(expression_binary(w->arena, "-", first, second), TYPE_INTEGER, 4);
    }
    bool is_first = left.type.class == TYPE_INTEGER && expr->name[0] == '+';
    Typed time = is_first ? right : left, number = is_first ? left : right;
    if (time.type.class != TYPE_DATE || number.type.class != TYPE_INTEGER)
        return rewriting_fail(w, "a difference of times");
    Expr *step = expression_new(w->arena, EXPR_INTERVAL, "day", 1);
    step->items[0] = number.expr;
    return typed(expression_binary(w->arena, expr->name, time.expr, step), TYPE_DATE, 0);
}

static Typed arithmetic(Rewriting *w, const Expr *expr)
{
    bool is_sum = strcmp(expr->name, "+") == 0 || strcmp(expr->name, "-") == 0;
    if (is_sum && (is_interval(expr->items[0]) || is_interval(expr->items[1])))
        return shift_time(w, expr);
    Typed values[2];
    if (!rewrite_nodes(w, expr->items, 2, values))
        return (Typed){0};
    if (is_sum && (is_time_class(values[0].type.class) || is_time_class(values[1].type.class)))
        return days(w, expr, values[0], values[1]);
    return number_operator(w, expr, values[0], values[1]);
}

/* ---- text ---- */

static void flatten(Rewriting *w, const Expr *expr, const Expr **items, size_t *count)
{
    if (!expression_is(expr, EXPR_BINARY, "||")) {
        items[(*count)++] = expr;
        return;
    }
    for (size_t i = 0; i < expr->count; i++)
        flatten(w, expr->items[i], items, count);
}

static size_t leaves(const Expr *expr)
{
    if (!expression_is(expr, EXPR_BINARY, "||"))
        return 1;
    size_t count = 0;
    for (size_t i = 0; i < expr->count; i++)
        count += leaves(expr->items[i]);
    return count;
}

/* a || b || c of one engine is concat(a, b, c) of the other. */
static Typed joined(Rewriting *w, const Expr *expr)
{
    const Expr **items = arena_array(w->arena, leaves(expr), sizeof *items);
    size_t count = 0;
    flatten(w, expr, items, &count);
    for (size_t i = 0; i < count; i++) {
        Typed item = rewrite_node(w, items[i]);
        if (item.type.class == TYPE_JSON || item.type.class == TYPE_ARRAY || item.type.class == TYPE_BYTES)
            return rewriting_fail(w, "|| of %s", class_word(item.type.class));
        item = as_text(w, item);
        if (item.expr == NULL)
            return item;
        items[i] = item.expr;
    }
    if (!w->to_postgres)
        return typed(expression_call(w->arena, "concat", count, items), TYPE_TEXT, 0);
    const Expr *made = items[0];
    for (size_t i = 1; i < count; i++)
        made = expression_binary(w->arena, "||", made, items[i]);
    return typed(made, TYPE_TEXT, 0);
}

/* ---- one operand ---- */

static Typed unary(Rewriting *w, const Expr *expr)
{
    Typed value = rewrite_node(w, expr->items[0]);
    if (value.expr == NULL)
        return value;
    if (strcmp(expr->name, "not") == 0) {
        value = as_condition(w, value);
        if (value.expr != NULL && value.expr->kind == EXPR_COLUMN && w->job->is_mariadb && !w->to_postgres)
            return typed(against_zero(w, "=", value.expr), TYPE_BOOLEAN, 0);
        return value.expr == NULL ? value : typed(expression_not(w->arena, value.expr), TYPE_BOOLEAN, 0);
    }
    if (strcmp(expr->name, "binary") == 0) {
        value.type.is_blind = false;
        return value.type.class == TYPE_TEXT ? value : rewriting_fail(w, "BINARY of %s", class_word(value.type.class));
    }
    if (strcmp(expr->name, "-") != 0 && strcmp(expr->name, "+") != 0)
        return rewriting_fail(w, "the operator %s", expr->name);
    value = as_number(w, value);
    if (value.expr == NULL || expr->name[0] == '+')
        return value;
    return (Typed){expression_unary(w->arena, "-", value.expr), value.type, value.not_null};
}

Typed rewrite_operator(Rewriting *w, const Expr *expr)
{
    static const char *const logical[] = {"and", "or", "xor", NULL}, *const comparing[] = {"=", "<>", "<", "<=",
                                                                                           ">", ">=", NULL},
                             *const bits[] = {"&", "|", "#", "<<", ">>", NULL}, *const numeric[] = {"+", "-",   "*",
                                                                                                    "/", "div", "%",
                                                                                                    "^", NULL},
                             *const matching[] = {"~", "~*", "!~", "!~*", NULL}, *const of_json[] = {"->", "->>",
                                                                                                     "#>", "#>>",
                                                                                                     "@>", "<@",
                                                                                                     "?",  "member of",
                                                                                                     NULL};
    if (expr->kind == EXPR_UNARY)
        return unary(w, expr);
    if (is_op(expr, logical))
        return logic(w, expr);
    if (is_op(expr, comparing))
        return comparison(w, expr);
    if (is_op(expr, bits))
        return bit_operator(w, expr);
    if (is_op(expr, numeric))
        return arithmetic(w, expr);
    if (strcmp(expr->name, "||") == 0)
        return joined(w, expr);
    if (is_op(expr, of_json))
        return rewrite_json(w, expr);
    if (!w->to_postgres && is_op(expr, matching)) {
        Typed value = rewrite_node(w, expr->items[0]);
        return rewrite_match(w, &value, expr->items[1], strchr(expr->name, '*') != NULL, expr->name[0] == '!');
    }
    return rewriting_fail(w, "the operator %s", expr->name);
}
