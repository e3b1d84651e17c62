/* From tree to text: queries. */
#include <string.h>

#include "expression_printer.h"

static void put_parts(ExprPrinter *p, const Expr *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_puts(p->out, ", ");
        expr_put_part(p, items[i]);
    }
}

static void put_slot(ExprPrinter *p, const char *words, const Expr *part)
{
    if (part == NULL)
        return;
    expr_put_word(p, words);
    expr_put_part(p, part);
}

static void put_brackets(ExprPrinter *p, const Expr *part)
{
    buf_putc(p->out, '(');
    expr_put_part(p, part);
    buf_putc(p->out, ')');
}

/* ---- orders and windows ---- */

static void put_sort(ExprPrinter *p, const Expr *sort)
{
    expr_put(p, sort->items[0], 0);
    if ((sort->flags & EXPR_DESCENDING) != 0)
        expr_put_word(p, " desc");
    if ((sort->flags & EXPR_NULLS_FIRST) != 0)
        expr_put_word(p, " nulls first");
    if ((sort->flags & EXPR_NULLS_LAST) != 0)
        expr_put_word(p, " nulls last");
}

void expr_put_order_by(ExprPrinter *p, const Expr *order)
{
    expr_put_word(p, "order by ");
    put_parts(p, order->items, order->count);
}

static void put_bound(ExprPrinter *p, const Expr *bound)
{
    if (bound->count > 0) {
        expr_put(p, bound->items[0], p->dialect->binds[CLASS_PREDICATE] + 1);
        buf_putc(p->out, ' ');
    }
    expr_put_word(p, bound->name);
}

static void put_frame(ExprPrinter *p, const Expr *frame)
{
    expr_put_word(p, frame->name);
    expr_put_word(p, frame->items[1] != NULL ? " between " : " ");
    put_bound(p, frame->items[0]);
    if (frame->items[1] != NULL) {
        expr_put_word(p, " and ");
        put_bound(p, frame->items[1]);
    }
    if (frame->text != NULL) {
        buf_putc(p->out, ' ');
        expr_put_word(p, frame->text);
    }
}

void expr_put_window(ExprPrinter *p, const Expr *window)
{
    static const char *const words[] = {"partition by ", "", ""};
    if ((window->flags & EXPR_BARE) != 0) {
        p->dialect->put_name(p->out, window->name);
        return;
    }
    const char *space = "";
    buf_putc(p->out, '(');
    if (window->name != NULL) {
        p->dialect->put_name(p->out, window->name);
        space = " ";
    }
    for (size_t i = 0; i < WINDOW_SLOTS; i++) {
        if (window->items[i] == NULL)
            continue;
        buf_puts(p->out, space);
        expr_put_word(p, words[i]);
        expr_put_part(p, window->items[i]);
        space = " ";
    }
    buf_putc(p->out, ')');
}

/* ---- tables ---- */

static void put_columns(ExprPrinter *p, const Expr *expr)
{
    if (expr->count < 2)
        return;
    buf_putc(p->out, '(');
    put_parts(p, expr->items + 1, expr->count - 1);
    buf_putc(p->out, ')');
}

static bool is_expression(const Expr *expr)
{
    return expr->kind < EXPR_QUERY;
}

/* MySQL's PARTITION stands before the alias, its hints behind it. */
static bool has_hints(const Expr *table)
{
    return table->kind == EXPR_TABLE && table->text != NULL &&
           strncmp(table->text, "partition", strlen("partition")) != 0;
}

static void put_named_table(ExprPrinter *p, const Expr *table, bool is_aliased)
{
    if ((table->flags & EXPR_ONLY) != 0)
        expr_put_word(p, "only ");
    expr_put_name(p, table->schema, NULL, table->name);
    if (table->text != NULL && !(is_aliased && has_hints(table)))
        buf_printf(p->out, " %s", table->text);
}

static void put_table(ExprPrinter *p, const Expr *table)
{
    put_named_table(p, table, false);
}

/* In brackets where it would not be one operand to AS. */
static void put_alias(ExprPrinter *p, const Expr *alias)
{
    const Expr *what = alias->items[0];
    if (what->kind == EXPR_WINDOW) {
        p->dialect->put_name(p->out, alias->name);
        expr_put_word(p, " as ");
        expr_put_window(p, what);
        return;
    }
    if (what->kind == EXPR_JOIN || what->kind == EXPR_ALIAS)
        put_brackets(p, what);
    else if (what->kind == EXPR_TABLE)
        put_named_table(p, what, true);
    else
        expr_put_part(p, what);
    if ((alias->flags & EXPR_ORDINALITY) != 0)
        expr_put_word(p, " with ordinality");
    if (alias->name != NULL) {
        expr_put_word(p, " as ");
        p->dialect->put_name(p->out, alias->name);
    } else if (alias->count > 1) {
        expr_put_word(p, " as ");
    }
    put_columns(p, alias);
    if (has_hints(what))
        buf_printf(p->out, " %s", what->text);
}

static void put_definition(ExprPrinter *p, const Expr *definition)
{
    p->dialect->put_name(p->out, definition->name);
    buf_putc(p->out, ' ');
    expr_put_type(p, definition->items[0]);
}

static const char *word_of_join(const Expr *join)
{
    static const struct {
        const char *name, *word;
    } words[] = {
        {"left", " left join "}, {"right", " right join "}, {"full", " full join "}, {"straight", " straight_join "}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(join->name, words[i].name) == 0)
            return words[i].word;
    bool is_cross =
        join->items[JOIN_ON] == NULL && join->items[JOIN_USING] == NULL && (join->flags & EXPR_NATURAL) == 0;
    return is_cross ? " cross join " : " join ";
}

static void put_join(ExprPrinter *p, const Expr *join)
{
    expr_put_part(p, join->items[JOIN_LEFT]);
    if ((join->flags & EXPR_NATURAL) != 0)
        expr_put_word(p, " natural");
    expr_put_word(p, word_of_join(join));
    if (join->items[JOIN_RIGHT]->kind == EXPR_JOIN)
        put_brackets(p, join->items[JOIN_RIGHT]);
    else
        expr_put_part(p, join->items[JOIN_RIGHT]);
    put_slot(p, " on ", join->items[JOIN_ON]);
    if (join->items[JOIN_USING] != NULL) {
        expr_put_word(p, " using ");
        put_brackets(p, join->items[JOIN_USING]);
    }
}

/* ---- SELECT ---- */

static void put_list(ExprPrinter *p, const Expr *list)
{
    if ((list->flags & EXPR_IS_DISTINCT) != 0)
        expr_put_word(p, "distinct ");
    put_parts(p, list->items, list->count);
    if (list->text != NULL) {
        buf_putc(p->out, ' ');
        expr_put_word(p, list->text);
    }
}

/* MySQL takes a WHERE only behind a FROM. */
static void put_from(ExprPrinter *p, const Expr *select)
{
    if (select->items[SELECT_FROM] != NULL)
        put_slot(p, " from ", select->items[SELECT_FROM]);
    else if (!p->dialect->has_own_operators &&
             (select->items[SELECT_WHERE] != NULL || select->items[SELECT_GROUP_BY] != NULL))
        buf_puts(p->out, " from dual");
}

static void put_select(ExprPrinter *p, const Expr *select)
{
    expr_put_word(p, "select");
    if ((select->flags & EXPR_IS_DISTINCT) != 0)
        expr_put_word(p, " distinct");
    if (select->items[SELECT_DISTINCT_ON] != NULL) {
        expr_put_word(p, " on ");
        put_brackets(p, select->items[SELECT_DISTINCT_ON]);
    }
    if (select->text != NULL)
        buf_printf(p->out, " %s", select->text);
    if (select->items[SELECT_LIST]->count > 0)
        buf_putc(p->out, ' ');
    put_list(p, select->items[SELECT_LIST]);
    put_from(p, select);
    put_slot(p, " where ", select->items[SELECT_WHERE]);
    put_slot(p, " group by ", select->items[SELECT_GROUP_BY]);
    put_slot(p, " having ", select->items[SELECT_HAVING]);
    put_slot(p, " window ", select->items[SELECT_WINDOW]);
}

/* INTERSECT binds tighter; what is joined to the right stands in brackets. */
static int binds_of_set(const Expr *body)
{
    if (body->kind == EXPR_SET)
        return strcmp(body->name, "intersect") == 0 ? 2 : 1;
    return body->kind == EXPR_QUERY ? 0 : 3;
}

static void put_operand(ExprPrinter *p, const Expr *body, int least)
{
    if (binds_of_set(body) < least)
        put_brackets(p, body);
    else
        expr_put_part(p, body);
}

static void put_set(ExprPrinter *p, const Expr *set)
{
    int level = binds_of_set(set);
    put_operand(p, set->items[0], level);
    buf_putc(p->out, ' ');
    expr_put_word(p, set->name);
    expr_put_word(p, (set->flags & EXPR_ALL) != 0 ? " all " : " ");
    put_operand(p, set->items[1], level + 1);
}

static void put_values(ExprPrinter *p, const Expr *values)
{
    expr_put_word(p, "values ");
    for (size_t i = 0; i < values->count; i++) {
        if (i > 0)
            buf_puts(p->out, ", ");
        buf_puts(p->out, p->dialect->has_own_operators ? "(" : "row(");
        expr_put_list(p, values->items[i]->items, values->items[i]->count);
        buf_putc(p->out, ')');
    }
}

static void put_cte(ExprPrinter *p, const Expr *cte)
{
    p->dialect->put_name(p->out, cte->name);
    put_columns(p, cte);
    expr_put_word(p, " as ");
    if (cte->text != NULL) {
        expr_put_word(p, cte->text);
        buf_putc(p->out, ' ');
    }
    put_brackets(p, cte->items[0]);
}

static void put_with(ExprPrinter *p, const Expr *with)
{
    expr_put_word(p, (with->flags & EXPR_RECURSIVE) != 0 ? "with recursive " : "with ");
    put_parts(p, with->items, with->count);
    buf_putc(p->out, ' ');
}

/* FETCH takes an operand. */
static void put_fetch(ExprPrinter *p, const Expr *limit)
{
    expr_put_word(p, " fetch first ");
    if (limit->kind == EXPR_NUMBER)
        expr_put(p, limit, 0);
    else
        put_brackets(p, limit);
    expr_put_word(p, " rows with ties");
}

/* MySQL has no OFFSET alone: its manual's number stands for all rows. */
static void put_limit(ExprPrinter *p, const Expr *query)
{
    const Expr *limit = query->items[QUERY_LIMIT], *offset = query->items[QUERY_OFFSET];
    bool has_ties = limit != NULL && (query->flags & EXPR_TIES) != 0;
    if (!has_ties)
        put_slot(p, " limit ", limit);
    if (limit == NULL && offset != NULL && !p->dialect->has_own_operators)
        buf_puts(p->out, " limit 18446744073709551615");
    put_slot(p, " offset ", offset);
    if (has_ties)
        put_fetch(p, limit);
}

/* A query in brackets can be ordered once more. */
void expr_put_query(ExprPrinter *p, const Expr *query)
{
    if (query->items[QUERY_WITH] != NULL)
        put_with(p, query->items[QUERY_WITH]);
    put_operand(p, query->items[QUERY_BODY], 1);
    if (query->items[QUERY_ORDER_BY] != NULL) {
        buf_putc(p->out, ' ');
        expr_put_order_by(p, query->items[QUERY_ORDER_BY]);
    }
    put_limit(p, query);
    if (query->text != NULL) {
        buf_putc(p->out, ' ');
        expr_put_word(p, query->text);
    }
}

static void put_grouping_sets(ExprPrinter *p, const Expr *sets)
{
    expr_put_word(p, sets->name);
    buf_puts(p->out, " (");
    put_parts(p, sets->items, sets->count);
    buf_putc(p->out, ')');
}

void expr_put_part(ExprPrinter *p, const Expr *part)
{
    static void (*const printers[])(ExprPrinter * p, const Expr *part) = {
        [EXPR_QUERY] = expr_put_query,
        [EXPR_SELECT] = put_select,
        [EXPR_SET] = put_set,
        [EXPR_VALUES] = put_values,
        [EXPR_LIST] = put_list,
        [EXPR_ALIAS] = put_alias,
        [EXPR_DEFINITION] = put_definition,
        [EXPR_TABLE] = put_table,
        [EXPR_JOIN] = put_join,
        [EXPR_WITH] = put_with,
        [EXPR_CTE] = put_cte,
        [EXPR_ORDER_BY] = expr_put_order_by,
        [EXPR_SORT] = put_sort,
        [EXPR_WINDOW] = expr_put_window,
        [EXPR_FRAME] = put_frame,
        [EXPR_BOUND] = put_bound,
        [EXPR_GROUPING_SETS] = put_grouping_sets,
    };
    if (is_expression(part))
        expr_put(p, part, 0);
    else
        printers[part->kind](p, part);
}
