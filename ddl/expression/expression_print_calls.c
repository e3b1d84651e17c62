/* From tree to text: calls of functions, and what follows them. */
#include <string.h>

#include "expression_printer.h"

/* What was not quoted is no name of the grammar's to quote: left(a, 1), json_array(a). */
static void put_function_name(ExprPrinter *p, const Expr *expr)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_$";
    bool is_word = expr->schema == NULL && (expr->flags & EXPR_QUOTED) == 0;
    if (is_word && expression_has_word(p->dialect->spelled, expr->name))
        expr_put_word(p, expr->name);
    else if (is_word && expr->name[strspn(expr->name, plain)] == '\0')
        buf_puts(p->out, expr->name);
    else
        expr_put_name(p, expr->schema, NULL, expr->name);
}

static void put_argument(ExprPrinter *p, const Expr *call, size_t i)
{
    const Expr *item = call->items[i];
    bool is_tail = item->kind == EXPR_ORDER_BY || item->kind == EXPR_SEPARATOR;
    if (i > 0)
        buf_puts(p->out, is_tail ? " " : ", ");
    bool is_last = i + 1 == call->count || call->items[i + 1]->kind == EXPR_ORDER_BY;
    if ((call->flags & EXPR_VARIADIC) != 0 && !is_tail && is_last)
        expr_put_word(p, "variadic ");
    if (item->kind == EXPR_ORDER_BY)
        expr_put_order_by(p, item);
    else
        expr_put(p, item, 0);
}

/* substring(a FROM b FOR c), position(a IN b), overlay(a PLACING b FROM c FOR d) */
static void put_spelled(ExprPrinter *p, const Expr *call)
{
    static const struct {
        const char *name, *words[4];
    } rows[] = {
        {"substring", {"", " from ", " for "}},
        {"substr", {"", " from ", " for "}},
        {"position", {"", " in "}},
        {"overlay", {"", " placing ", " from ", " for "}},
    };
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        if (strcmp(call->name, rows[row].name) != 0)
            continue;
        for (size_t i = 0; i < call->count && i < sizeof rows[row].words / sizeof *rows[row].words; i++) {
            expr_put_word(p, rows[row].words[i] != NULL ? rows[row].words[i] : "");
            expr_put(p, call->items[i], i == 0 ? p->dialect->binds[CLASS_PREDICATE] + 1 : 0);
        }
    }
}

static void put_trim(ExprPrinter *p, const Expr *call)
{
    bool is_both = call->text == NULL || strcmp(call->text, "both") == 0;
    if (!is_both || call->count > 1)
        expr_put_word(p, call->text == NULL ? "both" : call->text);
    if (call->count > 1) {
        buf_putc(p->out, ' ');
        expr_put(p, call->items[1], 0);
    }
    if (!is_both || call->count > 1)
        expr_put_word(p, " from ");
    expr_put(p, call->items[0], 0);
}

/* With a word of the grammar among its arguments. False: it has none. */
static bool put_worded(ExprPrinter *p, const Expr *call)
{
    bool is_word = call->schema == NULL && (call->flags & EXPR_QUOTED) == 0;
    if (is_word && strcmp(call->name, "trim") == 0) {
        put_trim(p, call);
        return true;
    }
    if (call->text == NULL || !is_word)
        return false;
    if (strcmp(call->name, "extract") == 0) {
        expr_put_word(p, call->text);
        expr_put_word(p, " from ");
        expr_put_list(p, call->items, call->count);
    } else if (strcmp(call->name, "convert") == 0 || strcmp(call->name, "char") == 0) {
        expr_put_list(p, call->items, call->count);
        buf_printf(p->out, " using %s", call->text);
    } else if (strcmp(call->name, "normalize") == 0) {
        expr_put_list(p, call->items, call->count);
        buf_puts(p->out, ", ");
        expr_put_word(p, call->text);
    } else if (strcmp(call->name, "json_value") == 0) {
        return false;
    } else {
        buf_printf(p->out, "%s, ", call->text);
        expr_put_list(p, call->items, call->count);
    }
    return true;
}

static void put_arguments(ExprPrinter *p, const Expr *call)
{
    if ((call->flags & EXPR_IS_DISTINCT) != 0)
        expr_put_word(p, "distinct ");
    for (size_t i = 0; i < call->count; i++) {
        if (i > 0 && call->items[i]->kind == EXPR_TYPE) {
            buf_puts(p->out, " returning ");
            expr_put_type(p, call->items[i]);
        } else {
            put_argument(p, call, i);
        }
    }
    if (call->text != NULL)
        buf_printf(p->out, " %s", call->text);
}

void expr_put_function(ExprPrinter *p, const Expr *call)
{
    if ((call->flags & EXPR_LATERAL) != 0)
        expr_put_word(p, "lateral ");
    put_function_name(p, call);
    if ((call->flags & EXPR_BARE) != 0 && call->count == 0)
        return;
    buf_putc(p->out, '(');
    if ((call->flags & EXPR_SPELLED) != 0)
        put_spelled(p, call);
    else if (!put_worded(p, call))
        put_arguments(p, call);
    buf_putc(p->out, ')');
}

void expr_put_around_call(ExprPrinter *p, const Expr *expr)
{
    expr_put(p, expr->items[0], 0);
    expr_put_word(p, expr->kind == EXPR_FILTER   ? " filter (where "
                     : expr->kind == EXPR_WITHIN ? " within group ("
                                                 : " over ");
    if (expr->kind == EXPR_OVER)
        expr_put_window(p, expr->items[1]);
    else if (expr->kind == EXPR_WITHIN)
        expr_put_order_by(p, expr->items[1]);
    else
        expr_put(p, expr->items[1], 0);
    if (expr->kind != EXPR_OVER)
        buf_putc(p->out, ')');
}
